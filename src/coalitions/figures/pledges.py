"""Pledges, one tile each, by what they are for and how firm they were."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need, wrapped
from coalitions.figures.theme import BREAK

_TILE = 420
"""Size of a tile in square pixels: three letters must be legible on it."""

_ROW = 22
"""Height of a row of tiles on a phone, in pixels."""


def pledge_board(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    rows: Sequence[str],
    columns: Sequence[str],
) -> alt.LayerChart:
    """Lay out pledges by axis and by how firm they were, one tile for each.

    Parameters
    ----------
    table
        One row for each pledge: ``axis``, ``status``, ``code`` (on the tile), ``what``, ``date``.
    title, subtitle
        The finding; what is drawn.
    rows, columns
        Axes from top to bottom; states from the least to the most firm.
    """
    need(table, "axis", "status", "code", "what", "date")
    ranked = table.sort_values("date", kind="stable")
    shown = ranked[["code", "what"]].assign(
        axis=ranked["axis"].astype(str),
        status=ranked["status"].astype(str),
        when=[
            describe.date(day, str(precision))
            for day, precision in zip(ranked["date"], ranked["date_precision"], strict=True)
        ],
    )
    wide, narrow = (_Grid.of(shown, rows, columns, across) for across in (4, 1))
    shown = shown.assign(x=wide.x, y=wide.y, nx=narrow.x, ny=narrow.y)
    heads = pd.DataFrame(
        {
            "said": [wrapped(column, 11) for column in columns],
            "x": wide.centres,
            "nx": narrow.centres,
        }
    )
    sides = pd.DataFrame(
        {
            "said": [wrapped(row.capitalize(), 13) for row in rows],
            "y": [wide.tops[row] for row in rows],
            "ny": [narrow.tops[row] for row in rows],
        }
    )
    board = _board(shown, heads, sides, columns, wide, "x", "y", roomy=True)
    phone = _board(shown, heads, sides, columns, narrow, "nx", "ny", roomy=False).to_dict()["layer"]
    for layer, original in zip(phone, board.to_dict()["layer"], strict=True):
        layer["data"] = original["data"]
    told = "; ".join(
        f"{row}: "
        + (
            ", ".join(
                f"{column} {n}"
                for column in columns
                if (n := int(((shown["axis"] == row) & (shown["status"] == column)).sum()))
            )
            or "none"
        )
        for row in rows
    )
    words = f"{len(shown)} pledges as tiles, by axis and by how firm they were. {told}."
    return finish(
        board,
        title,
        subtitle,
        words,
        height=round(26 * wide.height),
        usermeta={"narrow": {"layer": phone, "height": round(_ROW * narrow.height)}},
    )


@dataclass(frozen=True)
class _Grid:
    """Where each tile of a board stands, in tiles."""

    x: list[float]
    y: list[float]
    centres: list[float]
    tops: Mapping[str, float]
    width: float
    height: float

    @classmethod
    def of(
        cls, shown: pd.DataFrame, rows: Sequence[str], columns: Sequence[str], across: int
    ) -> _Grid:
        place = shown.groupby(["axis", "status"]).cumcount()
        deepest = (place // across).groupby(shown["axis"]).max() + 1
        tops, top = {}, 0.0
        for row in rows:
            tops[row] = top
            top += float(deepest.get(row, 1)) + 0.35
        start = {column: n * (across + 0.5) for n, column in enumerate(columns)}
        return cls(
            x=[start[s] + n % across for s, n in zip(shown["status"], place, strict=True)],
            y=[tops[axis] + n // across for axis, n in zip(shown["axis"], place, strict=True)],
            centres=[left + (across - 1) / 2 for left in start.values()],
            tops=tops,
            width=len(columns) * (across + 0.5),
            height=top + 1.6,
        )


def _board(
    shown: pd.DataFrame,
    heads: pd.DataFrame,
    sides: pd.DataFrame,
    columns: Sequence[str],
    grid: _Grid,
    across: str,
    down: str,
    *,
    roomy: bool,
) -> alt.LayerChart:
    """Draw the tiles on the coordinates of one grid; `across` and `down` name its columns."""
    left = -(0.22 if roomy else 0.3) * grid.width
    x = alt.X(
        f"{across}:Q", axis=None, scale=alt.Scale(domain=[left, grid.width - 0.5], nice=False)
    )
    y = alt.Y(f"{down}:Q", axis=None, scale=alt.Scale(domain=[grid.height - 1.9, -1.6], nice=False))
    hues = palette.STEPS[1:]
    shades = [hues[round(n * (len(hues) - 1) / (len(columns) - 1))] for n in range(len(columns))]
    firm = [c for c, shade in zip(columns, shades, strict=True) if shade in shades[-2:]]
    tiles = alt.Chart(shown).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("what:N", title="Pledge"),
            alt.Tooltip("when:N", title="Date"),
            alt.Tooltip("status:N", title="How firm, our coding"),
        ],
    )
    scale = alt.Scale(domain=list(columns), range=shades)
    squares = tiles.mark_point(filled=True, shape="square", size=_TILE).encode(
        color=alt.Color("status:N", legend=None, scale=scale)
    )
    codes = tiles.mark_text(fontSize=9).encode(
        text="code:N",
        color=alt.condition(
            f"indexof({json.dumps(firm)}, datum.status) >= 0",
            alt.value(palette.PAPER),
            alt.value(palette.INK),
        ),
    )
    letters = 11 if roomy else 10
    head = (
        alt.Chart(heads)
        .mark_text(
            color=palette.MUTED,
            baseline="bottom" if roomy else "middle",
            align="center" if roomy else "left",
            angle=0 if roomy else 315,
            lineBreak=BREAK,
            fontSize=letters,
        )
        .encode(x=x, y=alt.value(26 if roomy else 14), text="said:N")
    )
    side = (
        alt.Chart(sides)
        .mark_text(align="left", baseline="middle", lineBreak=BREAK, fontSize=letters)
        .encode(x=alt.value(0), y=y, text="said:N")
    )
    return layered(squares, codes, head, side)
