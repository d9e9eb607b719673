"""Whose offer hangs on an American backstop, what it makes likely, and what doing without takes.

Everything asks `coalitions.dilemma`, whose numbers rest on assumptions and say so. What was said of
a backstop stands in `coalitions.signals`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from coalitions import dilemma
from coalitions.data.places import names
from coalitions.dilemma import Backstop, Parameters, Simulation
from coalitions.facts import Facts
from coalitions.provenance import of
from coalitions.quantities import Quantity, quantity

_MOST_NAMED: Final = 6
_AS_IT_IS: Final = "as it is"
_TOO_LITTLE: Final = "too little"


def backstop_by_country(model: Parameters, thetas: Sequence[float] = (0.0, 0.5, 1.0)) -> Facts:
    """Return what each state can sustain under each backstop, at the modes.

    Returns
    -------
    Facts
        One row for each state, backstop and share of NATO commitments kept (`theta`): ``iso3``,
        ``name``, ``backstop``, ``label``, ``theta`` and ``persons``.
    """
    parts = [
        pd.DataFrame(dilemma.contributions(model, backstop, theta))[
            ["iso3", "name", "persons"]
        ].assign(backstop=backstop, label=dilemma.BACKSTOP_LABELS[backstop], theta=theta)
        for backstop in dilemma.BACKSTOPS
        for theta in thetas
    ]
    return Facts.resting_on(pd.concat(parts, ignore_index=True), model.provenance)


def exceedance(
    runs: Simulation, sizes: Sequence[float], thetas: Sequence[float] | None = None
) -> Facts:
    r"""Return :math:`P(F \ge x)` along a row of sizes, for every backstop and share kept.

    Returns
    -------
    Facts
        One row for each backstop, `theta` and `size` (persons): ``label`` and ``chance`` (0 to 1).
    """
    table = dilemma.probabilities(runs, sizes, runs.thetas if thetas is None else thetas)
    return table.rename(columns={"probability": "chance"})[
        ["backstop", "label", "theta", "size", "chance"]
    ]


def backstop_effects(model: Parameters, runs: Simulation, theta: float) -> Facts:
    """Tell the two effects of a full backstop apart: on what governments will, and on the means.

    Governments decide as under one backstop while enablers are counted by another.

    Parameters
    ----------
    model, runs
        The model, and its simulation with both effects.
    theta
        Share of NATO commitments kept.

    Returns
    -------
    Facts
        Four rows: ``case``, the ``median`` force in persons, and the ``low`` and ``high`` end of
        half of the draws.
    """
    kept = (float(theta),)
    willing = dilemma.simulate(model, runs.draws, thetas=kept, seed=runs.seed, supply="none")
    equipped = dilemma.simulate(model, runs.draws, thetas=kept, seed=runs.seed, supply="full")
    forces = {
        "no backstop": runs.force("none", theta),
        "the means only": equipped.force("none", theta),
        "the will only": willing.force("full", theta),
        "full backstop": runs.force("full", theta),
    }
    rows = [
        {
            "case": case,
            "median": float(np.median(force)),
            "low": float(np.quantile(force, 0.25)),
            "high": float(np.quantile(force, 0.75)),
        }
        for case, force in forces.items()
    ]
    return Facts.resting_on(pd.DataFrame(rows), runs.provenance)


def furthest_levers(model: Parameters, theta: float, backstop: Backstop = "none") -> Facts:
    """Return the largest offer that each lever alone can bring, the others at their modes.

    Returns
    -------
    Facts
        One row for each lever of `coalitions.dilemma.LEVERS`: ``words``, ``today`` and ``extreme``
        (values of the lever), ``offered`` at the extreme and ``now`` (persons).
    """
    found = dilemma.break_even(model, (1.0,), theta=theta, backstops=(backstop,))
    now = dilemma.outcome(model, backstop, theta).offered
    columns = ["lever", "words", "today", "extreme", "offered"]
    return Facts.resting_on(pd.DataFrame(found)[columns].assign(now=now), of(found))


def price_list(
    model: Parameters, sizes: Mapping[str, float], theta: float, backstop: Backstop = "none"
) -> Facts:
    """Return what each size of force would take without more help, one lever at a time.

    Parameters
    ----------
    model
        The model.
    sizes
        Name of a size to its persons.
    theta
        Share of NATO commitments kept.
    backstop
        What the United States lend.

    Returns
    -------
    Facts
        One row for each size: ``name``, ``size``, ``readiness`` (times today's), ``rotation``
        (units held for one deployed), ``joining`` (states that would have to become wholly
        willing) and ``airlift`` (times today's European supply). "too little" where even the
        extreme of the lever is too little; "as it is" where nothing has to change.
    """
    found = dilemma.break_even(
        model, tuple(sizes.values()), theta=theta, backstops=(backstop,)
    ).set_index(["size", "lever"])["needed"]
    gaps = dilemma.enabler_gaps(model, tuple(sizes.values()))
    gaps = gaps[(gaps["backstop"] == backstop) & (gaps["enabler"] == "airlift")]
    lift = dict(zip(gaps["size"], gaps["times"], strict=True))
    offered = dilemma.outcome(model, backstop, theta).offered
    rows = []
    for name, size in sizes.items():
        enough = offered >= size
        rows.append(
            {
                "name": name,
                "size": size,
                "readiness": _needed(found[size, "readiness"], "{:.1f}", enough),
                "rotation": _needed(found[size, "rotation"], "{:.1f}", enough),
                "joining": _joining(dilemma.joiners(model, size, backstop, theta)),
                "airlift": _AS_IT_IS if lift[size] <= 1 else f"{lift[size]:.1f}",
            }
        )
    return Facts.resting_on(pd.DataFrame(rows), model.provenance)


def _needed(value: float, form: str, enough: bool) -> str:
    if enough:
        return _AS_IT_IS
    return _TOO_LITTLE if np.isnan(value) else form.format(value)


def _joining(states: tuple[str, ...] | None) -> str:
    if states is None:
        return "all are too few"
    if len(states) > _MOST_NAMED:
        return f"{len(states)} states"
    return ", ".join(names(states)) or "none"


def ratio_of_chances(
    runs: Simulation, size: float, theta: float, of_backstop: Backstop, to: Backstop
) -> Quantity:
    """Return how many times as likely a size is under one backstop as under another."""
    first = dilemma.probability(runs, size, of_backstop, theta)
    second = dilemma.probability(runs, size, to, theta)
    return quantity(
        first.value / second.value,  # type: ignore[operator]
        rows=[first, second],
        format=".1f",
        kind="assumption",
        expression=f"{first.name} ÷ {second.name}",
    )
