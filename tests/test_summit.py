from __future__ import annotations

import pytest

import coalitions as co
from coalitions import summit
from coalitions.facts import Facts
from coalitions.figures import counting
from coalitions.figures import seats as seat_drawing
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


def test_first_seats_begin_with_those_of_london(table: Facts) -> None:
    first = co.first_seats()
    london = first[first["meeting"] == "2 March 2025"]
    assert set(london["iso3"]) == set(table.loc[table["state"], "participant"])
    assert list(first["first_attended"]) == sorted(first["first_attended"])


def test_the_explorer_reaches_every_published_number(table: Facts) -> None:
    """Blocks and heads are enough switches: no rule splits a block."""
    for rule in summit.RULES:
        status = rule.status(table)
        for block, part in table.groupby("block"):
            if block != "Organisation heads":
                assert status[part.index].nunique() == 1, (rule.words, block)


def test_places_hold_every_seat_and_the_members_that_came_later(table: Facts) -> None:
    places = co.seat_places()
    assert places["participant"].is_unique
    assert set(places["place"]) == set(summit.PLACES)
    later = places[places["place"].eq("Came later")]
    assert len(places) - len(later) == len(table)
    # Observers and those who were only once invited are no members.
    assert not {"USA", "HUN"} & set(later["participant"])
    assert {"EST", "LVA", "LTU"} <= set(later["participant"])


def test_the_map_has_a_place_for_those_beyond_it(table: Facts) -> None:
    spec = seat_drawing.seat_map(co.seat_places(), title="t", codes=summit.PLACES).to_dict()
    tiles = spec["layer"][-2]
    names = {row["name"] for row in spec["datasets"][tiles["data"]["name"]]}
    heads = set(table.loc[~table["state"], "name"])
    assert names == heads | {"Canada", "Australia", "Japan", "New Zealand"}
    assert "Canada (other state)" in spec["description"]


def test_charts_say_what_they_show(table: Facts) -> None:
    grid = counting.count_grid(co.tallies(table), title="t").to_dict()
    explorer = counting.count_explorer(table, {16: "states"}, title="t").to_dict()
    assert "leaves out nobody" in grid["description"]
    assert {p["bind"]["input"] for p in explorer["params"]} == {"checkbox", "select"}
