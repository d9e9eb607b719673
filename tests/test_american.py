"""Cuts know what is left, and costs keep their currency and range."""

from __future__ import annotations

import pandas as pd

import coalitions as co


def test_cuts_know_what_is_left() -> None:
    left = co.cuts(co.load("us_in_europe")).set_index("label")
    assert left["share"].between(0, 1).all()
    drones = left.loc["Armed drones in the crisis commitment"]
    assert (drones["before"], drones["after"], drones["share"]) == (24, 12, 0.5)
    gone = left.loc["Submarines in the crisis commitment"]
    assert pd.isna(gone["before"]) and gone["share"] == 0


def test_costs_keep_their_currency_and_range() -> None:
    costs = co.replacement_costs(co.load("us_in_europe")).set_index("label")
    assert set(costs["unit"]) == {"USD billion", "EUR billion"}
    once = costs.loc["One-off procurement to replace US equipment"]
    assert (once["low"], once["high"]) == (226, 344)
