"""Files of pledges: whatever a class hands in is read or listed, row by row."""

from __future__ import annotations

import pytest

from coalitions import simulation as sim

HEADER = "country,round,soldiers,aid_percent,statement\n"


def read(content: str | bytes) -> sim.Reading:
    return sim.read_pledges(("class.csv", content))


def faults(content: str) -> list[str]:
    return [line for row in read(content).rejected for line in str(row).splitlines()]


def test_a_row_becomes_a_pledge_and_empty_cells_take_their_defaults() -> None:
    (pledge,) = read(HEADER + 'Germany,summit,"1,500",0.2,Wir helfen\n').pledges
    assert (pledge.country, pledge.round, pledge.soldiers) == ("DEU", 1, 1500)
    assert (pledge.team, pledge.commitments_kept, pledge.needs_backstop) == ("", 100, "none")
    assert (pledge.file, pledge.row) == ("class.csv", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_spreadsheet_writes_the_same_pledge(
    encoding: str, delimiter: str, ending: str
) -> None:
    rows = [["country", "round", "soldiers", "statement"], ["Türkiye", "1", "500", "Für Odessa"]]
    content = ending.join(delimiter.join(row) for row in rows).encode(encoding)
    (pledge,) = read(content).pledges
    assert (pledge.country, pledge.soldiers, pledge.statement) == ("TUR", 500, "Für Odessa")


def test_a_line_that_names_the_separator_is_no_row() -> None:
    reading = read("sep=;\ncountry;round;aid_percent\nFRA;1;0,07\n")
    assert [pledge.aid_percent for pledge in reading.pledges] == [0.07]


def test_all_faults_of_a_row_are_told_at_once_with_file_row_column_value_and_what_to_do() -> None:
    told = faults(HEADER + "GBR,1,100,0.1,\nAtlantis,9,many,-1,\n")
    assert told == [
        "class.csv, row 3: country: “Atlantis” is no country of the simulation; write an ISO code "
        "such as GBR",
        "class.csv, row 3: round: “9” is no round: write 1, 2, 3",
        "class.csv, row 3: soldiers: “many” is no number: write digits, such as 1500",
        "class.csv, row 3: aid_percent: “-1” is negative: write 0 or more",
    ]


def test_one_bad_row_costs_no_other_and_stays_in_full() -> None:
    reading = read(HEADER + "GBR,1,100,,\nDEU,1,lots,,=1+1\nFRA,1,200,,\n")
    assert [pledge.country for pledge in reading.pledges] == ["GBR", "FRA"]
    (row,) = reading.rejected
    assert row.cells == {
        "country": "DEU",
        "round": "1",
        "soldiers": "lots",
        "aid_percent": "",
        "statement": "=1+1",
    }


def test_more_than_a_country_has_is_refused_by_its_card() -> None:
    assert "at most 20,000 (see its role card)" in faults(HEADER + "GBR,1,20001,,\n")[0]
    assert "more than 2.28 per cent" in faults(HEADER + "GBR,1,0,2.29,\n")[0]
    content = "country,round,tasks\nEST,1,training+demining\n"
    assert "can take at most 1" in faults(content)[0]


def test_a_country_twice_in_a_round_counts_once_whatever_the_file() -> None:
    first, second = (
        ("a.csv", HEADER + "GBR,1,100,,\nGBR,2,100,,\n"),
        ("b.csv", HEADER + "UK,1,9,,\n"),
    )
    reading = sim.read_pledges(first, second)
    assert [(p.round, p.soldiers) for p in reading.pledges] == [(1, 100), (2, 100)]
    assert str(reading.rejected[0]) == (
        "b.csv, row 2: country: “UK” has a pledge for round 1 already, in a.csv, row 2: the first "
        "counts; delete one of the two"
    )


def test_a_missing_column_that_must_be_there_is_named_and_no_row_is_lost() -> None:
    reading = read("contry,round\nGBR,1\nFRA,1\n")
    assert reading.rows == len(reading.rejected) == 2
    assert "the column country (is it “contry”?) is missing" in reading.notices[0]
    assert reading.rejected[0].cells == {"contry": "GBR", "round": "1"}


def test_a_file_without_a_header_loses_no_row() -> None:
    reading = read("GBR,1,100\nFRA,1,200\n")
    assert reading.rows == len(reading.rejected) == 2


def test_columns_that_are_missing_twice_or_unknown_are_told() -> None:
    assert "no column team, soldiers" in read("country,round\nGBR,1\n").notices[0]
    notices = read("country,round,soldierz\nGBR,1,5\n").notices
    assert "“soldierz” is not used (did you mean soldiers?)" in notices[1]
    twice = read("country,round,soldiers,troops\nGBR,1,5,6\n")
    assert "the column soldiers is there twice" in twice.notices[0]
    assert len(twice.rejected) == 1


def test_a_quote_that_is_never_closed_swallows_no_row() -> None:
    reading = read(HEADER + 'GBR,1,100,,"we said\nDEU,1,100,,\nFRA,1,100,,\n')
    assert [pledge.country for pledge in reading.pledges] == ["GBR", "DEU", "FRA"]


def test_a_text_of_several_lines_is_one_text() -> None:
    (pledge,) = read(HEADER + 'GBR,1,100,,"first\nsecond"\n').pledges
    assert pledge.statement == "first second"


def test_a_row_with_a_cell_too_many_is_told_about_quotes() -> None:
    assert (
        "put a text that holds commas in double quotes" in faults(HEADER + "GBR,1,5,,yes, we\n")[0]
    )


def test_a_fraction_of_commitments_is_asked_back() -> None:
    told = faults("country,round,commitments_kept\nGBR,1,0.5\nFRA,1,50%\nDEU,1,0\n")
    assert told == [
        "class.csv, row 2: commitments_kept: “0.5” is less than one per cent: write 50 if that is "
        "meant"
    ]


def test_a_workbook_is_no_table() -> None:
    assert "save it as CSV" in read(b"PK\x03\x04\x14\0\x06\0zip").notices[0]


def test_half_a_character_does_no_harm() -> None:
    (pledge,) = read(HEADER + "GBR,1,100,,half \ud83d\n").pledges
    assert pledge.statement.encode("utf-8") == b"half ?"


def test_a_terminal_obeys_nothing_that_is_quoted() -> None:
    (told,) = faults(HEADER + "GBR,1,\x1b[2Jmany,,\n")
    assert "\x1b" not in told


def test_emoji_stay_and_controls_go() -> None:
    (pledge,) = read(HEADER + "GBR,1,100,,go 🇬🇧 👩‍✈️\x07\x1b[31m!\n").pledges
    assert pledge.statement == "go 🇬🇧 👩‍✈️[31m!"


@pytest.mark.parametrize("content", ["", "\n\n", b"", b"\xff\xfe", "\ufeff", '"', "sep=;"])
def test_an_empty_file_is_told(content: str | bytes) -> None:
    reading = read(content)
    assert reading.pledges == ()
    assert reading.notices


def test_ten_thousand_rows_are_all_accounted_for() -> None:
    rows = [
        f"{code},{number},{100 + n},,row {n}"
        for n in range(115)
        for code in sim.codes()
        for number in (1, 2, 3)
    ]
    reading = read(HEADER + "\n".join(rows))
    assert reading.rows == len(rows) == 10_005
    assert len(reading.pledges) == 29 * 3


def test_what_is_written_is_read_again() -> None:
    pledges = sim.sample_pledges()
    assert sim.read_pledges(("again.csv", sim.pledges_csv(pledges))).pledges == pledges


def test_no_spreadsheet_computes_what_is_written() -> None:
    pledge = sim.Pledge("GBR", 1, team="=cmd|' /C calc'!A0", statement="@SUM(1+1)")
    (row,) = sim.pledges_csv([pledge]).splitlines()[1:]
    assert ",'=cmd" in row and ",'@SUM" in row
    (again,) = read(sim.pledges_csv([pledge])).pledges
    assert again == pledge
