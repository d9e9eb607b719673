"""The descriptor `data/datapackage.json` as typed, frozen objects.

The descriptor is the one place that says what a table and a column mean. Loading, checking,
the codebook and the bibliography read it from here, so nothing about a table is written twice.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
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


@dataclass(frozen=True)
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
    custom: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

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


@dataclass(frozen=True)
class Package:
    """The whole data package and the folder it lies in."""

    folder: Path
    name: str
    title: str
    tables: tuple[Table, ...]
    custom: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

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

    The result is kept until the file changes.
    """
    folder = folder or find_folder()
    path = folder / DESCRIPTOR
    shown = f"{folder.name}/{DESCRIPTOR}"
    try:
        stamp = path.stat()
    except OSError:
        advice = "set COALITIONS_DATA to the folder that holds it"
        raise DataError([Fault(shown, 0, "", f"there is no such file ({advice})")]) from None
    return _read(folder, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=8)
def _read(folder: Path, _modified: int, _size: int) -> Package:
    shown = f"{folder.name}/{DESCRIPTOR}"
    try:
        raw = json.loads((folder / DESCRIPTOR).read_bytes().decode("utf-8"))
    except json.JSONDecodeError as error:
        raise DataError([Fault(shown, error.lineno, "", f"is not JSON: {error.msg}")]) from None
    except UnicodeDecodeError as error:
        raise DataError([Fault(shown, 0, "", f"is not UTF-8: {error.reason}")]) from None
    except RecursionError:
        raise DataError([Fault(shown, 0, "", "is nested too deeply to be a descriptor")]) from None
    reader = _Descriptor(shown)
    package = reader.package(raw, folder)
    if reader.faults:
        raise DataError(reader.faults)
    return package


class _Descriptor:
    """Turns parsed JSON into a `Package`, collecting every fault of shape on the way."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.faults: list[Fault] = []

    def fault(self, where: str, message: str) -> None:
        self.faults.append(Fault(self.shown, 0, "", f"{where}: {message}" if where else message))

    def mapping(self, raw: object, where: str) -> Mapping[str, Any]:
        if isinstance(raw, dict):
            return raw
        self.fault(where, "must be a JSON object")
        return {}

    def sequence(self, raw: object, where: str) -> Sequence[Any]:
        if isinstance(raw, list):
            return raw
        self.fault(where, "must be a JSON list")
        return []

    def text(self, raw: Mapping[str, Any], key: str, where: str, needed: bool = False) -> str:
        value: object = raw.get(key, "")
        if not isinstance(value, str):
            self.fault(where, f'"{key}" must be text')
            return ""
        if needed and not value:
            self.fault(where, f'"{key}" is missing')
        return value

    def flag(self, raw: Mapping[str, Any], key: str, where: str) -> bool:
        value = raw.get(key, False)
        if not isinstance(value, bool):
            self.fault(where, f'"{key}" must be true or false')
            return False
        return value

    def texts(self, raw: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        values = self.sequence(raw.get(key, []), f'{where}: "{key}"')
        return tuple(str(value) for value in values)

    def names(self, raw: object, where: str) -> tuple[str, ...]:
        """A column name or a list of them: Frictionless allows both for keys."""
        values = [raw] if isinstance(raw, str) else self.sequence(raw, where)
        return tuple(str(value) for value in values)

    def package(self, raw: object, folder: Path) -> Package:
        top = self.mapping(raw, "")
        resources = self.sequence(top.get("resources", []), '"resources"')
        tables = tuple(
            self.table(resource, f"table number {number}")
            for number, resource in enumerate(resources, start=1)
        )
        if isinstance(raw, dict) and not tables:
            self.fault("", "lists no tables")
        self.unique([table.name for table in tables], "", "table")
        self.unique([table.path for table in tables], "", "path")
        package = Package(
            folder, self.text(top, "name", ""), self.text(top, "title", ""), tables, top
        )
        for table in tables:
            self.foreign_keys(table, package)
        return package

    def unique(self, names: Sequence[str], where: str, what: str) -> None:
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            self.fault(where, f"{what} {name} is described more than once")

    def table(self, raw: object, where: str) -> Table:
        resource = self.mapping(raw, where)
        name = self.text(resource, "name", where, needed=True)
        where = f"table {name}" if name else where
        path = self.text(resource, "path", where, needed=True)
        if Path(path).is_absolute() or ".." in Path(path).parts or "\0" in path:
            self.fault(where, f'path "{path}" must lie inside the package')
        schema = self.mapping(resource.get("schema", {}), f'{where}: "schema"')
        fields = tuple(
            self.field(column, f"{where}, column number {number}", where)
            for number, column in enumerate(
                self.sequence(schema.get("fields", []), f'{where}: "fields"'), start=1
            )
        )
        if not fields:
            self.fault(where, "describes no columns")
        self.unique([column.name for column in fields], where, "column")
        keys = self.sequence(schema.get("foreignKeys", []), f'{where}: "foreignKeys"')
        table = Table(
            name=name,
            path=path,
            fields=fields,
            title=self.text(resource, "title", where),
            description=self.text(resource, "description", where),
            row=self.text(resource, "row", where),
            coverage=self.text(resource, "coverage", where),
            cutoff=self.text(resource, "cutoff", where),
            gaps=self.texts(resource, "gaps", where),
            warnings=self.texts(resource, "warnings", where),
            primary_key=self.names(schema.get("primaryKey", []), f'{where}: "primaryKey"'),
            foreign_keys=tuple(self.foreign_key(key, where, name) for key in keys),
            custom=resource,
        )
        for column in table.primary_key:
            if column not in table.columns:
                self.fault(where, f"primaryKey names {column}, which is not a column")
        return table

    def foreign_key(self, raw: object, where: str, name: str) -> ForeignKey:
        key = self.mapping(raw, f"{where}: a foreign key")
        reference = self.mapping(key.get("reference", {}), f"{where}: a reference")
        # An empty or absent resource is the table itself, by the Frictionless standard.
        target = self.text(reference, "resource", where) or name
        return ForeignKey(
            self.names(key.get("fields", []), f"{where}: a foreign key"),
            target,
            self.names(reference.get("fields", []), f"{where}: a reference"),
        )

    def foreign_keys(self, table: Table, package: Package) -> None:
        for key in table.foreign_keys:
            where = f"table {table.name}, foreign key {', '.join(key.fields)}"
            for column in key.fields:
                if column not in table.columns:
                    self.fault(where, f"{column} is not a column")
            if key.table not in package.names:
                self.fault(where, f"there is no table {key.table}")
                continue
            for column in key.references:
                if column not in package.table(key.table).columns:
                    self.fault(where, f"{key.table} has no column {column}")
            if len(key.fields) != len(key.references) or not key.fields:
                self.fault(where, "must name as many columns here as there")

    def field(self, raw: object, where: str, table: str) -> Field:
        column = self.mapping(raw, where)
        name = self.text(column, "name", where, needed=True)
        where = f"{table}, column {name}" if name else where
        kind = self.text(column, "type", where, needed=True)
        if kind and kind not in TYPES:
            self.fault(where, f'type "{kind}" is not one of {", ".join(TYPES)}')
        nature = self.text(column, "nature", where)
        if nature and nature not in NATURES:
            self.fault(where, f'nature "{nature}" is not one of {", ".join(NATURES)}')
        limits = self.mapping(column.get("constraints", {}), f"{where}: constraints")
        return Field(
            name=name,
            type=kind if kind in TYPES else "string",
            title=self.text(column, "title", where),
            description=self.text(column, "description", where),
            required=self.flag(limits, "required", where),
            unique=self.flag(limits, "unique", where),
            pattern=self.pattern(limits, where),
            minimum=self.limit(limits, "minimum", where),
            maximum=self.limit(limits, "maximum", where),
            unit=self.text(column, "unit", where),
            nature=nature,
            codes=self.codes(column, limits, where),
            ordered=self.flag(column, "ordered", where),
            partial_date=self.flag(column, "partialDate", where),
        )

    def pattern(self, limits: Mapping[str, Any], where: str) -> str:
        import re

        pattern = self.text(limits, "pattern", where)
        try:
            re.compile(pattern)
        except re.error as error:
            self.fault(where, f'pattern "{pattern}" is not a regular expression: {error}')
            return ""
        return pattern

    def limit(self, limits: Mapping[str, Any], key: str, where: str) -> float | str | None:
        value = limits.get(key)
        if value is None or (isinstance(value, int | float | str) and not isinstance(value, bool)):
            return value
        self.fault(where, f'"{key}" must be a number or a date')
        return None

    def codes(
        self, column: Mapping[str, Any], limits: Mapping[str, Any], where: str
    ) -> tuple[Code, ...]:
        allowed = self.texts(limits, "enum", where)
        listed = self.sequence(column.get("codes", []), f'{where}: "codes"')
        codes = []
        for entry in listed:
            code = self.mapping(entry, f"{where}: a code")
            value = str(code.get("value", ""))
            label = self.text(code, "label", f"{where}, code {value}")
            codes.append(Code(value, label, self.text(code, "description", where)))
        if not allowed:
            return tuple(codes)
        if not codes:
            return tuple(Code(value, value) for value in allowed)
        if set(allowed) != {code.value for code in codes}:
            differ = sorted(set(allowed) ^ {code.value for code in codes})
            self.fault(where, f'"enum" and "codes" differ in {", ".join(differ)}')
        return tuple(codes)
