"""A waterfall: from a whole down to what is left, one constraint after another."""

from __future__ import annotations

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, labels, layered, need, wrapped
from coalitions.writing import steady


def waterfall(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    step: str = "step",
    level: str = "persons",
    unit: str = "persons",
    choice: str | None = None,
    choice_title: str = "",
    start: str | None = None,
) -> alt.LayerChart:
    """Draw what each step takes from what is left, on a logarithmic axis.

    Left of each dot stands what is left, right of each bar which share of the level before.

    Each step is a factor, so a step that halves what is left has the same length wherever it
    stands; that is why the axis is logarithmic, and why the bars float and have no zero.

    Parameters
    ----------
    table
        One row for each level, the whole first. A level equal to the one before took nothing.
    title, subtitle
        The finding; what is drawn.
    step, level, unit
        Columns with the name of a step and what is left after it; what the numbers count.
    choice, choice_title, start
        A column with variants, of which the reader chooses one; the words before the list; the
        variant shown at first.
    """
    need(table, step, level, choice)
    groups = table.groupby(choice, sort=False)[level] if choice else table[level]
    before = groups.shift().fillna(table[level])
    kept = table[level] / before
    shown = table[[step, level, *([choice] if choice else [])]].assign(
        **{step: [wrapped(name, 22) for name in table[step]]},
        before=before,
        number=[_short(amount) for amount in table[level]],
        left=["" if factor == 1 else f"{factor:.0%}" for factor in kept],
    )
    order = list(dict.fromkeys(shown[step]))
    floor = 10 ** int(len(str(int(max(table[level].min(), 1)))) - 1)
    scale = alt.Scale(type="log", domain=[floor, float(table[level].max()) * 4], nice=False)
    x = alt.X(
        f"{level}:Q",
        title=unit.capitalize(),
        scale=scale,
        axis=alt.Axis(
            labelExpr="format(datum.value, '.1~s')",
            values=[10.0**power for power in range(len(str(floor)) - 1, 8)],
        ),
    )
    y = alt.Y(f"{step}:N", sort=order, title=None, axis=labels())
    tips = [
        alt.Tooltip(f"{step}:N", title="Step"),
        alt.Tooltip("before:Q", title="Before", format=",.0f"),
        alt.Tooltip(f"{level}:Q", title="Left", format=",.0f"),
    ]
    base = alt.Chart(shown)
    if choice:
        variants = [str(name) for name in dict.fromkeys(table[choice])]
        selected = alt.param(
            name="waterfall_choice",
            value=start or variants[0],
            bind=alt.binding_select(options=variants, name=f"{choice_title} "),
        )
        base = base.transform_filter(f"datum.{choice} == waterfall_choice")
    taken = base.mark_bar(height=18).encode(
        x=x, x2="before:Q", y=y, color=alt.value(palette.ORANGE), tooltip=tips
    )
    left = base.mark_point(filled=True, size=110, color=palette.BLUE).encode(x=x, y=y, tooltip=tips)
    numbers = base.mark_text(align="right", dx=-10, fontWeight="bold").encode(
        x=x, y=y, text="number:N"
    )
    shares = base.mark_text(align="left", dx=6, color=palette.MUTED).encode(
        x=alt.X("before:Q", scale=scale), y=y, text="left:N"
    )
    drawn = layered(taken, left, numbers, shares)
    if choice:
        drawn = drawn.add_params(selected)
    first = table[table[choice].astype(str).eq(start or variants[0])] if choice else table
    told = "; ".join(
        f"{name} {describe.number(round(steady(amount)))}"
        for name, amount in zip(first[step], first[level], strict=True)
    )
    words = f"Floating bars for {len(first)} levels of {unit}, each step taking its part: {told}."
    return finish(
        drawn,
        title,
        subtitle,
        words,
        height=alt.Step(38),
    )


def _short(amount: float) -> str:
    """Write a number to two digits, in thousands or millions."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if amount >= size:
            return (
                f"{amount / size:.1f}{letter}"
                if amount < 10 * size
                else f"{amount / size:.0f}{letter}"
            )
    return f"{amount:.0f}"
