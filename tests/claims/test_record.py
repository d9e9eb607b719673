"""Every claim has a verdict, and the tables decide those that they can."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import coalitions as co
from coalitions.claims.record import DIFFERENCES, checks, judged

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the book's data, which `coalitions` uses."""
    copy = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    monkeypatch.setenv("COALITIONS_DATA", str(copy))
    return copy


def verdicts() -> dict[str, str]:
    return {each.claim_id: each.verdict for each in judged()}


def test_code_decides_exactly_the_claims_that_the_tables_can_test() -> None:
    assert set(checks()) == set(co.load("claims", testable="data")["claim_id"])


def test_the_first_reading_does_not_decide_what_code_decides(data: Path) -> None:
    before = verdicts()
    path = data / "claims.csv"
    path.write_text(path.read_text("utf-8").replace(",supported,", ",contradicted,"), "utf-8")
    after = verdicts()
    by_code = set(checks())
    assert {key for key in by_code if after[key] != before[key]} == set()
    assert {key for key in set(before) - by_code if after[key] != before[key]}


def test_every_part_rests_on_rows_and_every_row_is_there() -> None:
    lines = {name: set(co.load(name).index) for name in co.package().names}
    for each in judged():
        for own in each.parts:
            assert own.provenance, f"{each.claim_id}: {own}"
        for table, named in each.provenance.rows.items():
            assert set(named) <= lines[table], each.claim_id


def test_no_verdict_rests_on_what_the_document_says_itself() -> None:
    """A row that cites the document alone may be counted among others, never decide."""
    for each in judged():
        rows = {t: n for t, n in each.provenance.rows.items() if t != "claims"}
        if each.parts:
            works = {use.source_id for use in co.Provenance.build(rows).sources}
            assert works - {each.document}, each.claim_id


def test_each_difference_from_the_first_reading_is_explained() -> None:
    assert {each.claim_id for each in judged() if each.differs} == set(DIFFERENCES)


def test_a_judgement_names_its_reason_or_that_nothing_decides() -> None:
    for each in judged():
        if each.testable == "external_source":
            assert each.reason, each.claim_id
        if each.testable == "not_testable":
            assert each.verdict == "not_testable", each.claim_id


DECISIVE = {
    "another host": (
        "events",
        "Lancaster House,meeting,,London,GBR,in_person,leaders,United Kingdom,",
        "Lancaster House,meeting,,London,GBR,in_person,leaders,France,",
        {"ex-08": "partly"},
    ),
    "territory among the points": (
        "summit_facts",
        "must ensure Ukraine’s sovereignty and security",
        "must ensure Ukraine’s sovereignty, territory and security",
        {"ex-22": "supported"},
    ),
    "a smaller guest list": (
        "participants",
        "london-2025-03-02,TUR,1,state,TUR,,Hakan Fidan",
        "london-2025-03-02,TUR,1,state,TUR,,Somebody else",
        {"ex-44": "contradicted"},
    ),
    "a dearer deal": (
        "summit_facts",
        "export_finance,missiles,number,,1600000000,GBP,exact,,,govuk",
        "export_finance,missiles,number,,1700000000,GBP,exact,,,govuk",
        {"ex-26": "contradicted"},
    ),
    "Russia accepts": (
        "truces",
        "all_fronts,30,An immediate ceasefire of thirty days,accepted,conditions",
        "all_fronts,30,An immediate ceasefire of thirty days,accepted,accepted",
        {
            "gmf-005": "contradicted",
            "gmf-015": "partly",
            "gmf-018": "contradicted",
            "gmf-089": "contradicted",
        },
    ),
    "fewer tanks": (
        "weapons_donated",
        "POL,tanks,318,",
        "POL,tanks,300,",
        {"gmf-101": "contradicted"},
    ),
    "America signs": (
        "troop_positions",
        "Did not sign the declaration",
        "Signed the declaration",
        {"ex-68": "supported", "gmf-053": "supported", "gmf-081": "partly", "gmf-126": "partly"},
    ),
}


@pytest.mark.parametrize("case", DECISIVE)
def test_one_row_changes_the_verdicts_that_rest_on_it_and_no_other(data: Path, case: str) -> None:
    table, row, now, expected = DECISIVE[case]
    before = verdicts()
    path = data / f"{table}.csv"
    text = path.read_text("utf-8")
    assert text.count(row) == 1, f"{table}.csv has this {text.count(row)} times: {row}"
    path.write_text(text.replace(row, now), "utf-8")
    after = verdicts()
    assert {key: after[key] for key in after if after[key] != before[key]} == expected


def test_a_count_of_claims_rests_on_the_rows_behind_the_verdicts() -> None:
    claims = co.checked_claims()
    wrong = claims[claims["verdict"].eq("Contradicted")]
    number = co.claim_count(wrong)
    assert number.value == len(wrong)
    assert {"claims", "participants", "summit_facts"} <= set(number.provenance.tables)
