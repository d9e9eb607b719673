"""One country's soldiers on one scale: all of them, those abroad, those named for Ukraine."""

from __future__ import annotations

from typing import Final

import altair as alt

from coalitions.facts import Facts
from coalitions.figures import palette
from coalitions.figures.describe import number
from coalitions.figures.parts import finish, labels, layered, most_lines, wrapped
from coalitions.figures.portrait_shared import missing, name_of
from coalitions.markup import Shown
from coalitions.portraits import forces
from coalitions.portraits.portrait import Portrait

SCALE: Final = (10, 2_000_000)
"""The ends of the logarithmic axis on every page, in persons."""

_WHOLE: Final = "{} active soldiers"
_ABROAD: Final = "up to {} on one NATO or UN duty"
_PLANNED: Final = "up to {} planned or assigned"
_UKRAINE: Final = "up to {} named for Ukraine"
_HUES: Final = (palette.CONTEXT, palette.BLUE, palette.TEAL, palette.PLUM)
_SHAPES: Final = ("square", "circle", "diamond", "triangle-up")


def portrait_forces(one: Portrait, *, title: str = "") -> alt.LayerChart | Shown:
    """Draw every number of its soldiers: in all, present or planned abroad, named for Ukraine.

    Parameters
    ----------
    one
        The country.
    title
        The finding; if not given, the active forces and the largest presence abroad.
    """
    found = forces.numbers(one.subject)
    if found.empty:
        return missing("number of soldiers", "military_personnel", one)
    rows = found.assign(what=[wrapped(what, 18) for what in found["what"]])
    order = list(dict.fromkeys(rows["what"]))
    base = alt.Chart(rows).encode(y=alt.Y("what:N", sort=order, title=None, axis=labels(grid=True)))
    tips = [
        alt.Tooltip("kind:N", title="Number"),
        alt.Tooltip("low:Q", title="Persons, or the lower end", format=","),
        alt.Tooltip("high:Q", title="Upper end", format=","),
        alt.Tooltip("when:N", title="As of"),
    ]
    domain = list(forces.KINDS)
    colour = alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=domain, range=list(_HUES)),
        legend=alt.Legend(columns=2, labelLimit=200),
    )
    shape = alt.Shape("kind:N", title=None, scale=alt.Scale(domain=domain, range=list(_SHAPES)))
    spans = base.mark_rule(strokeWidth=3).encode(x=_persons("low"), x2="high:Q", color=colour)
    dots = base.mark_point(size=70, filled=True).encode(color=colour, shape=shape, tooltip=tips)
    ends = [dots.encode(x=_persons(end)) for end in ("low", "high")]
    return finish(
        layered(spans, *ends),
        title or _fact(one, found),
        "Soldiers in all, in NATO's east, KFOR and UNIFIL, and numbers named for Ukraine",
        f"Marks on a logarithmic scale from {SCALE[0]} to {number(SCALE[1])} persons. "
        f"{_told(found)}.",
        name=name_of(one, "forces"),
        height=alt.Step(13 * most_lines(order) + 8),
    )


def _persons(column: str) -> alt.X:
    return alt.X(
        f"{column}:Q",
        title="Persons (each step is tenfold)",
        scale=alt.Scale(type="log", domain=list(SCALE)),
        axis=alt.Axis(values=[10, 100, 1_000, 10_000, 100_000, 1_000_000], format="~s"),
    )


def _fact(one: Portrait, found: Facts) -> str:
    """Say how many are active, and the highest numbers in one place abroad and for Ukraine."""
    highest = found.groupby("kind")["high"].max()
    words = dict(zip(forces.KINDS, (_WHOLE, _ABROAD, _PLANNED, _UKRAINE), strict=True))
    said = [text.format(number(highest[kind])) for kind, text in words.items() if kind in highest]
    return f"{one.name}: {', '.join(said)}"


def _told(found: Facts) -> str:
    return "; ".join(
        f"{row['what']} ({row['kind']}, {row['when']}): {_range(row['low'], row['high'])}"
        for _, row in found.iterrows()
    )


def _range(low: float, high: float) -> str:
    return number(low) if low == high else f"{number(low)} to {number(high)}"
