"""The course of the coalition in charts: truces, institutions, formats, and the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, kinds, labels, layered, most_lines, need, wrapped
from coalitions.figures.theme import BREAK

_DAY: Final = "%-d %B %Y"
_MONTHS: Final[dict[str, Any]] = {"orient": "top", "grid": True, "format": "%b %Y", "tickCount": 5}


def truce_chart(truces: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """List proposals for a truce on a true time axis, with what Russia answered.

    Parameters
    ----------
    truces
        Rows of `coalitions.gatherings.truces`.
    title, subtitle
        The finding; what is drawn.
    """
    need(truces, "date", "what", "by", "stops", "scope", "answer", "note")
    lanes = [wrapped(text, 27) for text in truces["what"]]
    when = truces["date"]
    late = when > when.min() + (when.max() - when.min()) / 2
    whole = truces["scope"].eq("all_fronts")
    looks = {"All fronts": ("circle", palette.ORANGE), "Limited": ("diamond", palette.CONTEXT)}
    reach = list(looks)
    shown = truces[["date", "by", "answer", "note"]].assign(
        lane=lanes,
        said=[_said(row) for _, row in truces.iterrows()],
        side=late.map({True: "right", False: "left"}),
        reach=whole.map({True: reach[0], False: reach[1]}),
    )
    base = alt.Chart(shown).encode(
        x=alt.X("date:T", title=None, scale=alt.Scale(padding=10), axis=alt.Axis(**_MONTHS)),
        y=alt.Y("lane:N", sort=lanes, title=None, axis=labels(grid=True, labelLineHeight=13)),
    )
    dots = base.mark_point(filled=True, size=110).encode(
        **kinds("reach:N", looks),
        tooltip=[
            alt.Tooltip("date:T", title="Proposed on", format=_DAY),
            alt.Tooltip("by:N", title="By"),
            alt.Tooltip("answer:N", title="Russian answer, our coding"),
            alt.Tooltip("note:N", title="What it was"),
        ],
    )
    texts = base.mark_text(
        fontSize=11,
        align=alt.expr("datum.side"),
        dx=alt.expr("datum.side == 'left' ? 9 : -9"),
        dy=-7,
        lineBreak=BREAK,
    ).encode(text="said:N")
    told = "; ".join(
        f"{describe.date(row['date'])}, {row['by']}: {row['what']} ({row['stops'].lower()}); "
        f"Russian answer: {row['answer'].lower()}"
        for _, row in truces.iterrows()
    )
    return finish(
        layered(dots, texts),
        title,
        subtitle,
        f"{len(truces)} proposals in order of time. {told}.",
        height=alt.Step(13 * most_lines(lanes) + 4),
        usermeta={"narrow": {"config": {"axisY": {"labelFontSize": 10}}}},
    )


def _said(truce: pd.Series) -> str:
    """Say in two lines who proposed a truce and what came back."""
    who = "Coalition" if truce["proposed_by"] == "COALITION" else truce["by"]
    if truce["proposed_by"] == "RUS":
        return f"{who}{BREAK}(its own proposal)"
    return f"{who}{BREAK}→ {truce['answer'].lower()}"


STAGES: Final[Mapping[str, tuple[str, str]]] = {
    "Working": ("circle", palette.BLUE),
    "Agreed or announced": ("diamond", palette.GOLD),
    "Planned": ("cross", palette.CONTEXT),
}


def growth_chart(steps: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.Chart:
    """List the steps by which an undertaking got offices, by date and by how far they had come.

    Parameters
    ----------
    steps
        Rows of `coalitions.gatherings.steps_of_growth`.
    title, subtitle
        The finding; what is drawn.
    """
    need(steps, "date", "institution", "stage", "detail")
    lanes = [wrapped(text, 34) for text in steps["institution"]]
    stages = list(STAGES)
    shown = steps[["date", "stage", "detail"]].assign(lane=lanes)
    drawn: alt.Chart = (
        alt.Chart(shown)
        .mark_point(filled=True, size=90)
        .encode(
            x=alt.X("date:T", title=None, scale=alt.Scale(padding=8), axis=alt.Axis(**_MONTHS)),
            y=alt.Y("lane:N", sort=lanes, title=None, axis=labels(grid=True, labelLineHeight=12)),
            **kinds("stage:N", {stage: STAGES[stage] for stage in stages}),
            tooltip=[
                alt.Tooltip("date:T", title="Date", format=_DAY),
                alt.Tooltip("lane:N", title="Step"),
                alt.Tooltip("stage:N", title="Had come to"),
                alt.Tooltip("detail:N", title="What it is"),
            ],
        )
    )
    counts = steps["stage"].value_counts()
    words = "; ".join(f"{stage.lower()} {int(counts.get(stage, 0))}" for stage in stages)
    return finish(
        drawn,
        title,
        subtitle,
        f"{describe.events(steps, 'date', 'institution')} By stage: {words}.",
        height=alt.Step(30),  # room for two lines of a label
        usermeta={"narrow": {"config": {"axisY": {"labelFontSize": 10}}}},
    )


FORMATS: Final[Mapping[str, str]] = {
    "In person": palette.BLUE,
    "Hybrid": palette.GOLD,
    "Virtual": palette.TEAL,
    "Not said": palette.CONTEXT,
}


def format_chart(meetings: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.FacetChart:
    """Stack meetings by quarter and format, those of leaders above those of other levels.

    Parameters
    ----------
    meetings
        Rows of `coalitions.gatherings.meetings`.
    title, subtitle
        The finding; what is drawn.
    """
    need(meetings, "date", "how", "who", "title")
    panels = ["Leaders", "Ministers, chiefs, planners, advisers"]
    leaders = meetings["who"].eq("Leaders")
    quarter = meetings["date"].dt.to_period("Q")
    names = [f"{_QUARTERS[each.quarter]}{BREAK}{each.year}" for each in quarter]
    shown = meetings[["date", "how", "title"]].assign(
        panel=leaders.map({True: panels[0], False: panels[1]}),
        quarter=names,
        place=meetings.groupby([quarter, leaders])["date"].cumcount() + 1,
    )
    order = list(dict.fromkeys(shown.sort_values("date", kind="stable")["quarter"]))
    ways = list(FORMATS)
    squares = (
        alt.Chart(shown)
        .mark_rect(cornerRadius=2, stroke=palette.PAPER)
        .encode(
            x=alt.X(
                "quarter:N",
                sort=order,
                title=None,
                scale=alt.Scale(paddingInner=0.1),
                axis=labels(labelAngle=0),
            ),
            y=alt.Y("place:O", sort="descending", title="Meetings", axis=alt.Axis(grid=False)),
            color=alt.Color(
                "how:N",
                title=None,
                scale=alt.Scale(domain=ways, range=[FORMATS[way] for way in ways]),
            ),
            tooltip=[
                alt.Tooltip("date:T", title="Date", format=_DAY),
                alt.Tooltip("title:N", title="Meeting"),
                alt.Tooltip("how:N", title="Format"),
            ],
        )
        .properties(height=alt.Step(17))
    )
    facets = squares.facet(
        row=alt.Row(
            "panel:N", sort=panels, title=None, header=alt.Header(labelAngle=0, labelOrient="top")
        )
    ).resolve_scale(y="independent")
    told = []
    for name in order:
        counts = shown.loc[shown["quarter"] == name, "how"].value_counts()
        told.append(
            f"{name.replace(BREAK, ' ')}: " + ", ".join(f"{way} {n}" for way, n in counts.items())
        )
    words = f"{len(shown)} meetings stacked by quarter. {'; '.join(told)}."
    drawn: alt.FacetChart = finish(facets, title, subtitle, words)
    return drawn


_QUARTERS: Final = {1: "Jan–Mar", 2: "Apr–Jun", 3: "Jul–Sep", 4: "Oct–Dec"}


def record_chart(months: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.Chart:
    """Stack what stands on record for each month, empty months included.

    Parameters
    ----------
    months
        Rows of `coalitions.gatherings.monthly_record`.
    title, subtitle
        The finding; what is drawn.
    """
    need(months, "month", "kind", "events")
    kinds = list(dict.fromkeys(months["kind"]))
    hues = alt.Scale(domain=kinds, range=[palette.BLUE, palette.CONTEXT, palette.ORANGE])
    span = months["month"].min(), months["month"].max() + pd.offsets.MonthBegin(1)
    drawn: alt.Chart = (
        alt.Chart(months[months["events"].gt(0)])
        .mark_bar(stroke=palette.PAPER, strokeWidth=1)
        .encode(
            x=alt.X(
                "yearmonth(month):T",
                title=None,
                scale=alt.Scale(domain=[_when(span[0]), _when(span[1])]),
                axis=alt.Axis(format="%b %Y"),
            ),
            y=alt.Y("events:Q", title=None, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("kind:N", title=None, scale=hues, sort=kinds),
            order=alt.Order("kind:N", sort="descending"),
            tooltip=[
                alt.Tooltip("month:T", title="Month", format="%B %Y"),
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("events:Q", title="Events"),
            ],
        )
    )
    sums = months.groupby("kind", sort=False)["events"].sum()
    empty = months.groupby("month")["events"].sum().eq(0)
    words = (
        f"Stacked bars for {len(empty)} months: "
        + ", ".join(f"{kind} {n}" for kind, n in sums.items())
        + f". Months without any event: {int(empty.sum())}, the last "
        + f"{describe.date(empty[empty].index.max(), 'month')}."
    )
    return finish(drawn, title, subtitle, words, height=170)


def _when(moment: pd.Timestamp) -> alt.DateTime:
    return alt.DateTime(year=moment.year, month=moment.month, date=moment.day)
