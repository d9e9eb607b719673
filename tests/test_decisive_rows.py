"""A correction in the data makes exactly the finding that rests on it fail, by its sentence."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from coalitions.book.chapters import read_chapter

ROOT = Path(__file__).parents[1]


def fallen(chapter: str) -> list[str]:
    """Run a chapter in this process and return the messages of the findings that fail."""
    names: dict[str, Any] = {}
    failed = []
    for cell in read_chapter(chapter, ROOT / "chapters" / f"{chapter}.md").code:
        code = compile(cell.source, f"{chapter}.md, line {cell.line}", "exec")
        try:
            exec(code, names)
        except AssertionError as error:
            failed.append(str(error))
    return failed


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the data that `coalitions` uses in place of the book's."""
    copy = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    monkeypatch.setenv("COALITIONS_DATA", str(copy))
    return copy


def correct(data: Path, table: str, row: str, now: str) -> None:
    """Change one row of a table, which must be there once."""
    path = data / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(row) == 1, f"{table}.csv has this row {text.count(row)} times: {row}"
    path.write_text(text.replace(row, now), encoding="utf-8")


CORRECTIONS = {
    "the vote came earlier": (
        "interfet",
        "mandates",
        "interfet-1999,1264,1999-09-15,",
        "interfet-1999,1264,1999-09-01,",
        "INTERFET landed within a week of its mandate",
    ),
    "fewer Australians ashore": (
        "interfet",
        "force_levels",
        "on_the_ground,2750,2468,282,",
        "on_the_ground,2750,2000,750,",
        "In the first days at least four fifths",
    ),
    "the embassy counts fewer Australians": (
        "interfet",
        "force_levels",
        "whole_force,11000,5700,5300,,,aus-embassy-manila-2010",
        "whole_force,11000,5400,5600,,,aus-embassy-manila-2010",
        "Sources do not agree whether Australia was the majority",
    ),
    "Japan gives half": (
        "interfet",
        "costs",
        "trust fund for the multinational force,contribution,100000000,",
        "trust fund for the multinational force,contribution,50000000,",
        "Japan alone gave more than a third",
    ),
    "Albania invades": (
        "iraq",
        "declared_members",
        "ALB,true,true,false,true,",
        "ALB,true,true,true,true,",
        "One listed state in ten took part",
    ),
    "partners were many in one month": (
        "iraq",
        "force_levels",
        "2004-01,,strength,whole_force,147600,122000,25600,",
        "2004-01,,strength,whole_force,147600,102000,45600,",
        "Partners never made up a fifth",
    ),
    "a mandate before the invasion": (
        "iraq",
        "mandates",
        "mnf-i-2004,1511,2003-10-16,",
        "mnf-i-2004,1511,2003-03-06,",
        "The Security Council authorised a force only after",
    ),
    "more partners died": (
        "iraq",
        "fatalities",
        "mnf-i-2004,GBR,179,icasualties,",
        "mnf-i-2004,GBR,1790,icasualties,",
        "Nine of ten of the coalition's dead",
    ),
    "a count that no rule gives": (
        "london-summit",
        "participant_counts",
        "london-2025-03-02,12,exact,European nations",
        "london-2025-03-02,13,exact,European nations",
        "Every published count of the London summit",
    ),
    "the explainer names the coalition": (
        "london-summit",
        "summit_facts",
        "Economic support: the missile purchase",
        "Economic support: missiles for the coalition",
        "The coalition stands in the agency's list",
    ),
    "a smaller loan": (
        "london-summit",
        "summit_facts",
        "era_loan,loan,number,,2260000000,",
        "era_loan,loan,number,,1260000000,",
        "The new money of 2 March was less",
    ),
    "Latvia is not named as ready": (
        "london-summit",
        "willing_count_countries",
        "afp-2025-04-10,LVA",
        "afp-2025-04-10,NOR",
        "Most of the states named as ready",
    ),
    "less European aid in a month": (
        "london-summit",
        "aid_monthly",
        "europe,2025-05,7.7",
        "europe,2025-05,0.7",
        "European military aid rose by more than half",
    ),
    "Slovenia would deploy": (
        "positions",
        "positions",
        "SVN,2025-09,SVN,,yes_with_conditions,,,open_conditional,",
        "SVN,2025-09,SVN,,yes_with_conditions,,,will_deploy,",
        "No government of central, southern or south-eastern Europe",
    ),
    "Czechia had always refused soldiers": (
        "positions",
        "positions",
        "CZE,2025-06,CZE,,yes_with_conditions,contested,preferred,undecided,",
        "CZE,2025-06,CZE,,yes_with_conditions,contested,preferred,support_without_troops,",
        "Only Czechia moved back",
    ),
    "France agrees at home": (
        "positions",
        "positions",
        "FRA,2026-01,FRA,,yes,contested,",
        "FRA,2026-01,FRA,,yes,broad,",
        "Agreement at home did not grow anywhere",
    ),
    "an answer loses its evidence": (
        "positions",
        "position_evidence",
        "SVN,2025-09,axis1_regeneration,1,",
        "SVN,2025-09,tasks,2,",
        "Every coded answer has evidence",
    ),
}


@pytest.mark.parametrize(
    ("chapter", "table", "row", "now", "sentence"), CORRECTIONS.values(), ids=CORRECTIONS
)
def test_only_the_finding_that_rests_on_a_row_fails_with_it(
    data: Path, chapter: str, table: str, row: str, now: str, sentence: str
) -> None:
    correct(data, table, row, now)
    failed = fallen(chapter)
    assert len(failed) == 1, failed
    assert failed[0].startswith(f"The data no longer bear out: {sentence}")


@pytest.mark.parametrize("chapter", ["interfet", "iraq", "london-summit", "positions"])
def test_every_finding_holds_on_the_data_as_they_are(data: Path, chapter: str) -> None:
    assert fallen(chapter) == []
