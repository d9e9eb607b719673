"""Meetings to explore: events on a timeline to filter, and who was named at which meeting."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from coalitions.figures import palette
from coalitions.figures.parts import finish, kinds, labels, layered, need, wrapped
from coalitions.figures.theme import BREAK

_ALL: Final = "all"
_LINE: Final = 15
_WIDE, _NARROW = 100, 50
_FILTERS: Final = (("kind", "Kind"), ("how", "Format"), ("who", "Level"), ("where", "Place"))
_KINDS: Final = {
    "Coalition meeting": palette.BLUE,
    "Other event": palette.GOLD,
    "Announced only": palette.CONTEXT,
}
_LANES: Final = (
    "Leaders",
    "Foreign ministers",
    "Defence ministers",
    "Chiefs of defence",
    "Military planners",
    "Other",
)


def event_explorer(
    events: pd.DataFrame, *, title: str, subtitle: str = "", picked: str
) -> alt.VConcatChart:
    """Draw events by date and level, to filter, with what happened at the one picked.

    Parameters
    ----------
    events
        Rows of `coalitions.gatherings.record`.
    title, subtitle
        The finding; what is drawn.
    picked
        Key of the event that is told at first.
    """
    need(events, "event_id", "date", "when", "title", "how", "who", "where", "kind", "summary")
    told = [_story(row) for _, row in events.iterrows()]
    kept = ["event_id", "date", "title", "how", "where", "kind"]
    shown = events[kept].assign(
        who=[wrapped(name, 10) for name in events["who"]],
        lane=[wrapped(name, 10) for name in events["who"]],
        said=[wrapped(text, _WIDE) for text in told],
        narrow=[wrapped(text, _NARROW) for text in told],
        head=[f"{row['when']}: {row['title']}" for _, row in events.iterrows()],
    )
    shown = shown.assign(narrow_head=[wrapped(text, 46) for text in shown["head"]])
    lanes = [wrapped(name, 10) for name in _LANES]
    pick = alt.selection_point(
        name="told", fields=["event_id"], value=[{"event_id": picked}], toggle=False, clear=False
    )
    above = _dots(shown, lanes, pick)
    together = alt.vconcat(above, _story_panel(shown, pick), spacing=10)
    together = together.add_params(*_menus(shown))
    parts = together.to_dict()["vconcat"]
    headline = alt.Title(title, subtitle=subtitle) if subtitle else alt.Title(title)
    counts = events["kind"].value_counts()
    words = (
        f"Dots for {len(events)} events by date in lanes of level: "
        + ", ".join(f"{kind} {n}" for kind, n in counts.items())
        + f". From {events['when'].iloc[0]} to {events['when'].iloc[-1]}. Menus filter by format, "
        "level and place; a click on a dot tells what happened."
    )
    drawn: alt.VConcatChart = together.properties(
        title=headline,
        description=words,
        usermeta={"narrow": {"vconcat": [parts[0], _phone_story(parts[1])]}},
    )
    return drawn


def _story(row: pd.Series) -> str:
    place = "" if pd.isna(row["place"]) else f" {row['place']}."
    outcome = "" if pd.isna(row["outcome"]) else f" {row['outcome']}"
    caution = "" if row["status"] == "held" else " Announced; whether it took place was not found."
    return f"{row['summary']}{outcome}{place}{caution} [{row['source_id']}]"


def _menus(shown: pd.DataFrame) -> list[alt.Parameter]:
    menus = []
    for column, name in _FILTERS:
        found = sorted({str(value).replace(BREAK, " ") for value in shown[column]})
        binding = alt.binding_select(options=[_ALL, *found], name=f"{name} ")
        menus.append(alt.param(name=f"event_{column}", value=_ALL, bind=binding))
    return menus


def _chosen() -> str:
    tests = [
        f"(event_{column} == 'all' || event_{column} == replace(datum.{column}, /{BREAK}/g, ' '))"
        for column, _ in _FILTERS
    ]
    return " && ".join(tests)


def _dots(shown: pd.DataFrame, lanes: Sequence[str], pick: alt.Parameter) -> alt.LayerChart:
    # Events of one lane in one week would hide each other: they are set apart in height.
    week = shown["date"].dt.to_period("W").astype(str)
    place = shown.groupby([week, "who"], sort=False).cumcount()
    drawn = shown.assign(lift=place % 3 - 1)
    base = alt.Chart(drawn).encode(
        x=alt.X("date:T", title=None, axis=alt.Axis(orient="top", grid=True)),
        y=alt.Y("lane:N", sort=list(lanes), title=None, axis=labels(grid=True, labelLineHeight=13)),
        yOffset=alt.YOffset("lift:Q", scale=alt.Scale(domain=[-2, 2])),
    )
    ghosts = base.mark_circle(size=60, color=palette.GRID)
    domain = list(_KINDS)
    live = (
        base.transform_filter(_chosen())
        .mark_point(filled=True, cursor="pointer")
        .encode(
            shape=alt.Shape(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=domain, range=["circle", "diamond", "cross"]),
            ),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=domain, range=list(_KINDS.values())),
            ),
            size=alt.condition(pick, alt.value(190), alt.value(85), empty=False),
            stroke=alt.condition(
                pick, alt.value(palette.ORANGE), alt.value(palette.PAPER), empty=False
            ),
            strokeWidth=alt.condition(pick, alt.value(3), alt.value(0.5), empty=False),
            tooltip=[alt.Tooltip("head:N", title=" "), alt.Tooltip("how:N", title="Format")],
        )
        .add_params(pick)
    )
    number = (
        alt.Chart(drawn)
        .transform_filter(_chosen())
        .transform_aggregate(n="count()")
        .transform_calculate(text=f"datum.n + ' of {len(shown)} events'")
        .mark_text(align="right", baseline="bottom", fontSize=12, color=palette.MUTED)
        .encode(x=alt.value("width"), y=alt.value("height"), text="text:N")
    )
    return layered(ghosts, live, number).properties(height=alt.Step(46))


def _story_panel(shown: pd.DataFrame, pick: alt.Parameter) -> alt.LayerChart:
    deepest = max(text.count(BREAK) + 1 for text in shown["said"])
    base = (
        alt.Chart(shown[["event_id", "head", "narrow_head", "said", "narrow"]])
        .transform_filter(pick, empty=False)
        .mark_text(align="left", baseline="top", lineBreak=BREAK, lineHeight=_LINE)
    )
    head = base.mark_text(
        align="left",
        baseline="top",
        fontWeight="bold",
        fontSize=13,
        lineBreak=BREAK,
        lineHeight=_LINE,
    ).encode(x=alt.value(0), y=alt.value(0), text="head:N")
    body = base.encode(x=alt.value(0), y=alt.value(22), text="said:N")
    return layered(head, body).properties(height=26 + _LINE * deepest)


def _phone_story(part: dict[str, Any]) -> dict[str, Any]:
    """Set the story in shorter lines, below a headline that may need two."""
    layers = json.loads(json.dumps(part["layer"]))
    layers[0]["encoding"]["text"]["field"] = "narrow_head"
    layers[1]["encoding"]["text"]["field"] = "narrow"
    layers[1]["encoding"]["y"]["value"] = 22 + _LINE
    for layer in layers:
        layer["encoding"]["x"]["value"] = -70
    return {**part, "layer": layers, "height": int(part["height"]) * 2 + _LINE}


_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "In person": ("square", palette.BLUE),
    "By video or telephone": ("circle", palette.TEAL),
    "Not stated": ("diamond", palette.GOLD),
    "absent": ("M-0.5,-0.1H0.5V0.1H-0.5Z", palette.CONTEXT),
}
_SORTS: Final = ("Meetings that name it", "First meeting", "Name")


def attendance_matrix(
    cells: pd.DataFrame,
    groups: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    columns: Sequence[str] | None = None,
) -> alt.LayerChart:
    """Draw states against meetings, to sort and to group; blank where a list is not full.

    Parameters
    ----------
    cells
        Rows of `coalitions.gatherings.attendance`.
    groups
        One row for each participant, one column for each grouping, as labels.
    title, subtitle
        The finding; what is drawn.
    columns
        Labels of the meetings from left to right; as in the table if not given.
    """
    need(cells, "participant", "name", "label", "part", "date")
    order = list(columns or dict.fromkeys(cells.sort_values("date", kind="stable")["label"]))
    seen = cells[cells["part"].isin(list(_PARTS)) & cells["part"].ne("absent")]
    often = seen.groupby("participant")["event_id"].nunique()
    first = seen.groupby("participant")["date"].min()
    marks = cells[cells["part"].ne("unknown")]
    marks = marks[["participant", "name", "label", "part", "title"]].assign(
        k0=[f"{99 - often[code]:02d}" for code in marks["participant"]],
        k1=[f"{first[code]:%Y%m%d}" for code in marks["participant"]],
        **{f"g{n}": marks["participant"].map(groups[g]) for n, g in enumerate(groups.columns)},
    )
    group = "".join(
        f"attend_group == {json.dumps(g)} ? datum.g{n} + ': ' : "
        for n, g in enumerate(groups.columns)
    )
    key = f"attend_sort == {json.dumps(_SORTS[0])} ? datum.k0 : "
    key += f"attend_sort == {json.dumps(_SORTS[1])} ? datum.k1 : ''"
    row = alt.EncodingSortField(field="key", op="min", order="ascending")
    upright = alt.Axis(
        orient="top", labelAngle=-90, labelAlign="left", labelBaseline="middle", labelFontSize=11
    )
    ways = list(_PARTS)
    chart = (
        alt.Chart(marks)
        .transform_calculate(
            group=f"{group}''",
            row="datum.group + datum.name",
            key=f"datum.group + ({key}) + datum.name",
        )
        .mark_point(filled=True, size=64)
        .encode(
            x=alt.X("label:N", sort=order, title=None, axis=upright),
            y=alt.Y("row:N", sort=row, title=None, axis=alt.Axis(grid=True, minExtent=110)),
            **kinds("part:N", {way: _PARTS[way] for way in ways}),
            tooltip=[
                alt.Tooltip("name:N", title="State"),
                alt.Tooltip("title:N", title="Meeting"),
                alt.Tooltip("label:N", title="Date"),
                alt.Tooltip("part:N", title="Took part"),
            ],
        )
    )
    top = often.sort_values(ascending=False, kind="stable")
    named = cells.drop_duplicates("participant").set_index("participant")["name"]
    said = ", ".join(f"{named[str(code)]} {number}" for code, number in top.head(12).items())
    words = (
        f"A matrix of {len(top)} states and {len(order)} meetings. Most often named: {said}. "
        "Menus sort and group the states. A dash is an absence from a full list, an empty cell a "
        "list that is not full."
    )
    drawn = layered(chart).add_params(*_matrix_menus(list(groups.columns)))
    narrow = {"config": {"axisY": {"labelFontSize": 10}, "legend": {"columns": 2}}}
    return finish(drawn, title, subtitle, words, height=alt.Step(15), usermeta={"narrow": narrow})


def _matrix_menus(groupings: Sequence[str]) -> list[alt.Parameter]:
    sort = alt.binding_select(options=list(_SORTS), name="Sort by ")
    group = alt.binding_select(options=["nothing", *groupings], name="Group by ")
    return [
        alt.param(name="attend_sort", value=_SORTS[0], bind=sort),
        alt.param(name="attend_group", value="nothing", bind=group),
    ]
