"""A chart of coverage counts every row once, and says which rows it leaves out."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

import coalitions as co
from coalitions.data import package as descriptor
from coalitions.figures.coverage import package_coverage, table_coverage
from coalitions.figures.renderer import describe_figure

NAMES = descriptor.read().names


def figure(chart: alt.Chart | None) -> dict[str, Any]:
    """Return what a page is told of a chart."""
    assert chart is not None
    return describe_figure(chart.to_dict())


def drawn(chart: alt.Chart | None) -> pd.DataFrame:
    """Return the data that a chart draws."""
    assert chart is not None
    return pd.DataFrame(chart.data)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_drawn_or_said_to_be_left_out(name: str) -> None:
    rows = len(co.load(name))
    chart = table_coverage(name)
    if chart is None:
        assert rows < 6 or name in {
            *("participant_sources", "claim_tables", "claim_sources", "model_parameter_rows"),
            "exceptions",
        }
        return
    told = figure(chart)
    words = told["subtitle"].split("; ")[1:]
    left_out = int(words[0].split()[0]) if words else 0
    assert drawn(chart)["rows"].sum() + left_out == rows
    assert "fault" not in told
    assert f"{rows:,}" in told["title"] or "each of" in told["title"]


def test_states_and_years_are_crossed() -> None:
    data = drawn(table_coverage("contributions"))
    facts = co.load("contributions", iso3="GBR", as_of="2004")
    uk = data[(data["group"] == "UK") & (data["period"] == "2004")]
    assert uk["rows"].tolist() == [len(facts)]
    assert uk["class"].tolist() == ["5–19"]
    groups = list(dict.fromkeys(data["group"]))
    states = co.load("contributions").dropna(subset="as_of")["iso3"].nunique()
    assert groups[-1] == f"{states - 9} more"
    assert len(groups) == 10


def test_few_years_are_cut_into_months() -> None:
    told = figure(table_coverage("troop_positions"))
    assert told["subtitle"].startswith("Rows by month and state")
    unknown = (co.load("troop_positions")["as_of_precision"] == "year").sum()
    assert f"; {unknown} of " in told["subtitle"]


def test_participants_are_dated_by_their_event() -> None:
    data = drawn(table_coverage("participants"))
    march = co.load("events", date="2025-03")["event_id"]
    rows = co.load("participants")["event_id"].isin(march).sum()
    assert data.loc[data["period"] == "2025-03", "rows"].sum() == rows


def test_rows_on_no_single_state_stand_last() -> None:
    data = drawn(table_coverage("events"))
    assert list(dict.fromkeys(data["group"]))[-1] == "no single state"


def test_where_each_state_has_one_row_only_time_is_drawn() -> None:
    assert set(drawn(table_coverage("members"))["group"]) == {"rows"}


def test_without_dates_and_states_codes_are_counted() -> None:
    data = drawn(table_coverage("groups")).set_index("group")["rows"]
    field = descriptor.read().table("groups").field("kind")
    labels = {code.value: code.label for code in field.codes}
    assert (
        data.to_dict()
        == co.load("groups")["kind"].astype("object").map(labels).value_counts().to_dict()
    )


def test_even_tables_are_said_to_be_even() -> None:
    assert "2 on each of 41 states" in figure(table_coverage("country_statistics"))["title"]


def test_chart_rests_on_all_rows() -> None:
    chart = table_coverage("polls")
    assert chart is not None
    assert chart.data.provenance == co.load("polls").provenance


def test_the_whole_package_is_drawn_by_page() -> None:
    chart = package_coverage()
    data = drawn(chart)
    assert set(data["group"]) == {
        *("Operations and events", "The coalition for Ukraine", "Positions of states"),
        *("Forces, aid and the ground", "Names, sources, claims and the model"),
    }
    assert data["rows"].sum() > 5000
    assert "fault" not in figure(chart)
