"""What a process asked for of a table: the rows that count for it, and no others."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions.data import uses
from coalitions.data.load import load, rows_at
from coalitions.provenance import of

CSV = b"name,kind,number\nfirst,a,1\nsecond,b,2\nthird,,3\n"


@pytest.fixture(autouse=True)
def _nothing_asked() -> None:
    uses.clear()


def lines(content: bytes, selection: str) -> list[int] | None:
    found = uses.selected(content, selection)
    return None if found is None else [line for line, _ in found]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"name": ["second"]}, [1, 3]),
        ({"name": ["first", "third"]}, [1, 2, 4]),
        ({"kind": [""]}, [1, 4]),
        ({"name": ["first"], "kind": ["b"]}, [1]),
        ({"name": []}, [1]),
        ({}, None),
        ({"colour": ["red"]}, None),
    ],
)
def test_a_selection_holds_the_header_and_the_rows_that_match(
    columns: dict[str, list[str]], expected: list[int] | None
) -> None:
    assert lines(CSV, uses.where(columns)) == expected


def test_a_row_is_known_by_the_line_on_which_it_begins() -> None:
    content = b'name,note\nfirst,"said\nthis"\nsecond,that\n'
    assert lines(content, uses.where({"name": ["first", "second"]})) == [1, 2, 4]


@pytest.mark.parametrize(
    "content", [b"", b"name;number\nfirst;1\n", b"name,number\nf\xfcrst,1\n", b'name\n"open\n']
)
def test_of_a_file_that_is_no_table_everything_counts(content: bytes) -> None:
    assert lines(content, uses.where({"name": ["first"]})) is None


def test_a_row_of_another_width_counts_for_everybody() -> None:
    assert lines(CSV + b"fourth\n", uses.where({"name": ["first"]})) == [1, 2, 5]


def test_a_filter_on_text_is_noted_and_others_are_not(small_data: Path) -> None:
    load("contributions", iso3="AUS", measure=["peak", "on_date"], personnel=5500)
    asked = {Path(path).stem: what for path, what in uses.asked().items()}
    assert asked == {
        "contributions": [json.dumps({"where": {"iso3": ["AUS"], "measure": ["on_date", "peak"]}})],
        "countries": [uses.where({"iso3": ["AUS"]})],
    }


def test_a_filter_on_dates_and_numbers_alone_asks_for_the_whole(small_data: Path) -> None:
    load("contributions", as_of="1999", personnel=5500)
    assert list(uses.asked().values()) == [[uses.WHOLE]]


def test_whole_and_in_part_is_whole(small_data: Path) -> None:
    load("contributions", iso3="AUS")
    load("contributions")
    load("contributions", iso3="NZL")
    asked = {Path(path).stem: what for path, what in uses.asked().items()}
    assert asked["contributions"] == [uses.WHOLE]


def test_a_filter_that_is_read_once_still_filters(small_data: Path) -> None:
    assert len(load("contributions", iso3=(code for code in ["NZL", "THA"]))) == 2


def test_the_sources_of_rows_ask_for_these_rows(small_data: Path) -> None:
    rows = of(load("contributions", iso3="NZL"))
    uses.clear()
    assert rows.sources
    asked = {Path(path).stem: what for path, what in uses.asked().items()}
    assert asked == {"contributions": [json.dumps({"lines": list(rows.rows["contributions"])})]}


def test_rows_at_lines_keep_their_order(small_data: Path) -> None:
    assert list(rows_at("contributions", [4, 2]).index) == [4, 2]


CELLS = st.sampled_from(["", "a", "b", 'q"', "x,y", "two\nlines"])
TABLES = st.lists(st.tuples(CELLS, CELLS), max_size=5)


def written(rows: list[tuple[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([("key", "value"), *rows])
    return out.getvalue().encode()


def begun(rows: list[tuple[str, str]], wanted: frozenset[str]) -> list[tuple[int, str, str]]:
    """Filter rows by their key, each with its line: what a chapter sees."""
    found, line = [], 2
    for key, value in rows:
        if key in wanted:
            found.append((line, key, value))
        line += 1 + key.count("\n") + value.count("\n")
    return found


@given(TABLES, TABLES, st.frozensets(CELLS, max_size=2))
def test_what_a_chapter_sees_differs_exactly_when_the_selection_does(
    before: list[tuple[str, str]], after: list[tuple[str, str]], wanted: frozenset[str]
) -> None:
    selection = json.dumps({"where": {"key": sorted(wanted)}})
    same = uses.selected(written(before), selection) == uses.selected(written(after), selection)
    assert same == (begun(before, wanted) == begun(after, wanted))
