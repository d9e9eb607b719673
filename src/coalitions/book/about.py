"""What a page says of itself: in its head for search engines, in its feed, on its picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from docutils import nodes

from coalitions.book import store
from coalitions.book.numbers import FINDING_MIME
from coalitions.book.pages import FIGURE_MIME
from coalitions.book.project import Project

_LENGTH: Final = 160


@dataclass(frozen=True)
class About:
    """A page in a few words.

    Attributes
    ----------
    title, part
        Its title, and the caption of the part of the book that it belongs to (may be empty).
    words
        What it is about, in at most 160 characters.
    finding
        The first thing that it finds, as a sentence; may be empty.
    figures
        The specifications of its charts.
    """

    title: str
    part: str
    words: str
    finding: str
    figures: tuple[dict[str, Any], ...]


def about(project: Project, document: str, doctree: nodes.document, title: str, part: str) -> About:
    """Describe a page from its text and from what its chapter computed."""
    record = store.read(project, document)
    bundles = [
        output.get("data", {}) for cell in (record.outputs if record else ()) for output in cell
    ]
    findings = [bundle[FINDING_MIME]["sentence"] for bundle in bundles if FINDING_MIME in bundle]
    figures = [bundle[FIGURE_MIME].get("spec", {}) for bundle in bundles if FIGURE_MIME in bundle]
    return About(
        title=title,
        part=part,
        words=description(doctree),
        finding=findings[0] if findings else "",
        figures=tuple(figures),
    )


def description(doctree: nodes.document) -> str:
    """Take the first words of a page, up to the end of a sentence or word."""
    words = ""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, (nodes.section, nodes.Admonition)):
            words = " ".join(f"{words} {paragraph.astext()}".split())
        if len(words) >= _LENGTH:
            break
    if len(words) <= _LENGTH:
        return words
    cut = words[: _LENGTH - 1]
    sentence = re.match(r"(.{60,}[.?!])\s", cut)
    return sentence[1] if sentence else cut.rsplit(" ", 1)[0].rstrip(",;:–") + "…"
