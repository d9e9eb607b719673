"""The model as the package has it, read once."""

from __future__ import annotations

import pytest

from coalitions import dilemma


@pytest.fixture(scope="session")
def model() -> dilemma.Parameters:
    return dilemma.read()


@pytest.fixture(scope="session")
def runs(model: dilemma.Parameters) -> dilemma.Simulation:
    return dilemma.simulate(model)
