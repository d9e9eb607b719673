"""What the complete site offers besides pages: the bundle, and the PDF of the book and of chapters.

The pages of `make book` know nothing of them, so they show no dead link. In their copies in the
site the list at the top of a page (`coalitions.book.takeaway`) gets a line for each file that is
there.
"""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

from coalitions.book import bundle, pdf
from coalitions.book.files import write_whole
from coalitions.book.project import Project

#: The folder of the site that holds the files.
FOLDER: Final = "downloads"
_LIST: Final = '<details class="co-takeaway">'
_END: Final = "</ul>"


def add(project: Project, site: Path) -> list[str]:
    """Copy the bundle and the PDFs that have been made into a site, and link them on its pages.

    Parameters
    ----------
    project
        Its bundle is made here; PDFs are taken as `make pdf` left them, if they are not older than
        the pages that they print.
    site
        A copy of the built pages. Pages are replaced, not written into, since a copy may share
        its files with the original.

    Returns
    -------
    list
        The files added, below the site.
    """
    packed = bundle.write(project)
    printed = project.build / "pdf"
    own = {document: f"{document}.pdf" for document in project.documents}
    pages = {document: project.pages / f"{document}.html" for document in project.documents}
    there = {packed.name: packed}
    if _is_new(printed / pdf.NAME, pages.values()):
        there[pdf.NAME] = printed / pdf.NAME
    for document, name in own.items():
        if _is_new(printed / name, [pages[document]]):
            there[name] = printed / name
    for name, path in there.items():
        target = site / FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for document, name in own.items():
        lines = [("This chapter on paper (PDF)", name), ("The whole book on paper (PDF)", pdf.NAME)]
        lines.append(("All notebooks, data and code (zip)", packed.name))
        offered = [(words, file) for words, file in lines if file in there]
        for page in _pages_of(site, document):
            _offer(site, page, offered)
    return sorted(f"{FOLDER}/{name}" for name in there)


def _is_new(path: Path, pages: Iterable[Path]) -> bool:
    """Whether a file is there and not older than any of the pages."""
    if not path.is_file():
        return False
    made = path.stat().st_mtime_ns
    return all(page.stat().st_mtime_ns <= made for page in pages if page.is_file())


def _pages_of(site: Path, document: str) -> list[Path]:
    """Name the pages that show a document; the first stands at the root of the site as well."""
    page = site / f"{document}.html"
    home = site / "index.html"
    is_home = posixpath.basename(document) == "index" and home != page
    return [path for path in (page, *([home] if is_home else [])) if path.is_file()]


def _offer(site: Path, page: Path, offered: list[tuple[str, str]]) -> None:
    text = page.read_text("utf-8")
    begin = text.find(_LIST)
    end = text.find(_END, begin)
    if begin < 0 or end < 0:
        return
    up = "../" * (len(page.relative_to(site).parts) - 1)
    items = "".join(
        f'<li><a href="{escape(f"{up}{FOLDER}/{file}")}" download>{escape(words)}</a></li>\n'
        for words, file in offered
    )
    write_whole(page, f"{text[:end]}{items}{text[end:]}")
