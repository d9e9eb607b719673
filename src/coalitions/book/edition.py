"""What the chapters of a build rest on, written down for the chapters that report it.

`_build/execution/edition/` holds only what is the same in every build of the same sources: the
chapters and the tables they read, findings and quantities with their rows, versions. Seconds,
dates and the commit are the business of `report`. Each kind has a file of its own, so that a page
about one kind runs again only when that kind changed.
"""

from __future__ import annotations

import csv
import io
import json
import platform
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from coalitions import checks, spans
from coalitions.book import solutions, store
from coalitions.book.environment import packages
from coalitions.book.execute import FIGURE, Output
from coalitions.book.files import write_whole
from coalitions.book.notes import Number, places
from coalitions.book.project import Project

FINDING = "application/vnd.coalitions.finding+json"
QUANTITY = "application/vnd.coalitions.quantity+json"

#: How long a chapter says that reading it takes.
_MINUTES = re.compile(r"\b(\d+) minutes\b")
#: The first sentence of the box that a chapter begins with.
_QUESTION = re.compile(
    r"^(?:`{3,}|:{3,})\{admonition\} The question *\n(?::class:.*\n+)?([^`]*?\?)(?=\s)",
    re.MULTILINE,
)

#: Where the plan of the seminar stands, in the folder of the book.
SEMINAR = "seminar/plan.yml"

#: The packages whose versions a reader may want to know; the lock file names all.
SHOWN = (
    "altair",
    "jupyter-book",
    "myst-nb",
    "nbclient",
    "numpy",
    "pandas",
    "sphinx",
    "vl-convert-python",
)


def folder_of(project: Project) -> Path:
    """Return where the files lie."""
    return project.execution / "edition"


def write(project: Project, records: Mapping[str, store.Record]) -> None:
    """Write the files, each only if it would differ from what stands there."""
    order = [document for document in project.documents if document in records]
    quantities = {document: numbers(records[document]) for document in order}
    versions = packages()
    shown = {name: versions[name] for name in SHOWN if name in versions}
    files = {
        "chapters.json": _json(
            {d: _chapter(records[d], project.source(d), place) for place, d in enumerate(order)}
        ),
        "findings.json": _json({document: findings(records[document]) for document in order}),
        "exercises.json": _json(
            {d: exercises(records.get(d), project, d) for d in project.documents}
        ),
        "sessions.json": _json(sessions(project)),
        "quantities.json": _json(quantities),
        "quantities.csv": _csv(quantities),
        "contents.json": _json(_contents(project)),
        "versions.json": _json({"Python": platform.python_version(), **shown}),
    }
    for name, content in files.items():
        _write(project, name, content)


def write_answers(project: Project, records: Mapping[str, store.Record]) -> None:
    """Write the answers of all exercises, when the last chapter has run."""
    _write(project, checks.NAME, _json(answers(records)))


def _write(project: Project, name: str, content: str) -> None:
    path = folder_of(project) / name
    if not path.is_file() or path.read_text("utf-8") != content:
        write_whole(path, content)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _chapter(record: store.Record, source: Path, place: int) -> dict[str, Any]:
    return {
        "title": _title(source),
        "order": place,
        "cells": len(record.outputs),
        "values": len(record.values),
        "figures": sum(_figures(cell) for cell in record.outputs),
        "tables": [Path(path).stem for path in record.inputs.data],
    }


def _contents(project: Project) -> list[dict[str, Any]]:
    """List all pages but the first, in reading order, whether they run code or not."""
    caption_of = project.parts
    return [
        {
            "document": document,
            "title": _title(project.source(document)),
            "part": caption_of.get(document, ""),
            "question": _question(project.source(document)),
            "minutes": _minutes(project.source(document)),
        }
        for document in project.documents[1:]
    ]


def _question(source: Path) -> str:
    """Find the question that a chapter opens with; a page of reference has none."""
    found = _QUESTION.search(source.read_text("utf-8"))
    return " ".join(found[1].split()) if found else ""


def _minutes(source: Path) -> int | None:
    """Find how long a chapter says that reading it takes; a page of reference does not say."""
    found = _MINUTES.search(source.read_text("utf-8"))
    return int(found[1]) if found else None


def _title(source: Path) -> str:
    """Find the first heading of a chapter: its title."""
    found = re.search(r"^# +(.+?) *$", source.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else source.stem


def _figures(outputs: tuple[Output, ...]) -> int:
    return sum(FIGURE in output.get("data", {}) for output in outputs)


def findings(record: store.Record) -> list[dict[str, Any]]:
    """List the findings of a chapter in the order in which it asserts them."""
    bundles = [output.get("data", {}) for cell in record.outputs for output in cell]
    return [
        {
            "sentence": content["sentence"],
            "tests": content["tests"],
            "overturned_by": content["overturned_by"],
            "holds": content["holds"],
            "rows": spans_of(content["provenance"]),
        }
        for content in (bundle[FINDING] for bundle in bundles if FINDING in bundle)
    ]


def numbers(record: store.Record) -> list[dict[str, Any]]:
    """List the numbers in sentences, each once, in the order of their notes on the page."""
    found = [_number(" ".join(code.split()), bundle["data"]) for code, bundle in record.values]
    noted = dict(zip(places(found), found, strict=True))
    return [
        {
            "note": place,
            "text": number.text,
            "value": number.value,
            "unit": number.unit,
            "kind": number.kind,
            "how": number.how,
            "code": number.code,
            "rows": spans_of(number.rows),
        }
        for place, number in sorted(noted.items())
    ]


def answers(records: Mapping[str, store.Record]) -> dict[str, Any]:
    """Collect the answers that solutions registered, as hashes, by the labels of exercises."""
    bundles = [o.get("data", {}) for r in records.values() for cell in r.outputs for o in cell]
    found = [dict(bundle[checks.MIME]) for bundle in bundles if checks.MIME in bundle]
    return {answer.pop("label"): answer for answer in sorted(found, key=lambda a: str(a["label"]))}


def exercises(record: store.Record | None, project: Project, document: str) -> list[dict[str, Any]]:
    """List the exercises of a chapter in the order of the page, with its numbers filled in.

    A chapter that has still to run has no record and so no numbers.
    """
    ran = record.values if record else ()
    values = {" ".join(code.split()): _number(code, b["data"]).text for code, b in ran}

    def title(link: re.Match[str]) -> str:
        name = (Path(document).parent / link[1]).as_posix()
        target = project.root / f"{posixpath.normpath(name)}.md"
        return _title(target) if target.is_file() else link[1]

    def said(text: str) -> str:
        text = re.sub(r" ?\{cite\}`[^`]*`", "", text)
        text = re.sub(r"\{eval\}`([^`]*)`", lambda m: values.get(" ".join(m[1].split()), "…"), text)
        text = re.sub(r"\{doc\}`([^`]*)`", title, text)
        return re.sub(r"[`*]", "", text)

    return [
        {"label": e.label, "headline": e.title, "skill": e.skill, "text": said(e.text)}
        for e in solutions.exercises(project.source(document).read_text("utf-8"))
    ]


def sessions(project: Project) -> list[dict[str, Any]]:
    """List the sessions of the longest plan of the seminar: number, title, chapters to read."""
    path = project.root / SEMINAR
    if not path.is_file():
        return []
    plans = yaml.safe_load(path.read_text("utf-8"))["plans"]
    longest = max((plan["sessions"] for plan in plans), key=len)
    return [
        {
            "number": number,
            "title": session["title"],
            "documents": [f"chapters/{reading['chapter']}" for reading in session["reading"]],
        }
        for number, session in enumerate(longest, start=1)
    ]


def _csv(quantities: Mapping[str, list[dict[str, Any]]]) -> str:
    """Write all numbers as CSV; a page may offer it to its readers."""
    out = io.StringIO()
    names = ("text", "value", "unit", "kind", "how", "code")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["page", "note", *names, "rows"])
    for document, numbers in quantities.items():
        for each in numbers:
            rows = "; ".join(f"{table}:{text}" for table, text in each["rows"].items())
            cells = ["" if each[name] is None else each[name] for name in names]
            writer.writerow([document, each["note"], *cells, rows])
    return out.getvalue()


def _number(code: str, data: Mapping[str, Any]) -> Number:
    if QUANTITY in data:
        return Number.of_quantity(data[QUANTITY], code)
    return Number.of_text(str(data.get("text/plain", "")), code)


def spans_of(provenance: Mapping[str, Any]) -> dict[str, str]:
    """Write the lines of each table as spans."""
    return {table: spans.written(lines) for table, lines in sorted(provenance.items())}
