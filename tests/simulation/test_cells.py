"""What people and spreadsheets write into a cell."""

from __future__ import annotations

import pytest

from coalitions.simulation import cells
from coalitions.simulation.cells import CellError
from coalitions.simulation.terms import CONDITIONS, TASKS


@pytest.mark.parametrize(
    "cell",
    [
        "1500",
        " 1500 ",
        "1,500",
        "1.500",
        "1 500",
        "1\u202f500",
        "1’500",
        "1500.0",
        "+1500",
        "１５００",
    ],
)
def test_one_number_of_soldiers_in_many_spellings(cell: str) -> None:
    assert cells.whole(cell, 20_000) == 1500


@pytest.mark.parametrize("cell", ["0.25", "0,25", "0.25 %", "0,25%", "+0.25"])
def test_one_percentage_in_many_spellings(cell: str) -> None:
    assert cells.share(cell, 2.0) == 0.25


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("five hundred", "is no number: write 500"),
        ("one thousand and fifty", "write 1050"),
        ("2k", "write 2000"),
        ("many", "write digits"),
        ("=1+1", "is a formula"),
        ("@SUM(A1)", "is a formula"),
        ("-500", "is negative"),
        ("−500", "is negative"),
        ("12.5", "people cannot be divided"),
        ("nan", "is no number"),
        ("inf", "is no number"),
        ("1e3", "is no number"),
        ("9" * 400, "far too large"),
        ("20001", "at most 20,000 (see its role card)"),
        ("🚀", "is no number"),
    ],
)
def test_other_numbers_are_told_what_to_write(cell: str, told: str) -> None:
    with pytest.raises(CellError) as error:
        cells.whole(cell, 20_000)
    assert told in str(error.value)


@pytest.mark.parametrize(
    "cell", ["GBR", "gbr", " uk ", "the United Kingdom", "United Kingdom", "ＧＢＲ"]
)
def test_one_country_in_many_spellings(cell: str) -> None:
    assert cells.country_of(cell) == "GBR"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Germny", "did you mean Germany, DEU?"),
        ("Atlantis", "write an ISO code"),
        ("USA", "ask for a backstop in needs_backstop"),
        ("Ukraine", "hosts the force"),
        ("Japan", "no role card"),
    ],
)
def test_other_countries_are_told_why_not(cell: str, told: str) -> None:
    with pytest.raises(CellError) as error:
        cells.country_of(cell)
    assert told in str(error.value)


@pytest.mark.parametrize(
    "cell", ["2", "2.0", "2,0", "Round 2", "force generation", "two", " SECOND "]
)
def test_one_round_in_many_spellings(cell: str) -> None:
    assert cells.round_of(cell) == 2


@pytest.mark.parametrize("cell", ["0", "4", "2.5", "twelve", "=2"])
def test_other_rounds_are_refused(cell: str) -> None:
    with pytest.raises(CellError, match="is no round: write 1, 2, 3"):
        cells.round_of(cell)


@pytest.mark.parametrize("cell", ["training+demining", "Demining | Training", "training, demining"])
def test_lists_in_many_spellings(cell: str) -> None:
    assert cells.choices(cell, TASKS, 3) == ("demining", "training")


def test_lists_name_what_is_wrong_with_them() -> None:
    with pytest.raises(CellError, match=r"“trainning”, which is no code here \(did you mean train"):
        cells.choices("trainning", TASKS)
    with pytest.raises(CellError, match="can take at most 1"):
        cells.choices("training+demining", TASKS, 1)
    assert cells.choices("none", CONDITIONS) == ()


def test_a_text_that_looks_like_a_formula_goes_out_protected_and_comes_back_as_it_was() -> None:
    for text in ("=1+1", "+1", "-1", "@home", "plain", "'quoted'"):
        assert cells.text(cells.protected(text), 60) == text
    assert cells.protected("=1+1") == "'=1+1"
