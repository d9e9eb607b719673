from __future__ import annotations

import copy
from typing import Any

import pandas as pd
import pytest
import vl_convert

import coalitions as co
from coalitions.figures import renderer
from coalitions.figures.palette import BLUE
from coalitions.figures.renderer import describe_figure


@pytest.fixture(scope="module", autouse=True)
def _renderer() -> None:
    renderer.enable()


@pytest.fixture(scope="module")
def gaps() -> pd.DataFrame:
    return co.gap_table(co.matched_holdings(co.load("equipment")))


def drawn(chart: Any, **values: object) -> str:
    spec = copy.deepcopy(dict(chart.to_dict()))
    for param in spec["params"]:
        param["value"] = values.get(param["name"], param.get("value"))
    return vl_convert.vegalite_to_svg(spec)


def test_classes_below_parity_are_counted_at_the_part_that_is_drawn(gaps: pd.DataFrame) -> None:
    for part in (1.0, 0.25, 0.1):
        chart = co.gap_explorer(gaps, title="T", counted=part)
        below = int((gaps["ratio"] / part < 1).sum())
        assert f"{below} lie below parity" in chart.to_dict()["description"]


def test_the_slider_moves_classes_across_the_line(gaps: pd.DataFrame) -> None:
    chart = co.gap_explorer(gaps, title="T")
    blue = {part: drawn(chart, us_part=part).count(f'fill="{BLUE}"') for part in (100, 20)}
    ahead = {part: int((gaps["ratio"] * 100 / part >= 1).sum()) for part in blue}
    assert ahead[20] > ahead[100]
    assert blue[20] - blue[100] == ahead[20] - ahead[100]


def test_a_class_is_shown_with_its_holders_and_america_on_demand() -> None:
    europeans = set(co.members_on("NATO")["iso3"]) - {"CAN", "USA"}
    chart = co.class_explorer(
        co.country_holdings(co.load("equipment"), europeans), title="T", first="Tanks"
    )
    assert ">US<" not in drawn(chart, held_america=False)
    assert ">US<" in drawn(chart, held_america=True)
    assert ">Germany<" in drawn(chart, held_class="Patriot batteries")
    assert set(describe_figure(dict(chart.to_dict()))["provenance"]) == {"equipment"}
