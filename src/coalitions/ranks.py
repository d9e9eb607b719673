"""Does one number follow another? Rank correlation, with the uncertainty of a small sample.

Ranks are used because sizes of states span four orders of magnitude: a correlation of the numbers
themselves would be decided by the largest one or two.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coalitions.provenance import Provenance, of
from coalitions.quantities import Quantity

Reals = NDArray[np.float64]

_SEED = 19990920
"""Draws and permutations are the same in every build."""

_DRAWS = 4_000
_EXACT_UP_TO = 8
"""With more pairs there are too many orders to try each one."""


@dataclass(frozen=True)
class RankCorrelation:
    """A rank correlation of two numbers of the same things.

    Attributes
    ----------
    coefficient
        From −1 to 1; a `Quantity` that rests on the pairs.
    low, high
        Ends of the 95% percentile bootstrap interval.
    p
        Share of the orders of one number that give a coefficient at least as far from zero; over
        all orders for up to eight pairs, else over a fixed sample of them.
    pairs
        How many things have both numbers.
    """

    coefficient: Quantity
    low: Quantity
    high: Quantity
    p: Quantity
    pairs: Quantity


def rank_correlation(
    table: pd.DataFrame, x: str, y: str, method: Literal["spearman", "kendall"] = "spearman"
) -> RankCorrelation:
    r"""Correlate the ranks of two columns.

    Parameters
    ----------
    table
        One row a thing; rows without one of the numbers are left out.
    x, y
        Columns with the numbers.
    method
        ``"spearman"``: Pearson's correlation of the ranks. ``"kendall"``: :math:`\tau_b`, pairs in
        the same order minus pairs in the opposite order, as a share of those not tied.

    Raises
    ------
    ValueError
        If fewer than four things have both numbers: an interval would mean nothing.

    References
    ----------
    Spearman, C. (1904), The Proof and Measurement of Association between Two Things, American
    Journal of Psychology 15(1), 72–101. Kendall, M. G. (1938), A New Measure of Rank Correlation,
    Biometrika 30(1/2), 81–93. Efron, B. and Tibshirani, R. J. (1993), An Introduction to the
    Bootstrap, Chapman & Hall, chapters 13 and 15.
    """
    known = table.dropna(subset=[x, y])
    size = len(known)
    if size < 4:
        raise ValueError(f"{size} things have both {x} and {y}; at least four are needed")
    first, second = (known[column].to_numpy(dtype=float) for column in (x, y))
    value = float(_coefficients(first[np.newaxis], second[np.newaxis], method)[0])
    low, high = _interval(first, second, method)
    rows = of(known)
    name = f"{'Spearman' if method == 'spearman' else 'Kendall'} rank correlation of {y} and {x}"
    return RankCorrelation(
        _quantity(value, name, rows),
        _quantity(low, f"lower end, {name}", rows),
        _quantity(high, f"upper end, {name}", rows),
        _quantity(_chance(first, second, value, method), f"permutation test, {name}", rows, 3),
        Quantity(size, "", "", rows, "things with both numbers"),
    )


def ratio_by_chance(table: pd.DataFrame, x: str, y: str) -> tuple[Quantity, Quantity, Quantity]:
    """Say how y ÷ x would follow x if y had nothing to do with x.

    A ratio falls with its own denominator even if the numerator is dealt out at random; so zero is
    the wrong yardstick for it. Here y is dealt out anew among the same things.

    Parameters
    ----------
    table, x, y
        As for `rank_correlation`.

    Returns
    -------
    tuple of Quantity
        Lower end of the middle 95%, median and upper end of Spearman's coefficient of y ÷ x and x.

    References
    ----------
    Pearson, K. (1897), On a Form of Spurious Correlation Which May Arise When Indices Are Used in
    the Measurement of Organs, Proceedings of the Royal Society of London 60, 489–498.
    """
    known = table.dropna(subset=[x, y])
    first, second = (known[column].to_numpy(dtype=float) for column in (x, y))
    dealt = np.random.default_rng(_SEED).permuted(np.tile(second, (_DRAWS, 1)), axis=1)
    found = _coefficients(np.broadcast_to(first, dealt.shape), dealt / first, "spearman")
    low, middle, high = (float(end) for end in np.quantile(found, [0.025, 0.5, 0.975]))
    rows, name = of(known), f"rank correlation of {y} ÷ {x} and {x}, {y} dealt out at random"
    return _quantity(low, name, rows), _quantity(middle, name, rows), _quantity(high, name, rows)


def _coefficients(first: Reals, second: Reals, method: str) -> Reals:
    """Return the coefficient of each row of two stacks of samples; NaN where one is constant."""
    one, other = (_signs if method == "kendall" else _centred_ranks)(first, second)
    spread = np.sqrt((one**2).sum(axis=1) * (other**2).sum(axis=1))
    together = (one * other).sum(axis=1)
    result: Reals = np.divide(together, spread, out=np.full(len(spread), np.nan), where=spread > 0)
    return result


def _centred_ranks(*stacks: Reals) -> list[Reals]:
    from scipy import stats  # type: ignore[import-untyped]  # SciPy has no types

    ranks = [stats.rankdata(stack, axis=1) for stack in stacks]
    return [stack - stack.mean(axis=1, keepdims=True) for stack in ranks]


def _signs(*stacks: Reals) -> list[Reals]:
    """Say of each pair of things which is larger: their correlation is Kendall's coefficient."""
    low, high = np.triu_indices(stacks[0].shape[1], k=1)
    return [np.sign(stack[:, low] - stack[:, high]) for stack in stacks]


def _interval(first: Reals, second: Reals, method: str) -> tuple[float, float]:
    size = len(first)
    drawn = np.random.default_rng(_SEED).integers(0, size, size=(_DRAWS, size))
    found = _coefficients(first[drawn], second[drawn], method)
    low, high = np.nanquantile(found, [0.025, 0.975])
    return float(low), float(high)


def _chance(first: Reals, second: Reals, value: float, method: str) -> float:
    """Return how often chance alone would order things at least as strongly."""
    size = len(first)
    if size <= _EXACT_UP_TO:
        orders = np.array(list(permutations(range(size))))
        added = 0
    else:
        draws = np.random.default_rng(_SEED).random((_DRAWS, size))
        orders, added = draws.argsort(axis=1), 1  # the order seen counts as one of those drawn
    found = _coefficients(np.broadcast_to(first, orders.shape), second[orders], method)
    as_strong = int((np.abs(found) >= abs(value) - 1e-12).sum())
    return (as_strong + added) / (len(orders) + added)


def _quantity(value: float, name: str, rows: Provenance, digits: int = 2) -> Quantity:
    text = f"{value:.{digits}f}".replace("-", "−")
    if 0 < value < 0.5 * 10**-digits:
        text = f"below {10**-digits:.{digits}f}"
    return Quantity(value, "", text, rows, name)
