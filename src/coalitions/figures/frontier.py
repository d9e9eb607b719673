"""A frontier: how much of one thing can be had for each amount of another, with its uncertainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need

#: Columns of the bands, outer, inner, middle, inner, outer.
BANDS = ("lowest", "lower", "median", "upper", "highest")


def frontier(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    x: str,
    x_title: str,
    unit: str = "persons",
    curve: str = "label",
    curves: Mapping[str, str],
    marks: pd.DataFrame | None = None,
    domain: tuple[float, float],
    ticks: Sequence[float],
) -> alt.LayerChart:
    """Draw curves with their bands, and lines to compare them with.

    Parameters
    ----------
    table
        One row for each curve and place: `x` (0 to 1) and the columns of `BANDS`.
    title, subtitle
        The finding; what is drawn.
    x, x_title, unit
        The column across and its name; what the bands count. The axis of the bands is logarithmic.
    curve, curves
        The column that names a curve; its values in the order of the legend, with colours. A click
        on the legend shows one curve alone.
    marks
        Lines across, with ``value`` and ``words``: numbers of others, to compare.
    domain, ticks
        The ends of the axis of the bands, and what is written on it.
    """
    need(table, x, curve, *BANDS)
    shown = table[[x, curve, *BANDS]]
    names = list(curves)
    pick = alt.selection_point(fields=[curve], bind="legend", name="curve")
    across = alt.X(
        f"{x}:Q",
        title=x_title,
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%", tickCount=5),
    )
    scale = alt.Scale(type="log", domain=[*domain], nice=False, clamp=True)
    axis = alt.Axis(values=[*ticks], format=",~f", grid=True)

    def y(column: str) -> alt.Y:
        return alt.Y(f"{column}:Q", title=unit.capitalize(), scale=scale, axis=axis)

    hue = alt.Color(
        f"{curve}:N",
        title=None,
        scale=alt.Scale(domain=names, range=[*curves.values()]),
        legend=alt.Legend(columns=2, symbolOpacity=1, symbolType="circle", offset=26),
    )

    def faded(opacity: float) -> object:
        return alt.when(pick).then(alt.value(opacity)).otherwise(alt.value(0.02))

    base = alt.Chart(shown).encode(x=across, color=hue)
    outer = base.mark_area(line=False, fillOpacity=1).encode(
        y=y("lowest"), y2="highest:Q", opacity=faded(0.13)
    )
    inner = base.mark_area(line=False, fillOpacity=1).encode(
        y=y("lower"), y2="upper:Q", opacity=faded(0.22)
    )
    middle = base.mark_line(strokeWidth=2.5).encode(y=y("median"), opacity=faded(1))
    points = (
        base.mark_point(filled=True, size=36)
        .encode(
            y=y("median"),
            opacity=faded(1),
            tooltip=[
                alt.Tooltip(f"{curve}:N", title=" "),
                alt.Tooltip(f"{x}:Q", title=x_title, format=".0%"),
                alt.Tooltip("median:Q", title="Median", format=",.2r"),
                alt.Tooltip("lowest:Q", title="1 in 20 is below", format=",.2r"),
                alt.Tooltip("highest:Q", title="1 in 20 is above", format=",.2r"),
            ],
        )
        .add_params(pick)
    )
    layers = [outer, inner, middle, points]
    words = "Curves with bands. " + " ".join(
        f"{name}: median {describe.number(round(part['median'].iloc[0]))} at "
        f"{part[x].iloc[0]:.0%}, {describe.number(round(part['median'].iloc[-1]))} at "
        f"{part[x].iloc[-1]:.0%}; nine in ten draws between "
        f"{describe.number(round(part['lowest'].iloc[-1]))} and "
        f"{describe.number(round(part['highest'].iloc[-1]))} there."
        for name in names
        if len(part := table[table[curve].astype(str).eq(name)].sort_values(x, kind="stable"))
    )
    if marks is not None:
        rules, said = _marks(marks, y("value"))
        # Words lie on top, with a halo: bands would make them hard to read.
        layers = [rules, *layers, *said]
        lines = ", ".join(
            f"{describe.number(value)} ({text})"
            for value, text in zip(marks["value"], marks["words"], strict=True)
        )
        words += f" Lines across: {lines}."
    return finish(layered(*layers), title, subtitle, words, height=420)


def _marks(marks: pd.DataFrame, y: alt.Y) -> tuple[alt.Chart, list[alt.Chart]]:
    """Draw lines across, each with its words above it, at the right where curves are low."""
    base = alt.Chart(marks).encode(y=y)
    rules = base.mark_rule(strokeDash=[4, 3], color=palette.MUTED)
    text = base.encode(x=alt.datum(1), text="words:N")
    place: dict[str, Any] = {"align": "right", "baseline": "bottom", "dx": -2, "dy": -3}
    halo = text.mark_text(fontSize=11, stroke=palette.PAPER, strokeWidth=3, opacity=0.8, **place)
    return rules, [halo, text.mark_text(fontSize=11, color=palette.INK, **place)]
