"""A row is asked for, checked and put into its place; nothing else in the file moves."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalitions.data import edit
from coalitions.data import package as descriptor
from coalitions.data.check import check
from coalitions.data.faults import DataError
from coalitions.data.rows import Tables

DATA = Path(__file__).parents[2] / "data"

CELLS = {
    "contribution_id": "c6",
    "coalition_id": "interfet-1999",
    "iso3": "FRA",
    "measure": "peak",
    "as_of": "2000-01",
    "personnel": "600",
    "source_id": "un-1264",
    "confidence": "high",
}


COALITION = {
    "coalition_id": "ifor-1995",
    "name": "IFOR",
    "start_date": "1995-12-20",
    "source_id": "un-1264",
    "confidence": "high",
}

MEMBERSHIP = {
    "iso3": "FRA",
    "organisation": "EU",
    "member": "true",
    "as_of": "2026-04",
    "source_id": "un-1264",
    "confidence": "high",
}

WORK = {
    "source_id": "new-work",
    "title": "A work that nothing rests on yet",
    "kind": "news",
    "read_as_copy": "false",
    "state_media": "false",
    "aggregator": "false",
}


def add(folder: Path, table: str, cells: dict[str, str]) -> int:
    """Add a row to the package in `folder`."""
    package = descriptor.read(folder)
    return edit.add_row(package, package.table(table), cells).line


def test_row_is_added_and_the_rest_stays_as_it_was(small_data: Path) -> None:
    path = small_data / "contributions.csv"
    before = path.read_bytes()
    line = add(small_data, "contributions", CELLS)
    new = b"c6,interfet-1999,FRA,peak,2000-01,,,600,,,,un-1264,high\n"
    assert path.read_bytes() == before + new
    assert line == 8
    assert check(small_data) == []


def test_sorted_file_stays_sorted(small_data: Path) -> None:
    line = add(small_data, "coalitions", {**COALITION, "coalition_id": "ifor-1995"})
    assert line == 2
    line = add(small_data, "coalitions", {**COALITION, "coalition_id": "isaf-2002", "name": "ISAF"})
    assert line == 5
    keys = [row.key for row in Tables(descriptor.read(small_data))["coalitions"]]
    assert keys == sorted(keys)
    assert check(small_data) == []


def test_unsorted_file_keeps_what_belongs_together(small_data: Path) -> None:
    path = small_data / "memberships.csv"
    text = path.read_text(encoding="utf-8")
    header, *rows = text.splitlines(keepends=True)
    path.write_text("".join([header, *rows[1:], rows[0]]), encoding="utf-8")
    line = add(small_data, "memberships", MEMBERSHIP)
    assert line == 5, "after the other row of France, before the Netherlands"


def test_cells_with_commas_quotes_and_breaks_are_quoted(small_data: Path) -> None:
    note = 'called "the bridge",\nthen not'
    add(small_data, "contributions", {**CELLS, "note": note})
    rows = {row.key: row for row in Tables(descriptor.read(small_data))["contributions"]}
    assert rows["c6"]["note"] == note
    assert check(small_data) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"contribution_id": "c1"}, "stands already in line 2"),
        ({"source_id": "un-1265"}, "is not in sources"),
        ({"personnel": "6 00"}, "is not an integer"),
        ({"as_of": "1999-13"}, "there is no month 13"),
        ({"deployed_from": "2000-02-01", "withdrawn_on": "2000-01"}, "is before deployed_from"),
    ],
)
def test_faulty_row_is_refused_and_nothing_written(
    change: dict[str, str], said: str, small_data: Path
) -> None:
    before = {path.name: path.read_bytes() for path in small_data.iterdir()}
    with pytest.raises(DataError, match=said):
        add(small_data, "contributions", CELLS | change)
    assert {path.name: path.read_bytes() for path in small_data.iterdir()} == before


def test_work_can_be_added_before_the_row_that_rests_on_it(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    package = descriptor.read(folder)
    added = edit.add_row(package, package.table("sources"), WORK)
    assert ['nothing rests on "new-work"' in fault.message for fault in added.awaiting] == [True]
    assert check(folder), "a work on which nothing rests is a fault until something does"
    further = {"event_id": "davos-2025-01-21", "source_id": "new-work", "confidence": "low"}
    assert not edit.add_row(package, package.table("event_sources"), further).awaiting
    assert check(folder) == []


def test_old_faults_elsewhere_do_not_stand_in_the_way(small_data: Path) -> None:
    path = small_data / "countries.csv"
    path.write_text(path.read_text().replace("Australia,036", " Australia,036"))
    add(small_data, "contributions", CELLS)
    assert len(check(small_data)) == 1


def test_crash_while_writing_leaves_the_file_whole(
    small_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in small_data.iterdir()}

    def fail(descriptor: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space"):
        add(small_data, "contributions", CELLS)
    assert {path.name: path.read_bytes() for path in small_data.iterdir()} == before


def test_each_column_is_asked_until_the_answer_can_stand(small_data: Path) -> None:
    package = descriptor.read(small_data)
    table = package.table("contributions")
    answers = iter(
        [
            *("c6", "interfet", "interfet-1999", "FRA", "Peak", "peak", "2000-01"),
            *("", "", "6,00", "600", "", "", "", "un-1264", "high"),
        ]
    )
    said: list[str] = []
    cells = edit.ask_row(package, table, {}, lambda prompt: next(answers), said.append)
    assert {name: text for name, text in cells.items() if text} == CELLS
    assert next(answers, None) is None
    heard = "\n".join(said)
    for expected in (
        '"interfet" is not in the table (did you mean interfet-1999?)',
        '"Peak" is not a code of this column (did you mean peak?)',
        '"6,00" is not an integer',
        "    peak ",
        "[persons]",
        "a key of the table coalitions",
    ):
        assert expected in heard


def unasked(prompt: str) -> str:
    raise AssertionError(f"{prompt} was asked although the cells given cannot stand")


def test_given_cells_are_not_asked_for_but_checked(small_data: Path) -> None:
    package = descriptor.read(small_data)
    table = package.table("contributions")
    answers: Iterator[str] = iter(["", "", "", "", "", ""])
    cells = edit.ask_row(package, table, CELLS, lambda prompt: next(answers), lambda line: None)
    assert cells["iso3"] == "FRA"
    with pytest.raises(ValueError, match="column iso3"):
        edit.ask_row(package, table, {"iso3": "XXX"}, unasked, lambda line: None)
    with pytest.raises(LookupError, match=r"did you mean iso3\?"):
        edit.ask_row(package, table, {"iso": "FRA"}, unasked, lambda line: None)


names = st.text(st.characters(exclude_categories=["C"], exclude_characters="=+-@"), min_size=1)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(names)
def test_what_was_added_is_there_or_was_refused(small_data: Path, note: str) -> None:
    path = small_data / "contributions.csv"
    before = path.read_bytes()
    try:
        line = add(small_data, "contributions", {**CELLS, "note": note})
    except DataError:
        assert path.read_bytes() == before
    else:
        rows = {row.line: row for row in Tables(descriptor.read(small_data))["contributions"]}
        assert rows[line]["note"] == note
        assert check(small_data) == []
        path.write_bytes(before)
