"""The edition for paper: one document, links that work in it, nothing that needs a pointer."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from coalitions.book import pdf, printed
from coalitions.book.project import BookError, Project

TOC = """
format: jb-book
root: chapters/index
parts:
  - caption: History
    chapters:
      - file: chapters/iraq
        sections:
          - file: chapters/countries/fra
"""

INDEX = """<html><body><nav>not this</nav><article><h1 id="top">A book</h1>
<a href="iraq.html#levels">there</a> <a href="#top">here</a> <a href="countries/fra.html">FRA</a>
<a href="../_downloads/data.zip">a file</a> <a href="https://example.org/">elsewhere</a>
<img src="../_static/picture.svg" loading="lazy"></article></body></html>"""

IRAQ = """<html><body><article><h1>Iraq<a class="headerlink" href="#x">#</a></h1>
<details class="hide"><summary>Show the code</summary>secret()</details>
<details class="solution"><summary>Solution</summary><p>Nine of ten.</p></details>
<fieldset class="co-tabs"><legend>Show</legend><input id="t"><label for="t">Chart</label>
<div class="co-panel" id="levels">chart</div><div class="co-panel">table</div></fieldset>
<script>alert(1)</script></article></body></html>"""

FRA = (
    '<html><body><article><h1>France</h1><a href="../index.html#top">up</a></article></body></html>'
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "_config.yml").write_text("title: A book\nauthor: Nobody\n")
    (tmp_path / "_toc.yml").write_text(TOC)
    for name, html in {"index": INDEX, "iraq": IRAQ, "countries/fra": FRA}.items():
        path = tmp_path / "_build" / "html" / "chapters" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html)
    return Project.at(tmp_path)


def volume(project: Project, address: str = "") -> BeautifulSoup:
    html = printed.volume(
        project, printed.parts(project), title="A book", author="Nobody", address=address
    )
    return BeautifulSoup(html, "html.parser")


def hrefs(soup: BeautifulSoup, page: str) -> list[str | None]:
    return [a.get("href") for a in soup.select(f"article#{page} a")]


def test_links_between_pages_stay_links_in_one_document(project: Project) -> None:
    soup = volume(project)
    assert hrefs(soup, "index")[:3] == ["#iraq--levels", "#index--top", "#countries-fra"]
    assert hrefs(soup, "countries-fra") == ["#index--top"]
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    inside = {href[1:] for page in ("index", "countries-fra") for href in hrefs(soup, page) if href}
    assert {name for name in inside if not name.startswith("ttps:")} <= set(ids)


def test_what_paper_lacks_is_text_or_leads_to_the_public_address(project: Project) -> None:
    assert hrefs(volume(project), "index")[3:] == [None, "https://example.org/"]
    public = volume(project, "https://book.example/")
    assert hrefs(public, "index")[3] == "https://book.example/_downloads/data.zip"


def test_no_control_is_printed_and_what_was_folded_is_open(project: Project) -> None:
    soup = volume(project)
    text = soup.get_text()
    assert "secret()" not in text
    assert "alert" not in text
    assert "not this" not in text
    assert soup.select("article input, article label, article legend, .headerlink") == []
    assert [panel.text for panel in soup.select(".co-panel")] == ["chart"]
    assert soup.select_one("details.solution[open]") is not None


def test_pictures_are_found_from_the_printed_document(project: Project) -> None:
    picture = volume(project).select_one("img")
    assert picture is not None
    assert picture["src"] == "../html/_static/picture.svg"
    assert "loading" not in picture.attrs


def test_the_contents_name_parts_chapters_and_pages(project: Project) -> None:
    parts = printed.parts(project)
    assert [(part.caption, part.documents) for part in parts] == [
        ("", ("chapters/index",)),
        ("History", ("chapters/iraq", "chapters/countries/fra")),
    ]
    html = printed.volume(project, parts, title="A book", author="Nobody")
    filled = printed.numbered(html, {"index": 3, "iraq": 7, "countries-fra": 9})
    entries = BeautifulSoup(filled, "html.parser").select(".contents li")
    assert [entry.get_text(" ") for entry in entries] == ["A book 3", "Iraq 7", "France 9"]


def test_a_chapter_that_is_not_there_is_named(project: Project) -> None:
    with pytest.raises(BookError, match="there is no chapter irak"):
        pdf.make(project, ["irak"], print)


def test_printing_before_building_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: A book\n")
    (tmp_path / "_toc.yml").write_text(TOC)
    with pytest.raises(BookError, match="run `make book` first"):
        pdf.make(Project.at(tmp_path), [], print)
