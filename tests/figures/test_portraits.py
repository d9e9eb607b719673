"""The same question has the same place, scale and colour on every country page."""

from __future__ import annotations

import functools
from typing import Any

import altair as alt
import pytest

import coalitions as co
from coalitions.figures import palette
from coalitions.figures.portrait_shared import hue
from coalitions.figures.portrait_track import track_points
from coalitions.markup import Shown
from coalitions.portraits.portrait import Portrait
from coalitions.portraits.subject import participants

FIGURES = ("track", "axes", "forces", "money", "polls", "meetings")
CODES = [each.code for each in participants()]


@functools.cache
def portrait(code: str) -> Portrait:
    """Load the rows of a country once for all tests."""
    return co.portrait(code)


def spec(name: str, code: str, **options: Any) -> dict[str, Any] | None:
    drawn = getattr(co, f"portrait_{name}")(portrait(code), **options)
    return None if isinstance(drawn, Shown) else drawn.to_dict()


@pytest.fixture(scope="module")
def specs() -> dict[str, dict[str, dict[str, Any]]]:
    """All figures of all countries: figure, then code."""
    found = {name: {code: spec(name, code) for code in CODES} for name in FIGURES}
    return {name: {c: s for c, s in drawn.items() if s} for name, drawn in found.items()}


def scales(chart: dict[str, Any]) -> list[tuple[str, Any]]:
    """List the scales of a chart in the order of its layers, without the country's own colour."""
    found = []
    for layer in chart["layer"]:
        for channel, encoding in sorted(layer.get("encoding", {}).items()):
            if isinstance(encoding, dict) and "scale" in encoding:
                found.append((channel, encoding["scale"]))
    return found


@pytest.mark.parametrize("name", FIGURES)
def test_every_country_has_the_same_scales(
    name: str, specs: dict[str, dict[str, dict[str, Any]]]
) -> None:
    drawn = specs[name]
    assert len(drawn) > len(CODES) / 4
    first = scales(next(iter(drawn.values())))
    assert first
    assert {code for code, chart in drawn.items() if scales(chart) != first} == set()


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_its_own_name_a_headline_and_a_description(
    name: str, specs: dict[str, dict[str, dict[str, Any]]]
) -> None:
    for code, chart in specs[name].items():
        assert chart["name"] == f"{code.lower()}-{name}"
        assert chart["title"]["text"].startswith(portrait(code).name)
        assert len(chart["description"]) > 40


def test_the_same_question_is_asked_of_all_in_the_strip_of_money(
    specs: dict[str, dict[str, dict[str, Any]]],
) -> None:
    data = [next(iter(chart["datasets"].values())) for chart in specs["money"].values()]
    assert all(rows == data[0] for rows in data)


def test_a_value_beyond_the_scale_stands_at_its_end_and_says_so() -> None:
    chart = spec("money", "UKR")
    assert chart
    rows = next(iter(chart["datasets"].values()))
    own = next(row for row in rows if row["code"] == "UKR" and row["percent"] > 5)
    assert own["at"] == 5
    assert own["label"].endswith("→")


def test_a_title_of_the_author_is_used() -> None:
    chart = spec("track", "FRA", title="France offers soldiers")
    assert chart and chart["title"]["text"] == "France offers soldiers"


def test_what_is_missing_is_said_and_not_drawn() -> None:
    shown = co.portrait_polls(co.portrait("HRV"))
    assert isinstance(shown, Shown)
    assert shown.text == "No poll on soldiers in Ukraine for Croatia in the data."


def test_a_track_holds_all_statements_and_coded_months() -> None:
    fin = co.portrait("FIN")
    chart = co.portrait_track(fin)
    assert isinstance(chart, alt.LayerChart)
    rows = next(iter(chart.to_dict()["datasets"].values()))
    assert len(rows) == len(fin.said) + len(fin.lines)


def test_what_is_known_to_the_year_only_is_never_a_day() -> None:
    est = co.portrait("EST")
    (undated,) = est.said.index[est.said["as_of_precision"].eq("year")]
    mark = track_points(est).loc[undated]
    assert (mark["when"], f"{mark['day']:%m}") == ("2025", "07")
    words = co.portrait_conditions(est)._repr_mimebundle_()["text/html"]
    assert "mandate of Parliament (2025)" in words
    assert "1 January 2025" not in words


def test_a_country_keeps_its_colour_and_others_are_told_by_ink() -> None:
    assert hue(co.portrait("FRA")) == palette.colour("FRA")
    assert hue(co.portrait("EST")) == palette.INK
