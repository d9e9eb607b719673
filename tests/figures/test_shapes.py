"""The shapes of the book: each draws, speaks, and refuses what it cannot draw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import coalitions as co
from coalitions.figures import palette

from .shape_checks import *  # noqa: F403

DAYS = pd.to_datetime(["1999-09-20", "1999-10-01", "1999-11-15"])
LEVELS = pd.DataFrame(
    {"as_of": DAYS, "total_personnel": [3000, 8000, 11000], "lead": [2500, 4500, 5500]}
)
EVENTS = pd.DataFrame(
    {"date": DAYS, "title": ["Landing", "Airlift", "Peak"], "category": ["a", "b", "a"]}
)
GIVEN = pd.DataFrame(
    [("Australia", "AUS", 5500), ("Australia", "AUS", 5700), ("Fiji", "FJI", 200)],
    columns=["name", "iso3", "personnel"],
)
POSITIONS = pd.DataFrame(
    [("France", "Idea", "yes"), ("France", "Troops", "yes"), ("Poland", "Troops", "no")],
    columns=["name", "question", "position"],
)
SPENT = pd.DataFrame(
    {"name": ["A", "A", "B", "B"], "year": [2014, 2025, 2014, 2025], "value": [1.0, 2.0, 1.5, 4.0]}
)

SHAPES: dict[str, Callable[..., Any]] = {
    "ranked": lambda **k: co.ranked(GIVEN, code="iso3", **k),
    "position_matrix": lambda **k: co.position_matrix(POSITIONS, codes=["no", "yes"], **k),
    "participation": lambda **k: co.participation(
        POSITIONS.rename(columns={"question": "event", "position": "mode"}), mode="mode", **k
    ),
    "buildup": lambda **k: co.buildup(
        LEVELS, part="lead", part_label="Australia", mark=EVENTS, **k
    ),
    "timeline": lambda **k: co.timeline(EVENTS, category="category", highlight=["a"], **k),
    "small_multiples": lambda **k: co.small_multiples(SPENT, unit="% of GDP", line_at=2, **k),
}


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> Callable[..., Any]:
    return SHAPES[request.param]


def test_a_shape_can_be_changed_further(shape: Callable[..., Any]) -> None:
    assert shape(title="F").properties(description="other").to_dict()["description"] == "other"


def test_an_empty_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="no rows"):
        co.ranked(GIVEN.iloc[:0], title="F")


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    with pytest.raises(KeyError, match="no column persons; the table has name, iso3, personnel"):
        co.ranked(GIVEN, value="persons", title="F")


def test_ranges_join_the_values_that_sources_give() -> None:
    spec = co.ranked(GIVEN, title="F").to_dict()
    assert "Australia 5,500 to 5,700" in spec["description"]
    assert "1 of 2 has more than one value" in spec["description"]


def test_the_preferred_value_is_the_filled_one() -> None:
    chosen = GIVEN.assign(main=[True, False, True])
    data = co.ranked(chosen, preferred="main", title="F").to_dict()["datasets"]
    (values,) = data.values()
    filled = {v["personnel"] for v in values if v["used"] == "used in the text"}
    assert filled == {5500, 200}


def test_only_the_largest_are_drawn_when_asked() -> None:
    (values,) = co.ranked(GIVEN, most=1, title="F").to_dict()["datasets"].values()
    assert {v["name"] for v in values} == {"Australia"}


def test_a_code_that_is_not_listed_is_refused() -> None:
    with pytest.raises(ValueError, match="also holds yes: add them to codes"):
        co.position_matrix(POSITIONS, codes=["no"], title="F")


def test_participants_are_sorted_by_how_often_they_came() -> None:
    events = POSITIONS.rename(columns={"question": "event"})
    spec = co.participation(events, title="F").to_dict()
    assert spec["encoding"]["y"]["sort"] == ["France", "Poland"]


def test_a_country_has_its_colour_in_a_ranking() -> None:
    spec = co.ranked(GIVEN, code="iso3", title="F").to_dict()
    scale = spec["layer"][2]["encoding"]["color"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        "AUS": palette.colour("AUS"),
        "FJI": palette.CONTEXT,
    }
