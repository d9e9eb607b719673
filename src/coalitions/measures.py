"""Measures of coalitions: totals, shares, concentration, density and speed.

A measure takes rows (or quantities) and returns a `Quantity` that rests on them. Measures of
contingents refuse a table in which a country stands twice: rows that disagree must not be added up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from typing import cast

import pandas as pd

from coalitions.data import package as descriptor
from coalitions.data.load import load
from coalitions.data.prefer import value_column
from coalitions.facts import Facts, table_of
from coalitions.provenance import of
from coalitions.quantities import Quantity, quantity
from coalitions.writing import Format

#: Columns that name who a figure is about; a total over rows needs each of them once.
_WHO = ("iso3", "entity", "participant", "donor")


def value(facts: Facts, column: str | None = None, *, format: Format = "") -> Quantity:
    """Return the one cell of `column` in the one row of `facts`.

    Raises
    ------
    ValueError
        If there is not exactly one row, or the cell is empty.
    """
    column = column or _figure(facts)
    if len(facts) != 1:
        raise ValueError(f"{column}: expected one row, found {len(facts)}; filter or prefer first")
    cell = facts[column].iloc[0]
    date = isinstance(cell, pd.Timestamp)
    unit = _precision(facts, column) if date else _unit(facts, column)
    return quantity(cell, unit, rows=facts, expression=column, format=format)


def total(facts: Facts, column: str | None = None) -> Quantity:
    """Add up the contingents. Rows without a number are left out, and the expression says so.

    Raises
    ------
    ValueError
        If a country stands in more than one row, or no row has a number.
    """
    column, known = _contingents(facts, column)
    empty = len(facts) - len(known)
    note = f", {empty} without a number" if empty else ""
    return quantity(
        known[column].sum(),
        _unit(facts, column),
        rows=facts,
        expression=f"sum of {column} ({len(known)} rows{note})",
    )


def highest(facts: Facts, column: str | None = None) -> Quantity:
    """Return the highest figure; it rests on the rows that give it."""
    return _extreme(facts, column or _figure(facts), "max")


def lowest(facts: Facts, column: str | None = None) -> Quantity:
    """Return the lowest figure; it rests on the rows that give it."""
    return _extreme(facts, column or _figure(facts), "min")


def count(facts: Facts, column: str | None = None, unit: str = "") -> Quantity:
    """Count the rows, or the different values of `column`.

    That there are none rests on all rows of the table: each of them could have been one.
    """
    number = facts[column].nunique() if column else len(facts)
    what = f"different {column}" if column else "rows"
    table = table_of(facts)
    searched = load(table) if table and not len(facts) else facts
    return quantity(number, unit, rows=searched, expression=f"count of {what}")


def share(part: Quantity, whole: Quantity) -> Quantity:
    """Return ``part ÷ whole`` as a share, written as a percentage."""
    return quantity(part / whole, "share")


def lead_share(facts: Facts, lead: str | None = None, column: str | None = None) -> Quantity:
    """Return the lead nation's share of the total.

    Parameters
    ----------
    facts
        One row a contingent, the lead's included.
    lead
        Code of the lead nation. By default the lead that `coalition_leads` gives for the
        operation; where several led together, their sum.
    column
        The figure; by default the first observed number of the table.

    Raises
    ------
    ValueError
        If the lead has no row with a number, or the operation is not one.
    """
    column, known = _contingents(facts, column)
    leads = [lead] if lead else _leads(facts)
    own = known[known["iso3"].isin(leads)]
    if own.empty:
        raise ValueError(f"no row with a number for the lead nation {', '.join(leads)}")
    part = quantity(own[column].sum(), _unit(facts, column), rows=own, expression=" + ".join(leads))
    return share(part, total(facts, column))


def concentration(facts: Facts, column: str | None = None) -> Quantity:
    r"""Return the Herfindahl–Hirschman index of the contingents, :math:`\sum_i s_i^2`.

    It is 1 for a single contingent and :math:`1/n` for `n` equal ones. Hirschman, A. O. (1964), The
    Paternity of an Index, American Economic Review 54(5), 761–762.
    """
    column, known = _contingents(facts, column)
    numbers = known[column].astype("float64")
    index = ((numbers / numbers.sum()) ** 2).sum()
    return quantity(index, rows=facts, expression=f"sum of squared shares of {column}")


def effective_number(facts: Facts, column: str | None = None) -> Quantity:
    r"""Return the effective number of contributors, :math:`1 / \sum_i s_i^2`.

    So many equal contingents would be as concentrated. Laakso, M. and Taagepera, R. (1979),
    "Effective" Number of Parties, Comparative Political Studies 12(1), 3–27.
    """
    return quantity(1 / concentration(facts, column), format=".1f")


def density(troops: Quantity, population: Quantity) -> Quantity:
    """Return troops per 1,000 inhabitants.

    Quinlivan, J. T. (1995), Force Requirements in Stability Operations, Parameters 25(4), 59–69.
    """
    ratio = quantity(
        troops / population * 1000, expression=f"{troops.name} ÷ {population.name} × 1,000"
    )
    return Quantity(
        ratio.value, "per 1,000 inhabitants", "", ratio.provenance, ratio.expression, ratio.kind
    )


def days_between(start: Facts | Quantity | dt.date, end: Facts | Quantity | dt.date) -> Quantity:
    """Count the days from one date to another.

    Parameters
    ----------
    start, end
        A date, a quantity that holds one, or a table of one row: its first column of dates counts.

    Raises
    ------
    ValueError
        If a date is not known to the day: then days cannot be counted.
    """
    first, last = _date(start), _date(end)
    return last - first


def reached(
    facts: Facts, fraction: float, column: str | None = None, date: str = "as_of"
) -> Quantity:
    """Return the day on which a force first reached a fraction of its highest recorded strength.

    Parameters
    ----------
    facts
        One row a strength and date.
    fraction
        Between 0 and 1.
    column, date
        The strength and its date.

    Returns
    -------
    Quantity
        A date, at the precision known. It rests on its row and on those of the highest strength.
    """
    if not 0 < fraction <= 1:
        raise ValueError(f"the fraction must lie above 0 and not above 1, not {fraction}")
    column = column or _figure(facts)
    dated = facts[facts[date].notna() & facts[column].notna()].sort_values(date, kind="stable")
    top = highest(dated, column)
    first = dated[dated[column] >= fraction * float(top)].head(1)
    return quantity(
        value(first, date), rows=top, expression=f"first {column} of {fraction:.0%} of {top.text}"
    )


def compare(facts: Facts, by: str, **measures: Callable[[Facts], Quantity]) -> Facts:
    """Run measures on each group and return the plain values, one row a group.

    Parameters
    ----------
    facts
        The rows of all groups.
    by
        Column that names the group, for example ``"coalition_id"``.
    **measures
        Name of the column to make, and the measure.

    Returns
    -------
    Facts
        It rests on all rows of `facts`. A cell is empty where a measure refuses a group.
    """
    records: list[dict[Hashable, object]] = []
    for name, group in facts.groupby(by, observed=True):
        record: dict[Hashable, object] = {by: name}
        for column, measure in measures.items():
            try:
                record[column] = measure(cast(Facts, group)).value
            except ValueError:
                record[column] = None
        records.append(record)
    columns = [by, *measures]
    return Facts.resting_on(pd.DataFrame(records, columns=columns), of(facts))


def _contingents(facts: Facts, column: str | None) -> tuple[str, Facts]:
    """Return the column, and the rows that have a number in it, each country once."""
    column = column or _figure(facts)
    who = next((name for name in _WHO if name in facts.columns), None)
    if who is not None:
        named = facts[who].dropna()
        twice = sorted({str(code) for code in named[named.duplicated()]})
        if twice:
            raise ValueError(
                f"{', '.join(twice[:5])} stand{'s' if len(twice) == 1 else ''} in several rows, "
                "which must not be added up: take co.preferred first"
            )
    known = facts[facts[column].notna()]
    if known.empty:
        raise ValueError(f"no row has a number in {column}")
    return column, known


def _figure(facts: Facts) -> str:
    table = table_of(facts)
    if table is None:
        raise ValueError("these are no longer rows of one table: say which column is meant")
    return value_column(descriptor.read().table(table))


def _unit(facts: Facts, column: str) -> str:
    """Return the unit of a column: from the descriptor, or from the rows where it says so."""
    table = table_of(facts)
    described = descriptor.read().table(table) if table else None
    if described is None or column not in described.columns:
        return ""
    unit = described.field(column).unit
    if "unit" in described.columns and described.field(column).is_number:
        found = facts["unit"].dropna().unique()
        if len(found) > 1:
            raise ValueError(f"{column} has several units: {', '.join(map(str, found))}")
        return str(found[0]) if len(found) else ""
    return unit


def _extreme(facts: Facts, column: str, which: str) -> Quantity:
    extreme = facts[column].agg(which)
    rows = facts[(facts[column] == extreme).fillna(False)]
    name = {"max": "highest", "min": "lowest"}[which]
    return quantity(extreme, _unit(facts, column), rows=rows, expression=f"{name} {column}")


def _leads(facts: Facts) -> list[str]:
    operations = facts["coalition_id"].dropna().unique()
    if len(operations) != 1:
        raise ValueError(f"lead_share needs one operation, found {len(operations)}; use co.compare")
    return sorted(load("coalition_leads", coalition_id=operations[0])["iso3"])


def _precision(facts: Facts, column: str) -> str:
    """Return the unit of the one date in `facts`: "month" or "year" if it is known no better."""
    name = f"{column}_precision"
    known = facts[name].iloc[0] if name in facts.columns else "day"
    return "" if known == "day" else str(known)


def _date(moment: Facts | Quantity | dt.date) -> Quantity:
    if isinstance(moment, Facts):
        column = next(
            name for name in moment.columns if pd.api.types.is_datetime64_any_dtype(moment[name])
        )
        return value(moment, column)
    return moment if isinstance(moment, Quantity) else quantity(moment)
