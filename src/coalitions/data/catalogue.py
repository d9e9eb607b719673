"""What stands in the codebook: pages, tables and columns, described and counted.

The descriptor says what a table and a column mean; the rows say how many there are, what is missing
and where they come from. Both together make an `Entry`, a plain structure that
`coalitions.codebook` writes for a page. Nothing here draws, writes or knows of HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from coalitions.data.package import Code, Field, Package, Table
from coalitions.data.subjects import anchor_of as anchor_of
from coalitions.data.subjects import page_of as page_of

#: Columns that say when a row holds, best first. Other dates say something else: the next election
#: of a government is no date of the row.
_TIMES = ("as_of", "date", "month", "year", "first_attended", "start_date", "date_published")
#: Of these, the ones that date the rows of another table which refers to it as well. The start of
#: an operation does not date its deaths, nor the day of an article what it tells.
_LENT = frozenset({"as_of", "date", "month", "year"})
_PREVIEWED = 5


@dataclass(frozen=True)
class Column:
    """One column: what the descriptor says, and how many cells are empty."""

    field: Field
    refers_to: str
    missing: int
    rows: int

    @property
    def share_missing(self) -> float:
        """The share of empty cells, from 0 to 1."""
        return self.missing / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class CodeList:
    """The code list of a column, each code with the number of rows that carry it."""

    field: Field
    codes: tuple[tuple[Code, int], ...]


@dataclass(frozen=True)
class SourceKind:
    """Sources of one kind behind a table: how many works, and how many rows rest on them."""

    kind: Code
    works: int
    rows: int


@dataclass(frozen=True)
class Sources:
    """Where the rows of a table come from.

    `state_media` and `aggregator` count the rows that rest on such a work.
    """

    kinds: tuple[SourceKind, ...]
    state_media: int
    aggregator: int

    @property
    def works(self) -> int:
        """How many works there are in all."""
        return sum(kind.works for kind in self.kinds)


@dataclass(frozen=True)
class Entry:
    """One table in the codebook.

    `period` is the first and last year of the rows, or None if they have no date. `countries`
    counts the states that the rows are about, or is None if no column names states. `used_by`
    names the tables that refer to this one.
    """

    package: Package
    table: Table
    rows: int
    columns: tuple[Column, ...]
    code_lists: tuple[CodeList, ...]
    period: tuple[int, int] | None
    countries: int | None
    sources: Sources | None
    confidence: tuple[tuple[Code, int], ...]
    used_by: tuple[str, ...]


def zip_name(package: Package) -> str:
    """Return the name of the file that holds the whole package."""
    return f"{package.name}.zip"


def time_column(table: Table) -> str | None:
    """Return the column that says when a row holds, if there is one."""
    return next((name for name in _TIMES if name in table.columns), None)


def country_column(table: Table) -> str | None:
    """Return the column that says which state a row is about, if there is one."""
    if table.name == "countries":
        return "iso3"
    keys = table.references_to("countries")
    return "iso3" if "iso3" in keys else next(iter(keys), None)


def time_parent(table: Table, package: Package) -> tuple[Table, tuple[str, ...]] | None:
    """Return the table that dates the rows of a table without dates of its own, and the key to it.

    A participant's date is that of the event.
    """
    if time_column(table):
        return None
    for key in table.foreign_keys:
        if key.table != table.name and time_column(package.table(key.table)) in _LENT:
            return package.table(key.table), key.fields
    return None


def entry(table: Table, facts: pd.DataFrame, sources: pd.DataFrame, package: Package) -> Entry:
    """Describe and count a table.

    Parameters
    ----------
    table
        The table in the descriptor.
    facts
        All its rows, as `coalitions.load` gives them.
    sources
        All rows of the table `sources`.
    package
        The package that the table belongs to.
    """
    places = country_column(table)
    years = _years(table, facts)
    lists = tuple(
        CodeList(field, tuple(_counted(field, facts))) for field in table.fields if field.codes
    )
    trust = next((each.codes for each in lists if each.field.name == "confidence"), ())
    return Entry(
        package=package,
        table=table,
        rows=len(facts),
        columns=tuple(_column(table, field, facts) for field in table.fields),
        code_lists=tuple(each for each in lists if each.field.name != "confidence"),
        period=(int(years.min()), int(years.max())) if years is not None and len(years) else None,
        countries=int(facts[places].nunique()) if places else None,
        sources=_sources(table, facts, sources, package.table("sources")),
        confidence=trust,
        used_by=_used_by(table, package),
    )


def hubs(package: Package) -> tuple[tuple[Table, tuple[str, ...]], ...]:
    """Return the tables that others refer to, each with these, the most used first."""
    used = [(table, users) for table in package.tables if (users := _used_by(table, package))]
    return tuple(sorted(used, key=lambda pair: -len(pair[1])))


def natures(package: Package) -> dict[str, int]:
    """Count the columns of the package by what they are: observed, computed, coded…"""
    found: dict[str, int] = {}
    for table in package.tables:
        for field in table.fields:
            found[field.nature] = found.get(field.nature, 0) + 1
    return found


def spread_out(rows: int, most: int = _PREVIEWED) -> tuple[int, ...]:
    """Choose up to `most` of `rows` positions from the first to the last, evenly apart."""
    if rows <= most:
        return tuple(range(rows))
    return tuple(round(place * (rows - 1) / (most - 1)) for place in range(most))


def _used_by(table: Table, package: Package) -> tuple[str, ...]:
    return tuple(
        other.name
        for other in package.tables
        if other is not table and any(key.table == table.name for key in other.foreign_keys)
    )


def _column(table: Table, field: Field, facts: pd.DataFrame) -> Column:
    targets = [key.table for key in table.foreign_keys if key.fields == (field.name,)]
    missing = int(facts[field.name].isna().sum())
    return Column(field, next(iter(targets), ""), missing, len(facts))


def _counted(field: Field, facts: pd.DataFrame) -> Iterable[tuple[Code, int]]:
    counts = facts[field.name].astype("object").value_counts()
    return [(code, int(counts.get(code.value, 0))) for code in field.codes]


def _years(table: Table, facts: pd.DataFrame) -> pd.Series | None:
    name = time_column(table)
    if name is None:
        return None
    column = facts[name].dropna()
    return column.dt.year if table.field(name).is_date else column.astype("int64")


def _sources(
    table: Table, facts: pd.DataFrame, sources: pd.DataFrame, described: Table
) -> Sources | None:
    """Count the works behind a table by kind; a row that names two kinds counts for both."""
    columns: Sequence[str] = table.references_to("sources")
    if table.name == described.name:
        columns = ("source_id",)
    if not columns:
        return None
    named = pd.concat([facts[name].dropna().astype("object") for name in columns])
    works = sources.set_index(sources["source_id"].astype("object"))
    uses = pd.DataFrame(works.loc[named, ["kind", "state_media", "aggregator"]])
    uses = uses.assign(source=named.to_numpy(), row=named.index)
    kinds = []
    for code in described.field("kind").codes:
        of_kind = uses[uses["kind"] == code.value]
        if len(of_kind):
            kinds.append(SourceKind(code, of_kind["source"].nunique(), of_kind["row"].nunique()))
    kinds.sort(key=lambda kind: -kind.rows)
    state, copied = (
        int(uses.loc[uses[name].fillna(False).astype("bool"), "row"].nunique())
        for name in ("state_media", "aggregator")
    )
    return Sources(tuple(kinds), state, copied)
