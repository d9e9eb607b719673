"""Hypotheses drawn: groups against answers, and hard cases to code the other way."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from coalitions.figures import palette
from coalitions.figures.parts import finish, labels, layered, need, wrapped


def split_explorer(
    lines: pd.DataFrame,
    splits: Mapping[str, tuple[str, str, str]],
    scale: Mapping[int, str],
    *,
    title: str,
    subtitle: str = "",
    show: tuple[str, str],
) -> alt.LayerChart:
    """Stack states over their answer, in two rows for a feature; menus pick feature and period.

    Parameters
    ----------
    lines
        One row for each state and period: ``participant``, ``name``, ``period``, ``step`` and the
        boolean columns of `splits`.
    splits
        Name of the feature in the menu to its column and the words for those with and without it.
    scale
        The label of each step.
    title, subtitle
        The finding for what is shown first; what is drawn.
    show
        The feature and the period shown first.
    """
    need(lines, "participant", "name", "period", "step", *(key for key, _, _ in splits.values()))
    kept = ["participant", "name", "period", "step"]
    long = pd.concat(
        [
            lines[kept].assign(
                feature=feature,
                group=[yes if holds else no for holds in lines[column]],
                side=[0 if holds else 1 for holds in lines[column]],
            )
            for feature, (column, yes, no) in splits.items()
        ]
    )
    order = [wrapped(scale[step], 9) for step in sorted(scale)]
    shown = long.assign(
        answer=[wrapped(scale[step], 9) for step in long["step"]],
        place=long.groupby(["feature", "period", "side", "step"]).cumcount(),
    )
    band = int(shown["place"].max()) // 2 + 2  # rows of a group: its tiles, and its head above
    shown = shown.assign(
        line=(shown["side"] + 1) * band - 1 - shown["place"] // 2,
        half=["left" if place % 2 == 0 else "right" for place in shown["place"]],
    )
    menus = [
        alt.param(name=name, value=value, bind=alt.binding_select(options=options, name=label))
        for name, value, options, label in (
            ("feature", show[0], list(splits), "Divide by "),
            ("period", show[1], list(dict.fromkeys(lines["period"])), "As of "),
        )
    ]
    base = alt.Chart(shown).encode(
        x=alt.X(
            "answer:N",
            sort=order,
            title=None,
            scale=alt.Scale(domain=order, paddingInner=0.06),
            axis=labels(labelAngle=0, labelOverlap=False, labelPadding=24, orient="top"),
        ),
        xOffset=alt.XOffset("half:N", sort=["left", "right"], scale=alt.Scale(paddingInner=0.04)),
        y=alt.Y(
            "line:O",
            title=None,
            axis=None,
            scale=alt.Scale(domain=list(range(2 * band)), paddingInner=0.06),
        ),
        tooltip=[
            alt.Tooltip("name:N", title="State"),
            alt.Tooltip("group:N", title="Group"),
            alt.Tooltip("answer:N", title="Answer, our coding"),
        ],
    )
    squares = base.mark_rect(cornerRadius=2).encode(
        color=alt.Color(
            "side:N",
            legend=None,
            scale=alt.Scale(domain=[0, 1], range=[palette.PLUM, palette.STEPS[1]]),
        )
    )
    codes = base.mark_text(fontSize=10).encode(
        text="participant:N",
        color=alt.condition("datum.side == 0", alt.value(palette.PAPER), alt.value(palette.INK)),
    )
    heads = (
        alt.Chart(shown)
        .transform_aggregate(n="count()", groupby=["feature", "period", "side", "group"])
        .transform_filter("datum.feature == feature && datum.period == period")
        .transform_calculate(said="datum.group + ': ' + datum.n", at=f"datum.side * {band}")
        .mark_text(align="left", fontWeight="bold")
        .encode(x=alt.value(0), y=alt.Y("at:O", title=None, axis=None), text="said:N")
    )
    picked = "datum.feature == feature && datum.period == period"
    drawn = layered(
        squares.transform_filter(picked), codes.transform_filter(picked), heads
    ).add_params(*menus)
    first = long[(long["feature"] == show[0]) & (long["period"] == show[1])]
    told = "; ".join(
        f"{group}: "
        + ", ".join(
            f"{int((part['step'] == step).sum())} {scale[step]}"
            for step in sorted(scale, reverse=True)
        )
        for group, part in first.groupby("group", sort=False)
    )
    words = (
        f"States stacked over their answers in two groups; menus divide them by "
        f"{len(splits)} features. {show[0]}, {show[1]}. {told}."
    )
    return finish(drawn, title, subtitle, words, height=alt.Step(17))


def recode_explorer(
    lines: pd.DataFrame,
    cases: pd.DataFrame,
    scale: Mapping[int, str],
    *,
    title: str,
    subtitle: str = "",
) -> alt.LayerChart:
    """Stack states over their answer; a box for each hard case codes it the other way at once.

    Parameters
    ----------
    lines
        One row for each state: ``participant``, ``name`` and ``step``.
    cases
        Rows of `coalitions.recoding.hard_cases`, each state once.
    scale
        The label of each step.
    title, subtitle
        The finding; what is drawn.
    """
    need(lines, "participant", "name", "step")
    need(cases, "participant", "name", "answer", "other", "other_step", "reason")
    boxes = [
        alt.param(
            name=f"recode_{code}",
            value=False,
            bind=alt.binding_checkbox(name=f"{name}: {other} "),
        )
        for code, name, other in cases[["participant", "name", "other"]].itertuples(index=False)
    ]
    order = [wrapped(scale[step], 9) for step in sorted(scale)]
    chosen = "datum.step"
    for code, step in cases[["participant", "other_step"]].itertuples(index=False):
        chosen = f"(datum.participant == {json.dumps(code)} && recode_{code}) ? {step} : ({chosen})"
    reasons = dict(zip(cases["participant"], cases["reason"], strict=True))
    shown = lines[["participant", "name", "step"]].assign(
        hard=lines["participant"].isin(set(reasons)).map({True: "hard case", False: "clear"}),
        reason=lines["participant"].map(reasons).fillna("–"),
    )
    names = json.dumps([text.replace("⏎", " ") for text in order])
    base = (
        alt.Chart(shown)
        .transform_calculate(now=chosen)
        .transform_calculate(answer=f"{names}[datum.now]")
        # a window would not follow a state into another column; a stack does
        .transform_calculate(one="1")
        .transform_stack(
            stack="one",
            as_=["floor", "place"],
            groupby=["now"],
            sort=[alt.SortField("hard"), alt.SortField("name")],
        )
        .encode(
            x=alt.X(
                "answer:N",
                sort=[text.replace("⏎", " ") for text in order],
                title=None,
                scale=alt.Scale(domain=[text.replace("⏎", " ") for text in order]),
                axis=alt.Axis(
                    labelAngle=0, labelOverlap=False, labelExpr="split(datum.label, ' ')"
                ),
            ),
        )
    )
    y = alt.Y("place:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 16], nice=False))
    tips = [
        alt.Tooltip("name:N", title="State"),
        alt.Tooltip("answer:N", title="Coded now"),
        alt.Tooltip("reason:N", title="Why it is hard"),
    ]
    squares = base.mark_point(shape="square", filled=True, size=330).encode(
        y=y,
        tooltip=tips,
        color=alt.Color(
            "hard:N",
            title=None,
            scale=alt.Scale(domain=["hard case", "clear"], range=[palette.PLUM, palette.STEPS[1]]),
        ),
    )
    codes = base.mark_text(fontSize=9).encode(
        y=y,
        text="participant:N",
        tooltip=tips,
        color=alt.condition(
            "datum.hard == 'hard case'", alt.value(palette.PAPER), alt.value(palette.INK)
        ),
    )
    counts = (
        base.transform_aggregate(n="count()", groupby=["answer"])
        .transform_calculate(top="datum.n + 1.1")
        .mark_text(fontWeight="bold", fontSize=14)
        .encode(y=alt.Y("top:Q", title=None, axis=None), text="n:Q")
    )
    told = "; ".join(
        f"{name}: {answer} or {other}"
        for name, answer, other in cases[["name", "answer", "other"]].itertuples(index=False)
    )
    words = (
        f"{len(lines)} states stacked over their answers, with a box for each of {len(cases)} hard "
        f"cases that codes it the other way. {told}."
    )
    drawn = layered(squares, codes, counts).add_params(*boxes)
    return finish(drawn, title, subtitle, words, height=330)


def standing(
    table: pd.DataFrame, *, title: str, subtitle: str = "", conclusions: Sequence[str] | None = None
) -> alt.LayerChart:
    """Draw in how many codings each conclusion stands.

    Parameters
    ----------
    table
        Rows of `coalitions.recoding.recodings`.
    title, subtitle
        The finding; what is drawn.
    conclusions
        Which, from top to bottom; all if not given.
    """
    need(table, "conclusion", "stands", "codings", "share")
    kept = list(conclusions or table["conclusion"])
    shown = table[table["conclusion"].isin(kept)]
    shown = shown[["conclusion", "stands", "codings", "share"]].assign(
        conclusion=[wrapped(text, 30) for text in shown["conclusion"]],
        said=[f"{n:,}" for n in shown["stands"]],
    )
    base = alt.Chart(shown).encode(
        y=alt.Y(
            "conclusion:N", sort=[wrapped(text, 30) for text in kept], title=None, axis=labels()
        ),
        x=alt.X(
            "share:Q",
            title="Share of all codings in which it stands",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(format=".0%"),
        ),
        tooltip=[
            alt.Tooltip("conclusion:N", title="Conclusion"),
            alt.Tooltip("stands:Q", title="Stands in", format=","),
            alt.Tooltip("codings:Q", title="Of", format=","),
        ],
    )
    bars = base.mark_bar(color=palette.STEPS[2])
    numbers = base.mark_text(align="right", dx=-6, fontWeight="bold").encode(text="said:N")
    told = "; ".join(
        f"{name.replace('⏎', ' ')}: {stands:,} of {codings:,}"
        for name, stands, codings in shown[["conclusion", "stands", "codings"]].itertuples(
            index=False
        )
    )
    words = f"Bars for {len(shown)} conclusions. {told}."
    return finish(layered(bars, numbers), title, subtitle, words, height=alt.Step(38))
