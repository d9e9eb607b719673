"""Every fault of every table at once.

`check` reads each table once, line by line: form, cells, keys and references. Rules that a
descriptor cannot express are in `coalitions.data.rules`. Nothing is changed, and nothing stops at
the first fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeVar

from coalitions.data import package as descriptor
from coalitions.data.cells import CellError, reader
from coalitions.data.csvfile import Records
from coalitions.data.faults import DataError, Fault, suggestion
from coalitions.data.keys import Key, Uniqueness, is_empty, shown
from coalitions.data.lint import described_badly
from coalitions.data.package import DESCRIPTOR, ForeignKey, Package, Table
from coalitions.data.rules import broken_rules

T = TypeVar("T")

#: So many faults of one table are listed, the rest are counted.
LISTED = 1000


@dataclass
class Outcome:
    """What a check has seen: its faults in order, and how much it read."""

    faults: list[Fault] = field(default_factory=list)
    tables: int = 0
    rows: int = 0


def check(folder: Path | None = None) -> list[Fault]:
    """Return every fault of the data package in `folder`, ordered by file and line.

    Parameters
    ----------
    folder
        The folder that holds `datapackage.json`; found as for `coalitions.load` if not given.
    """
    return examine(folder).faults


def examine(folder: Path | None = None) -> Outcome:
    """Check the package as `check` does, and count what was read."""
    folder = (folder or descriptor.find_folder()).resolve()
    try:
        package = descriptor.read(folder)
    except DataError as error:
        return Outcome(sorted(error.faults))
    outcome = Outcome(tables=len(package.tables))
    targets: dict[tuple[str, tuple[str, ...]], set[Key]] = {
        (key.table, key.references): set() for table in package.tables for key in table.foreign_keys
    }
    examinations: list[_Examination] = []
    for table in _referenced_first(package):
        read_before = {examination.table.name for examination in examinations}
        examinations.append(_Examination(package, table, targets, read_before))
        outcome.rows += examinations[-1].run()
    for examination in examinations:
        examination.references_left()
        outcome.faults.extend(examination.listing.faults())
    outcome.faults.extend(described_badly(package))
    outcome.faults.extend(_unlisted(package))
    outcome.faults.extend(broken_rules(package))
    order = {package.shown(table.path): place for place, table in enumerate(package.tables)}
    outcome.faults.sort(key=lambda f: (order.get(f.file, len(order)), f.line, f.column, f.message))
    return outcome


class Listing:
    """Collects the faults of one file: the first `LISTED` in full, the others as a number."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._faults: list[Fault] = []
        self._more = 0

    def report(self, line: int, column: str, message: str, harmless: bool = False) -> None:
        """Take one fault; see `coalitions.data.csvfile.Report`."""
        if len(self._faults) < LISTED:
            self._faults.append(Fault(self.file, line, column, message))
        else:
            self._more += 1

    def faults(self) -> list[Fault]:
        """Return the faults, after a line that counts them if not all are listed."""
        if not self._more:
            return self._faults
        count = f"has {LISTED + self._more:,} faults, of which {LISTED:,} are listed"
        return [Fault(self.file, 0, "", count), *self._faults]


class _Examination:
    """One pass through one table."""

    def __init__(
        self,
        package: Package,
        table: Table,
        targets: dict[tuple[str, tuple[str, ...]], set[Key]],
        read_before: set[str],
    ) -> None:
        self.package = package
        self.table = table
        self.listing = Listing(package.shown(table.path))
        self.targets = targets
        self.unique = [Uniqueness((field.name,)) for field in table.fields if field.unique]
        if table.primary_key and table.primary_key not in [u.columns for u in self.unique]:
            self.unique.append(Uniqueness(table.primary_key))
        # A table that refers to itself, or to one that refers back, must be complete first.
        self.now = [key for key in table.foreign_keys if key.table in read_before]
        self.later = [key for key in table.foreign_keys if key.table not in read_before]

    def run(self) -> int:
        """Read the table, report its faults, and return the number of its rows."""
        records = Records(self.package.path(self.table), self.table.columns, self.listing.report)
        readers = {name: reader(self.table.field(name)) for name in self.table.columns}
        own = {
            names: keys for (name, names), keys in self.targets.items() if name == self.table.name
        }
        count = 0
        for line, cells in records:
            if not count:
                places = {name: place for place, name in enumerate(records.present)}
                columns = [(place, name, readers[name]) for name, place in places.items()]
                unique = _placed([(u.columns, u) for u in self.unique], places)
                offered = _placed(list(own.items()), places)
                references = _placed([(key.fields, key) for key in self.now], places)
            count += 1
            wrong: set[int] = set()
            for place, name, read in columns:
                try:
                    read(cells[place])
                except CellError as error:
                    self.listing.report(line, name, str(error))
                    wrong.add(place)
            for at, uniqueness in unique:
                self._add(uniqueness, tuple(cells[place] for place in at), line)
            for at, keys in offered:
                keys.add(tuple(cells[place] for place in at))
            for at, key in references:
                # A misspelt cell refers to nothing; saying so as well would be one slip twice.
                if wrong.isdisjoint(at):
                    self._refer(line, key, tuple(cells[place] for place in at))
        if not count and not self.listing.faults():
            self.listing.report(0, "", "has no rows")
        for uniqueness in self.unique:
            for line, message in uniqueness.duplicates(self._keys(uniqueness.columns)):
                self.listing.report(line, ", ".join(uniqueness.columns), message)
        return count

    def references_left(self) -> None:
        """Check the references to tables that were not complete when this one was read."""
        for key in self.later:
            for line, values in self._keys(key.fields):
                self._refer(line, key, values)

    def _add(self, uniqueness: Uniqueness, key: Key, line: int) -> None:
        if not is_empty(key):
            uniqueness.add(key)
        elif uniqueness.columns == self.table.primary_key:
            self.listing.report(line, ", ".join(uniqueness.columns), "the key of the row is empty")

    def _refer(self, line: int, key: ForeignKey, values: Key) -> None:
        if is_empty(values):
            return
        known = self.targets[key.table, key.references]
        # A table that could not be read gives no keys; its own faults say why.
        if known and values not in known:
            names = [parts[0] for parts in known] if len(values) == 1 else []
            message = f"{shown(values)} is not in {key.table}{suggestion(values[0], names)}"
            self.listing.report(line, ", ".join(key.fields), message)

    def _keys(self, columns: tuple[str, ...]) -> Iterator[tuple[int, Key]]:
        """Read the table again for the texts of some columns, keeping silent about its faults."""
        records = Records(self.package.path(self.table), self.table.columns, _silent)
        at: tuple[int, ...] = ()
        for line, cells in records:
            if not at:
                if not set(columns) <= set(records.present):
                    return
                at = tuple(records.present.index(column) for column in columns)
            key = tuple(cells[place] for place in at)
            if not is_empty(key):
                yield line, key


def _silent(line: int, column: str, message: str, harmless: bool = False) -> None:
    """Take a fault that was reported before."""


def _placed(
    wanted: Sequence[tuple[tuple[str, ...], T]], places: Mapping[str, int]
) -> list[tuple[tuple[int, ...], T]]:
    """Replace column names by their places; leave out what the file lacks a column for."""
    return [
        (tuple(places[column] for column in columns), thing)
        for columns, thing in wanted
        if all(column in places for column in columns)
    ]


def _referenced_first(package: Package) -> list[Table]:
    """Order the tables so that each comes after those it refers to."""
    graph = {
        table.name: {key.table for key in table.foreign_keys} - {table.name}
        for table in package.tables
    }
    try:
        names = list(TopologicalSorter(graph).static_order())
    except CycleError:
        names = list(package.names)
    return [package.table(name) for name in names]


def _unlisted(package: Package) -> Iterator[Fault]:
    """CSV files that lie in the folder, but that nobody would ever load or check."""
    listed = {table.path for table in package.tables}
    for path in sorted(package.folder.glob("*.csv")):
        if path.name not in listed:
            yield Fault(package.shown(path.name), 0, "", f"is not described in {DESCRIPTOR}")
