"""The sources behind rows, looked up when a page is written.

A kernel says which rows a number rests on; what these rows cite is read here, from the tables as
they are at that moment. Each table is read once for all pages of a build.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coalitions.citing import Cited, cited, ranks, records

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


class Evidence:
    """Looks up what the rows of the data package in use cite."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[int, Cited]] = {}

    def key(self, table: str, line: int) -> str:
        """Return the key of a row as text: ``interfet-1999 · AUS``."""
        return self._table(table)[line].key

    def sources(self, rows: Rows) -> tuple[Use, ...]:
        """Return the sources of rows, the most used first."""
        uses: dict[str, list[str]] = {}
        for table, lines in rows.items():
            known = self._table(table)
            for line in lines:
                for source, confidence in known[line].sources.items():
                    uses.setdefault(source, []).append(confidence)
        ranked = sorted(uses, key=lambda source: (-len(uses[source]), source))
        return tuple(self._use(source, uses[source]) for source in ranked)

    def _use(self, source: str, levels: list[str]) -> Use:
        title, short = self.works[source]
        ranks = self._ranks
        found = sorted({level for level in levels if level in ranks}, key=ranks.index)
        confidence = " to ".join(dict.fromkeys((found[0], found[-1]))) if found else ""
        return Use(source, title, short, confidence, len(levels))

    def _table(self, name: str) -> dict[int, Cited]:
        if name not in self._tables:
            self._tables[name] = cited(name)
        return self._tables[name]

    @cached_property
    def _ranks(self) -> tuple[str, ...]:
        return ranks()

    @cached_property
    def works(self) -> dict[str, tuple[str, str]]:
        """All works by their keys: the title, and who published it when."""
        from coalitions.data.load import load

        works = {}
        for work in records(load("sources")):
            who = work.get("publisher") or work.get("authors") or work["title"]
            short = f"{who}, {work.get('date_published', 'n.d.')[:4]}"
            works[work["source_id"]] = (work["title"], short)
        return works
