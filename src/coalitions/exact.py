"""Statistics for small counts: exact intervals and exact tests, without large-sample formulas.

Every function takes plain counts and returns plain numbers. SciPy is imported where it is used: it
takes most of a second, and few chapters need it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

_SEED = 20250302
"""The draws of the permutation test are the same in every build."""


class Interval(NamedTuple):
    """The lower and upper end of an interval."""

    low: float
    high: float


def clopper_pearson(hits: int, of: int, level: float = 0.95) -> Interval:
    """Return the exact interval of a share, which covers at least as often as it promises.

    Parameters
    ----------
    hits, of
        How many of how many.
    level
        The confidence level, between 0 and 1.

    Raises
    ------
    ValueError
        If the counts are not ``0 <= hits <= of`` with ``of`` above 0, or the level is no share.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934), The Use of Confidence or Fiducial Limits Illustrated
    in the Case of the Binomial, Biometrika 26(4), 404–413.
    """
    return _proportion(hits, of, level, "exact")


def wilson(hits: int, of: int, level: float = 0.95) -> Interval:
    """Return Wilson's score interval of a share; shorter, and right on average.

    Parameters and errors are those of `clopper_pearson`.

    References
    ----------
    Wilson, E. B. (1927), Probable Inference, the Law of Succession, and Statistical Inference,
    Journal of the American Statistical Association 22(158), 209–212.
    """
    return _proportion(hits, of, level, "wilson")


def fisher(both: int, first: int, second: int, neither: int) -> float:
    """Return the two-sided p-value of Fisher's exact test for a table of two by two.

    How often chance alone, with the same totals, gives a table as unlikely as this one.

    Parameters
    ----------
    both, first, second, neither
        Things with both features, with the first only, with the second only, with none.

    References
    ----------
    Fisher, R. A. (1935), The Logic of Inductive Inference, Journal of the Royal Statistical
    Society 98(1), 39–82.
    """
    from scipy import stats  # type: ignore[import-untyped]  # SciPy has no types

    return float(stats.fisher_exact(_square(both, first, second, neither)).pvalue)


def barnard(both: int, first: int, second: int, neither: int) -> float:
    """Return the two-sided p-value of Barnard's test, which fixes one pair of totals only.

    It is less cautious than Fisher's test. Not a number where a total is 0. Parameters are those of
    `fisher`.

    References
    ----------
    Barnard, G. A. (1947), Significance Tests for 2 × 2 Tables, Biometrika 34(1–2), 123–138.
    """
    from scipy import stats

    table = _square(both, first, second, neither)
    if 0 in (both + first, second + neither, both + second, first + neither):
        return float("nan")
    return float(stats.barnard_exact(table).pvalue)


def sign_test(up: int, down: int) -> float:
    """Return the two-sided p-value of the exact sign test (McNemar's exact test for pairs).

    How often coins as fair as `up` against `down` fall at least as unevenly. Pairs that did not
    change do not enter. It is 1 if nothing changed.

    References
    ----------
    McNemar, Q. (1947), Note on the Sampling Error of the Difference between Correlated Proportions
    or Percentages, Psychometrika 12(2), 153–157.
    """
    from scipy import stats

    if up < 0 or down < 0:
        raise ValueError(f"counts cannot be negative: {up} and {down}")
    if up + down == 0:
        return 1.0
    return float(stats.binomtest(up, up + down, 0.5).pvalue)


def permutation(first: Sequence[float], second: Sequence[float], draws: int = 9999) -> float:
    """Return the two-sided p-value of a permutation test of the difference of two means.

    Parameters
    ----------
    first, second
        The values of two groups.
    draws
        How many random divisions are drawn; the seed is fixed, and the division that was observed
        counts as one more, so the value is never 0.

    Raises
    ------
    ValueError
        If a group is empty.

    References
    ----------
    Phipson, B. and Smyth, G. K. (2010), Permutation P-values Should Never Be Zero, Statistical
    Applications in Genetics and Molecular Biology 9(1), article 39.
    """
    if not first or not second:
        raise ValueError("a permutation test needs values in both groups")
    values = np.asarray([*first, *second], dtype=float)
    size = len(first)
    observed = abs(values[:size].mean() - values[size:].mean())
    mixed = np.random.default_rng(_SEED).permuted(np.tile(values, (draws, 1)), axis=1)
    apart = np.abs(mixed[:, :size].mean(axis=1) - mixed[:, size:].mean(axis=1))
    as_far = int((apart >= observed - 1e-12).sum())
    return (as_far + 1) / (draws + 1)


def _proportion(hits: int, of: int, level: float, method: str) -> Interval:
    from scipy import stats

    if not 0 <= hits <= of or of == 0:
        raise ValueError(f"impossible counts: {hits} of {of}")
    if not 0 < level < 1:
        raise ValueError(f"the level must lie between 0 and 1, not {level}")
    ends = stats.binomtest(hits, of).proportion_ci(level, method)
    return Interval(float(ends.low), float(ends.high))


def _square(both: int, first: int, second: int, neither: int) -> list[list[int]]:
    if min(both, first, second, neither) < 0:
        raise ValueError(f"counts cannot be negative: {both}, {first}, {second}, {neither}")
    return [[both, first], [second, neither]]
