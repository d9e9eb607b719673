"""Sizes named for a force, in the order of time, and what kind of number each is."""

from __future__ import annotations

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, labels, layered, most_lines, need, wrapped


def size_explorer(sizes: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Draw sizes named for a force by date and kind of number, to filter by kind.

    Parameters
    ----------
    sizes
        Rows of `coalitions.gatherings.sizes`.
    title, subtitle
        The finding; what is drawn.
    """
    need(sizes, "when", "who_said_it", "kind", "start", "end", "description")
    lanes = [
        wrapped(f"{when}, {who}", 38)
        for when, who in zip(sizes["when"], sizes["who_said_it"], strict=True)
    ]
    shapes = {
        "Floor": "triangle-right",
        "Ceiling": "triangle-left",
        "Range": "circle",
        "About": "circle",
    }
    kinds = [kind for kind in shapes if kind in set(sizes["kind"])]
    shown = sizes[["when", "who_said_it", "kind", "start", "end", "description"]].assign(lane=lanes)
    menu = alt.param(
        name="size_kind",
        value="all kinds",
        bind=alt.binding_select(options=["all kinds", *kinds], name="Kind of number "),
    )
    on = "size_kind == 'all kinds' || size_kind == datum.kind"
    x = alt.X("start:Q", title="Soldiers", axis=alt.Axis(format=",d"), scale=alt.Scale(zero=True))
    tips = [
        alt.Tooltip("who_said_it:N", title="Who said it"),
        alt.Tooltip("when:N", title="Date"),
        alt.Tooltip("kind:N", title="Kind of number"),
        alt.Tooltip("start:Q", title="Lower or only end", format=",d"),
        alt.Tooltip("end:Q", title="Upper or only end", format=",d"),
        alt.Tooltip("description:N", title="What it means"),
    ]
    colour = alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(
            domain=kinds,
            range=[
                {"Floor": palette.ORANGE, "Ceiling": palette.BLUE, "Range": palette.GOLD}.get(
                    k, palette.PLUM
                )
                for k in kinds
            ],
        ),
    )
    shape = alt.Shape(
        "kind:N", title=None, scale=alt.Scale(domain=kinds, range=[shapes[k] for k in kinds])
    )
    faint = alt.condition(on, alt.value(1), alt.value(0.12))
    base = alt.Chart(shown).encode(
        y=alt.Y("lane:N", sort=lanes, title=None, axis=labels(grid=True, labelLineHeight=13)),
        opacity=faint,
        tooltip=tips,
    )
    ranges = base.mark_rule(strokeWidth=3).encode(x=x, x2="end:Q", color=colour)
    lower = base.mark_point(filled=True, size=110).encode(x=x, color=colour, shape=shape)
    upper = base.mark_point(filled=True, size=110).encode(x="end:Q", color=colour, shape=shape)
    told = "; ".join(
        f"{row['when']}, {row['who_said_it']}: {_size(row)}" for _, row in sizes.iterrows()
    )
    drawn = layered(ranges, lower, upper).add_params(menu)
    return finish(
        drawn,
        title,
        subtitle,
        f"{len(sizes)} sizes in order of time. {told}. A choice of kinds fades the others.",
        height=alt.Step(13 * most_lines(lanes) + 2),
        usermeta={"narrow": {"config": {"axisY": {"labelFontSize": 10}}}},
    )


def _size(row: pd.Series) -> str:
    words = {"Floor": "at least ", "Ceiling": "at most ", "About": "about "}
    if row["start"] != row["end"]:
        return f"{describe.number(row['start'])} to {describe.number(row['end'])}"
    return f"{words.get(row['kind'], '')}{describe.number(row['start'])}"
