"""Files of the site that are no chapter: the front door, the page for wrong addresses, lists.

A book that knows its address (`html: baseurl:` in `_config.yml`) gets a sitemap, and its page for
wrong addresses works below any path. Without one, nothing is written that could not be right.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx

from coalitions.book import feed

WRONG_ADDRESS: Final = "404"
SITEMAP: Final = "sitemap.xml"
_ADDRESS: Final = re.compile(
    r'(?<=\s)(href|src|action|data-co-spec|data-content_root)="(?!#|[a-z]+:|/)([^"]*)"'
)


def address_of(config: Any) -> str:
    """Return where the book is published, with a slash at its end, or nothing."""
    address = str(config.html_baseurl or "").rstrip("/")
    return f"{address}/" if address else ""


def wrong_address(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give the page that a host shows for an address that leads nowhere; for Sphinx to write."""
    home = f"{app.config.root_doc}.html"
    body = (
        "<h1>There is no page here</h1>"
        "<p>Addresses of this book change as little as possible. Perhaps a letter of this one is "
        "wrong, or the page is older than the book that you read.</p>"
        f'<p>Start at the <a href="{home}">first page</a>, choose a chapter from the list, or '
        '<a href="search.html">search the book</a>.</p>'
    )
    if app.builder.name == "html":
        yield WRONG_ADDRESS, {"title": "There is no page here", "body": body}, "page.html"


def write(app: Sphinx, documents: Sequence[str]) -> None:
    """Write the files after all pages."""
    folder = Path(app.outdir)
    address = address_of(app.config)
    home = folder / f"{app.config.root_doc}.html"
    if "/" in app.config.root_doc and home.is_file():
        text = home.read_text("utf-8")
        (folder / "index.html").write_text(moved_up(text, app.config.root_doc), "utf-8")
    wrong = folder / f"{WRONG_ADDRESS}.html"
    if address and wrong.is_file():
        based = wrong.read_text("utf-8").replace(
            "<head>", f'<head>\n    <base href="{escape(address)}">', 1
        )
        wrong.write_text(based, "utf-8")
    changes = Path(app.srcdir, "CHANGELOG.md")
    editions = feed.editions(changes.read_text("utf-8")) if changes.is_file() else []
    _keep(folder / feed.NAME, _feed(app, editions, address) if editions else "")
    _keep(folder / SITEMAP, sitemap(documents, address, app.config.root_doc) if address else "")


def moved_up(page: str, document: str) -> str:
    """Rewrite a page so that it stands at the root of the site and all its links still lead on."""
    below = posixpath.dirname(document)

    def above(match: re.Match[str]) -> str:
        name, target = match.groups()
        path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", target, re.DOTALL).groups()  # type: ignore[union-attr]
        there = posixpath.normpath(posixpath.join(below, path))
        there += "/" if path.endswith("/") or not path else ""
        return f'{name}="{there}{mark}{rest}"'

    return _ADDRESS.sub(above, page)


def sitemap(documents: Sequence[str], address: str, root: str) -> str:
    """List the pages of the book for search engines."""
    pages = ["", *(f"{document}.html" for document in documents if document != root)]
    entries = "".join(f"<url><loc>{escape(address + page)}</loc></url>\n" for page in pages)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )


def _feed(app: Sphinx, editions: list[feed.Edition], address: str) -> str:
    return feed.atom(editions, app.config.html_title, app.config.author, address)


def _keep(path: Path, content: str) -> None:
    """Write a file, or see to it that it is not there."""
    if content:
        path.write_text(content, "utf-8")
    else:
        path.unlink(missing_ok=True)
