"""How likely a force is: the pledges of a round in many draws of the model of the three tasks.

The parameters, their sources and their draws are those of `coalitions.dilemma`; the draws are the
same for every round and every class, so that differences are not noise. What teams pledge is
certain; what their brigades, their readiness and the enablers allow is not.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from coalitions.data import package
from coalitions.dilemma.draws import SEED, Sample, blocks
from coalitions.dilemma.outcomes import SIZES
from coalitions.simulation.pledges import Pledge
from coalitions.simulation.states import model
from coalitions.simulation.sustain import force, held_back
from coalitions.simulation.world import World

DRAWS: Final = 20_000
"""Draws of each round: the standard error of a probability is at most 0.4 of a point."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities of a force.

    Attributes
    ----------
    sizes
        Force in persons to the probability that at least so many are sustained.
    promised
        Soldiers that are pledged and not held back.
    kept
        Probability that at least so many are sustained.
    low, middle, high
        The force that is passed in 19 draws of 20, in one of two, in one of 20; persons.
    """

    sizes: tuple[tuple[int, float], ...]
    promised: int
    kept: float
    low: float
    middle: float
    high: float

    def at_least(self, size: int) -> float:
        """Return the probability of a force of one of the sizes."""
        return dict(self.sizes)[size]

    def as_dict(self) -> dict[str, Any]:
        """Return the probabilities for JSON."""
        return {
            "chances": [{"size": n, "probability": round(p, 4)} for n, p in self.sizes],
            "promised": {"size": self.promised, "probability": round(self.kept, 4)},
            "range": [round(end) for end in (self.low, self.middle, self.high)],
        }


def chances(pledges: Sequence[Pledge], world: World) -> Chances:
    """Return how likely it is that the pledges of a round become a force of some size."""
    draws = np.concatenate([force(pledges, world, part) for part in _draws(package.find_folder())])
    promised = sum(each.soldiers for each in pledges if not held_back(each, pledges, world))
    low, middle, high = (float(end) for end in np.quantile(draws, [0.05, 0.5, 0.95]))
    return Chances(
        tuple((size, float(np.mean(draws >= size))) for size in SIZES),
        promised,
        float(np.mean(draws >= promised)),
        low,
        middle,
        high,
    )


@functools.cache
def _draws(folder: Path) -> tuple[Sample, ...]:
    return tuple(blocks(model(), DRAWS, SEED))
