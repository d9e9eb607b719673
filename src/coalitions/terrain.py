"""The ground in Ukraine: cities, the line of contact, and what a battery at a city would cover.

Everything here is geometry on the tables `cities`, `weapon_reach` and `contact_line`. A reach is
taken as a circle, which is the best case: the real cover ends earlier, above all against low
targets and ballistic missiles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import pandas as pd

from coalitions import geodesy
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.geodesy import Point
from coalitions.provenance import of
from coalitions.quantities import Quantity, quantity

_STEP_KM = 2.0
"""How closely the line of contact is followed when a distance to it is measured."""


def city(name: str, cities: Facts | None = None) -> Facts:
    """Return the row of one city; a `LookupError` names those that exist."""
    table = load("cities") if cities is None else cities
    row = table[table["city"] == name]
    if row.empty:
        raise LookupError(f"no city {name!r}; there are {', '.join(table['city'])}")
    return row


def point(row: Facts) -> Point:
    """Return longitude and latitude of the one city in `row`."""
    return float(row["longitude"].iloc[0]), float(row["latitude"].iloc[0])


def distance(start: str, end: str) -> Quantity:
    """Return the distance between two cities along a great circle, in km."""
    first, second = city(start), city(end)
    return quantity(
        geodesy.great_circle(point(first), point(second)),
        "km",
        rows=[first, second],
        format="{:,.0f} km",
        expression=f"great circle, {start} to {end}",
    )


def distances_from(start: str, cities: Facts | None = None) -> Facts:
    """Return cities with `km` from one of them, the nearest first; the start itself is left out."""
    table = load("cities") if cities is None else cities
    origin = point(city(start))
    others = table[table["city"] != start]
    away = [
        geodesy.great_circle(origin, place)
        for place in zip(others["longitude"], others["latitude"], strict=True)
    ]
    return others.assign(km=away).sort_values("km", kind="stable")


def contact_lines(line: Facts | None = None) -> dict[str, list[Point]]:
    """Return the points of each part of the line of contact, in order."""
    table = load("contact_line") if line is None else line
    parts = table.sort_values("point", kind="stable").groupby("part", observed=True, sort=False)
    return {
        str(part): list(zip(rows["longitude"], rows["latitude"], strict=True))
        for part, rows in parts
    }


def line_length(part: str = "main") -> Quantity:
    """Return the length of one part of the coarse line of contact, in km: a floor."""
    rows = load("contact_line", part=part)
    return quantity(
        geodesy.length(contact_lines(rows)[part]),
        "km",
        rows=rows,
        format="{:,.0f} km",
        expression=f"length of the coarse line, {part}",
    )


def distances_to_line(cities: Facts | None = None) -> Facts:
    """Return cities with `km` to the nearest point of the line of contact, the nearest first."""
    table = load("cities") if cities is None else cities
    line = load("contact_line")
    near = [p for part in contact_lines(line).values() for p in geodesy.densified(part, _STEP_KM)]
    away = [
        min(geodesy.great_circle(place, other) for other in near)
        for place in zip(table["longitude"], table["latitude"], strict=True)
    ]
    measured = pd.Series(away, index=table.index, dtype=float)
    shown = table.assign(km=measured).sort_values("km", kind="stable")
    return Facts.resting_on(shown.reset_index(drop=True), of([table, line]))


def covered(start: str, reach_km: float, cities: Facts) -> Facts:
    """Return the cities that lie within reach of a battery at a city, that city included."""
    origin = point(city(start))
    inside = [
        geodesy.great_circle(origin, place) <= reach_km
        for place in zip(cities["longitude"], cities["latitude"], strict=True)
    ]
    return cities[inside]


def fewest_sites(reach_km: float, cities: Facts) -> tuple[str, ...]:
    """Return the smallest set of cities from which batteries would cover all of them.

    Batteries stand at cities of the list only. The answer is exact: the city with the fewest
    possible protectors is decided first, and branches that cannot beat the best are left.

    Parameters
    ----------
    reach_km
        Radius of the circle around a battery.
    cities
        The cities to be covered, which are the possible sites too.
    """
    names = tuple(str(name) for name in cities["city"])
    places = list(zip(cities["longitude"], cities["latitude"], strict=True))
    reachable = tuple(
        frozenset(
            n for n, other in enumerate(places) if geodesy.great_circle(place, other) <= reach_km
        )
        for place in places
    )
    return tuple(sorted(names[n] for n in _cover(reachable)))


@lru_cache(maxsize=256)
def _cover(reachable: tuple[frozenset[int], ...]) -> tuple[int, ...]:
    """Solve the set cover problem; reach is mutual, so a city's protectors are its reachables."""
    best: tuple[int, ...] = tuple(range(len(reachable)))
    largest = max(len(each) for each in reachable)

    def search(chosen: tuple[int, ...], left: frozenset[int]) -> None:
        nonlocal best
        if not left:
            best = chosen if len(chosen) < len(best) else best
            return
        if len(chosen) + -(-len(left) // largest) >= len(best):
            return
        hardest = min(left, key=lambda n: (len(reachable[n]), n))
        for site in sorted(reachable[hardest], key=lambda n: (-len(reachable[n] & left), n)):
            search((*chosen, site), left - reachable[site])

    search((), frozenset(range(len(reachable))))
    return best


def sites_by_reach(reaches: Iterable[float], cities: Facts) -> Facts:
    """Count the fewest sites for each reach: columns `reach_km` and `sites`."""
    rows = [{"reach_km": float(r), "sites": len(fewest_sites(r, cities))} for r in reaches]
    return Facts.resting_on(pd.DataFrame(rows), of(cities))


def longest_reach(weapon: str, target: str, reaches: Facts | None = None) -> Quantity:
    """Return the longest published reach of a weapon against a kind of target, in km."""
    table = load("weapon_reach") if reaches is None else reaches
    rows = table[(table["weapon"] == weapon) & (table["target"] == target)]
    if rows.empty:
        known = table[["weapon", "target"]].astype(str).agg(", ".join, axis=1).unique()
        raise LookupError(f"no reach of {weapon!r} against {target!r}; there are {list(known)}")
    ends = rows[["reach_km", "reach_high_km"]].max(axis=1)
    top = ends.max()
    return quantity(top, "km", rows=rows[ends == top], expression=f"longest reach of {weapon}")


def published_reaches(role: str, reaches: Facts | None = None) -> Mapping[str, float]:
    """Return the longest reach of each weapon and target, as a menu shows it, longest first.

    Rows of low confidence are left out.
    """
    table = load("weapon_reach") if reaches is None else reaches
    rows = table[(table["role"] == role) & (table["confidence"] != "low")]
    against = {"aircraft": "aircraft", "ballistic_missile": "ballistic missiles", "ground": ""}
    longest: dict[str, float] = {}
    for (weapon, target), part in rows.groupby(["weapon", "target"], observed=True):
        words = against[str(target)]
        label = f"{weapon} against {words}" if words else str(weapon)
        longest[label] = float(part[["reach_km", "reach_high_km"]].max().max())
    return dict(sorted(longest.items(), key=lambda item: -item[1]))
