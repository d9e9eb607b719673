from __future__ import annotations

import numpy as np
import pytest

import coalitions as co
from coalitions.dilemma import Parameters, Simulation
from coalitions.provenance import of


@pytest.fixture(scope="module")
def model() -> Parameters:
    return co.dilemma.read()


@pytest.fixture(scope="module")
def runs(model: Parameters) -> Simulation:
    return co.dilemma.simulate(model, 20_000, thetas=(0.5,))


def test_no_state_sends_less_with_a_stronger_backstop(model: Parameters) -> None:
    table = co.backstop_by_country(model, (0.0, 1.0))
    wide = table.pivot_table(index=["iso3", "theta"], columns="backstop", values="persons")
    assert (wide["none"] <= wide["enablers"] + 1e-9).all()
    assert (wide["enablers"] <= wide["full"] + 1e-9).all()


def test_states_add_up_to_what_the_model_offers(model: Parameters) -> None:
    table = co.backstop_by_country(model, (0.5,))
    for name in co.dilemma.BACKSTOPS:
        persons = table.loc[table["backstop"] == name, "persons"].sum()
        assert persons == pytest.approx(co.dilemma.outcome(model, name, 0.5).offered)


def test_chances_fall_with_the_size(runs: Simulation) -> None:
    curve = co.exceedance(runs, [1_000, 5_000, 20_000, 80_000])
    for _, part in curve.groupby("backstop"):
        chances = part.sort_values("size")["chance"].to_numpy()
        assert (np.diff(chances) <= 0).all()


def test_will_and_means_lie_between_nothing_and_both(model: Parameters, runs: Simulation) -> None:
    split = co.backstop_effects(model, runs, 0.5).set_index("case")["median"]
    for alone in ("the means only", "the will only"):
        assert split["no backstop"] <= split[alone] <= split["full backstop"]
    assert split["no backstop"] == pytest.approx(np.median(runs.force("none", 0.5)))


def test_a_lever_at_its_extreme_never_brings_less_than_today(model: Parameters) -> None:
    levers = co.furthest_levers(model, 0.5)
    assert set(levers["lever"]) == set(co.dilemma.LEVERS)
    assert (levers["offered"] >= levers["now"] - 1e-6).all()


def test_a_price_list_says_what_has_to_change_and_what_is_out_of_reach(model: Parameters) -> None:
    sizes = {"tiny": 10.0, "middle": 15_000.0, "vast": 1_000_000.0}
    prices = co.price_list(model, sizes, 0.5).set_index("name")
    assert prices.loc["tiny", ["readiness", "rotation"]].tolist() == ["as it is", "as it is"]
    assert prices.loc["tiny", "joining"] == "none"
    assert 1 < float(prices.loc["middle", "readiness"]) < 4
    assert prices.loc["vast", "readiness"] == "too little"
    assert prices.loc["vast", "joining"] == "all are too few"


def test_many_joining_states_are_counted_not_named(model: Parameters) -> None:
    joined = co.dilemma.joiners(model, 100_000.0, "none", 0.0)
    assert joined is not None and len(joined) > 6
    prices = co.price_list(model, {"corps": 100_000.0}, 0.0)
    assert prices["joining"].iloc[0] == f"{len(joined)} states"


def test_a_ratio_of_chances_is_an_assumption_with_its_rows(runs: Simulation) -> None:
    ratio = co.ratio_of_chances(runs, 10_000, 0.5, "full", "none")
    full, none = (np.mean(runs.force(b, 0.5) >= 10_000) for b in ("full", "none"))
    assert float(ratio) == pytest.approx(float(full / none))
    assert ratio.kind == "assumption"
    assert "model_parameters" in of(ratio).rows
