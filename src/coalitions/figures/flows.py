"""Paths: who was in and who was out at each stage, each state a line to be followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from coalitions.figures import palette
from coalitions.figures.parts import finish, layered, need, wrapped
from coalitions.figures.theme import BREAK

_ROW = 12
"""Pixels from one state to the next."""

_GAP = 3
"""Rows left free between those inside and those outside."""


def flow(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    stage: str = "stage",
    name: str = "name",
    inside: str = "inside",
    kind: str = "kind",
    stages: Sequence[str] | None = None,
    kinds: Mapping[str, str] | None = None,
) -> alt.LayerChart:
    """Draw one line for each state through a row of stages: above when inside, below when not.

    Parameters
    ----------
    table
        One row for each state and stage.
    title, subtitle
        The finding; what is drawn.
    stage, name, inside, kind
        Columns with the stage, the name of the state, whether it was inside (boolean), and what
        became of it, for the colour.
    stages
        The stages from left to right; as in the table if not given.
    kinds
        The kinds in the order of the legend, each with its colour.
    """
    need(table, stage, name, inside, kind)
    stages = [str(s) for s in (stages or dict.fromkeys(table[stage]))]
    kinds = kinds or {str(k): palette.BLUE for k in dict.fromkeys(table[kind])}
    placed, counts, heads = _placed(table, stages, stage, name, inside)
    people = list(dict.fromkeys(placed[name]))
    rows = len(people) + _GAP
    # A menu for a field called "name" would be mistaken for the menu's own name.
    follow = alt.selection_point(
        fields=["state"],
        on="click",
        bind=alt.binding_select(
            options=[None, *sorted(people)], labels=["everyone", *sorted(people)], name="Follow "
        ),
        name="follow",
    )
    x = alt.X(
        "place:Q",
        axis=None,
        scale=alt.Scale(domain=[-0.12, len(stages) - 1 + 1.3], nice=False, zero=False),
    )
    y = alt.Y("depth:Q", axis=None, scale=alt.Scale(domain=[-4.6, rows], reverse=True, nice=False))
    colour = alt.Color(
        f"{kind}:N",
        title=None,
        scale=alt.Scale(domain=list(kinds), range=list(kinds.values())),
        legend=alt.Legend(columns=2, symbolType="stroke", labelLimit=300),
    )
    seen = alt.when(follow)
    base = alt.Chart(placed).encode(x=x, y=y, color=colour, detail="state:N")
    lines = base.mark_line(interpolate="monotone", strokeWidth=1.5).encode(
        opacity=seen.then(alt.value(0.75)).otherwise(alt.value(0.06))
    )
    tips = [alt.Tooltip(f"{name}:N", title=" "), alt.Tooltip(f"{kind}:N", title="Path")]
    dots = (
        base.mark_point(filled=True, size=26)
        .encode(
            opacity=seen.then(alt.value(1)).otherwise(alt.value(0.08)),
            tooltip=[*tips, alt.Tooltip(f"{stage}:N", title="Stage"), "standing:N"],
        )
        .add_params(follow)
    )
    last = placed[placed["place"].eq(len(stages) - 1)]
    said = (
        alt.Chart(last)
        .mark_text(align="left", dx=7, fontSize=10)
        .encode(
            x=x, y=y, text=f"{name}:N", opacity=seen.then(alt.value(1)).otherwise(alt.value(0.25))
        )
    )
    top = (
        alt.Chart(heads)
        .mark_text(fontSize=10, baseline="bottom", align="center")
        .encode(
            x=x, y=y, text="said:N", size=alt.condition("datum.bold", alt.value(13), alt.value(10))
        )
    )
    words = _words(counts, placed, name, kind, kinds)
    return finish(layered(lines, dots, said, top), title, subtitle, words, height=_ROW * (rows + 5))


def _placed(
    table: pd.DataFrame, stages: Sequence[str], stage: str, name: str, inside: str
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Give each state its row at each stage, each stage its counts, and the lines of its head."""
    people = list(dict.fromkeys(table[name].astype(str)))
    rank = {person: place for place, person in enumerate(people)}
    shown = table.assign(
        **{name: table[name].astype(str)},
        place=table[stage].astype(str).map({s: i for i, s in enumerate(stages)}),
        rank=table[name].astype(str).map(rank),
        out=~table[inside].astype(bool),
    ).sort_values(["place", "out", "rank"], kind="stable")
    shown["depth"] = shown.groupby("place").cumcount() + _GAP * shown["out"]
    shown["state"] = shown[name]
    shown["standing"] = shown["out"].map({False: "inside", True: "outside"})
    counted = shown.groupby("place")["out"].agg(["size", "sum"]).reset_index()
    counted["in"] = counted["size"] - counted["sum"]
    counted["stage"] = [stages[int(place)] for place in counted["place"]]
    heads = [
        {"place": row["place"], "said": text, "depth": -1.2 - 1.05 * height, "bold": height == 0}
        for _, row in counted.iterrows()
        for height, text in enumerate(
            [str(row["in"]), *reversed(wrapped(row["stage"], 9).split(BREAK))]
        )
    ]
    return shown.drop(columns=["rank", "out"]), counted, pd.DataFrame(heads)


def _words(
    counts: pd.DataFrame, placed: pd.DataFrame, name: str, kind: str, kinds: Mapping[str, str]
) -> str:
    steps = "; ".join(
        f"{row['stage']}: {row['in']} inside, {row['sum']} outside" for _, row in counts.iterrows()
    )
    who = placed.drop_duplicates(name)
    groups = ". ".join(
        f"{label}: {', '.join(who.loc[who[kind].astype(str).eq(label), name])}" for label in kinds
    )
    return f"Lines for {len(who)} states through {len(counts)} stages. {steps}. {groups}."
