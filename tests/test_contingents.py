"""Contingents: what may be added, offers beside presence, and how long states stayed."""

from __future__ import annotations

import pandas as pd
import pytest

from coalitions import contingents
from coalitions.data.load import load
from coalitions.facts import ROW, Facts


def rows(*records: dict[str, object]) -> Facts:
    """Make facts of the table ``contributions``; missing columns are filled."""
    table = pd.DataFrame(
        [
            {
                "iso3": "POL",
                "personnel": 100,
                "measure": "on_date",
                "as_of": "2004-03-15",
                "deployed_from": None,
                "withdrawn_on": None,
                "complete_list": True,
                "list_id": "a",
                **record,
            }
            for record in records
        ],
        index=pd.Index(range(2, len(records) + 2), name=ROW),
    )
    for column in ("as_of", "deployed_from", "withdrawn_on"):
        texts = table[column].astype("string")
        table[f"{column}_precision"] = texts.str.len().map({4: "year", 7: "month", 10: "day"})
        table[column] = pd.to_datetime(texts.where(texts.isna(), texts + "-01-01").str[:10])
    table["personnel"] = table["personnel"].astype("Int64")
    table["complete_list"] = table["complete_list"].astype("boolean")
    return Facts.of_table("contributions", table)


def test_only_numbered_partners_of_complete_lists_may_be_added() -> None:
    kept = contingents.partners_on_lists(
        rows(
            {"iso3": "USA", "personnel": 130_000},
            {"iso3": "POL"},
            {"iso3": "ESP", "complete_list": False},
            {"iso3": "MNG", "personnel": None},
        ),
        lead="USA",
    )
    assert list(kept["iso3"]) == ["POL"]
    assert kept.provenance.rows == {"contributions": (3,)}


@pytest.mark.parametrize(
    ("persons", "expected"),
    [(0, "under 100"), (99, "under 100"), (100, "100 to 499"), (500, "500 or more")],
)
def test_a_bound_belongs_to_the_class_above_it(persons: int, expected: str) -> None:
    sorted_rows = contingents.size_classes(rows({"personnel": persons}), bounds=(100, 500))
    assert list(sorted_rows["size_class"]) == [expected]


class TestOffersAndPresence:
    def test_a_peak_with_all_its_estimates_comes_before_other_numbers(self) -> None:
        table = contingents.pledge_and_presence(
            rows(
                {"measure": "pledged", "personnel": 400},
                {"measure": "pledged", "personnel": 600},
                {"measure": "peak", "personnel": 500},
                {"measure": "peak", "personnel": 550},
                {"measure": "on_date", "personnel": 900},
            )
        )
        assert table.loc["POL"].to_list() == [400, 600, 500, 550]

    def test_without_a_peak_the_largest_number_known_at_one_time_stands(self) -> None:
        table = contingents.pledge_and_presence(
            rows(
                {"measure": "pledged", "personnel": 400},
                {"measure": "initial", "personnel": 100},
                {"measure": "on_date", "personnel": 250},
                {"measure": "total_served", "personnel": 3000},
            )
        )
        assert table.loc["POL", ["present_low", "present_high"]].to_list() == [250, 250]

    def test_states_with_one_of_the_two_only_are_left_out(self) -> None:
        table = contingents.pledge_and_presence(
            rows({"measure": "pledged"}, {"iso3": "ESP", "measure": "peak"})
        )
        assert table.empty


class TestStays:
    def test_vague_dates_give_the_shortest_stay_that_they_allow(self) -> None:
        spans = contingents.stays(
            rows({"deployed_from": "2003-08", "withdrawn_on": "2004-11", "as_of": "2004-03-15"})
        )
        assert spans.loc["POL", "start"] == pd.Timestamp("2003-08-31")
        assert spans.loc["POL", "end"] == pd.Timestamp("2004-11-01")

    def test_nobody_starts_after_being_seen(self) -> None:
        spans = contingents.stays(rows({"deployed_from": "2003", "as_of": "2003-09-29"}))
        assert spans.loc["POL", "start"] == pd.Timestamp("2003-09-29")

    def test_an_exact_date_replaces_the_month_and_the_year_that_hold_it(self) -> None:
        spans = contingents.stays(
            rows(
                {"deployed_from": "2003", "withdrawn_on": "2007"},
                {"deployed_from": "2003-06", "withdrawn_on": "2007-08"},
                {"deployed_from": "2003-06-02", "withdrawn_on": "2007-08-01"},
            )
        )
        assert spans.loc["POL", "start"] == pd.Timestamp("2003-06-02")
        assert spans.loc["POL", "end"] == pd.Timestamp("2007-08-01")

    def test_those_who_served_in_all_date_a_stay_only_where_nothing_else_does(self) -> None:
        spans = contingents.stays(
            rows(
                {"withdrawn_on": "2007-08-01"},
                {"withdrawn_on": "2011-11-01", "measure": "total_served"},
                {"iso3": "MNG"},
                {"iso3": "MNG", "withdrawn_on": "2008-09-01", "measure": "total_served"},
            )
        )
        assert spans.loc["POL", "end"] == pd.Timestamp("2007-08-01")
        assert spans.loc["MNG", "end"] == pd.Timestamp("2008-09-01")

    def test_who_returned_after_the_last_known_end_has_no_known_end(self) -> None:
        spans = contingents.stays(
            rows(
                {"deployed_from": "2003-10-01", "withdrawn_on": "2004-04-04"},
                {"deployed_from": "2004-11-27", "as_of": "2004-11-27"},
            )
        )
        assert spans.loc["POL", "end"] == pd.Timestamp("2004-11-27")
        assert not spans.loc["POL", "end_known"]

    def test_pledges_date_nothing_and_undated_states_show_when_they_were_seen(self) -> None:
        spans = contingents.stays(
            rows(
                {"measure": "pledged", "deployed_from": "2003-01-01"},
                {"iso3": "CZE", "as_of": "2004-03-15"},
                {"iso3": "CZE", "as_of": "2007-10-09"},
            )
        )
        assert list(spans.index) == ["CZE"]
        assert spans.loc["CZE", "start"] == pd.Timestamp("2004-03-15")
        assert spans.loc["CZE", "end"] == pd.Timestamp("2007-10-09")
        assert not spans.loc["CZE", ["start_known", "end_known"]].any()

    def test_a_state_that_no_row_dates_is_left_out(self) -> None:
        undated = rows({"measure": "peak", "as_of": None}, {"iso3": "ESP"})
        assert list(contingents.stays(undated).index) == ["ESP"]

    def test_the_rows_of_all_states_are_kept(self) -> None:
        spans = contingents.stays(rows({"withdrawn_on": "2004-01-01"}, {"iso3": "ESP"}))
        assert spans.provenance.rows == {"contributions": (2, 3)}


def test_paths_put_those_inside_longest_first() -> None:
    table = contingents.paths(
        {"listed": ["USA", "CRI", "POL"], "sent": ["USA", "POL"], "stayed": ["USA"]},
        everyone=["CRI", "POL", "USA", "NOR"],
    )
    assert list(table.index) == ["USA", "POL", "CRI", "NOR"]
    assert table.loc["POL"].to_list() == [True, True, False]


class TestCausesOfExit:
    CASES = ("iraq-invasion-2003", "mnf-i-2004")
    EXPIRY = ("2008-10-01", "2009-01-31")

    def causes(self) -> Facts:
        spans = contingents.stays(load("contributions", coalition_id=self.CASES))
        return contingents.exit_causes(spans, load("events", coalition_id=self.CASES), self.EXPIRY)

    def test_a_cause_on_record_comes_before_the_place_in_time(self) -> None:
        found = self.causes()
        assert found.loc["PHL", "cause"] == "a hostage"
        assert found.loc["ARM", "cause"] == contingents.AROUND_EXPIRY
        assert found.loc["GBR", "cause"] == contingents.STAYED_ON
        assert found.loc["JPN", "cause"] == contingents.NO_CAUSE

    def test_only_named_causes_are_a_states_own(self) -> None:
        found = self.causes()
        in_time = {contingents.AROUND_EXPIRY, contingents.STAYED_ON, contingents.NO_CAUSE}
        assert not set(found.loc[found["own"], "cause"]) & in_time
        assert set(found.loc[~found["own"], "cause"]) == in_time

    def test_they_rest_on_the_events_that_name_them(self) -> None:
        events = load("events", event_id="iraq-2004-07-19-philippines-out")
        assert set(events.index) <= set(self.causes().provenance.rows["events"])

    def test_an_event_that_is_gone_is_named(self) -> None:
        spans = contingents.stays(load("contributions", coalition_id=self.CASES))
        events = load("events", coalition_id=self.CASES)
        gone = events[events["event_id"].ne("iraq-2004-07-19-philippines-out")]
        with pytest.raises(LookupError, match="events has no iraq-2004-07-19-philippines-out"):
            contingents.exit_causes(spans, gone, self.EXPIRY)
