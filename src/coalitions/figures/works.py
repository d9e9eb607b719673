"""The evidence drawn: the age of the works, and how far sources disagree."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need

_MOST = 12

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Government": palette.INDIGO,
        "News": palette.BLUE,
        "Report": palette.TEAL,
        "Dataset": palette.FOREST,
        "Academic": palette.GOLD,
        "Encyclopedia": palette.ORANGE,
        "Non-governmental organisation": palette.PLUM,
        "Speech": palette.RED,
    }
)
"""Kinds of works with their colours, in the order of a stack."""


def work_years(works: pd.DataFrame, *, title: str, subtitle: str, name: str) -> alt.LayerChart:
    """Count works by the year in which they came out; a click on a kind sets it apart.

    Parameters
    ----------
    works
        One row a work, with ``date_published`` and ``kind`` (its label).
    title, subtitle, name
        The finding; what is drawn; the name of the figure.
    """
    need(works, "date_published", "kind")
    dated = works[works["date_published"].notna()]
    dated = dated.assign(year=dated["date_published"].dt.year)
    counts = dated.groupby(["year", "kind"], as_index=False, observed=True).agg(
        works=("kind", "size")
    )
    rank = {kind: place for place, kind in enumerate(KINDS)}
    counts = counts.assign(
        rank=counts["kind"].astype(str).map(rank),
        year=pd.to_datetime(counts["year"].astype(str)),
    )
    chosen = alt.selection_point(name="kind_chosen", fields=["kind"], bind="legend")
    drawn = alt.Chart(counts).mark_bar(width={"band": 0.9}, stroke=palette.PAPER, strokeWidth=0.4)
    drawn = drawn.encode(
        x=alt.X("year(year):T", title=None),
        y=alt.Y("works:Q", title=None),
        color=alt.Color(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=list(KINDS), range=list(KINDS.values())),
            legend=alt.Legend(columns=2, labelLimit=220),
        ),
        opacity=alt.condition(chosen, alt.value(1), alt.value(0.15)),
        order=alt.Order("rank:Q"),
        tooltip=[
            alt.Tooltip("year(year):T", title="Year"),
            alt.Tooltip("kind:N", title="Kind"),
            alt.Tooltip("works:Q", title="Works"),
        ],
    ).add_params(chosen)
    each = counts.groupby("year", as_index=False).agg(works=("works", "sum"))
    words = describe.series(
        each.assign(year_precision="year"), "year", "works", unit="works", what="Bars by year"
    )
    return finish(layered(drawn), title, subtitle, words).properties(name=name)


def disagreement_chart(
    apart: pd.DataFrame, *, title: str, subtitle: str, name: str, first: str
) -> alt.LayerChart:
    """Draw the widest ranges of one table, as multiples of the lowest number; choose the table.

    Parameters
    ----------
    apart
        As `coalitions.works.disagreement` gives it.
    title, subtitle, name
        The finding; what is drawn; the name of the figure.
    first
        The title of the table that is shown before a reader chooses.
    """
    need(apart, "title", "fact", "ratio")
    wide = apart[apart["ratio"] > 1]
    wide = wide.groupby("title", sort=False).head(_MOST)
    wide = wide.assign(one=1.0, said=[_range(row) for row in wide.itertuples()])
    tables = [first, *sorted(set(wide["title"]) - {first})]
    chosen = alt.param(
        name="disagreement_table",
        bind=alt.binding_select(options=tables, name="Table "),
        value=first,
    )
    base = alt.Chart(wide).transform_filter(f"datum.title === {chosen.name}")
    y = alt.Y("fact:N", sort=alt.EncodingSortField("ratio", order="descending"), title=None)
    x = alt.X("one:Q", title="Multiple of the lowest number", scale=alt.Scale(zero=False))
    shown = [
        alt.Tooltip("fact:N", title="Of"),
        alt.Tooltip("said:N", title="Numbers"),
        alt.Tooltip("works:Q", title="Works"),
        alt.Tooltip("ratio:Q", title="Highest by lowest", format=".2f"),
    ]
    bar = base.mark_rule(strokeWidth=3, color=palette.CONTEXT)
    bar = bar.encode(x=x, x2="ratio:Q", y=y, tooltip=shown).add_params(chosen)
    low = base.mark_point(filled=True, size=60, color=palette.CONTEXT).encode(x=x, y=y)
    high = base.mark_point(filled=True, size=80, color=palette.ORANGE)
    high = high.encode(x="ratio:Q", y=y, tooltip=shown)
    start = wide[wide["title"].eq(first)]
    words = describe.ranking(start, "fact", "ratio", unit="times the lowest number", what="Ranges")
    chart = finish(layered(bar, low, high), title, subtitle, words, height=alt.Step(24))
    return chart.properties(name=name)


def _range(row: object) -> str:
    low, high = (describe.number(getattr(row, end)) for end in ("lowest", "highest"))
    return f"{low} to {high}"
