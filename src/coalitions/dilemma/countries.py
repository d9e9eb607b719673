"""Who: what each state contributes, and how far the force falls if it stays out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coalitions.dilemma.draws import SEED, blocks
from coalitions.dilemma.model import enabler_limits, lowest_limit, offered_by
from coalitions.dilemma.parameters import Backstop, Parameters
from coalitions.dilemma.scenario import outcome
from coalitions.dilemma.simulation import FEWER_DRAWS
from coalitions.facts import Facts


def contributions(parameters: Parameters, backstop: Backstop, theta: float) -> Facts:
    """Return what each state can sustain at the modes, the largest first.

    Returns
    -------
    Facts
        One row for each state: `iso3`, `name`, `persons`, the `share` of all offers, its
        `active` personnel, and whether its brigades are `imputed`.
    """
    result = outcome(parameters, backstop, theta)
    table = pd.DataFrame(
        [
            {
                "iso3": state.iso3,
                "name": state.name,
                "persons": result.by_state[state.iso3],
                "share": result.by_state[state.iso3] / result.offered if result.offered else 0.0,
                "active": state.active,
                "imputed": state.imputed,
            }
            for state in parameters.present
        ]
    )
    ranked = table.sort_values("persons", ascending=False, kind="stable", ignore_index=True)
    return Facts.resting_on(ranked, parameters.provenance)


def leave_one_out(
    parameters: Parameters,
    backstop: Backstop,
    theta: float,
    draws: int = FEWER_DRAWS,
    *,
    seed: int = SEED,
) -> Facts:
    """Return how far the force falls if one state stays out, the greatest loss first.

    Returns
    -------
    Facts
        One row for each state: `iso3`, `name`, the mean `loss` over the draws in persons, and what
        the loss would be with `unlimited` enablers; the `share` of the mean force that is lost.
    """
    states, kept = parameters.present, np.array([float(theta)])
    losses = {"loss": np.zeros(len(states)), "unlimited": np.zeros(len(states))}
    whole = 0.0
    for sample in blocks(parameters, draws, seed):
        offers = np.stack([offered_by(s, sample, backstop, kept)[:, 0] for s in states])
        total = offers.sum(axis=0)
        limit = lowest_limit(enabler_limits(parameters, sample, backstop))
        force = np.minimum(total, limit)
        whole += float(force.sum())
        losses["loss"] += (force - np.minimum(total - offers, limit)).sum(axis=1)
        losses["unlimited"] += offers.sum(axis=1)
    table = pd.DataFrame(
        {
            "iso3": [state.iso3 for state in states],
            "name": [state.name for state in states],
            **{name: loss / draws for name, loss in losses.items()},
        }
    )
    table["share"] = table["loss"] / (whole / draws)
    ranked = table.sort_values("loss", ascending=False, kind="stable", ignore_index=True)
    return Facts.resting_on(ranked, parameters.provenance)
