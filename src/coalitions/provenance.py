"""Which rows of which tables a DataFrame, a Series or a number rests on.

What cannot be known is empty: plain DataFrames and Series, and single values taken out of a table.
How a table keeps its rows while it is filtered, grouped and merged is in `coalitions.facts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self


@dataclass(frozen=True)
class SourceUse:
    """A source behind some rows, and how far those rows trust it."""

    source_id: str
    lowest: str | None
    highest: str | None
    rows: int


@dataclass(frozen=True)
class Provenance:
    """Rows, named by table and line number.

    Attributes
    ----------
    rows
        Table name to line numbers in its CSV file (the header is line 1), sorted, each once.
    """

    rows: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def build(cls, rows: Mapping[str, Iterable[int]]) -> Self:
        """Make a provenance from any mapping of table to lines."""
        clean = {table: tuple(sorted({int(n) for n in lines})) for table, lines in rows.items()}
        ordered = {table: clean[table] for table in sorted(clean) if clean[table]}
        return cls(MappingProxyType(ordered))

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables, sorted."""
        return tuple(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __len__(self) -> int:
        return sum(len(lines) for lines in self.rows.values())

    def __hash__(self) -> int:
        return hash(tuple(self.rows.items()))

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[dict[str, tuple[int, ...]]]]:
        return type(self).build, (dict(self.rows),)

    def union(self, *others: Provenance) -> Provenance:
        """Return the rows of this and of all `others`."""
        others = tuple(other for other in others if other)
        if not others:
            return self
        if not self and len(others) == 1:
            return others[0]
        rows = {table: set(lines) for table, lines in self.rows.items()}
        for other in others:
            for table, lines in other.rows.items():
                rows.setdefault(table, set()).update(lines)
        return Provenance.build(rows)

    def as_json(self) -> dict[str, list[int]]:
        """Return ``{table: [lines]}`` for a mime bundle."""
        return {table: list(lines) for table, lines in self.rows.items()}

    @property
    def sources(self) -> tuple[SourceUse, ...]:
        """The sources of the rows, by id, with the span of confidence of what cites them.

        Every column that refers to the table `sources` counts, and so do link tables: see
        `coalitions.citing`. Reads the tables named.
        """
        from coalitions.citing import cited, ranks

        confidences: dict[str, list[str]] = {}
        for name, lines in self.rows.items():
            known = cited(name, lines)
            for line in lines:
                for source, confidence in known[line].sources.items():
                    confidences.setdefault(source, []).append(confidence)
        order = ranks()
        return tuple(_use(source, confidences[source], order) for source in sorted(confidences))


def _use(source: str, levels: list[str], ranks: tuple[str, ...]) -> SourceUse:
    known = sorted((level for level in levels if level in ranks), key=ranks.index)
    lowest, highest = (known[0], known[-1]) if known else (None, None)
    return SourceUse(source, lowest, highest, len(levels))


def known(rows: object) -> Provenance:
    """Return the rows that `rows` rests on, as `of` does, but refuse what has lost them.

    Raises
    ------
    TypeError
        If a plain DataFrame, Series or array is among `rows`: what it rests on cannot be known.
    """
    if isinstance(rows, list | tuple):
        return Provenance().union(*(known(part) for part in rows))
    if isinstance(rows, Provenance) or isinstance(getattr(rows, "provenance", None), Provenance):
        return of(rows)
    raise TypeError(
        f"a plain {type(rows).__name__} does not know its rows. They are lost when a merge, join "
        "or concat begins with a plain DataFrame (put the facts first), in pd.crosstab (use "
        "pivot_table or groupby) and in plain arrays and lists; or name the facts as rows="
    )


def of(obj: object) -> Provenance:
    """Return the rows that `obj` rests on.

    Parameters
    ----------
    obj
        A `Facts`, a Series taken from one, anything with a ``provenance`` (a quantity, a finding,
        a measure), or a list or tuple of these.

    Returns
    -------
    Provenance
        Empty where the rows cannot be known.
    """
    if isinstance(obj, Provenance):
        return obj
    if isinstance(obj, list | tuple):
        return Provenance().union(*(of(part) for part in obj))
    found = getattr(obj, "provenance", None)
    return found if isinstance(found, Provenance) else Provenance()
