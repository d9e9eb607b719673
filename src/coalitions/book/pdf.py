"""The edition for paper: the whole book, each chapter and role card as PDF, printed by a Chromium.

The browser prints from the built pages: charts stay vectors, headings become the outline, links
stay links, and the document is tagged for screen readers. Contents need the numbers of pages, so
the whole book is printed twice: the first time to learn them.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from coalitions.book import printed, rolecards
from coalitions.book.browser import ARGUMENTS, NoBrowserError, ensure
from coalitions.book.files import write_whole
from coalitions.book.project import BookError, Project
from coalitions.seminar import planfile
from coalitions.seminar.plan import PLAN

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAME: Final = "willing-and-able.pdf"
#: The folder of the hand-outs, in the site and beside the printed chapters.
FOLDER: Final = "seminar"
#: Stands for the role cards among the names of what to print.
ROLES: Final = "roles"
Say = Callable[[str], None]


def make(project: Project, names: Sequence[str], say: Say) -> list[Path]:
    """Print the book, or some chapters of it.

    Parameters
    ----------
    project
        Its pages must have been built.
    names
        Chapters such as ``iraq`` or ``countries/fra``, or ``roles`` for the role cards of the
        simulation; without any, the whole book, all chapters and the cards.

    Returns
    -------
    list
        The files, in `_build/pdf`.

    Raises
    ------
    BookError
        If there are no pages, no such chapter, or no browser.
    """
    if not project.pages.is_dir():
        raise BookError("there are no pages to print: run `make book` first")
    chapters = [name for name in names if name != ROLES]
    documents = [_document(project, name) for name in chapters]
    documents = documents if names else list(project.documents)
    parts = printed.parts(project)
    made = []
    with _browser() as browser:
        for document in documents:
            path = project.build / "pdf" / f"{document}.pdf"
            alone = [printed.Part("", (document,))]
            made.append(_print(browser, project, alone, path))
            say(f"[{len(made)}/{len(documents)}] {path.relative_to(project.root)}")
        if not names or ROLES in names:
            made += _cards(browser, project)
            say("The role cards")
        if not names:
            made += _hand_outs(browser, project)
            say("The whole book …")
            made.append(_print(browser, project, parts, project.build / "pdf" / NAME))
            say(f"{made[-1].relative_to(project.root)}")
    return made


def _cards(browser: Browser, project: Project) -> list[Path]:
    """Print the role cards, which are pages for paper already: each alone, and all in one."""
    made = []
    for card in sorted((project.pages / rolecards.FOLDER).glob("role*.html")):
        path = project.build / "pdf" / rolecards.FOLDER / f"{card.stem}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, printout(browser, card))
        made.append(path)
    return made


def page_numbers(pdf: bytes) -> dict[str, int]:
    """Return the page, counted from 1, of each place in a PDF that has a name."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    found = {}
    for name, place in reader.named_destinations.items():
        number = reader.get_destination_page_number(place)
        if number is not None:
            found[name.removeprefix("/")] = number + 1
    return found


def _document(project: Project, name: str) -> str:
    wanted = name.removesuffix(".md")
    for document in project.documents:
        if wanted in (document, document.removeprefix("chapters/")):
            return document
    raise BookError(f"there is no chapter {name}; _toc.yml lists all, for example iraq")


def _print(browser: Browser, project: Project, parts: Sequence[printed.Part], path: Path) -> Path:
    """Print some parts into one file."""
    config = _config(project)
    html = printed.volume(
        project,
        parts,
        title=str(config.get("title", "")),
        author=str(config.get("author", "")),
        address=str((config.get("html") or {}).get("baseurl") or ""),
    )
    folder = project.build / "print"
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / f"{path.stem}.html"
    pdf = _pdf(browser, source, html)
    if 'class="contents"' in html:
        pdf = _pdf(browser, source, printed.numbered(html, page_numbers(pdf)))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, pdf)
    source.unlink()
    return path


def _hand_outs(browser: Browser, project: Project) -> list[Path]:
    """Print the hand-outs of the seminar, if the book has one, into a folder of their own."""
    if not (project.root / PLAN).is_file():
        return []
    made = []
    for session in planfile.read(project.root).sessions:
        source = project.pages / FOLDER / session.handout
        if source.is_file():
            path = project.build / "pdf" / FOLDER / f"{source.stem}.pdf"
            write_whole(path, printout(browser, source))
            made.append(path)
    return made


def _pdf(browser: Browser, source: Path, html: str) -> bytes:
    source.write_text(html, "utf-8")
    return printout(browser, source)


def printout(browser: Browser, source: Path) -> bytes:
    """Print a page that lies in a file, as its own style says."""
    sheet = browser.new_page(color_scheme="light", java_script_enabled=False)
    try:
        sheet.goto(source.as_uri(), timeout=300_000)
        sheet.set_default_timeout(600_000)
        return sheet.pdf(prefer_css_page_size=True, outline=True, tagged=True)
    finally:
        sheet.close()


@contextmanager
def _browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright

        path = ensure()
    except (ImportError, NoBrowserError) as error:
        raise BookError(f"printing needs a browser: {error}") from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.fspath(path), args=list(ARGUMENTS), timeout=120_000
        )
        yield browser
        browser.close()


def _config(project: Project) -> dict[str, Any]:
    config = yaml.safe_load((project.root / "_config.yml").read_text("utf-8"))
    return dict(config or {})
