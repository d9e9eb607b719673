"""Small multiples: one panel for each country, all on the same axes."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need


def small_multiples(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    by: str = "name",
    x: str = "year",
    y: str = "value",
    unit: str = "",
    code: str | None = None,
    columns: int = 4,
    panels: Sequence[str] | None = None,
    line_at: float | None = None,
) -> alt.FacetChart:
    """Draw one small chart for each country, all on the same axes.

    Parameters
    ----------
    table
        One row for each country and moment.
    title, subtitle
        The finding; what is drawn.
    by
        Column with the name of the panel.
    x, y, unit
        Columns with moments (dates or years) and numbers; what the numbers count.
    code
        Column with the code of a country or group, for its colour.
    columns
        Panels side by side on a wide page; a phone shows two.
    panels
        The order of the panels; by the last value, largest first, if not given.
    line_at
        A value to mark in each panel, such as a target.
    """
    need(table, by, x, y, code)
    known = table.dropna(subset=[x, y])
    need(known)
    last = known.sort_values(x, kind="stable").groupby(by, observed=True)[y].last()
    order = [str(n) for n in (panels or last.sort_values(ascending=False, kind="stable").index)]
    kept = list(dict.fromkeys(c for c in (by, x, y, code) if c))
    shown = known[kept]
    dated = pd.api.types.is_datetime64_any_dtype(shown[x])
    axis = (
        alt.X(f"{x}:T", title=None, axis=alt.Axis(tickCount=3))
        if dated
        else alt.X(
            f"{x}:Q",
            title=None,
            axis=alt.Axis(format="d", tickCount=3, grid=False),
            scale=alt.Scale(zero=False, nice=False),
        )
    )
    colour = (
        alt.Color(f"{code}:N", scale=palette.colours(shown[code].astype(str)), legend=None)
        if code
        else alt.value(palette.BLUE)
    )
    lines = (
        alt.Chart(shown)
        .mark_line()
        .encode(
            x=axis,
            y=alt.Y(f"{y}:Q", title=None, axis=alt.Axis(tickCount=3)),
            color=colour,
            tooltip=[
                alt.Tooltip(f"{by}:N", title=" "),
                f"{x}:{'T' if dated else 'Q'}",
                alt.Tooltip(f"{y}:Q", title=unit.capitalize() or y),
            ],
        )
    )
    layers: list[alt.Chart] = [lines]
    if line_at is not None:
        mark = alt.Chart(shown).mark_rule(strokeDash=[3, 3], color=palette.CONTEXT)
        layers.insert(0, mark.encode(y=alt.datum(line_at)))
    said = [f"{name} {describe.number(last[name])}" for name in order if name in last.index]
    words = (
        f"{len(order)} small line charts on the same axes{f', in {unit}' if unit else ''}. "
        f"Last values: {', '.join(said)}."
    )
    panel = layered(*layers).properties(height=90)
    facets = panel.facet(facet=alt.Facet(f"{by}:N", sort=order, title=None), columns=columns)
    return finish(facets, title, subtitle, words)
