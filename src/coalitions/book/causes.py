"""What two editions of the book rest on, compared: rows of tables, and versions of packages."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class RowChange:
    """A row that differs.

    Attributes
    ----------
    before, after
        Its line in the file then and now; None if it was not or is not there.
    cells
        Column, old text and new text of each cell that differs.
    """

    table: str
    before: int | None
    after: int | None
    cells: tuple[tuple[str, str, str], ...] = ()

    @property
    def name(self) -> str:
        """The table and the line, as it is now if there is one."""
        return f"{self.table}:{self.after or self.before}"

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.name} (new row)"
        if self.after is None:
            return f"{self.name} (row removed)"
        cells = "; ".join(
            f"{column} {old or '–'} → {new or '–'}" for column, old, new in self.cells
        )
        return f"{self.name} ({cells})"


def row_changes(
    was: Mapping[str, Mapping[str, Any]], now: Mapping[str, Mapping[str, Any]]
) -> Iterator[RowChange]:
    """Compare the tables of two editions, row by row; a row is known by its primary key."""
    for table in dict.fromkeys([*was, *now]):
        old, new = was.get(table), now.get(table)
        if old is not None and new is not None and old["csv"] == new["csv"]:
            continue
        before, after = _keyed_rows(old), _keyed_rows(new)
        # A row whose key was corrected is the one in the same line.
        gone = {line: key for key, (line, _) in before.items() if key not in after}
        come = {line: key for key, (line, _) in after.items() if key not in before}
        now_is = {gone[line]: come[line] for line in gone if line in come}
        known = set(now_is.values())
        for key in dict.fromkeys([*before, *(key for key in after if key not in known)]):
            line, row = before.get(key, (None, {}))
            line_now, row_now = after.get(now_is.get(key, key), (None, {}))
            if row != row_now:
                columns = dict.fromkeys([*row, *row_now])
                cells = tuple(
                    (c, row.get(c, ""), row_now.get(c, ""))
                    for c in columns
                    if row.get(c, "") != row_now.get(c, "")
                )
                yield RowChange(table, line, line_now, cells if line and line_now else ())


def _keyed_rows(
    table: Mapping[str, Any] | None,
) -> dict[tuple[object, ...], tuple[int | None, dict[str, str]]]:
    """Return each row with its line, by its primary key, or by all its cells without one."""
    if table is None:
        return {}
    found: dict[tuple[object, ...], tuple[int | None, dict[str, str]]] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for line, row in enumerate(csv.DictReader(io.StringIO(table["csv"])), start=2):
        key = tuple(row[column] for column in table["key"] or row)
        found[*key, seen[key]] = (line, row)
        seen[key] += 1
    return found


def package_changes(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Compare the packages of two editions: the name of each that differs, and how it does."""
    for name in sorted({**was, **now}):
        if was.get(name) != now.get(name):
            yield name, f"{name} {was.get(name, 'not there')} → {now.get(name, 'not there')}"
