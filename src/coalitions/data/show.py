"""Rows of a table as text in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coalitions.data.cells import Value
from coalitions.data.faults import suggestion
from coalitions.data.package import Package, Table
from coalitions.data.rows import Row, Tables


def conditions(table: Table, wanted: Sequence[str]) -> dict[str, str]:
    """Read ``column=value`` arguments; an empty value asks for empty cells.

    Raises
    ------
    ValueError
        If an argument has no equals sign, or a value is not in the code list of its column.
    LookupError
        If there is no such column.
    """
    asked = {}
    for argument in wanted:
        column, equals, value = argument.partition("=")
        if not equals:
            raise ValueError(f"{argument!r} is not a condition; write COLUMN=VALUE")
        codes = table.field(column).values
        if value and codes and value not in codes:
            hint = suggestion(value, codes)
            raise ValueError(f"{value!r} is not a code of {column}{hint}: {', '.join(codes)}")
        asked[column] = value
    return asked


def matching(package: Package, table: Table, asked: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows whose cells are as asked; a date also matches its month and year."""
    for row in Tables(package)[table.name]:
        if all(_matches(row[column], value, table, column) for column, value in asked.items()):
            yield row


def _matches(cell: Value | None, value: str, table: Table, column: str) -> bool:
    text = written(cell)
    if value and table.field(column).is_date:
        return text.startswith(value)
    return text == value


def written(cell: Value | None) -> str:
    """Write a cell as it stands in the file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def as_text(table: Table, row: Row) -> str:
    """Write one row, a line for each filled cell, under the name by which faults call it."""
    width = max(len(column) for column in table.columns)
    cells = [
        f"  {column.ljust(width)}  {written(row[column])}"
        for column in table.columns
        if row[column] is not None
    ]
    return "\n".join([f"{table.name}:{row.line}", *cells])
