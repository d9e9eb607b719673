"""What holds while a round is judged: the backstop, a ceasefire, a mandate, and what cards do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from coalitions.dilemma.parameters import BACKSTOPS, Backstop


@dataclass(frozen=True, slots=True)
class World:
    """What holds while a round is judged.

    Attributes
    ----------
    backstop
        What the United States lend, as governments see it.
    supply
        By which backstop American enablers are counted; that of `backstop` unless a card says so.
    ceasefire, mandate
        Whether a ceasefire holds, and whether there is a mandate.
    loan
        Whether a joint loan pays for aid.
    alarm
        Whether all members of NATO keep all their commitments.
    theatre
        Whether contingents in Kosovo and Lebanon are doubled.
    threatened
        Whether governments that are contested at home send half as many soldiers.
    hostage
        Whether the smallest contingent goes home.
    readiness
        Readiness of all armies as a multiple of that of today.
    at_home
        Code of a country whose soldiers stay at home, to the reason.
    half_aid
        Countries that give half the aid they have pledged.
    """

    backstop: Backstop = "none"
    supply: Backstop = "none"
    ceasefire: bool = True
    mandate: bool = False
    loan: bool = False
    alarm: bool = False
    theatre: bool = False
    threatened: bool = False
    hostage: bool = False
    readiness: float = 1.0
    at_home: Mapping[str, str] = field(default_factory=dict)
    half_aid: frozenset[str] = frozenset()

    def under(self, backstop: Backstop) -> World:
        """Return the same world with another backstop."""
        return replace(self, backstop=backstop, supply=backstop)

    def as_dict(self) -> dict[str, Any]:
        """Return what holds for JSON."""
        names = ("backstop", "supply", "ceasefire", "mandate")
        return {name: getattr(self, name) for name in names}


def start(backstop: Backstop = "none") -> World:
    """Return the world before any card: a ceasefire holds, there is no mandate.

    Raises
    ------
    ValueError
        If there is no such backstop.
    """
    if backstop not in BACKSTOPS:
        raise ValueError(f"no backstop {backstop!r}; there are {', '.join(BACKSTOPS)}")
    return World(backstop, backstop)
