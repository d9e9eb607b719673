from __future__ import annotations

import copy
from typing import Any

import pandas as pd
import pytest
import vl_convert

import coalitions as co
from coalitions.figures import renderer
from coalitions.figures.backstop import _at


@pytest.fixture(scope="module", autouse=True)
def _renderer() -> None:
    renderer.enable()


@pytest.fixture(scope="module")
def by_country() -> dict[str, Any]:
    table = co.backstop_by_country(co.dilemma.read())
    chart = co.country_dependence(table, title="T", theta=0.5, needs={"DEU": "required"})
    return dict(chart.to_dict())


def set_to(spec: dict[str, Any], **values: object) -> str:
    changed = copy.deepcopy(spec)
    for param in changed["params"]:
        param["value"] = values.get(param["name"], param.get("value"))
    return vl_convert.vegalite_to_svg(changed)


def test_the_largest_state_can_be_taken_out(by_country: dict[str, Any]) -> None:
    assert "Türkiye" in set_to(by_country, with_largest=True)
    assert "Türkiye" not in set_to(by_country, with_largest=False)


def test_the_menu_offers_each_share_of_commitments(by_country: dict[str, Any]) -> None:
    (kept,) = [param for param in by_country["params"] if param["name"] == "kept"]
    assert kept["bind"]["options"] == [0.0, 0.5, 1.0]
    assert set_to(by_country, kept=0.0) != set_to(by_country, kept=1.0)


def test_the_chance_told_is_that_of_the_nearest_size_drawn() -> None:
    table = pd.DataFrame(
        {"label": "a", "theta": [0.5, 0.5, 1.0], "size": [10, 100, 90], "chance": [0.9, 0.4, 0.1]}
    )
    assert _at(table, "a", 0.5, 80) == 0.4


def test_enablers_stand_with_the_scarcest_first() -> None:
    gaps = co.dilemma.enabler_gaps(co.dilemma.read(), (30_000.0,))
    spec = dict(co.enabler_reach(gaps, title="T", marks={"plan": 30_000.0}).to_dict())
    alone = gaps[gaps["backstop"] == "none"].sort_values("supports")["enabler"]
    svg = vl_convert.vegalite_to_svg(spec)
    assert svg.index(f">{alone.iloc[0]}<") < svg.index(f">{alone.iloc[-1]}<")
