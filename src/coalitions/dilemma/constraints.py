"""What binds: how much each constraint takes, one after another, and which decides.

`waterfall` takes the constraints in the order of the formula, so what a step takes depends on the
steps before it. `binding` asks of each constraint what the force would be without it, all others
kept, and counts the draws.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from coalitions.dilemma.draws import SEED, at, blocks
from coalitions.dilemma.model import (
    brigades,
    enabler_limits,
    free_brigades,
    lowest_limit,
    willingness,
)
from coalitions.dilemma.parameters import BACKSTOP_LABELS, BACKSTOPS, Backstop, Parameters
from coalitions.dilemma.scenario import ON_OFFERS, binds
from coalitions.dilemma.simulation import FEWER_DRAWS
from coalitions.facts import Facts


def waterfall(parameters: Parameters, backstop: Backstop, theta: float) -> Facts:
    """Go from all active personnel down to the force, at the modes.

    Returns
    -------
    Facts
        One row for each level: `step`, `persons` left after it, what the step `takes`, and the
        `kind` of the level: ``"start"``, ``"step"`` or ``"force"``.
    """
    sample, kept = at(parameters), np.array([float(theta)])
    size, rotation = sample["brigade-slice"][0], sample["rotation-factor"][0]
    states = parameters.present
    ready = sum(float((sample[s.readiness] * brigades(s, sample))[0]) for s in states)
    free = {s.iso3: float(free_brigades(s, sample, kept)[0, 0]) for s in states}
    willing = sum(free[s.iso3] * float(willingness(s, backstop, sample)[0]) for s in states)
    limit = float(lowest_limit(enabler_limits(parameters, sample, backstop))[0])
    offered = size * willing / rotation
    levels = [
        ("Active personnel", sum(s.active for s in states)),
        ("in combat brigades", size * sum(float(brigades(s, sample)[0]) for s in states)),
        ("ready to deploy", size * ready),
        ("not tied to NATO plans", size * sum(free.values())),
        ("of willing states", size * willing),
        ("deployed at one time", offered),
        ("supported by enablers", min(offered, limit)),
    ]
    table = pd.DataFrame(levels, columns=["step", "persons"])
    table["takes"] = table["persons"].shift().sub(table["persons"]).fillna(0.0)
    table["kind"] = ["start", *["step"] * (len(levels) - 2), "force"]
    table["backstop"], table["label"] = backstop, BACKSTOP_LABELS[backstop]
    return Facts.resting_on(table, parameters.provenance)


def binding(
    parameters: Parameters, theta: float, draws: int = FEWER_DRAWS, *, seed: int = SEED
) -> Facts:
    """Count in how many draws each constraint binds.

    Parameters
    ----------
    parameters
        The model.
    theta
        Share of NATO commitments kept, 0 to 1.
    draws, seed
        As in `coalitions.dilemma.simulate`.

    Returns
    -------
    Facts
        One row for each backstop and constraint: the `share` of the draws.
    """
    names = [*ON_OFFERS.values(), *(enabler.label for enabler in parameters.enablers)]
    counts = {backstop: np.zeros(len(names)) for backstop in BACKSTOPS}
    for sample in blocks(parameters, draws, seed):
        for backstop, count in counts.items():
            places = binds(parameters, sample, backstop, theta)
            count += np.bincount(places, minlength=len(names))
    records = [
        {
            "backstop": backstop,
            "label": BACKSTOP_LABELS[backstop],
            "constraint": name,
            "share": float(number / draws),
        }
        for backstop, count in counts.items()
        for name, number in zip(names, count, strict=True)
    ]
    return Facts.resting_on(pd.DataFrame(records), parameters.provenance)
