"""Answers that moved, and codings that differ: pairs of dots on the scale of a question."""

from __future__ import annotations

import json
from collections.abc import Sequence

import altair as alt
import pandas as pd

from coalitions.figures import palette
from coalitions.figures.parts import finish, layered, need

_PHONE = {"narrow": {"config": {"axisX": {"labelFontSize": 10}}}}
_SHAPES = ["triangle-right", "circle", "triangle-left"]
_HUES = {"up": palette.BLUE, "same": palette.CONTEXT, "down": palette.ORANGE}


def then_and_now(
    moves: pd.DataFrame,
    scales: dict[str, dict[int, str]],
    *,
    title: str,
    subtitle: str = "",
    ask: str,
) -> alt.LayerChart:
    """Draw each country's earlier and later answer to a question that the reader chooses.

    Parameters
    ----------
    moves
        Rows of `coalitions.shifts.moves`.
    scales
        Question to the label of each step.
    title, subtitle
        The finding for the question shown first; what is drawn.
    ask
        The question shown first.
    """
    need(moves, "name", "question", "answer", "step", "before", "step_before", "way")
    shown = moves[["name", "question", "before", "answer", "step_before", "step", "way"]]
    menu = alt.param(
        name="ask",
        value=ask,
        bind=alt.binding_select(options=list(dict.fromkeys(shown["question"])), name="Question "),
    )
    drawn = _pairs(
        shown,
        f"({json.dumps({q: {str(k): v for k, v in s.items()} for q, s in scales.items()})})"
        "[ask][toString(datum.value)] || ''",
        tips=[
            alt.Tooltip("name:N", title="Country"),
            alt.Tooltip("question:N", title="Question"),
            alt.Tooltip("before:N", title="Mid-2025"),
            alt.Tooltip("answer:N", title="Since December 2025"),
        ],
    )
    first = shown[shown["question"] == ask]
    words = (
        f"Dots for {len(first)} countries from their answer of mid-2025 to that since December "
        f"2025; the menu holds {shown['question'].nunique()} questions. {ask}: {_told(first)}."
    )
    return finish(
        drawn.transform_filter("datum.question == ask").add_params(menu),
        title,
        subtitle,
        words,
        height=alt.Step(20),
        usermeta=_PHONE,
    )


def two_codings(
    codings: pd.DataFrame, scale: dict[int, str], *, title: str, subtitle: str = ""
) -> alt.LayerChart:
    """Draw where two codings of the same question put each country.

    Parameters
    ----------
    codings
        Rows of `coalitions.shifts.codings`.
    scale
        The label of each step.
    title, subtitle
        The finding; what is drawn.
    """
    need(codings, "name", "line", "statement", "line_step", "statement_step", "apart")
    shown = codings.assign(
        step=codings["line_step"],
        step_before=codings["statement_step"],
        answer=codings["line"],
        before=codings["statement"],
        way=[_way(change) for change in codings["line_step"] - codings["statement_step"]],
    )[["name", "before", "answer", "step_before", "step", "way"]]
    known = json.dumps({str(step): label for step, label in scale.items()})
    drawn = _pairs(
        shown,
        f"({known})[toString(datum.value)] || ''",
        tips=[
            alt.Tooltip("name:N", title="Country"),
            alt.Tooltip("answer:N", title="Coded by month"),
            alt.Tooltip("before:N", title="Last single statement"),
        ],
    )
    apart = shown[shown["way"] != "same"]
    words = (
        f"Two dots for each of {len(shown)} countries, filled for the coding by month, open for "
        f"the last single statement. They differ for {len(apart)}: {_told(apart)}."
    )
    return finish(drawn, title, subtitle, words, height=alt.Step(20), usermeta=_PHONE)


def _way(change: int) -> str:
    return "up" if change > 0 else "down" if change < 0 else "same"


def _told(pairs: pd.DataFrame) -> str:
    columns = (pairs["name"], pairs["before"], pairs["answer"], pairs["way"])
    told = [
        f"{name} {answer}" if way == "same" else f"{name} {before} to {answer}"
        for name, before, answer, way in zip(*columns, strict=True)
    ]
    return "; ".join(told)


def _pairs(shown: pd.DataFrame, expression: str, tips: Sequence[alt.Tooltip]) -> alt.LayerChart:
    axis = alt.Axis(
        values=[0, 1, 2, 3, 4],
        labelExpr=f"split({expression}, ' ')",
        labelPadding=21,
        orient="top",
        labelFlush=False,
        grid=True,
    )
    scale = alt.Scale(domain=[-0.25, 4.25], nice=False)
    x = alt.X("step:Q", title=None, axis=axis, scale=scale)
    before = alt.X("step_before:Q", title=None, axis=axis, scale=scale)
    order = alt.EncodingSortField(field="key", op="min", order="ascending")
    y = alt.Y("name:N", sort=order, title=None)
    hue = alt.Color(
        "way:N", legend=None, scale=alt.Scale(domain=list(_HUES), range=list(_HUES.values()))
    )
    base = alt.Chart(shown).encode(y=y, tooltip=list(tips))
    rule = base.mark_rule(strokeWidth=2).encode(x=before, x2="step:Q", color=hue)
    first = base.mark_point(filled=False, size=70, strokeWidth=1.5).encode(x=before, color=hue)
    last = base.mark_point(filled=True, size=110).encode(
        x=x,
        color=hue,
        shape=alt.Shape(
            "way:N",
            legend=None,
            scale=alt.Scale(
                domain=list(_HUES), range=["triangle-right", "circle", "triangle-left"]
            ),
        ),
    )
    together = layered(rule, first, last)
    return together.transform_calculate(
        key="(9 - datum.step) + '' + (9 - datum.step_before) + datum.name"
    )


def move_bars(moves: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Count for each question how many answers moved up, stayed and moved down.

    Parameters
    ----------
    moves
        Rows of `coalitions.shifts.moves`.
    title, subtitle
        The finding; what is drawn.
    """
    need(moves, "question", "way")
    names = {"up": "further", "same": "unchanged", "down": "less far"}
    counts = moves.groupby(["question", "way"], sort=False).size().rename("answers").reset_index()
    counts = counts.assign(
        moved=counts["way"].map(names), rank=counts["way"].map({"up": 0, "down": 1, "same": 2})
    )
    busy = counts[counts["way"] != "same"].groupby("question")["answers"].sum()
    order = sorted(
        dict.fromkeys(counts["question"]), key=lambda asked: (-int(busy.get(asked, 0)), asked)
    )
    base = alt.Chart(counts[["question", "moved", "rank", "answers"]]).encode(
        x=alt.X("answers:Q", title="Countries with an answer in both periods", stack=True),
        y=alt.Y("question:N", sort=order, title=None),
        order=alt.Order("rank:Q"),
    )
    bars = base.mark_bar(stroke=palette.PAPER, strokeWidth=1).encode(
        color=alt.Color(
            "moved:N",
            title=None,
            sort=["further", "less far", "unchanged"],
            scale=alt.Scale(
                domain=["further", "less far", "unchanged"],
                range=[palette.BLUE, palette.ORANGE, palette.GRID],
            ),
        ),
        tooltip=[
            alt.Tooltip("question:N", title="Question"),
            alt.Tooltip("moved:N", title="Moved"),
            alt.Tooltip("answers:Q", title="Countries"),
        ],
    )
    told = []
    for asked in order:
        part = counts[counts["question"] == asked].sort_values("rank", kind="stable")
        said = ", ".join(
            f"{n} {name}" for name, n in zip(part["moved"], part["answers"], strict=True)
        )
        told.append(f"{asked}: {said}")
    words = f"Stacked bars for {len(order)} questions. {'; '.join(told)}."
    return finish(layered(bars), title, subtitle, words, height=alt.Step(30))
