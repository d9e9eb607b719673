"""Soldiers that countries keep up: capacity, conditions, cards; at one value or in many draws."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np

from coalitions.data import package
from coalitions.dilemma.draws import Sample
from coalitions.dilemma.model import (
    enabler_limits,
    free_brigades,
    lowest_limit,
    slice_per_brigade,
)
from coalitions.dilemma.parameters import BACKSTOPS
from coalitions.dilemma.spreads import Vector
from coalitions.portraits import forces
from coalitions.portraits.subject import Subject
from coalitions.simulation.pledges import Pledge
from coalitions.simulation.roles import role
from coalitions.simulation.states import model, state
from coalitions.simulation.world import World


def capacities(pledges: Sequence[Pledge], world: World, sample: Sample) -> dict[str, Vector]:
    """Return :math:`C_i`, the soldiers that each country can keep up, in each draw."""
    parameters, scale = model(), slice_per_brigade(sample)
    middle = parameters["brigade-slice"].mode
    found: dict[str, Vector] = {}
    for pledge in pledges:
        own = state(pledge.country)
        extra = abroad(own.iso3) / middle if world.theatre else 0.0
        tied = sample[own.committed] * kept(pledge, world) / 100 + extra
        values = {own.committed: tied, own.readiness: sample[own.readiness] * world.readiness}
        changed = Sample(MappingProxyType({**sample.values, **values}), sample.size)
        found[own.iso3] = free_brigades(own, changed, np.array([1.0]))[:, 0] * scale
    return found


def soldiers(pledges: Sequence[Pledge], world: World, sample: Sample) -> dict[str, Vector]:
    """Return :math:`F_i`, the soldiers that each country keeps up, in each draw."""
    capacity = capacities(pledges, world, sample)
    found: dict[str, Vector] = {}
    for pledge in pledges:
        away = 0 if held_back(pledge, pledges, world) else _pledged(pledge, world)
        found[pledge.country] = np.minimum(float(away), capacity[pledge.country])
    if world.hostage:
        # Which contingent is the smallest is settled by its middle, not anew in each draw.
        sized = {code: float(np.median(offer)) for code, offer in found.items()}
        there = {code: size for code, size in sized.items() if size > 0}
        if there:
            gone = min(there, key=lambda code: (there[code], code))
            found[gone] = np.zeros(sample.size)
    return found


def kept(pledge: Pledge, world: World) -> float:
    """Return the share of its NATO commitments that a country keeps, per cent."""
    return 100.0 if world.alarm and role(pledge.country).in_nato else pledge.commitments_kept


def _pledged(pledge: Pledge, world: World) -> float:
    halved = world.threatened and role(pledge.country).consensus == "contested"
    return pledge.soldiers / 2 if halved else float(pledge.soldiers)


def held_back(pledge: Pledge, pledges: Sequence[Pledge], world: World) -> str:
    """Say why a country's soldiers stay at home, if they do."""
    if not pledge.soldiers:
        return ""
    if pledge.country in world.at_home:
        return world.at_home[pledge.country]
    if BACKSTOPS.index(world.backstop) < BACKSTOPS.index(pledge.needs_backstop):
        return "the backstop it asks for is missing"
    met = {
        "ceasefire": (world.ceasefire, "no ceasefire holds"),
        "mandate": (world.mandate, "there is no mandate"),
        "partners": (
            2 * sum(each.soldiers > 0 for each in pledges) >= len(pledges),
            "too few others pledge soldiers",
        ),
    }
    for condition in pledge.conditions:
        holds, words = met[condition]
        if not holds:
            return words
    return ""


def abroad(iso3: str) -> float:
    """Return the soldiers that a country has in KFOR and UNIFIL, newest figures added, persons."""
    return _abroad(package.find_folder(), iso3)


@functools.cache
def _abroad(folder: Path, iso3: str) -> float:
    rows = forces.commitments(Subject.of(iso3))
    rows = rows[rows["framework"].isin(["kfor", "unifil"]) & rows["status"].eq("present")]
    rows = rows.dropna(subset=["personnel"]).sort_values("as_of", kind="stable")
    newest = rows.drop_duplicates(["framework"], keep="last")
    return float(newest["personnel"].sum())


def force(pledges: Sequence[Pledge], world: World, sample: Sample) -> Vector:
    """Return :math:`F`, the force that all keep up and that enablers support, in each draw."""
    offered = np.sum(list(soldiers(pledges, world, sample).values()), axis=0)
    smaller: Vector = np.minimum(offered, limit(world, sample))
    return smaller


def limit(world: World, sample: Sample) -> Vector:
    """Return :math:`L`, the soldiers that the scarcest enabler supports, in each draw."""
    return lowest_limit(enabler_limits(model(), sample, world.supply))
