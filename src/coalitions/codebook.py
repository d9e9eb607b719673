"""The codebook as chapters show it: what `coalitions.data.catalogue` counts, written for a page.

Each function is one cell of a chapter. `coalitions.entries` writes the parts of an entry.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence

from coalitions.data import catalogue
from coalitions.data import package as descriptor
from coalitions.data.bundle import bundle, citation
from coalitions.data.load import load
from coalitions.data.package import DESCRIPTOR
from coalitions.data.subjects import SUBJECTS
from coalitions.entries import FILES, about, details, link, names, prose, size, years
from coalitions.markup import Markup, Shown, element, joined, table

_NATURES = {
    "key": "Names the row or another record: an operation, a state, a source, an entry number.",
    "observed": "Stands in the source: a number, a date, a name, a quotation.",
    "computed": "Follows from other columns by a rule that the description gives.",
    "coded": "A judgement. Somebody read the source and chose from a list: those who wrote this "
    "book, or those who collected the row. The code list is part of the entry.",
    "note": "Words beside the facts: how a figure was found, or what it leaves out.",
}


def codebook_entry(name: str) -> None:
    """Show the entry of a table: what it is, what it covers, its columns, codes and sources."""
    package = descriptor.read()
    entry = catalogue.entry(package.table(name), load(name), load("sources"), package)
    plain = f"{entry.table.title}: {entry.rows:,} rows; one row is {entry.table.row}."
    _show(Shown(about(entry), plain))
    from coalitions.figures.coverage import table_coverage

    if (chart := table_coverage(name)) is not None:
        _show(chart)
    columns = ", ".join(entry.table.columns)
    _show(Shown(details(entry), f"Columns: {columns}."))


def codebook_tables(page: str = "") -> Shown:
    """List the tables of the package, or of one page (``"operations"``)."""
    package, sources = descriptor.read(), load("sources")
    subjects = [s for s in SUBJECTS if s.docname.endswith(page)]
    tables = [package.table(name) for subject in subjects for name in subject.tables]
    entries = [catalogue.entry(each, load(each.name), sources, package) for each in tables]
    rows = [
        (
            joined(link(entry.table, by_title=True), " ", element("code", entry.table.name)),
            prose(entry.table.row, entry),
            f"{entry.rows:,}",
            "–" if entry.countries is None else f"{entry.countries}",
            years(entry) or "–",
            entry.table.cutoff or "–",
        )
        for entry in entries
    ]
    head = ["Table", "One row is", "Rows", "States", "Years", "Cut-off"]
    markup = table("Tables", head, rows, numbers=(2, 3), class_="co-table co-catalogue")
    plain = "; ".join(f"{entry.table.name} ({entry.rows:,} rows)" for entry in entries)
    return Shown(markup, f"Tables: {plain}.")


def codebook_keys() -> Shown:
    """List the tables that others refer to, each with these."""
    package = descriptor.read()
    hubs = catalogue.hubs(package)
    rows = [
        (
            link(each),
            names(each.primary_key),
            str(len(users)),
            _named(users, [name for name in package.names if name not in (each.name, *users)]),
        )
        for each, users in hubs
    ]
    head = ["Table", "Its key", "Users", "Tables that refer to it"]
    markup = table("Tables that others refer to", head, rows, numbers=(2,))
    return Shown(markup, ", ".join(f"{each.name} ({len(users)})" for each, users in hubs))


def _named(users: Sequence[str], others: Sequence[str]) -> Markup:
    """List tables, or those that are not among them where this says it sooner."""
    shorter, before = (others, "all but ") if len(others) < len(users) / 2 else (users, "")
    return joined(before, names(shorter))


def codebook_natures() -> Shown:
    """Say what observed, computed and coded mean, and count the columns of each."""
    counts = catalogue.natures(descriptor.read())
    rows = [(name, said, f"{counts.get(name, 0)}") for name, said in _NATURES.items()]
    markup = table("Natures of columns", ["Nature", "Meaning", "Columns"], rows, numbers=(2,))
    return Shown(markup, "; ".join(f"{name}: {said}" for name, said, _ in rows))


def codebook_confidence() -> Shown:
    """Say what the degrees of confidence mean, and count the rows of each."""
    tables = [each for each in descriptor.read().tables if "confidence" in each.columns]
    values = [str(value) for each in tables for value in load(each.name)["confidence"]]
    rows = [
        (code.label, code.description, f"{values.count(code.value):,}")
        for code in tables[0].field("confidence").codes
    ]
    markup = table("Confidence", ["Confidence", "Meaning", "Rows"], rows, numbers=(2,))
    return Shown(markup, "; ".join(f"{label}: {said}" for label, said, _ in rows))


def codebook_download() -> Shown:
    """Link the whole package as one file, and its descriptor."""
    package = descriptor.read()
    name, content = catalogue.zip_name(package), bundle(package.folder)
    digest = hashlib.sha256(content).hexdigest()
    whole = element("a", name, href=f"{FILES}/{name}", download="")
    alone = element("a", DESCRIPTOR, href=f"{FILES}/{DESCRIPTOR}", download="")
    inside = f"{len(package.tables)} tables, descriptor, citation, checksums"
    sums = joined(" SHA-256 of the zip: ", element("code", digest))
    first = element("li", whole, f" ({size(len(content))}): {inside}.", sums)
    second = element("li", alone, ": the descriptor alone.")
    markup = element("ul", first, second, class_="co-downloads")
    return Shown(markup, f"{name}, SHA-256 {digest}")


def codebook_citation() -> Shown:
    """Say how the package is cited and licensed, as the zip says it."""
    text = citation(descriptor.read()).strip()
    lines = [element("p", line) for line in text.split("\n")]
    return Shown(element("blockquote", *lines), text)


def _show(shown: object) -> None:
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        ipython.display.display(shown)
    else:
        print(shown)
