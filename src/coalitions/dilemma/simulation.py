"""Many draws of the model at once: the distribution of the force in every scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from coalitions.dilemma.draws import BLOCK, SEED, blocks
from coalitions.dilemma.model import sustained
from coalitions.dilemma.parameters import BACKSTOPS, Backstop, Parameters
from coalitions.dilemma.spreads import Grid, Vector
from coalitions.provenance import Provenance

#: Shares of NATO commitments kept for which the model is run: 0, 0.1, …, 1.
THETAS: Final[tuple[float, ...]] = tuple(step / 10 for step in range(11))

#: Draws of every run in the book: the fewest hundred thousands for which twice as many move no
#: digit that is printed (`tests/dilemma/test_outcomes.py` checks it).
DRAWS: Final = 200_000

#: Draws of runs that compare versions or count what binds, by the same rule.
FEWER_DRAWS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Simulation:
    """The force in every draw of every scenario.

    Attributes
    ----------
    forces
        Backstop to persons: draws down, shares of commitments kept across.
    thetas
        The shares, in the order of the columns.
    seed
        Where the generators started.
    provenance
        The rows that the model rests on.
    """

    forces: Mapping[Backstop, Grid]
    thetas: tuple[float, ...]
    seed: int
    provenance: Provenance

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return int(self.forces["none"].shape[0])

    def force(self, backstop: Backstop, theta: float) -> Vector:
        """Return the force in each draw, persons.

        Raises
        ------
        LookupError
            If the share of commitments kept was not run.
        """
        if theta not in self.thetas:
            raise LookupError(f"theta {theta} was not run; there are {self.thetas}")
        column: Vector = self.forces[backstop][:, self.thetas.index(theta)]
        return column


def simulate(
    parameters: Parameters,
    draws: int = DRAWS,
    *,
    thetas: tuple[float, ...] = THETAS,
    seed: int = SEED,
    limited: bool = True,
    supply: Backstop | None = None,
) -> Simulation:
    """Run the model for many draws, three backstops and many shares of commitments kept.

    Parameters
    ----------
    parameters
        The model.
    draws
        How many, a multiple of 10,000. More draws keep the first ones.
    thetas
        Shares of NATO commitments kept.
    seed
        Where the generators start.
    limited
        Whether enablers limit the force.
    supply
        The backstop by which enablers are counted, if it is another than the one by which
        governments decide: so the two effects of a backstop can be told apart.
    """
    grid = np.array(thetas, dtype=float)
    forces = {backstop: np.empty((draws, grid.size)) for backstop in BACKSTOPS}
    for number, sample in enumerate(blocks(parameters, draws, seed)):
        part = slice(number * BLOCK, (number + 1) * BLOCK)
        found = sustained(parameters, sample, grid, limited=limited, supply=supply)
        for backstop, force in found.items():
            forces[backstop][part] = force
    return Simulation(forces, thetas, seed, parameters.provenance)
