"""Every exercise has a check and a solution, and no page needs what only a solution computes."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from coalitions.book.chapters import Chapter, read_chapter
from coalitions.book.project import Project
from coalitions.book.solutions import exercises, solution_lines

PROJECT = Project.at(Path(__file__).parents[1])
CHAPTERS = [
    read_chapter(document, PROJECT.source(document))
    for document in PROJECT.documents
    if "{exercise-start}" in PROJECT.source(document).read_text("utf-8")
]
_CHECK = re.compile(r"\bco\.check\(\s*\"([\w-]+)\",\s*\.\.\.")
_SOLUTION = re.compile(r"\bco\.solution\(\s*\"([\w-]+)\"")

each = pytest.mark.parametrize("chapter", CHAPTERS, ids=[c.path.stem for c in CHAPTERS])


def text_of(chapter: Chapter) -> str:
    return chapter.path.read_text("utf-8")


def in_solutions(chapter: Chapter) -> tuple[list[str], list[str]]:
    """Return the code of a chapter: what stands in solutions, and what does not."""
    gone = solution_lines(text_of(chapter))
    inside = [cell.source for cell in chapter.code if cell.line in gone]
    outside = [cell.source for cell in chapter.code if cell.line not in gone]
    outside += [e.text for cell in chapter.cells for e in cell.expressions if e.line not in gone]
    return inside, outside


def test_labels_are_unique_in_the_book() -> None:
    labels = Counter(e.label for chapter in CHAPTERS for e in exercises(text_of(chapter)))
    assert len(labels) > 100
    assert [label for label, times in labels.items() if times > 1] == []


@each
def test_every_exercise_has_one_check_and_one_solution(chapter: Chapter) -> None:
    labels = [exercise.label for exercise in exercises(text_of(chapter))]
    inside, outside = in_solutions(chapter)
    checked = [label for code in outside for label in _CHECK.findall(code)]
    solved = [label for code in inside for label in _SOLUTION.findall(code)]
    assert checked == labels
    assert solved == labels


@each
def test_nothing_outside_solutions_needs_what_they_compute(chapter: Chapter) -> None:
    inside, outside = in_solutions(chapter)
    own = {name for code in inside for name in _names(code, ast.Store)}
    own -= {name for code in outside for name in _names(code, ast.Store)}
    assert own & {name for code in outside for name in _names(code, ast.Load)} == set()


def _names(code: str, context: type[ast.expr_context]) -> set[str]:
    found = list(ast.walk(ast.parse(code)))
    names = {n.id for n in found if isinstance(n, ast.Name) and isinstance(n.ctx, context)}
    if context is ast.Store:
        names |= {n.name for n in found if isinstance(n, ast.FunctionDef)}
    return names
