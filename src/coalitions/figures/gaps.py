"""Two explorations of inventories: one class country by country, and how much America counts."""

from __future__ import annotations

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, labels, layered, need, wrapped

_CONFIDENCE = ["low", "medium", "high"]
_TRUST = [palette.STEPS[1], palette.STEPS[2], palette.STEPS[4]]
_AMERICA = "the United States as well"


def class_explorer(
    table: pd.DataFrame, *, title: str, subtitle: str = "", first: str
) -> alt.LayerChart:
    """Draw who holds how many of one class, with the year and the quality of each figure.

    Parameters
    ----------
    table
        One row for each holder and class: ``holding`` (the class), ``name``, ``side`` (Europe or
        United States), ``quantity``, ``as_of`` and ``confidence``.
    title, subtitle
        The finding; what is drawn.
    first
        The class shown at first.
    """
    need(table, "holding", "name", "side", "quantity", "as_of", "confidence")
    known = table.dropna(subset=["quantity"])
    shown = known[["holding", "name", "side", "quantity"]].assign(
        quantity=known["quantity"].astype(float),
        confidence=known["confidence"].astype(str),
        year=["no date" if pd.isna(day) else str(day.year) for day in known["as_of"]],
    )
    classes = sorted(dict.fromkeys(shown["holding"].astype(str)))
    params = [
        alt.param(
            name="held_class",
            value=first,
            bind=alt.binding_select(options=classes, name="Class "),
        ),
        alt.param(
            name="held_america", value=False, bind=alt.binding_checkbox(name=f"Show {_AMERICA} ")
        ),
    ]
    base = (
        alt.Chart(shown)
        .transform_filter("datum.holding == held_class && (held_america || datum.side == 'Europe')")
        .transform_calculate(
            said="format(datum.quantity, ',') + ' · ' + datum.year", room="datum.quantity * 1.3"
        )
        .encode(
            x=alt.X("quantity:Q", title=None),
            y=alt.Y(
                "name:N",
                sort=alt.EncodingSortField("quantity", op="max", order="descending"),
                title=None,
            ),
        )
    )
    bars = base.mark_bar().encode(
        color=alt.Color(
            "confidence:N",
            title="Confidence",
            sort=_CONFIDENCE,
            scale=alt.Scale(domain=_CONFIDENCE, range=_TRUST),
        ),
        tooltip=[
            alt.Tooltip("name:N", title="Holder"),
            alt.Tooltip("quantity:Q", title="Held", format=","),
            alt.Tooltip("year:N", title="As of"),
            alt.Tooltip("confidence:N", title="Confidence"),
        ],
    )
    text = base.mark_text(align="left", dx=4, fontSize=11).encode(text="said:N")
    # Room for the words beside the longest bar, on a phone too.
    room = base.mark_point(opacity=0).encode(x="room:Q")
    part = shown[(shown["holding"] == first) & (shown["side"] == "Europe")]
    words = (
        f"{describe.ranking(part, 'name', 'quantity', what=f'{first}: bars')} A menu chooses one "
        f"of {len(classes)} classes: {', '.join(classes)}. A box adds {_AMERICA}."
    )
    return finish(
        layered(bars, text, room).add_params(*params), title, subtitle, words, height=alt.Step(20)
    )


def gap_explorer(
    table: pd.DataFrame, *, title: str, subtitle: str = "", counted: float = 1.0
) -> alt.LayerChart:
    """Draw Europe against a part of what America has; a slider sets the part.

    Parameters
    ----------
    table
        As `coalitions.gap_table` makes it: `name`, `enabler`, `europe`, `usa`, `ratio`.
    title, subtitle
        The finding; what is drawn.
    counted
        The part of the American inventory that counts at first, 0 to 1.
    """
    need(table, "name", "enabler", "europe", "usa", "ratio")
    known = table.sort_values("ratio", kind="stable")
    names = [wrapped(name, 22) for name in known["name"]]
    shown = known[["ratio"]].assign(
        name=names,
        ratio=known["ratio"].astype(float),
        kind=["enabler" if enabler else "other class" for enabler in known["enabler"]],
    )
    part = alt.param(
        name="us_part",
        value=round(100 * counted),
        bind=alt.binding_range(
            min=1, max=100, step=1, name="Part of the American number that counts, % "
        ),
    )
    scale = alt.Scale(type="log", domain=[0.03, 400], nice=False, clamp=True)
    x = alt.X(
        "now:Q",
        title="Europe ÷ what counts of America",
        scale=scale,
        axis=alt.Axis(
            values=[0.1, 0.5, 1, 5, 20, 100],
            labelExpr="datum.value < 1 ? format(datum.value, '.0%') : datum.value + '×'",
        ),
    )
    y = alt.Y("name:N", sort=names, title=None, axis=labels())
    base = (
        alt.Chart(shown)
        .transform_calculate(now="datum.ratio * 100 / us_part")
        .transform_calculate(side="datum.now < 1 ? 'less' : 'as much or more'")
    )
    parity = alt.Chart(pd.DataFrame({"now": [1.0]})).mark_rule(strokeDash=[4, 3]).encode(x=x)
    dots = base.mark_point(filled=True, size=95).encode(
        x=x,
        y=y,
        color=alt.Color(
            "side:N",
            title="Europe has",
            scale=alt.Scale(
                domain=["less", "as much or more"],
                range=[palette.ORANGE, palette.BLUE],
            ),
        ),
        shape=alt.Shape(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=["enabler", "other class"], range=["diamond", "circle"]),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("kind:N", title="Kind"),
            alt.Tooltip("now:Q", title="Ratio", format=".2f"),
        ],
    )
    below = int((known["ratio"] / counted < 1).sum())
    words = (
        f"Dots for {len(known)} classes on a logarithmic axis. With {counted:.0%} of the American "
        f"number counted, {below} lie below parity. "
        + describe.ranking(known, "name", "ratio", unit="Europe ÷ all of the United States")
        + " A slider sets the part that counts."
    )
    return finish(
        layered(parity, dots).add_params(part), title, subtitle, words, height=alt.Step(26)
    )
