"""How the coding is made: what was answered, statements beside lines, two codings compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need


def answered_bars(answered: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Count the answers to each question by step, with what was not answered.

    Parameters
    ----------
    answered
        Rows of `coalitions.coding.answered`.
    title, subtitle
        The finding; what is drawn.
    """
    need(answered, "question", "answer", "step", "name")
    counts = (
        answered.groupby(["question", "step", "answer"], sort=False)["name"]
        .agg(["size", _names_once])
        .set_axis(["participants", "who"], axis=1)
        .reset_index()
    )
    empty = counts[counts["step"] < 0].set_index("question")["participants"]
    asked = list(dict.fromkeys(counts["question"]))
    order = sorted(asked, key=lambda name: int(empty.get(name, 0)))
    counts = counts.assign(depth=counts["step"].clip(lower=-1).astype(str))
    base = alt.Chart(counts).encode(
        y=alt.Y("question:N", sort=order, title=None),
        order=alt.Order("step:Q", sort="descending"),
        x=alt.X("participants:Q", title="Governments and the European Union", stack="zero"),
        tooltip=[
            alt.Tooltip("question:N", title="Question"),
            alt.Tooltip("answer:N", title="Answer, our coding"),
            alt.Tooltip("participants:Q", title="How many"),
            alt.Tooltip("who:N", title="Who"),
        ],
    )
    bars = base.mark_bar(stroke=palette.PAPER, strokeWidth=1).encode(
        color=alt.Color(
            "depth:N",
            legend=None,
            scale=alt.Scale(
                domain=["-1", "0", "1", "2", "3", "4"], range=[palette.PAPER, *palette.STEPS]
            ),
        ),
        stroke=alt.condition(
            "datum.step < 0", alt.value(palette.CONTEXT), alt.value(palette.PAPER)
        ),
    )
    told = [
        f"{name}: "
        + ", ".join(
            f"{n} {answer}"
            for answer, n in part.sort_values("step", ascending=False, kind="stable")[
                ["answer", "participants"]
            ].itertuples(index=False)
        )
        for name, part in ((name, counts[counts["question"] == name]) for name in order)
    ]
    words = f"Stacked bars for {len(order)} questions. {'; '.join(told)}."
    return finish(layered(bars), title, subtitle, words, height=alt.Step(30))


def statement_track(
    statements: pd.DataFrame,
    lines: pd.DataFrame,
    scale: Mapping[int, str],
    *,
    title: str,
    subtitle: str = "",
    pick: str,
) -> alt.LayerChart:
    """Draw a state's dated statements over the coded lines of its months; a menu picks the state.

    Parameters
    ----------
    statements
        Rows of `coalitions.coding.statements`.
    lines
        The coded lines: ``name``, ``as_of``, ``step`` and ``answer``.
    scale
        The label of each step.
    title, subtitle
        The finding for the state shown first; what is drawn.
    pick
        Name of the state shown first.
    """
    need(statements, "name", "as_of", "as_of_precision", "said", "said_step", "words", "apart")
    need(lines, "name", "as_of", "step", "answer")
    names = sorted(set(statements["name"]))
    menu = alt.param(
        name="state", value=pick, bind=alt.binding_select(options=names, name="State ")
    )
    known = json.dumps({str(step): label for step, label in scale.items()})
    y = alt.Y(
        "step:Q",
        title=None,
        scale=alt.Scale(domain=[-0.4, 4.4], nice=False),
        axis=alt.Axis(
            values=list(scale), labelExpr=f"({known})[toString(datum.value)] || ''", grid=True
        ),
    )
    x = alt.X("as_of:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=6, grid=False))
    shown = statements[["name", "as_of", "said", "words", "speaker", "line", "apart"]].assign(
        step=statements["said_step"],
        agrees=statements["apart"].eq(0).map({True: "as the line", False: "another code"}),
        day=[
            describe.date(day, str(precision))
            for day, precision in zip(
                statements["as_of"], statements["as_of_precision"], strict=True
            )
        ],
    )
    months = _periods(lines[["name", "as_of", "step", "answer"]], statements["as_of"])
    bands = (
        alt.Chart(months)
        .transform_filter("datum.name == state")
        .mark_rect(color=palette.STEPS[1], cornerRadius=2)
        .encode(
            x=alt.X("since:T", title=None),
            x2="until:T",
            y=alt.Y("bottom:Q", title=None),
            y2="top:Q",
            tooltip=[
                alt.Tooltip("name:N", title="State"),
                alt.Tooltip("month:N", title="Line of"),
                alt.Tooltip("answer:N", title="Coded"),
            ],
        )
    )
    dots = (
        alt.Chart(shown)
        .transform_filter("datum.name == state")
        .mark_point(filled=True, size=90, stroke=palette.PAPER, strokeWidth=1)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "agrees:N",
                title=None,
                scale=alt.Scale(
                    domain=["as the line", "another code"], range=[palette.BLUE, palette.ORANGE]
                ),
            ),
            shape=alt.Shape(
                "agrees:N",
                title=None,
                scale=alt.Scale(
                    domain=["as the line", "another code"], range=["circle", "diamond"]
                ),
            ),
            tooltip=[
                alt.Tooltip("day:N", title="Said on"),
                alt.Tooltip("speaker:N", title="By"),
                alt.Tooltip("said:N", title="Coded, by itself"),
                alt.Tooltip("words:N", title="Condition and offer"),
                alt.Tooltip("line:N", title="Line of that time"),
            ],
        )
    )
    own = shown[shown["name"] == pick].sort_values("as_of", kind="stable")
    told = "; ".join(f"{day}: {said}" for day, said in own[["day", "said"]].itertuples(index=False))
    own_lines = months[months["name"] == pick]
    coded = "; ".join(
        f"{month}: {said}" for month, said in own_lines[["month", "answer"]].itertuples(index=False)
    )
    words = (
        f"Statements of one of {len(names)} states as dots over the lines of its months as bands; "
        f"a menu picks the state. {pick}, statements: {told}. Lines: {coded}."
    )
    drawn = layered(bands, dots).add_params(menu)
    return finish(
        drawn,
        title,
        subtitle,
        words,
        height=210,
        usermeta={"narrow": {"config": {"axisX": {"tickCount": 3}}}},
    )


def _periods(lines: pd.DataFrame, days: pd.Series) -> pd.DataFrame:
    """Give each line the time in which it is the nearest of its state, and a band to draw."""
    ordered = lines.sort_values(["name", "as_of"], kind="stable")
    middle = ordered["as_of"] + pd.Timedelta(days=14)
    after, before = (middle.groupby(ordered["name"]).shift(n) for n in (-1, 1))
    margin = pd.Timedelta(days=10)
    return ordered.assign(
        since=(before + (middle - before) / 2).fillna(days.min() - margin),
        until=(middle + (after - middle) / 2).fillna(days.max() + margin),
        bottom=ordered["step"] - 0.22,
        top=ordered["step"] + 0.22,
        month=[f"{day:%B %Y}" for day in ordered["as_of"]],
    )


def confusion_chart(
    pairs: pd.DataFrame,
    scale: Mapping[int, str],
    *,
    title: str,
    subtitle: str = "",
    show: str,
) -> alt.LayerChart:
    """Set one coding against the other in a square of counts; a menu picks which pairs count.

    Parameters
    ----------
    pairs
        One row for each pair: ``kind`` (which pairs), ``name``, ``line_step`` and ``said_step``.
    scale
        The label of each step.
    title, subtitle
        The finding for the pairs shown first; what is drawn.
    show
        The kind shown first.
    """
    need(pairs, "kind", "name", "line_step", "said_step")
    kinds = list(dict.fromkeys(pairs["kind"]))
    menu = alt.param(
        name="pairs", value=show, bind=alt.binding_select(options=kinds, name="Pairs ")
    )
    counts = (
        pairs.groupby(["kind", "line_step", "said_step"], sort=False)["name"]
        .agg(["size", _names_once])
        .set_axis(["count", "who"], axis=1)
        .reset_index()
    )
    labels = [scale[step] for step in sorted(scale)]
    counts = counts.assign(
        line=counts["line_step"].map(dict(scale)),
        said=counts["said_step"].map(dict(scale)),
        agree=(counts["line_step"] == counts["said_step"]).map({True: "same", False: "apart"}),
    )
    base = alt.Chart(counts).encode(
        x=alt.X(
            "said:N",
            sort=labels,
            title="Coded from a single statement",
            scale=alt.Scale(domain=labels),
            axis=alt.Axis(orient="top", labelAngle=0, labelExpr="split(datum.label, ' ')"),
        ),
        y=alt.Y(
            "line:N",
            sort=labels[::-1],
            title="Coded by month",
            scale=alt.Scale(domain=labels),
            axis=alt.Axis(titleX=-90),
        ),
        tooltip=[
            alt.Tooltip("line:N", title="Coded by month"),
            alt.Tooltip("said:N", title="Single statement"),
            alt.Tooltip("count:Q", title="Pairs"),
            alt.Tooltip("who:N", title="Who"),
        ],
    )
    squares = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color(
            "agree:N",
            legend=None,
            scale=alt.Scale(domain=["same", "apart"], range=[palette.STEPS[1], palette.ORANGE]),
        )
    )
    numbers = base.mark_text(fontSize=15, fontWeight="bold").encode(
        text="count:Q",
        color=alt.condition(
            "datum.agree == 'same'", alt.value(palette.INK), alt.value(palette.PAPER)
        ),
    )
    first = counts[counts["kind"] == show]
    told = "; ".join(
        f"{line} and {said}: {n}"
        for line, said, n in first[["line", "said", "count"]].itertuples(index=False)
    )
    words = (
        f"A square of counts, the code by month against the code of a single statement, for "
        f"{len(kinds)} choices of pairs. {show}: {told}."
    )
    drawn = layered(squares, numbers).transform_filter("datum.kind == pairs").add_params(menu)
    return finish(drawn, title, subtitle, words, height=alt.Step(44))


def _names_once(names: pd.Series) -> str:
    return ", ".join(sorted(set(names)))


def interval_chart(
    estimates: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    label: str = "label",
    axis: str,
    line_at: Sequence[float] = (),
    domain: tuple[float, float] = (0, 1),
) -> alt.LayerChart:
    """Draw estimates as dots with the range of their interval; a row without one is a dot alone.

    Parameters
    ----------
    estimates
        Columns ``value``, ``low`` and ``high`` (empty where no interval is given) and a label.
    title, subtitle
        The finding; what is drawn.
    label, axis
        The column with the labels, from top to bottom; the title of the axis.
    line_at
        Values to mark with a dashed line.
    domain
        Ends of the axis.
    """
    need(estimates, label, "value", "low", "high")
    shown = estimates[[label, "value", "low", "high"]].astype(
        {"value": float, "low": float, "high": float}
    )
    scale = alt.Scale(domain=list(domain), nice=False)
    base = alt.Chart(shown).encode(y=alt.Y(f"{label}:N", sort=list(shown[label]), title=None))
    ends = [alt.Tooltip(f"{end}:Q", format=".2f") for end in ("value", "low", "high")]
    layers = [
        base.transform_filter("isValid(datum.low)")
        .mark_rule(strokeWidth=3, color=palette.STEPS[2])
        .encode(x=alt.X("low:Q", title=axis, scale=scale), x2="high:Q"),
        base.mark_point(filled=True, size=110, color=palette.BLUE).encode(
            x=alt.X("value:Q", title=axis, scale=scale),
            tooltip=[alt.Tooltip(f"{label}:N", title=" "), *ends],
        ),
    ]
    for at in line_at:
        layers.insert(
            0,
            alt.Chart(pd.DataFrame({"at": [at]}))
            .mark_rule(strokeDash=[4, 3], color=palette.MUTED)
            .encode(x=alt.X("at:Q", title=axis, scale=scale)),
        )
    words = describe.ranking(shown, label, "value", what="Dots with intervals")
    return finish(layered(*layers), title, subtitle, words, height=alt.Step(30))
