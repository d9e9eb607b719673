"""What a round comes to: who does what, which tasks are covered, how large the force is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from coalitions.simulation.world import World


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one country does in a round.

    Attributes
    ----------
    iso3, name, team
        Who.
    pledged, capacity, sustained
        Soldiers pledged; that it can keep up, :math:`C_i`; that it keeps up, :math:`F_i`.
    held_back
        Why its soldiers stay at home; empty if they do not.
    commitments_kept
        Per cent of its NATO commitments that it keeps, cards included.
    asks_backstop
        Whether its pledge waits for an American backstop.
    aid_percent
        Aid, % of GDP a year, cards included.
    tasks
        Codes of the tasks it takes.
    soldiers_effort
        Soldiers for each thousand active personnel.
    effort
        :math:`e_i`; 1 is the effort of all.
    free_rider
        Whether that is less than `FREE_RIDER`.
    red_lines
        Keys of its red lines that are crossed.
    """

    iso3: str
    name: str
    team: str
    pledged: int
    capacity: float
    sustained: float
    held_back: str
    commitments_kept: float
    asks_backstop: bool
    aid_percent: float
    tasks: tuple[str, ...]
    soldiers_effort: float
    effort: float
    free_rider: bool
    red_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskOutcome:
    """A task: who takes it, and whether that is enough."""

    task: str
    label: str
    covered: bool
    credit: float
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    r"""One round, judged at the middle values.

    Attributes
    ----------
    world
        What held.
    force, offered, limit
        Soldiers: :math:`F`, :math:`\sum_i F_i`, :math:`L`.
    scarcest
        The scarcest enabler, by its label.
    countries
        What each country does, the most soldiers first.
    tasks
        The tasks, ticked ones first.
    aid, aid_so_far
        Aid of all, % of their GDP a year: pledged, and given so far.
    backstops
        What the force would be under each backstop, all else equal.
    """

    world: World
    force: float
    offered: float
    limit: float
    scarcest: str
    countries: tuple[Contribution, ...]
    tasks: tuple[TaskOutcome, ...]
    aid: float
    aid_so_far: float
    backstops: Mapping[str, float]

    def country(self, iso3: str) -> Contribution:
        """Return what a country does; a `LookupError` says that it does not play."""
        for each in self.countries:
            if each.iso3 == iso3:
                return each
        raise LookupError(f"{iso3} does not play")

    def task(self, task: str) -> TaskOutcome:
        """Return the outcome of a task."""
        return next(each for each in self.tasks if each.task == task)

    @property
    def covered(self) -> int:
        """How many tasks are covered."""
        return sum(task.covered for task in self.tasks)

    def as_dict(self) -> dict[str, Any]:
        """Return the outcome for JSON; soldiers in whole numbers."""
        countries = []
        for each in self.countries:
            told = asdict(each)
            told |= {key: round(told[key]) for key in ("capacity", "sustained")}
            told |= {key: round(told[key], 3) for key in ("effort", "soldiers_effort")}
            countries.append({**told, "tasks": [*each.tasks], "red_lines": [*each.red_lines]})
        return {
            "force": round(self.force),
            "offered": round(self.offered),
            "limit": round(self.limit),
            "scarcest": self.scarcest,
            "countries": countries,
            "tasks": [{**asdict(task), "by": [*task.by]} for task in self.tasks],
            "aid": {"pledged": round(self.aid, 3), "so_far": round(self.aid_so_far, 3)},
            "backstops": {key: round(force) for key, force in self.backstops.items()},
        }
