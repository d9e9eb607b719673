"""Who is counted: the seats of one table under several ways of counting them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from coalitions.figures import palette
from coalitions.figures.parts import finish, labels, layered, most_lines, need, wrapped
from coalitions.figures.theme import BREAK

_HEADS = "Organisation heads"
_HEAD_CHOICES = ("leave out", "EU and NATO once each", "all")
_TOTAL = "Your count"
_ACROSS = 6


def count_grid(
    tallies: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    seat: str = "name",
    status: str = "status",
    seats: Sequence[str] | None = None,
) -> alt.Chart:
    """Draw which seats each way of counting takes in: seats down, counts across.

    Parameters
    ----------
    tallies
        One row for each count and seat, with the columns ``words`` and ``number`` of the count.
    title, subtitle
        The finding; what is drawn.
    seat, status
        Columns with the name of the seat and what the count does with it; the first status in the
        table is drawn strongest, one that contains ``left out`` faintest.
    seats
        The order from top to bottom; as in the table if not given.
    """
    need(tallies, seat, status, "words", "number")
    heads = [
        f"{number}{BREAK}{wrapped(words, 9)}"
        for number, words in zip(tallies["number"], tallies["words"], strict=True)
    ]
    marks = tallies[[seat, status]].assign(count=heads)
    order = list(dict.fromkeys(heads))
    ways = sorted(dict.fromkeys(marks[status]), key=lambda way: ("left out" in way, "with" in way))
    hues = [palette.BLUE, palette.GOLD, palette.GRID][-len(ways) :]
    hues[0], hues[-1] = palette.BLUE, palette.GRID
    # Lines of a label run downwards from its first, so the longest label needs that much room.
    room = 8 + 13 * (most_lines(order) - 1)
    axis = labels(orient="top", labelAngle=0, labelPadding=room, labelOverlap=False)
    shown: alt.Chart = (
        alt.Chart(marks)
        .mark_point(filled=True, size=150, shape="square")
        .encode(
            x=alt.X("count:N", sort=order, title=None, axis=axis),
            y=alt.Y(f"{seat}:N", sort=list(seats or dict.fromkeys(marks[seat])), title=None),
            color=alt.Color(
                f"{status}:N", title=None, sort=ways, scale=alt.Scale(domain=ways, range=hues)
            ),
            tooltip=[
                alt.Tooltip(f"{seat}:N", title="Seat"),
                alt.Tooltip("count:N", title="Count"),
                alt.Tooltip(f"{status}:N", title="Counted?"),
            ],
        )
    )
    only_number = {"labelExpr": f"split(datum.label, '{BREAK}')[0]", "labelPadding": 8}
    return finish(
        shown,
        title,
        subtitle,
        _grid_words(tallies, seat, status),
        height=alt.Step(22),
        usermeta={
            "narrow": {
                "encoding": {"x": {"axis": only_number}},
                "config": {"legend": {"columns": 1}},
            }
        },
    )


def _grid_words(tallies: pd.DataFrame, seat: str, status: str) -> str:
    told = []
    for (words, number), part in tallies.groupby(["words", "number"], sort=False):
        out = [str(name) for name in part.loc[part[status].eq("left out"), seat]]
        said = f"leaves out {', '.join(out)}" if len(out) <= 8 else f"leaves out {len(out)} seats"
        told.append(f"{number} ({words}) {said if out else 'leaves out nobody'}")
    return (
        f"A grid of {tallies[seat].nunique()} seats and {len(told)} ways of counting. "
        f"{'; '.join(told)}."
    )


def count_explorer(
    seats: pd.DataFrame,
    published: Mapping[int, str],
    *,
    title: str,
    subtitle: str = "",
    off: Sequence[str] = (),
    heads: str = _HEAD_CHOICES[0],
) -> alt.LayerChart:
    """Let the reader switch blocks of seats on and off and see the count that results.

    Parameters
    ----------
    seats
        One row for each seat, with ``participant`` (a short code), ``name``, ``block`` and
        ``union_head``.
    published
        Number to the words in which it was published, shown when the reader hits it.
    title, subtitle
        The finding; what is drawn.
    off
        Blocks switched off at first.
    heads
        How the heads of organisations count at first: one of "leave out", "EU and NATO once each"
        and "all".
    """
    need(seats, "participant", "name", "block", "union_head")
    blocks = list(dict.fromkeys(str(block) for block in seats["block"]))
    place = seats.groupby("block", sort=False).cumcount()
    tiles = seats[["participant", "name", "block"]].assign(
        place=place % _ACROSS,
        # A phone has room for few tiles side by side: a block goes on in a line without a name.
        line=seats["block"] + [BREAK * int(number // _ACROSS) for number in place],
        second=(seats["union_head"] & seats["union_head"].cumsum().gt(1)).astype(int),
    )
    lines = sorted(dict.fromkeys(tiles["line"]), key=lambda name: blocks.index(name.strip(BREAK)))
    switches = {
        block: alt.param(
            name=f"count_{index}",
            value=block not in off,
            bind=alt.binding_checkbox(name=f"{block} "),
        )
        for index, block in enumerate(blocks)
        if block != _HEADS
    }
    several = alt.param(
        name="count_heads",
        value=heads,
        bind=alt.binding_select(options=list(_HEAD_CHOICES), name=f"{_HEADS} "),
    )
    base = alt.Chart(tiles).transform_calculate(on=_on(switches))
    named = f"indexof(datum.label, '{BREAK}') < 0 ? datum.label : ''"
    y = alt.Y("line:N", sort=[*lines, _TOTAL], title=None, axis=alt.Axis(labelExpr=named))
    x = alt.X("place:O", title=None, axis=None)
    squares = base.mark_rect(cornerRadius=3).encode(
        x=x,
        y=y,
        color=alt.condition(
            "datum.on == 1", alt.value(palette.BLUE), alt.value(palette.GRID), empty=False
        ),
        tooltip=[alt.Tooltip("name:N", title="Seat"), alt.Tooltip("block:N", title="Block")],
    )
    codes = base.mark_text(fontSize=10).encode(
        x=x,
        y=y,
        text="participant:N",
        color=alt.condition(
            "datum.on == 1", alt.value(palette.PAPER), alt.value(palette.INK), empty=False
        ),
    )
    said = json.dumps({str(number): words for number, words in published.items()})
    total = base.transform_aggregate(total="sum(on)").transform_calculate(
        line=json.dumps(_TOTAL),
        said=f"datum.total + ' – ' + ({said}[datum.total] || 'nobody published this number')",
    )
    sentence = total.mark_text(align="left", fontSize=13, fontWeight="bold").encode(
        x=alt.value(4), y=y, text="said:N"
    )
    words = (
        f"{len(seats)} seats in {len(blocks)} blocks: "
        + "; ".join(f"{b} {int((seats['block'] == b).sum())}" for b in blocks)
        + ". Switches take blocks in and out; a line below gives the count and, if it was "
        "published, how: "
        + "; ".join(f"{number}, {text}" for number, text in sorted(published.items()))
        + "."
    )
    drawn = layered(squares, codes, sentence).add_params(*switches.values(), several)
    return finish(drawn, title, subtitle, words, height=alt.Step(30))


def _on(switches: Mapping[str, alt.Parameter]) -> str:
    """Write the expression that is 1 for a seat that counts and 0 for one that does not."""
    leave, once, _ = (json.dumps(choice) for choice in _HEAD_CHOICES)
    heads = f"count_heads == {leave} || (count_heads == {once} && datum.second) ? 0 : 1"
    text = f"datum.block == {json.dumps(_HEADS)} ? ({heads})"
    for block, switch in switches.items():
        text += f" : datum.block == {json.dumps(block)} ? ({switch.name} ? 1 : 0)"
    return f"{text} : 0"
