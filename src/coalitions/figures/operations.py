"""Operations side by side: on one axis of time, and under the requirements one may set."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, labels, layered, most_lines, need, wrapped
from coalitions.figures.theme import BREAK

_ALL = "all"
_DAY = "%-d %B %Y"
_YES, _NO = "yes", "no"

_ABOVE, _ABOVE_UPRIGHT = 44, 128
"""Pixels from the first row up to the count, clear of level and of upright column heads."""


def operation_lines(
    operations: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    hues: Mapping[str, str],
    highlight: str = "",
) -> alt.LayerChart:
    """Draw each operation as a line in time, with a dot whose area is its strength.

    A click on the legend keeps one legal basis, a menu one lead nation.

    Parameters
    ----------
    operations
        Rows of `coalitions.operations.all_operations`.
    title, subtitle
        The finding; what is drawn.
    hues
        Each ``basis``, in the order of the legend, with its colour.
    highlight
        ``coalition_id`` of the operation whose name is marked.
    """
    need(operations, "short_name", "start_date", "until", "basis", "lead", "form", "state")
    kept = ["coalition_id", "short_name", "name", "start_date", "until", "basis", "lead"]
    kept += ["form", "state", "peak_personnel", "contributing_countries"]
    shown = operations[kept].assign(
        months=(operations["until"] - operations["start_date"]).dt.days / 30.44
    )
    order = [str(name) for name in shown["short_name"]]
    marked = list(shown["short_name"][shown["coalition_id"].eq(highlight)])
    pick = alt.selection_point(fields=["basis"], bind="legend", name="basis_kept")
    leads = sorted({part for lead in shown["lead"] for part in str(lead).split(" and ")})
    menu = alt.param(
        name="lead_kept",
        value=_ALL,
        bind=alt.binding_select(options=[_ALL, *leads], name="Lead nation "),
    )
    led = f"lead_kept == {json.dumps(_ALL)} || indexof(datum.lead, lead_kept) >= 0 ? 1 : 0"
    base = (
        alt.Chart(shown)
        .transform_calculate(led=led)
        .encode(
            y=alt.Y(
                "short_name:N",
                sort=order,
                title=None,
                axis=alt.Axis(
                    labelFontWeight=alt.expr(
                        f"indexof({json.dumps(marked)}, datum.value) >= 0 ? 'bold' : 'normal'"
                    )
                ),
            ),
            color=alt.Color(
                "basis:N",
                title="Legal basis, our coding",
                scale=alt.Scale(domain=[*hues], range=[*hues.values()]),
                legend=alt.Legend(columns=3, titleOrient="top", orient="top"),
            ),
            opacity=alt.when(pick, alt.datum.led == 1)
            .then(alt.value(1))
            .otherwise(alt.value(0.12)),
            tooltip=[
                alt.Tooltip("name:N", title="Operation"),
                alt.Tooltip("form:N", title="Kind"),
                alt.Tooltip("basis:N", title="Basis"),
                alt.Tooltip("lead:N", title="Lead"),
                alt.Tooltip("start_date:T", title="From", format=_DAY),
                alt.Tooltip("until:T", title="Until", format=_DAY),
                alt.Tooltip("state:N", title="State"),
                alt.Tooltip("contributing_countries:Q", title="States"),
                alt.Tooltip("peak_personnel:Q", title="Personnel", format=","),
            ],
        )
    )
    x = alt.X(
        "start_date:T",
        title=None,
        axis=alt.Axis(orient="top", grid=True, tickCount=8),
        scale=alt.Scale(padding=24),  # room for the dot of the first and largest
    )
    lines = base.mark_rule(strokeWidth=4).encode(
        x=x,
        x2="until:T",
        strokeDash=alt.StrokeDash(
            "state:N",
            scale=alt.Scale(
                domain=["ended", "no end on record", "planned"], range=[[1, 0], [1, 0], [3, 3]]
            ),
            legend=None,
        ),
    )
    known = base.transform_filter("isValid(datum.peak_personnel)")
    dots = known.mark_point(filled=True, fillOpacity=0.55).encode(
        x=x,
        size=alt.Size(
            "peak_personnel:Q",
            title="Personnel",
            scale=alt.Scale(rangeMin=10, rangeMax=1600, type="linear"),
            legend=alt.Legend(
                values=[10_000, 100_000, 500_000],
                symbolType="circle",
                symbolFillColor=palette.CONTEXT,
                symbolStrokeWidth=0,
            ),
        ),
    )
    unknown = base.transform_filter("!isValid(datum.peak_personnel)")
    hollow = unknown.mark_point(filled=False, size=36, strokeWidth=1.5).encode(x=x)
    drawn = layered(lines, dots, hollow).add_params(menu, pick)
    # A merge patch replaces a list as a whole, so a phone gets all layers again.
    phone = copy.deepcopy(drawn.to_dict()["layer"])
    for layer in phone:
        layer["encoding"]["x"].setdefault("axis", {})["tickCount"] = 3
        layer["encoding"]["color"]["legend"]["columns"] = 2
        layer["encoding"].get("size", {})["legend"] = None  # the subtitle says what the area is
    usermeta = {"narrow": {"layer": phone}}
    return finish(
        drawn, title, subtitle, _line_words(shown), height=alt.Step(22), usermeta=usermeta
    )


def _line_words(shown: pd.DataFrame) -> str:
    told = []
    for _, row in shown.iterrows():
        size = row["peak_personnel"]
        people = "strength unknown" if pd.isna(size) else f"{describe.number(size)} people"
        end = {"no end on record": "no end on record", "planned": "planned"}.get(
            str(row["state"]), f"to {describe.date(row['until'], 'month')}"
        )
        told.append(
            f"{row['short_name']} from {describe.date(row['start_date'], 'month')}, {end}, "
            f"{row['basis'].lower()}, {people}"
        )
    return f"Lines in time for {len(shown)} operations, first to begin first. {'; '.join(told)}."


def requirement_explorer(
    operations: pd.DataFrame,
    requirements: Mapping[str, str],
    *,
    title: str,
    subtitle: str = "",
    on: Sequence[str] = (),
) -> alt.LayerChart:
    """Let the reader decide what counts, and see which operations remain and how many.

    Parameters
    ----------
    operations
        One row for each operation with ``short_name`` and the boolean columns named below.
    requirements
        Column to its label, from left to right; each gets a switch.
    title, subtitle
        The finding; what is drawn.
    on
        The requirements switched on at first.
    """
    need(operations, "short_name", *requirements)
    heads = {field: wrapped(words, 11) for field, words in requirements.items()}
    wide = operations[["short_name", *requirements]]
    long = wide.melt("short_name", list(requirements), "field", "met")
    long = long.assign(
        requirement=long["field"].map(heads), met=long["met"].map({True: _YES, False: _NO})
    )
    long = long.merge(wide.astype(dict.fromkeys(requirements, bool)), on="short_name")
    switches = {
        field: alt.param(
            name=f"required_{number}",
            value=field in on,
            bind=alt.binding_checkbox(name=f"{words} "),
        )
        for number, (field, words) in enumerate(requirements.items())
    }
    passes = " && ".join(f"(!{s.name} || datum.{f})" for f, s in switches.items())
    order = [str(name) for name in wide["short_name"]]
    y = alt.Y("short_name:N", sort=order, title=None)
    base = alt.Chart(long).transform_calculate(counts=f"({passes}) ? 1 : 0")
    axis = labels(
        orient="top", labelAngle=0, labelOverlap=False,
        labelPadding=8 + 13 * (most_lines(heads.values()) - 1),
    )  # fmt: skip
    x = alt.X("requirement:N", sort=[*heads.values()], title=None, axis=axis)
    cells = base.mark_point(filled=True, size=110, shape="square").encode(
        x=x,
        y=y,
        color=alt.Color(
            "met:N",
            title="Fulfilled",
            scale=alt.Scale(domain=[_YES, _NO], range=[palette.BLUE, palette.GRID]),
        ),
        opacity=alt.condition("datum.counts == 1", alt.value(1), alt.value(0.25)),
        tooltip=[
            alt.Tooltip("short_name:N", title="Operation"),
            alt.Tooltip("requirement:N", title="Requirement"),
            alt.Tooltip("met:N", title="Fulfilled"),
        ],
    )
    struck = base.transform_filter("datum.counts == 0").mark_rule(color=palette.CONTEXT).encode(
        y=y, x=alt.value(0), x2=alt.value(alt.expr("width"))
    )  # fmt: skip
    told = (
        base.transform_aggregate(cells="sum(counts)")
        .transform_calculate(said=f"datum.cells / {len(requirements)} + ' of {len(order)} count'")
        .mark_text(align="right", baseline="bottom", fontSize=14, fontWeight="bold")
        .encode(x=alt.value(alt.expr("width")), y=alt.value(-_ABOVE), text="said:N")
    )
    met = [
        f"{words}: {int(wide[field].sum())} of {len(wide)}" for field, words in requirements.items()
    ]
    words = (
        f"A matrix of {len(wide)} operations and {len(requirements)} requirements. "
        f"{'; '.join(met)}. Switches say which requirements must hold; operations that fail one "
        "are struck out, and a line above says how many remain."
    )
    upright = {
        "labelAngle": -90,
        "labelAlign": "left",
        "labelBaseline": "middle",
        "labelPadding": 6,
        "labelExpr": f"replace(datum.label, /{BREAK}/g, ' ')",
    }
    drawn = layered(cells, struck, told).add_params(*switches.values())
    # A merge patch replaces a list as a whole, so a phone gets all layers again.
    phone = copy.deepcopy(drawn.to_dict()["layer"])
    phone[0]["encoding"]["x"]["axis"].update(upright)
    phone[2]["encoding"]["y"]["value"] = -_ABOVE_UPRIGHT
    usermeta = {"narrow": {"layer": phone}}
    return finish(drawn, title, subtitle, words, height=alt.Step(20), usermeta=usermeta)
