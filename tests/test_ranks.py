"""Rank correlation: the coefficients of SciPy, with intervals and chance that can be relied on."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from coalitions import ranks
from coalitions.data.load import load
from coalitions.provenance import of

SIZES = pd.DataFrame({"x": [1, 2, 3, 4, 5, 6, 7, 8], "y": [2, 1, 4, 3, 6, 5, 8, 7]})


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=5, max_size=15))
@settings(max_examples=40, deadline=None)
def test_the_coefficients_are_those_of_scipy_ties_included(pairs: list[tuple[int, int]]) -> None:
    first, second = (
        np.array(column, dtype=float)[np.newaxis] for column in zip(*pairs, strict=True)
    )
    if len(set(first[0])) == 1 or len(set(second[0])) == 1:
        assert np.isnan(ranks._coefficients(first, second, "spearman")[0])
        return
    spearman = stats.spearmanr(first[0], second[0]).statistic
    kendall = stats.kendalltau(first[0], second[0]).statistic
    assert ranks._coefficients(first, second, "spearman")[0] == pytest.approx(spearman)
    assert ranks._coefficients(first, second, "kendall")[0] == pytest.approx(kendall)


def test_the_same_order_is_one_and_the_opposite_minus_one() -> None:
    table = SIZES.assign(same=SIZES["x"] ** 3, opposite=-SIZES["x"])
    assert float(ranks.rank_correlation(table, "x", "same").coefficient) == pytest.approx(1)
    assert float(ranks.rank_correlation(table, "x", "opposite").coefficient) == pytest.approx(-1)


def test_with_few_things_chance_is_counted_over_all_orders() -> None:
    few = pd.DataFrame({"x": [1, 2, 3, 4], "y": [1, 2, 3, 4]})
    # Of the 24 orders of four things only this one and its reverse are as strong.
    assert float(ranks.rank_correlation(few, "x", "y").p) == pytest.approx(2 / 24)


def test_with_many_things_a_sample_of_orders_comes_close_to_scipy() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=20)
    table = pd.DataFrame({"x": x, "y": x + 2.5 * rng.normal(size=20)})
    expected = stats.spearmanr(table["x"], table["y"]).pvalue
    assert float(ranks.rank_correlation(table, "x", "y").p) == pytest.approx(expected, abs=0.03)


def test_the_interval_holds_the_coefficient_and_is_the_same_in_every_run() -> None:
    first, again = (ranks.rank_correlation(SIZES, "x", "y") for _ in range(2))
    assert first.low < first.coefficient < first.high
    assert (first.low.value, first.high.value) == (again.low.value, again.high.value)


def test_missing_numbers_are_left_out_and_counted() -> None:
    table = SIZES.assign(y=SIZES["y"].astype("Float64"))
    table.loc[0, "y"] = pd.NA
    assert int(ranks.rank_correlation(table, "x", "y").pairs) == 7


def test_fewer_than_four_things_are_refused() -> None:
    with pytest.raises(ValueError, match="3 things have both x and y; at least four are needed"):
        ranks.rank_correlation(SIZES.head(3), "x", "y")


def test_a_ratio_falls_with_its_denominator_even_when_dealt_out_at_random() -> None:
    sizes = pd.DataFrame({"x": 10.0 ** np.arange(1, 13), "y": np.arange(1.0, 13.0)})
    low, middle, high = ranks.ratio_by_chance(sizes, "x", "y")
    assert low <= middle <= high < 0


def test_a_correlation_rests_on_the_rows_that_went_in() -> None:
    facts = load("coalitions").head(9)
    found = ranks.rank_correlation(facts, "theatre_population", "theatre_area_km2")
    used = facts.dropna(subset=["theatre_population", "theatre_area_km2"])
    assert found.coefficient.provenance == of(used)
    assert int(found.pairs) == len(used)
