"""Rows of tables without pandas: for rules, for the editor's command and for the bibliography."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coalitions.data.cells import CellError, Value, reader
from coalitions.data.csvfile import Records
from coalitions.data.package import Package

#: Tables of up to so many rows are kept after the first reading.
KEPT = 50_000


class Row:
    """One record: its line in the file, its key, and its cells by column.

    Cells are read when they are asked for: a rule looks at two or three of them.
    """

    __slots__ = ("_form", "_texts", "line")

    def __init__(self, line: int, texts: list[str], form: _Form) -> None:
        self.line = line
        self._texts = texts
        self._form = form

    def __getitem__(self, column: str) -> Value | None:
        place = self._form.places.get(column)
        if place is None:
            return None
        try:
            return self._form.readers[column](self._texts[place])
        except CellError:
            return None

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that change with any cell of the row."""
        return hashlib.sha256("\x1f".join(self._texts).encode()).hexdigest()[:8]

    @property
    def key(self) -> str:
        """The texts of the primary key, joined by bars."""
        places = (self._form.places.get(column) for column in self._form.key)
        return "|".join("" if place is None else self._texts[place] for place in places)


@dataclass(frozen=True)
class _Form:
    """What the rows of one table share."""

    places: Mapping[str, int]
    readers: Mapping[str, Callable[[str], Value | None]]
    key: tuple[str, ...]


class Tables:
    """The tables of a package as iterables of rows.

    Cells with faults read as empty and malformed records are left out: the checks of form report
    those, and a rule has nothing to add.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self._kept: dict[str, list[Row]] = {}

    def __getitem__(self, table: str) -> Iterator[Row]:
        if table in self._kept:
            return iter(self._kept[table])
        return self._read(table)

    def _read(self, name: str) -> Iterator[Row]:
        table = self.package.table(name)
        records = Records(self.package.path(table), table.columns, silent)
        readers = {column: reader(table.field(column)) for column in table.columns}
        kept: list[Row] = []
        form = _Form({}, readers, table.primary_key)
        for line, texts in records:
            if not form.places:
                places = {column: place for place, column in enumerate(records.present)}
                form = _Form(places, readers, table.primary_key)
            row = Row(line, texts, form)
            if len(kept) <= KEPT:
                kept.append(row)
            yield row
        if len(kept) <= KEPT:
            self._kept[name] = kept


def silent(line: int, column: str, message: str, harmless: bool = False) -> None:
    """Take a fault that the check reports."""
