"""A run is used again exactly while everything it depended on is as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coalitions.book import store
from coalitions.book.chapters import read_chapter
from coalitions.book.execute import Execution
from coalitions.book.project import Project
from tests.book.small_book import SmallBook

SHIPS = "chapters/ships"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package's source, which a test may edit."""
    copy = tmp_path / "src/coalitions"
    shutil.copytree(store._PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(store, "_PACKAGE", copy)
    return copy


def why(book: SmallBook, run: Execution, change: object) -> str:
    """Record a run of one chapter, make a change, and say why the chapter has to run again."""
    project = Project.at(book.root)
    chapter = read_chapter(SHIPS, project.source(SHIPS))
    inputs = store.Fingerprints(project).inputs(chapter, run)
    store.write(project, SHIPS, store.Record(inputs, run.outputs, run.values, 1.0))
    change()  # type: ignore[operator]
    chapter = read_chapter(SHIPS, project.source(SHIPS))
    return store.why_stale(chapter, store.read(project, SHIPS), store.Fingerprints(project))


RUN = Execution(
    files=("data/ships.csv", "data/datapackage.json", "chapters/extra.txt"),
    modules=("coalitions", "coalitions.provenance"),
)


def test_nothing_changed(fresh: SmallBook) -> None:
    assert why(fresh, RUN, lambda: None) == ""


def test_a_module_it_imports(fresh: SmallBook, package: Path) -> None:
    module = package / "provenance.py"
    change = lambda: module.write_text(module.read_text("utf-8") + "\n# edited\n", "utf-8")  # noqa: E731
    assert why(fresh, RUN, change) == "module coalitions.provenance changed"


def test_a_module_it_does_not_import(fresh: SmallBook, package: Path) -> None:
    assert why(fresh, RUN, lambda: (package / "findings.py").write_text("")) == ""


def test_a_table_it_loads(fresh: SmallBook) -> None:
    change = lambda: fresh.edit("data/ships.csv", "first,3", "first,4")  # noqa: E731
    assert why(fresh, RUN, change) == "table ships changed"


def test_a_file_that_was_not_there_appears(fresh: SmallBook) -> None:
    change = lambda: (fresh.root / "chapters/extra.txt").write_text("here now")  # noqa: E731
    assert why(fresh, RUN, change) == "file chapters/extra.txt changed"


def test_its_sentences_do_not_count(fresh: SmallBook) -> None:
    change = lambda: fresh.edit("chapters/ships.md", "There are", "We count")  # noqa: E731
    assert why(fresh, RUN, change) == ""


def test_an_expression_in_a_sentence_counts(fresh: SmallBook) -> None:
    change = lambda: fresh.edit("chapters/ships.md", "{eval}`int", "{eval}`1 + int")  # noqa: E731
    assert why(fresh, RUN, change) == "its code changed"


def test_another_package_version(fresh: SmallBook, monkeypatch: pytest.MonkeyPatch) -> None:
    change = lambda: monkeypatch.setattr(store, "environment", lambda: "pandas 4")  # noqa: E731
    assert why(fresh, RUN, change) == "the environment changed"


def test_a_table_edited_while_the_chapter_runs_is_stale_afterwards(fresh: SmallBook) -> None:
    project = Project.at(fresh.root)
    chapter = read_chapter(SHIPS, project.source(SHIPS))
    before_the_run = store.Fingerprints(project)
    fresh.edit("data/ships.csv", "first,3", "first,4")
    inputs = before_the_run.inputs(chapter, RUN)
    record = store.Record(inputs, (), (), 1.0)
    assert store.why_stale(chapter, record, store.Fingerprints(project)) == "table ships changed"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version": 0}', "\x00"])
def test_a_record_that_cannot_be_read_is_no_record(fresh: SmallBook, damage: str) -> None:
    project = Project.at(fresh.root)
    store.write(project, SHIPS, store.Record(store.Inputs("", ""), (), (), 1.0))
    store.path_of(project, SHIPS).write_text(damage)
    assert store.read(project, SHIPS) is None
