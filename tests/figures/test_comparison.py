"""Cases compared and operations side by side: what the shapes draw, say and let a reader change."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import coalitions as co
from coalitions.book import pictures
from coalitions.figures import comparison, operations, scatter, shares, theme

OPERATIONS = co.all_operations()
BASES = {str(basis): co.palette.BLUE for basis in OPERATIONS["basis"].unique()}
RULES = pd.DataFrame({"rule": ["policing", "resistance"], "low": [1.0, 4.0], "high": [4.0, 10.0]})
FORCES = pd.DataFrame(
    {"short_name": ["Dense", "Thin"], "per_1000": [14.0, 0.4], "peak_personnel": [11_000, 3_000]}
)
CURVES = pd.DataFrame(
    {
        "name": "List",
        "rank": range(4),
        "percent": [0.0, 60.0, 90.0, 100.0],
        "state": [None, "A", "B", "C"],
    }
)
BURDENS = pd.DataFrame(
    [
        ("Iraq", size, question, 0.5, 0.1, 0.8, 0.02, 22)
        for size in ("inhabitants", "product")
        for question in ("contribution", "effort")
    ],
    columns=["case", "size", "question", "value", "low", "high", "p", "pairs"],
)
POINTS = pd.DataFrame({"name": ["A", "B", "C"], "x": [0, 5, 200], "y": [10.0, 100.0, None]})

SHAPES: dict[str, Any] = {
    "operation_lines": lambda: operations.operation_lines(OPERATIONS, title="F", hues=BASES),
    "requirement_explorer": lambda: operations.requirement_explorer(
        OPERATIONS, {r.field: r.words for r in co.REQUIREMENTS}, title="F"
    ),
    "concentration_curves": lambda: comparison.concentration_curves(
        CURVES, title="F", hues={"List": co.palette.BLUE}
    ),
    "density_explorer": lambda: comparison.density_explorer(
        FORCES, RULES, {"all": 38e6}, title="F", here="Planned", size=30_000
    ),
    "rank_explorer": lambda: comparison.rank_explorer(BURDENS, title="F"),
    "scatter": lambda: scatter.scatter(POINTS, x="x", y="y", title="F", log=["x", "y"]),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_fits_page_and_phone(name: str, tmp_path: Any) -> None:
    theme.register()
    drawn = pictures.pictures(SHAPES[name]().to_dict(), tmp_path)
    assert drawn.wide.width <= theme.WIDE + 2
    assert drawn.narrow is not None
    assert drawn.narrow.width <= theme.NARROW + 2


def params(chart: Any) -> dict[str, dict[str, Any]]:
    return {param["name"]: param for param in chart.to_dict()["params"] if "bind" in param}


def test_the_menu_of_leads_offers_each_of_several_leads_alone() -> None:
    options = params(SHAPES["operation_lines"]())["lead_kept"]["bind"]["options"]
    assert options[0] == "all"
    assert {"France", "UK"} <= set(options)
    assert not [option for option in options if " and " in option]


def test_operations_without_an_end_or_a_strength_are_described_as_such() -> None:
    words = SHAPES["operation_lines"]().to_dict()["description"]
    assert "KFOR from June 1999, no end on record" in words
    assert "Astute from May 2006, to December 2012, host consent, strength unknown" in words


def test_each_requirement_has_a_switch_that_stands_as_asked() -> None:
    chart = operations.requirement_explorer(
        OPERATIONS, {r.field: r.words for r in co.REQUIREMENTS}, title="F", on=["went"]
    )
    switched = [param["value"] for param in params(chart).values()]
    assert switched == [requirement.field == "went" for requirement in co.REQUIREMENTS]


def test_the_slider_begins_at_the_size_asked_for_and_says_what_it_means() -> None:
    chart = SHAPES["density_explorer"]()
    assert params(chart)["troops"]["value"] == 30_000
    assert "30,000 would be 0.789" in chart.to_dict()["description"]


def test_curves_say_what_the_largest_carry() -> None:
    words = SHAPES["concentration_curves"]().to_dict()["description"]
    assert "List: 60% by 1, 90% by 2, 100% by 3" in words


def test_things_without_one_of_two_numbers_are_not_drawn() -> None:
    words = SHAPES["scatter"]().to_dict()["description"]
    assert "2 dots" in words
    assert "C" not in words.split("across:")[1]


def test_a_logarithmic_axis_with_a_zero_is_linear_at_its_start() -> None:
    layers = SHAPES["scatter"]().to_dict()["layer"]
    encoding = layers[0]["encoding"]
    assert encoding["x"]["scale"]["type"] == "symlog"
    assert encoding["y"]["scale"]["type"] == "log"


PAIRS = pd.DataFrame(
    [("A", "A", 57, 110, 51.8, True), ("A", "B", 57, 117, 48.7, False)],
    columns=["part_by", "whole_by", "part", "whole", "percent", "same"],
)


def test_two_menus_choose_a_part_and_a_whole_and_begin_with_the_highest_share() -> None:
    chart = shares.share_explorer(PAIRS, title="F", part="Lead by", whole="Total by")
    menus = params(chart)
    assert menus["part_by_chosen"]["bind"]["options"] == ["A"]
    assert menus["whole_by_chosen"]["bind"]["options"] == ["A", "B"]
    assert menus["whole_by_chosen"]["value"] == "A"


def test_the_axis_holds_all_shares_and_the_line_but_need_not_begin_at_zero() -> None:
    chart = shares.share_explorer(PAIRS, title="F", part="Lead by", whole="Total by", line_at=50)
    low, high = chart.to_dict()["layer"][1]["encoding"]["x"]["scale"]["domain"]
    assert 40 < low < 48.7
    assert 51.8 < high < 60
