"""`book site --check`: run the chapters in the browser edition's Python and compare with the book.

The kernel of the browser edition runs in Node.js, on the same files that the site serves, and
runs each chapter cell by cell, with the expressions of its sentences. Numbers, the data of
figures and tables, and findings are then compared with `_build/published.json`.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coalitions.book import published
from coalitions.book.chapters import Chapter, read_chapter
from coalitions.book.differences import compare, rounded
from coalitions.book.files import as_json
from coalitions.book.lite import app, notebooks
from coalitions.book.lite.site import Places, python_files
from coalitions.book.lite.tools import Say, tool
from coalitions.book.project import BookError, Project
from coalitions.book.store import Inputs, Record

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class Verdict:
    """What running one chapter showed.

    Attributes
    ----------
    document
        The chapter.
    seconds
        How long its cells took.
    faults
        What went wrong or differs from the book; empty if nothing does.
    """

    document: str
    seconds: float
    faults: tuple[str, ...]

    def __str__(self) -> str:
        head = f"{self.document}: {'differs' if self.faults else 'as published'}"
        return "\n".join([f"{head} ({self.seconds:.1f} s)", *(f"  {one}" for one in self.faults)])


def check(project: Project, names: Sequence[str], say: Say) -> list[Verdict]:
    """Run chapters, all without names, and compare each with the published edition.

    Parameters
    ----------
    names
        Documents, or the last parts of their names: `iraq`.

    Raises
    ------
    BookError
        If there is no such chapter, no published edition, no Node.js, or if Python does not start.
    """
    node = tool("node", "to run chapters as the browser would")
    against = published.read(project.build / published.NAME)
    chapters = list(_chapters(project, names))
    places = Places.of(project)
    wheels = python_files(project, places, say)
    verdicts = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        asked = {chapter.document: _steps(chapter, against) for chapter in chapters}
        files = {
            "settings": app.options(wheels),
            "chapters": [
                {"name": _file(document), "steps": steps} for document, steps in asked.items()
            ],
        }
        for name, content in files.items():
            (folder / f"{name}.json").write_text(json.dumps(content), "utf-8")
        command = [node, _HERE / "static" / "run.mjs", places.pyodide, _HERE / "inside.py"]
        command += [folder / "settings.json", folder / "chapters.json", folder]
        for document in _finished(list(map(str, command)), {_file(d): d for d in asked}):
            found = json.loads((folder / f"{_file(document)}.json").read_text("utf-8"))
            verdict = judged(document, found, against["chapters"].get(document))
            say(str(verdict))
            verdicts.append(verdict)
    return verdicts


def judged(document: str, found: Mapping[str, Any], was: Mapping[str, Any] | None) -> Verdict:
    """Compare what a chapter gave in the browser's Python with what was published of it."""
    faults = [found["error"]] if found["error"] else []
    faults += [f"wrote to standard error: {text}" for text in found["stderr"]]
    if was is None:
        faults.append("is not part of the published edition")
    elif not found["error"]:
        now = published.chapter(
            Record(
                Inputs("", ""),
                tuple(tuple(cell) for cell in found["outputs"]),
                tuple((code, bundle) for code, bundle in found["values"]),
                found["seconds"],
            )
        )
        difference = compare(_alone(document, was), _alone(document, now))
        faults += [
            f"{change.kind} {change.what}: {change.before} → {change.after}"
            for change in difference.changes
        ]
    return Verdict(document, found["seconds"], tuple(faults))


def _alone(document: str, chapter: Mapping[str, Any]) -> dict[str, Any]:
    """Return a snapshot of one chapter, with what must agree and nothing else.

    How a figure is drawn is known by a fingerprint only, which the last digit of a number changes,
    and so do the names of its data, by which they are sorted: here they are sorted by content.
    """
    rough = rounded(chapter)
    figures = [
        {**figure, "drawn": "", "data": sorted(figure["data"], key=as_json)}
        for figure in rough["figures"]
    ]
    inputs = {"code": "", "modules": {}, "tables": []}
    agreeing = {**rough, "figures": figures, "inputs": inputs, "outputs": []}
    return {"packages": {}, "tables": {}, "chapters": {document: agreeing}}


def _chapters(project: Project, names: Sequence[str]) -> Iterator[Chapter]:
    known = {document: document.rpartition("/")[2] for document in project.documents}
    if unknown := sorted(set(names) - {*known, *known.values()}):
        raise BookError(f"there is no chapter {', '.join(unknown)}")
    for document, short in known.items():
        if not names or short in names or document in names:
            chapter = read_chapter(document, project.source(document))
            if chapter.runs:
                yield chapter


def _steps(chapter: Chapter, against: Mapping[str, Any]) -> list[dict[str, str]]:
    """List what a chapter runs, in its order, after what its notebook begins with."""
    known = against["chapters"].get(chapter.document, {}).get("inputs", {}).get("modules", {})
    late = notebooks.preparation(notebooks.late_packages(known))
    steps = [{"before": late}] if late else []
    for cell in chapter.cells:
        if cell.is_code:
            steps.append({"code": cell.source})
        steps += [{"expression": expression.text} for expression in cell.expressions]
    return steps


def _finished(command: Sequence[str], documents: Mapping[str, str]) -> Iterator[str]:
    """Start Python in Node.js and yield the documents as they are done."""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8"
        ) as running,
    ):
        assert running.stdout is not None
        for line in running.stdout:
            if (name := line.strip()) in documents:
                yield documents[name]
        if running.wait():
            errors.seek(0)
            said = "\n".join(errors.read().strip().splitlines()[-12:])
            raise BookError(f"Python in Node.js stopped:\n{said}")


def _file(document: str) -> str:
    return document.replace("/", ".")
