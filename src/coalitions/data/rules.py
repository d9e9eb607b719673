"""Rules beyond the descriptor: how they are registered, run and excused.

The rules themselves stand in `coalitions.data.rulebook` and `coalitions.data.overrides`. A row
that breaks a rule and is right all the same, because its source says so, is listed with the reason
in the table `exceptions`; an exception that is no longer needed is a fault itself, so the list
cannot rot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coalitions.data.cells import Value
from coalitions.data.faults import Fault, suggestion
from coalitions.data.package import Package
from coalitions.data.rows import Row, Tables

EXCEPTIONS = "exceptions"


@dataclass(frozen=True)
class Breach:
    """A row that breaks a rule, the column to look at, and why.

    It `awaits` a row of another table if that one, once added, ends the breach.
    """

    table: str
    row: Row
    column: str
    message: str
    awaits: bool = False


@dataclass(frozen=True)
class Rule:
    """A named rule, the columns it reads, and the function that finds what breaks it."""

    name: str
    needs: Mapping[str, tuple[str, ...]]
    find: Callable[[Tables], Iterator[Breach]]

    def applies(self, package: Package) -> bool:
        """Whether the package has every table and column that the rule reads."""
        return all(
            table in package.names and set(columns) <= set(package.table(table).columns)
            for table, columns in self.needs.items()
        )


RULES: list[Rule] = []


def rule(
    name: str, **needs: str
) -> Callable[[Callable[[Tables], Iterator[Breach]]], Callable[[Tables], Iterator[Breach]]]:
    """Register a function as a rule that reads these columns (table="column column …")."""

    def register(
        find: Callable[[Tables], Iterator[Breach]],
    ) -> Callable[[Tables], Iterator[Breach]]:
        RULES.append(Rule(name, {table: tuple(c.split()) for table, c in needs.items()}, find))
        return find

    return register


def broken_rules(package: Package) -> Iterator[Fault]:
    """Yield a fault for each row that breaks a rule without being a listed exception."""
    from coalitions.data import overrides, rulebook  # noqa: F401 (they register the rules)

    tables = Tables(package)
    excused = {(e["rule"], e["table"], e["key"]): e for e in _exceptions(tables)}
    used = set()
    for each in RULES:
        if not each.applies(package):
            continue
        for breach in each.find(tables):
            excuse = (each.name, breach.table, breach.row.key)
            if excuse in excused:
                used.add(excuse)
                continue
            file = package.shown(package.table(breach.table).path)
            message = f"{breach.message} (rule {each.name}, key {breach.row.key})"
            yield Fault(file, breach.row.line, breach.column, message, breach.awaits)
    yield from _unused(package, {key: e for key, e in excused.items() if key not in used})


def _exceptions(tables: Tables) -> Iterator[Row]:
    if EXCEPTIONS in tables.package.names:
        yield from tables[EXCEPTIONS]


def _unused(package: Package, unused: Mapping[tuple[Value | None, ...], Row]) -> Iterator[Fault]:
    names = [each.name for each in RULES]
    for (name, table, key), row in unused.items():
        file = package.shown(package.table(EXCEPTIONS).path)
        if name not in names:
            message = f"there is no rule {name}{suggestion(str(name), names)}"
            yield Fault(file, row.line, "rule", message)
        else:
            message = f"{table} {key} no longer breaks the rule {name}: delete this line"
            yield Fault(file, row.line, "key", message)
