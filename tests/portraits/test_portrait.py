"""The numbers of a country rest on its rows; where there are none, asking says so."""

from __future__ import annotations

from pathlib import Path

import pytest

import coalitions as co
from coalitions.data import package, uses
from coalitions.figures.renderer import render
from coalitions.portraits.portrait import ordinal
from coalitions.portraits.subject import Subject, participants


def test_a_number_rests_on_the_rows_of_its_country_alone() -> None:
    fra = co.portrait("FRA")
    aid = co.load("aid")
    lines = aid[aid["donor"].eq("FRA") & aid["measure"].eq("allocation")].index
    rows = fra.aid.provenance.rows
    assert set(rows) == {"aid"}
    assert set(rows["aid"]) <= set(lines)
    assert fra.aid.unit == "EUR billion"


def test_a_rank_rests_on_all_that_are_ranked() -> None:
    pol = co.portrait("POL")
    assert len(pol.spending_rank.provenance.rows["military_expenditure"]) == 31
    shares = co.load("military_expenditure", edition="sipri-2025", year=2024)
    shares = shares[shares["entity"].isin([each.code for each in participants()])]
    own = shares.loc[shares["entity"].eq("POL"), "share_of_gdp_pct"].iloc[0]
    assert pol.spending_rank == int((shares["share_of_gdp_pct"] > own).sum()) + 1
    assert str(pol.spending_rank).endswith(" of 31")


def test_what_is_not_in_the_data_is_refused_with_the_name_of_the_table() -> None:
    with pytest.raises(LookupError, match="no active_total in military_personnel for EU"):
        _ = co.portrait("EU").active_personnel
    with pytest.raises(LookupError, match=r"no answer in positions\.us_backstop_required for DNK"):
        co.portrait("DNK").answer("us_backstop_required")


def test_a_country_without_any_position_has_no_portrait() -> None:
    with pytest.raises(LookupError, match="no line of 'ISL' in positions or troop_positions"):
        co.portrait("ISL")


def test_a_poll_is_named_by_its_date_and_where_needed_by_its_question() -> None:
    pol = co.portrait("POL")
    assert len(pol.polls) > 1
    with pytest.raises(LookupError, match="expected one poll of 2025 in POL, found: "):
        pol.poll("2025")
    one = pol.polls.iloc[0]
    found = pol.poll(f"{one['date']:%Y-%m-%d}", asked=one["question"])
    assert found.support is None or found.support.unit == "%"


def test_answers_of_the_first_and_the_last_line() -> None:
    cze = co.portrait("CZE")
    assert str(cze.answer("presence_willingness", 0)) == "undecided"
    assert str(cze.answer("presence_willingness")) == "no soldiers"
    assert len(cze.answer("presence_willingness").provenance.rows["positions"]) == 1


def test_present_abroad_takes_one_figure_a_place() -> None:
    fra = co.portrait("FRA")
    lines = fra.present_abroad.provenance.rows["nato_commitments"]
    places = co.load("nato_commitments").loc[list(lines), ["framework", "location_iso3"]]
    assert not places.duplicated().any()


def test_a_total_is_not_added_to_its_parts() -> None:
    esp = co.portrait("ESP").present_abroad
    lines = esp.provenance.rows["nato_commitments"]
    counted = co.load("nato_commitments").loc[list(lines)]
    assert counted["location_iso3"].notna().all()
    assert esp == counted["personnel"].sum()


def test_numbers_named_for_ukraine_rest_on_the_rows_that_name_them() -> None:
    fra = co.portrait("FRA")
    said = co.load("troop_positions", iso3="FRA")
    for found, column in ((fra.named_lowest, "personnel_low"), (fra.named_highest, None)):
        lines = found.provenance.rows["troop_positions"]
        assert set(found.provenance.rows) == {"troop_positions"}
        ends = said.loc[list(lines), [column] if column else ["personnel_low", "personnel_high"]]
        assert ends.eq(found.value).fillna(False).any(axis=1).all()


def test_the_union_takes_part_under_its_institutions() -> None:
    union = co.portrait("EU")
    assert not Subject.of("EU").is_state
    assert union.meetings_attended > 0
    assert union.said.empty
    assert union.meetings_attended <= union.meetings_held


def test_meetings_of_low_confidence_do_not_count() -> None:
    low = co.load("participants", confidence="low")
    for code in sorted(set(low["participant"]) & {each.code for each in participants()}):
        used = co.portrait(code).meetings_attended.provenance.rows["participants"]
        assert not set(used) & set(low.index)


@pytest.mark.parametrize(
    ("place", "written"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd")]
)
def test_ordinals(place: int, written: str) -> None:
    assert ordinal(place) == written


def test_a_page_asks_for_the_evidence_of_its_country_alone() -> None:
    """So that a corrected row runs the pages that show it, and no other country's."""
    uses.clear()
    fra = co.portrait("FRA")
    for name in dir(co):
        if name.startswith("portrait_"):
            shown = getattr(co, name)(fra)
            if hasattr(shown, "to_dict"):
                render(shown.to_dict())
    asked = {Path(path).stem: what for path, what in uses.asked().items()}
    for table in ("position_evidence", "troop_positions", "polls", "pledges", "governments"):
        assert uses.WHOLE not in asked[table], table
        path = package.read().path(package.read().table(table))
        code = "participant" if table == "position_evidence" else "iso3"
        for selection in asked[table]:
            found = uses.selected(path.read_bytes(), selection)
            assert found is not None
            place = list(found[0][1]).index(code)
            assert {cells[place] for _, cells in found[1:]} == {"FRA"}
