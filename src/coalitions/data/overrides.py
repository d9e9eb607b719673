"""Corrections: that each still holds, that its row is still the one corrected, that none is stale.

A correction overrides what a source says. It expires when the cell no longer holds the corrected
value, or when anything else in its row has changed since: both are faults. A correction whose day
of review has passed is a notice: a book that is built years later must not fail for its age.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from coalitions.data.faults import Fault
from coalitions.data.package import Package
from coalitions.data.rows import Row, Tables
from coalitions.data.rules import Breach, rule

CORRECTIONS = "corrections"


@rule("corrections-hold", corrections="table key column value_used")
def corrections_hold(tables: Tables) -> Iterator[Breach]:
    """A correction names a cell that holds the corrected value; otherwise it has expired."""
    for row in tables[CORRECTIONS]:
        name, key, column = str(row["table"]), row["key"], str(row["column"])
        if name not in tables.package.names:
            yield Breach(CORRECTIONS, row, "table", f'there is no table "{name}"')
        elif column not in tables.package.table(name).columns:
            yield Breach(CORRECTIONS, row, "column", f'{name} has no column "{column}"')
        else:
            corrected = list(_corrected(tables, row))
            if not corrected:
                yield Breach(CORRECTIONS, row, "key", f'{name} has no row "{key}"')
            for each in corrected:
                if str(each[column]) != row["value_used"]:
                    message = (
                        f'{name} holds "{each[column]}", not the correction "{row["value_used"]}"'
                    )
                    yield Breach(CORRECTIONS, row, "value_used", message)


@rule("corrections-of-unchanged-rows", corrections="table key row_digest")
def corrections_of_unchanged_rows(tables: Tables) -> Iterator[Breach]:
    """A row is the one that was corrected; if it has changed since, somebody must look again."""
    for row in tables[CORRECTIONS]:
        if row["table"] not in tables.package.names:
            continue
        for each in _corrected(tables, row):
            if each.digest != row["row_digest"]:
                message = (
                    f"{row['table']} {row['key']} has changed since it was corrected: look at the "
                    f"source again, then drop this line or write {each.digest}"
                )
                yield Breach(CORRECTIONS, row, "row_digest", message)


def reviews_due(package: Package, today: dt.date) -> list[Fault]:
    """Name the corrections whose day of review has passed.

    Parameters
    ----------
    package
        The data package.
    today
        The day from which to look.
    """
    if CORRECTIONS not in package.names or "review_by" not in package.table(CORRECTIONS).columns:
        return []
    file = package.shown(package.table(CORRECTIONS).path)
    return [
        Fault(
            file,
            row.line,
            "review_by",
            f"review was due on {row['review_by']}: see whether {row['source_id']} still says "
            f'"{row["value_at_source"]}"; then drop the line or set a new day',
        )
        for row in Tables(package)[CORRECTIONS]
        if row["review_by"] is not None and str(row["review_by"]) < today.isoformat()
    ]


def _corrected(tables: Tables, correction: Row) -> Iterator[Row]:
    return (row for row in tables[str(correction["table"])] if row.key == correction["key"])
