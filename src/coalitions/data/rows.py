"""Rows of tables without pandas: for rules, for the editor's command and for the bibliography."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coalitions.data.cells import CellError, Value, reader
from coalitions.data.csvfile import Records
from coalitions.data.package import Package

#: Tables of up to so many rows are kept after the first reading.
KEPT = 50_000


@dataclass(frozen=True)
class Row:
    """One record: its line in the file, its key, and its cells by column."""

    line: int
    key: str
    values: dict[str, Value | None]

    def __getitem__(self, column: str) -> Value | None:
        return self.values.get(column)

    def get(self, column: str) -> Value | None:
        """Return the cell, or ``None`` if it is empty or there is no such column."""
        return self.values.get(column)


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
        for line, cells in records:
            texts = dict(zip(records.present, cells, strict=True))
            key = "|".join(texts.get(column, "") for column in table.primary_key)
            values: dict[str, Value | None] = {}
            for column, text in texts.items():
                try:
                    values[column] = readers[column](text)
                except CellError:
                    values[column] = None
            row = Row(line, key, values)
            if len(kept) <= KEPT:
                kept.append(row)
            yield row
        if len(kept) <= KEPT:
            self._kept[name] = kept


def silent(line: int, column: str, message: str, harmless: bool = False) -> None:
    """Take a fault that the check reports."""
