"""What an edition of the book rests on: chapters, tables with their fingerprints, versions.

A build leaves this in `_build/execution/edition.json` before it runs the chapters that report on
it (those with ``coalitions: {after: all}`` in their front matter). The file says nothing that
differs from one build of the same sources to the next: no dates, seconds or paths.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from coalitions.book.files import hash_file
from coalitions.data import package
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.provenance import Provenance


def path() -> Path:
    """Return where the build of the data package in use leaves its record."""
    return package.read().folder.parent / "_build" / "execution" / "edition.json"


def edition_chapters() -> pd.DataFrame:
    """List the chapters that run code.

    Returns
    -------
    pandas.DataFrame
        One row for each chapter: `chapter` (its file without folder and ending), `cells`, `figures`
        and `numbers` (values in sentences) it has, and how many `tables` it reads.
    """
    return pd.DataFrame(
        [
            {
                "chapter": Path(document).name,
                "cells": chapter["cells"],
                "figures": chapter["figures"],
                "numbers": chapter["values"],
                "tables": len(chapter["tables"]),
            }
            for document, chapter in sorted(_read()["chapters"].items())
        ],
        columns=["chapter", "cells", "figures", "numbers", "tables"],
    )


def edition_tables() -> Facts:
    """List the tables that the chapters read.

    Returns
    -------
    Facts
        One row for each table: `table`, `rows`, the number of `chapters` that read it, and the
        `sha256` of its file in hexadecimal, which ``sha256sum data/<table>.csv`` prints too. It
        rests on all rows of these tables.
    """
    described = package.read()
    readers: dict[str, int] = {}
    for chapter in _read()["chapters"].values():
        for name in chapter["tables"]:
            readers[name] = readers.get(name, 0) + 1
    tables = {name: load(name) for name in sorted(readers)}
    frame = pd.DataFrame(
        [
            {
                "table": name,
                "rows": len(tables[name]),
                "chapters": readers[name],
                "sha256": hash_file(described.path(described.table(name))),
            }
            for name in tables
        ],
        columns=["table", "rows", "chapters", "sha256"],
    )
    return Facts.resting_on(frame, Provenance().union(*(t.provenance for t in tables.values())))


def edition_versions() -> pd.DataFrame:
    """List the versions of Python and of the packages that decide what a page shows.

    Returns
    -------
    pandas.DataFrame
        `software` and `version`; `requirements.lock` names all the others.
    """
    edition = _read()
    versions = {"Python": edition["python"], **edition["packages"]}
    return pd.DataFrame(list(versions.items()), columns=["software", "version"])


def _read() -> Mapping[str, Any]:
    """Read the record of the build.

    Raises
    ------
    FileNotFoundError
        If the book has not been built beside this data package.
    """
    try:
        text = path().read_text("utf-8")
    except OSError:
        raise FileNotFoundError(
            f"{path()} is not there: the book has not been built beside this data package. "
            "Run `make book` (on Windows `py make.py book`) and try again."
        ) from None
    record: dict[str, Any] = json.loads(text)
    return record
