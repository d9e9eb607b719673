"""A simulation that has been played: the sample with cards, judged once for all tests."""

from __future__ import annotations

import pytest

from coalitions import simulation as sim


@pytest.fixture(scope="session")
def result() -> sim.Result:
    events = sim.plan(["backstop-offered@2", "mandate@2", "ceasefire-broken", "flank-alarm"])
    return sim.adjudicate(sim.read_pledges(("sample.csv", sim.sample())), events)
