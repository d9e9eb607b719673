"""Costs and cuts say in words what they draw, with their bounds and what is unknown."""

from __future__ import annotations

import pandas as pd

import coalitions as co


def test_costs_keep_range_currency_and_bound() -> None:
    table = pd.DataFrame(
        {
            "label": ["Purchase", "People"],
            "low": [226.0, 12.0],
            "high": [344.0, 12.0],
            "unit": ["USD billion", "EUR billion"],
            "bound": ["exact", "at_least"],
        }
    )
    words = co.cost_chart(table, title="Costs").to_dict()["description"]
    assert words.endswith("Purchase $226 to 344 billion; People over €12 billion.")


def test_a_cut_from_an_unknown_number_says_so() -> None:
    table = pd.DataFrame(
        {
            "label": ["Submarines", "Bombers", "Fighters"],
            "before": [None, None, 149.0],
            "after": [0.0, None, 99.0],
            "share": [0.0, 0.5, 99 / 149],
            "confidence": ["medium", "medium", "low"],
        }
    )
    words = co.cut_chart(table, title="Cuts").to_dict()["description"]
    assert "Submarines: unknown → 0" in words
    assert "Bombers: about 50% kept" in words
    assert "Fighters: 149 → 99 (low confidence)" in words
