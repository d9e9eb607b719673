"""Estimates that disagree: strengths as sources happen to give them, offers beside presence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need

_SHAPES = ("square", "triangle-up", "circle", "diamond", "cross")


def sightings(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    time: str = "as_of",
    value: str = "total_personnel",
    unit: str = "persons",
    kind: str = "kind",
    kinds: Mapping[str, str],
    band: tuple[float, float] | None = None,
    band_label: str = "",
) -> alt.LayerChart:
    """Draw numbers that sources give for single days, without joining what nobody measured.

    Parameters
    ----------
    table
        One row for each number; several on one day are joined by a thin line.
    title, subtitle
        The finding; what is drawn.
    time, value, unit
        Columns with moments and numbers; what the numbers count.
    kind, kinds
        Column that says what is counted; its values in the order of the legend, with colours.
    band, band_label
        Lowest and highest of numbers without a day (an undated peak), drawn as a band.
    """
    need(table, time, value, kind)
    known = table.dropna(subset=[time, value]).sort_values(time, kind="stable")
    need(known)
    kept = [time, f"{time}_precision", value, kind, "source_id"]
    known = known[[column for column in kept if column in known.columns]]
    x = alt.X(f"{time}:T", title=None, axis=_months(known[time]))
    y = alt.Y(f"{value}:Q", title=None, scale=alt.Scale(zero=True))
    pick = alt.selection_point(fields=[kind], bind="legend", name="kind")
    spans = (
        alt.Chart(known)
        .mark_rule(color=palette.CONTEXT)
        .encode(x=x, y=f"min({value}):Q", y2=f"max({value}):Q", detail=f"{kind}:N")
    )
    names = list(kinds)
    dots = (
        alt.Chart(known)
        .mark_point(filled=True, size=70)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                f"{kind}:N",
                title=None,
                scale=alt.Scale(domain=names, range=[*kinds.values()]),
                legend=alt.Legend(columns=2, labelLimit=200),
            ),
            shape=_shape(kind, names),
            opacity=alt.when(pick).then(alt.value(1)).otherwise(alt.value(0.1)),
            tooltip=[
                alt.Tooltip(f"{time}:T", title="Date", format="%-d %B %Y"),
                alt.Tooltip(f"{value}:Q", title=unit.capitalize(), format=","),
                alt.Tooltip(f"{kind}:N", title="Counted"),
                alt.Tooltip("source_id:N", title="Source"),
            ],
        )
        .add_params(pick)
    )
    layers = [spans, dots]
    said = [
        describe.series(part, time, value, unit=unit, what=name)
        for name in names
        if len(part := known[known[kind].astype(str).eq(name)])
    ]
    words = "Dots, each a number that a source gives for a day. " + " ".join(said)
    if band:
        layers = [*_band(band, band_label, known[time].min()), *layers]
        words += f" A band marks {band_label}: {_from_to(*band)}."
    return finish(layered(*layers), title, subtitle, words)


def _months(moments: pd.Series) -> alt.Axis:
    """Mark months on a span of less than two years, years on a longer one."""
    if moments.max() - moments.min() > pd.Timedelta(days=730):
        return alt.Axis(tickCount={"interval": "year", "step": 1}, format="%Y")
    return alt.Axis(
        tickCount={"interval": "month", "step": 1},
        labelExpr="timeFormat(datum.value, month(datum.value) ? '%b' : '%b %Y')",
    )


def _shape(kind: str, names: Sequence[str]) -> alt.Shape:
    scale = alt.Scale(domain=[*names], range=[*_SHAPES[: len(names)]])
    return alt.Shape(f"{kind}:N", title=None, scale=scale)


def _band(ends: tuple[float, float], label: str, start: pd.Timestamp) -> list[alt.Chart]:
    """Draw a range without a day across the whole chart, named at its left end."""
    shown = pd.DataFrame({"low": [ends[0]], "high": [ends[1]], "start": [start], "said": [label]})
    area = alt.Chart(shown).mark_rect(color=palette.CONTEXT, opacity=0.3)
    name = alt.Chart(shown).mark_text(
        align="left", baseline="bottom", dy=-4, fontSize=11, color=palette.MUTED
    )
    return [
        area.encode(y=alt.Y("low:Q", title=None), y2="high:Q"),
        name.encode(x=alt.X("start:T", title=None), y="high:Q", text="said:N"),
    ]


def kinds_of_number(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    label: str = "name",
    value: str = "personnel",
    unit: str = "persons",
    kind: str = "kind",
    kinds: Mapping[str, str],
    order: Sequence[str] | None = None,
) -> alt.LayerChart:
    """Draw every number that sources give for a thing, told apart by what it measures.

    Parameters
    ----------
    table
        One row for each number.
    title, subtitle
        The finding; what is drawn.
    label, value, unit
        Columns with names and numbers; what the numbers count. The axis is logarithmic.
    kind, kinds
        Column with the kind of number; its values in the order of the legend, with colours. A
        click on the legend shows one kind alone.
    order
        Names from top to bottom; by the largest number if not given.
    """
    need(table, label, value, kind)
    known = table.dropna(subset=[value])
    known = known[known[kind].astype(str).isin(kinds)]
    need(known)
    kept = [label, value, kind, "source_id", "contribution"]
    known = known[[column for column in kept if column in known.columns]]
    known = known.assign(**{label: known[label].astype(str), kind: known[kind].astype(str)})
    top = known.groupby(label)[value].max().sort_values(ascending=False, kind="stable")
    rows = [str(name) for name in (order or top.index)]
    names = list(kinds)
    pick = alt.selection_point(fields=[kind], bind="legend", name="kind")
    scale = alt.Scale(type="log", nice=False, padding=10)
    base = alt.Chart(known).encode(
        y=alt.Y(f"{label}:N", sort=rows, title=None, axis=alt.Axis(grid=True))
    )
    ranges = base.mark_rule(color=palette.CONTEXT).encode(
        x=alt.X(f"min({value}):Q", title=unit.capitalize(), scale=scale), x2=f"max({value}):Q"
    )
    tips = [
        alt.Tooltip(f"{label}:N", title=" "),
        alt.Tooltip(f"{value}:Q", title=unit.capitalize(), format=","),
        alt.Tooltip(f"{kind}:N", title="Kind of number"),
        alt.Tooltip("source_id:N", title="Source"),
    ]
    if "contribution" in known.columns:
        tips.append(alt.Tooltip("contribution:N", title="What"))
    dots = (
        base.mark_point(filled=True, size=64)
        .encode(
            x=alt.X(f"{value}:Q", title=unit.capitalize(), scale=scale),
            color=alt.Color(
                f"{kind}:N",
                title=None,
                scale=alt.Scale(domain=names, range=[*kinds.values()]),
                legend=alt.Legend(columns=3, labelLimit=200),
            ),
            shape=_shape(kind, names),
            opacity=alt.when(pick).then(alt.value(0.95)).otherwise(alt.value(0.06)),
            tooltip=tips,
        )
        .add_params(pick)
    )
    words = describe.spread(known, label, value, unit=unit, what="Dots of several kinds, ranges")
    return finish(layered(ranges, dots), title, subtitle, words, height=alt.Step(20))


def offered_and_there(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    label: str = "name",
    unit: str = "persons",
    colour: str = palette.BLUE,
) -> alt.LayerChart:
    """Draw what each state offered beside what it had there, as ranges on one axis.

    Parameters
    ----------
    table
        One row for each state with ``pledged_low``, ``pledged_high``, ``present_low`` and
        ``present_high``, as `coalitions.contingents.pledge_and_presence` gives them.
    title, subtitle
        The finding; what is drawn.
    label, unit
        Column with names; what the numbers count. The axis is logarithmic.
    colour
        The colour of what was there.
    """
    ends = ["pledged_low", "pledged_high", "present_low", "present_high"]
    need(table, label, *ends)
    shown = table[[label, *ends]].astype(dict.fromkeys(ends, float))
    order = [str(name) for name in shown[label]]
    halves = [
        shown[[label, f"{what}_low", f"{what}_high"]]
        .rename(columns={f"{what}_low": "low", f"{what}_high": "high"})
        .assign(what=said)
        for what, said in (("pledged", "offered"), ("present", "there"))
    ]
    both = pd.concat(halves)
    hues = alt.Scale(domain=["offered", "there"], range=[palette.CONTEXT, colour])
    shapes = alt.Scale(domain=["offered", "there"], range=["square", "circle"])
    scale = alt.Scale(type="log", nice=False, padding=10)
    base = alt.Chart(both).encode(
        y=alt.Y(f"{label}:N", sort=order, title=None),
        color=alt.Color("what:N", title=None, scale=hues),
        tooltip=[
            alt.Tooltip(f"{label}:N", title=" "),
            alt.Tooltip("what:N", title="Number"),
            alt.Tooltip("low:Q", title="Lowest", format=","),
            alt.Tooltip("high:Q", title="Highest", format=","),
        ],
    )

    def x(column: str) -> alt.X:
        return alt.X(column, type="quantitative", title=unit.capitalize(), scale=scale)

    links = (
        alt.Chart(both)
        .mark_rule(color=palette.GRID, strokeWidth=2)
        .encode(y=alt.Y(f"{label}:N", sort=order), x=x("min(low)"), x2="max(high):Q")
    )
    ranges = base.mark_rule(strokeWidth=3).encode(x=x("low"), x2="high:Q")
    marks = [
        base.mark_point(filled=True, size=80).encode(
            x=x(end), shape=alt.Shape("what:N", title=None, scale=shapes)
        )
        for end in ("low", "high")
    ]
    said = "; ".join(
        f"{row[label]} offered {_from_to(row['pledged_low'], row['pledged_high'])}, "
        f"had {_from_to(row['present_low'], row['present_high'])}"
        for _, row in shown.iterrows()
    )
    words = f"Pairs of ranges for {len(shown)} states, in {unit}: {said}."
    return finish(layered(links, ranges, *marks), title, subtitle, words, height=alt.Step(24))


def _from_to(low: float, high: float) -> str:
    if low == high:
        return describe.number(low)
    return f"{describe.number(low)} to {describe.number(high)}"
