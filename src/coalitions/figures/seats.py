"""Who sat at a table, on a map, with a place for those whom a map of Europe does not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

import altair as alt
import pandas as pd

from coalitions.figures import palette
from coalitions.figures.maps import europe_map, features
from coalitions.figures.parts import finish, layered, steps, wrapped
from coalitions.figures.theme import BREAK

_HUES: Final[Mapping[str, str]] = {
    "Came later": palette.STEPS[1],
    "Organisation": palette.INDIGO,
    "Other state": palette.TEAL,
    "EU member": palette.BLUE,
    "Ukraine": palette.GOLD,
    "Host": palette.RED,
}
_ACROSS: Final = 4
_ROW: Final = 38
"""Height in pixels of a row of tiles."""


def seat_map(
    places: pd.DataFrame, *, title: str, subtitle: str = "", codes: Sequence[str]
) -> alt.LayerChart:
    """Shade the states by their place at a table; tiles below stand for those not on the map.

    Parameters
    ----------
    places
        Rows of `coalitions.summit.seat_places`.
    title, subtitle
        The finding; what is drawn.
    codes
        The places from the least to the most, as `coalitions.summit.PLACES`.
    """
    drawable = {str(feature["id"]) for feature in features()}
    on_map = places["participant"].isin(drawable)
    colours = {code: _HUES[code] for code in codes}
    land = europe_map(
        places[on_map],
        title=title,
        value="place",
        iso3="participant",
        codes=codes,
        colours=colours,
    )
    beyond = places[~on_map]
    told = "; ".join(f"{row['name']} ({row['place'].lower()})" for _, row in beyond.iterrows())
    words = f"{land.to_dict()['description']} Below the map, since they are not on it: {told}."
    strip = _ROW * -(-len(beyond) // _ACROSS)
    room = f"(height - {strip})"
    shapes = cast("list[alt.Chart]", land.layer)
    # The map as it is elsewhere, moved up to leave room for the tiles.
    drawn = layered(*shapes, *_tiles(beyond, codes, colours, strip)).project(
        **{
            **land["projection"].to_dict(),
            "scale": alt.expr(f"min(width * 1.28, {room} * 1.36)"),
            "translate": alt.expr(f"[width / 2, {room} / 2]"),
        }
    )
    narrow = {"height": 320 + strip, "config": {"legend": {"columns": 3}}}
    return finish(drawn, title, subtitle, words, height=450 + strip, usermeta={"narrow": narrow})


def _tiles(
    beyond: pd.DataFrame, codes: Sequence[str], colours: Mapping[str, str], strip: int
) -> list[alt.Chart]:
    rank = {code: -n for n, code in enumerate(codes)}
    ordered = beyond.assign(rank=beyond["place"].map(rank)).sort_values("rank", kind="stable")
    spot = range(len(ordered))
    shown = ordered[["name", "place"]].assign(
        label=[wrapped(name, 13) for name in ordered["name"]],
        left=[n % _ACROSS for n in spot],
        top=[n // _ACROSS for n in spot],
    )
    shown = shown.assign(right=shown["left"] + 0.97, bottom=shown["top"] + 0.92)
    across = alt.Scale(domain=[0, _ACROSS], nice=False)
    down = alt.Scale(
        domain=[0, strip / _ROW],
        range=[alt.expr(f"height - {strip}"), alt.expr("height")],
        nice=False,
    )
    base = alt.Chart(shown)
    # Land that reaches below the map must not show between the tiles.
    paper = base.mark_rect(color=palette.PAPER).encode(
        x=alt.value(-2), x2=alt.value("width"), y=alt.value(alt.expr(f"height - {strip} - 4"))
    )
    paper = paper.encode(y2=alt.value("height"))
    tiles = base.mark_rect(cornerRadius=3).encode(
        x=alt.X("left:Q", scale=across, axis=None),
        x2="right:Q",
        y=alt.Y("top:Q", scale=down, axis=None),
        y2="bottom:Q",
        color=alt.Color("place:N", scale=steps(codes, colours), sort=list(codes), title=None),
        tooltip=[
            alt.Tooltip("name:N", title="Not on the map"),
            alt.Tooltip("place:N", title="Place"),
        ],
    )
    pale = "datum.place == 'Came later'"
    text = base.transform_calculate(
        middle="(datum.left + datum.right) / 2", centre="(datum.top + datum.bottom) / 2"
    )
    names = text.mark_text(
        fontSize=11,
        lineBreak=BREAK,
        lineHeight=12,
        dy=alt.expr(f"indexof(datum.label, '{BREAK}') < 0 ? 0 : -6"),
    ).encode(
        x=alt.X("middle:Q", scale=across, axis=None),
        y=alt.Y("centre:Q", scale=down, axis=None),
        text="label:N",
        color=alt.condition(pale, alt.value(palette.INK), alt.value(palette.PAPER)),
    )
    return [paper, tiles, names]
