from __future__ import annotations

import itertools

import pandas as pd
import pytest

import coalitions as co
from coalitions import geodesy, terrain
from coalitions.facts import Facts
from coalitions.provenance import of


@pytest.fixture(scope="module")
def centres() -> Facts:
    return co.load("cities", role="oblast_centre", held_by="ukraine")


def test_lviv_lies_between_870_and_880_km_from_kharkiv_by_both_methods() -> None:
    ends = [co.point(co.city(name)) for name in ("Lviv", "Kharkiv")]
    assert 870 < float(co.distance("Lviv", "Kharkiv")) < 880
    assert 870 < co.geodesic(*ends) < 880


def test_a_distance_rests_on_both_cities() -> None:
    cities = co.load("cities")
    rows = of(co.distance("Kyiv", "Odesa")).rows["cities"]
    assert set(cities.loc[list(rows), "city"]) == {"Kyiv", "Odesa"}


def test_an_unknown_city_names_those_that_exist() -> None:
    with pytest.raises(LookupError, match="Lviv"):
        co.city("Lwow")


def test_distances_from_a_city_rise_and_leave_it_out(centres: Facts) -> None:
    away = co.distances_from("Lviv", centres)
    assert away["km"].is_monotonic_increasing
    assert "Lviv" not in set(away["city"])
    assert len(away) == len(centres) - 1


def test_every_city_held_by_ukraine_lies_west_of_the_occupied_ones_of_the_east() -> None:
    cities = co.load("cities").set_index("city")
    line = co.contact_lines()["main"]
    eastern = max(lon for lon, _ in line)
    assert cities.loc["Kharkiv", "longitude"] < eastern < cities.loc["Luhansk", "longitude"]


def test_the_line_is_in_order_without_jumps() -> None:
    for part in co.contact_lines().values():
        steps = [geodesy.great_circle(a, b) for a, b in itertools.pairwise(part)]
        assert max(steps) < 40


def test_the_coarse_line_is_shorter_than_every_published_length() -> None:
    published = co.front_lengths()["value"].min()
    assert 700 < float(co.line_length()) < published


def test_distance_to_the_line_falls_with_more_points(monkeypatch: pytest.MonkeyPatch) -> None:
    fine = co.distances_to_line().set_index("city")["km"]
    monkeypatch.setattr(terrain, "_STEP_KM", 200.0)
    rough = co.distances_to_line().set_index("city")["km"]
    assert (fine <= rough.loc[fine.index] + 1e-9).all()
    assert (rough.loc[fine.index] - fine).max() > 0


def test_a_battery_covers_its_own_city_and_more_with_more_reach(centres: Facts) -> None:
    near, far = (set(co.covered("Lviv", km, centres)["city"]) for km in (1, 200))
    assert near == {"Lviv"}
    assert near < far


@pytest.mark.parametrize("reach", [120, 160, 250, 400])
def test_the_fewest_sites_cover_all_and_one_less_does_not(reach: float, centres: Facts) -> None:
    sites = co.fewest_sites(reach, centres)
    names = list(centres["city"])
    cover = {name: set(co.covered(name, reach, centres)["city"]) for name in names}
    assert set().union(*(cover[site] for site in sites)) == set(names)
    if len(sites) <= 5:
        for fewer in itertools.combinations(names, len(sites) - 1):
            assert set().union(*(cover[site] for site in fewer)) != set(names)


def test_more_reach_never_takes_more_batteries(centres: Facts) -> None:
    curve = co.sites_by_reach(range(20, 500, 20), centres)
    assert (curve["sites"].diff().dropna() <= 0).all()
    assert curve["sites"].iloc[0] == len(centres)


def test_the_longest_reach_takes_the_upper_end_of_a_range() -> None:
    table = co.load("weapon_reach")
    assert (
        float(co.longest_reach("Kalibr", "ground"))
        == table["reach_high_km"][table["weapon"] == "Kalibr"].max()
    )


def test_menus_leave_out_figures_of_low_confidence() -> None:
    assert co.published_reaches("air_defence")["NASAMS against aircraft"] == 30
    weak = co.load("weapon_reach", confidence="low")
    assert (weak["reach_km"] > 30).all()


def test_a_reach_that_nobody_published_is_refused() -> None:
    with pytest.raises(LookupError, match="Patriot"):
        co.longest_reach("Patriot", "ground")


def test_cities_and_line_are_points_of_ukraine_and_its_neighbours() -> None:
    both = pd.concat(
        [co.load(name)[["longitude", "latitude"]] for name in ("cities", "contact_line")]
    )
    assert both["longitude"].between(21, 41).all()
    assert both["latitude"].between(44, 53).all()
