"""The parts of a codebook entry as markup, and the words and addresses in them.

Addresses are those of the site: pages of the codebook lie beside each other, and the files of the
data package in `data/` one level up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from coalitions import edition
from coalitions.data import catalogue
from coalitions.data.catalogue import Column, Entry
from coalitions.data.csvfile import Records
from coalitions.data.faults import DataError, Fault
from coalitions.data.package import Code, Package, Table
from coalitions.markup import Markup, element, joined, table
from coalitions.writing import written

#: Where the files of the package lie, seen from a page of the codebook.
FILES = "../data"
_LONGEST_CELL = 60


def about(entry: Entry) -> Markup:
    """Write what a table is: description, warnings, extent, gaps, readers, file."""
    described, package = entry.table, entry.package
    terms = [
        ("One row is", prose(described.row, entry)),
        ("Covers", prose(described.coverage, entry)),
        ("Size", f"{_counted(entry.rows, 'row')}, {_counted(len(entry.columns), 'column')}"),
        ("States and years", _extent(entry)),
        ("Cut-off", written_date(described.cutoff)),
        ("Key", names(described.primary_key)),
        ("Referred to by", listed([link(package.table(n)) for n in entry.used_by])),
        ("Read by", listed(_readers(described.name))),
        ("Download", _download(package, described)),
    ]
    facts = [joined(element("dt", name), element("dd", said)) for name, said in terms if said]
    # Of names with an underscore, docutils makes another anchor; both lead here.
    anchor = f"table-{described.name}"
    return element(
        "div",
        element("p", prose(described.description, entry)),
        _list("Take care", described.warnings, entry, "co-warnings"),
        element("dl", *facts),
        _list("Gaps", described.gaps, entry, "co-gaps"),
        class_="co-entry",
        id=anchor if anchor != catalogue.anchor_of(described.name) else None,
    )


def details(entry: Entry) -> Markup:
    """Write what stands in a table: columns, then folded codes, sources, confidence and rows."""
    columns = table(
        f"Columns of {entry.table.name}",
        ["Column", "Meaning", "Missing"],
        [_column(column, entry) for column in entry.columns],
        numbers=(2,),
        class_="co-listing co-columns",
    )
    folded = [*_code_lists(entry), *_sources(entry), *_confidence(entry), *_preview(entry)]
    inside = [element("details", element("summary", name), body) for name, body in folded]
    return element("div", columns, *inside, class_="co-entry")


def _column(column: Column, entry: Entry) -> tuple[str, ...]:
    field = column.field
    kind = "date, as precise as known" if field.partial_date else field.type
    unit = field.unit if field.unit not in ("", "1") else ""
    traits = [kind, unit, field.nature]
    if field.name in entry.table.primary_key:
        traits.append("part of the key" if len(entry.table.primary_key) > 1 else "the key")
    name = joined(
        element("code", field.name), " ", element("small", " · ".join(filter(None, traits)))
    )
    refers = None
    if column.refers_to and f"`{column.refers_to}`" not in field.description:
        refers = joined(" Key of ", link(entry.package.table(column.refers_to)), ".")
    missing = f"{column.missing:,} ({_percent(column.share_missing)})" if column.missing else "none"
    return name, joined(prose(field.description or field.title, entry), refers), missing


def _code_lists(entry: Entry) -> Iterator[tuple[str, Markup]]:
    for each in entry.code_lists:
        rows = [
            (element("code", code.value), code.label, _meaning(code, entry), f"{count:,}")
            for code, count in each.codes
        ]
        name = f"Codes of {each.field.name}"
        order = ", ranked" if each.field.ordered else ""
        head = ["Code", "Label", "Meaning", "Rows"]
        yield f"{name} ({len(rows)}{order})", table(f"{name}{order}", head, rows, numbers=(3,))


def _meaning(code: Code, entry: Entry) -> Markup:
    said = code.description
    return prose(said[:1].upper() + said[1:] or "–", entry)


def _sources(entry: Entry) -> Iterator[tuple[str, Markup]]:
    if entry.sources is None:
        return
    kinds = [(each.kind.label, f"{each.works:,}", f"{each.rows:,}") for each in entry.sources.kinds]
    name = f"Sources of {entry.table.name} by kind"
    shown = table(name, ["Kind", "Works", "Rows"], kinds, numbers=(1, 2))
    weak = {
        "state media": entry.sources.state_media,
        "a site that collects what others published": entry.sources.aggregator,
    }
    notes = [
        f"{n:,} {'row rests' if n == 1 else 'rows rest'} on {w}." for w, n in weak.items() if n
    ]
    note = element("p", " ".join(notes)) if notes else None
    yield f"Sources by kind ({_counted(entry.sources.works, 'work')})", joined(shown, note)


def _confidence(entry: Entry) -> Iterator[tuple[str, Markup]]:
    if not entry.confidence or not entry.rows:
        return
    rows = [(code.label, f"{n:,}", _percent(n / entry.rows)) for code, n in entry.confidence]
    name = f"Confidence of {entry.table.name}"
    best, _, share = rows[-1]
    shown = table(name, ["Confidence", "Rows", "Share"], rows, numbers=(1, 2))
    yield f"Confidence ({share} {best.lower()})", shown


def _preview(entry: Entry) -> Iterator[tuple[str, Markup]]:
    described, package = entry.table, entry.package
    wanted = frozenset(catalogue.spread_out(entry.rows))
    faults: list[Fault] = []

    def report(line: int, column: str, message: str, harmless: bool = False) -> None:
        if not harmless:
            faults.append(Fault(package.shown(described.path), line, column, message))

    records = Records(package.path(described), described.columns, report)
    lines = [
        (str(line), *(_cut(cell) for cell in cells))
        for place, (line, cells) in enumerate(records)
        if place in wanted
    ]
    if faults:
        raise DataError(sorted(faults))
    name = "All rows" if entry.rows == len(lines) else f"{len(lines)} rows from the whole file"
    head = ["Line", *described.columns]
    yield name, table(f"{name} of {described.path}", head, lines, class_="co-listing co-preview")


# -- words and addresses -----------------------------------------------------------------------


def prose(text: str, entry: Entry) -> Markup:
    """Write a text of the descriptor; what stands in backticks is code, and a table a link."""
    parts: list[str] = []
    for place, part in enumerate(text.split("`")):
        if place % 2 == 0:
            parts.append(part)
        elif part in entry.package.names and part not in (*entry.table.columns, entry.table.name):
            parts.append(link(entry.package.table(part)))
        else:
            parts.append(element("code", part))
    return joined(*parts)


def link(described: Table, *, by_title: bool = False) -> Markup:
    """Link the entry of a table by its name, or by its title."""
    page = catalogue.page_of(described.name).rpartition("/")[2]
    address = f"{page}.html#{catalogue.anchor_of(described.name)}"
    shown = described.title if by_title else element("code", described.name)
    return element("a", shown, href=address)


def listed(parts: Sequence[Markup]) -> Markup:
    """Put parts one after the other, with commas."""
    return joined(*(joined(", " if place else "", part) for place, part in enumerate(parts)))


def names(texts: Sequence[str]) -> Markup:
    """List names of columns or tables as code."""
    return listed([element("code", text) for text in texts])


def years(entry: Entry) -> str:
    """Write the first and the last year of the rows, or nothing."""
    if entry.period is None:
        return ""
    first, last = entry.period
    return f"{first}" if first == last else f"{first}–{last}"


def size(count: int) -> str:
    """Write the size of a file of `count` bytes."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"


def written_date(date: str) -> str:
    """Write an ISO date at its precision as a sentence does: ``19 February 2026``."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        return date
    day = dt.date.fromisoformat(f"{date}-01-01"[:10])
    return written(day, {4: "year", 7: "month"}.get(len(date), ""))


def _extent(entry: Entry) -> str:
    states = "" if entry.countries is None else _counted(entry.countries, "state")
    return ", ".join(filter(None, (states, years(entry))))


def _readers(name: str) -> list[Markup]:
    try:
        readers = edition.edition_readers().get(name, ())
    except FileNotFoundError:
        return [Markup("not known: the book has not been built beside these data")]
    pages = [(title, f"{document.removeprefix('chapters/')}.html") for document, title in readers]
    return [element("a", title, href=page) for title, page in pages] or [Markup("no chapter")]


def _download(package: Package, described: Table) -> Markup:
    bytes_ = package.path(described).stat().st_size
    file = element("a", described.path, href=f"{FILES}/{described.path}", download="")
    return joined(file, f" ({size(bytes_)})")


def _list(name: str, texts: Sequence[str], entry: Entry, class_: str) -> Markup | None:
    if not texts:
        return None
    points = [element("li", prose(text, entry)) for text in texts]
    return element("div", element("p", name), element("ul", *points), class_=class_)


def _cut(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1].rstrip()}…"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _percent(share: float) -> str:
    """Write a share so that neither a little nor nearly all is rounded away."""
    if 0 < share < 0.01:
        return "under 1%"
    if 0.99 < share < 1:
        return "over 99%"
    return f"{share:.0%}"
