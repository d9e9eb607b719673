"""The shapes of the model: each draws, speaks, fits page and phone, refuses what it cannot draw."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import coalitions as co

from .shape_checks import *  # noqa: F403

BANDS = {"lowest": 900, "lower": 2000, "median": 4000, "upper": 9000, "highest": 20_000}
CURVES = pd.DataFrame(
    [
        {"label": name, "theta": theta, **{k: v * (2 - theta) for k, v in BANDS.items()}}
        for name in ("no backstop", "full backstop")
        for theta in (0.0, 0.5, 1.0)
    ]
)
MARKS = pd.DataFrame({"value": [10_000.0, 100_000.0], "words": ["small", "large"]})
LEVELS = pd.DataFrame(
    {
        "step": ["All", "ready", "willing", "supported"] * 2,
        "persons": [100_000, 50_000, 5000, 5000, 100_000, 50_000, 25_000, 20_000],
        "label": ["alone"] * 4 + ["backed"] * 4,
    }
)
CHANCES = pd.DataFrame(
    [
        {"label": name, "theta": theta, "size": size, "probability": p, "error": 0.001}
        for name, p in (("no backstop", 0.001), ("full backstop", 0.999))
        for theta in (0.0, 1.0)
        for size in (10_000, 100_000)
    ]
)
STATEMENTS = pd.DataFrame(
    {
        "who": ["A general", "A paper", "A minister", "A general"],
        "date": pd.to_datetime(["2025-01-01", "2025-02-18", "2025-03-01", "2025-01-01"]),
        "date_precision": ["year", "day", "month", "year"],
        "mission": ["ukraine_deterrence", "", "ukraine_reassurance", "ukraine_deterrence"],
        "low": [100_000, None, 10_000, 100_000],
        "high": [None, 30_000, 25_000, None],
        "source_id": ["a", "b", "c", "d"],
    }
)
RANGES = pd.DataFrame(
    {"label": ["Model"], "lowest": [1000.0], "median": [4000.0], "highest": [9000.0]}
)
MISSIONS = {"ukraine_reassurance": "reassure", "ukraine_deterrence": "deter", "": "not named"}
TORNADO = pd.DataFrame(
    {"input": ["Will", "Means"], "at_low": [100, 900], "at_high": [5000, 800], "mode": 1000}
)
INDICES = pd.DataFrame(
    {"title": ["Will of all", "Means"], "first_order": [0.5, -0.01], "total": [0.7, 0.1]}
)
EFFORT = pd.DataFrame(
    {
        "operation": ["One", "One", "Two"],
        "name": ["A", "B", "A"],
        "led": [True, False, False],
        "effort": [0.1, 0.01, 0.02],
        "deployed": [1000, 100, 200],
        "active": [10_000, 10_000, 10_000],
    }
)
PREDICTED = pd.DataFrame({"share": [0.01, 0.04], "words": ["all kept", "none kept"]})
FRONTIER: dict[str, Any] = {
    "x": "theta",
    "x_title": "Share kept",
    "curves": {"no backstop": co.palette.ORANGE, "full backstop": co.palette.INDIGO},
    "domain": (300, 300_000),
    "ticks": (1000, 10_000, 100_000),
}

SHAPES: dict[str, Callable[..., Any]] = {
    "frontier": lambda **k: co.frontier(CURVES, marks=MARKS, **FRONTIER, **k),
    "frontier alone": lambda **k: co.frontier(CURVES, **FRONTIER, **k),
    "waterfall": lambda **k: co.waterfall(LEVELS.head(4), **k),
    "waterfall with a choice": lambda **k: co.waterfall(
        LEVELS, choice="label", choice_title="Backstop", **k
    ),
    "chances": lambda **k: co.chance_grid(
        CHANCES, kept={0.0: "nothing kept", 1.0: "all kept"}, **k
    ),
    "published": lambda **k: co.published_chart(STATEMENTS, RANGES, missions=MISSIONS, **k),
    "tornado": lambda **k: co.tornado_chart(TORNADO, **k),
    "indices": lambda **k: co.index_chart(INDICES, **k),
    "effort": lambda **k: co.effort_chart(EFFORT, PREDICTED, **k),
}


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> Callable[..., Any]:
    return SHAPES[request.param]


def test_a_shape_has_no_colours_but_those_of_the_palette(shape: Callable[..., Any]) -> None:
    known = {*co.palette.DARK, *co.palette.DARK.values()}
    used = set(re.findall(r"#[0-9a-f]{6}", str(shape(title="F").to_dict()["layer"])))
    assert used <= known


def test_the_description_of_a_frontier_has_the_medians_at_both_ends() -> None:
    words = SHAPES["frontier"](title="F").to_dict()["description"]
    assert "no backstop: median 8,000 at 0%, 4,000 at 100%" in words
    assert "10,000 (small), 100,000 (large)" in words


def test_a_waterfall_writes_what_is_left_and_which_share() -> None:
    spec = SHAPES["waterfall"](title="F").to_dict()
    rows = next(iter(spec["datasets"].values()))
    assert [row["number"] for row in rows] == ["100k", "50k", "5.0k", "5.0k"]
    assert [row["left"] for row in rows] == ["", "50%", "10%", ""]


def test_a_waterfall_shows_the_chosen_variant_alone() -> None:
    spec = SHAPES["waterfall with a choice"](title="F", start="backed").to_dict()
    (choice,) = (param for param in spec["params"] if "bind" in param)
    assert choice["value"] == "backed"
    assert choice["bind"]["options"] == ["alone", "backed"]
    assert "willing 25,000" in spec["description"]


def test_published_sizes_keep_every_statement_apart() -> None:
    spec = SHAPES["published"](title="F").to_dict()
    rows = [row for data in spec["datasets"].values() for row in data if "bound" in row]
    assert len({row["name"] for row in rows}) == len(STATEMENTS)
    assert {row["bound"] for row in rows} == {"at least", "up to", "about"}


@pytest.mark.parametrize("name", ["frontier", "waterfall"])
def test_a_missing_column_is_named(name: str) -> None:
    call = {
        "frontier": lambda: co.frontier(CURVES.drop(columns="median"), title="F", **FRONTIER),
        "waterfall": lambda: co.waterfall(LEVELS.drop(columns="persons"), title="F"),
    }[name]
    with pytest.raises(KeyError, match=r"no column (median|persons)"):
        call()
