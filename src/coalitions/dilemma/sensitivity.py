r"""What the result depends on: one input at a time, and all at once.

`tornado` moves one input from its lower to its upper end, all others at their modes.
`sobol` divides the variance of the force over all draws: the first-order index of an input,
:math:`S_j = \mathrm{Var}(E[F \mid X_j]) / \mathrm{Var}(F)`, is what it explains alone; the total
index :math:`S_{Tj} = E[\mathrm{Var}(F \mid X_{\sim j})] / \mathrm{Var}(F)` includes what it does
together with others. Sobol', I. M. (2001), Global sensitivity indices for nonlinear mathematical
models, Mathematics and Computers in Simulation 55, 271–280; the estimators are those of Saltelli
and others (2010), Computer Physics Communications 181, 259–270, as `scipy.stats.sobol_indices`
has them.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from coalitions.dilemma.draws import SEED, Sample, at, from_uniform, streams
from coalitions.dilemma.model import enabler_limits, keeping, lowest_limit, offered
from coalitions.dilemma.parameters import BACKSTOP_LABELS, IMPUTATION, Backstop, Parameters
from coalitions.dilemma.spreads import End, Vector
from coalitions.facts import Facts

#: The input of the share of commitments kept, where it is varied too.
THETA: Final = "commitments-kept"

_FAMILIES: Final = {
    "s": "Personnel of a brigade",
    "r": "Rotation",
    "d": "Readiness",
    "B": "Number of brigades",
    "n": "Brigades tied to NATO",
    "w": "Willingness",
    "E": "Enabler supply",
    "e": "Enabler need",
    "theta": "NATO commitments kept",
}


#: What states say of a backstop, as the end of a phrase.
_ASKS: Final = {
    "yes": "states that require one",
    "preferred": "states that prefer one",
    "not-stated": "states that say nothing of one",
}

_WILL: Final = {
    "will-deploy": "states that will deploy",
    "open-conditional": "states open with conditions",
    "undecided": "undecided states",
    "support-without-troops": "states that exclude soldiers",
    "refuses": "states that refuse",
}


def tornado(parameters: Parameters, backstop: Backstop, theta: float) -> Facts:
    """Move one family of parameters at a time from its lower to its upper ends.

    Parameters
    ----------
    parameters, backstop
        The model and the scenario.
    theta
        Share of NATO commitments kept; for its own bar it goes from 0 to 1.

    Returns
    -------
    Facts
        One row for each family: the force `at_low` and `at_high` ends of its parameters and at the
        `mode`, persons; the widest first.
    """
    mode = _force(parameters, at(parameters), backstop, theta)
    records: list[dict[str, object]] = []
    for symbol, family in _FAMILIES.items():
        members = [k for k, spread in parameters.spreads.items() if spread.symbol == symbol]
        if symbol == "theta":
            ends = [_force(parameters, at(parameters), backstop, kept) for kept in (0.0, 1.0)]
        else:
            sides: tuple[End, End] = ("low", "high")
            ends = [
                _force(
                    parameters,
                    at(parameters, _drawn_at(parameters, members, side)),
                    backstop,
                    theta,
                )
                for side in sides
            ]
        low, high = (float(end[0]) for end in ends)
        records.append({"input": family, "at_low": low, "at_high": high, "mode": float(mode[0])})
    table = pd.DataFrame(records)
    table["width"] = (table["at_high"] - table["at_low"]).abs()
    ranked = table.sort_values("width", ascending=False, kind="stable", ignore_index=True)
    return Facts.resting_on(ranked, parameters.provenance)


def sobol(
    parameters: Parameters,
    backstop: Backstop,
    theta: float | None = None,
    *,
    size: int = 2048,
    seed: int = SEED,
) -> Facts:
    """Divide the variance of the force over the inputs.

    Parameters
    ----------
    parameters, backstop
        The model and the scenario.
    theta
        Share of NATO commitments kept; if not given, it varies evenly from 0 to 1 as an input.
    size
        Base sample of the estimators, a power of two; the model is run (inputs + 2) × `size` times.
    seed
        Where the scrambling of the sequence starts.

    Returns
    -------
    Facts
        One row for each input: its `title`, `first_order` and `total` index, the largest total
        first. Estimates of indices near zero can be slightly negative.
    """
    from scipy.stats import (  # type: ignore[import-untyped]  # SciPy has no types
        sobol_indices,
        uniform,
    )

    names = [*streams(parameters), *([THETA] if theta is None else [])]

    def run(points: Vector) -> Vector:
        columns = dict(zip(names, points, strict=True))
        sample = from_uniform(parameters, columns.__getitem__, points.shape[1])
        kept = columns[THETA] if theta is None else np.full(points.shape[1], theta)
        return _force(parameters, sample, backstop, kept)

    found = sobol_indices(
        func=run, n=size, dists=[uniform()] * len(names), rng=np.random.default_rng(seed)
    )
    table = pd.DataFrame(
        {
            "input": names,
            "title": [_title(parameters, name) for name in names],
            "first_order": found.first_order,
            "total": found.total_order,
        }
    )
    ranked = table.sort_values("total", ascending=False, kind="stable", ignore_index=True)
    return Facts.resting_on(ranked, parameters.provenance)


def _drawn_at(parameters: Parameters, members: list[str], side: End) -> dict[str, End]:
    return {key: side for key in members if parameters[key].drawn}


def _force(
    parameters: Parameters, sample: Sample, backstop: Backstop, theta: float | Vector
) -> Vector:
    """Return the force for each draw, which may have its own share of commitments kept."""
    kept = np.broadcast_to(np.asarray(theta, dtype=float), (sample.size,))
    values = keeping(parameters, sample, kept)
    force = offered(parameters, values, np.array([1.0]), [backstop])[backstop][:, 0]
    return np.minimum(force, lowest_limit(enabler_limits(parameters, sample, backstop)))


def _title(parameters: Parameters, name: str) -> str:
    if name == IMPUTATION:
        return "Imputed brigade counts"
    spread = parameters[name]
    if name.startswith("backstop-"):
        ask, _, backstop = name.removeprefix("backstop-").rpartition("-")
        return f"{BACKSTOP_LABELS[backstop].capitalize()}: effect on {_ASKS[ask]}"
    if spread.symbol == "w":
        return f"Willingness of {_WILL[name.removeprefix('willingness-')]}"
    places = {state.iso3: state.name for state in parameters.states}
    owner = name.rpartition("-")[2].upper()
    return f"{spread.title}, {places[owner]}" if owner in places else spread.title
