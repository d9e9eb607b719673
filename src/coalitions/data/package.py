"""The descriptor `data/datapackage.json` as typed, frozen objects.

The descriptor is the one place that says what a table and a column mean. Loading, checking,
the codebook and the bibliography read it from here, so nothing about a table is written twice.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from coalitions.data.faults import DataError, Fault, suggestion

DESCRIPTOR = "datapackage.json"
TYPES = ("string", "integer", "number", "boolean", "date")
NATURES = ("key", "observed", "computed", "coded", "note")


@dataclass(frozen=True)
class Code:
    """One entry of a code list."""

    value: str
    label: str = ""
    description: str = ""


@dataclass(frozen=True)
class Field:
    """One column: its type, its constraints and what it means.

    `minimum` and `maximum` are numbers, or ISO dates for dates. `codes` is the code list in the
    order of the descriptor; it ranks the codes when `ordered`. `partial_date` marks ISO dates at
    the precision known (`2025`, `2025-03` or `2025-03-02`).
    """

    name: str
    type: str
    title: str = ""
    description: str = ""
    required: bool = False
    unique: bool = False
    pattern: str = ""
    minimum: float | str | None = None
    maximum: float | str | None = None
    unit: str = ""
    nature: str = ""
    codes: tuple[Code, ...] = ()
    ordered: bool = False
    partial_date: bool = False

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The allowed codes, in order; empty when any value is allowed."""
        return tuple(code.value for code in self.codes)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The label of each code, in order."""
        return MappingProxyType({code.value: code.label for code in self.codes})

    @property
    def is_date(self) -> bool:
        """Whether the column holds dates, of whatever precision."""
        return self.type == "date" or self.partial_date

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers."""
        return self.type in ("integer", "number")


@dataclass(frozen=True)
class ForeignKey:
    """`fields` of one table name a record of `table` by its `references`."""

    fields: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Table:
    """One table of the package (a *resource* in Frictionless terms)."""

    name: str
    path: str
    fields: tuple[Field, ...]
    title: str = ""
    description: str = ""
    row: str = ""
    coverage: str = ""
    cutoff: str = ""
    gaps: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    custom: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in the order of the file."""
        return tuple(column.name for column in self.fields)

    def field(self, name: str) -> Field:
        """Return the column `name`; a `LookupError` names the nearest column."""
        for column in self.fields:
            if column.name == name:
                return column
        hint = suggestion(name, self.columns)
        raise LookupError(
            f"{self.name} has no column {name!r}{hint}; it has {', '.join(self.columns)}"
        )

    def references_to(self, table: str) -> tuple[str, ...]:
        """Columns that are, alone, a foreign key to `table`."""
        return tuple(
            key.fields[0]
            for key in self.foreign_keys
            if key.table == table and len(key.fields) == 1
        )


@dataclass(frozen=True, eq=False)
class Package:
    """The whole data package and the folder it lies in."""

    folder: Path
    name: str
    title: str
    tables: tuple[Table, ...]
    custom: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tables, in the order of the descriptor."""
        return tuple(table.name for table in self.tables)

    def table(self, name: str) -> Table:
        """Return the table `name`; a `LookupError` names the nearest one."""
        for table in self.tables:
            if table.name == name:
                return table
        raise LookupError(
            f"there is no table {name!r}{suggestion(name, self.names)}; "
            f"the package holds {', '.join(self.names)}"
        )

    def path(self, table: Table) -> Path:
        """Where the CSV file of `table` lies."""
        return self.folder / table.path

    def shown(self, path: str) -> str:
        """`path` inside the package as a fault shows it: ``data/contributions.csv``."""
        return f"{self.folder.name}/{path}"


def find_folder() -> Path:
    """Return the folder of the data package.

    `COALITIONS_DATA` decides if set; else the nearest `data/datapackage.json` from the current
    folder upwards; else the one beside the source checkout.
    """
    if named := os.environ.get("COALITIONS_DATA"):
        return Path(named).resolve()
    here = Path.cwd()
    for parent in (here, *here.parents):
        if (parent / "data" / DESCRIPTOR).is_file():
            return parent / "data"
    return Path(__file__).resolve().parents[3] / "data"


def read(folder: Path | None = None) -> Package:
    """Read the descriptor; `DataError` names everything that is wrong with it.

    The result is the same object until the content of the file changes.
    """
    folder = folder or find_folder()
    try:
        content = (folder / DESCRIPTOR).read_bytes()
    except OSError:
        shown = f"{folder.name}/{DESCRIPTOR}"
        advice = "set COALITIONS_DATA to the folder that holds it"
        raise DataError([Fault(shown, 0, "", f"there is no such file ({advice})")]) from None
    return _parse(folder, content)


def labels_of(table: str, column: str) -> Mapping[str, str]:
    """Return the label of each code of a column of the project's own package, in order."""
    return read().table(table).field(column).labels


@lru_cache(maxsize=8)
def _parse(folder: Path, content: bytes) -> Package:
    shown = f"{folder.name}/{DESCRIPTOR}"
    try:
        raw = json.loads(content.decode("utf-8"))
    except json.JSONDecodeError as error:
        raise DataError([Fault(shown, error.lineno, "", f"is not JSON: {error.msg}")]) from None
    except UnicodeDecodeError as error:
        raise DataError([Fault(shown, 0, "", f"is not UTF-8: {error.reason}")]) from None
    except RecursionError:
        raise DataError([Fault(shown, 0, "", "is nested too deeply to be a descriptor")]) from None
    from coalitions.data.descriptor import parse

    package, faults = parse(raw, folder, shown)
    if faults:
        raise DataError(faults)
    return package
