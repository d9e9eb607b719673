from __future__ import annotations

import pandas as pd
import pytest

import coalitions as co
from coalitions import gatherings
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.provenance import of


@pytest.fixture(scope="module")
def meetings() -> Facts:
    return gatherings.meetings()


def named(meetings: Facts, event_id: str) -> pd.Series:
    return meetings.set_index("event_id").loc[event_id]


def test_meetings_are_those_of_the_coalition_that_were_held(meetings: Facts) -> None:
    assert set(meetings["series"]) == {"coalition"}
    assert set(meetings["category"]) == {"meeting"}
    assert set(meetings["status"]) == {"held"}


def test_each_event_on_record_is_of_one_kind() -> None:
    record = gatherings.record()
    assert set(record["kind"]) == set(gatherings.KINDS)
    announced = record[record["kind"].eq("Announced only")]
    assert "held" not in set(announced["status"])


def test_a_list_is_full_only_if_it_reaches_the_published_count(meetings: Facts) -> None:
    assert named(meetings, "london-2025-03-02")["reach"] == gatherings.FULL_LIST
    assert named(meetings, "virtual-2025-11-25")["reach"] == gatherings.PART_LIST
    # Twenty-one names, but no count that says of how many.
    assert named(meetings, "virtual-2025-08-13")["reach"] == gatherings.PART_LIST
    assert named(meetings, "paris-chiefs-2025-07-07")["reach"] == gatherings.NO_LIST


def test_the_best_sources_decide_how_many_there_were(meetings: Facts) -> None:
    counts = load("participant_counts", event_id="paris-2025-09-04", counted="states")
    assert counts["count"].nunique() > 1
    assert named(meetings, "paris-2025-09-04")["reported"] == 35


def test_observers_are_not_counted_among_the_states(meetings: Facts) -> None:
    assert gatherings.observers() == ["USA"]
    paris = gatherings.named_states("paris-2026-01-06")
    assert "USA" in set(paris["participant"])
    assert named(meetings, "paris-2026-01-06")["named"] == len(paris) - 1


def test_a_state_with_several_representatives_is_named_once() -> None:
    rows = gatherings.named_states()
    assert not rows.duplicated(["event_id", "participant"]).any()


def test_states_that_one_outlet_adds_are_not_named() -> None:
    call = gatherings.named_states("virtual-2025-03-15")
    assert len(call) == 26
    assert "HUN" not in set(call["participant"])


def test_absence_is_read_from_full_lists_only() -> None:
    cells = gatherings.attendance()
    assert set(cells.loc[cells["part"].eq("absent"), "reach"]) == {gatherings.FULL_LIST}
    assert gatherings.FULL_LIST not in set(cells.loc[cells["part"].eq("unknown"), "reach"])
    assert {"participants", "events", "participant_counts"} <= set(of(cells).rows)


def test_every_state_has_one_cell_for_each_meeting() -> None:
    cells = gatherings.attendance()
    assert len(cells) == cells["participant"].nunique() * cells["event_id"].nunique()


def test_truces_stand_in_the_order_of_time_with_their_answers() -> None:
    truces = gatherings.truces()
    assert truces["date"].is_monotonic_increasing
    assert truces[["by", "stops", "answer"]].notna().all().all()
    assert set(of(truces).rows) == {"truces", "events"}


def test_a_truce_is_answered_no_earlier_than_it_is_proposed() -> None:
    truces = gatherings.truces().dropna(subset=["answer_event_id"])
    dates = load("events").set_index("event_id")["date"]
    assert (truces["answer_event_id"].map(dates) >= truces["date"]).all()


def test_a_size_that_was_said_twice_stands_once() -> None:
    sizes = gatherings.sizes()
    assert sizes["estimate_id"].dropna().is_unique
    assert (sizes["start"] <= sizes["end"]).all()
    assert "year" not in set(sizes["date_precision"])


def test_months_without_an_event_stand_with_zero() -> None:
    months = gatherings.monthly_record()
    by_month = months.groupby("month")["events"].sum()
    assert by_month.sum() == len(gatherings.record())
    assert by_month[pd.Timestamp("2026-03-01")] == 0
    assert by_month.index.is_monotonic_increasing


def test_steps_of_growth_leave_out_what_is_hardly_known() -> None:
    steps = gatherings.steps_of_growth()
    assert "low" not in set(steps["confidence"])
    assert len(steps) < len(load("institutions"))


def test_public_names_are_those_of_the_module() -> None:
    assert co.meetings is gatherings.meetings
    assert co.truces is gatherings.truces
