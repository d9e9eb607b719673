"""The map of Europe: right borders, one value a country, nothing dropped in silence."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import coalitions as co
from coalitions.book import pictures
from coalitions.book.sheets import sheets_of
from coalitions.figures import atlas, palette, renderer

FEATURES = {f["id"]: f for f in json.loads(atlas.TARGET.read_text("utf-8"))["features"]}
SHOWN = pd.DataFrame(
    [("FRA", "France", "yes"), ("LUX", "Luxembourg", "no"), ("CAN", "Canada", "yes")],
    columns=["iso3", "name", "position"],
)


def _holds(code: str, lon: float, lat: float) -> bool:
    def inside(ring: list[list[float]]) -> bool:
        crossings = 0
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat):
                crossings += lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1)
        return crossings % 2 == 1

    return any(inside(polygon[0]) for polygon in FEATURES[code]["geometry"]["coordinates"])


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("UKR", (30.5, 50.4)),  # Kyiv
        ("UKR", (34.1, 45.0)),  # Simferopol
        ("UKR", (38.5, 48.0)),  # in the Donbas
        ("CYP", (33.4, 35.25)),  # north of Nicosia
        ("XKX", (21.0, 42.5)),  # Kosovo
        ("RUS", (37.6, 55.7)),  # Moscow
        ("RUS", (21.0, 54.7)),  # near Kaliningrad
    ],
)
def test_places_lie_in_the_country_that_the_book_counts_them_to(
    code: str, place: tuple[float, float]
) -> None:
    holders = [country for country in FEATURES if _holds(country, *place)]
    assert holders == [code]


def test_every_country_of_the_data_in_europe_is_drawn() -> None:
    countries = co.load("countries")
    regions = [
        "baltic",
        "central_eastern",
        "eastern",
        "nordic",
        "south_eastern",
        "southern",
        "western",
    ]
    european = set(countries.loc[countries["region"].isin(regions), "iso3"])
    assert european - FEATURES.keys() == set()


def test_no_ring_turns_so_that_it_would_fill_the_world() -> None:
    for code, feature in FEATURES.items():
        for polygon in feature["geometry"]["coordinates"]:
            turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(polygon[0]))
            assert turn < 0, code


def test_a_country_off_the_map_is_named_in_words() -> None:
    spec = co.europe_map(SHOWN, value="position", codes=["no", "yes"], title="F").to_dict()
    assert "yes: France; no: Luxembourg" in spec["description"]
    assert "Not on the map: Canada yes." in spec["description"]


def test_a_country_has_one_value() -> None:
    twice = pd.concat([SHOWN, SHOWN.iloc[:1]])
    with pytest.raises(ValueError, match="more than one: FRA"):
        co.europe_map(twice, value="position", title="F")


def test_numbers_are_shaded_in_steps_that_dark_pages_know(tmp_path: Path) -> None:
    numbers = SHOWN.assign(share=[1.0, 5.0, 9.0])
    chart = co.europe_map(numbers, value="share", unit="% of GDP", title="F")
    drawn = pictures.pictures(chart.to_dict(), tmp_path)
    assert any(f'fill="{step}"' in drawn.wide.svg for step in palette.STEPS[1:])
    assert drawn.wide.svg.count(f'fill="{palette.PAPER}"') > 20  # countries without a value


def test_a_small_country_has_a_dot(tmp_path: Path) -> None:
    only = SHOWN[SHOWN["iso3"] == "LUX"]
    with_dot = co.europe_map(only, value="position", title="F").to_dict()
    svg = pictures.svg(with_dot, tmp_path)
    shade = palette.STEPS[0]
    # Once in the legend, once as a country, once as a dot.
    assert svg.count(f'fill="{shade}"') == 3


def test_the_table_of_a_map_is_its_values_and_not_its_shapes() -> None:
    renderer.enable()
    given = co.load("positions", as_of="2025-06", participant=["FRA", "POL"])
    chart = co.europe_map(given, value="presence_willingness", name="participant", title="F")
    bundle: Any = chart._repr_mimebundle_()
    figure = bundle[renderer.FIGURE_MIME]
    (sheet,) = sheets_of(figure)
    assert {record["participant"] for record in sheet.records} == {"FRA", "POL"}
    assert [row.split(":")[0] for row in sheet.rows] == ["positions", "positions"]
