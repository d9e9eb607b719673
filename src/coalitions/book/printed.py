"""One document for paper out of the built pages: their text, without what only a screen can do.

Identifiers get the name of their page as a prefix, so that all pages stand in one document and
links between them stay links. What needs a pointer goes; what was folded is open; a link to a file
that paper does not have becomes plain text, or leads to the public address if the book has one.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import urldefrag, urlsplit

import yaml
from bs4 import BeautifulSoup, Tag

from coalitions.book.assets import STYLE
from coalitions.book.project import Project

#: What a reader of paper has no use for.
_GONE: Final = (
    "script, a.headerlink, details.hide, .co-tabs > legend, .co-tabs > input, .co-tabs > label, "
    ".co-tabs > .co-panel ~ .co-panel, .co-inputs, .qn-back, .qn-notes details, button"
)
_NAMES: Final = ("id", "for", "aria-labelledby", "aria-describedby")


@dataclass(frozen=True)
class Part:
    """A part of the book: its caption, which the front matter lacks, and its documents."""

    caption: str
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """One page as paper shows it."""

    document: str
    title: str
    html: str

    @property
    def slug(self) -> str:
        """The prefix of its identifiers, and the identifier of the page itself."""
        return slug_of(self.document)


def slug_of(document: str) -> str:
    """Name a document by one word: ``chapters/countries/fra`` is ``countries-fra``."""
    return document.removeprefix("chapters/").replace("/", "-")


def parts(project: Project) -> tuple[Part, ...]:
    """Read the parts of the book from `_toc.yml`, in its order."""
    toc = yaml.safe_load((project.root / "_toc.yml").read_text("utf-8"))
    found = [Part("", (toc["root"],))]
    for entry in toc.get("parts", [{"chapters": toc.get("chapters", [])}]):
        documents = tuple(_documents(entry))
        if documents:
            found.append(Part(str(entry.get("caption", "")), documents))
    return tuple(found)


def page(project: Project, document: str, among: Sequence[str], address: str = "") -> Page:
    """Read a built page and make it fit for paper.

    Parameters
    ----------
    document
        Which page, as `_toc.yml` names it.
    among
        The documents that stand in the same volume: links to them stay.
    address
        Where the book is published; links to what the volume lacks lead there.
    """
    built = project.pages / f"{document}.html"
    soup = BeautifulSoup(built.read_text("utf-8"), "html.parser")
    article = soup.select_one("article")
    assert article is not None, f"{built.name} has no article"
    for gone in article.select(_GONE):
        gone.decompose()
    for folded in article.select("details"):
        folded["open"] = ""
    slug = slug_of(document)
    for element in article.find_all(True):
        _prefix(element, slug)
        if element.name == "a" and "href" in element.attrs:
            _lead(element, document, frozenset(among), address)
        elif element.name in ("img", "source", "object"):
            _place(element, document)
    heading = article.select_one("h1")
    title = heading.get_text().strip() if heading else slug
    return Page(document, title, article.decode_contents())


def volume(
    project: Project, chosen: Sequence[Part], *, title: str, author: str, address: str = ""
) -> str:
    """Write the HTML of a volume, to be printed from the folder `_build/print`.

    Parameters
    ----------
    chosen
        The parts to print. A volume of one page has neither cover nor contents.
    """
    documents = [document for part in chosen for document in part.documents]
    made = {d: page(project, d, documents, address) for d in documents}
    front = ""
    if len(documents) > 1:
        front = _cover(title, author) + contents(chosen, made, {})
    body = "".join(f'<article id="{p.slug}">{p.html}</article>' for p in made.values())
    heading = title if len(documents) > 1 else f"{made[documents[0]].title} – {title}"
    return (
        '<!doctype html><html lang="en" data-theme="light" data-mode="light"><head>'
        f'<meta charset="utf-8"><title>{escape(heading)}</title>'
        f'<meta name="author" content="{escape(author)}">'
        f'<link rel="stylesheet" href="../html/_static/{STYLE}">'
        f"<style>{_paper(title)}</style></head><body>{front}<main>{body}</main></body></html>\n"
    )


def contents(chosen: Sequence[Part], pages: Mapping[str, Page], numbers: Mapping[str, int]) -> str:
    """Write the table of contents; `numbers` holds page numbers by slug once they are known."""
    out = []
    for part in chosen:
        if part.caption:
            out.append(f"<h2>{escape(part.caption)}</h2>")
        items = "".join(
            f'<li><a href="#{pages[d].slug}">{escape(pages[d].title)}</a>'
            f'<span class="leader"></span><span>{numbers.get(pages[d].slug, "")}</span></li>'
            for d in part.documents
        )
        out.append(f"<ol>{items}</ol>")
    return f'<nav class="contents"><h1>Contents</h1>{"".join(out)}</nav>'


def numbered(html: str, numbers: Mapping[str, int]) -> str:
    """Put page numbers into the contents of a volume."""

    def fill(found: re.Match[str]) -> str:
        return f"{found[1]}{numbers.get(found[2], '')}</span></li>"

    entry = r'(<li><a href="#([^"]+)">[^<]*</a><span class="leader"></span><span>)\d*</span></li>'
    return re.sub(entry, fill, html)


def _documents(entry: Mapping[str, Any]) -> list[str]:
    here = [entry["file"]] if "file" in entry else []
    below = [*entry.get("chapters", []), *entry.get("sections", [])]
    return here + [document for child in below for document in _documents(child)]


def _prefix(element: Tag, slug: str) -> None:
    for name in _NAMES:
        if value := element.attrs.get(name):
            element[name] = " ".join(f"{slug}--{one}" for one in str(value).split())


def _lead(link: Tag, document: str, among: frozenset[str], address: str) -> None:
    """Let a link lead to where a reader of paper or PDF can follow it."""
    href = str(link["href"])
    if urlsplit(href).scheme:
        return
    path, fragment = urldefrag(href)
    place = posixpath.normpath(posixpath.join(posixpath.dirname(document), path)) if path else ""
    target = place.removesuffix(".html") if place else document
    if target in among and (not place or place.endswith(".html")):
        slug = slug_of(target)
        link["href"] = f"#{slug}--{fragment}" if fragment else f"#{slug}"
    elif address:
        end = f"#{fragment}" if fragment else ""
        link["href"] = f"{address.rstrip('/')}/{place}{end}"
    else:
        del link["href"]


def _place(element: Tag, document: str) -> None:
    """Address a picture from the folder of the printed volume, and have it drawn at once."""
    for name in ("src", "srcset", "data"):
        value = str(element.attrs.get(name, ""))
        if value and not urlsplit(value).scheme:
            place = posixpath.normpath(posixpath.join(posixpath.dirname(document), value))
            element[name] = f"../html/{place}"
    element.attrs.pop("loading", None)


def _cover(title: str, author: str) -> str:
    return (
        f'<header class="cover"><p class="name">{escape(title)}</p>'
        "<p>Coalitions of the willing from East Timor to Ukraine</p>"
        f"<p>{escape(author)}</p></header>"
    )


def _paper(title: str) -> str:
    style = Path(__file__).with_name("static") / "paper.css"
    name = title.replace("\\", "").replace('"', "")
    return style.read_text("utf-8").replace("{title}", name)
