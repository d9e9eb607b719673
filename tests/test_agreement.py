from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coalitions.agreement import confusion, kappa_interval, observed_agreement, weighted_kappa

STEPS = 4
TABLES = arrays(np.int64, (STEPS, STEPS), elements=st.integers(0, 20)).filter(
    lambda table: (table.sum(axis=0) > 0).sum() > 1 and (table.sum(axis=1) > 0).sum() > 1
)


@given(TABLES, st.sampled_from(["equal", "linear", "quadratic"]))
def test_kappa_does_not_depend_on_which_coding_comes_first(table: np.ndarray, kind: str) -> None:
    assert weighted_kappa(table, kind) == pytest.approx(weighted_kappa(table.T, kind))


@given(TABLES, st.sampled_from(["equal", "linear", "quadratic"]))
def test_kappa_is_one_exactly_where_all_agree(table: np.ndarray, kind: str) -> None:
    agree = np.diag(table.sum(axis=0) + 1)
    assert weighted_kappa(agree, kind) == pytest.approx(1)
    if observed_agreement(table) < 1:
        assert weighted_kappa(table, kind) < 1


@given(
    arrays(np.int64, STEPS, elements=st.integers(1, 9)),
    arrays(np.int64, STEPS, elements=st.integers(1, 9)),
)
def test_kappa_is_zero_for_codings_that_know_nothing_of_each_other(
    rows: np.ndarray, columns: np.ndarray
) -> None:
    assert weighted_kappa(np.outer(rows, columns)) == pytest.approx(0, abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_a_confusion_counts_every_pair_once(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    table = confusion(first, second, STEPS)
    assert table.sum() == len(pairs)
    assert np.trace(table) == sum(one == other for one, other in pairs)
    assert (confusion(second, first, STEPS) == table.T).all()


def test_kappa_of_cohens_own_kind_of_table() -> None:
    # Half of the agreement that chance leaves open: observed 0.75, chance 0.5.
    table = np.array([[15, 5], [5, 15]])
    assert weighted_kappa(table, "equal") == pytest.approx(0.5)
    assert weighted_kappa(table, "linear") == pytest.approx(0.5)


def test_a_far_miss_costs_more_than_a_near_one() -> None:
    near, far = np.diag([5, 5, 5]), np.diag([5, 5, 5])
    near[0, 1] += 1
    far[0, 2] += 1
    assert weighted_kappa(near) > weighted_kappa(far)


def test_the_interval_holds_the_estimate_and_narrows_with_more_things() -> None:
    small = np.array([[8, 2, 0], [1, 7, 2], [0, 1, 9]])
    low, high = kappa_interval(small)
    assert low < weighted_kappa(small) < high <= 1
    narrow = kappa_interval(small * 20)
    assert narrow[1] - narrow[0] < (high - low) / 2
    assert kappa_interval(small) == (low, high)


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match="3 codes cannot be compared with 2"):
        confusion([0, 1, 2], [0, 1], 3)
    with pytest.raises(ValueError, match="outside the scale of 3 steps: \\[-1, 3\\]"):
        confusion([0, 3], [-1, 1], 3)
    with pytest.raises(ValueError, match="counts nothing"):
        weighted_kappa(np.zeros((3, 3), dtype=np.int64))
    with pytest.raises(ValueError, match="square"):
        weighted_kappa(np.ones((2, 3), dtype=np.int64))
    with pytest.raises(ValueError, match="between 0 and 1"):
        kappa_interval(np.eye(3, dtype=np.int64), level=95)
