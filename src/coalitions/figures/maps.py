"""A map of Europe, shaded by a number or by a code."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import altair as alt
import pandas as pd

from coalitions.figures import atlas, describe, palette
from coalitions.figures.parts import finish, layered, need, steps

# A country smaller than this (square degrees) also gets a dot, or nobody would see its colour.
_SMALL = 1.0


def europe_map(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    value: str,
    iso3: str = "iso3",
    name: str = "name",
    unit: str = "",
    codes: Sequence[str] | None = None,
    colours: Mapping[str, str] | None = None,
) -> alt.LayerChart:
    """Shade the countries of Europe.

    A map shows where, not how much: use `ranked` to compare. Countries outside Europe are not
    drawn; the description names them with their values.

    Parameters
    ----------
    table
        One row for each country.
    title, subtitle
        The finding; what is drawn.
    value
        Column with a number, shaded in five steps, or with a code.
    iso3, name
        Columns with the code and the name of the country.
    unit
        What a number counts.
    codes
        The codes from least to most, if `value` is a code; those of an ordered categorical if not
        given.
    colours
        A colour for each code, in place of the shades from pale to deep.

    Raises
    ------
    ValueError
        If a country has more than one row.
    """
    need(table, iso3, name, value)
    known = table.dropna(subset=[value])
    need(known)
    twice = sorted(known.loc[known[iso3].duplicated(), iso3].astype(str).unique())
    if twice:
        raise ValueError(f"a map has one value for a country; more than one: {', '.join(twice)}")
    shown = known[[iso3, name, value]]
    numeric = pd.api.types.is_numeric_dtype(shown[value])
    if not numeric:
        codes = list(codes or describe.codes(shown[value]))
        shown = shown.assign(**{value: shown[value].astype(str)})
    legend = unit.capitalize() if numeric else None
    colour = alt.Color(
        f"{value}:{'Q' if numeric else 'N'}",
        title=legend,
        scale=alt.Scale(type="quantize", nice=True, range=list(palette.STEPS))
        if numeric
        else steps(codes or (), colours),
        sort=None if numeric else codes,
        legend=alt.Legend(symbolStrokeWidth=0),
    )
    tips = [
        alt.Tooltip(f"{name}:N", title="Country"),
        alt.Tooltip(f"{value}:{'Q' if numeric else 'N'}", title=legend or "Value"),
    ]
    joined = alt.LookupData(data=shown, key=iso3, fields=[name, value])
    has_value = f"isValid(datum[{json.dumps(value)}])"
    land = (
        alt.Chart(alt.InlineData(values=features()))
        .mark_geoshape(stroke=palette.PAPER, strokeWidth=0.6, clip=True)
        .transform_lookup(lookup="id", from_=joined)
    )
    # Without a value: no shade at all, for the palest is one of the shades.
    empty = land.transform_filter(f"!{has_value}").encode(
        color=alt.value(palette.PAPER), stroke=alt.value(palette.CONTEXT)
    )
    shaded = land.transform_filter(has_value).encode(color=colour, tooltip=tips)
    dots = (
        alt.Chart(alt.InlineData(values=_small()))
        .mark_circle(size=60, stroke=palette.PAPER, strokeWidth=0.8, clip=True)
        .transform_lookup(lookup="id", from_=joined)
        .transform_filter(has_value)
        .encode(longitude="lon:Q", latitude="lat:Q", color=colour, tooltip=tips)
    )
    drawn: alt.LayerChart = layered(empty, shaded, dots).project(
        type="conicConformal",
        rotate=[-17, 0, 0],
        parallels=[40, 62],
        center=[0, 52.5],
        precision=1,
        scale=alt.expr("min(width * 1.28, height * 1.36)"),
        translate=alt.expr("[width / 2, height / 2]"),
    )
    words = _words(shown, iso3, name, value, unit, codes if not numeric else None)
    return finish(drawn, title, subtitle, words, height=460, usermeta={"narrow": {"height": 330}})


def _words(
    shown: pd.DataFrame, iso3: str, name: str, value: str, unit: str, codes: Sequence[str] | None
) -> str:
    on_map = shown[iso3].isin({str(feature["id"]) for feature in features()})
    if codes is None:
        words = describe.ranking(shown[on_map], name, value, unit=unit, what="A map, with shades")
    else:
        groups = [
            f"{code}: {', '.join(map(str, shown.loc[on_map & (shown[value] == code), name]))}"
            for code in reversed(codes)
            if (on_map & (shown[value] == code)).any()
        ]
        words = f"A map of Europe in {len(groups)} shades. {'; '.join(groups)}."
    elsewhere = [f"{row[name]} {row[value]}" for _, row in shown[~on_map].iterrows()]
    return words + (f" Not on the map: {', '.join(elsewhere)}." if elsewhere else "")


@functools.cache
def features() -> list[dict[str, Any]]:
    """Return the shapes of the countries of Europe and its neighbours, as GeoJSON features."""
    text = Path(atlas.TARGET).read_text("utf-8")
    return cast("list[dict[str, Any]]", json.loads(text)["features"])


@functools.cache
def _small() -> list[dict[str, Any]]:
    """Give the middle of each country that is too small for its colour to be seen."""
    dots = []
    for feature in features():
        ring = feature["geometry"]["coordinates"][0][0]
        if atlas.area(ring) < _SMALL:
            lons, lats = zip(*ring, strict=True)
            middle = {"lon": (min(lons) + max(lons)) / 2, "lat": (min(lats) + max(lats)) / 2}
            # Marked as a shape, so that nobody takes its place for data.
            dots.append({"type": "Feature", "id": feature["id"], **middle})
    return dots
