"""Verdicts on claims: how many of each, by document, kind or topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import altair as alt
import pandas as pd

from coalitions.figures import palette
from coalitions.figures.parts import finish, layered, need

VERDICTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Supported": palette.BLUE,
        "Supported in part": palette.STEPS[1],
        "Contradicted": palette.RED,
        "Open": palette.CONTEXT,
        "Not testable": palette.GRID,
    }
)
"""Verdicts in the order of a bar, with their colours."""


def verdict_bars(
    claims: pd.DataFrame,
    by: str,
    *,
    title: str,
    subtitle: str,
    name: str,
    share: bool = False,
    choose: str | None = None,
    order: Sequence[str] | None = None,
) -> alt.LayerChart:
    """Divide claims by their verdicts, one bar for each value of a column.

    Parameters
    ----------
    claims
        One row a claim, with its ``verdict``.
    by
        The column that makes the bars.
    title, subtitle, name
        The finding; what is drawn; the name of the figure.
    share
        Draw parts of the whole instead of numbers.
    choose
        A column by whose values a reader can choose the claims that count.
    order
        The bars from top to bottom; the longest first if not given.
    """
    need(claims, by, "verdict", choose)
    keys = list(dict.fromkeys([by, *([choose] if choose else []), "verdict"]))
    counts = claims.groupby(keys, as_index=False, observed=True).agg(claims=("verdict", "size"))
    rank = {verdict: place for place, verdict in enumerate(VERDICTS)}
    counts = counts.assign(rank=counts["verdict"].map(rank))
    sizes = claims[by].value_counts()
    names = list(order or sizes.index)
    drawn = alt.Chart(counts).mark_bar(stroke=palette.PAPER, strokeWidth=0.6)
    if choose:
        options = sorted(claims[choose].unique())
        both = f"all {choose}s"
        chosen = alt.param(
            name=f"{name.replace('-', '_')}_chosen",
            bind=alt.binding_select(options=[both, *options], name=f"{choose.capitalize()} "),
            value=both,
        )
        test = f"{chosen.name} === '{both}' || datum.{choose} === {chosen.name}"
        drawn = drawn.add_params(chosen).transform_filter(test)
    across = alt.X(
        "sum(claims):Q",
        title="Part of the claims" if share else "Claims",
        stack="normalize" if share else True,
        axis=alt.Axis(labelExpr="format(datum.value, '.0%')") if share else alt.Axis(tickMinStep=1),
    )
    drawn = drawn.encode(
        x=across,
        y=alt.Y(f"{by}:N", sort=names, title=None),
        color=alt.Color(
            "verdict:N",
            title=None,
            scale=alt.Scale(domain=list(VERDICTS), range=list(VERDICTS.values())),
            legend=alt.Legend(columns=3),
        ),
        order=alt.Order("rank:Q"),
        tooltip=[
            alt.Tooltip(f"{by}:N", title=by.capitalize()),
            alt.Tooltip("verdict:N", title="Verdict"),
            alt.Tooltip("sum(claims):Q", title="Claims"),
        ],
    )
    chart = finish(layered(drawn), title, subtitle, _words(claims, by, names), height=alt.Step(28))
    return chart.properties(name=name)


def _words(claims: pd.DataFrame, by: str, names: Sequence[str]) -> str:
    told = []
    for each in names:
        own = claims[claims[by].eq(each)]["verdict"].value_counts()
        said = ", ".join(f"{v.lower()} {own[v]}" for v in VERDICTS if v in own.index)
        told.append(f"{each}: {said}")
    return f"{len(names)} stacked bars, in claims. {'; '.join(told)}."
