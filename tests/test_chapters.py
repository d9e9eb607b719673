"""Every chapter runs, is built as chapters are, and survives JupyterLab."""

from __future__ import annotations

import asyncio
import re
import statistics
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jupytext
import nbformat
import pytest
import yaml
from jupytext.config import load_jupytext_configuration_file
from nbclient import NotebookClient

from coalitions.book.chapters import Chapter, read_chapter
from coalitions.book.execute import execute
from coalitions.book.kernels import Kernels, kernels
from coalitions.book.project import Project

PROJECT = Project.at(Path(__file__).parents[1])
CHAPTERS = [read_chapter(document, PROJECT.source(document)) for document in PROJECT.documents]
RUNNING = [chapter for chapter in CHAPTERS if chapter.runs]


SETTINGS = load_jupytext_configuration_file(str(PROJECT.root / "pyproject.toml"))


def each(chapters: list[Chapter]) -> pytest.MarkDecorator:
    """Run a test for each of some chapters, under the chapter's name."""
    return pytest.mark.parametrize("chapter", chapters, ids=[c.path.stem for c in chapters])


@pytest.fixture(scope="module")
def source() -> Iterator[Kernels]:
    """Where kernels come from."""
    with kernels(PROJECT.data) as source:
        yield source


@each(RUNNING)
def test_a_chapter_runs_without_any_problem(chapter: Chapter, source: Kernels) -> None:
    # In a thread of its own: browser tests leave an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        run = thread.submit(asyncio.run, execute(chapter, PROJECT.root, source)).result()
    assert [str(problem) for problem in run.problems] == []


@each(RUNNING)
def test_cells_are_short(chapter: Chapter) -> None:
    lengths = [len([line for line in c.source.splitlines() if line.strip()]) for c in chapter.code]
    assert statistics.median(lengths) <= 6
    assert max(lengths) <= 15


@each(RUNNING)
def test_a_chapter_sets_nothing_up_and_reads_no_file(chapter: Chapter) -> None:
    code = "\n".join(cell.source for cell in chapter.code)
    assert (
        re.search(r"read_csv|open\(|read_json|Path\(|\.themes\.|\.renderers\.|set_option", code)
        is None
    )


@each(CHAPTERS)
def test_a_page_begins_with_its_one_title(chapter: Chapter) -> None:
    text = chapter.path.read_text("utf-8")
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    outside = re.sub(r"^(`{3,}|:{3,}).*?^\1", "", body, flags=re.DOTALL | re.MULTILINE)
    titles = re.findall(r"^# .+$", outside, re.MULTILINE)
    assert len(titles) == 1
    assert body.lstrip().startswith(titles[0])


@each(CHAPTERS)
def test_directives_are_lower_case(chapter: Chapter) -> None:
    names = re.findall(
        r"^\s*(?:`{3,}|:{3,})\{([^}]+)\}", chapter.path.read_text("utf-8"), re.MULTILINE
    )
    assert [name for name in names if name != name.lower()] == []


@each(RUNNING)
def test_findings_are_asserted_at_the_end(chapter: Chapter) -> None:
    if chapter.waits_for_all:
        pytest.skip("a page about the book asserts nothing about the world")
    assert "co.finding(" in chapter.code[-1].source


@each(RUNNING)
def test_opened_run_and_saved_in_jupyterlab_a_chapter_is_unchanged(chapter: Chapter) -> None:
    text = chapter.path.read_text("utf-8")
    notebook = jupytext.reads(text, fmt="md:myst", config=SETTINGS)
    _as_jupyterlab_would(notebook)
    assert jupytext.writes(notebook, fmt="md:myst", config=SETTINGS) == text


def _as_jupyterlab_would(notebook: nbformat.NotebookNode) -> None:
    """Leave in a notebook what running it in JupyterLab leaves there."""
    notebook.metadata["kernelspec"] = {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    }
    notebook.metadata["language_info"] = {"name": "python", "version": "3.13.1"}
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code":
            cell.execution_count = number
            cell.metadata["execution"] = {"iopub.execute_input": "2026-01-01T00:00:00Z"}
            cell.metadata["trusted"] = True
            cell.outputs = [nbformat.v4.new_output("stream", text="said")]


def test_a_notebook_opened_by_jupytext_runs_from_top_to_bottom() -> None:
    """One chapter, through the very kernel that JupyterLab would start."""
    chapter = RUNNING[-1]
    notebook = jupytext.read(chapter.path)
    folder = {"metadata": {"path": str(chapter.path.parent)}}
    NotebookClient(notebook, kernel_name="python3", timeout=300, resources=folder).execute()
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


def test_the_table_of_contents_names_every_chapter() -> None:
    files = {
        path.relative_to(PROJECT.root).with_suffix("").as_posix()
        for path in PROJECT.root.glob("chapters/**/*.md")
    }
    assert set(PROJECT.documents) == files


def test_chapters_are_not_numbered_in_their_addresses() -> None:
    toc = yaml.safe_load((PROJECT.root / "_toc.yml").read_text("utf-8"))
    assert toc["format"] == "jb-book"
    assert [name for name in PROJECT.documents if re.search(r"/\d", name)] == []
