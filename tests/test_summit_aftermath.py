from __future__ import annotations

import pandas as pd
import pytest

import coalitions as co
from coalitions.data.load import load
from coalitions.figures import summit as drawings
from coalitions.provenance import of


def test_every_step_of_the_follow_up_happened_after_the_summit_or_with_it() -> None:
    steps = co.follow_up()
    assert len(steps) == len(load("summit_follow_up"))
    assert steps["date"].min() > pd.Timestamp("2025-03-02")
    assert steps["date"].is_monotonic_increasing
    assert steps["what"].notna().all()
    assert set(of(steps).rows) == {"summit_follow_up", "events", "pledges"}


def test_a_step_is_an_event_or_a_pledge_and_rests_on_its_source() -> None:
    steps = load("summit_follow_up")
    assert (steps["event_id"].notna() ^ steps["pledge_id"].notna()).all()
    for key, table in (("event_id", "events"), ("pledge_id", "pledges")):
        known = steps.dropna(subset=[key])
        sources = load(table).set_index(key)["source_id"]
        assert list(known["source_id"]) == list(known[key].map(sources))


def test_the_lanes_stand_in_the_order_of_the_descriptor() -> None:
    promises = list(co.follow_up()["promise"].cat.categories)
    assert promises[0] == "Military aid keeps flowing"
    assert len(promises) == load("summit_follow_up")["commitment"].nunique()


def test_the_chart_counts_the_steps_of_each_lane() -> None:
    words = drawings.follow_up_chart(co.follow_up(), title="t").to_dict()["description"]
    assert "A coalition to defend a deal: 5 towards, 1 short" in words


def test_quarters_are_whole_and_both_donors_have_each() -> None:
    quarters = co.quarterly_military_aid("2024-01-01")
    assert quarters.groupby("quarter").size().eq(2).all()
    assert quarters["quarter"].max() == pd.Timestamp("2026-01-01")
    year = quarters[quarters["quarter"].dt.year == 2025]
    total = float(year.loc[year["donor_group"] == "europe", "eur_bn"].sum())
    assert total == pytest.approx(float(co.military_aid("europe", "2025-01", "2025-12")))


def test_a_window_compares_the_years_around_a_month() -> None:
    windows = co.aid_windows("europe", "2025-03", "2025-04").set_index("start")
    march = windows.loc[pd.Timestamp("2025-03-01")]
    assert march["before"] == pytest.approx(float(co.military_aid("europe", "2024-03", "2025-02")))
    assert march["after"] == pytest.approx(float(co.military_aid("europe", "2025-03", "2026-02")))
    assert set(of(co.aid_windows("europe", "2025-03", "2025-03")).rows) == {"aid_monthly"}


def test_a_window_beyond_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="aid_monthly ends in 2026-04"):
        co.aid_windows("europe", "2025-03", "2025-06")
