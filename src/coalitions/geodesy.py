"""Distances on the earth: between two points, along a line, and a ring around a point.

Points are pairs of longitude and latitude in decimal degrees (WGS 84), in the order of GeoJSON.
Distances are kilometres. Two measures stand side by side, so that one checks the other:

`great_circle`
    on a sphere, by the haversine formula; quick, and wrong by at most half a per cent;
`geodesic`
    on the ellipsoid, by the method of Vincenty.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

Point = tuple[float, float]

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius of the earth: Moritz, H. (2000), Geodetic Reference System 1980, J. Geodesy 74."""

_MAJOR_KM: Final = 6378.137
_FLATTENING: Final = 1 / 298.257223563
_CLOSE_ENOUGH: Final = 1e-12


def great_circle(start: Point, end: Point) -> float:
    r"""Return the distance on a sphere, in km.

    Haversine formula, :math:`h = \sin^2\frac{\Delta\varphi}{2} + \cos\varphi_1 \cos\varphi_2
    \sin^2\frac{\Delta\lambda}{2}`, distance :math:`2R\arcsin\sqrt h`. Sinnott, R. W. (1984),
    Virtues of the Haversine, Sky and Telescope 68(2), 159.
    """
    (lon1, lat1), (lon2, lat2) = _radians(start), _radians(end)
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def geodesic(start: Point, end: Point) -> float:
    """Return the distance on the ellipsoid WGS 84, in km.

    Vincenty, T. (1975), Direct and Inverse Solutions of Geodesics on the Ellipsoid with
    Application of Nested Equations, Survey Review 23(176), 88–93.

    Raises
    ------
    ValueError
        For points that face each other across the earth, where the method does not converge.
    """
    if start == end:
        return 0.0
    minor = _MAJOR_KM * (1 - _FLATTENING)
    (lon1, lat1), (lon2, lat2) = _radians(start), _radians(end)
    reduced1 = math.atan((1 - _FLATTENING) * math.tan(lat1))
    reduced2 = math.atan((1 - _FLATTENING) * math.tan(lat2))
    sin1, cos1 = math.sin(reduced1), math.cos(reduced1)
    sin2, cos2 = math.sin(reduced2), math.cos(reduced2)
    difference = lon2 - lon1
    turn = difference
    for _ in range(100):
        sin_turn, cos_turn = math.sin(turn), math.cos(turn)
        sin_arc = math.hypot(cos2 * sin_turn, cos1 * sin2 - sin1 * cos2 * cos_turn)
        cos_arc = sin1 * sin2 + cos1 * cos2 * cos_turn
        arc = math.atan2(sin_arc, cos_arc)
        sin_azimuth = cos1 * cos2 * sin_turn / sin_arc
        squared = 1 - sin_azimuth**2
        cos_middle = cos_arc - 2 * sin1 * sin2 / squared if squared else 0.0
        c = _FLATTENING / 16 * squared * (4 + _FLATTENING * (4 - 3 * squared))
        before = turn
        turn = difference + (1 - c) * _FLATTENING * sin_azimuth * (
            arc + c * sin_arc * (cos_middle + c * cos_arc * (2 * cos_middle**2 - 1))
        )
        if abs(turn - before) < _CLOSE_ENOUGH:
            break
    else:
        raise ValueError(f"{start} and {end} lie opposite each other: take great_circle")
    u = squared * (_MAJOR_KM**2 - minor**2) / minor**2
    a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    correction = (
        b
        * sin_arc
        * (
            cos_middle
            + b
            / 4
            * (
                cos_arc * (2 * cos_middle**2 - 1)
                - b / 6 * cos_middle * (4 * sin_arc**2 - 3) * (4 * cos_middle**2 - 3)
            )
        )
    )
    return minor * a * (arc - correction)


def destination(start: Point, bearing: float, distance_km: float) -> Point:
    """Return the point at a distance along a great circle.

    Parameters
    ----------
    start
        Where the way begins.
    bearing
        Direction at the start, in degrees clockwise from north.
    distance_km
        Length of the way.
    """
    lon, lat = _radians(start)
    arc, course = distance_km / EARTH_RADIUS_KM, math.radians(bearing)
    end_lat = math.asin(
        math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(course)
    )
    end_lon = lon + math.atan2(
        math.sin(course) * math.sin(arc) * math.cos(lat),
        math.cos(arc) - math.sin(lat) * math.sin(end_lat),
    )
    return (math.degrees(end_lon) + 540) % 360 - 180, math.degrees(end_lat)


def ring(centre: Point, radius_km: float, points: int = 72) -> list[Point]:
    """Return all points at one distance from a centre: a circle on the earth, closed.

    It runs clockwise, as d3 draws the inside of a shape.
    """
    around = [destination(centre, 360 * n / points, radius_km) for n in range(points)]
    return [*around, around[0]]


def length(line: Sequence[Point]) -> float:
    """Return the length of a polyline, in km; a coarse line is shorter than what it stands for."""
    return sum(great_circle(a, b) for a, b in pairwise(line))


def densified(line: Sequence[Point], step_km: float) -> list[Point]:
    """Return the polyline with points at most `step_km` apart."""
    out = [line[0]]
    for a, b in pairwise(line):
        pieces = max(1, math.ceil(great_circle(a, b) / step_km))
        out += [_between(a, b, n / pieces) for n in range(1, pieces + 1)]
    return out


def _between(a: Point, b: Point, part: float) -> Point:
    """Interpolate on short segments, where a straight line on the map is close to the way."""
    return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])


def _radians(point: Point) -> Point:
    return math.radians(point[0]), math.radians(point[1])
