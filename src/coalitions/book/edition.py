"""What the chapters of a build rest on, written down for the chapters that report it.

`_build/execution/edition.json` holds only what is the same in every build of the same sources:
tables and their hashes, numbers of cells, versions. Seconds, dates and the commit are the
business of `report`.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from pathlib import Path

from coalitions.book import store
from coalitions.book.environment import packages
from coalitions.book.execute import FIGURE, Output
from coalitions.book.files import write_whole
from coalitions.book.project import Project

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
            "cells": len(record.outputs),
            "values": len(record.values),
            "figures": sum(_figures(cell) for cell in record.outputs),
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
    path = path_of(project)
    if not path.is_file() or path.read_text("utf-8") != text:
        write_whole(path, text)


def _figures(outputs: tuple[Output, ...]) -> int:
    return sum(FIGURE in output.get("data", {}) for output in outputs)
