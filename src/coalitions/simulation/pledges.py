"""Files of pledges: read whatever a class hands in, say row by row what is wrong, lose nothing.

A file is a table with one row for each country and round and the columns `COLUMNS`. It may come
from the form on the page, from a spreadsheet or from a text editor: commas, semicolons or tabs,
UTF-8, UTF-16 or Windows-1252, with or without a byte-order mark. Rows that can be used are used;
rows that cannot are listed in full, each with all its faults.
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from coalitions.data.faults import suggestion
from coalitions.dilemma.parameters import BACKSTOP_LABELS, Backstop
from coalitions.simulation import cells, sheets
from coalitions.simulation.cells import CellError
from coalitions.simulation.role import Limits
from coalitions.simulation.states import limits
from coalitions.simulation.terms import (
    COLUMNS,
    CONDITIONS,
    REQUIRED,
    STATEMENT_LENGTH,
    TASKS,
    TEAM_LENGTH,
)

Source = str | Path | tuple[str, str | bytes]
"""The path of a file, or its name and its content."""

ALIASES: Final[Mapping[str, str]] = {
    "iso3": "country",
    "iso": "country",
    "state": "country",
    "troops": "soldiers",
    "personnel": "soldiers",
    "commitments": "commitments_kept",
    "nato_commitments_kept": "commitments_kept",
    "backstop": "needs_backstop",
    "condition": "conditions",
    "task": "tasks",
    "aid": "aid_percent",
    "aid_percent_of_gdp": "aid_percent",
    "team_name": "team",
}
"""Other names of columns."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """What one country pledges in one round.

    Attributes
    ----------
    country, round, team
        Who, when, and the name of the team that plays the country; if empty, the country's.
    soldiers
        Persons kept in Ukraine at any time.
    commitments_kept
        Per cent of its NATO commitments that it keeps.
    needs_backstop
        The least American backstop without which the soldiers do not go.
    conditions, tasks
        Codes of `CONDITIONS` and `TASKS`.
    aid_percent
        Aid to Ukraine, per cent of GDP in a year.
    statement
        What the team says in public.
    file, row
        Where it stands: the row as a spreadsheet counts it, the header being row 1.
    """

    country: str
    round: int
    team: str = ""
    soldiers: int = 0
    commitments_kept: float = 100.0
    needs_backstop: Backstop = "none"
    conditions: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    aid_percent: float = 0.0
    statement: str = ""
    file: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell of a rejected row.

    Attributes
    ----------
    column, value
        The column, empty if the whole row is meant, and what stands in it.
    message
        What is wrong and what to do.
    """

    column: str
    value: str
    message: str

    def __str__(self) -> str:
        where = f"{self.column}: {cells.shortened(self.value)} " if self.column else ""
        return f"{where}{self.message}"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be used, in full.

    Attributes
    ----------
    file, row
        Where it stands.
    cells
        Column to what stands in it, as it was read.
    faults
        All that is wrong with it.
    """

    file: str
    row: int
    cells: Mapping[str, str]
    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return "\n".join(f"{self.file}, row {self.row}: {fault}" for fault in self.faults)

    def as_dict(self) -> dict[str, Any]:
        """Return the row for JSON."""
        reasons = [
            {"column": fault.column, "value": fault.value, "message": fault.message}
            for fault in self.faults
        ]
        return {"file": self.file, "row": self.row, "cells": dict(self.cells), "reasons": reasons}


@dataclass(frozen=True, slots=True)
class Reading:
    """What some files hold.

    Attributes
    ----------
    pledges
        The rows that can be used, in the order of the files.
    rejected
        The rows that cannot.
    notices
        What to know about whole files, such as columns that are not there.
    """

    pledges: tuple[Pledge, ...]
    rejected: tuple[Rejected, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows the files hold; empty rows are none."""
        return len(self.pledges) + len(self.rejected)


def read_pledges(*sources: Source) -> Reading:
    """Read files of pledges.

    Parameters
    ----------
    *sources
        Paths of files, or pairs of a name and the content as text or bytes.

    Returns
    -------
    Reading
        Every row of every file, as a pledge or as a rejected row. Nothing in a file can make this
        function fail.

    Raises
    ------
    OSError
        If a path cannot be read.
    """
    pledges: list[Pledge] = []
    rejected: list[Rejected] = []
    notices: list[str] = []
    taken: dict[tuple[str, int], Pledge] = {}
    # Looked up once for each country, not once for each of ten thousand rows.
    most = functools.cache(limits)
    for source in sources:
        name, content = _content(source)
        for found in _rows(name, content, notices):
            kept = found if isinstance(found, Rejected) else _pledge(*found, most)
            if isinstance(kept, Rejected):
                rejected.append(kept)
                continue
            first = taken.setdefault((kept.country, kept.round), kept)
            if first is kept:
                pledges.append(kept)
            else:
                rejected.append(_twice(kept, first, found[2] if isinstance(found, tuple) else {}))
    return Reading(tuple(pledges), tuple(rejected), tuple(notices))


def _content(source: Source) -> tuple[str, str]:
    if isinstance(source, tuple):
        name, content = source
    else:
        name, content = Path(source).name, Path(source).read_bytes()
    return cells.plain_text(name), sheets.decoded(content)


_TEXTS: Final = frozenset({"team", "statement"})

_Raw = tuple[str, int, dict[str, str]]


def _rows(name: str, content: str, notices: list[str]) -> Iterable[_Raw | Rejected]:
    """Yield the rows of a file with their cells by column; rows of another shape are rejected."""
    lines = content.removeprefix("\ufeff").replace("\0", "")
    if lines.startswith("PK\x03\x04"):
        notices.append(f"{name}: this is a workbook; save it as CSV (UTF-8) and hand that in")
        return
    records = sheets.records(lines)
    if not records:
        notices.append(f"{name}: the file is empty")
        return
    (first, header), *body = records
    if body and header[0].casefold().startswith("sep=") and len("".join(header)) <= len("sep=;"):
        (first, header), *body = body
    columns = [_column(cell) for cell in header]
    problem = _header_problem(columns)
    if problem:
        notices.append(f"{name}, row {first}: {problem}")
        body = [(first, header), *body] if not set(columns) & set(COLUMNS) else body
    else:
        notices.extend(f"{name}, row {first}: {notice}" for notice in _header_notices(columns))
    for row, values in body:
        named = _named(columns, values)
        if problem:
            yield Rejected(name, row, named, (Fault("", "", problem),))
        elif any(value.strip() for value in values[len(columns) :]):
            message = (
                f"has {len(values)} cells, but the header has {len(columns)}: put a text that "
                "holds commas in double quotes"
            )
            yield Rejected(name, row, named, (Fault("", "", message),))
        else:
            yield name, row, named


def _column(cell: str) -> str:
    name = cells.plain(cell).casefold().replace(" ", "_").replace("-", "_").strip("_'\"")
    return ALIASES.get(name, name)


def _header_problem(columns: Sequence[str]) -> str:
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        near = [
            f"{wanted} (is it {cells.shortened(column)}?)"
            for wanted in missing
            for column in columns
            if suggestion(column, [wanted])
        ]
        named = " and ".join(near or missing)
        return (
            f"the column {named} is missing: the first row names the columns, "
            f"{', '.join(COLUMNS)}; the first two must be there"
        )
    twice = sorted({c for c in columns if c in COLUMNS and columns.count(c) > 1})
    if twice:
        return f"the column {twice[0]} is there twice: delete or rename one of them"
    return ""


def _header_notices(columns: Sequence[str]) -> Iterable[str]:
    missing = [column for column in COLUMNS if column not in columns]
    if missing:
        yield f"no column {', '.join(missing)}: counted as empty"
    for column in dict.fromkeys(columns):
        if column and column not in COLUMNS:
            hint = suggestion(column, list(COLUMNS))
            yield f"the column {cells.shortened(column)} is not used{hint}"


def _named(columns: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    """Put a name to each cell, and lose none: nameless ones are numbered."""
    found: dict[str, str] = {}
    for place, value in enumerate(values):
        name = columns[place] if place < len(columns) and columns[place] else f"cell {place + 1}"
        while name in found:
            name += "'"
        found[name] = value
    return found


def _pledge(
    name: str, row: int, given: Mapping[str, str], limits_of: Callable[[str], Limits]
) -> Pledge | Rejected:
    """Read all cells of a row, and collect all that is wrong."""
    faults: list[Fault] = []
    values: dict[str, Any] = {}

    def read(column: str, how: Any, *arguments: Any) -> None:
        cell = given.get(column, "")
        if not (cells.plain_text if column in _TEXTS else cells.plain)(cell):
            if column in REQUIRED:
                faults.append(Fault(column, cell, "is empty: it must be filled in"))
            return
        try:
            values[column] = how(cell, *arguments)
        except CellError as fault:
            faults.append(Fault(column, cell, str(fault)))

    read("country", cells.country_of)
    read("round", cells.round_of)
    read("team", cells.text, TEAM_LENGTH)
    read("commitments_kept", cells.kept)
    read("needs_backstop", cells.one_of, BACKSTOP_LABELS)
    read("conditions", cells.choices, CONDITIONS)
    read("statement", cells.text, STATEMENT_LENGTH)
    most = limits_of(values["country"]) if "country" in values else None
    read("soldiers", cells.whole, most.soldiers if most else 10**12)
    read("aid_percent", cells.share, most.aid_percent if most else 100.0)
    read("tasks", cells.choices, TASKS, most.tasks if most else None)
    if faults:
        return Rejected(name, row, given, tuple(faults))
    return Pledge(**values, file=name, row=row)


def _twice(later: Pledge, first: Pledge, given: Mapping[str, str]) -> Rejected:
    message = (
        f"has a pledge for round {first.round} already, in {first.file}, row {first.row}: "
        "the first counts; delete one of the two"
    )
    fault = Fault("country", given.get("country", later.country), message)
    return Rejected(later.file, later.row, given, (fault,))


def pledges_csv(pledges: Iterable[Pledge]) -> str:
    """Write pledges as a file that `read_pledges` reads and no spreadsheet computes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in pledges:
        writer.writerow(
            [
                each.country,
                each.round,
                cells.protected(each.team),
                each.soldiers,
                f"{each.commitments_kept:g}",
                each.needs_backstop,
                "+".join(each.conditions),
                "+".join(each.tasks),
                f"{each.aid_percent:g}",
                cells.protected(each.statement),
            ]
        )
    return out.getvalue()
