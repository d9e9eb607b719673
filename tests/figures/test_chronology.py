from __future__ import annotations

import pytest

import coalitions as co
from coalitions import gatherings
from coalitions.figures import chronology, meetings, sizes
from coalitions.stances import groupings


def test_the_explorer_offers_every_value_of_each_filter() -> None:
    record = gatherings.record()
    spec = meetings.event_explorer(record, title="t", picked="london-2025-03-02").to_dict()
    menus = {p["name"]: p["bind"]["options"] for p in spec["params"] if "bind" in p}
    assert set(menus) == {"event_kind", "event_how", "event_who", "event_where"}
    assert set(menus["event_where"]) == {"all", *record["where"]}
    assert f"Dots for {len(record)} events by date" in spec["description"]


def test_an_event_without_report_is_told_with_a_caution() -> None:
    record = gatherings.record()
    announced = record[record["event_id"].eq("exercises-2026-10")].iloc[0]
    assert "whether it took place was not found" in meetings._story(announced)
    held = record[record["event_id"].eq("london-2025-03-02")].iloc[0]
    assert "not found" not in meetings._story(held)


def test_the_matrix_draws_absences_and_leaves_silence_blank() -> None:
    cells = gatherings.attendance()
    groups = groupings(cells["participant"].unique())
    spec = meetings.attendance_matrix(cells, groups, title="t").to_dict()
    (rows,) = [data for data in spec["datasets"].values() if "part" in data[0]]
    parts = {row["part"] for row in rows}
    assert "absent" in parts
    assert "unknown" not in parts
    assert spec["params"][1]["bind"]["options"] == ["nothing", *groups.columns]


def test_a_truce_says_who_proposed_it_and_what_came_back() -> None:
    said = [chronology._said(row) for _, row in gatherings.truces().iterrows()]
    assert said[0].startswith("US") and said[0].endswith("agreed with conditions")
    assert any("its own proposal" in text for text in said)


def test_the_growth_chart_counts_the_stages() -> None:
    steps = gatherings.steps_of_growth()
    words = chronology.growth_chart(steps, title="t").to_dict()["description"]
    working = int(steps["stage"].eq("Working").sum())
    assert f"working {working};" in words


def test_formats_are_stacked_for_leaders_and_for_others() -> None:
    held = gatherings.meetings()
    spec = chronology.format_chart(held, title="t").to_dict()
    (rows,) = spec["datasets"].values()
    leaders = [row for row in rows if row["panel"] == "Leaders"]
    assert len(leaders) == int(held["level"].eq("leaders").sum())


@pytest.mark.parametrize("kind", ["Floor", "Ceiling", "Range"])
def test_sizes_can_be_filtered_by_kind(kind: str) -> None:
    spec = sizes.size_explorer(gatherings.sizes(), title="t").to_dict()
    assert kind in spec["params"][0]["bind"]["options"]
    assert "at least 200,000" in spec["description"]


def test_the_record_says_how_many_months_are_empty() -> None:
    words = chronology.record_chart(co.monthly_record(), title="t").to_dict()["description"]
    announced = co.record()["kind"].eq("Announced only").sum()
    assert announced and f"Announced only {announced}" in words
    assert "the last November 2026" in words
