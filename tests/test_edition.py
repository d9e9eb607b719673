"""The record of an edition is read from beside the data, and says what to do if there is none."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

import coalitions as co
from coalitions import edition


@pytest.fixture
def built(small_data: Path) -> Path:
    """Return the data folder of a small package beside which a book was built."""
    record = {
        "chapters": {
            "chapters/one": {"cells": 3, "values": 5, "figures": 1, "tables": {"sources": "a"}},
            "chapters/two": {
                "cells": 2,
                "values": 0,
                "figures": 2,
                "tables": {"countries": "b", "sources": "a"},
            },
        },
        "python": "3.11.7",
        "packages": {"pandas": "3.1.1"},
    }
    path = small_data.parent / "_build" / "execution" / "edition.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(record), "utf-8")
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


def test_a_book_that_was_not_built_is_an_error_that_helps(small_data: Path) -> None:
    assert not edition.path().exists()
    with pytest.raises(FileNotFoundError, match="make book"):
        co.edition_chapters()
