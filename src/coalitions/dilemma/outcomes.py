r"""What a simulation says: frontier, probabilities, and how exact they are.

Errors come from the blocks of the simulation. Each block is a sample of its own, so the standard
error of a result that is a mean over :math:`k` blocks is the standard deviation of the blocks'
results divided by :math:`\sqrt{k}` (batch means).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import numpy as np
import pandas as pd

from coalitions.dilemma.draws import BLOCK
from coalitions.dilemma.parameters import BACKSTOP_LABELS, BACKSTOPS, Backstop
from coalitions.dilemma.simulation import Simulation
from coalitions.dilemma.spreads import Vector
from coalitions.dilemma.wording import chance, rounded
from coalitions.facts import Facts
from coalitions.quantities import Quantity, quantity

#: Quantiles of a band: nine draws in ten, one in two, and the middle.
BANDS: Final = {"lowest": 0.05, "lower": 0.25, "median": 0.5, "upper": 0.75, "highest": 0.95}

#: Sizes of force for which probabilities are given, persons.
SIZES: Final = (10_000, 20_000, 30_000, 50_000, 100_000, 150_000)


def error(force: Vector, measure: Callable[[Vector], float]) -> float:
    """Return the Monte Carlo standard error of a measure of the force, by batch means.

    Raises
    ------
    ValueError
        If there are fewer than two blocks of draws to compare.
    """
    count = force.size // BLOCK
    if count < 2:
        raise ValueError(f"an error needs two blocks of {BLOCK:,} draws; there is {count}")
    results = [measure(part) for part in np.split(force, count)]
    return float(np.std(results, ddof=1) / np.sqrt(count))


def frontier(simulation: Simulation) -> Facts:
    """Return how large a force can be sustained for each share of NATO commitments kept.

    Returns
    -------
    Facts
        One row for each backstop and share `theta`: the quantiles of `BANDS` and the Monte Carlo
        `error` of the median, persons; `backstop` and its `label`.
    """
    records = []
    for backstop in BACKSTOPS:
        for theta in simulation.thetas:
            force = simulation.force(backstop, theta)
            bands = dict(zip(BANDS, np.quantile(force, list(BANDS.values())), strict=True))
            records.append(
                {
                    "backstop": backstop,
                    "label": BACKSTOP_LABELS[backstop],
                    "theta": theta,
                    **bands,
                    "error": error(force, lambda part: float(np.median(part))),
                }
            )
    return Facts.resting_on(pd.DataFrame(records), simulation.provenance)


def probabilities(
    simulation: Simulation,
    sizes: Sequence[float] = SIZES,
    thetas: Sequence[float] = (0.0, 0.5, 1.0),
) -> Facts:
    r"""Return :math:`P(F \ge x)`: the share of the draws in which the force is at least so large.

    Returns
    -------
    Facts
        One row for each backstop, share `theta` of commitments kept and `size` (persons):
        `probability` and its Monte Carlo `error`, both 0 to 1.
    """
    records = []
    for backstop in BACKSTOPS:
        for theta in thetas:
            force = simulation.force(backstop, theta)
            for size in sizes:
                records.append(
                    {
                        "backstop": backstop,
                        "label": BACKSTOP_LABELS[backstop],
                        "theta": theta,
                        "size": size,
                        "probability": _share_from(force, size),
                        "error": error(force, partial(_share_from, size=size)),
                    }
                )
    return Facts.resting_on(pd.DataFrame(records), simulation.provenance)


def _share_from(force: Vector, size: float) -> float:
    return float(np.mean(force >= size))


def probability(simulation: Simulation, size: float, backstop: Backstop, theta: float) -> Quantity:
    """Return :math:`P(F ≥ size)` in one scenario as a number for a sentence."""
    force = simulation.force(backstop, theta)
    return quantity(
        _share_from(force, size),
        "share",
        rows=simulation.provenance,
        format=chance,
        expression=f"P(F ≥ {size:,.0f}), {BACKSTOP_LABELS[backstop]}, θ = {theta:g}",
        kind="assumption",
    )


def middle(
    simulation: Simulation, backstop: Backstop, theta: float, share: float = 0.5
) -> Quantity:
    """Return a quantile of the force in one scenario, by default the median, for a sentence."""
    force = simulation.force(backstop, theta)
    name = "median" if share == 0.5 else f"{share:.0%} quantile"
    return quantity(
        float(np.quantile(force, share)),
        "persons",
        rows=simulation.provenance,
        format=rounded,
        expression=f"{name} of F, {BACKSTOP_LABELS[backstop]}, θ = {theta:g}",
        kind="assumption",
    )
