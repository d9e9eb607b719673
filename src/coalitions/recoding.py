"""What would follow if the hard cases were coded the other way: all combinations of them."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from coalitions import exact
from coalitions.data.places import country
from coalitions.facts import Facts
from coalitions.hypotheses import governments
from coalitions.provenance import of
from coalitions.quantities import Quantity, quantity
from coalitions.stances import PRESENCE, lines_then

THEN, NOW = "then", "now"

Coding = Mapping[tuple[str, str], int]
"""The step on soldiers of each country in each period, keyed by code and period."""


@dataclass(frozen=True)
class HardCase:
    """An answer on soldiers that a careful coder could code in another way.

    Attributes
    ----------
    iso3, period
        Whose answer, and whether that of mid-2025 (`THEN`) or the latest (`NOW`).
    other
        The code that it could have.
    reason
        Why.
    """

    iso3: str
    period: str
    other: str
    reason: str

    @property
    def step(self) -> int:
        """The step of the other code."""
        return PRESENCE.step(self.other)


HARD_CASES: Final = (
    HardCase("DEU", NOW, "support_without_troops", "Forces next to Ukraine, none in it"),
    HardCase("BEL", NOW, "open_conditional", "Assets named, under conditions"),
    HardCase("SWE", NOW, "open_conditional", "Assets named, under conditions"),
    HardCase("DNK", NOW, "open_conditional", "Follows a list of the press"),
    HardCase("NLD", NOW, "will_deploy", "On the same list, minister left it open"),
    HardCase("NOR", NOW, "will_deploy", "On the same list; instructors offered since"),
    HardCase("AUS", NOW, "will_deploy", "On the same list, leader spoke of a small part"),
    HardCase("LVA", NOW, "undecided", "Parliament has not decided"),
    HardCase("ESP", NOW, "undecided", "Foreign minister: no plan yet"),
    HardCase("FIN", NOW, "undecided", "President leaves a later mission open"),
    HardCase("CZE", NOW, "refuses", "Accepts monitoring only"),
    HardCase("GRC", THEN, "support_without_troops", "Named no other contribution then"),
)
"""Where the two tables differ, where the descriptor names a doubt, and the press list of ten."""


def hard_cases() -> Facts:
    """List the hard cases with both codes.

    Returns
    -------
    Facts
        Rows of `positions`: ``participant``, ``name``, ``as_of``, ``answer`` (as coded),
        ``step``, ``other`` and ``other_step`` (the other way), ``reason``.
    """
    parts = []
    for case in HARD_CASES:
        lines = _lines()[case.period]
        row = lines[lines["participant"] == case.iso3]
        code = str(row[PRESENCE.field].iloc[0])
        parts.append(
            row[["participant", "name", "as_of"]].assign(
                answer=PRESENCE.label(code),
                step=PRESENCE.step(code),
                other=PRESENCE.label(case.other),
                other_step=case.step,
                reason=case.reason,
            )
        )
    together = pd.concat(parts)
    assert isinstance(together, Facts)
    return together


def _lines() -> dict[str, Facts]:
    return {THEN: governments(lines_then()), NOW: governments()}


@dataclass(frozen=True)
class Setting:
    """What a conclusion is judged by: the steps on soldiers, and what else is known of a state."""

    then: Mapping[str, int]
    now: Mapping[str, int]
    asks: frozenset[str]
    neighbours: frozenset[str]
    helps: frozenset[str]

    def at(self, step: int) -> frozenset[str]:
        """Return who reaches a step or more now."""
        return frozenset(code for code, own in self.now.items() if own >= step)

    def split(self, members: frozenset[str], step: int = 4) -> tuple[int, int, int, int]:
        """Count membership against reaching a step: both, member only, reaches only, neither."""
        reach, everyone = self.at(step), frozenset(self.now)
        return (
            len(members & reach),
            len(members - reach),
            len(reach - members),
            len(everyone - members - reach),
        )


def _more_often(table: tuple[int, int, int, int]) -> bool:
    both, first, second, neither = table
    return both * (second + neither) > second * (both + first)


def _shift(setting: Setting) -> int:
    """Count movements further minus movements back."""
    common = set(setting.then) & set(setting.now)
    changes = [setting.now[code] - setting.then[code] for code in common]
    return sum(change > 0 for change in changes) - sum(change < 0 for change in changes)


@functools.cache
def _fisher(table: tuple[int, int, int, int]) -> float:
    """Remember the test: thousands of codings share few tables."""
    return exact.fisher(*table)


CONCLUSIONS: Final[Mapping[str, Callable[[Setting], bool]]] = {
    "More than half are open or would deploy": lambda s: 2 * len(s.at(3)) > len(s.now),
    "Fewer would deploy than send no soldiers": lambda s: len(s.at(4)) < len(s.now) - len(s.at(2)),
    "More help the forces than would deploy": lambda s: len(s.helps) > len(s.at(4)),
    "Deployers ask for an American part more often": lambda s: _more_often(s.split(s.asks)),
    "… and chance gives that in fewer than one in 20": lambda s: (
        _more_often(s.split(s.asks)) and _fisher(s.split(s.asks)) < 0.05
    ),
    "Neighbours of Russia deploy more often": lambda s: _more_often(s.split(s.neighbours)),
    "Since mid-2025 more moved further than back": lambda s: _shift(s) > 0,
}
"""What is concluded, and how it is judged."""


def recodings() -> Facts:
    """Judge every conclusion under every combination of the hard cases.

    Returns
    -------
    Facts
        One row for each conclusion: ``conclusion``, ``as_coded`` (holds as coded), ``stands`` and
        ``codings`` (in how many of all combinations), ``share``, ``alone`` (the hard cases each of
        which overturns it by itself) and ``fewest`` (how many recodings overturn it; empty if no
        combination does).
    """
    lines = _lines()
    base = _as_coded(lines)
    outcomes: dict[str, list[tuple[int, bool]]] = {name: [] for name in CONCLUSIONS}
    alone: dict[str, list[str]] = {name: [] for name in CONCLUSIONS}
    for recoded in _combinations():
        setting = _recoded(base, recoded)
        for name, holds in CONCLUSIONS.items():
            held = holds(setting)
            outcomes[name].append((len(recoded), held))
            if len(recoded) == 1 and held != outcomes[name][0][1]:
                alone[name].append(country(recoded[0].iso3).short_name)
    records = [
        {
            "conclusion": name,
            "as_coded": results[0][1],
            "stands": sum(held for _, held in results),
            "codings": len(results),
            "share": sum(held for _, held in results) / len(results),
            "alone": ", ".join(alone[name]),
            "fewest": min((n for n, held in results if not held), default=None),
        }
        for name, results in outcomes.items()
    ]
    frame = pd.DataFrame(records).astype({"fewest": "Int64"})
    return Facts.resting_on(frame, of(list(lines.values())))


def _combinations() -> Iterator[tuple[HardCase, ...]]:
    """Return every choice of hard cases to recode, none first."""
    for size in range(len(HARD_CASES) + 1):
        yield from itertools.combinations(HARD_CASES, size)


def _as_coded(lines: Mapping[str, Facts]) -> Setting:
    now = lines[NOW]
    asks, neighbours, helps = (
        frozenset(now.loc[now[column], "iso3"]) for column in ("asks", "neighbour", "helps")
    )
    return Setting(_steps(lines[THEN]), _steps(now), asks, neighbours, helps)


def _recoded(base: Setting, cases: tuple[HardCase, ...]) -> Setting:
    changes: dict[str, dict[str, int]] = {THEN: {}, NOW: {}}
    for case in cases:
        changes[case.period][case.iso3] = case.step
    return replace(base, then={**base.then, **changes[THEN]}, now={**base.now, **changes[NOW]})


def _steps(lines: Facts) -> dict[str, int]:
    codes = lines[PRESENCE.field].astype("string")
    return {
        str(who): PRESENCE.step(str(code)) for who, code in zip(lines["iso3"], codes, strict=True)
    }


def stands(table: Facts, conclusion: str) -> Quantity:
    """Return in which share of all combinations a conclusion stands.

    Raises
    ------
    LookupError
        If there is no such conclusion.
    """
    row = table[table["conclusion"] == conclusion]
    if row.empty:
        raise LookupError(f"no conclusion {conclusion!r}; there are {', '.join(CONCLUSIONS)}")
    words = f"share of {row['codings'].iloc[0]} codings"
    return quantity(row["share"].iloc[0], "share", rows=table, expression=words)
