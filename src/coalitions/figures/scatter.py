"""Two numbers of each thing: does one follow the other?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from coalitions.figures import describe, nameplates, palette
from coalitions.figures.parts import finish, layered, need

# A step of an axis in powers of ten, and from which tenth of the axis on it is taken (d3-array).
_STEPS = ((10, math.sqrt(50)), (5, math.sqrt(10)), (2, math.sqrt(2)))


def scatter(
    table: pd.DataFrame,
    *,
    x: str,
    y: str,
    title: str,
    subtitle: str = "",
    label: str = "name",
    x_title: str = "",
    y_title: str = "",
    log: Sequence[str] = (),
    kind: str | None = None,
    kinds: Mapping[str, str] | None = None,
    named: Sequence[str] | None = None,
    format: str = ",.3~f",
) -> alt.LayerChart:
    """Draw a dot for each thing at its two numbers, with names beside the dots.

    Parameters
    ----------
    table
        One row for each thing; rows without one of the numbers are left out.
    x, y, label
        Columns with the numbers and the name.
    title, subtitle
        The finding; what is drawn.
    x_title, y_title
        What the numbers are, with unit.
    log
        The columns that get a logarithmic axis; linear up to 1 where there are zeros.
    kind, kinds
        Column that colours the dots; its values in the order of the legend, with colours. A click
        on the legend keeps one kind.
    named
        The names written beside their dots; all if not given. The others show on touch.
    format
        How numbers are written when a dot is touched.
    """
    need(table, label, x, y, kind)
    known = table.dropna(subset=[x, y])
    need(known)
    kept = list(dict.fromkeys(c for c in (label, x, y, kind) if c))
    shown = known[kept].astype({x: float, y: float, label: str})
    names = list(shown[label]) if named is None else list(named)
    places = (_along(shown[x], x in log), _along(shown[y], y in log))
    side = pd.Series(nameplates.sides(list(shown[label]), *places, names), index=shown.index)

    def scale(column: str) -> alt.Scale:
        if column not in log:
            return alt.Scale(zero=True)
        # A logarithm has no zero: from 0 to 1 the axis is then linear.
        return alt.Scale(type="symlog" if shown[column].min() <= 0 else "log")

    def axis(column: str) -> alt.Axis:
        # A line at each power of ten: those between would fill a logarithmic axis with grey.
        return alt.Axis(values=_decades(shown[column])) if column in log else alt.Axis()

    across = alt.X(f"{x}:Q", title=x_title or None, scale=scale(x), axis=axis(x))
    up = alt.Y(f"{y}:Q", title=y_title or None, scale=scale(y), axis=axis(y))
    base = alt.Chart(shown).encode(x=across, y=up)
    dots = base.mark_point(filled=True, size=90, opacity=0.9).encode(
        color=alt.value(palette.BLUE),
        tooltip=[
            alt.Tooltip(f"{label}:N", title=" "),
            alt.Tooltip(f"{x}:Q", title=x_title or x, format=format),
            alt.Tooltip(f"{y}:Q", title=y_title or y, format=format),
        ],
    )
    if kind:
        hues = kinds or dict.fromkeys(shown[kind].astype(str), palette.BLUE)
        pick = alt.selection_point(fields=[kind], bind="legend", name=f"{kind}_kept")
        domain = alt.Scale(domain=[*hues], range=[*hues.values()])
        dots = dots.encode(
            color=alt.Color(
                f"{kind}:N", title=None, scale=domain, legend=alt.Legend(columns=2, offset=32)
            ),
            opacity=alt.when(pick).then(alt.value(0.9)).otherwise(alt.value(0.1)),
        ).add_params(pick)
    layers = [dots]
    for where, setting in nameplates.SETTING.items():
        beside = shown[shown[label].isin(names) & side.eq(where)]
        if len(beside):
            text = alt.Chart(beside).mark_text(
                **setting, fontSize=nameplates.FONT_SIZE, color=palette.MUTED
            )
            layers.append(text.encode(x=across, y=up, text=f"{label}:N"))
    words = _words(shown, label, x, y, x_title or x, y_title or y)
    return finish(layered(*layers), title, subtitle, words)


def _decades(numbers: pd.Series) -> list[float]:
    """Give the powers of ten in and around the numbers, and zero if it is among them."""
    positive = numbers[numbers > 0]
    low, high = math.floor(math.log10(positive.min())), math.ceil(math.log10(positive.max()))
    powers = [10.0**power for power in range(low, high + 1)]
    return powers if len(positive) == len(numbers) else [0.0, *powers]


def _along(numbers: pd.Series, logarithmic: bool) -> list[float]:
    """Say where numbers lie on their axis, from 0 (its start) to 1 (its end), nearly."""
    if not logarithmic:
        low, high = min(0.0, numbers.min()), _round_end(numbers.max())
    else:
        ends = _decades(numbers)
        # With a zero the axis is Vega's symlog, which is log1p.
        bend = math.log1p if ends[0] == 0 else math.log10
        numbers, low, high = numbers.map(bend), bend(ends[0]), bend(ends[-1])
    return [float(share) for share in (numbers - low) / ((high - low) or 1.0)]


def _round_end(highest: float) -> float:
    """Give the end of an axis from zero: the next of its ten or so steps, as Vega rounds it.

    A longer axis may ask for longer steps, which round it again (d3-scale's ``nice``).
    """
    end, before = highest, 0.0
    while end > 0:
        power = 10.0 ** math.floor(math.log10(end / 10))
        step = power * next((f for f, least in _STEPS if end / 10 / power >= least), 1)
        if step == before:
            break
        end, before = math.ceil(round(end / step, 9)) * step, step
    return max(end, 0.0)


def _words(shown: pd.DataFrame, label: str, x: str, y: str, first: str, second: str) -> str:
    ranked = shown.sort_values(x, ascending=False, kind="stable")
    told = "; ".join(
        f"{row[label]} {describe.number(row[x])} and {describe.number(row[y])}"
        for _, row in ranked.iterrows()
    )
    return (
        f"A scatter plot of {len(shown)} dots: {first} across, {second} upwards. "
        f"From the largest across: {told}."
    )
