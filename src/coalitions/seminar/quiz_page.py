"""The quiz as the teaching guide shows it: how many questions of which kind, and the files."""

from __future__ import annotations

from collections import Counter
from typing import Final

from coalitions.data import package
from coalitions.markup import Shown, element, joined, table
from coalitions.seminar import gift, qti, quiz
from coalitions.seminar.page import FILES
from coalitions.seminar.said import Said
from coalitions.seminar.wording import chapter_link

_KINDS: Final = {
    "choice": "Choice",
    "truefalse": "True or false",
    "numeric": "Number",
    "matching": "Matching",
}


def seminar_quiz() -> Shown:
    """Count the questions by chapter and kind, and offer them as files; students get no files."""
    root = package.read().folder.parent
    said = Said(root)
    found = quiz.read(root)
    kinds = Counter((item["chapter"], item["kind"]) for item in found)
    rows = []
    for chapter in dict.fromkeys(item["chapter"] for item in found):
        counts = [kinds[chapter, kind] for kind in _KINDS]
        cells = [str(count or "–") for count in (*counts, sum(counts))]
        rows.append((chapter_link(chapter, said), *cells))
    head = ["Chapter", *_KINDS.values(), "All"]
    files = element(
        "p",
        element("a", "Questions as GIFT", href=f"{FILES}{gift.NAME}", download=""),
        ", ",
        element("a", "as QTI 2.1", href=f"{FILES}{qti.NAME}", download=""),
    )
    listed = table("Questions of the quiz", head, rows, numbers=range(1, 6))
    markup = listed if said.is_for_students else joined(listed, files)
    return Shown(markup, f"{len(found)} questions on {len(rows)} chapters.")
