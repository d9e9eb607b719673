"""The shapes for contingents: paths through stages, estimates that disagree, stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest

import coalitions as co
from coalitions.book import pictures
from coalitions.figures import theme

STAGES = pd.DataFrame(
    [
        ("Poland", "Listed", True, "sent"),
        ("Poland", "Sent", True, "sent"),
        ("Costa Rica", "Listed", True, "never sent"),
        ("Costa Rica", "Sent", False, "never sent"),
        ("Norway", "Listed", False, "sent, not listed"),
        ("Norway", "Sent", True, "sent, not listed"),
    ],
    columns=["name", "stage", "inside", "kind"],
)
DAYS = pd.to_datetime(["1999-09-20", "1999-09-20", "1999-10-25"])
REPORTS = pd.DataFrame(
    {"as_of": DAYS, "total_personnel": [2500, 1190, 7500], "kind": ["planned", "ashore", "ashore"]}
)
OFFERS = pd.DataFrame(
    {
        "name": ["Portugal", "France"],
        "pledged_low": [1000, 500],
        "pledged_high": [1000, 500],
        "present_low": [201, 550],
        "present_high": [201, 600],
    }
)
SPANS = pd.DataFrame(
    {
        "name": ["Spain", "Czechia"],
        "start": pd.to_datetime(["2003-07-23", "2003-11-17"]),
        "end": pd.to_datetime(["2004-04-27", "2007-10-09"]),
        "start_known": [True, False],
        "end_known": [True, False],
    }
)
SEEN = pd.DataFrame(
    {"name": ["Spain"], "as_of": pd.to_datetime(["2004-03-15"]), "personnel": [1300]}
)
VOTES = pd.DataFrame(
    {"name": ["Spain"], "date": pd.to_datetime(["2004-03-14"]), "title": ["An election"]}
)

SHAPES: dict[str, Callable[..., Any]] = {
    "flow": lambda **k: co.flow(STAGES, **k),
    "sightings": lambda **k: co.sightings(
        REPORTS,
        kinds={"ashore": co.palette.BLUE, "planned": co.palette.CONTEXT},
        band=(11000, 11693),
        band_label="peak",
        **k,
    ),
    "kinds_of_number": lambda **k: co.kinds_of_number(
        REPORTS.assign(name="Australia"),
        value="total_personnel",
        kinds={"ashore": co.palette.BLUE, "planned": co.palette.CONTEXT},
        **k,
    ),
    "offered_and_there": lambda **k: co.offered_and_there(OFFERS, **k),
    "stay_lines": lambda **k: co.stay_lines(SPANS, strengths=SEEN, events=VOTES, **k),
}


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> Callable[..., Any]:
    return SHAPES[request.param]


def test_a_shape_has_headline_subtitle_and_words(shape: Callable[..., Any]) -> None:
    spec = shape(title="The finding", subtitle="What is drawn").to_dict()
    assert spec["title"] == {"text": "The finding", "subtitle": "What is drawn"}
    assert len(spec["description"].split()) > 8


def test_a_shape_fits_page_and_phone(shape: Callable[..., Any], tmp_path: Any) -> None:
    theme.register()
    drawn = pictures.pictures(shape(title="T").to_dict(), tmp_path)
    assert drawn.wide.width <= theme.WIDE + 2
    assert drawn.narrow is not None
    assert drawn.narrow.width <= theme.NARROW + 2


def records(chart: Any, field: str) -> list[Mapping[str, Any]]:
    """Return the drawn dataset that has `field`."""
    datasets = chart.to_dict()["datasets"].values()
    return next(rows for rows in datasets if rows and field in rows[0])


def test_a_path_stands_above_the_gap_when_inside_and_below_when_not() -> None:
    drawn = records(co.flow(STAGES, title="T"), "standing")
    for stage in ("Listed", "Sent"):
        here = [row for row in drawn if row["stage"] == stage]
        inside = [row["row"] for row in here if row["standing"] == "inside"]
        outside = [row["row"] for row in here if row["standing"] == "outside"]
        assert sorted(inside) == list(range(len(inside)))
        assert min(outside) > max(inside) + 1


def test_each_stage_is_headed_by_the_number_of_those_inside() -> None:
    heads = records(co.flow(STAGES, title="T"), "said")
    assert [str(row["said"]).split(theme.BREAK) for row in heads] == [
        ["Listed", "2"],
        ["Sent", "2"],
    ]


def test_the_words_of_offers_tell_both_ranges() -> None:
    words = co.offered_and_there(OFFERS, title="T").to_dict()["description"]
    assert "Portugal offered 1,000, had 201" in words
    assert "France offered 500, had 550 to 600" in words


def test_a_stay_whose_ends_no_source_dates_is_told_apart() -> None:
    drawn = records(co.stay_lines(SPANS, title="T"), "dated")
    assert {row["name"]: row["dated"] for row in drawn} == {
        "Spain": "both ends",
        "Czechia": "not both ends",
    }
