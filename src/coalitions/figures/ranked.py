"""Ranked dots with ranges: who gave how much, and how far the sources are apart."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need


def ranked(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    label: str = "name",
    value: str = "personnel",
    unit: str = "persons",
    code: str | None = None,
    preferred: str | None = None,
    most: int | None = None,
    log: bool = False,
) -> alt.LayerChart:
    """Rank things by a number and show all the numbers that sources give.

    Parameters
    ----------
    table
        One row for each value; several rows with one label are estimates that disagree.
    title, subtitle
        The finding; what is drawn.
    label, value, unit
        Columns with names and numbers; what the numbers count.
    code
        Column with the code of a country or group, for its colour.
    preferred
        Boolean column that marks the value the text uses; without it the largest is filled.
    most
        Draw this many only, the largest first.
    log
        Use a logarithmic axis, for values of very different size.

    Returns
    -------
    alt.LayerChart
        Ranges, then open dots for each value, then the preferred value filled.
    """
    need(table, label, value, code, preferred)
    known = table.dropna(subset=[value])
    need(known)
    top = (
        known.groupby(label, observed=True)[value].max().sort_values(ascending=False, kind="stable")
    )
    order = [str(name) for name in top.index[:most]]
    shown = known[known[label].astype(str).isin(order)]
    shown = shown.assign(**{label: shown[label].astype(str)})
    if preferred:
        main, chosen = "used in the text", shown[preferred].fillna(False).astype(bool)
    else:
        main, chosen = "largest value", _largest(shown, label, value)
    kept = list(dict.fromkeys(c for c in (label, value, code) if c))
    shown = shown[kept].assign(used=chosen.map({True: main, False: "another value"}))
    scale = alt.Scale(type="log") if log else alt.Scale(zero=True)
    x = alt.X(f"{value}:Q", title=unit.capitalize(), scale=scale)
    base = alt.Chart(shown).encode(y=alt.Y(f"{label}:N", sort=order, title=None))
    tips = [
        alt.Tooltip(f"{label}:N", title=" "),
        alt.Tooltip(f"{value}:Q", title=unit.capitalize()),
        alt.Tooltip("used:N", title="Value"),
    ]
    ends = alt.X(f"min({value}):Q", title=unit.capitalize(), scale=scale)
    ranges = base.mark_rule(strokeWidth=2, color=palette.CONTEXT).encode(
        x=ends, x2=f"max({value}):Q"
    )
    dots = base.encode(x=x, tooltip=tips)
    used = dots.mark_point(filled=True, size=90).encode(color=_hue(shown, code))
    layers = [ranges, used.transform_filter("datum.used != 'another value'")]
    if not chosen.all():
        others = dots.mark_point(filled=False, size=46, strokeWidth=1.5, color=palette.MUTED)
        layers.insert(1, others.transform_filter("datum.used == 'another value'"))
    what = "Ranked dots, with ranges where sources differ,"
    words = describe.spread(shown, label, value, unit=unit, what=what)
    return finish(layered(*layers), title, subtitle, words, height=alt.Step(22))


def _hue(table: pd.DataFrame, code: str | None) -> Any:
    if code is None:
        return alt.value(palette.BLUE)
    return alt.Color(f"{code}:N", scale=palette.colours(table[code].astype(str)), legend=None)


def _largest(table: pd.DataFrame, label: str, value: str) -> pd.Series:
    first = table.sort_values(value, ascending=False, kind="stable").drop_duplicates(label)
    return pd.Series(table.index.isin(first.index), index=table.index)
