"""Numbers that shrink from stage to stage: who was named, who was ready, who was there."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from coalitions.facts import Facts
from coalitions.figures import palette
from coalitions.figures.parts import finish, labels, layered, wrapped
from coalitions.provenance import of
from coalitions.quantities import Quantity


def funnel(
    panels: Mapping[str, Mapping[str, Quantity]],
    *,
    title: str,
    subtitle: str = "",
    unit: str = "states",
) -> alt.LayerChart:
    """Draw bars that shrink, one group for each panel, all on one axis.

    Parameters
    ----------
    panels
        Name of each group to its stages in order, each with its number.
    title, subtitle
        The finding; what is drawn.
    unit
        What the numbers count.

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    stages = [
        {"panel": panel, "stage": wrapped(stage, 26), "number": float(number), "text": number.text}
        for panel, group in panels.items()
        for stage, number in group.items()
    ]
    if not stages:
        raise ValueError("nothing to draw: no panel has a stage")
    rows = of([number for group in panels.values() for number in group.values()])
    table = Facts.resting_on(pd.DataFrame(stages), rows)
    order = [str(stage) for stage in table["stage"]]
    hues = alt.Scale(domain=list(panels), range=[palette.ORANGE, palette.TEAL, palette.INDIGO])
    base = alt.Chart(table).encode(
        x=alt.X("number:Q", title=unit.capitalize(), axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("stage:N", sort=order, title=None, axis=labels()),
    )
    bars = base.mark_bar(height=20).encode(
        color=alt.Color("panel:N", title=None, scale=hues, sort=list(panels)),
        tooltip=[
            alt.Tooltip("panel:N", title=" "),
            alt.Tooltip("stage:N", title="Stage"),
            alt.Tooltip("text:N", title=unit.capitalize()),
        ],
    )
    numbers = base.mark_text(align="left", dx=5, fontWeight="bold", fontSize=13).encode(
        text="text:N"
    )
    told = " ".join(
        f"{panel}: {', '.join(f'{stage} {number}' for stage, number in group.items())}."
        for panel, group in panels.items()
    )
    words = f"Bars for {len(stages)} numbers of {unit}. {told}"
    return finish(layered(bars, numbers), title, subtitle, words, height=alt.Step(38))
