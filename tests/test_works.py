"""What carries a fact, and how far the works that state it lie apart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import coalitions as co
from coalitions.works import NUMBERS, SAME, fact_tables

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the book's data, which `coalitions` uses."""
    copy = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    monkeypatch.setenv("COALITIONS_DATA", str(copy))
    return copy


def test_every_row_of_every_table_of_facts_belongs_to_one_fact() -> None:
    facts = co.backing()
    total = sum(len(co.load(name)) for name in fact_tables())
    assert len(co.fact_count(facts).provenance) == len(facts.provenance) == total


def test_bookkeeping_is_no_fact() -> None:
    assert not {"sources", "claims", "corrections", "event_sources"} & set(fact_tables())
    assert {"events", "contributions", "positions"} <= set(fact_tables())


def test_rows_that_speak_of_the_same_thing_are_one_fact() -> None:
    facts = co.backing()
    seat = facts[facts["fact"].eq("london-2025-03-02, UK")]
    assert len(seat) == 1
    assert seat["works"].iloc[0] >= 4


def test_a_fact_on_state_media_alone_is_marked_until_another_work_carries_it(data: Path) -> None:
    def marked() -> set[str]:
        facts = co.backing()
        return set(facts[facts["state"]]["fact"])

    before = marked()
    path = data / "participant_counts.csv"
    text = path.read_text("utf-8")
    assert text.count("vesti-2025-london") == 1
    path.write_text(text.replace("vesti-2025-london", "report-az-2025-london"), "utf-8")
    assert before - marked() == {"london-2025-03-02, states and bodies"}


def test_numbers_are_compared_of_the_same_thing_only() -> None:
    apart = co.disagreement()
    assert set(apart["table"]) <= set(NUMBERS) <= set(SAME)
    assert (apart["works"] > 1).all()
    assert (apart["ratio"] >= 1).all()
    # Strengths of different months are no disagreement.
    iraq = apart[apart["table"].eq("contributions") & apart["fact"].str.startswith("Iraq")]
    assert iraq["ratio"].max() < 10


def test_a_second_number_widens_the_range(data: Path) -> None:
    def leaders() -> float:
        apart = co.disagreement()
        return float(apart[apart["fact"].eq("london-2025-03-02, leaders")]["highest"].iloc[0])

    assert leaders() == 19
    path = data / "participant_counts.csv"
    row = "london-2025-03-02,19,exact,world leaders"
    assert row in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(row, row.replace(",19,", ",25,")), "utf-8")
    assert leaders() == 25


def test_all_gaps_of_the_descriptor_are_shown() -> None:
    shown = co.gap_list().text.splitlines()
    told = [gap for table in co.package().tables for gap in table.gaps]
    assert len(shown) == len(told) == co.gap_count().value


def test_a_month_is_not_written_as_a_day() -> None:
    facts = co.backing()
    positions = facts[facts["table"].eq("positions")]["fact"]
    assert positions.str.fullmatch(r".+, \d{4}-\d{2}").all()


def test_narrowed_facts_rest_on_their_own_rows() -> None:
    facts = co.backing()
    state = co.narrowed(facts[facts["state"]])
    assert state.provenance == co.fact_count(state).provenance
    assert len(state.provenance) < 50
