"""Draws of the parameters: stratified, reproducible, the same for every scenario.

Each block of 10,000 draws is a Latin hypercube: every parameter takes one value from each of
10,000 slices of equal probability, in an order of its own. McKay, M. D., Beckman, R. J. and
Conover, W. J. (1979), A Comparison of Three Methods for Selecting Values of Input Variables,
Technometrics 21(2), 239–245. That narrows the error of the draws; how large it is can be read from
how far the blocks differ.

A parameter is drawn from a generator of its own, seeded by the block and its name. So all
scenarios see the same draws (differences between them are not noise), leaving a state out or
adding a row changes no other parameter's draws, and doubling the draws keeps the first half.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from coalitions.dilemma.parameters import Parameters
from coalitions.dilemma.spreads import End, Vector

#: The seed of every run in the book: the day of the London summit. Any other would do as well.
SEED: Final = 20250302

#: Draws in a block.
BLOCK: Final = 10_000


@dataclass(frozen=True, slots=True)
class Sample:
    """Values of all parameters, `size` of each.

    Attributes
    ----------
    values
        Key of the parameter to its values.
    size
        How many.
    """

    values: Mapping[str, Vector]
    size: int

    def __getitem__(self, parameter_id: str) -> Vector:
        return self.values[parameter_id]


def at(parameters: Parameters, ends: Mapping[str, End] | None = None) -> Sample:
    """Return one value of each parameter: its mode, or the end given for it."""
    chosen = ends or {}
    values = {
        key: np.array([float(spread.at(chosen.get(key, "mode")))])
        for key, spread in parameters.spreads.items()
    }
    return Sample(MappingProxyType(values), 1)


def blocks(parameters: Parameters, draws: int, seed: int = SEED) -> Iterator[Sample]:
    """Draw the parameters, block by block.

    Parameters
    ----------
    parameters
        What is drawn.
    draws
        How many in all, a multiple of `BLOCK`.
    seed
        Where the generators start.

    Raises
    ------
    ValueError
        If the draws do not fill whole blocks.
    """
    if draws <= 0 or draws % BLOCK:
        raise ValueError(f"draws come in blocks of {BLOCK:,}: {draws:,} is no multiple of it")
    for number in range(draws // BLOCK):
        yield from_uniform(parameters, partial(_stratified, block=number, seed=seed), BLOCK)


def from_uniform(parameters: Parameters, uniform: Callable[[str], Vector], size: int) -> Sample:
    """Turn numbers between 0 and 1, one vector for each stream, into values of the parameters."""
    drawn: dict[str, Vector] = {}
    values: dict[str, Vector] = {}
    for key, spread in parameters.spreads.items():
        if not spread.drawn:
            values[key] = np.full(size, spread.mode)
            continue
        if spread.stream not in drawn:
            drawn[spread.stream] = uniform(spread.stream)
        values[key] = spread.quantile(drawn[spread.stream])
    return Sample(MappingProxyType(values), size)


def streams(parameters: Parameters) -> tuple[str, ...]:
    """Name what is drawn independently, sorted."""
    return tuple(sorted({s.stream for s in parameters.spreads.values() if s.drawn}))


def generator(name: str, block: int, seed: int) -> np.random.Generator:
    """Return the generator of one stream in one block."""
    return np.random.default_rng([seed, block, zlib.crc32(name.encode())])


def _stratified(stream: str, block: int, seed: int) -> Vector:
    """Return one uniform number from each of `BLOCK` slices, shuffled."""
    rng = generator(stream, block, seed)
    numbers: Vector = (rng.permutation(BLOCK) + rng.random(BLOCK)) / BLOCK
    return numbers
