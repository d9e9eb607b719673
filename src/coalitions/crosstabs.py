"""Shares and cross-tabulations of governments, with the uncertainty of small counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coalitions import exact
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.provenance import of
from coalitions.quantities import Quantity, quantity


@dataclass(frozen=True)
class Share:
    """A count among governments, with how uncertain so small a number leaves its share.

    Attributes
    ----------
    hits, of
        The counts.
    low, high
        Ends of the 95% interval, as shares.
    """

    hits: Quantity
    of: Quantity
    low: Quantity
    high: Quantity

    @property
    def share(self) -> Quantity:
        """The share itself."""
        return quantity(self.hits / self.of, "share")


def share_of(
    lines: Facts, column: str, method: Literal["clopper_pearson", "wilson"] = "clopper_pearson"
) -> Share:
    """Count the lines for which a boolean column holds, with an interval of the share.

    Parameters
    ----------
    lines, column
        Rows of `governments` and one of their boolean columns.
    method
        The interval, as in `coalitions.exact`.
    """
    hits = lines[lines[column]]
    ends = getattr(exact, method)(len(hits), len(lines))
    low, high = (
        quantity(end, "share", rows=lines, expression=f"{name} end of the interval of {column}")
        for name, end in zip(("lower", "upper"), ends, strict=True)
    )
    counted = quantity(len(hits), rows=lines, expression=f"governments with {column}")
    return Share(counted, quantity(len(lines), rows=lines, expression="governments"), low, high)


@dataclass(frozen=True)
class Cross:
    """Two features of the same governments, counted against each other.

    Attributes
    ----------
    both, first, second, neither
        Who has both features, the first only, the second only, none.
    """

    both: Facts
    first: Facts
    second: Facts
    neither: Facts

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """The four counts, in the order of the attributes."""
        return (len(self.both), len(self.first), len(self.second), len(self.neither))

    @property
    def hits(self) -> Quantity:
        """How many of those with the first feature have the second."""
        return self._count(self.both)

    @property
    def holders(self) -> Quantity:
        """How many have the first feature."""
        return self._count(self.both, self.first)

    @property
    def other_hits(self) -> Quantity:
        """How many of those without the first feature have the second."""
        return self._count(self.second)

    @property
    def others(self) -> Quantity:
        """How many do not have the first feature."""
        return self._count(self.second, self.neither)

    @property
    def p(self) -> Quantity:
        """The two-sided p-value of Fisher's exact test."""
        return self._number(exact.fisher(*self.counts), "Fisher's exact test")

    @property
    def barnard(self) -> Quantity:
        """The two-sided p-value of Barnard's test."""
        return self._number(exact.barnard(*self.counts), "Barnard's test")

    def _count(self, *parts: Facts) -> Quantity:
        number = sum(len(part) for part in parts)
        return quantity(number, rows=list(self._parts()), expression="governments")

    def _number(self, value: float, words: str) -> Quantity:
        return quantity(value, rows=list(self._parts()), format=p_value, expression=words)

    def _parts(self) -> tuple[Facts, Facts, Facts, Facts]:
        return (self.both, self.first, self.second, self.neither)


def cross(lines: Facts, first: str, second: str) -> Cross:
    """Count two boolean columns against each other; each line stands in one of four cells."""
    a, b = lines[first].astype(bool), lines[second].astype(bool)
    return Cross(lines[a & b], lines[a & ~b], lines[~a & b], lines[~a & ~b])


def p_value(value: float) -> str:
    """Write a p-value: two significant digits, and nothing below one in a thousand."""
    return "below 0.001" if value < 0.001 else f"{value:.2g}" if value < 0.1 else f"{value:.2f}"


def sign(up: Facts, down: Facts) -> Quantity:
    """Test whether changes in pairs go more one way than the other, exactly."""
    value = exact.sign_test(len(up), len(down))
    return quantity(value, rows=[up, down], format=p_value, expression="exact sign test")


def talkers(lines: Facts, column: str) -> tuple[Quantity, Quantity, Quantity]:
    """Compare how many statements on soldiers are recorded for two groups of governments.

    Returns
    -------
    tuple of Quantity
        The mean for those with the feature, for the others, and the p-value of a permutation test.
    """
    said = load("troop_positions")
    counts = said.groupby("iso3").size()
    numbers = lines["iso3"].map(counts).fillna(0).astype(float)
    groups = [numbers[lines[column]], numbers[~lines[column]]]
    rows = of(lines).union(of(said))
    means = [quantity(group.mean(), rows=rows, format=".1f") for group in groups]
    p = exact.permutation(list(groups[0]), list(groups[1]))
    return means[0], means[1], quantity(p, rows=rows, format=p_value, expression="permutation test")
