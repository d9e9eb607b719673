"""Whatever is wrong is named with its chapter, cell, line and reason, and reaches no page."""

from __future__ import annotations

import pytest

from tests.book.small_book import CHAPTERS, HEAD, Result, SmallBook, write_small_book

CELL = "answer = 6 * 7"

#: What is replaced by what in a good chapter, and what the build has to say of it.
FAULTS = {
    "failing-cell": (CELL, "answer = 1 / 0", ":8: cell 1: ZeroDivisionError: division by zero"),
    "error-below-blank-lines": (
        CELL,
        "\n\nanswer = 1\nanswer = nothing",
        ":11: cell 1: NameError: name 'nothing' is not defined\n    answer = nothing",
    ),
    "syntax-error": (CELL, "answer = (", ":8: cell 1: SyntaxError"),
    "warning": (
        CELL,
        "import warnings\nanswer = 42\nwarnings.warn('old way')",
        ":10: cell 1: wrote to standard error: UserWarning: old way",
    ),
    "standard-error": (
        CELL,
        "import sys\nanswer = 42\nprint('careful', file=sys.stderr)",
        ":8: cell 1: wrote to standard error: careful",
    ),
    "expression": (
        "It is {eval}`answer`",
        "It is {eval}`anwser`",
        ":11: {eval}`anwser`: NameError",
    ),
    "typed-number": ("It is", "Of 42 ships, it is", ":11: the number “42” is typed in a sentence"),
    "reference": ("It is", "See {doc}`nowhere`. It is", ":11: "),
    "directive": ("It is", "```{nonsense}\n```\n\nIt is", ":11: "),
    "dead-kernel": (CELL, "import os\nos._exit(3)", ":8: cell 1: the kernel died"),
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """What the build says of a book in which every chapter has a fault of its own."""
    book = write_small_book(tmp_path_factory.mktemp("faulty") / "a book")
    for name, (old, new, _) in FAULTS.items():
        assert old in CHAPTERS["plain"]
        text = CHAPTERS["plain"].replace(old, new, 1)
        (book.root / f"chapters/{name}.md").write_text(text, "utf-8")
        book.edit(
            "_toc.yml", "- file: chapters/plain", f"- file: chapters/{name}\n- file: chapters/plain"
        )
    return book.build()


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_named_although_all_chapters_have_one(faulty: Result, name: str) -> None:
    assert faulty.status == 1
    assert f"chapters/{name}.md{FAULTS[name][2]}" in faulty.said


def test_no_fault_ends_in_a_traceback(faulty: Result) -> None:
    assert "Traceback" not in faulty.said


def test_after_a_fault_the_last_good_pages_stay(built: SmallBook) -> None:
    before = built.pages()
    built.edit("chapters/plain.md", CELL, "answer = 1 / 0")
    result = built.build()
    assert result.status == 1
    assert "the last good pages stay" in result.said
    assert built.pages() == before


def test_a_warning_of_sphinx_fails_every_build_until_it_is_mended(built: SmallBook) -> None:
    built.edit("chapters/plain.md", "It is", "See {doc}`nowhere`. It is")
    assert built.build().status == 1
    again = built.build()
    assert again.status == 1
    assert "nowhere" in again.said
    built.edit("chapters/plain.md", "{doc}`nowhere`", "{doc}`ships`")
    assert built.build().status == 0
    assert "ships.html" in built.page("plain")


def test_a_fault_in_the_data_stops_the_build_before_any_chapter(built: SmallBook) -> None:
    before = built.pages()
    built.edit("data/ships.csv", "first,3", 'first,"5,500"')
    result = built.build()
    assert result.status == 1
    assert 'data/ships.csv:2: column number: "5,500" is not an integer' in result.said
    assert "executed" not in result.said
    assert built.pages() == before


def test_a_chapter_that_the_table_of_contents_names_but_does_not_exist(built: SmallBook) -> None:
    (built.root / "chapters/plain.md").unlink()
    result = built.build()
    assert result.status == 1
    assert "chapters/plain.md: _toc.yml names this file, but it does not exist" in result.said


def test_a_page_not_run_because_another_failed_is_not_blamed(built: SmallBook) -> None:
    head = HEAD.replace("---\n", "---\ncoalitions: {after: all}\n", 1)
    text = f"{head}# Late\n\n```{{code-cell}} python3\nlate = 1\n```\n\nIt is {{eval}}`late`.\n"
    (built.root / "chapters/late.md").write_text(text, "utf-8")
    built.edit(
        "_toc.yml", "- file: chapters/plain", "- file: chapters/plain\n- file: chapters/late"
    )
    built.edit("chapters/plain.md", CELL, "answer = 1 / 0")
    result = built.build()
    assert "ZeroDivisionError" in result.said
    assert "late.md" not in result.said
    assert "1 problem;" in result.said
    built.edit("chapters/plain.md", "answer = 1 / 0", CELL)
    assert built.build().status == 0
