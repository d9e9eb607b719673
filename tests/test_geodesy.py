from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions import geodesy

FLINDERS_PEAK = (144.42486788888, -37.95103341666)
BUNINYONG = (143.92649552777, -37.65282113888)

points = st.tuples(st.floats(-179, 179), st.floats(-80, 80))
bearings = st.floats(0, 360)
lengths = st.floats(1, 3000)


def test_the_ellipsoid_gives_the_published_line_from_flinders_peak_to_buninyong() -> None:
    """Geocentric Datum of Australia, Technical Manual: 54,972.271 m on GRS80."""
    assert geodesy.geodesic(FLINDERS_PEAK, BUNINYONG) == pytest.approx(54.972271, abs=1e-5)


def test_a_quarter_of_a_great_circle_is_a_quarter_of_the_earth() -> None:
    quarter = math.pi / 2 * geodesy.EARTH_RADIUS_KM
    assert geodesy.great_circle((0, 0), (90, 0)) == pytest.approx(quarter)
    assert geodesy.great_circle((17, 0), (17, 90)) == pytest.approx(quarter)


def test_the_equator_is_the_longer_way_on_the_ellipsoid() -> None:
    assert geodesy.geodesic((0, 0), (90, 0)) == pytest.approx(math.pi / 2 * 6378.137)


def test_points_that_face_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="great_circle"):
        geodesy.geodesic((0, 0.5), (179.7, -0.5))


@given(points, bearings, lengths)
def test_going_a_distance_ends_at_that_distance(
    start: geodesy.Point, bearing: float, km: float
) -> None:
    end = geodesy.destination(start, bearing, km)
    assert geodesy.great_circle(start, end) == pytest.approx(km, rel=1e-6, abs=1e-6)


@given(points, bearings, lengths)
def test_sphere_and_ellipsoid_differ_by_less_than_six_in_a_thousand(
    start: geodesy.Point, bearing: float, km: float
) -> None:
    end = geodesy.destination(start, bearing, km)
    assert geodesy.geodesic(start, end) == pytest.approx(km, rel=6e-3)


@given(points, points, points)
def test_a_detour_is_never_shorter(a: geodesy.Point, b: geodesy.Point, c: geodesy.Point) -> None:
    direct = geodesy.great_circle(a, c)
    assert direct <= geodesy.great_circle(a, b) + geodesy.great_circle(b, c) + 1e-6
    assert direct == pytest.approx(geodesy.great_circle(c, a))


@given(points, st.floats(1, 900))
def test_a_ring_keeps_its_distance_and_closes(centre: geodesy.Point, km: float) -> None:
    ring = geodesy.ring(centre, km, points=12)
    assert ring[0] == ring[-1]
    assert [geodesy.great_circle(centre, p) for p in ring] == pytest.approx([km] * 13)


def test_a_ring_runs_clockwise_as_d3_wants_it() -> None:
    north, east, *_ = geodesy.ring((30, 50), 100, points=4)
    assert north[1] > 50 and east[0] > 30


@given(st.lists(st.tuples(st.floats(22, 40), st.floats(44, 52)), min_size=2, max_size=8))
def test_points_in_between_change_the_length_of_a_line_little(line: list[geodesy.Point]) -> None:
    dense = geodesy.densified(line, 25)
    assert geodesy.length(dense) == pytest.approx(geodesy.length(line), rel=0.02, abs=1e-6)
    assert set(line) <= set(dense)
    assert max(geodesy.great_circle(a, b) for a, b in pairwise(dense)) < 27
