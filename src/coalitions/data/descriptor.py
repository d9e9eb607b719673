"""From the parsed JSON of a descriptor to a `Package`, with every fault of its shape."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coalitions.data.faults import Fault
from coalitions.data.package import NATURES, TYPES, Code, Field, ForeignKey, Package, Table


def parse(raw: object, folder: Path, shown: str) -> tuple[Package, list[Fault]]:
    """Turn parsed JSON into a package.

    Parameters
    ----------
    raw
        What the JSON parser returned.
    folder
        The folder of the package.
    shown
        The descriptor's name in faults.

    Returns
    -------
    Package, list of Fault
        The package is to be used only if there are no faults.
    """
    reader = _Reader(shown)
    return reader.package(raw, folder), reader.faults


class _Reader:
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
