"""Stays: from when to when each state had people somewhere, and how many on which day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need

_DAY = "%-d %B %Y"


def stay_lines(
    spans: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    label: str = "name",
    strengths: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    until: str | None = None,
    day: str | None = None,
) -> alt.LayerChart:
    """Draw from when to when each state had people there, in the order in which they left.

    Parameters
    ----------
    spans
        One row for each state with ``start``, ``end``, ``start_known`` and ``end_known``.
    title, subtitle
        The finding; what is drawn.
    label
        Column with names, in all three tables.
    strengths
        Dated strengths (``as_of``, ``personnel``), drawn as dots whose area shows the size.
    events
        Dated events of a state (``date``, ``title``), drawn as ticks on its line.
    until
        The right end of the axis.
    day
        A day to begin with, for a slider that counts who was there in each month.
    """
    need(spans, label, "start", "end", "start_known", "end_known")
    ends = ["start_known", "end_known"]
    shown = spans[[label, "start", "end"]].assign(
        dated=spans[ends].all(axis="columns").map({True: "both ends", False: "not both ends"})
    )
    order = [str(name) for name in shown[label]]
    right = pd.Timestamp(until) if until else shown["end"].max()
    left = shown["start"].min()
    # Data cut to the axis, rather than an axis that cuts: Vega-Lite warns of a domain said twice.
    shown = shown.assign(cut=shown["end"].where(shown["end"] <= right, right))
    y = alt.Y(f"{label}:N", sort=order, title=None)

    def x(column: str) -> alt.X:
        axis = alt.Axis(orient="top", grid=True)
        return alt.X(f"{column}:T", title=None, scale=alt.Scale(nice=False), axis=axis)

    lines = (
        alt.Chart(shown)
        .mark_rule(strokeWidth=3, color=palette.STEPS[2])
        .encode(
            x=x("start"),
            x2="cut:T",
            y=y,
            strokeDash=alt.StrokeDash(
                "dated:N",
                scale=alt.Scale(domain=["both ends", "not both ends"], range=[[1, 0], [3, 3]]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip(f"{label}:N", title=" "),
                alt.Tooltip("start:T", title="From", format=_DAY),
                alt.Tooltip("end:T", title="To", format=_DAY),
                alt.Tooltip("dated:N", title="Sources date"),
            ],
        )
    )
    layers = [lines]
    if strengths is not None and len(strengths):
        layers.append(_strengths(strengths, label, x("as_of"), y, order))
    if events is not None and len(events):
        ticks = events[events[label].isin(order) & events["date"].between(left, right)]
        ticks = ticks[[label, "date", "title"]]
        layers.append(
            alt.Chart(ticks)
            .mark_tick(color=palette.ORANGE, thickness=2.5, size=12)
            .encode(
                x=x("date"),
                y=y,
                tooltip=[
                    alt.Tooltip(f"{label}:N", title=" "),
                    alt.Tooltip("date:T", title="Date", format=_DAY),
                    alt.Tooltip("title:N", title="Event"),
                ],
            )
        )
    if day:
        layers += _count_on(shown, day, right, x)
    said = "; ".join(
        f"{row[label]} {describe.date(row['start'], 'month')}"
        f" to {describe.date(row['end'], 'month')}"
        for _, row in shown.iterrows()
    )
    words = f"Lines for the stay of {len(shown)} states, in the order of leaving. {said}."
    return finish(layered(*layers), title, subtitle, words, height=alt.Step(15))


def _count_on(
    spans: pd.DataFrame, day: str, last: pd.Timestamp, x: Callable[[str], alt.X]
) -> list[alt.Chart]:
    """Draw a line that a slider moves from month to month, with the number of those there."""
    first, begin = spans["start"].min(), pd.Timestamp(day)
    month = alt.param(
        name="month",
        value=12 * (begin.year - first.year) + begin.month - first.month,
        bind=alt.binding_range(
            min=0,
            max=12 * (last.year - first.year) + last.month - first.month,
            step=1,
            name=f"Months since {first:%B %Y} ",
        ),
    )
    counted = (
        alt.Chart(spans)
        .transform_calculate(moment=f"datetime({first.year}, {first.month - 1} + month, 15)")
        .transform_filter(
            "toDate(datum.start) <= datum.moment && toDate(datum.end) >= datum.moment"
        )
        .transform_aggregate(there="count()", groupby=["moment"])
        .transform_calculate(
            said="timeFormat(datum.moment, '%B %Y') + ': ' + datum.there + ' states'"
        )
    )
    rule = counted.mark_rule(color=palette.INK).encode(x=x("moment")).add_params(month)
    # Those who left first stand at the top, so its right corner is free whatever the month.
    said = counted.mark_text(fontWeight="bold", align="right", baseline="top").encode(
        x=alt.value(alt.expr("width")), y=alt.value(4), text="said:N"
    )
    return [rule, said]


def _strengths(
    table: pd.DataFrame, label: str, x: alt.X, y: alt.Y, order: Sequence[str]
) -> alt.Chart:
    dots = table[table[label].isin(order)].dropna(subset=["personnel"])
    drawn: alt.Chart = (
        alt.Chart(dots[[label, "as_of", "personnel"]])
        .mark_point(filled=True, color=palette.BLUE, opacity=0.85)
        .encode(
            x=x,
            y=y,
            size=alt.Size(
                "personnel:Q",
                title="Persons",
                scale=alt.Scale(rangeMin=6, rangeMax=420),
                legend=alt.Legend(values=[100, 1000, 5000]),
            ),
            tooltip=[
                alt.Tooltip(f"{label}:N", title=" "),
                alt.Tooltip("as_of:T", title="On", format=_DAY),
                alt.Tooltip("personnel:Q", title="Persons", format=","),
            ],
        )
    )
    return drawn
