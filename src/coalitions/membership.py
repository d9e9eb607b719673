"""Who belongs to the coalition for Ukraine: core and edge by attendance, and other memberships.

Membership was never published. Two measures take its place. The *share of meetings attended* is
plain: meetings that name a state, of those that could. Which meetings count is a `Rule`, since most
lists are not full; the spread over the rules is the measure's uncertainty. The *coreness* asks with
whom a state meets: it fits the matrix of joint attendance by one number a state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coalitions.data.load import load
from coalitions.data.places import members_on, names
from coalitions.facts import Facts
from coalitions.gatherings import FULL_LIST, attendance, meetings
from coalitions.provenance import of
from coalitions.quantities import Quantity, quantity
from coalitions.stances import stacked

BROAD: Final = 15
"""From this number of named states on a meeting is broad. A choice of the book."""

SILENT: Final = frozenset({"absent", "unknown"})


@dataclass(frozen=True)
class Rule:
    """Which meetings count for the share: words for it, and a choice from `gatherings.meetings`."""

    words: str
    keeps: Callable[[pd.DataFrame], pd.Series[bool]]


def _broad(table: pd.DataFrame) -> pd.Series[bool]:
    return table["reach"].eq(FULL_LIST) & table["named"].ge(BROAD)


# The first is that of the text; the others show what another choice would change.
RULES: Final = (
    Rule("Broad meetings with a full list", _broad),
    Rule("Those of leaders only", lambda t: _broad(t) & t["level"].eq("leaders")),
    Rule("Those after London", lambda t: _broad(t) & t["event_id"].ne("london-2025-03-02")),
    Rule("Those since September 2025", lambda t: _broad(t) & t["date"].ge("2025-09-01")),
    Rule("Every full list, small circles too", lambda t: t["reach"].eq(FULL_LIST)),
    Rule("Every meeting that names anyone", lambda t: t["named"].gt(0)),
)

RINGS: Final = ("Core", "Regular", "Edge")
"""All meetings of the first rule; half of them or more; fewer than half."""


def attendance_shares() -> Facts:
    """Compute the share of meetings attended by each state under each rule.

    Returns
    -------
    Facts
        One row for each rule and state: ``participant``, ``name``, ``rule``, ``attended``, ``of``
        (meetings that count), ``share`` (0 to 1), ``ring`` by that rule, and ``used`` (whether the
        rule is that of the text).
    """
    cells, held = attendance(), meetings()
    parts = []
    for rule in RULES:
        counted = list(held.loc[rule.keeps(held), "event_id"])
        part = cells[cells["event_id"].isin(counted)]
        came = (~part["part"].isin(list(SILENT))).astype(int)
        part = part.assign(attended=came.groupby(part["participant"]).transform("sum"))
        part = part.drop_duplicates("participant")[["participant", "name", "attended"]]
        parts.append(part.assign(rule=rule.words, of=len(counted)))
    together = stacked(parts)
    share = together["attended"] / together["of"]
    ring = [_ring(value) for value in share]
    used = together["rule"].eq(RULES[0].words)
    return together.assign(share=share, ring=ring, used=used)


def _ring(share: float) -> str:
    if share == 1:
        return RINGS[0]
    return RINGS[1] if share >= 0.5 else RINGS[2]


def without_one_meeting() -> Facts:
    """Say for each state how its ring holds if any one broad meeting with a full list is left out.

    Returns
    -------
    Facts
        One row for each state: ``participant``, ``name``, ``ring`` with all meetings, ``lowest``
        and ``highest`` share with one left out, and ``stable`` (the ring is the same each time).
    """
    cells, held = attendance(), meetings()
    counted = list(held.loc[RULES[0].keeps(held), "event_id"])
    known = cells[cells["event_id"].isin(counted)]
    came = ~known["part"].isin(list(SILENT))
    grid = known.assign(came=came.astype(int)).pivot(
        index="participant", columns="event_id", values="came"
    )
    total = grid.sum(axis="columns")
    left = grid.rsub(total, axis="index") / (len(counted) - 1)
    ring = (total / len(counted)).map(_ring)
    again = pd.DataFrame({event: left[event].map(_ring) for event in left.columns})
    table = pd.DataFrame(
        {
            "participant": grid.index,
            "name": list(names(list(grid.index))),
            "ring": list(ring),
            "lowest": list(left.min(axis="columns")),
            "highest": list(left.max(axis="columns")),
            "stable": list(again.eq(ring, axis="index").all(axis="columns")),
        }
    )
    return Facts.resting_on(table, of(known))


def joint_attendance() -> pd.DataFrame:
    """Count for each pair of states the meetings that name both; the diagonal counts their own."""
    cells = attendance()
    came = cells[~cells["part"].isin(list(SILENT))]
    grid = pd.crosstab(came["participant"], came["event_id"])
    return pd.DataFrame(grid.to_numpy() @ grid.to_numpy().T, index=grid.index, columns=grid.index)


def coreness(matrix: NDArray[np.float64], steps: int = 2000) -> NDArray[np.float64]:
    r"""Fit a symmetric matrix by one number a row: the core–periphery score.

    Minimises :math:`\sum_{i \ne j} (a_{ij} - c_i c_j)^2` by solving for one :math:`c_i` after the
    other. Borgatti, S. P. and Everett, M. G. (2000), Models of core/periphery structures, Social
    Networks 21(4), 375–395, on the continuous model.

    Parameters
    ----------
    matrix
        Square, symmetric and not negative; the diagonal is not used.
    steps
        Rounds over all rows at most.

    Returns
    -------
    ndarray
        One number for each row, scaled so that the largest is 1.

    Raises
    ------
    ValueError
        If the matrix is not square and symmetric, or holds no ties.
    """
    ties = np.array(matrix, dtype=np.float64)
    if ties.ndim != 2 or ties.shape[0] != ties.shape[1] or not np.allclose(ties, ties.T):
        raise ValueError("coreness needs a square and symmetric matrix")
    np.fill_diagonal(ties, 0)
    if not ties.any():
        raise ValueError("coreness needs at least one tie")
    core = ties.sum(axis=1) / np.sqrt(ties.sum())
    for _ in range(steps):
        before = core.copy()
        for i in range(len(core)):
            others = float(core @ core - core[i] ** 2)
            core[i] = ties[i] @ core / others if others else 0.0
        if np.abs(core - before).max() < 1e-10:
            break
    scaled: NDArray[np.float64] = core / core.max()
    return scaled


def core_scores() -> Facts:
    """Score the states by joint attendance, beside the share of the text.

    Returns
    -------
    Facts
        One row for each state: ``participant``, ``name``, ``coreness`` (0 to 1), ``share`` and
        ``ring`` by the first rule, sorted by coreness.
    """
    ties = joint_attendance()
    scores = dict(zip(ties.index, coreness(ties.to_numpy(dtype=np.float64)), strict=True))
    table = attendance_shares()
    table = table[table["used"]]
    scored = table.assign(coreness=table["participant"].map(scores))
    kept = ["participant", "name", "coreness", "share", "ring"]
    return scored[kept].sort_values("coreness", ascending=False, kind="stable")


def joint_meetings() -> Facts:
    """Set the meetings that name both states of a pair beside what their scores make of them.

    Returns
    -------
    Facts
        One row for each ordered pair of different states: ``name``, ``partner``, ``ring`` (of the
        partner), ``together`` (meetings that name both) and ``expected`` (the product of their
        scores on the scale of the counts, by least squares).
    """
    ties, scores = joint_attendance(), core_scores().set_index("participant")
    core = scores["coreness"].reindex(ties.index).to_numpy(dtype=np.float64)
    fitted = np.outer(core, core)
    counts = ties.to_numpy(dtype=np.float64)
    pairs = ~np.eye(len(core), dtype=bool)
    fitted *= (counts * fitted)[pairs].sum() / (fitted[pairs] ** 2).sum()
    first, second = np.nonzero(pairs)
    called = scores["name"].reindex(ties.index).to_numpy()
    table = pd.DataFrame(
        {
            "name": called[first],
            "partner": called[second],
            "ring": scores["ring"].reindex(ties.index).to_numpy()[second],
            "together": counts[pairs].astype(int),
            "expected": fitted[pairs],
        }
    )
    return Facts.resting_on(table, of(attendance()))


def core_fit() -> Quantity:
    """Return how well the scores fit: the correlation of joint attendance with their products."""
    ties = joint_attendance().to_numpy(dtype=np.float64)
    core = coreness(ties)
    pairs = ~np.eye(len(core), dtype=bool)
    number = float(np.corrcoef(ties[pairs], np.outer(core, core)[pairs])[0, 1])
    rows = attendance_shares()
    return quantity(number, rows=rows, format=".2f", expression="correlation of pairs")


BELONGING: Final = ("NATO and EU", "NATO only", "EU only", "Neither")


def belonging(on: str) -> Facts:
    """List the members of the coalition with what else they belong to on a day.

    Returns
    -------
    Facts
        Rows of `members` (core and members), with ``name`` and ``belongs`` (one of `BELONGING`).
    """
    known = load("members", member_status=["core", "member"])
    known = known.assign(name=names(known["iso3"]))
    for column, organisation in (("nato", "NATO"), ("union", "EU")):
        rows = members_on(organisation, on)
        rows = rows[rows["iso3"].isin(list(known["iso3"]))].set_index("iso3")
        held = cast("pd.Series[str]", rows["organisation"])
        known = known.assign(**{column: known["iso3"].map(held).notna()})
    both = zip(known["nato"], known["union"], strict=True)
    words = {(True, True): 0, (True, False): 1, (False, True): 2, (False, False): 3}
    belongs = [BELONGING[words[bool(nato), bool(union)]] for nato, union in both]
    kind = pd.Categorical(belongs, categories=BELONGING, ordered=True)
    return known.assign(belongs=kind).sort_values(["belongs", "first_attended", "name"])
