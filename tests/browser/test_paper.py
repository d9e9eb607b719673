"""A chapter of the built book on paper, printed by a real browser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from coalitions.book import printed
from coalitions.book.project import Project

from .conftest import ROOT

pytestmark = pytest.mark.browser
BOOK = Project.at(ROOT)
#: A page of A4 without its margins, in CSS pixels.
WIDTH, HEIGHT = 643, 963


@pytest.fixture(scope="module")
def reader(site: Path) -> PdfReader:
    # In a process of its own, as by `make pdf`: this one has a browser already.
    command = [sys.executable, "-m", "coalitions", "book", "pdf", "interfet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return PdfReader(BOOK.build / "pdf" / "chapters" / "interfet.pdf")


def test_a_printed_chapter_is_tagged_and_has_an_outline(reader: PdfReader) -> None:
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    first, below, *_ = reader.outline
    assert isinstance(first, dict)
    assert first["/Title"] == "INTERFET, 1999"
    assert isinstance(below, list)
    assert "Exercises" in [entry["/Title"] for entry in below if isinstance(entry, dict)]


def test_its_pages_are_numbered(reader: PdfReader) -> None:
    texts = [page.extract_text() for page in reader.pages]
    assert texts[0].startswith("INTERFET, 1999")
    assert [text[:20].split("Willing")[0] for text in texts[1:]] == [
        str(number) for number in range(2, len(texts) + 1)
    ]


def test_it_names_no_place_of_the_machine_that_printed_it(reader: PdfReader) -> None:
    links = [
        str(annotation.get_object().get("/A", {}).get("/URI", ""))
        for page in reader.pages
        for annotation in page.get("/Annots") or []
    ]
    assert links
    assert [link for link in links if link.startswith("file:")] == []
    assert str(ROOT) not in "".join(page.extract_text() for page in reader.pages)


def test_no_chart_of_the_book_is_wider_or_higher_than_a_page(chromium: Browser) -> None:
    html = printed.volume(BOOK, printed.parts(BOOK), title="The book", author="Nobody")
    source = BOOK.build / "print" / "measured.html"
    source.parent.mkdir(exist_ok=True)
    source.write_text(html, "utf-8")
    page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, java_script_enabled=False)
    page.emulate_media(media="print")
    page.goto(source.as_uri(), timeout=120_000)
    rooms = page.locator(".co-picture").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect())"
        ".map(room => [room.right, room.height])"
    )
    assert len(rooms) > 20
    assert [room for room in rooms if room[0] > WIDTH or room[1] > HEIGHT] == []
    source.unlink()
    page.close()
