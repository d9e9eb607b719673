"""Ukraine on a map: cities, the line of contact, and the circle that a battery would cover."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from coalitions import geodesy
from coalitions.facts import Facts
from coalitions.figures import describe, maps, palette
from coalitions.figures.parts import finish, layered, need
from coalitions.geodesy import Point
from coalitions.provenance import of

_OWN: Final = "the slider"
_RING_STEP: Final = 4
"""Degrees between the points of the circle."""

_NEIGHBOURS: Final = {
    *("UKR", "RUS", "BLR", "POL", "SVK", "HUN", "ROU", "MDA", "BGR", "LTU", "LVA", "TUR", "SRB"),
}
_WIDE_SCALE: Final = "min(width * 3.05, height * 4.9)"

_LABELLED: Final = ("Lviv", "Kharkiv", "Kyiv", "Odesa", "Dnipro", "Sumy", "Zaporizhzhia")
_BELOW: Final = ("Zaporizhzhia", "Odesa", "Kherson")


def reach_explorer(
    cities: pd.DataFrame,
    lines: Mapping[str, Sequence[Point]],
    reaches: Mapping[str, float],
    *,
    title: str,
    subtitle: str = "",
    site: str,
    target: str,
    system: str,
    zone_km: float,
    rows: object = (),
) -> alt.LayerChart:
    """Draw what a battery at a city would cover; menus choose the city and the system.

    The distances are computed in the reader's browser by the haversine formula, as
    `coalitions.geodesy.great_circle` computes them here.

    Parameters
    ----------
    cities
        One row for each city: ``city``, ``latitude``, ``longitude``.
    lines
        Parts of the line of contact, as `coalitions.terrain.contact_lines` gives them.
    reaches
        System, as the menu shows it, to its reach in km.
    title, subtitle
        The finding; what is drawn.
    site, target
        Where the battery stands at first; the city whose distance is written out.
    system
        The system at first: a key of `reaches`.
    zone_km
        Half the width of the belt drawn along the line, for what the line does not say.
    rows
        What else the map rests on: the rows of the line, the reaches and the belt.
    """
    need(cities, "city", "latitude", "longitude")
    params = _params(cities, reaches, site, system)
    places = cities[["city", "latitude", "longitude"]].astype(
        {"latitude": float, "longitude": float}
    )
    places = Facts.resting_on(pd.DataFrame(places), of([cities, rows]))
    here = {
        str(name): [float(lon), float(lat)]
        for name, lon, lat in zip(
            places["city"], places["longitude"], places["latitude"], strict=True
        )
    }
    measured = _measured(alt.Chart(places), here, reaches)
    tips = [
        alt.Tooltip("city:N", title="City"),
        alt.Tooltip("km:Q", title="From the battery, km", format=",.0f"),
        alt.Tooltip("state:N", title="Cover"),
    ]
    spots = measured.encode(longitude="longitude:Q", latitude="latitude:Q")
    dots = spots.mark_point(filled=True, size=70, stroke=palette.PAPER, strokeWidth=0.8).encode(
        color=alt.Color(
            "state:N",
            title=None,
            scale=alt.Scale(
                domain=["within reach", "out of reach"], range=[palette.BLUE, palette.ORANGE]
            ),
        ),
        tooltip=tips,
    )
    named = spots.transform_filter(
        f"indexof({json.dumps(list(_LABELLED))}, datum.city) >= 0 || datum.city == reach_site"
    )
    # A name below its dot where the one above would meet a neighbour.
    beside = alt.expr(f"indexof({json.dumps(list(_BELOW))}, datum.city) >= 0 ? 14 : -11")
    halo = named.mark_text(dy=beside, fontSize=11, stroke=palette.PAPER, strokeWidth=4)
    text = named.mark_text(dy=beside, fontSize=11)
    sentence = _sentence(measured, target).mark_text(
        align="left", baseline="top", fontSize=13, fontWeight="bold"
    )
    drawn = layered(
        *_land(),
        *_front(lines, zone_km),
        _circle(here, reaches),
        dots,
        halo.encode(text="city:N"),
        text.encode(text="city:N"),
        sentence.encode(x=alt.value(4), y=alt.value(2), text="said:N"),
    ).project(
        type="conicConformal",
        rotate=[-31.2, 0, 0],
        parallels=[46, 51],
        center=[0, 48.6],
        scale=alt.expr(_WIDE_SCALE),
        translate=alt.expr("[width / 2, height / 2]"),
    )
    return finish(
        drawn.add_params(*params),
        title,
        subtitle,
        _words(places, here, site, target, system, reaches),
        height=440,
        usermeta={"narrow": {"height": 300}},
    )


def _params(
    cities: pd.DataFrame, reaches: Mapping[str, float], site: str, system: str
) -> list[alt.Parameter]:
    return [
        alt.param(
            name="reach_site",
            value=site,
            bind=alt.binding_select(options=sorted(map(str, cities["city"])), name="Battery at "),
        ),
        alt.param(
            name="reach_system",
            value=system,
            bind=alt.binding_select(options=[*reaches, _OWN], name="Reach of "),
        ),
        alt.param(
            name="reach_own",
            value=300,
            bind=alt.binding_range(min=10, max=900, step=10, name="Slider, km "),
        ),
    ]


def _reach(reaches: Mapping[str, float]) -> str:
    """Write the expression of the reach that is chosen, in km."""
    table = json.dumps(dict(reaches), ensure_ascii=False)
    return f"(reach_system == '{_OWN}' ? reach_own : ({table})[reach_system])"


def _measured(
    chart: alt.Chart, here: Mapping[str, Sequence[float]], reaches: Mapping[str, float]
) -> alt.Chart:
    """Add to each city its distance from the battery and whether it lies within reach."""
    site = f"({json.dumps(here, ensure_ascii=False)})[reach_site]"
    rad = "PI / 180"
    measured: alt.Chart = chart.transform_calculate(
        lon0=f"{site}[0]",
        lat0=f"{site}[1]",
        h=f"pow(sin((datum.latitude - {site}[1]) * {rad} / 2), 2)"
        f" + cos({site}[1] * {rad}) * cos(datum.latitude * {rad})"
        f" * pow(sin((datum.longitude - {site}[0]) * {rad} / 2), 2)",
    ).transform_calculate(
        km=f"2 * {geodesy.EARTH_RADIUS_KM} * asin(min(1, sqrt(datum.h)))",
        state=f"2 * {geodesy.EARTH_RADIUS_KM} * asin(min(1, sqrt(datum.h))) <= {_reach(reaches)}"
        " ? 'within reach' : 'out of reach'",
    )
    return measured


def _sentence(measured: alt.Chart, target: str) -> alt.Chart:
    """Say how far the target is and how many cities are covered."""
    said: alt.Chart = (
        measured.transform_calculate(
            inside="datum.state == 'within reach' ? 1 : 0",
            away=f"datum.city == {json.dumps(target)} ? datum.km : null",
        )
        .transform_aggregate(inside="sum(inside)", cities="count()", away="max(away)", groupby=[])
        .transform_calculate(
            said=f"reach_site + ' – {target} ' + format(datum.away, ',.0f') + ' km; ' "
            "+ datum.inside + ' of ' + datum.cities + ' cities within reach'"
        )
    )
    return said


def _circle(here: Mapping[str, Sequence[float]], reaches: Mapping[str, float]) -> alt.Chart:
    """Draw the points at the chosen reach: a circle on the earth, not on the paper."""
    site = f"({json.dumps(here, ensure_ascii=False)})[reach_site]"
    rad = "PI / 180"
    arc = f"({_reach(reaches)} / {geodesy.EARTH_RADIUS_KM})"
    around: alt.Chart = (
        alt.Chart(alt.sequence(0, 360 + _RING_STEP, _RING_STEP, as_="bearing"))
        .transform_calculate(
            lat=f"asin(sin({site}[1] * {rad}) * cos({arc}) + cos({site}[1] * {rad}) * sin({arc})"
            f" * cos(datum.bearing * {rad})) / ({rad})",
        )
        .transform_calculate(
            lon=f"{site}[0] + atan2(sin(datum.bearing * {rad}) * sin({arc})"
            f" * cos({site}[1] * {rad}),"
            f" cos({arc}) - sin({site}[1] * {rad}) * sin(datum.lat * {rad})) / ({rad})",
        )
        .mark_line(color=palette.BLUE, strokeWidth=2.5, clip=True)
        .encode(longitude="lon:Q", latitude="lat:Q", order="bearing:Q")
    )
    return around


def _land() -> list[alt.Chart]:
    shapes = [feature for feature in maps.features() if feature["id"] in _NEIGHBOURS]
    own = [feature for feature in shapes if feature["id"] == "UKR"]
    others = [feature for feature in shapes if feature["id"] != "UKR"]
    style: dict[str, Any] = {"stroke": palette.CONTEXT, "strokeWidth": 0.5, "clip": True}
    return [
        alt.Chart(alt.InlineData(values=others)).mark_geoshape(fill=palette.GRID, **style),
        alt.Chart(alt.InlineData(values=own)).mark_geoshape(fill=palette.STEPS[0], **style),
    ]


def _front(lines: Mapping[str, Sequence[Point]], zone_km: float) -> list[alt.Chart]:
    """Draw the line, and below it the belt in which it may as well run."""
    circles = [
        [_rounded(geodesy.ring(p, zone_km, points=16))]
        for line in lines.values()
        for p in geodesy.densified(list(line), zone_km)
    ]
    belt = _feature("belt", "MultiPolygon", circles)
    line = _feature(
        "line of contact", "MultiLineString", [_rounded(part) for part in lines.values()]
    )
    return [
        alt.Chart(alt.InlineData(values=[belt])).mark_geoshape(
            fill=palette.RED, opacity=0.28, clip=True
        ),
        alt.Chart(alt.InlineData(values=[line])).mark_geoshape(
            filled=False, stroke=palette.RED, strokeWidth=2, clip=True
        ),
    ]


def _feature(name: str, kind: str, coordinates: Sequence[object]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": name,
        "properties": {},
        "geometry": {"type": kind, "coordinates": list(coordinates)},
    }


def _rounded(points: Sequence[Point]) -> list[list[float]]:
    return [[round(lon, 2), round(lat, 2)] for lon, lat in points]


def _words(
    places: pd.DataFrame,
    here: Mapping[str, Sequence[float]],
    site: str,
    target: str,
    system: str,
    reaches: Mapping[str, float],
) -> str:
    origin = (here[site][0], here[site][1])
    away = {name: geodesy.great_circle(origin, (lon, lat)) for name, (lon, lat) in here.items()}
    inside = sorted(name for name, km in away.items() if km <= reaches[system])
    return (
        f"A map of Ukraine with {len(places)} cities, the line of contact and a circle of "
        f"{describe.number(reaches[system])} km around {site}, the reach of {system}. Within it: "
        f"{', '.join(inside)}. {target} lies {describe.number(round(away[target]))} km away. Menus "
        "choose another city and another reach."
    )
