"""Bring every chapter's run up to date: several kernels at once, none needlessly, none stale.

Chapters that read what the others left (`coalitions: {after: all}`) run last, from the files that
`edition` describes. As those are among the things they depend on, they run again exactly when
something in the files that they read changed.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coalitions.book import edition, pictures, store
from coalitions.book.chapters import Chapter, read_chapter
from coalitions.book.execute import FIGURE, execute
from coalitions.book.kernels import Kernels
from coalitions.book.problems import Problem
from coalitions.book.project import Project

Say = Callable[[str], None]
Read = Callable[[str, Path], Chapter]


@dataclass(frozen=True)
class Outcome:
    """What became of one chapter: its record, or the problems that left it without one."""

    chapter: Chapter
    executed: bool
    why: str
    seconds: float
    record: store.Record | None
    problems: tuple[Problem, ...] = ()


def cores() -> int:
    """Return how many kernels may run at once: the cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def bring_up_to_date(
    project: Project,
    say: Say,
    source: Kernels,
    read: Read = read_chapter,
    draw: bool = True,
) -> dict[str, Outcome]:
    """Run each chapter that has to run and return the outcome of all, in reading order.

    Parameters
    ----------
    source
        Where kernels come from.
    say
        Called with one line of progress whenever there is news.
    read
        Reads a document, given its name and its file; a bundle reads notebooks.
    draw
        Whether to draw the figures too, so that pages find them drawn.
    """
    outcomes: dict[str, Outcome] = {}
    chapters = {}
    for document in project.documents:
        try:
            chapters[document] = read(document, project.source(document))
        except (OSError, ValueError) as error:
            outcomes[document] = _unreadable(project, document, error)
    first = {d: c for d, c in chapters.items() if not c.waits_for_all}
    last = {d: c for d, c in chapters.items() if c.waits_for_all}
    outcomes |= _run(project, first, say, source, draw)
    if not any(outcome.problems for outcome in outcomes.values()):
        edition.write(project, {d: o.record for d, o in outcomes.items() if o.record})
        outcomes |= _run(project, last, say, source, draw)
        edition.write_answers(project, {d: o.record for d, o in outcomes.items() if o.record})
    _prune(project)
    return {d: outcomes[d] for d in project.documents if d in outcomes}


def _run(
    project: Project, chapters: Mapping[str, Chapter], say: Say, source: Kernels, draw: bool
) -> dict[str, Outcome]:
    now = store.Fingerprints(project)
    outcomes, stale = {}, {}
    for document, chapter in chapters.items():
        record = store.read(project, document) if chapter.runs else None
        why = store.why_stale(chapter, record, now) if chapter.runs else ""
        if why:
            stale[document] = why
        else:
            outcomes[document] = Outcome(chapter, False, "nothing it depends on changed", 0, record)
    if stale:
        running = {d: (chapters[d], why) for d, why in stale.items()}
        outcomes |= asyncio.run(_run_stale(project, running, now, say, source, draw))
    return outcomes


async def _run_stale(
    project: Project,
    stale: Mapping[str, tuple[Chapter, str]],
    now: store.Fingerprints,
    say: Say,
    source: Kernels,
    draw: bool,
) -> dict[str, Outcome]:
    free = asyncio.Semaphore(cores())
    done: dict[str, Outcome] = {}

    async def one(document: str, chapter: Chapter, why: str) -> None:
        async with free:
            outcome = await _run_one(project, source, chapter, why, now, draw)
        done[document] = outcome
        result = "failed" if outcome.problems else "executed"
        say(f"[{len(done)}/{len(stale)}] {document}: {result} in {outcome.seconds:.1f} s ({why})")

    async with asyncio.TaskGroup() as group:
        for document, (chapter, why) in stale.items():
            group.create_task(one(document, chapter, why))
    return done


async def _run_one(
    project: Project,
    source: Kernels,
    chapter: Chapter,
    why: str,
    now: store.Fingerprints,
    draw: bool,
) -> Outcome:
    run = await execute(chapter, project.root, source)
    if run.problems:
        store.path_of(project, chapter.document).unlink(missing_ok=True)
        return Outcome(chapter, True, why, run.seconds, None, run.problems)
    record = store.Record(now.inputs(chapter, run), run.outputs, run.values, run.seconds)
    if draw:
        bundles = [o.get("data", {}) for cell in run.outputs for o in cell]
        bundles += [value["data"] for _, value in run.values]
        figures = [bundle[FIGURE] for bundle in bundles if FIGURE in bundle]
        await asyncio.to_thread(_draw, figures, project.cache)
    store.write(project, chapter.document, record)
    return Outcome(chapter, True, why, run.seconds, record)


def _draw(figures: list[dict[str, object]], cache: Path) -> None:
    """Draw a chapter's figures now, on a free core, so that Sphinx finds them drawn."""
    for figure in figures:
        pictures.prepare(figure, cache)


def _unreadable(project: Project, document: str, error: OSError | ValueError) -> Outcome:
    file = project.source(document).relative_to(project.root).as_posix()
    missing = isinstance(error, FileNotFoundError)
    reason = "_toc.yml names this file, but it does not exist" if missing else str(error)
    chapter = Chapter(document, project.source(document), (), {})
    return Outcome(chapter, False, "cannot be read", 0, None, (Problem(file, 0, reason),))


def _prune(project: Project) -> None:
    """Remove the records of documents that are no longer in the book."""
    kept = {store.path_of(project, document) for document in project.documents}
    for path in project.execution.rglob("*.json"):
        if path not in kept and path.parent != edition.folder_of(project):
            path.unlink()
