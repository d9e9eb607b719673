"""Adding a row: asked column by column, checked like the whole package, written in one step.

The rest of the file is not touched: the new line goes between the bytes that are there, and the
file is replaced only when the package with it has no fault that it did not have before. A fault
that a row of another table will mend is no bar: a new work must stand before a row rests on it.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coalitions.data.cells import CellError, reader
from coalitions.data.check import check
from coalitions.data.csvfile import Records
from coalitions.data.faults import DataError, Fault, suggestion
from coalitions.data.package import Field, Package, Table

Ask = Callable[[str], str]
Say = Callable[[str], None]


def ask_row(
    package: Package, table: Table, given: Mapping[str, str], ask: Ask, say: Say
) -> dict[str, str]:
    """Ask for each column that is not `given`, again until the answer can stand.

    Parameters
    ----------
    package, table
        Where the row is to go.
    given
        Cells already known. They are checked like answers.
    ask, say
        How to put a question and how to print a line.

    Returns
    -------
    dict
        The text of each cell, by column.

    Raises
    ------
    ValueError
        If a given cell cannot stand.
    LookupError
        If a given column does not exist.
    """
    problems = {field.name: _problem_with(package, table, field) for field in table.fields}
    for column, text in given.items():
        if message := problems[table.field(column).name](text):
            raise ValueError(f"column {column}: {message}")
    cells = {}
    for field in table.fields:
        if field.name in given:
            cells[field.name] = given[field.name]
            continue
        say(_question(table, field))
        answer = ask(f"{field.name}: ").strip()
        while message := problems[field.name](answer):
            say(f"  {message}")
            answer = ask(f"{field.name}: ").strip()
        cells[field.name] = answer
    return cells


@dataclass(frozen=True)
class Added:
    """A row that was written: its line, and the faults that await rows of other tables."""

    line: int
    awaiting: tuple[Fault, ...]


def add_row(package: Package, table: Table, cells: Mapping[str, str]) -> Added:
    """Write a row into its place in the file.

    Raises
    ------
    DataError
        With the faults that the row would bring and that no other row can mend. Then nothing is
        written.
    """
    path = package.path(table)
    before = path.read_bytes()
    line = _place(package, table, cells)
    lines = before.splitlines(keepends=True)
    if lines and not lines[-1].endswith(b"\n"):
        lines[-1] += b"\n"
    after = b"".join([*lines[: line - 1], _as_line(table, cells), *lines[line - 1 :]])
    faults = _new_faults(package, table, after)
    if not all(fault.awaits for fault in faults):
        raise DataError(faults)
    _replace(path, after)
    return Added(line, tuple(faults))


def _question(table: Table, field: Field) -> str:
    unit = f" [{field.unit}]" if field.unit else ""
    needed = "" if field.required else " (may be empty)"
    lines = [f"\n{field.title or field.name}{unit}{needed}: {field.description}"]
    lines += [f"    {code.value.ljust(16)} {code.label}" for code in field.codes]
    for key in table.foreign_keys:
        if field.name in key.fields:
            lines.append(f"    a key of the table {key.table}")
    return "\n".join(lines)


def _problem_with(package: Package, table: Table, field: Field) -> Callable[[str], str]:
    """Return a function that says what is wrong with an answer, or nothing."""
    read = reader(field)
    known: set[str] | None = None
    for key in table.foreign_keys:
        if key.fields == (field.name,) and key.table != table.name:
            known = set(_texts(package, package.table(key.table), key.references[0]))

    def problem(answer: str) -> str:
        try:
            read(answer)
        except CellError as error:
            return str(error)
        if answer and known is not None and answer not in known:
            return f'"{answer}" is not in the table{suggestion(answer, sorted(known))}'
        return ""

    return problem


def _texts(package: Package, table: Table, column: str) -> list[str]:
    records = Records(package.path(table), table.columns, _silent)
    return [cells[records.present.index(column)] for _, cells in records]


def _silent(line: int, column: str, message: str, harmless: bool = False) -> None:
    """Take a fault that is not the new row's."""


def _place(package: Package, table: Table, cells: Mapping[str, str]) -> int:
    """Return the line for the new row.

    It goes after the last row that shares most of its key from the left, so that the rows of one
    operation, country or event stay together; a file that is sorted by its key stays sorted.
    """
    faults: list[Fault] = []

    def report(line: int, column: str, message: str, harmless: bool = False) -> None:
        if not harmless:
            faults.append(Fault(package.shown(table.path), line, column, message))

    records = Records(package.path(table), table.columns, report)
    rows = [(line, dict(zip(records.present, row, strict=True))) for line, row in records]
    if faults:
        raise DataError(faults)
    last = len(package.path(table).read_bytes().splitlines()) + 1
    # Where a row ends is where the next one starts, whatever line breaks its cells have.
    ends = [line for line, _ in rows[1:]] + [last]
    new = [cells.get(column, "") for column in table.primary_key]
    keys = [[row[column] for column in table.primary_key] for _, row in rows]
    if keys == sorted(keys):
        smaller = sum(key < new for key in keys)
        return ends[smaller - 1] if smaller else 2
    shared = [_shared(key, new) for key in keys]
    most = max(shared, default=0)
    return ends[len(shared) - 1 - shared[::-1].index(most)] if most else last


def _shared(first: list[str], second: list[str]) -> int:
    """How many parts two keys share from the left."""
    same = [one == other for one, other in zip(first, second, strict=True)]
    return same.index(False) if False in same else len(same)


def _as_line(table: Table, cells: Mapping[str, str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([cells.get(name, "") for name in table.columns])
    return out.getvalue().encode("utf-8")


def _new_faults(package: Package, table: Table, content: bytes) -> list[Fault]:
    """Faults that the package would have with this content, and does not have now."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / package.folder.name
        shutil.copytree(package.folder, folder)
        (folder / table.path).write_bytes(content)
        found = check(folder)
    # Lines move when one is added, so faults are told apart by what they say.
    known = Counter((fault.file, fault.column, fault.message) for fault in check(package.folder))
    new = []
    for fault in found:
        what = (fault.file, fault.column, fault.message)
        if known[what]:
            known[what] -= 1
        else:
            new.append(fault)
    return new


def _replace(path: Path, content: bytes) -> None:
    """Replace a file in one step, so that no reader and no crash ever sees half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(path, name)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
