from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.exact import barnard, clopper_pearson, fisher, permutation, sign_test, wilson

FEW = st.integers(0, 12)
COUNTS = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS)
def test_an_interval_holds_its_share_and_the_exact_one_is_the_wider(
    counts: tuple[int, int],
) -> None:
    hits, of = counts
    low, high = clopper_pearson(hits, of)
    assert 0 <= low <= hits / of <= high <= 1
    other = wilson(hits, of)
    assert high - low >= (other.high - other.low) - 1e-9 or of < 4


@given(COUNTS)
def test_hits_and_misses_mirror_each_other(counts: tuple[int, int]) -> None:
    hits, of = counts
    low, high = clopper_pearson(hits, of)
    mirrored = clopper_pearson(of - hits, of)
    assert (mirrored.low, mirrored.high) == pytest.approx((1 - high, 1 - low))


def test_the_exact_interval_covers_at_least_as_often_as_it_promises() -> None:
    of = 15
    for share in (0.05, 0.3, 0.5, 0.9):
        chance = sum(
            math.comb(of, k) * share**k * (1 - share) ** (of - k)
            for k in range(of + 1)
            if clopper_pearson(k, of).low <= share <= clopper_pearson(k, of).high
        )
        assert chance >= 0.95


def test_the_interval_of_none_is_the_one_computed_by_hand() -> None:
    # (1 - high)^10 = 0.025
    assert clopper_pearson(0, 10) == pytest.approx((0, 1 - 0.025**0.1))


@given(FEW, FEW, FEW, FEW)
def test_fishers_test_does_not_depend_on_how_the_table_is_turned(
    a: int, b: int, c: int, d: int
) -> None:
    p = fisher(a, b, c, d)
    assert 0 < p <= 1
    assert p == pytest.approx(fisher(a, c, b, d), rel=1e-9)
    assert p == pytest.approx(fisher(d, c, b, a), rel=1e-9)


def test_fishers_test_of_the_lady_tasting_tea() -> None:
    # Four of four cups right: one in 70 one-sided, two in 70 two-sided.
    assert fisher(4, 0, 0, 4) == pytest.approx(2 / 70)
    assert fisher(3, 1, 1, 3) == pytest.approx(34 / 70)


@settings(max_examples=10, deadline=None)
@given(*[st.integers(1, 6)] * 4)
def test_barnards_test_is_a_probability_and_knows_no_empty_total(
    a: int, b: int, c: int, d: int
) -> None:
    assert 0 < barnard(a, b, c, d) <= 1
    assert math.isnan(barnard(0, 0, c, d))


@given(FEW, FEW)
def test_the_sign_test_does_not_know_up_from_down(up: int, down: int) -> None:
    assert sign_test(up, down) == pytest.approx(sign_test(down, up))
    assert 0 < sign_test(up, down) <= 1


def test_the_sign_test_counts_coins() -> None:
    assert sign_test(5, 0) == pytest.approx(2 / 32)
    assert sign_test(0, 0) == 1


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(1, 5))
def test_equal_groups_differ_by_nothing(values: list[int], times: int) -> None:
    assert permutation(values, values * times, draws=99) == 1


def test_a_permutation_test_comes_near_the_exact_answer() -> None:
    # Of 70 divisions of eight values two are as far apart as this one.
    p = permutation([1, 2, 3, 4], [11, 12, 13, 14])
    assert p == pytest.approx(2 / 70, abs=0.006)
    assert permutation([1, 2, 3, 4], [11, 12, 13, 14]) == p


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="4 of 3"):
        clopper_pearson(4, 3)
    with pytest.raises(ValueError, match="0 of 0"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="between 0 and 1"):
        clopper_pearson(1, 3, level=95)
    with pytest.raises(ValueError, match="negative"):
        fisher(-1, 1, 1, 1)
    with pytest.raises(ValueError, match="negative"):
        sign_test(-1, 1)
    with pytest.raises(ValueError, match="both groups"):
        permutation([], [1.0])
