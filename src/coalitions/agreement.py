"""How far two codings of the same things agree: counts first, then a coefficient with its interval.

Pure functions on a square table of counts: rows are the codes of one coding, columns those of the
other, both in the order of the scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Weights = Literal["equal", "linear", "quadratic"]
Counts = NDArray[np.int64]
Reals = NDArray[np.float64]

_SEED = 20250302
"""The draws of the bootstrap are the same in every build."""


def confusion(first: Sequence[int], second: Sequence[int], steps: int) -> Counts:
    """Count how often each pair of codes occurs.

    Parameters
    ----------
    first, second
        The two codes of each thing, as steps from 0.
    steps
        How many steps the scale has.

    Returns
    -------
    numpy.ndarray
        ``steps`` by ``steps``; entry (i, j) counts the things coded i first and j second.

    Raises
    ------
    ValueError
        If the codings are of different length, or a code lies outside the scale.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} codes cannot be compared with {len(second)}")
    outside = sorted({code for code in (*first, *second) if not 0 <= code < steps})
    if outside:
        raise ValueError(f"codes outside the scale of {steps} steps: {outside}")
    table = np.zeros((steps, steps), dtype=np.int64)
    np.add.at(table, (np.asarray(first, dtype=int), np.asarray(second, dtype=int)), 1)
    return table


def observed_agreement(table: Counts) -> float:
    """Return the share of things that both codings put on the same step."""
    return float(np.trace(table) / _size(table))


def weighted_kappa(table: Counts, weights: Weights = "linear") -> float:
    r"""Return Cohen's weighted kappa, :math:`1 - \sum w_{ij} o_{ij} / \sum w_{ij} e_{ij}`.

    Parameters
    ----------
    table
        Counts as `confusion` returns them.
    weights
        How much a distance of d steps counts: any distance the same (``"equal"``, Cohen's first
        kappa), d (``"linear"``) or d² (``"quadratic"``).

    Returns
    -------
    float
        1 for full agreement, 0 for what two codings with these totals would reach by chance.
        Not a number where each coding uses a single code, the same: chance then agrees fully too.

    References
    ----------
    Cohen, J. (1960), A Coefficient of Agreement for Nominal Scales, Educational and Psychological
    Measurement 20(1), 37–46. Cohen, J. (1968), Weighted Kappa, Psychological Bulletin 70(4),
    213–220.
    """
    _size(table)
    return float(_kappas(table[np.newaxis], weights)[0])


def kappa_interval(
    table: Counts, weights: Weights = "linear", level: float = 0.95, draws: int = 10_000
) -> tuple[float, float]:
    """Return a percentile bootstrap interval for the weighted kappa.

    Things are drawn again with replacement; for counts that is a multinomial draw. With some
    thirty things such an interval is rather too short, so read it as the least uncertainty.

    Parameters
    ----------
    table, weights
        As for `weighted_kappa`.
    level
        How many of the draws lie inside, between 0 and 1.
    draws
        How many samples are drawn. The seed is fixed.

    Raises
    ------
    ValueError
        If the level is not a share, or the table is empty.

    References
    ----------
    Efron, B. and Tibshirani, R. J. (1993), An Introduction to the Bootstrap, Chapman & Hall,
    chapter 13.
    """
    if not 0 < level < 1:
        raise ValueError(f"the level must lie between 0 and 1, not {level}")
    size = _size(table)
    samples = np.random.default_rng(_SEED).multinomial(size, (table / size).ravel(), size=draws)
    kappas = _kappas(samples.reshape(draws, *table.shape), weights)
    low, high = np.nanquantile(kappas, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _kappas(tables: Counts, weights: Weights) -> Reals:
    """Return the kappa of each of a stack of tables."""
    steps = tables.shape[-1]
    apart = np.abs(np.subtract.outer(np.arange(steps), np.arange(steps))).astype(float)
    weight = {"equal": (apart > 0).astype(float), "linear": apart, "quadratic": apart**2}[weights]
    sizes = tables.sum(axis=(1, 2))
    observed = np.einsum("nij,ij->n", tables, weight) / sizes
    rows, columns = tables.sum(axis=2), tables.sum(axis=1)
    chance = np.einsum("ni,nj,ij->n", rows, columns, weight) / sizes**2
    with np.errstate(invalid="ignore", divide="ignore"):
        kappas: Reals = 1 - observed / chance
    return np.where(chance == 0, np.nan, kappas)


def _size(table: Counts) -> int:
    """Return how many things a table counts; refuse one that cannot be used."""
    if table.ndim != 2 or table.shape[0] != table.shape[1]:
        raise ValueError(f"the table must be square, not {table.shape}")
    size = int(table.sum())
    if size == 0:
        raise ValueError("the table counts nothing: no thing has both codes")
    return size
