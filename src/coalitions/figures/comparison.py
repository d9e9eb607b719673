"""Cases compared: how concentrated a list is, how dense a force, whether size decides."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need

_WHAT: Final = {
    "contribution": ("What they gave", palette.BLUE),
    "effort": ("What they gave for their size", palette.ORANGE),
}


def concentration_curves(
    curves: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    label: str = "name",
    hues: Mapping[str, str],
    top: int = 12,
) -> alt.LayerChart:
    """Draw the share of the largest contingents: the steeper the start, the more concentrated.

    A click on the legend keeps one list.

    Parameters
    ----------
    curves
        Rows of `coalitions.effort.running_shares` with a name for each list and each state.
    title, subtitle
        The finding; what is drawn.
    label
        Column with the name of the list.
    hues
        Each list in the order of the legend, with its colour.
    top
        The number of contingents at which the axis ends.
    """
    need(curves, label, "rank", "percent", "state")
    shown = curves.loc[curves["rank"].le(top), [label, "rank", "percent", "state"]]
    pick = alt.selection_point(fields=[label], bind="legend", name="list_kept")
    base = alt.Chart(shown).encode(
        x=alt.X(
            "rank:Q",
            title="Number of largest contingents",
            axis=alt.Axis(tickMinStep=1, format="d"),
            scale=alt.Scale(domain=[0, top], nice=False),
        ),
        y=alt.Y("percent:Q", title=None, scale=alt.Scale(domain=[0, 100])),
        color=alt.Color(
            f"{label}:N",
            title=None,
            scale=alt.Scale(domain=[*hues], range=[*hues.values()]),
            legend=alt.Legend(columns=2, labelLimit=240),
        ),
        opacity=alt.when(pick).then(alt.value(1)).otherwise(alt.value(0.1)),
    )
    dots = base.mark_point(filled=True, size=45).encode(
        tooltip=[
            alt.Tooltip(f"{label}:N", title="List"),
            alt.Tooltip("rank:Q", title="Largest contingents"),
            alt.Tooltip("state:N", title="Added last"),
            alt.Tooltip("percent:Q", title="% of all people", format=".0f"),
        ]
    )
    told = []
    for name in hues:
        part = shown[shown[label].eq(name)].set_index("rank")["percent"]
        told.append(f"{name}: " + ", ".join(f"{part.get(n, 100):.0f}% by {n}" for n in (1, 2, 3)))
    words = (
        f"{len(hues)} curves of the share of the largest contingents, in % of all people on a "
        f"list. {'; '.join(told)}."
    )
    drawn = layered(base.mark_line(), dots).add_params(pick)
    return finish(drawn, title, subtitle, words)


def density_explorer(
    cases: pd.DataFrame,
    bands: pd.DataFrame,
    populations: Mapping[str, float],
    *,
    title: str,
    subtitle: str = "",
    label: str = "short_name",
    here: str,
    size: int,
    most: int = 400_000,
    highlight: Sequence[str] = (),
) -> alt.LayerChart:
    """Draw forces per 1,000 inhabitants, with one more case whose size the reader sets.

    Parameters
    ----------
    cases
        One row a force, with ``per_1000`` and a name.
    bands
        Published rules: ``rule`` (its name), ``low`` and ``high`` per 1,000 inhabitants.
    populations
        Name of each choice of base to its number of inhabitants; the first stands at first.
    title, subtitle
        The finding; what is drawn.
    label, here
        Column with the names; the name of the case that the reader sets.
    size, most
        Its size at first, and the largest that can be set.
    highlight
        Names drawn in colour.
    """
    need(cases, label, "per_1000")
    need(bands, "rule", "low", "high")
    shown = cases[[label, "per_1000", "peak_personnel"]].sort_values(
        "per_1000", ascending=False, kind="stable"
    )
    shown = shown.assign(of_note=shown[label].isin(highlight).map({True: "yes", False: "no"}))
    order = [here, *(str(name) for name in shown[label])]
    rules = bands[["rule", "low", "high"]]
    names = list(rules["rule"])
    troops = alt.param(
        name="troops",
        value=size,
        bind=alt.binding_range(min=5_000, max=most, step=5_000, name=f"{here}: soldiers "),
    )
    base_of = alt.param(
        name="base_of",
        value=next(iter(populations)),
        bind=alt.binding_select(options=[*populations], name="for the inhabitants of "),
    )
    scale = alt.Scale(type="log", domain=[0.05, 60], nice=False)
    axis = alt.Axis(values=[0.1, 0.3, 1, 3, 10, 30], format="~g")
    x = alt.X("per_1000:Q", title="Persons per 1,000 inhabitants", scale=scale, axis=axis)
    y = alt.Y(f"{label}:N", sort=order, title=None)
    across = alt.Chart(rules).mark_rect(opacity=0.55)
    across = across.encode(
        x=alt.X("low:Q", title="Persons per 1,000 inhabitants", scale=scale, axis=axis),
        x2="high:Q",
        color=alt.Color(
            "rule:N",
            title="Published rules",
            scale=alt.Scale(domain=names, range=[*palette.STEPS[1 : 1 + len(names)]]),
            legend=alt.Legend(columns=1, labelLimit=320),
        ),
        tooltip=[
            alt.Tooltip("rule:N", title="Rule"), alt.Tooltip("low:Q"), alt.Tooltip("high:Q")
        ],
    )  # fmt: skip
    dots = (
        alt.Chart(shown)
        .mark_point(filled=True, size=90)
        .encode(
            x=x,
            y=y,
            fill=alt.condition(
                "datum.of_note == 'yes'", alt.value(palette.ORANGE), alt.value(palette.MUTED)
            ),
            tooltip=[
                alt.Tooltip(f"{label}:N", title=" "),
                alt.Tooltip("per_1000:Q", title="Per 1,000", format=".2~f"),
                alt.Tooltip("peak_personnel:Q", title="Persons", format=","),
            ],
        )
    )
    said = "format(datum.per_1000, datum.per_1000 < 1 ? '.2f' : '.1f')"
    mine = (
        alt.Chart(shown.head(1)[[label]])
        .transform_calculate(
            **{
                label: json.dumps(here),
                "per_1000": f"1000 * troops / {json.dumps(dict(populations))}[base_of]",
                "said": f"format(troops, ',') + ': ' + {said}",
            }
        )
        .encode(x=x, y=y)
    )
    marked = mine.mark_point(filled=True, size=150, shape="diamond", color=palette.PLUM)
    told = mine.mark_text(dy=-13, fontWeight="bold").encode(text="said:N")
    ranking = describe.ranking(shown, label, "per_1000", unit="persons per 1,000 inhabitants")
    rule_words = "; ".join(
        f"{row['rule']}: {describe.number(row['low'])} to {describe.number(row['high'])}"
        for _, row in rules.iterrows()
    )
    start = 1000 * size / next(iter(populations.values()))
    words = (
        f"{ranking} Bands mark published rules: {rule_words}. A slider sets a force for "
        f"{here}; {size:,} would be {describe.number(start)}."
    )
    drawn = layered(across, dots, marked, told).add_params(troops, base_of)
    return finish(drawn, title, subtitle, words, height=alt.Step(24))


def rank_explorer(
    burdens: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
) -> alt.LayerChart:
    """Draw rank correlations with their intervals, for the measure of size that a menu chooses.

    Parameters
    ----------
    burdens
        Rows of `coalitions.effort.burdens`.
    title, subtitle
        The finding; what is drawn.
    """
    need(burdens, "case", "size", "question", "value", "low", "high", "p", "pairs")
    kept = ["case", "size", "value", "low", "high", "p", "pairs"]
    shown = burdens[kept].assign(
        question=[_WHAT[str(question)][0] for question in burdens["question"]]
    )
    sizes = [str(size) for size in dict.fromkeys(shown["size"])]
    asked = [words for words, _ in _WHAT.values()]
    menu = alt.param(
        name="size_of_state",
        value=sizes[0],
        bind=alt.binding_select(options=sizes, name="Size of a state: "),
    )
    scale = alt.Scale(domain=[-1, 1], nice=False)
    base = (
        alt.Chart(shown)
        .transform_filter("datum.size == size_of_state")
        .encode(
            y=alt.Y("case:N", sort=list(dict.fromkeys(shown["case"])), title=None),
            yOffset=alt.YOffset("question:N", sort=asked),
            color=alt.Color(
                "question:N",
                title=None,
                scale=alt.Scale(domain=asked, range=[hue for _, hue in _WHAT.values()]),
                legend=alt.Legend(columns=1),
            ),
            tooltip=[
                alt.Tooltip("case:N", title=" "),
                alt.Tooltip("question:N", title=" "),
                alt.Tooltip("value:Q", title="Coefficient", format=".2f"),
                alt.Tooltip("low:Q", title="From", format=".2f"),
                alt.Tooltip("high:Q", title="To", format=".2f"),
                alt.Tooltip("p:Q", title="By chance", format=".3f"),
                alt.Tooltip("pairs:Q", title="States"),
            ],
        )
    )
    where = "Spearman rank correlation with size"
    spans = base.mark_rule(strokeWidth=3).encode(
        x=alt.X("low:Q", title=where, scale=scale), x2="high:Q"
    )
    dots = base.mark_point(filled=True, size=90).encode(x=alt.X("value:Q", title=where))
    zero = alt.Chart(shown.head(1)[["case"]]).mark_rule(strokeDash=[4, 3], color=palette.MUTED)
    told = "; ".join(
        f"{row['case']}, {row['question'].lower()}, by {row['size']}: "
        f"{describe.number(round(row['value'], 2))} "
        f"({describe.number(round(row['low'], 2))} to {describe.number(round(row['high'], 2))})"
        for _, row in shown.iterrows()
    )
    words = (
        f"Rank correlations from −1 to 1 with intervals. {told}. A menu chooses how size is "
        "measured."
    )
    drawn = layered(zero.encode(x=alt.datum(0)), spans, dots).add_params(menu)
    return finish(drawn, title, subtitle, words, height=alt.Step(16))
