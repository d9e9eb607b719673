"""Whatever is wrong is named with its chapter, cell, line and reason, and reaches no page."""

from __future__ import annotations

import pytest

from tests.book.small_book import SmallBook

CELL = "answer = 6 * 7"

FAULTS = {
    "a failing cell": (CELL, "answer = 1 / 0", ["plain.md:8", "cell 1", "ZeroDivisionError"]),
    "an error below other lines": (
        CELL,
        "\n\nanswer = 1\nanswer = nothing",
        ["plain.md:11", "cell 1", "NameError", "answer = nothing"],
    ),
    "a syntax error": (CELL, "answer = (", ["plain.md:8", "cell 1", "SyntaxError"]),
    "a warning": (
        CELL,
        "import warnings\nanswer = 42\nwarnings.warn('old way')",
        ["plain.md:10", "cell 1", "UserWarning: old way"],
    ),
    "standard error": (
        CELL,
        "import sys\nanswer = 42\nprint('careful', file=sys.stderr)",
        ["plain.md:8", "cell 1", "standard error", "careful"],
    ),
    "an expression that fails": (
        "{eval}`answer`.\n\n```",
        "{eval}`anwser`.\n\n```",
        ["plain.md:11", "anwser", "NameError"],
    ),
    "a reference to nowhere": ("It is", "See {doc}`nowhere`. It is", ["plain.md:11", "nowhere"]),
    "an unknown directive": ("It is", "```{nonsense}\n```\n\nIt is", ["plain.md:11", "nonsense"]),
    "a dead kernel": (CELL, "import os\nos._exit(3)", ["plain.md:8", "cell 1", "kernel died"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_and_the_last_good_pages_stay(built: SmallBook, fault: str) -> None:
    before = built.pages()
    old, new, expected = FAULTS[fault]
    built.edit("chapters/plain.md", old, new)
    result = built.build()
    assert result.status == 1
    assert all(part in result.said for part in expected), result.said
    assert "Traceback" not in result.said
    assert built.pages() == before
    assert built.build().status == 1, "a fault that is still there must fail again"


def test_all_chapters_are_checked_although_one_fails(built: SmallBook) -> None:
    built.edit("chapters/plain.md", CELL, "answer = 1 / 0")
    built.edit("chapters/troops.md", 'co.load("troops")', 'co.load("troupes")')
    built.edit("chapters/ships.md", "There are", "See {doc}`nowhere`. There are")
    result = built.build()
    assert result.status == 1
    assert "ZeroDivisionError" in result.said
    assert "troupes" in result.said
    assert "nowhere" in result.said


def test_after_the_fault_is_mended_the_book_is_built(built: SmallBook) -> None:
    built.edit("chapters/plain.md", "It is", "See {doc}`nowhere`. It is")
    assert built.build().status == 1
    built.edit("chapters/plain.md", "{doc}`nowhere`", "{doc}`ships`")
    assert built.build().status == 0
    assert "ships.html" in built.page("plain")


def test_a_fault_in_the_data_stops_the_build_before_any_chapter(built: SmallBook) -> None:
    before = built.pages()
    built.edit("data/ships.csv", "first,3", 'first,"5,500"')
    result = built.build()
    assert result.status == 1
    assert 'data/ships.csv:2: column number: "5,500" is not an integer' in result.said
    assert built.pages() == before


def test_a_chapter_that_the_table_of_contents_names_but_does_not_exist(built: SmallBook) -> None:
    (built.root / "chapters/plain.md").unlink()
    result = built.build()
    assert result.status == 1
    assert "chapters/plain.md" in result.said
    assert "does not exist" in result.said
