"""What binds, and how the constraints take their shares one after another."""

from __future__ import annotations

import pytest

from coalitions import dilemma
from coalitions.dilemma import outcome
from tests.dilemma.small_model import small


def test_the_constraint_binds_without_which_the_offer_would_grow_most() -> None:
    free = {"AAA": (10.0, 0.0)}
    assert outcome(small(free, rotation_factor=1, deployable_share=0.1), "none", 1).binding == (
        "readiness"
    )
    assert outcome(small(free, rotation_factor=4, deployable_share=0.5), "none", 1).binding == (
        "rotation"
    )
    doubtful = small(free, willingness_will_deploy=0.01)
    assert outcome(doubtful, "none", 1).binding == "willingness"
    tied = small({"AAA": (10, 6)}, rotation_factor=1, deployable_share=0.7)
    assert outcome(tied, "none", 1).binding == "commitments"
    assert outcome(small(free, supply=0.1), "none", 1).binding == "airlift"


def test_the_waterfall_ends_at_the_force_and_loses_nothing_on_the_way(
    model: dilemma.Parameters,
) -> None:
    for backstop in dilemma.BACKSTOPS:
        table = dilemma.waterfall(model, backstop, 0.5)
        found = outcome(model, backstop, 0.5)
        assert table["persons"].iloc[-1] == pytest.approx(found.force)
        assert table["persons"].iloc[-2] == pytest.approx(found.offered)
        assert (table["takes"] >= 0).all()
        left = table["persons"].iloc[0] - table["takes"].sum()
        assert left == pytest.approx(found.force)


def test_every_draw_has_one_binding_constraint(model: dilemma.Parameters) -> None:
    table = dilemma.binding(model, 0.5, 20_000)
    assert table.groupby("backstop")["share"].sum().to_numpy() == pytest.approx([1, 1, 1])


def test_the_draws_count_as_bound_by_an_enabler_just_where_enablers_lower_the_force(
    model: dilemma.Parameters,
) -> None:
    table = dilemma.binding(model, 0.5, 20_000)
    labels = [enabler.label for enabler in model.enablers]
    by_enablers = table[table["constraint"].isin(labels)].groupby("backstop")["share"].sum()
    free, bound = (
        dilemma.simulate(model, 20_000, thetas=(0.5,), limited=limited) for limited in (False, True)
    )
    for backstop in dilemma.BACKSTOPS:
        lower = (bound.forces[backstop] < free.forces[backstop]).mean()
        assert by_enablers[backstop] == pytest.approx(lower)


def test_the_two_effects_of_a_backstop_can_be_told_apart(model: dilemma.Parameters) -> None:
    alone = dilemma.simulate(model, 20_000, thetas=(0.0,), supply="full").force("none", 0.0)
    both = dilemma.simulate(model, 20_000, thetas=(0.0,))
    assert (alone >= both.force("none", 0.0)).all()
    assert (alone <= both.force("full", 0.0)).all()
    assert alone.mean() > both.force("none", 0.0).mean()
