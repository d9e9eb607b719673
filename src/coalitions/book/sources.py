"""The sources behind a figure: which works its rows rest on, and how far the rows trust them."""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coalitions.data import package

_NAMED: Final = 4


@dataclass(frozen=True)
class Source:
    """One source behind a figure.

    Attributes
    ----------
    id, title
        Its key and its title.
    short
        Who published it and when, for a line of many.
    address
        Its entry in the bibliography, from the page of the figure; empty without a bibliography.
    confidence
        How far the rows trust it, ``"low to high"``.
    rows
        How many rows of the figure rest on it.
    """

    id: str
    title: str
    short: str
    address: str
    confidence: str
    rows: int


@dataclass(frozen=True)
class Sources:
    """All sources behind a figure, its rows, and the sources of single rows."""

    sources: tuple[Source, ...]
    rows: Mapping[str, Sequence[int]]
    of_row: Mapping[str, Sequence[str]]

    @property
    def ids(self) -> tuple[str, ...]:
        """The keys of the sources."""
        return tuple(source.id for source in self.sources)

    @property
    def first(self) -> tuple[Source, ...]:
        """The sources that a line has room for, the most used first, one of each publisher."""
        ranked = sorted(self.sources, key=lambda source: -source.rows)
        return tuple({source.short: source for source in reversed(ranked)}.values())[::-1][:_NAMED]

    @property
    def line(self) -> str:
        """The sources in one line of plain text."""
        named = "; ".join(source.short for source in self.first)
        return f"Sources: {named}{self.ending}" if named else ""

    @property
    def ending(self) -> str:
        """How the line ends: with how many more there are, and with one full stop."""
        if rest := len(self.sources) - len(self.first):
            return f"; and {rest} more."
        return "" if self.first and self.first[-1].short.endswith(".") else "."


def sources_of(figure: Mapping[str, Any], address: Callable[[str], str]) -> Sources:
    """Describe the sources of the rows that a figure rests on.

    Parameters
    ----------
    figure
        The content of its mime type.
    address
        Gives the address of a source's entry in the bibliography.
    """
    uses: Sequence[Mapping[str, Any]] = figure.get("sources") or ()
    if not uses:
        return Sources((), figure.get("provenance") or {}, {})
    works = _works()
    found = []
    for use in uses:
        key = str(use["source_id"])
        work = works[key]
        who = work.get("publisher") or work.get("authors") or work["title"]
        levels = dict.fromkeys(level for level in (use["lowest"], use["highest"]) if level)
        found.append(
            Source(
                id=key,
                title=work["title"],
                short=f"{who}, {work.get('date_published', 'n.d.')[:4]}",
                address=address(key),
                confidence=" to ".join(levels),
                rows=int(use["rows"]),
            )
        )
    return Sources(tuple(found), figure["provenance"], figure.get("cited") or {})


def _works() -> dict[str, dict[str, str]]:
    """Return what is known of each source, by its key."""
    path = package.read().folder / "sources.csv"
    return _read_works(path, path.stat().st_mtime_ns)


@functools.lru_cache(1)
def _read_works(path: Path, changed: int) -> dict[str, dict[str, str]]:
    # Plain dictionaries: a build looks sources up thousands of times, and a row of `Facts`
    # accounts for its provenance each time.
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["source_id"]: {name: cell for name, cell in row.items() if cell} for row in rows}
