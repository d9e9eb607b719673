"""Break-even: put the answer in, and the force is met; a little less, and it is not."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from coalitions import dilemma
from coalitions.dilemma import answer, break_even, joiners, outcome, start


def test_the_value_needed_gives_the_size_and_less_does_not(model: dilemma.Parameters) -> None:
    table = break_even(model, (8_000, 10_000, 30_000))
    met = table[table["needed"].notna() & table["needed"].ne(table["today"])]
    assert len(met) >= 8
    for _, row in met.iterrows():
        now = start(model, row["backstop"], 1.0)
        offer = answer(model, replace(now, **{row["lever"]: row["needed"]})).offered
        assert offer == pytest.approx(row["size"], rel=1e-6)
        assert offer >= row["size"]


def test_what_even_the_extreme_does_not_give_is_left_empty(model: dilemma.Parameters) -> None:
    table = break_even(model, (10_000, 150_000))
    assert (table["needed"].isna() == (table["offered"] < table["size"])).all()


def test_what_is_met_today_needs_no_change(model: dilemma.Parameters) -> None:
    table = break_even(model, (1_000,), backstops=("full",))
    assert (table["needed"] == table["today"]).all()


def test_joiners_are_enough_and_one_fewer_is_not(model: dilemma.Parameters) -> None:
    size, backstop, theta = 30_000, "none", 0.0
    joined = joiners(model, size, backstop, theta)
    assert joined

    def with_will(states: tuple[str, ...]) -> float:
        now = outcome(model, backstop, theta).by_state
        willing = model.using(
            {key: 1 for key in model.spreads if key.startswith(("willingness-", "backstop-"))}
        )
        all_in = outcome(willing, backstop, theta).by_state
        return sum(all_in[s] if s in states else now[s] for s in now)

    assert with_will(joined) >= size
    assert with_will(joined[:-1]) < size


def test_no_joiners_are_enough_for_a_force_beyond_all_armies(model: dilemma.Parameters) -> None:
    assert joiners(model, 1e7, "full", 0.0) is None
    assert joiners(model, 1, "full", 0.0) == ()


def test_the_gap_of_an_enabler_is_the_size_over_what_it_supports(
    model: dilemma.Parameters,
) -> None:
    table = dilemma.enabler_gaps(model, (30_000,))
    limits = outcome(model, "none", 0.0).limits
    row = table[table["backstop"].eq("none") & table["enabler"].eq("airlift")].iloc[0]
    assert row["times"] == pytest.approx(30_000 / limits["airlift"])
    assert isinstance(table, pd.DataFrame)


def test_the_table_has_a_row_for_each_lever_and_says_where_it_is_too_little(
    model: dilemma.Parameters,
) -> None:
    found = break_even(model, (10_000, 150_000), backstops=("none", "full"))
    table = dilemma.break_even_table(found)
    assert len(table) == 2 * len(dilemma.LEVERS)
    assert (table["150,000"] == "too little").all()
    full = table[table["backstop"].eq("full backstop")].set_index("lever")
    needed = found[found["backstop"].eq("full") & found["size"].eq(10_000)].set_index("words")
    kept = "NATO commitments kept"
    assert full.loc[kept, "10,000"] == f"{needed.loc[kept, 'needed']:.0%}"
    assert full.loc[kept, "now"] == "100%"
    assert table.provenance == found.provenance
