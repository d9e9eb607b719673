from __future__ import annotations

import pandas as pd
import pytest

import coalitions as co
from coalitions import summit
from coalitions.facts import Facts
from coalitions.figures import counting
from coalitions.figures import summit as drawings
from coalitions.provenance import of


@pytest.fixture(scope="module")
def table() -> Facts:
    return co.seats()


def without(table: Facts, participant: str) -> Facts:
    return table[table["participant"] != participant]


def test_each_seat_stands_once_and_keeps_its_row(table: Facts) -> None:
    assert table["participant"].is_unique
    assert set(of(table).rows) == {"participants"}


def test_sixteen_states_and_three_heads_of_organisations(table: Facts) -> None:
    assert int(co.headcount("States", table)) == 16
    assert int((~table["state"]).sum()) == 3


def test_blocks_tell_host_ukraine_members_and_bodies_apart(table: Facts) -> None:
    sizes = table["block"].value_counts()
    assert sizes["EU members"] == 11
    assert sizes["Organisation heads"] == 3
    assert set(sizes.index) >= {"Host", "Ukraine", "Norway", "Canada", "Türkiye"}


def test_every_published_count_has_a_rule() -> None:
    assert co.explained()["rule"].notna().all()


def test_rules_stand_in_the_order_of_their_numbers(table: Facts) -> None:
    numbers = [rule.number(table) for rule in summit.RULES]
    assert numbers == sorted(numbers) == [11, 12, 14, 15, 16, 17, 18, 18, 19]


@pytest.mark.parametrize("missing", ["NOR", "FRA", "NATO", "TUR", "CAN"])
def test_a_seat_taken_away_leaves_a_published_count_without_a_rule(
    table: Facts, missing: str
) -> None:
    assert co.explained(without(table, missing))["rule"].isna().any()


def test_two_presidents_of_eu_bodies_are_one_association(table: Facts) -> None:
    rule = next(rule for rule in summit.RULES if rule.associations)
    status = rule.status(table)
    assert list(table.loc[status == summit.TOGETHER, "participant"]) == ["EC"]
    # With one of them away the Union still counts once.
    assert rule.number(without(table, "EUCO")) == rule.number(table)


def test_a_headcount_rests_on_the_seats_that_it_counts(table: Facts) -> None:
    members = co.headcount("EU members", table)
    assert len(members.provenance.rows["participants"]) == 11
    assert len(members.provenance.rows["memberships"]) == 11
    assert "memberships" not in co.headcount("States", table).provenance.rows


def test_an_unknown_rule_is_named(table: Facts) -> None:
    with pytest.raises(LookupError, match="no rule 'Kings'"):
        co.headcount("Kings", table)


def test_tallies_agree_with_the_rules(table: Facts) -> None:
    tallies = co.tallies(table)
    counted = tallies[tallies["status"] == summit.COUNTED].groupby("words").size()
    for rule in summit.RULES:
        assert counted[rule.words] == rule.number(table)


def test_money_is_in_billions_and_never_a_sum() -> None:
    money = co.summit_money()
    credit = money.loc[money["fact"] == "export_finance", "gbp_bn"]
    assert credit.unique().tolist() == [1.6]
    assert money["gbp_bn"].max() == 3.5


def test_a_fact_without_one_number_is_refused() -> None:
    assert str(co.summit_fact("export_finance", "GBP billion", 1e9)) == "£1.6 billion"
    with pytest.raises(LookupError, match="no one number for 'foundation_date_of_coalition'"):
        co.summit_fact("foundation_date_of_coalition")


def test_points_are_found_by_pattern_in_each_version() -> None:
    found = co.summit_points({"missiles": "missile", "aid": "military aid"})
    versions = {k: list(v) for k, v in found.groupby("element")["source_id"]}
    assert versions["missiles"] == ["explainer-2025-london"]
    assert len(versions["aid"]) == 2


def test_every_step_of_the_follow_up_names_a_row_after_the_summit() -> None:
    steps = co.follow_up()
    assert len(steps) == len(summit.FOLLOW_UP)
    assert steps["date"].min() > pd.Timestamp("2025-03-02")
    assert set(of(steps).rows) == {"events", "pledges"}


def test_a_step_without_its_row_is_named() -> None:
    lost = summit.Step("anything", "events", "atlantis-2025", "kept")
    with pytest.raises(LookupError, match="events has no event_id 'atlantis-2025'"):
        co.follow_up([lost])


def test_first_seats_begin_with_those_of_london(table: Facts) -> None:
    first = co.first_seats()
    london = first[first["meeting"] == "2 March 2025"]
    assert set(london["iso3"]) == set(table.loc[table["state"], "participant"])
    assert list(first["first_attended"]) == sorted(first["first_attended"])


def test_quarters_are_whole_and_both_donors_have_each() -> None:
    quarters = co.quarterly_military_aid("2024-01-01")
    assert quarters.groupby("quarter").size().eq(2).all()
    assert quarters["quarter"].max() == pd.Timestamp("2026-01-01")
    year = quarters[quarters["quarter"].dt.year == 2025]
    total = float(year.loc[year["donor_group"] == "europe", "eur_bn"].sum())
    assert total == pytest.approx(float(co.military_aid("europe", "2025-01", "2025-12")))


def test_the_explorer_reaches_every_published_number(table: Facts) -> None:
    """Blocks and heads are enough switches: no rule splits a block."""
    for rule in summit.RULES:
        status = rule.status(table)
        for block, part in table.groupby("block"):
            if block != "Organisation heads":
                assert status[part.index].nunique() == 1, (rule.words, block)


def test_charts_say_what_they_show(table: Facts) -> None:
    grid = counting.count_grid(co.tallies(table), title="t").to_dict()
    explorer = counting.count_explorer(table, {16: "states"}, title="t").to_dict()
    lanes = drawings.follow_up_chart(co.follow_up(), title="t").to_dict()
    assert "leaves out nobody" in grid["description"]
    assert {p["bind"]["input"] for p in explorer["params"]} == {"checkbox", "select"}
    assert "A coalition to defend a deal: 5 towards, 1 short" in lanes["description"]
