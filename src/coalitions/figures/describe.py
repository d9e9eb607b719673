"""Charts in words, composed from the data they draw.

A reader who does not see a chart is told what is drawn, then its range and extremes, then its
course. The numbers come from the same table as the marks, so they are right when the table is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from coalitions.writing import steady

_MOST_NAMED = 12


def number(value: Any) -> str:
    """Write a number as the book does: ``5,500``, ``0.42``, ``−3``."""
    amount = steady(float(value))
    if amount.is_integer() or abs(amount) >= 1000:
        text = f"{amount:,.0f}"
    else:
        text = f"{amount:,.3g}" if abs(amount) < 100 else f"{amount:,.1f}"
    return text.replace("-", "−")


def date(value: Any, precision: str = "day") -> str:
    """Write a date at the precision known: ``20 September 1999``, ``September 1999``, ``1999``."""
    moment = pd.Timestamp(value)
    if precision == "year":
        return f"{moment:%Y}"
    return f"{moment:%B %Y}" if precision == "month" else f"{moment.day} {moment:%B %Y}"


def ranking(
    table: pd.DataFrame, label: str, value: str, *, unit: str = "", what: str = "Bars"
) -> str:
    """Describe values that a chart compares.

    Parameters
    ----------
    table
        One or more rows for each thing compared.
    label, value
        The columns with the names and the numbers.
    unit
        What the numbers count (``"persons"``).
    what
        The marks, for the first sentence.
    """
    known = table.dropna(subset=[value])
    if known.empty:
        return f"{what}. No value is known."
    best = (
        known.groupby(label, observed=True, sort=False)[value]
        .max()
        .sort_values(ascending=False, kind="stable")
    )
    names = [f"{name} {number(amount)}" for name, amount in best.head(_MOST_NAMED).items()]
    rest = len(best) - len(names)
    more = f", and {rest} more down to {number(best.iloc[-1])}" if rest else ""
    middle = f" The median is {number(best.median())}." if len(best) > 3 else ""
    return f"{what} for {len(best)} {_plural(label)}{_in(unit)}: {', '.join(names)}{more}.{middle}"


def spread(
    table: pd.DataFrame, label: str, value: str, *, unit: str = "", what: str = "Dots and ranges"
) -> str:
    """Describe estimates that disagree: each thing with its lowest and highest value."""
    known = table.dropna(subset=[value])
    if known.empty:
        return f"{what}. No value is known."
    ends = known.groupby(label, observed=True, sort=False)[value].agg(["min", "max"])
    ends = ends.sort_values("max", ascending=False, kind="stable")
    named = [
        f"{name} {number(low)}" if low == high else f"{name} {number(low)} to {number(high)}"
        for name, low, high in ends.head(_MOST_NAMED).itertuples()
    ]
    rest = len(ends) - len(named)
    more = f", and {rest} more" if rest else ""
    apart = int((ends["min"] < ends["max"]).sum())
    verb = "has" if apart == 1 else "have"
    differ = f" {apart} of {len(ends)} {verb} more than one value." if apart else ""
    return f"{what} for {len(ends)} {_plural(label)}{_in(unit)}: {', '.join(named)}{more}.{differ}"


def series(
    table: pd.DataFrame, time: str, value: str, *, unit: str = "", what: str = "A line"
) -> str:
    """Describe a course in time: first and last value, highest and lowest, trend.

    Parameters
    ----------
    table
        One row for each moment; a column ``<time>_precision`` says how exact each moment is.
    time, value
        The columns with the moments and the numbers.
    unit, what
        What the numbers count; the marks.
    """
    known = table.dropna(subset=[time, value]).sort_values(time, kind="stable")
    if known.empty:
        return f"{what}. No value is known."

    def point(position: int) -> str:
        row = known.iloc[position]
        precision = str(row.get(f"{time}_precision", "day"))
        return f"{number(row[value])} ({date(row[time], precision)})"

    amounts = known[value].astype(float).reset_index(drop=True)
    first, last = float(amounts.iloc[0]), float(amounts.iloc[-1])
    trend = "ends where it began"
    if last != first:
        trend = f"{'rises' if last > first else 'falls'} from {point(0)} to {point(-1)}"
    if len(known) == 1:
        return f"{what}{_in(unit)}: one value, {point(0)}."
    return (
        f"{what}{_in(unit)}, {len(known)} values. It {trend}. The highest value is "
        f"{point(int(amounts.argmax()))}, the lowest {point(int(amounts.argmin()))}."
    )


def grid(
    table: pd.DataFrame, row: str, column: str, value: str, *, labels: Iterable[str] = ()
) -> str:
    """Describe a matrix: its size, and how often each value stands in it."""
    rows, columns = table[row].nunique(), table[column].nunique()
    counts = table[value].value_counts(sort=False)
    order = [label for label in labels if label in counts.index] or list(counts.index)
    said = ", ".join(f"{label} {int(counts[label])}" for label in order if counts[label])
    most = ""
    leading = table.dropna(subset=[value]).groupby(row, observed=True, sort=False).size()
    if len(leading) and leading.min() != leading.max():
        top = leading.sort_values(ascending=False, kind="stable")
        most = (
            f" Most entries: {top.index[0]} ({top.iloc[0]}); "
            f"fewest: {top.index[-1]} ({top.iloc[-1]})."
        )
    return f"A matrix of {rows} rows and {columns} columns. Cells: {said}.{most}"


def events(table: pd.DataFrame, time: str, label: str) -> str:
    """Describe a timeline by telling its events in order."""
    known = table.dropna(subset=[time]).sort_values(time, kind="stable")
    told = [
        f"{date(row[time], str(row.get(f'{time}_precision', 'day')))}: {row[label]}"
        for _, row in known.iterrows()
    ]
    return f"A timeline of {len(told)} events. {'; '.join(told)}."


def codes(values: pd.Series) -> list[str]:
    """List the codes that occur, in the order of their ranking if they have one."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        present = set(values.dropna())
        return [str(code) for code in values.cat.categories if code in present]
    return [str(value) for value in dict.fromkeys(values.dropna())]


def _in(unit: str) -> str:
    return f", in {unit}" if unit else ""


def _plural(label: str) -> str:
    word = label.removesuffix("_name").replace("_", " ")
    if word in {"name", "iso3", "short name"}:
        return "entries"
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
