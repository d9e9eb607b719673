"""One country's position over time: what was said, and how its months are coded."""

from __future__ import annotations

from typing import Final

import altair as alt
import pandas as pd

from coalitions.figures import describe
from coalitions.figures.parts import finish, labels, layered
from coalitions.figures.portrait_shared import hue, missing, name_of
from coalitions.markup import Shown
from coalitions.portraits.portrait import Portrait
from coalitions.stances import PRESENCE

SPAN: Final = ("2025-01-01", "2026-07-01")
"""The months that every page draws, whenever its own first and last statement was."""

SAID, LISTED, CODED = "statement or report", "list of the press", "month, from all evidence"


def portrait_track(one: Portrait, *, title: str = "") -> alt.LayerChart | Shown:
    """Draw each statement on soldiers at its day, and the coded months.

    Parameters
    ----------
    one
        The country.
    title
        The finding; if not given, the first and the last answer.
    """
    points = track_points(one)
    if points.empty:
        return missing("answer on soldiers", "positions", one)
    words = [PRESENCE.label(code) for code in PRESENCE.answers]
    spoken = points[points["kind"].ne(CODED)]
    x = alt.X("day:T", title=None, scale=alt.Scale(domain=list(SPAN)), axis=_months())
    y = alt.Y(
        "answer:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=words[::-1]),
        axis=labels(grid=True),
    )
    tips = [
        alt.Tooltip("when:N", title="Date"),
        alt.Tooltip("answer:N", title="Answer, our coding"),
        alt.Tooltip("said:N", title="Said"),
    ]
    shape = alt.Shape(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=[CODED, SAID, LISTED], range=["square", "circle", "triangle-up"]),
    )
    base = alt.Chart(points).encode(x=x, y=y, shape=shape, tooltip=tips)
    coded = base.transform_filter(f"datum.kind == '{CODED}'").mark_point(
        filled=True, size=90, color=hue(one)
    )
    others = base.transform_filter(f"datum.kind != '{CODED}'").mark_point(
        filled=False, size=70, strokeWidth=2, color=hue(one)
    )
    told = "; ".join(
        f"{row['when']}, {row['kind']}: {row['answer']}" for _, row in points.iterrows()
    )
    described = (
        f"A track of {len(points)} marks from {SPAN[0][:4]} to {SPAN[1][:4]} over five answers "
        f"from refuses to will deploy, {len(spoken)} of them statements, reports or lists. {told}."
    )
    return finish(
        layered(others, coded),
        title or _fact(one, points),
        "Answers on soldiers in Ukraine, by day said and by coded month; our coding",
        described,
        name=name_of(one, "track"),
        height=alt.Step(24),
    )


def _fact(one: Portrait, points: pd.DataFrame) -> str:
    """Say where it began and ended, and whether it was elsewhere between."""
    first, last = points.iloc[0], points.iloc[-1]
    if points["answer"].nunique() == 1:
        return f"{one.name} on soldiers: “{first['answer']}” throughout"
    begun, ended = (f"“{row['answer']}” in {_month(row)}" for row in (first, last))
    if first["answer"] == last["answer"]:
        return f"{one.name} on soldiers: {begun} and again in {_month(last)}, not throughout"
    return f"{one.name} on soldiers: {begun}, {ended}"


def _month(row: pd.Series) -> str:
    """Name the month of a mark, or its year if no more is known."""
    return str(row["when"]) if len(str(row["when"])) == len("2025") else f"{row['day']:%B %Y}"


#: What is known to the month or the year only is drawn in the middle of it.
_MIDDLE: Final = {"month": pd.Timedelta(days=14), "year": pd.Timedelta(days=182)}


def track_points(one: Portrait) -> pd.DataFrame:
    """Return the marks of the track, by day, then coded months after statements."""
    late = one.said["as_of_precision"].astype(str).map(_MIDDLE).fillna(pd.Timedelta(0))
    said = one.said.assign(
        day=one.said["as_of"] + late,
        answer=one.said["position"].astype("string").map(PRESENCE.label),
        kind=one.said["listed"].map({True: LISTED, False: SAID}),
        said=one.said["offered"].fillna(""),
    )
    coded = one.lines.dropna(subset=[PRESENCE.field])
    coded = coded.assign(
        day=coded["as_of"] + _MIDDLE["month"],
        answer=coded[PRESENCE.field].astype("string").map(PRESENCE.label),
        kind=CODED,
        said="",
        as_of_precision="month",
    )
    columns = ["day", "answer", "kind", "said", "as_of", "as_of_precision"]
    points = pd.concat([said[columns], coded[columns].astype({"as_of_precision": "object"})])
    dated = zip(points["as_of"], points["as_of_precision"], strict=True)
    points = points.assign(when=[describe.date(day, str(precision)) for day, precision in dated])
    return points.sort_values("day", kind="stable")[["day", "answer", "kind", "said", "when"]]


def _months() -> alt.Axis:
    return alt.Axis(
        tickCount={"interval": "month", "step": 3},
        labelExpr="timeFormat(datum.value, month(datum.value) ? '%b' : '%b %Y')",
        grid=True,
    )
