"""*Run this chapter*: the link from a page to its notebook in the browser edition.

The pages of the book do not have it; their copies in the site get it here. It shows only where it
works: on a page that came from a server, since a browser starts no Python from a file.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from coalitions.book.files import write_whole
from coalitions.book.project import BookError

#: The folder of the site that holds JupyterLite.
FOLDER: Final = "lite"
_APP: Final = f"{FOLDER}/notebooks/index.html"
_TITLE: Final = re.compile(r"(<article\b.*?</h1>\n?)", re.DOTALL)
_STYLE: Final = Path(__file__).parent / "static" / "run.css"
_LINK: Final = (
    '<p class="co-run" hidden><a href="{href}">Run this chapter</a> '
    "<span>Python starts in your browser; nothing is installed, and {size} come from this site "
    "the first time</span></p>\n"
    "<script>if (location.protocol.startsWith('http')) "
    "document.currentScript.previousElementSibling.hidden = false;</script>\n"
)


def copy_pages(pages: Path, site: Path) -> None:
    """Copy the built pages into a site, as hard links where the file system has them."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(pages, site, copy_function=_linked)


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def add_link(site: Path, document: str, notebook: str, size: str) -> None:
    """Lead from a page of the site to its notebook.

    Parameters
    ----------
    document, notebook
        The page, `chapters/iraq`, and its notebook as JupyterLite names it, `iraq.ipynb`.
    size
        How much the first start transfers, as written.

    Raises
    ------
    BookError
        If the page is not there, or has no title below which the link could stand.
    """
    page = site / f"{document}.html"
    if not page.is_file():
        raise BookError(f"{page} is not there: run `make book` first")
    text, found = _TITLE.subn(
        lambda title: title[1] + link(document, notebook, size), page.read_text("utf-8"), count=1
    )
    if not found:
        raise BookError(f"{page} has no title in its article; *Run this chapter* has no place")
    style = posixpath.relpath(f"_static/{_STYLE.name}", posixpath.dirname(document))
    text = text.replace("</head>", f'<link rel="stylesheet" href="{style}">\n</head>', 1)
    # Written as a new file: the old one is, by its other name, the book's own page.
    write_whole(page, text)


def add_style(site: Path) -> None:
    """Give the site the style of the links."""
    write_whole(site / "_static" / _STYLE.name, _STYLE.read_bytes())


def link(document: str, notebook: str, size: str) -> str:
    """Write the link for a page."""
    app = posixpath.relpath(_APP, posixpath.dirname(document))
    return _LINK.format(href=escape(f"{app}?path={quote(notebook)}"), size=escape(size))
