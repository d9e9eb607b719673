"""Bars and dots on one axis: parts of a whole, shares against a line, answers to one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need


def bars(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    label: str = "name",
    value: str = "value",
    unit: str = "",
    part: str | None = None,
    parts: Mapping[str, str] | None = None,
    order: Sequence[str] | None = None,
    mark: Literal["bar", "dot"] = "bar",
    colour: str = palette.BLUE,
    line_at: float | None = None,
    top: float | None = None,
) -> alt.LayerChart:
    """Compare numbers that belong on one axis, from zero.

    Parameters
    ----------
    table
        One row for each bar, or for each part of a bar.
    title, subtitle
        The finding; what is drawn.
    label, value, unit
        Columns with names and numbers; what the numbers count.
    part, parts
        Column that divides or colours the bars; its values in the order of the legend and of the
        stack, with colours.
    order
        Names from top to bottom; by the number, largest first, if not given.
    mark
        Bars, or dots where the zero is far away from what matters.
    colour
        The colour where there are no parts.
    line_at
        A value to mark with a dashed line, such as one half.
    top
        The end of the axis.
    """
    need(table, label, value, part)
    wanted = [c for c in (label, value, part, "source_id") if c]
    kept = [c for c in dict.fromkeys(wanted) if c in table.columns]
    shown = table.dropna(subset=[value])[kept]
    shown = shown.astype({value: float, label: str})
    sums = shown.groupby(label, sort=False)[value].sum().sort_values(ascending=False, kind="stable")
    names = [str(name) for name in (order or sums.index)]
    scale = alt.Scale(domain=[0, top]) if top else alt.Scale(zero=True)
    chart = alt.Chart(shown)
    drawn = chart.mark_bar() if mark == "bar" else chart.mark_point(filled=True, size=110)
    drawn = drawn.encode(
        x=alt.X(f"{value}:Q", title=unit[:1].upper() + unit[1:] or None, scale=scale),
        y=alt.Y(f"{label}:N", sort=names, title=None),
        color=alt.value(colour),
        tooltip=[
            alt.Tooltip(f"{column}:N", title=column.replace("_", " ").capitalize())
            for column in kept
            if column not in (label, value)
        ]
        + [alt.Tooltip(f"{label}:N", title=" "), alt.Tooltip(f"{value}:Q", format=",.3~f")],
    )
    if part:
        hues = parts or dict.fromkeys(shown[part].astype(str), colour)
        rank = {name: place for place, name in enumerate(hues)}
        drawn.data = shown.assign(rank=shown[part].astype(str).map(rank))
        drawn = drawn.encode(
            color=alt.Color(
                f"{part}:N",
                title=None,
                scale=alt.Scale(domain=[*hues], range=[*hues.values()]),
                legend=alt.Legend(columns=3 if len(hues) < 4 else 2),
            ),
            order=alt.Order("rank:Q"),
        )
    layers = [drawn]
    if line_at is not None:
        rule = alt.Chart(shown.head(1)).mark_rule(strokeDash=[3, 3], color=palette.MUTED)
        layers.insert(0, rule.encode(x=alt.datum(line_at)))
    words = _words(shown, label, value, part, unit, "Bars" if mark == "bar" else "Dots")
    return finish(layered(*layers), title, subtitle, words, height=alt.Step(28))


def _words(
    table: pd.DataFrame, label: str, value: str, part: str | None, unit: str, what: str
) -> str:
    if part is None or not table[label].duplicated().any():
        return describe.ranking(table, label, value, unit=unit, what=what)
    told = "; ".join(
        f"{name}: "
        + ", ".join(
            f"{kind} {describe.number(amount)}"
            for kind, amount in rows.groupby(part, observed=True, sort=False)[value].sum().items()
        )
        for name, rows in table.groupby(label, sort=False)
    )
    return f"{table[label].nunique()} stacked bars{f', in {unit}' if unit else ''}. {told}."
