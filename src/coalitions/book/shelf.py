"""What the text of a chapter may refer to: other chapters, their labels, and the works it cites."""

from __future__ import annotations

import csv
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from coalitions.book.project import Project

_TITLE: Final = re.compile(r"^# (.+)$", re.MULTILINE)
_LABEL: Final = re.compile(r"^\(([\w:.-]+)\)=\s*\n+#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Work:
    """A source as a citation names it, and where it can be read."""

    label: str
    url: str


@dataclass(frozen=True)
class Shelf:
    """What the text of one chapter says of others.

    Attributes
    ----------
    titles
        Document to title, for the documents that are notebooks and for those that are not.
    notebooks
        The documents that are notebooks: these can be linked.
    labels
        Label to the document it stands in and the title below it.
    works
        Key to source.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    notebooks: frozenset[str] = frozenset()
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    works: Mapping[str, Work] = field(default_factory=dict)

    def link(self, document: str, text: str, seen_from: str) -> str:
        """Link the notebook of a document; without one, its title is enough."""
        if document not in self.notebooks:
            return f"*{text}*"
        there = posixpath.relpath(f"{document}.ipynb", posixpath.dirname(seen_from))
        return f"[{text}]({there})"


def shelf_of(project: Project) -> Shelf:
    """Collect what the chapters of a project say of one another, and the works they cite."""
    texts = {d: read_source(project.source(d)) for d in project.documents}
    titles = {d: found[1] for d, text in texts.items() if (found := _TITLE.search(text))}
    labels = {
        label: (document, title)
        for document, text in texts.items()
        for label, title in _LABEL.findall(text)
    }
    running = (d for d, text in texts.items() if "{code-cell}" in text)
    return Shelf(titles, frozenset(running), labels, _works(project.data / "sources.csv"))


def read_source(path: Path) -> str:
    """Read the text of a chapter as its notebook is made from it."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def _works(path: Path) -> dict[str, Work]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["source_id"]: _work(row) for row in csv.DictReader(file)}


def _work(row: Mapping[str, str]) -> Work:
    who = row["authors"] or row["publisher"] or row["title"]
    year = row["date_published"][:4]
    label = re.sub(r"[\[\]]", "", ", ".join(filter(None, [who, year])))
    return Work(label, row["url"].replace(" ", "%20"))
