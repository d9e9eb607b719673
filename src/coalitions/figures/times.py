"""Courses in time: a force that builds up, events in their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, labels, layered, most_lines, need, wrapped
from coalitions.figures.theme import BREAK

_LABEL_WIDTH = 0.3
"""The part of a phone's width that a marked event's name takes."""


def buildup(
    levels: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    time: str = "as_of",
    value: str = "total_personnel",
    unit: str = "persons",
    part: str | None = None,
    part_label: str = "",
    mark: pd.DataFrame | None = None,
    mark_time: str = "date",
    mark_label: str = "title",
    step: bool = True,
) -> alt.LayerChart:
    """Draw how a number grows and shrinks, with the moments that explain it.

    Parameters
    ----------
    levels
        One row for each moment at which the number is known.
    title, subtitle
        The finding; what is drawn.
    time, value, unit
        Columns with moments and numbers; what the numbers count.
    part, part_label
        Column with a part of the number (the lead nation's share of a force), and its name.
    mark, mark_time, mark_label
        Events to mark with a line, few and short; their columns.
    step
        Hold each value until the next is known, in place of a slope that nobody measured.
    """
    need(levels, time, value, part)
    kept = [c for c in (time, f"{time}_precision", value, part) if c and c in levels.columns]
    known = levels[kept].dropna(subset=[time, value]).sort_values(time, kind="stable")
    need(known)
    curve: Literal["step-after", "linear"] = "step-after" if step else "linear"
    x = alt.X(f"{time}:T", title=None)
    tips = [alt.Tooltip(f"{time}:T", title="Date", format="%-d %B %Y")]
    base = alt.Chart(known).encode(x=x)
    y = alt.Y(f"{value}:Q", title=unit.capitalize())
    layers: list[alt.Chart] = [
        base.mark_area(interpolate=curve, color=palette.BLUE, fillOpacity=0.18, line=False).encode(
            y=y
        ),
        base.mark_line(interpolate=curve, color=palette.BLUE).encode(y=y),
        base.mark_point(color=palette.BLUE, size=30).encode(
            y=y, tooltip=[*tips, alt.Tooltip(f"{value}:Q", title=unit.capitalize())]
        ),
    ]
    area = "An area that steps from value to value" if step else "An area"
    words = describe.series(known, time, value, unit=unit, what=area)
    if part and known[part].notna().any():
        shown = known.dropna(subset=[part])
        y_part = alt.Y(f"{part}:Q", title=unit.capitalize())
        lower = alt.Chart(shown).encode(x=x, y=y_part)
        layers.append(lower.mark_line(interpolate=curve, color=palette.ORANGE))
        name = part_label or part.replace("_", " ")
        label = alt.Chart(shown.tail(1)[[time, part]].assign(name=name)).encode(x=x, y=y_part)
        layers.append(
            label.mark_text(align="right", dy=-8, color=palette.ORANGE, fontWeight="bold").encode(
                text="name:N"
            )
        )
        words += " " + describe.series(shown, time, part, unit=unit, what=name)
    if mark is not None and len(mark):
        need(mark, mark_time, mark_label)
        layers += _marks(mark, mark_time, mark_label, known[time].min(), known[time].max())
        words += " " + describe.events(mark, mark_time, mark_label)
    return finish(layered(*layers), title, subtitle, words)


def _marks(
    events: pd.DataFrame, time: str, label: str, start: pd.Timestamp, end: pd.Timestamp
) -> list[alt.Chart]:
    shown = events[[time, label]].sort_values(time, kind="stable")
    first, last = min(start, shown[time].min()), max(end, shown[time].max())
    where = [float((moment - first) / ((last - first) or 1)) for moment in shown[time]]
    names = [wrapped(text, 16) for text in shown[label]]
    shown = shown.assign(
        **{label: names, "side": ["right" if at > 0.7 else "left" for at in where]},
        top=_tiers(where, names),
    )
    base = alt.Chart(shown).encode(x=alt.X(f"{time}:T", title=None))
    said = base.mark_text(
        align=alt.expr("datum.side"),
        dx=alt.expr("datum.side == 'left' ? 4 : -4"),
        baseline="top",
        fontSize=11,
        color=palette.MUTED,
        lineBreak=BREAK,
    ).encode(y=alt.Y("top:Q", scale=None, axis=None), text=f"{label}:N")
    return [base.mark_rule(strokeDash=[3, 3], color=palette.MUTED), said]


def _tiers(where: Sequence[float], names: Sequence[str]) -> list[int]:
    """Give each label its distance from the top, so that neighbours do not cover each other."""
    placed: list[tuple[float, int, int]] = []
    for at, name in zip(where, names, strict=True):
        high, top = 13 * (name.count(BREAK) + 1) + 6, 0
        for near, above, below in sorted(placed, key=lambda label: label[1]):
            if abs(at - near) < _LABEL_WIDTH and above < top + high and top < below:
                top = below
        placed.append((at, top, top + high))
    return [top for _, top, _ in placed]


def timeline(
    events: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    time: str = "date",
    label: str = "title",
    category: str | None = None,
    highlight: Sequence[str] = (),
) -> alt.Chart:
    """List events from top to bottom, each with a dot at its moment on a true time axis.

    Parameters
    ----------
    events
        One row for each event; at most about twenty are readable.
    title, subtitle
        The finding; what is drawn.
    time, label
        Columns with the moments and the names.
    category
        Column that sorts events into kinds, for the colour.
    highlight
        The kinds to be seen first; the others are grey.
    """
    need(events, time, label, category)
    precision = f"{time}_precision"
    kept = [c for c in (time, precision, label, category) if c and c in events.columns]
    known = events[kept].dropna(subset=[time]).sort_values(time, kind="stable")
    need(known)
    dates = [
        describe.date(row[time], str(row.get(precision, "day"))) for _, row in known.iterrows()
    ]
    known = known.assign(**{label: [wrapped(text, 36) for text in known[label]], "when": dates})
    order = list(known[label])
    chart = alt.Chart(known).encode(
        x=alt.X(f"{time}:T", title=None, axis=alt.Axis(orient="top", grid=True, labelFlush=20)),
        y=alt.Y(f"{label}:N", sort=order, title=None, axis=labels(grid=True, labelLineHeight=13)),
        tooltip=[alt.Tooltip("when:N", title="Date"), alt.Tooltip(f"{label}:N", title=" ")],
    )
    if category:
        kinds = [str(kind) for kind in dict.fromkeys(known[category].astype(str))]
        scale = palette.highlight(highlight, of=kinds) if highlight else alt.Scale(domain=kinds)
        chart = chart.encode(color=alt.Color(f"{category}:N", title=None, scale=scale))
    drawn: alt.Chart = chart.mark_point(filled=True, size=90)
    return finish(
        drawn,
        title,
        subtitle,
        describe.events(events, time, label),
        height=alt.Step(13 * most_lines(order) + 9),
        usermeta={"narrow": {"config": {"axisY": {"labelFontSize": 11}}}},
    )
