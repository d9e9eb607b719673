"""What states did before: effort, the second prior, and the backtest."""

from __future__ import annotations

import numpy as np
import pytest

from coalitions import dilemma
from coalitions.data.load import load


def test_every_contributor_counts_once_in_an_operation(model: dilemma.Parameters) -> None:
    table = dilemma.effort(model)
    assert not table.duplicated(["coalition_id", "iso3"]).any()
    assert table["effort"].between(0, 1, inclusive="neither").all()
    assert not table["iso3"].isin(["UKR", "RUS"]).any()


def test_a_peak_counts_before_any_other_day(model: dilemma.Parameters) -> None:
    table = dilemma.effort(model).set_index(["coalition_id", "iso3"])
    poland = load("contributions", coalition_id="mnf-i-2004", iso3="POL", measure="peak")
    assert table.loc[("mnf-i-2004", "POL"), "deployed"] in poland["personnel"].tolist()
    assert table.loc[("isaf-2002", "DEU"), "measure"] == "pledged"
    pledged = table.index[table["measure"].eq("pledged")]
    assert set(pledged.get_level_values("coalition_id")) == {"isaf-2002"}


def test_the_prediction_is_one_share_of_all_armies(model: dilemma.Parameters) -> None:
    table = dilemma.backtest(model)
    for theta, rows in table.groupby("theta"):
        shares = rows["predicted"] / rows["active"]
        assert np.ptp(shares) == pytest.approx(0, abs=1e-12)
        value = {k: model[k].mode for k in model.spreads}
        expected = (
            value["brigade-slice"]
            / value["rotation-factor"]
            * value["willingness-will-deploy"]
            * max(0, value["deployable-share"] - theta * value["committed-share"])
            / value["personnel-per-brigade"]
        )
        assert shares.iloc[0] == pytest.approx(expected)


def test_errors_compare_totals_and_typical_misses(model: dilemma.Parameters) -> None:
    tested = dilemma.backtest(model)
    found = dilemma.errors(tested).set_index(["operation", "theta"])
    rows = tested[tested["operation"].eq("Afghanistan 2002") & tested["theta"].eq(1)]
    line = found.loc[("Afghanistan 2002", 1.0)]
    assert line["factor"] == pytest.approx(rows["predicted"].sum() / rows["deployed"].sum())
    misses = np.maximum(rows["factor"], 1 / rows["factor"])
    assert line["typical"] == pytest.approx(np.median(misses))
    assert (found["typical"] >= 1).all()


def test_the_second_prior_draws_from_what_was_done(model: dilemma.Parameters) -> None:
    run = dilemma.simulate_effort(model, 20_000, limited=False)
    known = dilemma.effort(model)
    known = known[known["modelled"]]
    most = known["effort"].max() * sum(state.active for state in model.states)
    for backstop in dilemma.BACKSTOPS:
        force = run.force(backstop, 1.0)
        assert (force >= 0).all()
        assert force.max() <= most
    assert run.force("full", 1.0).mean() > run.force("none", 1.0).mean()
    again = dilemma.simulate_effort(model, 20_000, limited=False)
    assert np.array_equal(again.forces["none"], run.forces["none"])
