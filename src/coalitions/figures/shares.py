"""A share whose two numbers the reader chooses: what picking sources does to it."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need

_SAME, _MIXED = "both numbers from one source", "numbers of two sources"


def share_explorer(
    pairs: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    part: str,
    whole: str,
    line_at: float = 50,
) -> alt.LayerChart:
    """Draw a share for every pair of sources, and mark the pair that two menus choose.

    Parameters
    ----------
    pairs
        Rows of `coalitions.effort.cross_shares`.
    title, subtitle
        The finding; what is drawn.
    part, whole
        What the two numbers are, for the menus.
    line_at
        A value to mark, such as one half.
    """
    need(pairs, "part_by", "whole_by", "part", "whole", "percent", "same")
    shown = pairs[["part_by", "whole_by", "part", "whole", "percent"]].assign(
        kind=pairs["same"].map({True: _SAME, False: _MIXED})
    )
    chosen = shown.sort_values("percent", kind="stable").iloc[-1]
    shown = shown.sort_values("kind", ascending=False, kind="stable")  # the best pairs on top
    menus = [
        alt.param(
            name=f"{column}_chosen",
            value=str(chosen[column]),
            bind=alt.binding_select(
                options=[str(name) for name in dict.fromkeys(pairs[column])], name=f"{words} "
            ),
        )
        for column, words in (("part_by", part), ("whole_by", whole))
    ]
    low, high = float(shown["percent"].min()), float(shown["percent"].max())
    room = (high - low) * 0.15
    ends = [min(low, line_at) - room, max(high, line_at) + room]
    scale = alt.Scale(domain=ends, nice=False, zero=False)
    x = alt.X("percent:Q", title="%", scale=scale)
    y = alt.Y("whole_by:N", title=None, sort=[*dict.fromkeys(pairs["whole_by"])])
    tips = [
        alt.Tooltip("part_by:N", title=part),
        alt.Tooltip("part:Q", title=" ", format=","),
        alt.Tooltip("whole_by:N", title=whole),
        alt.Tooltip("whole:Q", title=" ", format=","),
        alt.Tooltip("percent:Q", title="%", format=".1f"),
    ]
    hues = alt.Scale(domain=[_SAME, _MIXED], range=[palette.ORANGE, palette.CONTEXT])
    base = alt.Chart(shown)
    dots = base.mark_point(filled=True, size=110).encode(
        x=x,
        y=y,
        color=alt.Color(
            "kind:N",
            title=None,
            scale=hues,
            legend=alt.Legend(columns=1, labelLimit=260, offset=30),
        ),
        tooltip=tips,
    )
    picked = base.transform_filter(
        "datum.part_by == part_by_chosen && datum.whole_by == whole_by_chosen"
    )
    ring = picked.mark_point(filled=False, size=330, strokeWidth=2.5, color=palette.INK)
    sentence = json.dumps(" ÷ ")
    said = (
        f"format(datum.part, ',') + {sentence} + format(datum.whole, ',') + ' = ' "
        "+ format(datum.percent, '.1f') + '%'"
    )
    told = picked.transform_calculate(said=said).mark_text(
        align="right", baseline="bottom", fontSize=13, fontWeight="bold"
    )  # fmt: skip
    rule = alt.Chart(shown.head(1)[["percent"]]).mark_rule(
        strokeDash=[4, 3], color=palette.MUTED
    )  # fmt: skip
    told_all = "; ".join(
        f"{row['part_by']} over {row['whole_by']}: {describe.number(round(row['percent'], 1))}"
        for _, row in shown.sort_values("percent", kind="stable").iterrows()
    )
    words = (
        f"Dots for {len(shown)} pairs of sources, in %: {told_all}. Menus choose a part and a "
        "whole; the pair is ringed and its division written above it."
    )
    drawn = layered(
        rule.encode(x=alt.X(datum=line_at, scale=scale)),
        dots,
        ring.encode(x=x, y=y),
        told.encode(x=alt.value(alt.expr("width")), y=alt.value(-6), text="said:N"),
    ).add_params(*menus)
    return finish(drawn, title, subtitle, words, height=alt.Step(52))
