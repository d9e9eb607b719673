from __future__ import annotations

import copy
import math
from typing import Any

import pytest
import vl_convert

import coalitions as co
from coalitions.facts import Facts
from coalitions.figures import renderer
from coalitions.figures.renderer import describe_figure


@pytest.fixture(scope="module", autouse=True)
def _renderer() -> None:
    renderer.enable()


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    chart = co.brigade_explorer(
        {"short": 997.0, "long": 3701.0},
        {"ours": 6.0},
        title="T",
        densest=7,
        held=20,
        rows=co.front_lengths(),
    )
    return dict(chart.to_dict())


@pytest.mark.parametrize("front", [5, 7, 20, 33])
def test_the_slider_divides_the_line_and_rounds_up(spec: dict[str, Any], front: int) -> None:
    changed = copy.deepcopy(spec)
    changed["params"][0]["value"] = front
    svg = vl_convert.vegalite_to_svg(changed)
    for km in (997, 3701):
        assert f">{math.ceil(km / front):,}<" in svg


def test_the_bars_rest_on_the_rows_given(spec: dict[str, Any]) -> None:
    assert set(describe_figure(spec)["provenance"]) == {"theatre"}


def test_soldiers_for_a_kilometre_are_written_at_their_dots() -> None:
    table = co.per_kilometre()
    svg = vl_convert.vegalite_to_svg(dict(co.per_km_chart(table, title="T").to_dict()))
    assert ">2,419<" in svg
    assert ">5.8<" in svg


def test_the_curve_of_batteries_marks_published_reaches_on_itself() -> None:
    centres = co.load("cities", role="oblast_centre", held_by="ukraine")
    curve = co.sites_by_reach([40, 160, 300], centres)
    chart = co.cover_curve(curve, title="T", marks={"best": 160.0}, line_at=6, line_label="known")
    sites = len(co.fewest_sites(160, centres))
    assert f"best {sites}" in chart.to_dict()["description"]


def test_published_reaches_stand_with_their_sources() -> None:
    reaches: Facts = co.load("weapon_reach")
    chart = dict(co.reach_dots(reaches, title="T", marks={"far": 875.0}).to_dict())
    assert set(describe_figure(chart)["provenance"]) == {"weapon_reach"}
    assert "far 875 km" in chart["description"]
