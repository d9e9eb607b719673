"""Frontier and probabilities: what they say, and how exact it is."""

from __future__ import annotations

import numpy as np
import pytest

from coalitions import dilemma
from coalitions.dilemma.draws import BLOCK
from coalitions.dilemma.outcomes import BANDS, error
from coalitions.dilemma.simulation import FEWER_DRAWS


def test_doubling_the_draws_moves_no_printed_digit(
    model: dilemma.Parameters, runs: dilemma.Simulation
) -> None:
    twice = dilemma.simulate(model, 2 * dilemma.DRAWS, thetas=(0.0, 0.5, 1.0))
    for backstop in dilemma.BACKSTOPS:
        for theta in twice.thetas:
            for size in dilemma.SIZES:
                one, two = (
                    dilemma.probability(r, size, backstop, theta).text for r in (runs, twice)
                )
                assert one == two, f"P(F ≥ {size}), {backstop}, {theta}"
            for share in (0.05, 0.5, 0.95):
                one, two = (dilemma.middle(r, backstop, theta, share).text for r in (runs, twice))
                assert one == two, f"{share} quantile, {backstop}, {theta}"


def test_doubling_the_draws_of_side_runs_moves_no_printed_digit_either(
    model: dilemma.Parameters,
) -> None:
    def printed(draws: int) -> list[str]:
        bound = dilemma.binding(model, 0.5, draws)
        will = bound.loc[bound["constraint"].eq("willingness"), "share"]
        lost = dilemma.leave_one_out(model, "none", 0.5, draws)
        without = {"all": model, "without": model.without("TUR")}
        medians = dilemma.variants(without, 0.5, draws)[[*dilemma.BACKSTOPS]]
        past = dilemma.simulate_effort(model, draws)
        return [
            *map(dilemma.chance, will),
            *map(dilemma.chance, lost["share"].head(2)),
            *map(dilemma.rounded, medians.to_numpy().ravel()),
            *(dilemma.middle(past, b, 1.0).text for b in dilemma.BACKSTOPS),
        ]

    assert printed(FEWER_DRAWS) == printed(2 * FEWER_DRAWS)


def test_bands_are_in_order_and_fall_with_what_is_kept(runs: dilemma.Simulation) -> None:
    table = dilemma.frontier(runs)
    assert (table[list(BANDS)].diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    for _, curve in table.groupby("backstop"):
        assert (curve.sort_values("theta")["median"].diff().dropna() <= 0).all()


def test_probabilities_fall_with_the_size_and_rise_with_the_backstop(
    runs: dilemma.Simulation,
) -> None:
    table = dilemma.probabilities(runs)
    wide = table.pivot(index=["theta", "size"], columns="backstop", values="probability")
    assert (wide["none"] <= wide["enablers"]).all()
    assert (wide["enablers"] <= wide["full"]).all()
    assert (table.groupby(["backstop", "theta"])["probability"].diff().dropna() <= 0).all()
    assert table["probability"].between(0, 1).all()


def test_the_error_is_that_of_independent_runs(model: dilemma.Parameters) -> None:
    def median(seed: int) -> float:
        run = dilemma.simulate(model, 2 * BLOCK, thetas=(0.5,), seed=seed)
        return float(np.median(run.force("none", 0.5)))

    spread = np.std([median(seed) for seed in range(24)], ddof=1)
    run = dilemma.simulate(model, 24 * BLOCK, thetas=(0.5,), seed=99)
    claimed = error(run.force("none", 0.5), lambda part: float(np.median(part)))
    # Runs of two blocks have an error larger by the root of twelve than a run of 24.
    assert spread / np.sqrt(12) == pytest.approx(claimed, rel=0.6)


def test_results_rest_on_the_parameters_and_on_the_rows_behind_them(
    runs: dilemma.Simulation,
) -> None:
    chance = dilemma.probability(runs, 10_000, "none", 0.5)
    assert chance.kind == "assumption"
    assert {"model_parameters", "positions", "brigades", "equipment", "nato_commitments"} <= set(
        chance.provenance.tables
    )
    assert dilemma.frontier(runs).provenance == chance.provenance


def test_a_share_that_was_not_run_is_refused(runs: dilemma.Simulation) -> None:
    with pytest.raises(LookupError, match=r"theta 0\.33 was not run"):
        runs.force("none", 0.33)


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "less than 1%"), (0.004, "less than 1%"), (0.254, "25%"), (0.996, "more than 99%")],
)
def test_probabilities_are_written_without_false_precision(share: float, text: str) -> None:
    assert dilemma.chance(share) == text


@pytest.mark.parametrize(
    ("persons", "text"), [(0, "0"), (7, "7"), (643, "640"), (2286, "2,300"), (13155, "13,000")]
)
def test_forces_are_written_to_two_digits(persons: float, text: str) -> None:
    assert dilemma.rounded(persons) == text
