"""Who contributes, and what is lost without one state."""

from __future__ import annotations

import pytest

from coalitions import dilemma


def test_contributions_add_up_to_the_offer(model: dilemma.Parameters) -> None:
    table = dilemma.contributions(model, "full", 0.5)
    found = dilemma.outcome(model, "full", 0.5)
    assert table["persons"].sum() == pytest.approx(found.offered)
    assert table["share"].sum() == pytest.approx(1)
    assert len(table) == len(model.states)


def test_the_loss_is_the_difference_to_a_run_without_the_state(
    model: dilemma.Parameters,
) -> None:
    draws, theta = 20_000, 0.5
    table = dilemma.leave_one_out(model, "none", theta, draws).set_index("iso3")
    whole = dilemma.simulate(model, draws, thetas=(theta,)).force("none", theta).mean()
    for iso3 in ("TUR", "FRA", "POL"):
        part = dilemma.simulate(model.without(iso3), draws, thetas=(theta,))
        assert table.loc[iso3, "loss"] == pytest.approx(whole - part.force("none", theta).mean())
        assert table.loc[iso3, "loss"] <= table.loc[iso3, "unlimited"] + 1e-9


def test_a_coalition_of_one_is_that_one(model: dilemma.Parameters) -> None:
    alone = dilemma.outcome(model.only("FRA"), "none", 0.5)
    assert set(alone.by_state) == {"FRA"}
    assert alone.offered == dilemma.outcome(model, "none", 0.5).by_state["FRA"]


def test_a_state_that_the_model_does_not_have_is_refused(model: dilemma.Parameters) -> None:
    with pytest.raises(LookupError, match="no state CHE"):
        model.without("CHE")


def test_versions_of_the_model_are_compared_on_the_same_draws(model: dilemma.Parameters) -> None:
    table = dilemma.variants({"all": model, "again": model, "none": model.only()}, 0.5, 20_000)
    wide = table.set_index("name")[[*dilemma.BACKSTOPS]]
    assert wide.loc["all"].equals(wide.loc["again"].rename("all"))
    assert (wide.loc["none"] == 0).all()
    assert wide.loc["all"].is_monotonic_increasing
