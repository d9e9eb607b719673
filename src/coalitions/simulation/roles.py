"""Role cards: what a team must know of the country it plays, computed from the tables."""

from __future__ import annotations

import functools
from pathlib import Path

import pandas as pd

from coalitions.data import package
from coalitions.data.places import country, is_member
from coalitions.facts import Facts
from coalitions.named_conditions import conditions
from coalitions.portraits import opinion
from coalitions.portraits.subject import Subject
from coalitions.simulation import aims
from coalitions.simulation.role import Role
from coalitions.simulation.states import codes, limits, state


def roles() -> tuple[Role, ...]:
    """Return all role cards."""
    return tuple(role(code) for code in codes())


def role(iso3: str) -> Role:
    """Return the role card of a country.

    Raises
    ------
    LookupError
        If nobody can play it; the text names the nearest code.
    """
    return _role(package.find_folder(), state(iso3).iso3)


@functools.cache
def _named(folder: Path) -> Facts:
    """Return the conditions that all governments have named: looking for them takes its time."""
    return conditions()


@functools.cache
def _role(folder: Path, iso3: str) -> Role:
    own, subject, place = state(iso3), Subject.of(iso3), country(iso3)
    line = opinion.lines(subject).tail(1)
    named = _named(folder)
    named = named[named["iso3"].eq(iso3)]
    asked = line["national_consensus"].iloc[0]
    bare = Role(
        iso3,
        place.short_name,
        place.name_in_text,
        f"{line['as_of'].iloc[0]:%Y-%m}",
        is_member(iso3, "NATO"),
        own.presence,
        own.backstop,
        "" if pd.isna(asked) else str(asked),
        aims.conditions_of(named),
        tuple(sorted(set(opinion.named_tasks(subject)["task"].astype(str)))),
        (),
        (),
        limits(iso3),
    )
    return aims.completed(bare, line, named)
