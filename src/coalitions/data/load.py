"""Tables as typed DataFrames that know their rows.

Types come from the descriptor, so a chapter never converts. The index, named ``row``, holds the
line of each row in its CSV file: ``contributions:118`` names the same row in a fault, in a card on
a page and in a link to the file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeGuard

import pandas as pd

from coalitions.data import package as descriptor
from coalitions.data import uses
from coalitions.data.cells import CellError, Value, reader
from coalitions.data.csvfile import Records
from coalitions.data.faults import DataError, Fault, suggestion
from coalitions.facts import ROW, Facts

if TYPE_CHECKING:
    from coalitions.data.package import Field, Package, Table

PRECISIONS = ("day", "month", "year")
_PERIOD = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_read: set[str] = set()


def load(table: str, /, **where: object) -> Facts:
    """Load a table of the data package, or the rows of it that match.

    Parameters
    ----------
    table
        Name of the table, for example ``"contributions"``.
    **where
        Column names with the value asked for, or a list of values; ``None`` asks for empty cells.
        For dates a text names a period: ``date="2003"`` is the whole year.

    Returns
    -------
    Facts
        A DataFrame that carries which rows it rests on. Integers, numbers and booleans are
        nullable; code lists are categoricals (ordered when the descriptor ranks the codes); dates
        are ``datetime64``. A date at the precision known stands at the first day of its period,
        and ``<name>_precision`` says ``day``, ``month`` or ``year``.

    Raises
    ------
    LookupError
        If there is no such table or column.
    ValueError
        If a value asked for is not in the code list of its column, or in the table that the
        column refers to: a misspelt filter must not give an empty table.
    DataError
        If the file has faults that keep it from being read.
    """
    package = descriptor.read()
    described = package.table(table)
    frame = _frame(package, described)
    asked = {column: _choices(wanted) for column, wanted in where.items()}
    for column, choices in asked.items():
        frame = frame[_matches(frame, described.field(column), choices, package, described)]
    uses.note(package.path(described), _selection(described, asked))
    return Facts.of_table(table, frame)


def rows_at(table: str, lines: Iterable[int]) -> Facts:
    """Load the rows of a table that stand on some lines of its file, in the order of the lines."""
    package = descriptor.read()
    described = package.table(table)
    frame = _frame(package, described)
    wanted = [int(line) for line in lines]
    uses.note_lines(package.path(described), wanted)
    return Facts.of_table(table, frame.loc[wanted])


def tables_read() -> tuple[str, ...]:
    """Names of the tables whose files this process has read so far, sorted."""
    return tuple(sorted(_read))


def _frame(package: Package, table: Table) -> pd.DataFrame:
    with uses.reading():
        try:
            content = package.path(table).read_bytes()
        except OSError:
            raise DataError([Fault(package.shown(table.path), 0, "", "cannot be read")]) from None
        _read.add(table.name)
        return _parsed(package, table, hashlib.sha256(content).digest()).copy(deep=False)


def _choices(wanted: object) -> list[object]:
    """List the values asked for; a text is one value."""
    single = isinstance(wanted, str) or not isinstance(wanted, Iterable)
    return [wanted] if single else list(wanted)  # type: ignore[call-overload]


def _are_texts(values: list[object]) -> TypeGuard[list[str]]:
    return all(isinstance(value, str) for value in values)


def _selection(table: Table, asked: Mapping[str, list[object]]) -> str:
    """Write what was asked for, as far as the text of the cells can tell it.

    Cells of text stand in the file as they are asked for. Numbers and dates may be written in
    several ways, so a filter on them counts as none: the selection then holds more rows.
    """
    exact = {}
    for column, choices in asked.items():
        field = table.field(column)
        texts = ["" if choice is None else choice for choice in choices]
        if field.type == "string" and not field.partial_date and _are_texts(texts):
            exact[column] = texts
    return uses.where(exact)


@lru_cache(maxsize=128)
def _parsed(package: Package, table: Table, _content: bytes) -> pd.DataFrame:
    shown = package.shown(table.path)
    faults: list[Fault] = []

    def report(line: int, column: str, message: str, harmless: bool = False) -> None:
        if not harmless:
            faults.append(Fault(shown, line, column, message))

    records = Records(package.path(table), table.columns, report)
    lines: list[int] = []
    rows: list[list[str]] = []
    for line, cells in records:
        lines.append(line)
        rows.append(cells)
    values = {}
    for place, name in enumerate(records.present):
        read = reader(table.field(name))
        column: list[Value | None] = []
        for line, cells in zip(lines, rows, strict=True):
            try:
                column.append(read(cells[place]))
            except CellError as error:
                faults.append(Fault(shown, line, name, str(error)))
        values[name] = column
    if faults:
        raise DataError(sorted(faults))
    return _typed(table, values, lines)


def _typed(table: Table, values: dict[str, list[Value | None]], lines: list[int]) -> pd.DataFrame:
    index = pd.Index(lines, name=ROW, dtype="int64")
    columns: dict[str, pd.Series] = {}
    for field in table.fields:
        cells = values[field.name]
        columns[field.name] = pd.Series(_array(field, cells), index=index)
        if field.partial_date:
            precisions = [None if cell is None else _precision(str(cell)) for cell in cells]
            ranked = pd.Categorical(precisions, categories=PRECISIONS, ordered=True)
            columns[f"{field.name}_precision"] = pd.Series(ranked, index=index)
    return pd.DataFrame(columns, index=index)


def _array(field: Field, cells: list[Value | None]) -> Any:
    if field.is_date:
        days = [None if cell is None else f"{cell}-01-01"[:10] for cell in cells]
        # "2025-03" + "-01-01" cut to ten characters is the first day of the month.
        return pd.to_datetime(pd.Series(days, dtype="object"), format="%Y-%m-%d").array
    if field.codes:
        texts = [None if cell is None else _code(cell) for cell in cells]
        return pd.Categorical(texts, categories=list(field.values), ordered=field.ordered)
    dtype = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "string"}
    return pd.Series(cells, dtype=dtype[field.type]).array


def _code(cell: Value) -> str:
    return cell if isinstance(cell, str) else f"{cell:g}"


def _precision(date: str) -> str:
    return {4: "year", 7: "month"}.get(len(date), "day")


def _matches(
    frame: pd.DataFrame, field: Field, choices: list[object], package: Package, table: Table
) -> pd.Series[bool]:
    """Which rows of `frame` have one of the values of `choices` in the column `field`."""
    column = frame[field.name]
    found = pd.Series(False, index=frame.index)
    for choice in choices:
        if choice is None:
            found |= column.isna()
        elif field.is_date:
            found |= _in_period(column, choice, field)
        else:
            _check_choice(choice, field, package, table)
            found |= (column == choice).fillna(False).astype(bool)
    return found


def _in_period(column: pd.Series, choice: object, field: Field) -> pd.Series[bool]:
    if not isinstance(choice, str):
        return column.eq(pd.Timestamp(choice))  # type: ignore[arg-type]
    if not _PERIOD.fullmatch(choice):
        raise ValueError(
            f"{field.name}={choice!r} is not a date; write 2025, 2025-03 or 2025-03-02"
        )
    period = pd.Period(choice)
    return column.between(period.start_time, period.end_time)


def _check_choice(choice: object, field: Field, package: Package, table: Table) -> None:
    if field.codes:
        known = field.values
    else:
        key = next((k for k in table.foreign_keys if k.fields == (field.name,)), None)
        if key is None or key.table == table.name:
            return
        target = package.table(key.table)
        known = tuple(_frame(package, target)[key.references[0]].dropna())
        uses.note(package.path(target), _selection(target, {key.references[0]: [choice]}))
    if choice not in known:
        hint = suggestion(str(choice), [str(value) for value in known])
        raise ValueError(f"{table.name} knows no {field.name}={choice!r}{hint}")
