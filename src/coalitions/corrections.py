"""The log of corrections: old value, new value, why, and the pages that the value changed.

For chapters that run after all others and read what these left (`coalitions.edition`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from coalitions import spans
from coalitions.book.evidence import Evidence
from coalitions.citing import records
from coalitions.data import package
from coalitions.data.bibliography import anchor_of
from coalitions.data.load import load
from coalitions.data.package import labels_of
from coalitions.edition import edition_findings, edition_quantities, edition_readers
from coalitions.markup import Markup, Shown, element, joined, table
from coalitions.provenance import Provenance
from coalitions.quantities import Quantity, quantity
from coalitions.registers import linked_rows

_HEAD: Final = ("Correction", "Old value", "New value", "Why", "Pages", "Expires")
#: More rows than these are a whole table: a number that counts them all does not show the value.
_MANY: Final = 200


@dataclass(frozen=True)
class Page:
    """A page on which numbers or findings rest on a corrected row."""

    document: str
    title: str
    uses: int


@dataclass(frozen=True)
class Correction:
    """A value that was corrected.

    Attributes
    ----------
    correction_id, kind, old, new, reason, source_id, date, expires, review_by
        As in the table `corrections`.
    table, line, column
        Where the value stands.
    pages
        Where numbers or findings rest on its row, the most uses first.
    readers
        Titles and documents of the chapters that read its table and name no such row.
    """

    correction_id: str
    kind: str
    old: str
    new: str
    reason: str
    source_id: str
    date: str
    expires: str
    review_by: str
    table: str
    line: int
    column: str
    pages: tuple[Page, ...]
    readers: tuple[tuple[str, str], ...]


def corrections() -> tuple[Correction, ...]:
    """Return all corrections, in the order of the table."""
    used = tuple(_uses())
    return tuple(_correction(row, used) for row in records(load("corrections")))


def corrections_log() -> Shown:
    """Show the log of corrections as a table."""
    found, evidence = corrections(), Evidence()
    frame = table(
        "Corrections of this edition",
        _HEAD,
        (_cells(each, evidence) for each in found),
        class_="co-table co-register co-claims co-corrections",
        stacked=True,
        about=[{"id": f"correction-{each.correction_id}"} for each in found],
    )
    plain = "\n".join(
        f"{each.table}:{each.line} {each.column}: {each.old} → {each.new}" for each in found
    )
    return Shown(element("div", frame), plain)


def corrected_pages() -> Quantity:
    """Count the pages on which a number or a finding rests on a corrected row."""
    found = corrections()
    pages = {page.document for each in found for page in each.pages}
    rows: dict[str, list[int]] = {"corrections": [int(line) for line in load("corrections").index]}
    for each in found:
        rows.setdefault(each.table, []).append(each.line)
    return quantity(
        len(pages), rows=Provenance.build(rows), expression="pages that rest on corrected rows"
    )


def _correction(
    row: Mapping[str, str], used: tuple[tuple[str, str, Provenance], ...]
) -> Correction:
    table, column = row["table"], row["column"]
    line = _line(table, row["key"])
    uses: dict[str, Page] = {}
    for document, title, rows in used:
        if line in rows.rows.get(table, ()):
            before = uses.get(document)
            uses[document] = Page(document, title, (before.uses if before else 0) + 1)
    pages = sorted(uses.values(), key=lambda page: (-page.uses, page.title))
    readers = [r for r in edition_readers().get(table, ()) if r[0] not in uses]
    return Correction(
        correction_id=row["correction_id"],
        kind=row["kind"],
        old=row["value_at_source"],
        new=row["value_used"],
        reason=row["reason"],
        source_id=row["source_id"],
        date=row["date"],
        expires=row["expires"],
        review_by=row["review_by"],
        table=table,
        line=line,
        column=column,
        pages=tuple(pages),
        readers=tuple((title, document) for document, title in readers),
    )


def _uses() -> Iterator[tuple[str, str, Provenance]]:
    """Name the rows behind each number and finding that does not rest on a whole table."""
    for listed in (edition_quantities(), edition_findings()):
        for each in listed[["document", "title", "rows"]].itertuples(index=False):
            named = (part.partition(":") for part in str(each.rows).split("; ") if part)
            rows = Provenance.build({name: spans.read(text) for name, _, text in named})
            if len(rows) <= _MANY:
                yield str(each.document), str(each.title), rows


def _line(table: str, key: str) -> int:
    """Find a row by its key, the texts of the primary key joined by bars.

    Raises
    ------
    LookupError
        If there is no such row; the data check says so too.
    """
    from coalitions.data.rows import Tables

    for row in Tables(package.read())[table]:
        if row.key == key:
            return row.line
    raise LookupError(f"corrections: {table} has no row {key}; run `make data`")


def _cells(each: Correction, evidence: Evidence) -> tuple[str, ...]:
    [work] = evidence.sources({"sources": [_line("sources", each.source_id)]})
    cited = element("a", work.short, href=f"bibliography.html#{anchor_of(work.id)}")
    where = joined(linked_rows({each.table: [each.line]}), f", column {each.column}")
    kind = labels_of("corrections", "kind")[each.kind]
    return (
        joined(element("p", where), element("small", kind)),
        each.old,
        each.new,
        joined(element("p", each.reason), element("small", cited)),
        _pages(each),
        joined(element("p", each.expires), element("small", f"review by {each.review_by}")),
    )


def _pages(each: Correction) -> Markup:
    if not each.pages:
        names = ", ".join(title for title, _ in each.readers) or "no chapter"
        return joined("No number or finding rests on the row. Its table is read by: ", names)
    items = [
        element(
            "li",
            element("a", page.title, href=f"{page.document.removeprefix('chapters/')}.html"),
            f" ({page.uses} {'use' if page.uses == 1 else 'uses'})",
        )
        for page in each.pages
    ]
    return element("ul", *items)
