"""Who can be played, and what each country can pledge and keep up, by the model of three tasks."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from coalitions import dilemma
from coalitions.data import package
from coalitions.data.faults import suggestion
from coalitions.dilemma.draws import at
from coalitions.dilemma.model import free_brigades, slice_per_brigade
from coalitions.dilemma.parameters import Parameters, State
from coalitions.portraits import money
from coalitions.portraits.subject import Subject
from coalitions.simulation.role import Limits

MAIN_ROLES: Final[tuple[str, ...]] = (
    *("GBR", "FRA", "DEU", "POL", "ITA", "TUR", "SWE", "EST"),
    *("NLD", "ESP", "DNK", "CAN", "NOR", "LTU", "ROU", "FIN"),
)
"""The sixteen main roles in the order in which they are handed out; the order is our choice.

Among the first eight are governments that would send soldiers, that are open and that exclude it;
that ask for an American backstop, prefer one, and have said nothing on it.
"""

MONTHS_OF_AID: Final = 52
"""The months from January 2022 to April 2026, over which `aid` adds up."""


def model() -> Parameters:
    """Return the parameters of the model of the three tasks, read once for each data folder."""
    return _model(package.find_folder())


@functools.cache
def _model(folder: Path) -> Parameters:
    return dilemma.read()


def state(iso3: str) -> State:
    """Return the state of the model with this code.

    Raises
    ------
    LookupError
        If nobody can play it; the text names the nearest code.
    """
    known = _states(package.find_folder())
    if iso3 not in known:
        raise LookupError(f"no role {iso3!r}{suggestion(iso3, list(known))}; see `codes()`")
    return known[iso3]


@functools.cache
def _states(folder: Path) -> Mapping[str, State]:
    return {each.iso3: each for each in model().states}


def codes() -> tuple[str, ...]:
    """Return the codes of all countries that can be played: main roles first, then by size."""
    rest = sorted(
        (each for each in model().states if each.iso3 not in MAIN_ROLES),
        key=lambda each: (-each.active, each.iso3),
    )
    return (*MAIN_ROLES, *(each.iso3 for each in rest))


def limits(iso3: str) -> Limits:
    """Return what a team can pledge at most, and what it can keep up."""
    return _limits(package.find_folder(), iso3)


@functools.cache
def _limits(folder: Path, iso3: str) -> Limits:
    own, parameters, subject = state(iso3), model(), Subject.of(iso3)
    middle = at(parameters)
    kept = np.array([1.0, 0.5, 0.0])
    free = free_brigades(own, middle, kept)[0] * slice_per_brigade(middle)[0]
    all_soldiers = parameters["brigade-slice"].mode * parameters[own.brigades].mode
    spent = money.spending(subject)["share_of_gdp_pct"]
    given = money.aid(subject)["share_of_gdp_pct"]
    return Limits(
        int(min(own.active, all_soldiers)),
        round(float(free[0])),
        round(float(free[1])),
        round(float(free[2])),
        float(spent.iloc[0]),
        round(float(given.iloc[0]) * 12 / MONTHS_OF_AID, 3),
        3 if own.active >= 100_000 else 2 if own.active >= 25_000 else 1,
    )
