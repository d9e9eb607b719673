"""What a table covers: its rows by year or month and by state, in one small chart.

A chart of coverage answers whether a table can carry a comparison before anyone makes it: which
states it is about, in which years, and how unevenly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import altair as alt
import pandas as pd

from coalitions.data import package as descriptor
from coalitions.data.catalogue import country_column, time_column, time_parent
from coalitions.data.load import load
from coalitions.data.package import Package, Table
from coalitions.data.places import names
from coalitions.data.subjects import SUBJECTS
from coalitions.facts import Facts
from coalitions.figures import describe, palette
from coalitions.figures.parts import finish
from coalitions.provenance import Provenance

#: A preview shows a shorter table whole, and a chart of it would say less.
_FEWEST_ROWS = 6
#: So many groups have a line of their own; the rest share one.
_MOST_GROUPS = 9
_YEARS_FROM = 4
#: Colours of a cell, by the most rows that it may hold.
_CLASSES = {"1": 1, "2–4": 4, "5–19": 19, "20+": math.inf}
_NO_STATE = "no single state"


@dataclass(frozen=True)
class _Rows:
    """The rows of a table with what a chart of coverage draws of them.

    `frame` has the columns ``period`` (the first day of a year or month, or missing) and ``group``;
    `grain` is ``year`` or ``month``, or empty if time tells nothing; `kind` says what the groups
    are, or is empty if there are none.
    """

    frame: pd.DataFrame
    grain: str
    kind: str


def table_coverage(name: str) -> alt.Chart | None:
    """Draw what a table covers, or return None if there is nothing to draw.

    That is so where a table is very short, or has neither dates, states nor codes.

    Parameters
    ----------
    name
        A table of the package. States are those of its column `iso3` or the first column that
        refers to `countries`. A table without dates takes those of the events it refers to, a
        table without dates and states is counted by its first code list.
    """
    package = descriptor.read()
    table = package.table(name)
    facts = load(name)
    rows = _rows(package, table, facts)
    if len(facts) < _FEWEST_ROWS or not (rows.grain or rows.kind):
        return None
    shown = _drawn(rows)
    chart = _shape(shown, rows, height=17 * shown["group"].nunique() + 8)
    counted = Facts.resting_on(shown, facts.provenance)
    return finish(
        chart.properties(data=counted),
        _headline(table, rows),
        _subtitle(rows, len(facts)),
        _words(rows),
        name=f"coverage-{name.replace('_', '-')}",
    )


def package_coverage() -> alt.Chart:
    """Draw the rows of the whole package by year and by page of the codebook."""
    package = descriptor.read()
    parts, behind = [], Provenance()
    for subject in SUBJECTS:
        for name in subject.tables:
            if name == "sources":
                continue
            facts = load(name)
            moments = _moments(package, package.table(name), facts)
            if moments is not None:
                behind = behind.union(facts.provenance)
                years = moments.dropna().dt.to_period("Y").dt.start_time
                parts.append(pd.DataFrame({"period": years, "group": subject.title}))
    frame = pd.concat(parts, ignore_index=True)
    rows = _Rows(frame, "year", "page of the codebook")
    shown = _drawn(rows)
    busiest = frame["period"].dt.year.value_counts().idxmax()
    return finish(
        _shape(shown, rows, height=150).properties(data=Facts.resting_on(shown, behind)),
        f"Most rows with a date are of {busiest}",
        "Rows of all tables with dates, by year and by page of the codebook; sources left out",
        _words(rows),
        name="coverage-package",
    )


def _rows(package: Package, table: Table, facts: Facts) -> _Rows:
    moments = _moments(package, table, facts)
    period, grain = _periods(moments, facts) if moments is not None else (None, "")
    groups, kind = _groups(table, facts, dated=bool(grain))
    frame = pd.DataFrame({"group": groups if groups is not None else "rows"}, index=facts.index)
    frame["period"] = period if grain else pd.NaT
    return _Rows(frame, grain, kind)


def _moments(package: Package, table: Table, facts: pd.DataFrame) -> pd.Series | None:
    """Return the moment of each row, its own or that of what it refers to."""
    if name := time_column(table):
        column = facts[name]
        if table.field(name).is_date:
            return pd.Series(column)
        return pd.to_datetime(column.astype("string") + "-01-01")
    parent = time_parent(table, package)
    if parent is None:
        return None
    other, fields = parent
    key = next(k for k in table.foreign_keys if k.fields == fields and k.table == other.name)
    theirs = load(other.name)
    dates = _moments(package, other, theirs)
    assert dates is not None, f"{other.name} was chosen because it has dates"
    keys = zip(*(theirs[name] for name in key.references), strict=True)
    known = dict(zip(keys, dates, strict=True))
    own = zip(*(facts[name] for name in fields), strict=True)
    return pd.Series([known.get(each, pd.NaT) for each in own], index=facts.index)


def _periods(moments: pd.Series, facts: pd.DataFrame) -> tuple[pd.Series, str]:
    """Cut moments to years, or to months where the table spans few years."""
    years = moments.dropna().dt.year
    if years.empty or moments.nunique() == 1:
        return moments, ""
    if years.max() - years.min() >= _YEARS_FROM:
        return moments.dt.to_period("Y").dt.start_time, "year"
    precision = facts.get(f"{moments.name}_precision")
    if precision is not None:
        # Of a date known to the year only, the month is not known.
        moments = moments.where(precision.astype("object") != "year")
    return moments.dt.to_period("M").dt.start_time, "month"


def _groups(table: Table, facts: pd.DataFrame, *, dated: bool) -> tuple[pd.Series | None, str]:
    """Name the group of each row: its state, or the code of the first code list."""
    column = country_column(table)
    if column and facts[column].value_counts().max() > 1:
        return names(facts[column]).astype("object").fillna(_NO_STATE), "state"
    if dated:
        return None, ""
    for field in table.fields:
        if field.codes and field.name != "confidence":
            labels = {code.value: code.label or code.value for code in field.codes}
            return facts[field.name].astype("object").map(labels).fillna("no code"), field.title
    return None, ""


def _drawn(rows: _Rows) -> pd.DataFrame:
    """Count rows by group and period; small groups share a line."""
    frame = rows.frame
    if rows.grain:
        frame = frame.dropna(subset=["period"])
    sizes = frame["group"].value_counts(sort=False)
    order = sizes.drop(_NO_STATE, errors="ignore").sort_values(ascending=False, kind="stable").index
    if len(order) > _MOST_GROUPS + 1:
        rest = order[_MOST_GROUPS:]
        frame = frame.assign(group=frame["group"].replace(dict.fromkeys(rest, f"{len(rest)} more")))
    keys = ["group", "period"] if rows.grain else ["group"]
    counted = frame.groupby(keys, sort=False).size().rename("rows").reset_index()
    place = {group: n for n, group in enumerate(order[:_MOST_GROUPS])}
    last = {_NO_STATE: len(place) + 1}
    ranks = counted["group"].map(lambda group: last.get(group, place.get(group, len(place))))
    classes = [next(c for c, most in _CLASSES.items() if n <= most) for n in counted["rows"]]
    counted = counted.assign(rank=ranks, **{"class": classes})
    return counted.sort_values(["rank", *keys[1:]]).drop(columns="rank")


def _shape(shown: pd.DataFrame, rows: _Rows, *, height: int) -> alt.Chart:
    """Draw bars by group or by period, or a matrix of both."""
    order = list(dict.fromkeys(shown["group"]))
    chart: alt.Chart = alt.Chart(shown).encode(tooltip=_tips(rows))
    if rows.kind:
        y = alt.Y("group:N", sort=order, title=None, axis=alt.Axis(labelLimit=260))
        narrow = {"encoding": {"y": {"axis": {"labelLimit": 120}}}}
        chart = chart.encode(y=y).properties(height=height, usermeta={"narrow": narrow})
    else:
        count = alt.Y("rows:Q", title="Rows", axis=alt.Axis(tickCount=3, tickMinStep=1))
        chart = chart.encode(y=count).properties(height=110)
    if rows.grain:
        unit: Literal["year", "yearmonth"] = "year" if rows.grain == "year" else "yearmonth"
        chart = chart.encode(x=alt.X("period:T", timeUnit=unit, title=None))
    else:
        chart = chart.encode(x=alt.X("rows:Q", title="Rows", axis=alt.Axis(tickMinStep=1)))
    if rows.grain and rows.kind:
        chart = chart.mark_rect(stroke=palette.PAPER).encode(color=_classes())
    else:
        chart = chart.mark_bar()
    return chart


def _classes() -> alt.Color:
    labels = list(_CLASSES)
    return alt.Color(
        "class:O",
        title="Rows",
        legend=alt.Legend(titleOrient="left"),
        scale=alt.Scale(domain=labels, range=list(palette.STEPS[-len(labels) :])),
    )


def _tips(rows: _Rows) -> list[alt.Tooltip]:
    tips = [alt.Tooltip("rows:Q", title="Rows")]
    if rows.kind:
        tips.insert(0, alt.Tooltip("group:N", title=" "))
    if rows.grain:
        pattern = "%Y" if rows.grain == "year" else "%B %Y"
        tips.insert(0, alt.Tooltip("period:T", title=" ", format=pattern))
    return tips


def _headline(table: Table, rows: _Rows) -> str:
    """Say where most rows are, in time and by state."""
    frame, parts = rows.frame, []
    total = describe.number(len(frame))
    if rows.grain:
        counts = frame["period"].value_counts(sort=False).sort_index()
        peak = pd.Timestamp(str(counts.idxmax()))
        most = describe.number(counts.max())
        parts.append(f"{most} of {total} rows are of {_said(peak, rows.grain)}")
    if rows.kind:
        sizes = frame.loc[frame["group"] != _NO_STATE, "group"].value_counts()
        of_all = "" if parts or _shared(rows, sizes) else f"of {total} rows are "
        parts.append(f"{sizes.iloc[0]} {of_all}{_under(rows, sizes)}")
    return f"{table.title}: {', '.join(parts)}"


def _under(rows: _Rows, sizes: pd.Series) -> str:
    """Name the largest group as a sentence does, or count those that are equally large."""
    largest = str(sizes.index[0])
    if alike := _shared(rows, sizes):
        return f"on each of {alike} states"
    if rows.kind != "state":
        return f"under “{largest}”"
    countries = load("countries")
    return f"on {countries.loc[countries['short_name'] == largest, 'name_in_text'].iloc[0]}"


def _shared(rows: _Rows, sizes: pd.Series) -> int:
    """Count the states that have as many rows as any; 0 if one has the most."""
    alike = int((sizes == sizes.iloc[0]).sum())
    return alike if rows.kind == "state" and alike > 1 else 0


def _subtitle(rows: _Rows, total: int) -> str:
    by = " and ".join(part for part in (rows.grain, rows.kind.lower()) if part)
    undated = int(rows.frame["period"].isna().sum()) if rows.grain else 0
    left_out = f"; {undated} of {total} have no known {rows.grain} and are left out"
    return f"Rows by {by}{left_out if undated else ''}"


def _words(rows: _Rows) -> str:
    said = []
    if rows.grain:
        counts = rows.frame["period"].value_counts().sort_index().rename_axis("period")
        said.append(
            describe.series(
                counts.reset_index(name="rows").assign(period_precision=rows.grain),
                "period",
                "rows",
                unit="rows",
                what=f"{'Cells' if rows.kind else 'Bars'} by {rows.grain}",
            )
        )
    if rows.kind:
        sizes = rows.frame["group"].value_counts().rename_axis("group").reset_index(name="rows")
        said.append(describe.ranking(sizes, "group", "rows", unit="rows", what="Rows in all"))
    return " ".join(said)


def _said(moment: pd.Timestamp, grain: str) -> str:
    return f"{moment:%Y}" if grain == "year" else f"{moment:%B %Y}"
