"""Sensitivity: the estimators give what is known where it is known."""

from __future__ import annotations

import numpy as np
import pytest

from coalitions import dilemma
from coalitions.dilemma.spreads import Spread
from coalitions.provenance import Provenance
from tests.dilemma.small_model import small, spread


def varied(key: str, low: float, mode: float, high: float, **fixed: float) -> dilemma.Parameters:
    model = small({"AAA": (10, 0)}, **fixed)
    spreads: dict[str, Spread] = {**model.spreads, key: spread(key, low, mode, high)}
    return dilemma.Parameters(spreads, model.states, model.enablers)


def test_one_input_that_matters_explains_everything_and_another_nothing() -> None:
    model = varied("deployable-share", 0.2, 0.5, 0.7)
    spreads = {**model.spreads, "american-airlift": spread("american-airlift", 1, 2, 3)}
    model = dilemma.Parameters(spreads, model.states, model.enablers)
    found = dilemma.sobol(model, "none", 0.0, size=256).set_index("input")
    assert found.loc["deployable-share", "first_order"] == pytest.approx(1, abs=0.05)
    assert found.loc["deployable-share", "total"] == pytest.approx(1, abs=0.05)
    assert found.loc["american-airlift", "total"] == pytest.approx(0, abs=1e-9)


def test_totals_are_no_smaller_than_what_an_input_explains_alone(
    model: dilemma.Parameters,
) -> None:
    found = dilemma.sobol(model, "none", size=1024)
    assert (found["total"] >= found["first_order"] - 0.05).all()
    assert found["first_order"].sum() <= 1.05
    assert found["total"].is_monotonic_decreasing


def test_tornado_ends_are_those_of_the_model(model: dilemma.Parameters) -> None:
    table = dilemma.tornado(model, "none", 0.5).set_index("input")
    slow = model.using({"rotation-factor": model["rotation-factor"].high})
    assert table.loc["Rotation", "at_high"] == pytest.approx(
        dilemma.outcome(slow, "none", 0.5).force
    )
    kept = dilemma.outcome(model, "none", 1.0).force
    assert table.loc["NATO commitments kept", "at_high"] == pytest.approx(kept)
    now = dilemma.outcome(model, "none", 0.5).force
    assert table["mode"].to_numpy() == pytest.approx(np.full(len(table), now))


def test_the_rows_of_a_model_without_rows_are_none() -> None:
    assert dilemma.tornado(small({"AAA": (1, 0)}), "none", 0.0).provenance == Provenance()
