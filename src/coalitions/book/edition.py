"""What the chapters of a build rest on, written down for the chapters that report it.

`_build/execution/edition.json` holds only what is the same in every build of the same sources:
tables and their hashes, numbers of cells, findings and quantities with their rows, versions.
Seconds, dates and the commit are the business of `report`.
"""

from __future__ import annotations

import csv
import io
import json
import platform
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coalitions import spans
from coalitions.book import store
from coalitions.book.environment import packages
from coalitions.book.execute import FIGURE, Output
from coalitions.book.files import write_whole
from coalitions.book.notes import Number, places
from coalitions.book.project import Project

FINDING = "application/vnd.coalitions.finding+json"
QUANTITY = "application/vnd.coalitions.quantity+json"

#: Every number of the book as a table, beside `edition.json`.
CSV = "quantities.csv"

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


def path_of(project: Project) -> Path:
    """Return where the file lies."""
    return project.execution / "edition.json"


def write(project: Project, records: Mapping[str, store.Record]) -> None:
    """Write the file, if it would differ from what stands there."""
    chapters = {
        document: {
            "title": _title(project.source(document)),
            "order": project.documents.index(document),
            "cells": len(record.outputs),
            "values": len(record.values),
            "figures": sum(_figures(cell) for cell in record.outputs),
            "findings": [_finding(each) for cell in record.outputs for each in _findings(cell)],
            "quantities": _quantities(record),
            "tables": {Path(path).stem: sha for path, sha in record.inputs.tables.items()},
        }
        for document, record in records.items()
    }
    versions = packages()
    text = json.dumps(
        {
            "chapters": chapters,
            "python": platform.python_version(),
            "packages": {name: versions[name] for name in SHOWN if name in versions},
        },
        indent=1,
        sort_keys=True,
    )
    for path, content in ((path_of(project), text), (project.execution / CSV, _csv(chapters))):
        if not path.is_file() or path.read_text("utf-8") != content:
            write_whole(path, content)


def _title(source: Path) -> str:
    """Find the first heading of a chapter: its title."""
    found = re.search(r"^# +(.+?) *$", source.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else source.stem


def _figures(outputs: tuple[Output, ...]) -> int:
    return sum(FIGURE in output.get("data", {}) for output in outputs)


def _findings(outputs: tuple[Output, ...]) -> list[dict[str, Any]]:
    return [output["data"][FINDING] for output in outputs if FINDING in output.get("data", {})]


def _finding(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "sentence": content["sentence"],
        "tests": content["tests"],
        "overturned_by": content["overturned_by"],
        "rows": _rows(content["provenance"]),
    }


def _quantities(record: store.Record) -> list[dict[str, Any]]:
    """List the numbers in sentences, each once, in the order of their notes on the page."""
    numbers = [_number(" ".join(code.split()), bundle["data"]) for code, bundle in record.values]
    noted = dict(zip(places(numbers), numbers, strict=True))
    return [
        {
            "note": place,
            "text": number.text,
            "value": number.value,
            "unit": number.unit,
            "kind": number.kind,
            "how": number.how,
            "code": number.code,
            "rows": _rows(number.rows),
        }
        for place, number in sorted(noted.items())
    ]


def _csv(chapters: Mapping[str, Mapping[str, Any]]) -> str:
    """Write all numbers as CSV; a page may offer it to its readers."""
    out = io.StringIO()
    names = ("text", "value", "unit", "kind", "how", "code")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["page", "note", *names, "rows"])
    for document, chapter in sorted(chapters.items()):
        for each in chapter["quantities"]:
            rows = "; ".join(f"{table}:{text}" for table, text in each["rows"].items())
            cells = ["" if each[name] is None else each[name] for name in names]
            writer.writerow([document, each["note"], *cells, rows])
    return out.getvalue()


def _number(code: str, data: Mapping[str, Any]) -> Number:
    if QUANTITY in data:
        return Number.of_quantity(data[QUANTITY], code)
    return Number.of_text(str(data.get("text/plain", "")), code)


def _rows(provenance: Mapping[str, Any]) -> dict[str, str]:
    return {table: spans.written(lines) for table, lines in sorted(provenance.items())}
