"""`make book`: check the data, run the chapters, build the pages, publish them, say what was done.

Pages are published only if nothing at all is wrong; until then the last good ones stay. Whatever a
build leaves behind is either written whole or thrown away by the next build, so that one killed at
any moment costs time and nothing else.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coalitions.book import publish
from coalitions.book.environment import environment
from coalitions.book.files import as_json, hash_file, sha256, write_whole
from coalitions.book.imports import quick_imports
from coalitions.book.kernels import kernels
from coalitions.book.lock import only_one
from coalitions.book.problems import Problem
from coalitions.book.project import Project

if TYPE_CHECKING:
    from coalitions.book.schedule import Outcome
    from coalitions.data.faults import Fault

Say = Callable[[str], None]

#: What the book is made of, below the project; everything else may change without a build.
SOURCES = (
    "_config.yml",
    "_toc.yml",
    "_numerals.yml",
    "chapters",
    "data",
    "seminar",
    "pyproject.toml",
    "CHANGELOG.md",
    "_static",
)


@dataclass(frozen=True)
class Built:
    """What a build did: the problems it met, and if there are none, where the book is."""

    problems: tuple[Problem, ...]
    message: str

    @property
    def good(self) -> bool:
        """Whether the pages are the book as it stands."""
        return not self.problems


def build(root: str | Path, say: Say) -> Built:
    """Build the book in a folder.

    Parameters
    ----------
    root
        The folder that holds `_config.yml`.
    say
        Called with one line of progress whenever there is news.
    """
    project = Project.at(root)
    began = time.perf_counter()
    with only_one(project.build / "lock", say):
        sources = fingerprint(project)
        if _is_current(project, sources):
            return Built(
                (), f"Nothing changed since the last build: no chapter executed.\n{_open(project)}"
            )
        return _build(project, sources, began, say)


def _build(project: Project, sources: str, began: float, say: Say) -> Built:
    _state(project).unlink(missing_ok=True)
    with kernels(project.data) as source:  # first, because it makes itself ready meanwhile
        problems = check_data(project, say)
        if problems:
            return _failed(project, problems)

        # These imports take seconds, which a build with nothing to do should not.
        with quick_imports():
            from coalitions.book import pagebuild, prose, published, report, schedule

        say("Running the chapters that need it …")
        outcomes = schedule.bring_up_to_date(project, say, source)
    problems = [problem for outcome in outcomes.values() for problem in outcome.problems]
    say("Building the pages …")
    made, complaints = pagebuild.build_pages(project)
    # Of a page whose chapter failed, or was not run because another failed, Sphinx can only say
    # that its values are missing.
    broken = {problem.file for problem in problems}
    broken |= {f"{document}.md" for document in project.documents if document not in outcomes}
    problems += [complaint for complaint in complaints if complaint.file not in broken]
    problems += prose.check_prose(project)
    report.write(project, outcomes, problems, time.perf_counter() - began)
    if problems:
        return _failed(project, problems)
    listing = publish.publish(made, project.pages)
    published.write(project)
    write_whole(_state(project), as_json({"sources": sources, "published": listing}))
    return Built((), _done(outcomes, time.perf_counter() - began, project))


def check_data(project: Project, say: Say) -> list[Problem]:
    """Validate the data package unless it is, file by file, the one found good before."""
    passed = project.build / "data-passed"
    now = _fingerprint_of([project.data, Path(__file__).parents[1] / "data"])
    if passed.is_file() and passed.read_text() == now:
        return []
    from coalitions.data.check import check

    say("Checking the data …")
    faults = check(project.data)
    if not faults:
        write_whole(passed, now)
    return [Problem(f.file, f.line, _of_column(f)) for f in faults]


def _of_column(fault: Fault) -> str:
    return f"column {fault.column}: {fault.message}" if fault.column else fault.message


def fingerprint(project: Project) -> str:
    """Return one fingerprint of everything the book is made of and with."""
    paths = [project.root / name for name in SOURCES] + [Path(__file__).parents[1]]
    return sha256(f"{_fingerprint_of(paths)} {environment()}".encode())


def _fingerprint_of(paths: list[Path]) -> str:
    files = []
    for path in paths:
        files += sorted(path.rglob("*")) if path.is_dir() else [path]
    hashes = [[str(f), hash_file(f)] for f in files if f.suffix != ".pyc" and not f.is_dir()]
    return sha256(as_json(hashes).encode())


def _is_current(project: Project, sources: str) -> bool:
    """Whether the published pages are those of these sources, and untouched since."""
    try:
        state = json.loads(_state(project).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(
        state.get("sources") == sources and state.get("published") == publish.listing(project.pages)
    )


def _state(project: Project) -> Path:
    return project.build / "state.json"


def _failed(project: Project, problems: list[Problem]) -> Built:
    ordered = tuple(dict.fromkeys(problems))
    count = "1 problem" if len(ordered) == 1 else f"{len(ordered)} problems"
    kept = (
        "the last good pages stay in _build/html"
        if project.pages.is_dir()
        else "no pages were made"
    )
    return Built(ordered, f"{count}; {kept}.")


def _done(outcomes: dict[str, Outcome], seconds: float, project: Project) -> str:
    executed = sum(outcome.executed for outcome in outcomes.values())
    reused = sum(not outcome.executed and outcome.chapter.runs for outcome in outcomes.values())
    chapters = "chapter" if executed == 1 else "chapters"
    return (
        f"Built {len(outcomes)} pages in {seconds:.1f} s: "
        f"{executed} {chapters} executed, {reused} reused.\n{_open(project)}"
    )


def _open(project: Project) -> str:
    return f"Open {project.pages / 'index.html'}"
