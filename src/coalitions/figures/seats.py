"""Who sat at a table, on a map, with a place for those whom a map of Europe does not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import altair as alt
import pandas as pd

from coalitions.figures import palette
from coalitions.figures.maps import europe_map, features
from coalitions.figures.parts import layered, steps, wrapped
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


def seat_map(
    places: pd.DataFrame, *, title: str, subtitle: str = "", codes: Sequence[str]
) -> alt.VConcatChart:
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
    states = places[on_map]
    colours = {code: _HUES[code] for code in codes}
    above = europe_map(
        states, title=title, value="place", iso3="participant", codes=codes, colours=colours
    )
    words = str(above.to_dict()["description"])
    beyond = places[~on_map]
    told = "; ".join(f"{row['name']} ({row['place'].lower()})" for _, row in beyond.iterrows())
    below = _tiles(beyond, codes, colours)
    # What belongs to the whole figure may not stand on a part of it.
    bare = above.properties(height=430)
    for part in ("title", "usermeta", "description"):
        bare[part] = alt.Undefined
    together = alt.vconcat(bare, below, spacing=6).resolve_scale(color="independent")
    first, second = together.to_dict()["vconcat"]
    headline = alt.Title(title, subtitle=subtitle) if subtitle else alt.Title(title)
    drawn: alt.VConcatChart = together.properties(
        title=headline,
        description=f"{words} Below the map, since they are not on it: {told}.",
        usermeta={
            "narrow": {
                "vconcat": [{**first, "height": 330}, second],
                "config": {"legend": {"columns": 3}},
            }
        },
    )
    return drawn


def _tiles(
    beyond: pd.DataFrame, codes: Sequence[str], colours: Mapping[str, str]
) -> alt.LayerChart:
    rank = {code: -n for n, code in enumerate(codes)}
    ordered = beyond.assign(rank=beyond["place"].map(rank)).sort_values("rank", kind="stable")
    spot = range(len(ordered))
    shown = ordered[["name", "place"]].assign(
        label=[wrapped(name, 14) for name in ordered["name"]],
        across=[n % _ACROSS for n in spot],
        down=[n // _ACROSS for n in spot],
    )
    base = alt.Chart(shown).encode(
        x=alt.X("across:O", title=None, axis=None, scale=alt.Scale(paddingInner=0.04)),
        y=alt.Y("down:O", title=None, axis=None, scale=alt.Scale(paddingInner=0.1)),
    )
    tiles = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color("place:N", scale=steps(codes, colours), legend=None, sort=list(codes)),
        tooltip=[
            alt.Tooltip("name:N", title="Not on the map"),
            alt.Tooltip("place:N", title="Place"),
        ],
    )
    pale = "datum.place == 'Came later'"
    text = base.mark_text(fontSize=11, lineBreak=BREAK, lineHeight=12, dy=-5).encode(
        text="label:N",
        color=alt.condition(pale, alt.value(palette.INK), alt.value(palette.PAPER)),
    )
    drawn: alt.LayerChart = layered(tiles, text).properties(height=alt.Step(34))
    return drawn
