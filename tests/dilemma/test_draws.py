"""Draws: the same bits on every run, the right distribution, the same for every scenario."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coalitions import dilemma
from coalitions.dilemma.draws import BLOCK, blocks, streams
from tests.dilemma.small_model import spread

DIGEST = """
import hashlib
from coalitions import dilemma
runs = dilemma.simulate(dilemma.read(), 20_000)
print(hashlib.sha256(b"".join(runs.forces[b].tobytes() for b in dilemma.BACKSTOPS)).hexdigest())
"""


def test_two_processes_draw_the_same_bits(model: dilemma.Parameters) -> None:
    runs = dilemma.simulate(model, 2 * BLOCK)
    here = hashlib.sha256(b"".join(runs.forces[b].tobytes() for b in dilemma.BACKSTOPS))
    there = subprocess.run(
        [sys.executable, "-c", DIGEST], capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == here.hexdigest()


def test_another_seed_gives_other_draws(model: dilemma.Parameters) -> None:
    one, other = (dilemma.simulate(model, BLOCK, seed=seed) for seed in (1, 2))
    assert not np.array_equal(one.forces["none"], other.forces["none"])


def test_more_draws_keep_the_first(model: dilemma.Parameters, runs: dilemma.Simulation) -> None:
    few = dilemma.simulate(model, 2 * BLOCK)
    for backstop in dilemma.BACKSTOPS:
        assert np.array_equal(few.forces[backstop], runs.forces[backstop][: 2 * BLOCK])


def test_a_state_that_stays_out_leaves_all_other_draws_alone(model: dilemma.Parameters) -> None:
    whole, part = (next(blocks(m, BLOCK)) for m in (model, model.without("TUR")))
    assert all(np.array_equal(whole[key], part[key]) for key in model.spreads)


def test_a_parameter_set_to_a_value_leaves_all_other_draws_alone(
    model: dilemma.Parameters,
) -> None:
    changed = model.using({"rotation-factor": 5})
    before, after = (next(blocks(m, BLOCK)) for m in (model, changed))
    differ = [key for key in model.spreads if not np.array_equal(before[key], after[key])]
    assert differ == ["rotation-factor"]


def test_every_block_takes_one_value_from_each_slice(model: dilemma.Parameters) -> None:
    key = "rotation-factor"
    low, mode, high = (model[key].at(end) for end in ("low", "mode", "high"))
    shape = stats.triang((mode - low) / (high - low), low, high - low)
    for sample in islice(blocks(model, 2 * BLOCK), 2):
        places = np.floor(shape.cdf(sample[key]) * BLOCK + 1e-6).astype(int)
        assert np.unique(np.clip(places, 0, BLOCK - 1)).size > 0.999 * BLOCK


def test_imputed_counts_move_together_and_others_do_not(model: dilemma.Parameters) -> None:
    sample = next(blocks(model, BLOCK))
    imputed = [s for s in model.states if s.imputed]
    first, *others = (sample[s.brigades] / model[s.brigades].mode for s in imputed)
    for other in others:
        assert stats.spearmanr(first, other).statistic > 0.9999
    apart = stats.spearmanr(sample["committed-brigades-deu"], sample["committed-brigades-pol"])
    assert abs(apart.statistic) < 0.05
    assert "imputation" in streams(model)


@given(
    st.lists(st.integers(0, 10**6), min_size=3, max_size=3).map(sorted),
    st.lists(st.floats(0, 1), min_size=1, max_size=9),
)
def test_quantiles_are_those_of_the_triangular_distribution(ends, shares) -> None:
    low, mode, high = ends
    u = np.array(shares)
    found = spread("x", low, mode, high).quantile(u)
    if low == high:
        assert (found == mode).all()
        return
    known = stats.triang.ppf(u, (mode - low) / (high - low), low, high - low)
    assert found == pytest.approx(known, rel=1e-6, abs=1e-6 * high)


def test_draws_that_do_not_fill_blocks_are_refused(model: dilemma.Parameters) -> None:
    with pytest.raises(ValueError, match="blocks of 10,000"):
        dilemma.simulate(model, 12_345)
