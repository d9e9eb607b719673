"""What the rows of a table cite: sources in their own columns, in a link table, or of their owner.

A row names a source in a column. Further sources of it may stand in a link table
(``event_sources`` for ``events``). A row that only links, such as a country behind a published
count, cites what the row does to which it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coalitions.data import package
from coalitions.data.load import load, rows_at

if TYPE_CHECKING:
    from coalitions.data.package import ForeignKey, Package, Table

_LINKS = "_sources"


@dataclass(frozen=True)
class Cited:
    """A row as its readers know it.

    Attributes
    ----------
    key
        The key of the row as text: ``interfet-1999 · AUS``.
    sources
        What it cites, each source once, with the confidence of what cites it (may be empty).
    """

    key: str
    sources: Mapping[str, str]


def cited(name: str, lines: Iterable[int] | None = None) -> dict[int, Cited]:
    """Return what each row of a table cites, by its line in the file.

    Parameters
    ----------
    name
        Name of the table.
    lines
        Only the rows on these lines: a chapter then depends on them and not on the whole table.
    """
    described = package.read()
    table = described.table(name)
    own = (*(("source_id",) if name == "sources" else ()), *table.references_to("sources"))
    key = [column for column in table.primary_key if column not in own or name == "sources"]
    owner = None if own else _owner(table, described)
    links = _link(table, described)
    wanted = [*key, *own, "confidence", *(owner.fields if owner else ())]
    wanted += [*(links[1].references if links else ())]
    facts = load(name) if lines is None else rows_at(name, lines)
    rows = records(facts[[column for column in dict.fromkeys(wanted) if column in facts]])
    owners = _by_key(owner) if owner else {}
    linked = _linked(*links) if links else {}
    found = {}
    for line, row in zip(facts.index, rows, strict=True):
        sources = {row[c]: row.get("confidence", "") for c in own if c in row}
        if links:
            sources = {**linked.get(_at(row, links[1].references), {}), **sources}
        if owner:
            sources.update(owners.get(_at(row, owner.fields), {}))
        found[int(line)] = Cited(" · ".join(row[c] for c in key if c in row), sources)
    return found


def _at(row: Mapping[str, str], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in columns)


def _owner(table: Table, described: Package) -> ForeignKey | None:
    """Find the key by which the rows of a table belong to rows that cite sources."""
    for key in table.foreign_keys:
        other = described.table(key.table)
        if key.table not in (table.name, "countries") and other.references_to("sources"):
            return key
    return None


def _by_key(owner: ForeignKey) -> dict[tuple[str, ...], Mapping[str, str]]:
    rows = records(load(owner.table)[list(owner.references)])
    return {
        _at(row, owner.references): each.sources
        for row, each in zip(rows, cited(owner.table).values(), strict=True)
    }


def _link(table: Table, described: Package) -> tuple[Table, ForeignKey] | None:
    """Find the table that gives the rows of another their further sources, and its key to them."""
    for other in described.tables:
        if other.name.endswith(_LINKS):
            for key in other.foreign_keys:
                # The first key is the owner: `participant_sources` refers to events too.
                if key.table != "sources":
                    if key.table == table.name:
                        return other, key
                    break
    return None


def _linked(table: Table, key: ForeignKey) -> dict[tuple[str, ...], dict[str, str]]:
    wanted = [*key.fields, "source_id", "confidence"]
    facts = load(table.name)
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in records(facts[[column for column in wanted if column in facts]]):
        found.setdefault(_at(row, key.fields), {})[row["source_id"]] = row.get("confidence", "")
    return found


def ranks() -> tuple[str, ...]:
    """Return the codes of confidence, lowest first."""
    fields = (t.field("confidence") for t in package.read().tables if "confidence" in t.columns)
    return next((tuple(field.values) for field in fields), ())


def records(facts: Any) -> list[dict[str, str]]:
    """Return rows as text, each without its empty cells."""
    columns: dict[str, list[str | None]] = {}
    for name in facts.columns:
        cells = facts[name].astype("object")
        known = cells.notna().tolist()
        columns[name] = [
            str(cell).removesuffix(" 00:00:00") if there else None
            for cell, there in zip(cells.tolist(), known, strict=True)
        ]
    return [
        {name: cell for name, cells in columns.items() if (cell := cells[place]) is not None}
        for place in range(len(facts))
    ]
