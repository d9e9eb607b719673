"""The shapes for contingents: paths through stages, estimates that disagree, stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest

import coalitions as co

from .shape_checks import *  # noqa: F403

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
    "stay_lines": lambda **k: co.stay_lines(
        SPANS, strengths=SEEN, events=VOTES, day="2004-03-15", **k
    ),
    "bars": lambda **k: co.bars(OFFERS, value="present_high", unit="persons", line_at=500, **k),
}


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> Callable[..., Any]:
    return SHAPES[request.param]


def records(chart: Any, field: str) -> list[Mapping[str, Any]]:
    """Return the drawn dataset that has `field`."""
    datasets = chart.to_dict()["datasets"].values()
    return next(rows for rows in datasets if rows and field in rows[0])


def test_a_path_stands_above_the_gap_when_inside_and_below_when_not() -> None:
    drawn = records(co.flow(STAGES, title="T"), "standing")
    for stage in ("Listed", "Sent"):
        here = [row for row in drawn if row["stage"] == stage]
        inside = [row["depth"] for row in here if row["standing"] == "inside"]
        outside = [row["depth"] for row in here if row["standing"] == "outside"]
        assert sorted(inside) == list(range(len(inside)))
        assert min(outside) > max(inside) + 1


def test_each_stage_is_headed_by_the_number_of_those_inside() -> None:
    heads = records(co.flow(STAGES, title="T"), "said")
    said = [(row["place"], row["said"]) for row in heads]
    assert said == [(0, "2"), (0, "Listed"), (1, "2"), (1, "Sent")]


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


VOTES_CAST = pd.DataFrame(
    [("1483", "for", 14), ("1483", "took no part", 1), ("1511", "for", 15)],
    columns=["name", "vote", "members"],
)


def test_parts_are_stacked_in_the_order_given() -> None:
    parts = {"took no part": co.palette.CONTEXT, "for": co.palette.BLUE}
    chart = co.bars(VOTES_CAST, title="T", value="members", part="vote", parts=parts)
    assert {row["vote"]: row["rank"] for row in records(chart, "rank")} == {
        "took no part": 0,
        "for": 1,
    }


def test_the_words_of_stacked_bars_tell_each_part() -> None:
    chart = co.bars(VOTES_CAST, title="T", value="members", part="vote", unit="members")
    assert "1483: for 14, took no part 1; 1511: for 15" in chart.to_dict()["description"]


def test_bars_are_sorted_by_their_sum_unless_an_order_is_given() -> None:
    spec = co.bars(VOTES_CAST, title="T", value="members").to_dict()
    assert spec["layer"][-1]["encoding"]["y"]["sort"] == ["1483", "1511"]
    spec = co.bars(VOTES_CAST, title="T", value="members", order=["1511", "1483"]).to_dict()
    assert spec["layer"][-1]["encoding"]["y"]["sort"] == ["1511", "1483"]
