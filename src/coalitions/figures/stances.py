"""Positions side by side: a matrix to sort and to question."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import labels, layered, most_lines, need, wrapped
from coalitions.figures.theme import BREAK

_LINE = 15
"""Height in pixels of a line of evidence."""

_HEAD = 38
"""Height in pixels of what stands above the evidence: which country, which question."""

_WIDE, _NARROW = 100, 50
"""Letters to a line of evidence on a wide page and on a phone."""


def position_explorer(
    cells: pd.DataFrame,
    evidence: pd.DataFrame,
    groups: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    sort: str,
    picked: str,
) -> alt.VConcatChart:
    """Draw countries against questions, to sort and group, with the evidence of the cell picked.

    Parameters
    ----------
    cells
        Rows of `coalitions.stances.answers`.
    evidence
        Rows of `coalitions.evidence.answer_evidence`.
    groups
        One row for each participant, one column for each grouping, as labels.
    title, subtitle
        The finding; what is drawn.
    sort
        The question to sort by at first.
    picked
        Key of the cell whose evidence is shown at first.
    """
    need(cells, "participant", "name", "question", "answer", "step", "cell")
    need(evidence, "cell", "evidence", "published", "source_id")
    asked = list(dict.fromkeys(cells["question"]))
    steps = cells.pivot(index="participant", columns="question", values="step").fillna(-1)
    shown = cells[["name", "question", "answer", "step", "cell"]].assign(
        question=[wrapped(text, 10) for text in cells["question"]],
        month=[f"{day:%B %Y}" for day in cells["as_of"]],
        **{f"s{n}": cells["participant"].map(steps[text]) for n, text in enumerate(asked)},
        **{f"g{n}": cells["participant"].map(groups[g]) for n, g in enumerate(groups.columns)},
    )
    cited = evidence.assign(entry=evidence.groupby("cell").cumcount())
    cited = cited[cited["cell"].isin(list(cells["cell"]))]
    pick = alt.selection_point(
        name="picked", fields=["cell"], value=[{"cell": picked}], toggle=False, clear=False
    )
    matrix = _matrix(shown, asked, list(groups.columns), pick)
    together = alt.vconcat(matrix, _panel(shown, cited, pick), spacing=14)
    together = together.add_params(*_menus(asked, list(groups.columns), sort))
    above, below = together.to_dict()["vconcat"]
    words = describe.grid(cells, "name", "question", "answer")
    headline = alt.Title(title, subtitle=subtitle) if subtitle else alt.Title(title)
    drawn: alt.VConcatChart = together.properties(
        title=headline,
        description=f"{words} Menus sort and group the rows; a click on a cell shows its evidence.",
        usermeta={"narrow": {"vconcat": [_phone_matrix(above), _phone_panel(below)]}},
    )
    return drawn


def _menus(asked: Sequence[str], groupings: Sequence[str], sort: str) -> list[alt.Parameter]:
    sorts, groups = [*asked, "Name"], ["nothing", *groupings]
    return [
        alt.param(
            name="sort_by", value=sort, bind=alt.binding_select(options=sorts, name="Sort by ")
        ),
        alt.param(
            name="group_by",
            value="nothing",
            bind=alt.binding_select(options=groups, name="Group by "),
        ),
    ]


def _matrix(
    shown: pd.DataFrame, asked: Sequence[str], groupings: Sequence[str], pick: alt.Parameter
) -> alt.LayerChart:
    heads = [wrapped(text, 10) for text in asked]
    step = "".join(f"sort_by == {json.dumps(q)} ? datum.s{n} : " for n, q in enumerate(asked)) + "0"
    group = "".join(
        f"group_by == {json.dumps(g)} ? datum.g{n} + ': ' : " for n, g in enumerate(groupings)
    )
    axis = labels(
        orient="top",
        labelAngle=0,
        labelPadding=8 + 13 * (most_lines(heads) - 1),
        labelOverlap=False,
    )
    order = alt.EncodingSortField(field="key", op="min", order="ascending")
    base = alt.Chart(shown).encode(
        x=alt.X(
            "question:N",
            sort=heads,
            title=None,
            axis=axis,
            scale=alt.Scale(paddingInner=0.04, paddingOuter=0),
        ),
        y=alt.Y(
            "row:N",
            sort=order,
            title=None,
            axis=alt.Axis(minExtent=136),  # room for the names of groups, which come later
            scale=alt.Scale(paddingInner=0.08, paddingOuter=0),
        ),
    )
    squares = base.mark_rect(cornerRadius=2, cursor="pointer").encode(
        color=alt.Color(
            "step:O",
            legend=None,
            scale=alt.Scale(domain=[0, 1, 2, 3, 4], range=list(palette.STEPS)),
        ),
        stroke=alt.condition(
            pick, alt.value(palette.ORANGE), alt.value(palette.PAPER), empty=False
        ),
        strokeWidth=alt.condition(pick, alt.value(3), alt.value(0), empty=False),
        tooltip=[
            alt.Tooltip("name:N", title="Country"),
            alt.Tooltip("question:N", title="Question"),
            alt.Tooltip("answer:N", title="Answer, our coding"),
            alt.Tooltip("month:N", title="As of"),
        ],
    )
    squares = squares.add_params(pick)
    words = base.mark_text(fontSize=11).encode(
        text="answer:N",
        color=alt.condition(
            "datum.step >= 3", alt.value(palette.PAPER), alt.value(palette.INK), empty=False
        ),
    )
    return (
        layered(squares, words)
        .transform_calculate(
            group=f"{group}''",
            row="datum.group + datum.name",
            key=f"datum.group + (20 - ({step})) + datum.name",
        )
        .properties(height=alt.Step(22))
    )


def _panel(shown: pd.DataFrame, cited: pd.DataFrame, pick: alt.Parameter) -> alt.LayerChart:
    """Lay out the evidence of one cell: a headline, then each piece below the one before."""
    texts = [
        f"{said} – {published} [{key}]"
        for said, published, key in zip(
            cited["evidence"], cited["published"], cited["source_id"], strict=True
        )
    ]
    rows = cited[["cell", "entry"]].assign(
        wide=[wrapped(text, _WIDE) for text in texts],
        narrow=[wrapped(text, _NARROW) for text in texts],
    )
    deepest = max(
        sum(text.count(BREAK) + 1 for text in part) for _, part in rows.groupby("cell")["wide"]
    )
    head = (
        alt.Chart(shown)
        .transform_filter(pick, empty=False)
        .transform_calculate(
            said=f"datum.name + ', ' + datum.month + '{BREAK}'"
            f" + replace(datum.question, /{BREAK}/g, ' ') + ': ' + datum.answer"
        )
        .mark_text(align="left", baseline="top", fontWeight="bold", fontSize=13, lineBreak=BREAK)
        .encode(x=alt.value(-136), y=alt.value(0), text="said:N")
    )
    pieces = (
        alt.Chart(rows)
        .transform_filter(pick, empty=False)
        .transform_calculate(lines=f"length(split(datum.wide, '{BREAK}'))")
        .transform_window(below="sum(lines)", sort=[alt.SortField("entry")], frame=[None, 0])
        .transform_calculate(top=f"{_HEAD} + {_LINE} * (datum.below - datum.lines)")
        .mark_text(align="left", baseline="top", lineBreak=BREAK, lineHeight=_LINE)
        .encode(x=alt.value(-136), y=alt.Y("top:Q", scale=None, axis=None), text="wide:N")
    )
    return layered(head, pieces).properties(height=_HEAD + 4 + _LINE * deepest)


def _phone_matrix(part: dict[str, Any]) -> dict[str, Any]:
    """Redraw the matrix for a phone: upright heads, and colours without words in the cells."""
    squares = copy.deepcopy(part["layer"][0])
    squares["encoding"]["x"]["axis"].update(
        labelAngle=-90,
        labelAlign="left",
        labelBaseline="middle",
        labelPadding=4,
        labelExpr=f"replace(datum.label, /{BREAK}/g, ' ')",
    )
    squares["encoding"]["y"]["axis"].update(minExtent=118, labelFontSize=11)
    return {**part, "layer": [squares]}


def _phone_panel(part: dict[str, Any]) -> dict[str, Any]:
    """Redraw the evidence for a phone: in shorter lines, so in more of them."""
    text = json.dumps(part["layer"]).replace("datum.wide", "datum.narrow")
    layers = json.loads(text)
    layers[1]["encoding"]["text"]["field"] = "narrow"
    for layer in layers:  # a phone has no room to spare below the names of the countries
        layer["encoding"]["x"]["value"] = -115
    return {**part, "layer": layers, "height": int(part["height"]) * 2}
