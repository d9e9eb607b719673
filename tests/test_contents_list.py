"""The table of contents of the first page."""

from __future__ import annotations

import json
from pathlib import Path

from bs4 import BeautifulSoup

from coalitions.book.edition import _question
from coalitions.contents_list import contents

PAGES = [
    ("chapters/first", "First", "One", "Why?"),
    ("chapters/positions", "Positions", "Two", ""),
    ("chapters/countries/fra", "France", "Two", "What?"),
]


def test_chapters_stand_under_their_parts_with_question_and_finding(small_data: Path) -> None:
    folder = small_data.parent / "_build/execution/edition"
    folder.mkdir(parents=True)
    keys = ("document", "title", "part", "question")
    listed = [dict(zip(keys, page, strict=True)) for page in PAGES]
    (folder / "contents.json").write_text(json.dumps(listed), "utf-8")
    found = {"chapters/first": [{"sentence": "It's <so>"}, {"sentence": "More"}]}
    (folder / "findings.json").write_text(json.dumps(found), "utf-8")
    page = BeautifulSoup(contents().html, "html.parser")
    assert [h.text for h in page.select("h3")] == ["One", "Two"]
    first = page.select_one("li")
    assert first is not None
    assert [p.text for p in first.select("p")] == ["First", "Why?", "It’s <so>"]
    assert [li.text for li in page.select("li")[1:]] == ["Positions"]
    below = page.select_one(".co-below")
    assert below is not None and below.text == "Countries: France"
    assert below.select("a")[0]["href"] == "countries/fra.html"


def test_the_question_is_the_first_sentence_of_the_opening_box(tmp_path: Path) -> None:
    path = tmp_path / "chapter.md"
    box = (
        "# T\n\n```{admonition} The question\n:class: tip\nWho came,\nand why? You will see.\n```\n"
    )
    path.write_text(box, "utf-8")
    assert _question(path) == "Who came, and why?"
    path.write_text("# T\n\nNo box. Is it?\n", "utf-8")
    assert _question(path) == ""
