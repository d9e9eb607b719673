r"""What states did before: deployment effort as another prior, and a test of the accounting.

Deployment effort is what a state had in an operation, divided by its active personnel,

.. math:: \epsilon_{io} = D_{io} / A_i .

Strengths of the time are not in the package. The divisor is the oldest there is: NATO's figure for
2014, else the World Factbook's for 2025. European armies shrank after the operations of the 1990s,
so efforts of that time come out too large.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from coalitions.data.load import load
from coalitions.data.places import names
from coalitions.data.prefer import preferred
from coalitions.dilemma.draws import BLOCK, SEED, blocks, generator
from coalitions.dilemma.model import enabler_limits, lowest_limit, willingness
from coalitions.dilemma.parameters import BACKSTOPS, Backstop, Parameters, rows_of
from coalitions.dilemma.simulation import FEWER_DRAWS, Simulation
from coalitions.dilemma.spreads import Grid
from coalitions.facts import Facts
from coalitions.provenance import of

#: Operation to its short name: land operations of several model states before 2005.
OPERATIONS: Final = {
    "ifor-1995": "Bosnia 1996",
    "alba-1997": "Albania 1997",
    "kfor-1999": "Kosovo 1999",
    "interfet-1999": "East Timor 1999",
    "isaf-2002": "Afghanistan 2002",
    "iraq-invasion-2003": "Iraq, invasion 2003",
    "mnf-i-2004": "Iraq from 2004",
}

#: Cases on which the accounting is tested.
CASES: Final = ("interfet-1999", "iraq-invasion-2003", "mnf-i-2004", "isaf-2002")

#: No list of the first months of ISAF gives sizes: pledges stand in for them.
_PLEDGES_COUNT: Final = frozenset({"isaf-2002"})

#: Their strengths of 2025 are those of a war and say nothing of the armies they had before.
_AT_WAR: Final = ("UKR", "RUS")

#: Shares of commitments kept for which the test is made.
_KEPT: Final = (0.0, 0.5, 1.0)


def effort(parameters: Parameters) -> Facts:
    """Return the deployment effort of every contributor whose strength is known.

    A contingent counts with its peak, else its strength in the invasion or at first, else the
    largest of any day; for ISAF with its pledge.

    Returns
    -------
    Facts
        One row for each operation and state: `coalition_id`, `operation`, `iso3`, `name`,
        `deployed` and `active` (persons), `effort` (their ratio), the `strength_year`, whether the
        state `led`, and whether it is one of the model's (`modelled`).
    """
    sent = _deployed()
    strength = _strength()
    table = sent.merge(strength, on="iso3", how="inner")
    table = table.assign(
        operation=table["coalition_id"].astype(str).map(OPERATIONS),
        name=names(table["iso3"]),
        effort=table["deployed"] / table["active"],
        led=_led(table),
        modelled=table["iso3"].isin([state.iso3 for state in parameters.states]),
    )
    return table.sort_values("effort", ascending=False, kind="stable", ignore_index=True)


def _led(table: pd.DataFrame) -> list[bool]:
    leads = load("coalition_leads", coalition_id=list(OPERATIONS))
    pairs = set(zip(leads["coalition_id"], leads["iso3"], strict=True))
    return [pair in pairs for pair in zip(table["coalition_id"], table["iso3"], strict=True)]


def _deployed() -> Facts:
    rows = load("contributions", coalition_id=list(OPERATIONS))
    rows = rows[rows["personnel"].gt(0).fillna(False)]
    peaks = preferred(rows, measure=["peak", "invasion", "initial"])
    pledged = rows["measure"].eq("pledged") & rows["coalition_id"].isin(_PLEDGES_COUNT)
    days = rows[rows["measure"].eq("on_date") | pledged]
    largest = days.sort_values(["personnel", "source_id"], ascending=[False, True], kind="stable")
    columns = ["coalition_id", "iso3", "measure", "personnel", "source_id"]
    both = pd.concat([peaks[columns], largest[columns]])
    once = both[~both.duplicated(["coalition_id", "iso3"])]
    return once.rename(columns={"personnel": "deployed"}).astype({"deployed": float})


def _strength() -> Facts:
    rows = load("military_personnel", definition=["nato", "factbook"])
    rows = rows[rows["active_total"].notna() & rows["iso3"].notna() & ~rows["iso3"].isin(_AT_WAR)]
    oldest = rows.sort_values(["year", "definition"], kind="stable").drop_duplicates("iso3")
    columns = {"active_total": "active", "year": "strength_year"}
    kept = oldest.rename(columns=columns)[["iso3", "active", "strength_year"]]
    return kept.astype({"active": float})


def simulate_effort(
    parameters: Parameters,
    draws: int = FEWER_DRAWS,
    *,
    seed: int = SEED,
    limited: bool = True,
) -> Simulation:
    r"""Run the model with the effort of history in place of brigades, readiness and rotation.

    The force is :math:`\min(\sum_i \epsilon_i w_i(b) A_i,\; 10^4 \min_c E_c(b)/e_c)`. In each draw
    one operation is taken, each equally likely, and each state's effort is that of one of its
    contributors, each equally likely: states take part in the same coalition, so their efforts
    move together. Operations with fewer than five contributors with a known strength are left
    out. What governments kept back for NATO then is in what they sent, so the share of commitments
    kept does not appear: the result stands under ``theta`` 1.
    """
    known = effort(parameters)
    known = known[known["modelled"]]
    pools = [
        group["effort"].to_numpy(dtype=float)
        for _, group in known.groupby("coalition_id", observed=True)
        if len(group) >= 5
    ]
    forces: dict[Backstop, Grid] = {b: np.zeros((draws, 1)) for b in BACKSTOPS}
    for number, sample in enumerate(blocks(parameters, draws, seed)):
        part = slice(number * BLOCK, (number + 1) * BLOCK)
        operation = generator("operation", number, seed).integers(len(pools), size=BLOCK)
        for state in parameters.present:
            rank = generator(f"effort-{state.iso3}", number, seed).random(BLOCK)
            drawn = np.empty(BLOCK)
            for place, pool in enumerate(pools):
                here = operation == place
                drawn[here] = pool[(rank[here] * pool.size).astype(int)]
            for backstop, force in forces.items():
                force[part, 0] += drawn * state.active * willingness(state, backstop, sample)
        if limited:
            for backstop, force in forces.items():
                limit = lowest_limit(enabler_limits(parameters, sample, backstop))
                np.minimum(force[part, 0], limit, out=force[part, 0])
    return Simulation(forces, (1.0,), seed, parameters.provenance.union(of(known)))


def backtest(parameters: Parameters) -> Facts:
    r"""Predict what contributors to earlier operations sent, by the same accounting.

    A contributor was willing, so :math:`w` is that of a state that will deploy. Its brigades are
    imputed, :math:`B = A / q` with :math:`q` active personnel for each brigade, and a share
    :math:`c` of them is tied:

    .. math:: \hat D = \frac{s}{r}\, w \max(0,\; d - \theta c)\, \frac{A}{q}

    All parameters are those of today, at their modes. Nothing is fitted.

    Returns
    -------
    Facts
        One row for each case, state and share `theta` of commitments kept: what it `deployed`,
        what is `predicted`, and the `factor` predicted ÷ deployed.
    """
    known = effort(parameters)
    known = known[known["coalition_id"].isin(CASES)]
    keys = (
        "brigade-slice",
        "rotation-factor",
        "willingness-will-deploy",
        "deployable-share",
        "committed-share",
        "personnel-per-brigade",
    )
    s, r, w, d, c, q = (parameters[key].mode for key in keys)
    parts = [
        known.assign(
            theta=theta, predicted=s / r * w * max(0.0, d - theta * c) / q * known["active"]
        )
        for theta in _KEPT
    ]
    together = pd.concat(parts, ignore_index=True)
    table = together.assign(factor=together["predicted"] / together["deployed"])
    return Facts.resting_on(pd.DataFrame(table), of(known).union(rows_of(parameters, *keys)))


def errors(tested: Facts) -> Facts:
    """Sum the test up for each case and share of commitments kept.

    Parameters
    ----------
    tested
        As `backtest` returns it.

    Returns
    -------
    Facts
        One row for each case and `theta`: `states`, what they `deployed` and what is `predicted`
        in all, the `factor` of the totals, and the `typical` error by country: the median of how
        many times too large or too small a prediction is.
    """
    records = []
    for (operation, theta), rows in tested.groupby(["operation", "theta"], sort=False):
        factor = rows["factor"].to_numpy(dtype=float)
        # A prediction of nobody is infinitely wrong.
        inverse = np.divide(1, factor, out=np.full(factor.size, np.inf), where=factor > 0)
        misses = np.maximum(factor, inverse)
        deployed, predicted = float(rows["deployed"].sum()), float(rows["predicted"].sum())
        records.append(
            {
                "operation": operation,
                "theta": theta,
                "states": len(rows),
                "deployed": deployed,
                "predicted": predicted,
                "factor": predicted / deployed,
                "typical": float(np.median(misses)),
            }
        )
    return Facts.resting_on(pd.DataFrame(records), of(tested))
