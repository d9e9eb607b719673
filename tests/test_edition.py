"""The record of an edition is read from beside the data, and says what to do if there is none."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

import coalitions as co
from coalitions import edition

FINDING = {
    "sentence": "Australia led.",
    "tests": ["share = 51% > 50%"],
    "overturned_by": "a larger contingent",
    "rows": {"contributions": "2-3 6"},
}
NUMBER = {
    "text": "5,500",
    "value": 5500,
    "unit": "persons",
    "kind": "data",
    "how": "largest",
    "code": "peak",
    "rows": {"coalitions": "2", "contributions": "2-3 6"},
}
PLAIN = {
    "note": 2,
    "text": "<7>",
    "value": None,
    "unit": "",
    "kind": "computed",
    "how": "",
    "code": "len(x)",
    "rows": {},
}


@pytest.fixture
def built(small_data: Path) -> Path:
    """Return the data folder of a small package beside which a book was built."""
    counts = {"cells": 3, "values": 5, "figures": 1}
    record = {
        "chapters": {
            "chapters/one": {"title": "One", "order": 2, **counts, "tables": ["sources"]},
            "chapters/two": {
                "title": "Two",
                "order": 1,
                "cells": 2,
                "values": 0,
                "figures": 2,
                "tables": ["countries", "sources"],
            },
        },
        "findings": {
            "chapters/one": [FINDING],
            "chapters/two": [{**FINDING, "overturned_by": "", "tests": []}],
        },
        "quantities": {"chapters/one": [{**NUMBER, "note": 1}, PLAIN], "chapters/two": []},
        "versions": {"Python": "3.11.7", "pandas": "3.1.1"},
    }
    folder = small_data.parent / "_build" / "execution" / "edition"
    folder.mkdir(parents=True)
    for kind, content in record.items():
        (folder / f"{kind}.json").write_text(json.dumps(content), "utf-8")
    return small_data


def test_chapters_are_counted(built: Path) -> None:
    chapters = co.edition_chapters()
    assert list(chapters["chapter"]) == ["one", "two"]
    assert list(chapters["tables"]) == [1, 2]
    assert chapters[["cells", "figures", "numbers"]].sum().to_dict() == {
        "cells": 5,
        "figures": 3,
        "numbers": 5,
    }


def test_tables_carry_the_fingerprint_of_their_file(built: Path) -> None:
    tables = co.edition_tables().set_index("table")
    assert tables["chapters"].to_dict() == {"countries": 1, "sources": 2}
    content = (built / "sources.csv").read_bytes()
    assert tables.loc["sources", "sha256"] == hashlib.sha256(content).hexdigest()
    assert tables.loc["sources", "rows"] == len(co.load("sources"))


def test_versions_begin_with_python(built: Path) -> None:
    assert co.edition_versions().to_numpy().tolist() == [["Python", "3.11.7"], ["pandas", "3.1.1"]]


def test_findings_name_their_rows_and_count_their_works(built: Path) -> None:
    findings = co.edition_findings()
    assert list(findings["title"]) == ["Two", "One"]  # as in the book, not as in the alphabet
    assert list(findings["rows"]) == ["contributions:2-3 6"] * 2
    assert list(findings["behind"]) == [3, 3]
    assert list(findings["works"]) == [2, 2]  # rows 2 and 3 cite one book, row 6 another
    assert findings.provenance.rows == {"contributions": (2, 3, 6)}


def test_numbers_of_all_tables_and_of_none_are_listed(built: Path) -> None:
    numbers = co.edition_quantities()
    assert list(numbers["text"]) == ["5,500", "<7>"]
    assert list(numbers["rows"]) == ["coalitions:2; contributions:2-3 6", ""]
    assert list(numbers["works"]) == [2, 0]


def test_a_conclusion_shows_its_test_its_rows_and_what_overturns_it(built: Path) -> None:
    shown = co.conclusions()._repr_mimebundle_()["text/html"]
    assert '<a href="one.html#finding-1">Australia led.</a>' in shown
    assert "share = 51% &gt; 50%" in shown
    assert 'codebook-operations.html#table-contributions">contributions:2</a>' in shown
    assert "a larger contingent" in shown
    assert "the chapter names none in particular" in shown


def test_the_index_links_each_number_to_its_note_and_escapes_it(built: Path) -> None:
    shown = co.number_index()._repr_mimebundle_()["text/html"]
    assert '<a href="one.html#number-1">5,500</a>' in shown
    assert '<a href="one.html#number-2">&lt;7&gt;</a>' in shown
    assert "not traced" in shown


def test_a_book_that_was_not_built_is_an_error_that_helps(small_data: Path) -> None:
    assert not edition.folder().exists()
    with pytest.raises(FileNotFoundError, match="make book"):
        co.edition_chapters()
