"""What a page says of itself, and what stands ready behind its links."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests import small_package
from tests.book.small_book import CONFIG, HEAD, SmallBook

EXTENSIONS = ["stored", "citations", "numbers", "site"]
FORCE = (
    HEAD
    + """\
# Force

```{code-cell} python3
import coalitions as co
force = co.load("contributions")
co.finding("Somebody came", len(force) > 0, rows=force, overturned_by="nobody")
```

A {term}`lead nation` led it {cite}`un-1264`, as {doc}`glossary` says.
"""
)
GLOSSARY = """\
# Glossary

```{glossary}
Lead nation
  The state that leads {cite}`crs-2003`.
```
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    root = tmp_path_factory.mktemp("heads") / "a book"
    (root / "chapters").mkdir(parents=True)
    names = "".join(f"\n    - coalitions.book.{name}" for name in EXTENSIONS)
    config = CONFIG.replace("[coalitions.book.stored]", names)
    (root / "_config.yml").write_text(f"{config}html:\n  baseurl: https://example.org/b\n", "utf-8")
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: chapters/force\nparts:\n- caption: Reference\n  chapters:\n"
        "  - file: chapters/glossary\n  - file: chapters/bibliography\n",
        "utf-8",
    )
    (root / "chapters/force.md").write_text(FORCE, "utf-8")
    (root / "chapters/glossary.md").write_text(GLOSSARY, "utf-8")
    works = "# Bibliography\n\n```{bibliography}\n:all:\n```\n"
    (root / "chapters/bibliography.md").write_text(works, "utf-8")
    (root / "CHANGELOG.md").write_text("# Log\n\n## 1.0.0 (2026-01-01)\n\nFirst.\n", "utf-8")
    small_package.write(root / "data")
    cut_off(root, "2025-12-31")
    made = SmallBook(root)
    result = made.build()
    assert result.status == 0, result.said
    return made


def cut_off(root: Path, date: str) -> None:
    """Write the cut-off date of one table into the descriptor."""
    path = root / "data/datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    for resource in descriptor["resources"]:
        resource["cutoff"] = date if resource["name"] == "contributions" else "2001"
    path.write_text(json.dumps(descriptor), "utf-8")


def page(book: SmallBook, name: str) -> BeautifulSoup:
    text = (book.root / "_build/html" / f"{name}.html").read_text("utf-8")
    return BeautifulSoup(text, "html.parser")


def meta(soup: BeautifulSoup, key: str) -> str:
    tag = soup.find("meta", attrs={"property": key}) or soup.find("meta", attrs={"name": key})
    assert tag is not None, key
    return str(tag["content"])  # type: ignore[index]


def test_a_shared_link_has_a_picture_and_says_what_it_shows(book: SmallBook) -> None:
    force, glossary = page(book, "chapters/force"), page(book, "chapters/glossary")
    assert meta(force, "og:url") == "https://example.org/b/"
    assert meta(glossary, "og:url") == "https://example.org/b/chapters/glossary.html"
    assert meta(force, "og:image") == "https://example.org/b/social/force.png"
    assert meta(force, "og:image:alt") == "Somebody came"
    assert meta(force, "description").startswith("A lead nation led it")
    assert [meta(p, "og:type") for p in (force, glossary)] == ["website", "article"]
    picture = (book.root / "_build/html/social/force.png").read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)


def test_the_site_has_a_front_door_and_a_page_for_wrong_addresses(book: SmallBook) -> None:
    door = page(book, "index")
    assert door.h1 is not None and door.h1.text.startswith("Force")
    assert door.find("meta", attrs={"http-equiv": "Refresh"}) is None
    folder = book.root / "_build/html"
    for tag in door.select("link[href], script[src], article a[href]"):
        target = str(tag.get("href") or tag.get("src")).split("#")[0].split("?")[0]
        assert target.startswith("https://") or not target or (folder / target).is_file(), target
    base = page(book, "404").select_one("base")
    assert base is not None and base["href"] == "https://example.org/b/"
    assert "chapters/glossary.html" in (folder / "sitemap.xml").read_text("utf-8")
    assert "version 1.0.0" in (folder / "feed.xml").read_text("utf-8")


def test_a_page_dates_its_data_by_the_tables_that_it_loads(book: SmallBook) -> None:
    line = page(book, "chapters/force").select_one(".co-asof")
    assert line is not None
    assert line.text == "Data as of 31 December 2025"
    cut_off(book.root, "2026-02")
    assert book.build().status == 0
    for name in ("force", "glossary"):
        line = page(book, f"chapters/{name}").select_one(".co-asof")
        assert line is not None and line.text == "Data as of February 2026", name


def test_behind_a_term_and_a_citation_stands_what_they_mean(book: SmallBook) -> None:
    held = page(book, "chapters/force").select_one("template#co-previews")
    assert held is not None
    found = {
        str(div["data-for"]): " ".join(re.sub(r"<[^>]+>", " ", str(div)).split())
        for div in held.select("div")
    }
    assert found.keys() == {"glossary.html#term-Lead-nation", "bibliography.html#un-1264"}
    term = found["glossary.html#term-Lead-nation"]
    assert term.startswith("Lead nation The state that leads [")
    assert found["bibliography.html#un-1264"].startswith("Resolution 1264 United Nations")


def test_a_changed_definition_changes_every_page_that_shows_it(book: SmallBook) -> None:
    book.edit("chapters/glossary.md", "that leads", "that went first")
    assert book.build().status == 0
    assert book.executed() == set()
    assert "The state that went first" in str(page(book, "chapters/force").select("template"))
