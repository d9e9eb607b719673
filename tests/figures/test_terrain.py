"""The map of reach: what the reader's browser computes is what Python computes."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
import vl_convert

import coalitions as co
from coalitions.facts import Facts
from coalitions.figures import renderer
from coalitions.figures.renderer import describe_figure

REACHES = {"long": 160.0, "short": 40.0}


@pytest.fixture(scope="module")
def centres() -> Facts:
    return co.load("cities", role="oblast_centre", held_by="ukraine")


@pytest.fixture(scope="module", autouse=True)
def _renderer() -> None:
    renderer.enable()


@pytest.fixture(scope="module")
def spec(centres: Facts) -> dict[str, Any]:
    chart = co.reach_explorer(
        centres,
        co.contact_lines(),
        REACHES,
        title="T",
        site="Lviv",
        target="Kharkiv",
        system="long",
        zone_km=15,
        rows=co.load("contact_line"),
    )
    return dict(chart.to_dict())


def drawn(spec: dict[str, Any], **values: object) -> str:
    """Draw the map with other settings of its menus."""
    changed = copy.deepcopy(spec)
    names = set()
    for param in changed["params"]:
        if param["name"] in values:
            param["value"] = values[param["name"]]
            names.add(param["name"])
    assert names == set(values)
    return vl_convert.vegalite_to_svg(changed)


def said(svg: str) -> tuple[int, int]:
    """Read the distance to the target and the number of cities covered off the map."""
    found = re.search(r"– Kharkiv ([\d,]+) km; (\d+) of (\d+) cities within reach", svg)
    assert found is not None
    return int(found[1].replace(",", "")), int(found[2])


@pytest.mark.parametrize("site", ["Lviv", "Kyiv", "Odesa", "Poltava", "Uzhhorod"])
@pytest.mark.parametrize("reach", [40, 160, 520])
def test_the_browser_finds_the_distance_and_the_cover_of_python(
    spec: dict[str, Any], centres: Facts, site: str, reach: int
) -> None:
    svg = drawn(spec, reach_site=site, reach_system="the slider", reach_own=reach)
    km, inside = said(svg)
    assert km == round(float(co.distance(site, "Kharkiv")))
    assert inside == len(co.covered(site, reach, centres))


def test_a_system_sets_the_reach_whatever_the_slider_says(
    spec: dict[str, Any], centres: Facts
) -> None:
    _, inside = said(drawn(spec, reach_system="short", reach_own=900))
    assert inside == len(co.covered("Lviv", 40, centres))


def test_the_map_says_where_its_line_comes_from(spec: dict[str, Any]) -> None:
    rows = describe_figure(spec)["provenance"]
    assert {"cities", "contact_line"} <= set(rows)


def test_the_words_name_what_is_covered(spec: dict[str, Any], centres: Facts) -> None:
    for name in co.covered("Lviv", 160, centres)["city"]:
        assert name in spec["description"]
    assert "875 km" in spec["description"]
