"""Charts of inventories say in words what they draw, and do not hide age, quality or ranges."""

from __future__ import annotations

import altair as alt
import pandas as pd
import pytest

import coalitions as co
from coalitions.figures import holdings


def gaps(**columns: list[object]) -> pd.DataFrame:
    base = {
        "name": ["Satellites", "Tanks"],
        "europe": [49, 8309],
        "usa": [246, 6612],
        "ratio": [0.2, 1.26],
        "enabler": ["isr", ""],
        "oldest": [2023, 2022],
        "newest": [2025, 2022],
        "confidence": ["medium", "low"],
    }
    return pd.DataFrame({**base, **columns})


def records(chart: alt.LayerChart) -> list[dict[str, object]]:
    return [r for rows in chart.to_dict()["datasets"].values() for r in rows]


def test_a_gap_shows_both_numbers_their_years_and_low_confidence() -> None:
    chart = co.gap_chart(gaps(), title="A gap")
    shown = {r["name"]: r for r in records(chart) if "name" in r}
    assert shown["Satellites"]["numbers"] == "49 : 246, 2023–2025"
    assert shown["Tanks"]["numbers"] == "8,309 : 6,612, 2022"
    assert (shown["Satellites"]["trust"], shown["Tanks"]["trust"]) == ("medium or high", "low")
    assert "1 of 2 classes lie below parity" in chart.to_dict()["description"]


def test_the_axis_of_gaps_reaches_further_only_when_it_must() -> None:
    def domain(table: pd.DataFrame) -> list[float]:
        return co.gap_chart(table, title="A gap").to_dict()["layer"][1]["encoding"]["x"]["scale"][
            "domain"
        ]

    assert domain(gaps()) == [0.03, 3]
    assert domain(gaps(ratio=[0.2, 21.5])) == [0.03, 60]


def test_holders_come_largest_first_with_their_years() -> None:
    held = pd.DataFrame(
        {
            "name": ["Spain", "Germany", "UK"],
            "holding": ["Batteries", "Batteries", "Transports"],
            "quantity": [3, 6, 8],
            "as_of": pd.to_datetime(["2024", None, "2023"]),
            "confidence": ["medium", "low", "high"],
        }
    )
    chart = co.holder_chart(held, title="Holders").to_dict()
    assert chart["description"] == (
        "Lists of known holders for 2 kinds. "
        "Transports: UK 8 (2023); Batteries: Germany 6 (no date), Spain 3 (2024)."
    )
    undated = co.holder_chart(held, title="Holders", dated=False)
    assert {r["dated"] for r in records(undated)} == {"3", "6", "8"}


def test_ages_are_grouped_and_unknown_dates_kept() -> None:
    years = ["2012", "2021", "2022", "2030", None]
    table = pd.DataFrame({"as_of": pd.to_datetime(years), "confidence": ["low"] * 5})
    words = co.age_chart(table, title="Ages").to_dict()["description"]
    assert "until 2021: 2, 2022: 1, after 2026: 1, no date: 1" in words
    assert "low 5, medium 0, high 0" in words


@pytest.mark.parametrize("draw", [holdings.gap_chart, holdings.age_chart, holdings.holder_chart])
def test_a_missing_column_is_named(draw: object) -> None:
    with pytest.raises(KeyError, match="no column"):
        draw(pd.DataFrame({"something": [1]}), title="x")  # type: ignore[operator]
