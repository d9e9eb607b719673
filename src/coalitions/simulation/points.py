"""Points: simple, additive, and explained line by line, so that a team can count them by hand.

Every country can reach 100: 40 for what all have in common, 60 for its three private aims. It
loses 10 for each red line it has crossed and 5 for each promise it did not keep.

====================  ==========  ==================================================================
line                  points      how it is counted, after the last round
====================  ==========  ==================================================================
the force             20          20 × force ÷ size of a reassurance force, at most 20
the tasks             10          10 × tasks covered ÷ all tasks
the share             10          10 × effort of the country, at most 10
private aims          3 × 20      see `coalitions.simulation.aims`
red lines             −10 each    those on the role card that are crossed
a hollow pledge       −5          before the last cards, soldiers pledged are more than eleven
                                  tenths of what the country can keep up
a broken word         −5          soldiers pledged in the last round are fewer than nine tenths of
                                  those pledged in the first
====================  ==========  ==================================================================

Each line is rounded to one decimal; the sum is the sum of the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any, Final

from coalitions.figures.describe import number
from coalitions.simulation.judge import sizes
from coalitions.simulation.outcome import Contribution, Outcome
from coalitions.simulation.pledges import Pledge
from coalitions.simulation.role import MOST
from coalitions.simulation.roles import role
from coalitions.simulation.states import limits, model, state

FORCE: Final = 20
COVERED: Final = 10
SHARE: Final = 10
RED_LINE: Final = -10
HOLLOW: Final = -5
BROKEN: Final = -5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a team's account.

    Attributes
    ----------
    key, label
        What it is for.
    points, most
        Points gained or lost, and the most it can bring (0 for a deduction).
    how
        The calculation with its numbers.
    """

    key: str
    label: str
    points: float
    most: int
    how: str


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a country, line by line."""

    iso3: str
    name: str
    team: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> float:
        """The sum of the lines."""
        return round(sum(line.points for line in self.lines), 1)

    def as_dict(self) -> dict[str, Any]:
        """Return the account for JSON."""
        return {
            "iso3": self.iso3,
            "name": self.name,
            "team": self.team,
            "total": self.total,
            "lines": [asdict(line) for line in self.lines],
        }


@dataclass(frozen=True, slots=True)
class Account:
    """What points are counted from.

    Attributes
    ----------
    before, after
        The last round without its new cards, and with them.
    first
        Pledges of the first round, by country.
    """

    before: Outcome
    after: Outcome
    first: Mapping[str, Pledge]


def scores(account: Account) -> tuple[Score, ...]:
    """Count the points of every country, the best first."""
    found = [
        Score(each.iso3, each.name, each.team, tuple(_lines(each, account)))
        for each in account.after.countries
    ]
    return tuple(sorted(found, key=lambda score: (-score.total, score.name)))


def team_points(counted: Sequence[Score]) -> list[dict[str, Any]]:
    """Return the points of each team, the best first: the mean of its countries'."""
    members: dict[str, list[Score]] = {}
    for score in counted:
        members.setdefault(score.team, []).append(score)
    found = [
        {
            "team": name,
            "countries": [score.iso3 for score in own],
            "points": round(sum(score.total for score in own) / len(own), 1),
        }
        for name, own in members.items()
    ]
    return sorted(found, key=lambda team: (-team["points"], team["team"]))


def _lines(own: Contribution, account: Account) -> list[Line]:
    after, card = account.after, role(own.iso3)
    reassuring, _ = sizes()
    found = [
        _part(
            "force",
            "The force",
            FORCE,
            after.force / reassuring,
            f"{number(round(after.force))} ÷ {number(reassuring)} soldiers",
        ),
        _part(
            "covered",
            "The tasks",
            COVERED,
            after.covered / len(after.tasks),
            f"{after.covered} of {len(after.tasks)} tasks covered",
        ),
        _part("share", "The share", SHARE, own.effort, f"effort {own.effort:.2f} of that of all"),
    ]
    for aim in card.objectives:
        part, how = _AIMS[aim.key](own, account)
        found.append(_part(f"aim-{aim.key}", f"Aim: {aim.title}", MOST, part, how))
    for line in card.red_lines:
        if line.key in own.red_lines:
            label = f"Red line: {line.text.rstrip('.')}"
            found.append(Line(f"red-{line.key}", label, RED_LINE, 0, "crossed"))
    before = account.before.country(own.iso3)
    if own.pledged > 1.1 * before.capacity:
        how = f"{number(own.pledged)} pledged, {number(round(before.capacity))} can be kept up"
        found.append(Line("hollow", "A hollow pledge", HOLLOW, 0, how))
    promised = account.first[own.iso3].soldiers if own.iso3 in account.first else 0
    if own.pledged < 0.9 * promised:
        how = f"{number(promised)} pledged at first, {number(own.pledged)} at last"
        found.append(Line("broken", "A broken word", BROKEN, 0, how))
    return found


def _part(key: str, label: str, most: int, part: float, how: str) -> Line:
    """Give a part of the points, at most all of them."""
    points = round(most * min(1.0, max(0.0, part)), 1)
    return Line(key, label, points, most, how)


_Counted = tuple[float, str]


def _backstop(own: Contribution, account: Account) -> _Counted:
    if account.after.world.backstop != "none":
        return 1.0, "a backstop stands"
    asking = sum(each.pledged for each in account.after.countries if each.asks_backstop)
    every = sum(each.pledged for each in account.after.countries)
    how = f"no backstop; {number(asking)} of {number(every)} soldiers pledged ask for one"
    return (asking / every if every else 0.0), how


def _flank(own: Contribution, account: Account) -> _Counted:
    allies = [each for each in account.after.countries if role(each.iso3).in_nato]
    tied = {each.iso3: model()[state(each.iso3).committed].mode for each in allies}
    stays = sum(tied[each.iso3] * each.commitments_kept / 100 for each in allies)
    every = sum(tied.values())
    how = f"{stays:.1f} of {every:.1f} brigades tied to NATO stay"
    return (stays / every if every else 1.0), how


def _force(own: Contribution, account: Account) -> _Counted:
    reassuring, _ = sizes()
    force = account.after.force
    return force / reassuring, f"{number(round(force))} ÷ {number(reassuring)} soldiers"


def _home(own: Contribution, account: Account) -> _Counted:
    middle = median(each.soldiers_effort for each in account.after.countries)
    how = f"{own.soldiers_effort:.2f} soldiers per 1,000 active, the middle is {middle:.2f}"
    return float(own.soldiers_effort <= middle), how


def _company(own: Contribution, account: Account) -> _Counted:
    others = [each for each in account.after.countries if each.iso3 != own.iso3]
    there = sum(each.sustained > 0 for each in others)
    how = f"{there} of {len(others)} others with soldiers in Ukraine, ÷ one half"
    return (2 * there / len(others) if others else 0.0), how


def _tasks(own: Contribution, account: Account) -> _Counted:
    named = [task for task in own.tasks if task in role(own.iso3).named_tasks]
    covered = [task for task in named if account.after.task(task).covered]
    if covered:
        return 1.0, f"{account.after.task(covered[0]).label.lower()} taken and covered"
    return 0.0, "none taken" if not named else "taken, but not covered"


def _no_soldiers(own: Contribution, account: Account) -> _Counted:
    part, how = _force(own, account)
    stays = own.sustained == 0
    return (stays + min(1.0, part)) / 2, f"{'none' if stays else 'some'} of yours there; {how}"


def _burden(own: Contribution, account: Account) -> _Counted:
    others = [each for each in account.after.countries if each.iso3 != own.iso3]
    paying = sum(each.aid_percent >= limits(each.iso3).aid_so_far for each in others)
    how = f"{paying} of {len(others)} others give as much as so far"
    return (paying / len(others) if others else 0.0), how


def _finance(own: Contribution, account: Account) -> _Counted:
    after = account.after
    if after.world.loan:
        return 1.0, "a joint loan pays"
    return after.aid / after.aid_so_far, f"{after.aid:.3f} ÷ {after.aid_so_far:.3f}% of GDP a year"


_AIMS: Final[Mapping[str, Callable[[Contribution, Account], _Counted]]] = {
    "backstop": _backstop,
    "flank": _flank,
    "alliance": _flank,
    "force": _force,
    "home": _home,
    "company": _company,
    "tasks": _tasks,
    "no-soldiers": _no_soldiers,
    "burden": _burden,
    "finance": _finance,
}
