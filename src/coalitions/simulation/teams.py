"""Who plays whom: countries for a class of any size.

Up to `ONE_EACH` players each team plays one country, with one to three players. A larger class
plays all countries, merged into delegations of neighbours: each country has a desk of its own and
hands in its own row, and the delegation's points are the mean of its countries'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from coalitions.data.places import country
from coalitions.simulation.states import MAIN_ROLES, codes

FEWEST: Final = 6
MOST_PLAYERS: Final = 200
ONE_EACH: Final = 40
"""The largest class in which every team plays one country."""

MERGED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "UK and Ireland": ("GBR", "IRL"),
        "France and Luxembourg": ("FRA", "LUX"),
        "Germany": ("DEU",),
        "Poland": ("POL",),
        "Italy and Greece": ("ITA", "GRC"),
        "Türkiye": ("TUR",),
        "Nordic countries": ("SWE", "DNK", "NOR", "FIN"),
        "Baltic countries": ("EST", "LVA", "LTU"),
        "Low Countries": ("NLD", "BEL"),
        "Iberia": ("ESP", "PRT"),
        "Canada and Australia": ("CAN", "AUS"),
        "Romania and Bulgaria": ("ROU", "BGR"),
        "Central Europe": ("CZE", "SVK", "HUN"),
        "Slovenia and Croatia": ("SVN", "HRV"),
    }
)
"""Delegation of a large class to its countries; the grouping is ours, by neighbourhood."""


@dataclass(frozen=True, slots=True)
class Team:
    """Some players with one voice.

    Attributes
    ----------
    name
        What it is called.
    countries
        Codes of what it plays.
    players
        How many people it has.
    """

    name: str
    countries: tuple[str, ...]
    players: int

    def as_dict(self) -> dict[str, Any]:
        """Return the team for JSON."""
        return {"name": self.name, "countries": list(self.countries), "players": self.players}


def teams(players: int) -> tuple[Team, ...]:
    """Propose teams for a class.

    Six teams at least and sixteen at most play one country each, in the order of the main roles,
    with two players each where there are enough. Above `ONE_EACH` players, desks get their people
    in turn, and the delegations of `MERGED` join them.

    Raises
    ------
    ValueError
        If there are fewer than `FEWEST` or more than `MOST_PLAYERS` players.
    """
    if not FEWEST <= players <= MOST_PLAYERS:
        raise ValueError(f"{players} players: it takes {FEWEST} to {MOST_PLAYERS}; play two tables")
    if players <= ONE_EACH:
        count = min(len(MAIN_ROLES), max(FEWEST, players // 2))
        sizes = _shared(players, count)
        return tuple(
            Team(_name(code), (code,), size)
            for code, size in zip(MAIN_ROLES[:count], sizes, strict=True)
        )
    desks = dict(zip(codes(), _shared(players, len(codes())), strict=True))
    return tuple(
        Team(name, members, sum(desks[code] for code in members))
        for name, members in MERGED.items()
    )


def _shared(players: int, among: int) -> list[int]:
    whole, rest = divmod(players, among)
    return [whole + (place < rest) for place in range(among)]


def _name(code: str) -> str:
    return country(code).short_name
