"""What was said of a backstop, drawn in lanes on a time axis."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.dilemma_outcomes import BACKSTOP_COLOURS
from coalitions.figures.parts import finish, labels, need, wrapped
from coalitions.figures.theme import BREAK
from coalitions.signals import STEP, WORDS


def signal_lanes(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    sides: Sequence[str],
) -> alt.Chart:
    """Draw what was said of a backstop on a time axis, one lane for each backstop.

    A step that was taken is a filled mark, words are a hollow one.

    Parameters
    ----------
    table
        Rows of `coalitions.signals.backstop_signals`.
    title, subtitle
        The finding; what is drawn.
    sides
        The values of ``side``, in the order of the legend.
    """
    need(table, "date", "date_precision", "side", "label", "form", "who", "words")
    lanes = list(BACKSTOP_COLOURS)[::-1]
    shown = table[["date", "side", "form", "who", "source_id"]].assign(
        lane=[wrapped(label, 10) for label in table["label"]],
        said=[wrapped(words, 60).replace(BREAK, " ") for words in table["words"]],
        when=[
            describe.date(day, str(precision))
            for day, precision in zip(table["date"], table["date_precision"], strict=True)
        ],
    )
    colours = alt.Scale(domain=list(sides), range=[palette.colour("USA"), palette.ORANGE])
    legend = alt.Legend(columns=1, labelLimit=260)
    chart: alt.Chart = (
        alt.Chart(shown)
        .mark_point(size=110, opacity=0.9, strokeWidth=1.8)
        .encode(
            x=alt.X(
                "date:T",
                title=None,
                scale=alt.Scale(padding=14),
                axis=alt.Axis(orient="top", grid=True, tickCount=6, labelBound=True),
            ),
            y=alt.Y(
                "lane:N",
                sort=[wrapped(lane, 10) for lane in lanes],
                title=None,
                axis=labels(grid=True, labelLineHeight=13),
            ),
            yOffset=alt.YOffset("side:N", sort=list(sides)),
            stroke=alt.Stroke("side:N", title=None, scale=colours, legend=legend),
            fill=alt.Fill("side:N", title=None, scale=colours, legend=legend),
            fillOpacity=alt.FillOpacity(
                "form:O", scale=alt.Scale(domain=[STEP, WORDS], range=[1, 0]), legend=None
            ),
            shape=alt.Shape(
                "side:N",
                title=None,
                scale=alt.Scale(domain=list(sides), range=["circle", "diamond"]),
                legend=legend,
            ),
            tooltip=[
                alt.Tooltip("when:N", title="Date"),
                alt.Tooltip("who:N", title="Who"),
                alt.Tooltip("said:N", title="What"),
                alt.Tooltip("lane:N", title="Speaks of, our judgement"),
                alt.Tooltip("form:N", title="Words or a step, our judgement"),
                alt.Tooltip("source_id:N", title="Source"),
            ],
        )
    )
    told = "; ".join(
        f"{when}, {row['who']}, {row['label']}, {row['form']}: {row['words']}"
        for when, (_, row) in zip(shown["when"], table.iterrows(), strict=True)
    )
    words = f"{len(table)} signals on a time axis in {len(lanes)} lanes. {told}."
    return finish(chart, title, subtitle, words, height=alt.Step(34))
