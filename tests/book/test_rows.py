"""Of a table asked for in part, the rows asked for count, and no others."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from coalitions.book import store
from coalitions.book.chapters import read_chapter
from coalitions.book.project import Project
from tests.book.small_book import HEAD, SmallBook, write_small_book

CHAPTERS = {
    "first": 'co.load("ships", name="first")',
    "second": 'co.load("ships", name=["second"])',
    "every": 'co.load("ships")',
    "both": '[co.load("ships", name="first"), co.load("ships")][0]',
    "counted": 'co.load("ships", number=3)',
    "shown": 'Path("../data/ships.csv").read_text() and co.load("ships", name="first")',
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    """A book whose chapters ask for one table in different ways, built."""
    made = write_small_book(tmp_path_factory.mktemp("rows") / "book")
    toc = ["format: jb-book", "root: chapters/index", "chapters:"]
    for name, code in CHAPTERS.items():
        cell = f"from pathlib import Path\nimport coalitions as co\nships = {code}"
        text = f"{HEAD}# Ships\n\n```{{code-cell}} python3\n{cell}\n```\n\n"
        text += 'So many: {eval}`int(ships["number"].sum())`.\n'
        (made.root / f"chapters/{name}.md").write_text(text, "utf-8")
        toc.append(f"- file: chapters/{name}")
    (made.root / "_toc.yml").write_text("\n".join(toc) + "\n", "utf-8")
    result = made.build()
    assert result.status == 0, result.said
    return made


WHOLE = {"every", "both", "counted", "shown"}


def stale(book: SmallBook) -> dict[str, str]:
    """Say which chapters would have to run now, and why."""
    project = Project.at(book.root)
    now = store.Fingerprints(project)
    reasons = {
        name: store.why_stale(
            read_chapter(f"chapters/{name}", project.source(f"chapters/{name}")),
            store.read(project, f"chapters/{name}"),
            now,
        )
        for name in CHAPTERS
    }
    return {name: why for name, why in reasons.items() if why}


@pytest.fixture
def table(book: SmallBook) -> Iterator[SmallBook]:
    """The book as built, with its table, which a test may change."""
    path = book.root / "data/ships.csv"
    before = path.read_bytes()
    yield book
    path.write_bytes(before)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("second,4", "second,5", {"second"}),
        ("first,3", "first,6", {"first"}),
        ("second,4\n", "second,4\nthird,1\n", set()),
        ("second,4\n", "zeroth,1\nsecond,4\n", {"second"}),
        ("first,3\nsecond,4\n", "second,4\nfirst,3\n", {"first", "second"}),
        ("second,4", "first,4", {"first", "second"}),
        ("second,4", "third,4", {"second"}),
        ("second,4\n", "", {"second"}),
        ("name,number\n", "number,name\n", {"first", "second"}),
    ],
)
def test_a_change_runs_those_that_asked_for_the_row_or_ask_for_all(
    table: SmallBook, old: str, new: str, expected: set[str]
) -> None:
    assert stale(table) == {}
    table.edit("data/ships.csv", old, new)
    assert set(stale(table)) == expected | WHOLE
    assert {stale(table)[name] for name in expected} <= {"rows of table ships changed"}


def test_a_table_that_is_gone_or_no_table_any_more_runs_all(table: SmallBook) -> None:
    table.edit("data/ships.csv", "name,number", "name;number")
    assert set(stale(table)) == set(CHAPTERS)
    (table.root / "data/ships.csv").unlink()
    assert set(stale(table)) == set(CHAPTERS)


def test_the_entry_of_the_descriptor_counts_for_all(table: SmallBook) -> None:
    path = table.root / "data/datapackage.json"
    before = path.read_text("utf-8")
    package = json.loads(before)
    package["resources"][0]["schema"]["fields"][1]["unit"] = "ships"
    path.write_text(json.dumps(package), "utf-8")
    assert set(stale(table)) == set(CHAPTERS)
    path.write_text(before, "utf-8")


def test_what_is_edited_while_chapters_run_counts_as_changed(table: SmallBook) -> None:
    """Fingerprints are those of the moment at which they were made."""
    project = Project.at(table.root)
    early = store.Fingerprints(project)
    selection = json.dumps({"where": {"name": ["first"]}})
    table.edit("data/ships.csv", "first,3", "first,6")
    late = store.Fingerprints(project)
    rows = [each.rows("data/ships.csv", selection) for each in (early, late)]
    assert rows[0] != rows[1]


def test_a_build_runs_the_chapters_and_shows_the_new_number(table: SmallBook) -> None:
    table.edit("data/ships.csv", "second,4", "second,5")
    result = table.build()
    assert result.status == 0, result.said
    assert table.report()["chapters"]["chapters/second"]["why"] == "rows of table ships changed"
    assert ">5</span>" in table.page("second")
    assert ">3</span>" in table.page("first")
    assert set(table.report()["chapters"]["chapters/first"]["tables"]) == {"data/ships.csv"}
