"""`make student`: the book without the solutions of its exercises.

The solutions are taken out of the files before anything is made of them. The book that is left
lies in `_build/student-book`, is a project like any other, and starts from what the chapters said
in the full book: only pages that report on all others run again. Its pages go to `_build/student`,
with a bundle of its notebooks below `downloads`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import coalitions
from coalitions import checks
from coalitions.book import bundle, edition, pagebuild, publish, published, schedule, store
from coalitions.book.chapters import Chapter, read_chapter
from coalitions.book.files import write_whole
from coalitions.book.kernels import kernels
from coalitions.book.problems import Problem
from coalitions.book.project import BookError, Project
from coalitions.book.solutions import solution_lines, without_solutions
from coalitions.data.bundle import archive
from coalitions.seminar import quiz

LOCK: Final = "requirements.lock"
#: What the student's book takes over as it is. Exceptions of `_numerals.yml` quote solutions, and
#: the quiz of the seminar has its answers beside the questions.
_SHARED: Final = (
    *("_config.yml", "_toc.yml", "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-CONTENT"),
    *("pyproject.toml", LOCK, "data", "_static", edition.SEMINAR),
)


def folder_of(project: Project) -> Path:
    """Return where the student's pages are published."""
    return project.build / "student"


def student_project(project: Project) -> Project:
    """Write the book without solutions into `_build/student-book` and return it.

    Raises
    ------
    BookError
        If the full book has not been built since a chapter changed.
    """
    root = project.build / "student-book"
    for name in _SHARED:
        _mirror(project.root / name, root / name)
    shutil.rmtree(root / "chapters", ignore_errors=True)
    student = Project(root)
    for document in project.documents:
        text = project.source(document).read_text("utf-8")
        write_whole(student.source(document), without_solutions(text))
    for document in project.documents:
        _hand_over(project, student, document)
    if (project.root / quiz.QUIZ).is_file():
        write_whole(root / quiz.QUIZ, quiz.counted(project.root))
    answers = edition.folder_of(project) / checks.NAME
    if not answers.is_file():
        raise BookError(f"{answers} is not there: `make book` writes it")
    shutil.copyfile(answers, root / checks.NAME)
    _mirror(project.cache, student.cache)
    return student


def build(project: Project, say: Callable[[str], None]) -> list[Problem]:
    """Build and publish the student's edition; return what went wrong."""
    student = student_project(project)
    with kernels(student.data) as source:
        outcomes = schedule.bring_up_to_date(student, say, source)
    problems = [problem for outcome in outcomes.values() for problem in outcome.problems]
    if problems:
        return problems
    say("Building the student's pages …")
    made, problems = pagebuild.build_pages(student)
    if problems:
        return problems
    published.write(student)
    if (student.root / LOCK).is_file():
        name = f"{bundle.NAME}-student-{coalitions.__version__}"
        answers = {checks.NAME: (student.root / checks.NAME).read_bytes()}
        packed = archive(name, bundle.files(student) | answers)
        write_whole(made / "downloads" / f"{name}.zip", packed)
    publish.publish(made, folder_of(project))
    return []


def without(record: store.Record, full: Chapter, left: Chapter) -> store.Record:
    """Return the run of a chapter as if its solutions had never stood in it.

    Parameters
    ----------
    record
        The run of the full chapter.
    full, left
        The chapter with its solutions, and what is left of it without them.
    """
    gone = solution_lines(full.path.read_text("utf-8"))
    expressions = [e for cell in full.cells for e in cell.expressions]
    outputs = zip(full.code, record.outputs, strict=True)
    values = zip(expressions, record.values, strict=True)
    return replace(
        record,
        inputs=replace(record.inputs, code=store.code(left)),
        outputs=tuple(output for cell, output in outputs if cell.line not in gone),
        values=tuple(value for expression, value in values if expression.line not in gone),
    )


def _hand_over(project: Project, student: Project, document: str) -> None:
    """Give the student's book what a chapter said in the full one."""
    full = read_chapter(document, project.source(document))
    if not full.runs or full.waits_for_all:
        return
    record = store.read(project, document)
    if record is None or record.inputs.code != store.code(full):
        raise BookError(f"{document} has changed since the last `make book`: run that first")
    left = read_chapter(document, student.source(document))
    store.write(student, document, without(record, full, left))


def _mirror(source: Path, target: Path) -> None:
    """Make a file or folder the same as another, linking files where the system can."""
    if not source.exists():
        return
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copyfile(source, target)
        return
    if source.name != "cache":  # what is there is named by its content
        shutil.rmtree(target, ignore_errors=True)
    for path in source.rglob("*"):
        there = target / path.relative_to(source)
        if path.is_dir():
            there.mkdir(parents=True, exist_ok=True)
        elif not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            _link(path, there)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or a system without links
        shutil.copyfile(source, target)
