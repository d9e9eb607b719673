"""Inputs of the model of the three tasks: how much each matters, and what history says of them."""

from __future__ import annotations

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, kinds, labels, layered, need, wrapped


def tornado_chart(table: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Draw how far the force moves when one input goes from its lower to its upper end.

    Parameters
    ----------
    table
        As `coalitions.dilemma.tornado` returns it.
    title, subtitle
        The finding; what is drawn.
    """
    need(table, "input", "at_low", "at_high", "mode")
    order = [str(name) for name in table["input"]]
    shown = table[["input", "at_low", "at_high", "mode"]]
    ends = shown.melt(["input"], ["at_low", "at_high"], "end", "persons").assign(
        end=lambda t: t["end"].map({"at_low": "lower end of the input", "at_high": "upper end"})
    )
    x_title, scale = "Persons", alt.Scale(zero=True)
    y = alt.Y("input:N", sort=order, title=None)
    bars = (
        alt.Chart(shown)
        .mark_rule(strokeWidth=3, color=palette.CONTEXT)
        .encode(x=alt.X("at_low:Q", title=x_title, scale=scale), x2="at_high:Q", y=y)
    )
    looks = {
        "lower end of the input": ("diamond", palette.ORANGE),
        "upper end": ("circle", palette.BLUE),
    }
    dots = (
        alt.Chart(ends)
        .mark_point(filled=True, size=90)
        .encode(
            x=alt.X("persons:Q", title=x_title, scale=scale),
            y=y,
            **kinds("end:N", looks),
            tooltip=[
                alt.Tooltip("input:N", title="Input"),
                alt.Tooltip("end:N", title="At its"),
                alt.Tooltip("persons:Q", title="Force", format=",.2r"),
            ],
        )
    )
    centre = (
        alt.Chart(shown.head(1))
        .mark_rule(strokeDash=[3, 3], color=palette.MUTED)
        .encode(x=alt.X("mode:Q", title=x_title, scale=scale))
    )
    told = "; ".join(
        f"{row['input']} {describe.number(round(row['at_low'], -1))} to "
        f"{describe.number(round(row['at_high'], -1))}"
        for _, row in shown.iterrows()
    )
    middle = describe.number(round(float(table["mode"].iloc[0]), -1))
    words = f"Ranges of the force around {middle} as one input moves at a time: {told}."
    return finish(layered(bars, centre, dots), title, subtitle, words, height=alt.Step(30))


def index_chart(
    table: pd.DataFrame, *, title: str, subtitle: str = "", most: int = 10
) -> alt.LayerChart:
    """Draw how much of the variance of the force each input explains, alone and with others.

    Parameters
    ----------
    table
        As `coalitions.dilemma.sobol` returns it.
    title, subtitle
        The finding; what is drawn.
    most
        Draw this many only, the largest first.
    """
    need(table, "title", "first_order", "total")
    top = table.head(most)
    shown = (
        top[["first_order", "total"]]
        .clip(lower=0)
        .assign(name=[wrapped(name, 34) for name in top["title"]])
    )
    order = list(shown["name"])
    long = shown.melt("name", ["first_order", "total"], "index", "share").assign(
        index=lambda t: t["index"].map({"first_order": "alone", "total": "with all others"})
    )
    base = alt.Chart(long).encode(y=alt.Y("name:N", sort=order, title=None, axis=labels()))
    links = (
        alt.Chart(shown)
        .mark_rule(strokeWidth=2, color=palette.CONTEXT)
        .encode(
            x=alt.X("first_order:Q", title="Share of the variance"),
            x2="total:Q",
            y=alt.Y("name:N", sort=order, title=None),
        )
    )
    looks = {"alone": ("circle", palette.BLUE), "with all others": ("square", palette.PLUM)}
    dots = base.mark_point(filled=True, size=90).encode(
        x=alt.X("share:Q", title="Share of the variance", axis=alt.Axis(format=".0%")),
        **kinds("index:N", looks),
        tooltip=[
            alt.Tooltip("name:N", title="Input"),
            alt.Tooltip("index:N", title="Explains"),
            alt.Tooltip("share:Q", title="Share of the variance", format=".0%"),
        ],
    )
    told = "; ".join(
        f"{name} {alone:.0%} alone, {total:.0%} with others"
        for name, alone, total in zip(
            top["title"], shown["first_order"], shown["total"], strict=True
        )
    )
    words = f"Pairs of dots for the {len(top)} inputs that explain most: {told}."
    return finish(layered(links, dots), title, subtitle, words, height=alt.Step(34))


def effort_chart(
    table: pd.DataFrame,
    predicted: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
) -> alt.LayerChart:
    """Draw what share of its forces each state sent, beside what the accounting would predict.

    Parameters
    ----------
    table
        As `coalitions.dilemma.effort` returns it.
    predicted
        One row for each line: ``share`` (0 to 1) and ``words``.
    title, subtitle
        The finding; what is drawn.
    """
    need(table, "operation", "name", "led", "effort", "deployed", "active")
    need(predicted, "share", "words")
    order = list(
        table.groupby("operation")["effort"]
        .median()
        .sort_values(ascending=False, kind="stable")
        .index.astype(str)
    )
    shown = table[["operation", "name", "effort", "deployed", "active"]].assign(
        led=["led" if led else "took part" for led in table["led"]]
    )
    scale = alt.Scale(type="log", domain=[0.0003, 0.4], nice=False, clamp=True)
    axis = alt.Axis(values=[0.001, 0.003, 0.01, 0.03, 0.1, 0.3], format=".1~%")
    x = alt.X("effort:Q", title="Share of active personnel", scale=scale, axis=axis)
    y = alt.Y("operation:N", sort=order, title=None, axis=alt.Axis(grid=True))
    looks = {"led": ("diamond", palette.ORANGE), "took part": ("circle", palette.BLUE)}
    dots = (
        alt.Chart(shown)
        .mark_point(filled=True, size=60, opacity=0.8)
        .encode(
            x=x,
            y=y,
            **kinds("led:N", looks),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("operation:N", title="Operation"),
                alt.Tooltip("deployed:Q", title="Persons there", format=","),
                alt.Tooltip("active:Q", title="Active personnel", format=","),
                alt.Tooltip("effort:Q", title="Share", format=".2%"),
            ],
        )
    )
    rules = (
        alt.Chart(predicted)
        .mark_rule(strokeDash=[4, 3], color=palette.INK)
        .encode(x=alt.X("share:Q", title="Share of active personnel", scale=scale, axis=axis))
    )
    words_above = (
        alt.Chart(predicted)
        .mark_text(baseline="bottom", dy=-4, fontSize=11, color=palette.INK)
        .encode(x=alt.X("share:Q", scale=scale, axis=axis), y=alt.value(0), text="words:N")
    )
    told = "; ".join(
        f"{name}: {len(part)} states, median {part['effort'].median():.1%}, "
        f"highest {part['effort'].max():.1%}"
        for name, part in table.groupby("operation", sort=False)
    )
    lines = ", ".join(
        f"{share:.1%} ({text})"
        for share, text in zip(predicted["share"], predicted["words"], strict=True)
    )
    words = f"Dots for {len(table)} contingents, by operation. {told}. Lines at {lines}."
    return finish(layered(rules, dots, words_above), title, subtitle, words, height=alt.Step(34))
