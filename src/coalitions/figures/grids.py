"""Matrices: who holds which position, who came to which meeting."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, heads, layered, need, steps, wrapped
from coalitions.figures.theme import BREAK

# The ways of taking part, from the closest to the least: told by shape and by colour.
_SHAPES = ["square", "circle", "cross", "diamond"]
_HUES = [palette.BLUE, palette.GOLD, palette.CONTEXT, palette.CONTEXT]

# So many letters have room in all the columns of a matrix together on a phone.
_PHONE = 52


def position_matrix(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    row: str = "name",
    column: str = "question",
    value: str = "position",
    codes: Sequence[str] | None = None,
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    colours: Mapping[str, str] | None = None,
) -> alt.LayerChart:
    """Draw one cell for each pair of row and column, shaded by a ranked code.

    Parameters
    ----------
    table
        One row for each cell; a cell without a row stays empty.
    title, subtitle
        The finding; what is drawn.
    row, column, value
        Columns with the names of rows and columns, and the code.
    codes
        The codes from least to most; those of an ordered categorical if not given.
    rows, columns
        The order from top to bottom and left to right; as in the table if not given.
    colours
        A colour for each code, in place of the shades from pale to deep.

    Raises
    ------
    ValueError
        If the table holds a code that `codes` does not name.
    """
    need(table, row, column, value)
    known = table.dropna(subset=[value])
    need(known)
    codes = [str(code) for code in (codes or describe.codes(known[value]))]
    unlisted = sorted(set(known[value].astype(str)) - set(codes))
    if unlisted:
        raise ValueError(f"{value} also holds {', '.join(unlisted)}: add them to codes")
    rows = [str(name) for name in (rows or dict.fromkeys(known[row]))]
    columns = [str(name) for name in (columns or dict.fromkeys(known[column]))]
    cells = pd.DataFrame(known[[row, column, value]]).astype(str)
    cells = known[[]].assign(**{name: cells[name] for name in cells.columns})
    cells[column] = cells[column].map(lambda name: wrapped(name, 14))
    scale = steps(codes, colours)
    deep = [code for code, hue in zip(codes, scale["range"], strict=True) if _deep(hue)]
    on_deep = f"indexof({json.dumps(deep)}, datum[{json.dumps(value)}]) >= 0"
    axis, phone = heads(columns)
    x, y = (
        alt.X(
            f"{column}:N",
            sort=[wrapped(name, 14) for name in columns],
            title=None,
            axis=axis,
            scale=alt.Scale(paddingInner=0.04, paddingOuter=0),
        ),
        alt.Y(
            f"{row}:N", sort=rows, title=None, scale=alt.Scale(paddingInner=0.08, paddingOuter=0)
        ),
    )
    base = alt.Chart(cells)
    squares = base.mark_rect(cornerRadius=2).encode(
        color=alt.Color(f"{value}:N", scale=scale, legend=None, sort=codes),
        tooltip=[alt.Tooltip(f"{row}:N", title=" "), alt.Tooltip(f"{value}:N", title="Position")],
    )
    names = base.mark_text(fontSize=11, limit=130).encode(
        text=f"{value}:N",
        color=alt.condition(on_deep, alt.value(palette.PAPER), alt.value(palette.INK)),
    )
    words = describe.grid(known.astype({value: str}), row, column, value, labels=codes)
    drawn: alt.LayerChart = layered(squares, names).encode(x=x, y=y)
    room = _PHONE // len(columns)
    if not phone and max(map(len, codes)) > room:
        phone = {"usermeta": {"narrow": {"layer": _broken(drawn, value, codes, room)}}}
    return finish(drawn, title, subtitle, words, height=alt.Step(25), **phone)


def participation(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    row: str = "name",
    column: str = "event",
    mode: str | None = None,
    modes: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
) -> alt.Chart:
    """Draw who came to what: rows sorted by how often, columns as in the table.

    Parameters
    ----------
    table
        One row for each participant in each event.
    title, subtitle
        The finding; what is drawn.
    row, column
        Columns with the names of participants and of events.
    mode
        Column that says how they took part; drawn as a filled or an open mark.
    modes
        The ways of taking part, the closest first; the first is filled.
    columns
        The order of the events.
    """
    need(table, row, column, mode)
    order = table.groupby(row, observed=True)[column].nunique()
    rows = [str(n) for n in order.sort_values(ascending=False, kind="stable").index]
    columns = [str(name) for name in (columns or dict.fromkeys(table[column]))]
    kept = [name for name in (row, column, mode) if name]
    marks = table[kept].astype(str).dropna()
    marks[column] = marks[column].map(lambda name: wrapped(name, 12))
    axis, phone = heads(columns)
    chart = alt.Chart(marks).encode(
        x=alt.X(
            f"{column}:N",
            sort=[wrapped(name, 12) for name in columns],
            title=None,
            axis=axis,
        ),
        y=alt.Y(f"{row}:N", sort=rows, title=None, axis=alt.Axis(grid=True)),
        tooltip=[alt.Tooltip(f"{n}:N", title=n.replace("_", " ").capitalize()) for n in kept],
    )
    if mode:
        ways = [str(way) for way in (modes or dict.fromkeys(marks[mode]))]
        shapes = alt.Scale(domain=ways, range=_SHAPES[: len(ways)])
        hues = alt.Scale(domain=ways, range=_HUES[: len(ways)])
        chart = chart.encode(
            shape=alt.Shape(f"{mode}:N", title=None, scale=shapes),
            color=alt.Color(f"{mode}:N", title=None, scale=hues),
        )
    words = describe.grid(
        marks.assign(entry=marks[mode] if mode else "took part"), row, column, "entry"
    )
    drawn: alt.Chart = chart.mark_point(filled=True, size=110, shape="square")
    return finish(drawn, title, subtitle, words, height=alt.Step(20), **phone)


def _deep(colour: str) -> bool:
    """Say whether words on a colour must be light."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140


def _broken(
    drawn: alt.LayerChart, value: str, codes: Sequence[str], room: int
) -> list[dict[str, Any]]:
    """Give the layers of a matrix with the words in its cells on several lines."""
    squares, names = drawn.to_dict()["layer"]
    lines = {code: wrapped(code, room).split(BREAK) for code in codes}
    own = f"({json.dumps(lines)})[datum[{json.dumps(value)}]]"
    mark = {**names["mark"], "fontSize": 10, "lineHeight": 11, "text": {"expr": own}}
    mark["dy"] = {"expr": f"5.5 * (1 - length({own}))"}  # the middle of the first line is meant
    encoding = {channel: what for channel, what in names["encoding"].items() if channel != "text"}
    return [squares, {**names, "mark": mark, "encoding": encoding}]
