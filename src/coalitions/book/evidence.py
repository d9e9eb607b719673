"""The sources behind rows, looked up when a page is written.

A kernel says which rows a number rests on; what these rows cite is read here, from the tables as
they are at that moment. Each table is read once for all pages of a build.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coalitions.data.package import ForeignKey, Package, Table

#: Table name to line numbers in its file, as in the mime bundle of a quantity.
Rows = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Use:
    """One source behind some rows.

    Attributes
    ----------
    id, title
        Its key and its title.
    short
        Who published it and when.
    confidence
        How far these rows trust it: ``"low"``, ``"low to high"``, or empty if they do not say.
    rows
        How many of the rows cite it.
    """

    id: str
    title: str
    short: str
    confidence: str
    rows: int


@dataclass(frozen=True)
class _Row:
    key: str
    sources: tuple[str, ...]
    confidence: str


class Evidence:
    """Looks up what the rows of the data package in use cite."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[int, _Row]] = {}

    def key(self, table: str, line: int) -> str:
        """Return the key of a row as text: ``interfet-1999 · AUS``."""
        return self._table(table)[line].key

    def sources(self, rows: Rows) -> tuple[Use, ...]:
        """Return the sources of rows, the most used first."""
        cited: dict[str, list[str]] = {}
        for table, lines in rows.items():
            known = self._table(table)
            for line in lines:
                for source in known[line].sources:
                    cited.setdefault(source, []).append(known[line].confidence)
        ranked = sorted(cited, key=lambda source: (-len(cited[source]), source))
        return tuple(self._use(source, cited[source]) for source in ranked)

    def _use(self, source: str, levels: list[str]) -> Use:
        title, short = self._works[source]
        ranks = self._ranks
        found = sorted({level for level in levels if level in ranks}, key=ranks.index)
        confidence = " to ".join(dict.fromkeys((found[0], found[-1]))) if found else ""
        return Use(source, title, short, confidence, len(levels))

    def _table(self, name: str) -> dict[int, _Row]:
        if name not in self._tables:
            self._tables[name] = _read(name)
        return self._tables[name]

    @cached_property
    def _ranks(self) -> tuple[str, ...]:
        from coalitions.data import package

        for table in package.read().tables:
            if "confidence" in table.columns:
                return tuple(table.field("confidence").values)
        return ()

    @cached_property
    def _works(self) -> dict[str, tuple[str, str]]:
        from coalitions.data.load import load

        works = {}
        for work in _records(load("sources")):
            who = work.get("publisher") or work.get("authors") or work["title"]
            short = f"{who}, {work.get('date_published', 'n.d.')[:4]}"
            works[work["source_id"]] = (work["title"], short)
        return works


def _read(name: str) -> dict[int, _Row]:
    from coalitions.data import package
    from coalitions.data.load import load

    described = package.read()
    table = described.table(name)
    cited = (*(("source_id",) if name == "sources" else ()), *table.references_to("sources"))
    key = [column for column in table.primary_key if column not in cited or name == "sources"]
    owner = None if cited else _owner(table, described)
    facts = load(name)
    wanted = [*key, *cited, *("confidence",), *(owner.fields if owner else ())]
    rows = _records(facts[[column for column in dict.fromkeys(wanted) if column in facts]])
    owners = _by_key(owner) if owner else {}
    found = {}
    for line, row in zip(facts.index, rows, strict=True):
        named = " · ".join(row[column] for column in key if column in row)
        sources = tuple(row[column] for column in cited if column in row)
        own = _Row(named, sources, row.get("confidence", ""))
        if owner and (above := owners.get(tuple(row.get(field, "") for field in owner.fields))):
            own = _Row(named, above.sources, above.confidence)
        found[int(line)] = own
    return found


def _owner(table: Table, described: Package) -> ForeignKey | None:
    """Find the key by which the rows of a table belong to rows that cite sources.

    A table that only links, such as the countries behind a published count, cites what the count
    does.
    """
    for key in table.foreign_keys:
        other = described.table(key.table)
        if key.table not in (table.name, "countries") and other.references_to("sources"):
            return key
    return None


def _by_key(owner: ForeignKey) -> dict[tuple[str, ...], _Row]:
    from coalitions.data.load import load

    rows = _read(owner.table)
    keys = _records(load(owner.table)[list(owner.references)])
    return {
        tuple(key.get(column, "") for column in owner.references): row
        for key, row in zip(keys, rows.values(), strict=True)
    }


def _records(facts: Any) -> list[dict[str, str]]:
    """Return the rows as text, each without its empty cells."""
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
