"""Make `europe.json`, the shapes behind `europe_map`, from Natural Earth.

The shapes come from the npm package `world-atlas` 2.0.2 (`countries-50m.json`: Natural Earth
1:50 million, public domain). `python -m coalitions.figures.atlas countries-50m.json` cuts out
Europe and its neighbours, draws coasts and borders with fewer points (each border once, so that
neighbours still meet), and writes GeoJSON with one feature a country and its ISO 3166-1 alpha-3
code as `id`.

Natural Earth draws who controls a territory. This book draws borders as the General Assembly of the
United Nations recognises them: Crimea is part of Ukraine (resolution 68/262), and Cyprus is one.
Kosovo is drawn by itself because the data count it by itself (`XKX`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

Point = tuple[float, float]
Ring = list[Point]

TARGET: Final = Path(__file__).with_name("europe.json")
# Degrees: what a map of Europe can show of its neighbours, and how far a line may stray.
WEST, EAST, SOUTH, NORTH = -30.0, 75.0, 27.0, 76.0
TOLERANCE: Final = 0.07
SMALLEST_ISLAND: Final = 0.03
# Named in the source without a number.
WITHOUT_NUMBER: Final = {"Kosovo": "XKX"}


# The country that a part drawn with another, or as one of its own, belongs to: name of the country
# that holds it in the source, name of its own, and a box (west, south, east, north) around it.
RECOGNISED: Final = (
    ("Russia", "Ukraine", (32.0, 44.0, 37.0, 46.5)),
    ("N. Cyprus", "Cyprus", (32.0, 34.0, 35.0, 36.0)),
)


def features(atlas: dict[str, Any], codes: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the countries inside the frame.

    Parameters
    ----------
    atlas
        A TopoJSON topology with the object ``countries``.
    codes
        ISO numeric code (three digits) to alpha-3.
    """
    exact = list(_decoded(atlas))
    _recognise(atlas, exact)
    arcs = [_simple(arc) for arc in exact]
    for country in atlas["objects"]["countries"]["geometries"]:
        if country["type"] not in {"Polygon", "MultiPolygon"}:
            continue
        polygons = [
            [ring for ring in (_clipped(_stitched(part, arcs)) for part in polygon) if ring]
            for polygon in _polygons(country)
        ]
        kept = _worth_drawing([polygon for polygon in polygons if polygon])
        if not kept:
            continue
        name = country["properties"]["name"]
        code = WITHOUT_NUMBER.get(name) or codes.get(str(country.get("id")), "")
        yield {
            "type": "Feature",
            "id": code or name,
            "properties": {"country": name},
            "geometry": {"type": "MultiPolygon", "coordinates": kept},
        }


def _polygons(country: dict[str, Any]) -> list[list[list[int]]]:
    found: list[list[list[int]]] = country["arcs"]
    return found if country["type"] == "MultiPolygon" else [found]  # type: ignore[list-item]


def _recognise(atlas: dict[str, Any], arcs: Sequence[Ring]) -> None:
    """Move each part of `RECOGNISED` to its country and take away the line between the two."""
    countries = {c["properties"]["name"]: c for c in atlas["objects"]["countries"]["geometries"]}
    for holder, owner, (west, south, east, north) in RECOGNISED:
        left: list[list[list[int]]] = []
        moved: list[list[list[int]]] = []
        for polygon in _polygons(countries[holder]):
            inside = all(
                west <= x <= east and south <= y <= north for x, y in _stitched(polygon[0], arcs)
            )
            (moved if inside else left).append(polygon)
        own = _polygons(countries[owner])
        for polygon in moved:
            own[0][0] = _merged(own[0][0], polygon[0])
        countries[owner].update(type="MultiPolygon", arcs=own)
        countries[holder].update(type="MultiPolygon", arcs=left)


def _merged(ring: Sequence[int], part: Sequence[int]) -> list[int]:
    """Join two rings along the one arc that they share."""
    (shared,) = (number for number in ring if ~number in part)
    place, other = ring.index(shared), part.index(~shared)
    return [*ring[:place], *part[other + 1 :], *part[:other], *ring[place + 1 :]]


def _decoded(atlas: dict[str, Any]) -> Iterator[Ring]:
    (kx, ky), (dx, dy) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * kx + dx, y * ky + dy))
        yield line


def _simple(line: Ring) -> Ring:
    """Leave out points that stray less than the tolerance (Douglas and Peucker 1973)."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:  # an island: cut it where it is widest, or nothing would be left
        far = max(range(len(line)), key=lambda i: _distance(line[i], line[0], line[0]))
        return _simple(line[: far + 1])[:-1] + _simple(line[far:])
    strays = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    worst = max(range(len(strays)), key=strays.__getitem__)
    if strays[worst] <= TOLERANCE:
        return [line[0], line[-1]]
    return _simple(line[: worst + 2])[:-1] + _simple(line[worst + 1 :])


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0
    if length:
        along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
        along = min(1.0, max(0.0, along))
    x, y = start[0] + along * dx - point[0], start[1] + along * dy - point[1]
    return float((x * x + y * y) ** 0.5)


def _stitched(part: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    ring: Ring = []
    for number in part:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    across = max(x for x, _ in ring) - min(x for x, _ in ring)
    # Beyond the date line the count of degrees begins anew: go on counting.
    return [(x + 360 if x < 0 else x, y) for x, y in ring] if across > 180 else ring


def _clipped(ring: Ring) -> Ring:
    """Cut a ring at the frame, edge by edge (Sutherland and Hodgman 1974)."""
    for axis, limit, keep in (
        (0, WEST, float.__ge__),
        (0, EAST, float.__le__),
        (1, SOUTH, float.__ge__),
        (1, NORTH, float.__le__),
    ):
        ring = _cut(ring, axis, limit, keep)
    rounded = [(round(x, 2), round(y, 2)) for x, y in ring]
    ring = [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return ring if len(ring) > 3 else []


def _cut(ring: Ring, axis: int, limit: float, keep: Callable[[float, float], bool]) -> Ring:
    out: Ring = []
    for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if keep(point[axis], limit) != keep(before[axis], limit):
            share = (limit - before[axis]) / (point[axis] - before[axis])
            cross = tuple(b + share * (p - b) for b, p in zip(before, point, strict=True))
            out.append((cross[0], cross[1]))
        if keep(point[axis], limit):
            out.append(point)
    return out


def _worth_drawing(polygons: list[list[Ring]]) -> list[list[Ring]]:
    """Leave out islands too small to be seen, but never a whole country."""
    ranked = sorted(polygons, key=lambda polygon: -area(polygon[0]))
    kept = ranked[:1] + [polygon for polygon in ranked[1:] if area(polygon[0]) > SMALLEST_ISLAND]
    return [
        [ring if (_turn(ring) < 0) == (place == 0) else ring[::-1] for place, ring in enumerate(p)]
        for p in kept
    ]


def area(ring: Sequence[Sequence[float]]) -> float:
    """Give the area of a ring in square degrees."""
    return abs(_turn(ring)) / 2


def _turn(ring: Sequence[Sequence[float]]) -> float:
    """Say which way a ring runs: below zero is clockwise.

    On a globe each ring bounds two areas; d3 fills the one to the right of its course. A ring that
    simplifying has turned over would fill the world.
    """
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def main(arguments: Sequence[str]) -> int:
    """Write the shapes; the argument is the path of ``countries-50m.json``."""
    from coalitions.data.load import load

    atlas = json.loads(Path(arguments[0]).read_text("utf-8"))
    known = load("countries")
    codes = {str(n): str(c) for n, c in zip(known["iso_numeric"], known["iso3"], strict=True)}
    found = sorted(features(atlas, codes), key=lambda feature: str(feature["id"]))
    collection = {"type": "FeatureCollection", "features": found}
    TARGET.write_text(
        json.dumps(collection, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
