"""Sphinx extension: what the simulation hands out, beside the pages of the book.

The site gets a folder `simulation/` with a role card for each country, all of them on one sheet for
the printer, an empty table for pledges and a filled one. A card is a file that stands alone: it has
its style inside, needs no script, and fits one page of A4.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

from coalitions import spans
from coalitions.book import citations
from coalitions.book.evidence import Evidence
from coalitions.book.files import hash_file, sha256, write_whole
from coalitions.book.project import Project
from coalitions.figures.describe import date
from coalitions.markup import Markup, element, joined

#: The chapter for which all this is made, and the folder of the site.
CHAPTER: Final = "chapters/simulation"
FOLDER: Final = "simulation"
SHEET: Final = "roles.html"
EMPTY: Final = "pledges-empty.csv"
SAMPLE: Final = "pledges-sample.csv"

_HERE: Final = Path(__file__).parent / "static"
#: Files of which only pages of the simulation make use, and the mark of such a page.
_ASSETS: Final = ("simulation.css", "simulation.js", "simulation-form.js", "simulation-desk.js")
#: Loaded by a script when it is needed, from beside that script.
_LATER: Final = ("simulation-worker.js",)
_MARK: Final = 'class="co-sim"'


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("builder-inited", _write_assets)
    app.connect("html-page-context", _add_assets)
    app.connect("build-finished", _write_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def name_of(iso3: str) -> str:
    """Name the file of a role card."""
    return f"role-{iso3.lower()}.html"


def files() -> dict[str, str]:
    """Return what the site offers for the simulation: name to content."""
    from coalitions import simulation

    evidence = Evidence()
    cards = {role.iso3: _card(role.as_dict(), evidence) for role in simulation.roles()}
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(simulation.COLUMNS)
    names = {role.iso3: role.name for role in simulation.roles()}
    return {
        **{name_of(code): _page(f"Role card: {names[code]}", card) for code, card in cards.items()},
        SHEET: _page("All role cards", joined(*cards.values())),
        EMPTY: out.getvalue(),
        SAMPLE: simulation.sample(),
    }


def _write_files(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.name != "html" or CHAPTER not in app.env.found_docs:
        return
    # Making the cards takes seconds. The chapter runs again when the engine changes, and its page
    # is then newer than the stamp.
    folder, stamp = Path(app.outdir, FOLDER), Path(app.doctreedir, "rolecards")
    page, made_from = Path(app.outdir, f"{CHAPTER}.html"), _made_from(Project(Path(app.srcdir)))
    known = stamp.is_file() and (folder / SHEET).is_file() and stamp.read_text() == made_from
    if known and page.stat().st_mtime_ns <= stamp.stat().st_mtime_ns:
        return
    offered = files()
    for name, content in offered.items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != content:
            write_whole(path, content)
    for path in folder.iterdir():
        if path.name not in offered:  # of a country that can no longer be played
            path.unlink()
    write_whole(stamp, made_from)


def _made_from(project: Project) -> str:
    """Return a mark that changes with the data, and with what is written here."""
    parts = [*sorted(project.data.iterdir()), Path(__file__), _HERE / "rolecard.css"]
    return sha256("".join(hash_file(path) for path in parts).encode())


def _write_assets(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    # Sphinx names an asset with its checksum if it is there when a page is written.
    for name in (*_ASSETS, *_LATER):
        write_whole(Path(app.outdir, "_static", name), (_HERE / name).read_bytes())


def _add_assets(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if _MARK not in str(context.get("body", "")):
        return
    for asset in _ASSETS:
        if asset.endswith(".css"):
            app.add_css_file(asset, priority=910)
        else:
            app.add_js_file(asset, priority=910, loading_method="defer")


# -- a card ------------------------------------------------------------------------------------


def _page(title: str, *cards: Markup) -> str:
    style = Markup((_HERE / "rolecard.css").read_text("utf-8"))
    head = joined(
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="color-scheme" content="light dark">'),
        element("title", f"{title} – London, again"),
        element("style", style),
    )
    body = element("body", element("main", *cards))
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>{body}</html>\n'


def _card(role: Mapping[str, Any], evidence: Evidence) -> Markup:
    cited = _Cited(evidence)
    code = str(role["iso3"]).lower()
    known = [_section(section, cited) for section in role["sections"]]
    private = _private(role, cited)
    return element(
        "article",
        element(
            "header",
            element("p", "London, again · role card"),
            element("h1", role["name"]),
            element(
                "p",
                f"You are the delegation of {role['name_in_text']}. Its position is shown as of "
                f"{date(role['as_of'], 'month')}. Play it as it is or move it: a class does not "
                "speak for a government.",
            ),
        ),
        element(
            "section",
            element("h2", "Public: all teams may know this"),
            element("div", *known, _limits(role["limits"]), class_="columns"),
        ),
        private,
        _sources(cited, code),
        element(
            "footer",
            element(
                "p",
                "* Our coding of public statements, not words of the government. Computed from the "
                "data of ",
                element("a", "Willing and Able?", href=f"../{CHAPTER}.html"),
                "; the numbers in brackets name the sources.",
            ),
        ),
        id=f"role-{code}",
    )


def _section(section: Mapping[str, Any], cited: _Cited) -> Markup:
    pairs = [
        element(
            "div",
            element("dt", fact["label"], " *" if fact["coded"] else None),
            element("dd", fact["text"], cited.mark(fact["rows"])),
        )
        for fact in section["facts"]
    ]
    return element("section", element("h3", section["title"]), element("dl", *pairs))


def _limits(limits: Mapping[str, Any]) -> Markup:
    told = (
        ("Soldiers, at most", f"{limits['soldiers']:,}"),
        ("Aid, at most", f"{limits['aid_percent']:g}% of GDP a year"),
        ("Tasks, at most", f"{limits['tasks']}"),
    )
    pairs = [element("div", element("dt", name), element("dd", text)) for name, text in told]
    return element("section", element("h3", "What you can pledge"), element("dl", *pairs))


def _private(role: Mapping[str, Any], cited: _Cited) -> Markup:
    lines = [
        element("li", element("b", line["text"]), " ", line["why"], " *", cited.mark(line["rows"]))
        for line in role["red_lines"]
    ]
    aims = [
        element(
            "li",
            element("b", f"{aim['title']} (up to {aim['most']} points). "),
            aim["text"],
            " ",
            element("span", f"Points: {aim['how']}", class_="how"),
            " ",
            element("span", f"Why: {aim['why']}", cited.mark(aim["rows"]), class_="why"),
        )
        for aim in role["objectives"]
    ]
    red = element("ul", *lines) if lines else element("p", "None was found.")
    return element(
        "section",
        element("h2", "Private: only for your team"),
        element(
            "div",
            element("section", element("h3", "Red lines"), red),
            element("section", element("h3", "Aims"), element("ol", *aims)),
            class_="split",
        ),
        class_="private",
    )


class _Cited:
    """The sources of one card, numbered in the order in which it cites them."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self.ids: list[str] = []

    def mark(self, rows: Mapping[str, Sequence[int]]) -> Markup | None:
        """Name the sources of some rows by their numbers."""
        found = [use.id for use in self._evidence.sources(rows)]
        self.ids += [key for key in found if key not in self.ids]
        numbers = spans.written(self.ids.index(key) + 1 for key in found)
        shown = numbers.replace("-", "–").replace(" ", ", ")
        return element("small", f" [{shown}]") if found else None

    def works(self) -> Iterator[tuple[str, str, str]]:
        """Yield key, title and publisher with year of each."""
        for key in self.ids:
            yield (key, *self._evidence.works[key])


def _sources(cited: _Cited, code: str) -> Markup:
    page = f"../{citations.PAGE}.html"
    items = [
        element(
            "li",
            element("a", short, href=f"{page}#{nodes.make_id(key)}"),
            element("span", f": {title}"),
        )
        for key, title, short in cited.works()
    ]
    return element("section", element("h2", "Sources"), element("ol", *items), class_="sources")
