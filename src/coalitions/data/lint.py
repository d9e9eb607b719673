"""Faults of the description itself: what a reader of the codebook would miss.

The package is strict with itself: a column that nobody explained, a number without a unit or a
fact without a source is a fault like a wrong cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from coalitions.data.faults import Fault
from coalitions.data.package import DESCRIPTOR, Field, Package, Table


def described_badly(package: Package) -> Iterator[Fault]:
    """Yield a fault for each gap in the descriptor."""
    file = package.shown(DESCRIPTOR)
    for table in package.tables:
        for message in _table(table):
            yield Fault(file, 0, "", f"table {table.name}: {message}")
        for field in table.fields:
            for message in _field(field):
                yield Fault(file, 0, "", f"table {table.name}, column {field.name}: {message}")


def _table(table: Table) -> Iterator[str]:
    for part in ("title", "description", "row"):
        if not getattr(table, part):
            yield f'"{part}" is missing'
    if not table.primary_key:
        yield '"primaryKey" is missing: nothing identifies a row'
    for column, target in (("source_id", "sources"), ("iso3", "countries")):
        refers = table.name == target or column in table.references_to(target)
        if column in table.columns and not refers:
            yield f"{column} needs a foreign key to {target}"


def _field(field: Field) -> Iterator[str]:
    if not field.description:
        yield '"description" is missing'
    if field.is_number and not field.unit:
        yield 'a number needs a "unit" ("1" for plain counts and ratios)'
    if field.is_number and field.minimum is None:
        yield 'a number needs the constraint "minimum"'
    if field.unit == "%" and field.maximum is None:
        yield 'a percentage needs the constraint "maximum"'
    if field.ordered and not field.codes:
        yield '"ordered" ranks a code list, but there is none'
    for code in field.codes:
        if not code.label:
            yield f"code {code.value} has no label"
