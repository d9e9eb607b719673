"""What an edition of the book rests on: chapters, tables with their fingerprints, versions.

A build leaves this in `_build/execution/edition/` before it runs the chapters that report on it
(those with ``coalitions: {after: all}`` in their front matter). The files say nothing that differs
from one build of the same sources to the next: no dates, seconds or paths.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from coalitions import spans
from coalitions.book.evidence import Evidence
from coalitions.book.files import hash_file
from coalitions.data import package
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.provenance import Provenance


def folder() -> Path:
    """Return where the build of the data package in use leaves its record."""
    return package.read().folder.parent / "_build" / "execution" / "edition"


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
            for document, chapter in sorted(_read("chapters").items())
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
    for chapter in _read("chapters").values():
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


def edition_readers() -> dict[str, tuple[tuple[str, str], ...]]:
    """Tell which chapters read which table.

    Returns
    -------
    dict
        Name of a table to the chapters that read it, in the order of their files: each with its
        document (``chapters/interfet``) and its title. Chapters that report on the build are not
        among them.
    """
    readers: dict[str, tuple[tuple[str, str], ...]] = {}
    for document, chapter in sorted(_read("chapters").items()):
        title = chapter.get("title") or Path(document).name
        for name in chapter["tables"]:
            readers[name] = (*readers.get(name, ()), (document, title))
    return readers


def edition_findings() -> Facts:
    """List the findings that the chapters assert.

    Returns
    -------
    Facts
        One row for each finding: `document` (``chapters/interfet``), the `title` of that chapter,
        the `place` of the finding in it (from 1), the `sentence`, the `tests` that held,
        what it would be `overturned_by` (may be empty), the `rows` that it rests on
        (``events:18; mandates:10-12``), how many these are (`behind`), and how many `works` they
        cite. The table rests on all these rows.
    """
    return _listed(
        [
            {
                "document": document,
                "title": chapter["title"],
                "place": place,
                "sentence": finding["sentence"],
                "tests": "; ".join(finding["tests"]),
                "overturned_by": finding["overturned_by"],
                "rows": finding["rows"],
            }
            for document, chapter, findings in _in_order("findings")
            for place, finding in enumerate(findings, start=1)
        ],
        ["document", "title", "place", "sentence", "tests", "overturned_by"],
    )


def edition_quantities() -> Facts:
    """List the numbers that the chapters compute in their sentences.

    Returns
    -------
    Facts
        One row for each number: `document` and `title` of its chapter, the number of its `note`
        on that page, its `text` in the sentence, its `value` and `unit`, its `kind` (``data``,
        ``assumption``, ``definition``, or ``computed`` where no rows are traced), `how` it was
        computed, the `code` in the chapter, the `rows` that it rests on
        (``events:18; mandates:10-12``), how many these are (`behind`), and how many `works` they
        cite. The table rests on all these rows.
    """
    return _listed(
        [
            {"document": document, "title": chapter["title"], **quantity}
            for document, chapter, quantities in _in_order("quantities")
            for quantity in quantities
        ],
        ["document", "title", "note", "text", "value", "unit", "kind", "how", "code"],
    )


def _in_order(kind: str) -> list[tuple[str, Mapping[str, Any], list[dict[str, Any]]]]:
    """Return what each chapter has of a kind, in the order in which a reader meets them."""
    chapters = sorted(_read("chapters").items(), key=lambda pair: pair[1]["order"])
    found = _read(kind)
    return [(document, chapter, found[document]) for document, chapter in chapters]


def _listed(records: list[dict[str, Any]], columns: list[str]) -> Facts:
    """Make a table of records that have `rows`, a mapping of tables to spans of lines."""
    evidence, all_rows = Evidence(), Provenance()
    shown = []
    for record in records:
        rows = Provenance.build({name: spans.read(text) for name, text in record["rows"].items()})
        all_rows = all_rows.union(rows)
        named = "; ".join(f"{name}:{text}" for name, text in record["rows"].items())
        works = len(evidence.sources(rows.rows))
        shown.append({**record, "rows": named, "behind": len(rows), "works": works})
    return Facts.resting_on(
        pd.DataFrame(shown, columns=[*columns, "rows", "behind", "works"]), all_rows
    )


def edition_contents() -> pd.DataFrame:
    """List the pages of the book but the first, in reading order.

    Returns
    -------
    pandas.DataFrame
        `document` (``chapters/interfet``), `title`, the `part` it stands in, the `question` that it
        opens with and the first `finding` that it asserts; both may be empty.
    """
    found = _read("findings")
    first = {document: said[0]["sentence"] for document, said in found.items() if said}
    pages = [{**page, "finding": first.get(page["document"], "")} for page in _read("contents")]
    return pd.DataFrame(pages, columns=["document", "title", "part", "question", "finding"])


def edition_exercises() -> pd.DataFrame:
    """List the exercises of all chapters, in reading order.

    Returns
    -------
    pandas.DataFrame
        `document` (``chapters/interfet``) and `title` of the chapter, the number of the `session`
        of the seminar that reads it first (0 if none does), the `part` it stands in, the `label`
        of the exercise, its `headline` (“Read a figure”), the `skill` that it trains (``read``,
        ``compute`` or ``argue``) and its `text`, with its numbers filled in.
    """
    found = _read("exercises")
    session: dict[str, int] = {}
    for each in reversed(_read("sessions")):
        session |= dict.fromkeys(each["documents"], each["number"])
    names = ("document", "title", "part")
    rows = [
        {
            **{name: page[name] for name in names},
            "session": session.get(page["document"], 0),
            **each,
        }
        for page in _read("contents")
        for each in found.get(page["document"], [])
    ]
    return pd.DataFrame(rows, columns=[*names, "session", "label", "headline", "skill", "text"])


def edition_sessions() -> dict[int, str]:
    """Return the titles of the sessions of the seminar by their numbers, from 1."""
    return {each["number"]: each["title"] for each in _read("sessions")}


def edition_versions() -> pd.DataFrame:
    """List the versions of Python and of the packages that decide what a page shows.

    Returns
    -------
    pandas.DataFrame
        `software` and `version`; `requirements.lock` names all the others.
    """
    return pd.DataFrame(list(_read("versions").items()), columns=["software", "version"])


def _read(kind: str) -> Any:
    """Read one file of the record of the build.

    Raises
    ------
    FileNotFoundError
        If the book has not been built beside this data package.
    """
    try:
        text = (folder() / f"{kind}.json").read_text("utf-8")
    except OSError:
        raise FileNotFoundError(
            f"{folder()} is not there: the book has not been built beside this data package. "
            "Run `make book` (on Windows `py make.py book`) and try again."
        ) from None
    return json.loads(text)
