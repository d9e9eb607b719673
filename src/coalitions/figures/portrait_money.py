"""One country's spending and aid among those of all others, on one scale."""

from __future__ import annotations

from typing import Final

import altair as alt

from coalitions.facts import Facts
from coalitions.figures import palette
from coalitions.figures.describe import number
from coalitions.figures.parts import finish, labels, layered, wrapped
from coalitions.figures.portrait_shared import hue, missing, name_of
from coalitions.markup import Shown
from coalitions.portraits import money
from coalitions.portraits.portrait import Portrait, ordinal

TOP: Final = 5
"""The end of the axis on every page, in per cent of GDP; what lies above stands at the end."""


def portrait_money(one: Portrait, *, title: str = "") -> alt.LayerChart | Shown:
    """Draw defence spending and aid of all participants as ticks, and this one's as a dot.

    Parameters
    ----------
    one
        The country.
    title
        The finding; if not given, both shares and their ranks.
    """
    shares = money.shares()
    own = shares[shares["code"].eq(one.code)]
    if own.empty:
        return missing("share of GDP for defence or aid", "military_expenditure", one)
    told, said = [], []
    for what, rows in shares.groupby("what", sort=False):
        found = money.place(shares, one.subject, str(what))
        middle = number(float(rows["percent"].median()))
        ends = f"{number(float(rows['percent'].min()))} to {number(float(rows['percent'].max()))}"
        told.append(f"{what}: {len(rows)} participants from {ends}%, median {middle}%")
        if found:
            percent = number(float(own.loc[own["what"].eq(what), "percent"].iloc[0]))
            said.append(
                f"{percent}% of GDP for {_short(str(what))}, {ordinal(found[0])} of {found[1]}"
            )
    shown = shares.assign(
        what=[wrapped(what, 14) for what in shares["what"]],
        at=shares["percent"].clip(upper=TOP),
        label=_labels(shares),
    )
    x = alt.X(
        "at:Q",
        title="% of GDP",
        scale=alt.Scale(domain=[0, TOP], nice=False),
        axis=alt.Axis(values=list(range(TOP + 1))),
    )
    order = [wrapped(what, 14) for what in (money.DEFENCE, money.SUPPORT)]
    y = alt.Y("what:N", sort=order, title=None, scale=alt.Scale(domain=order), axis=labels())
    base = alt.Chart(shown).encode(x=x, y=y)
    tips = [
        alt.Tooltip("name:N", title="Participant"),
        alt.Tooltip("percent:Q", title="% of GDP"),
    ]
    ticks = base.mark_tick(color=palette.CONTEXT, size=24, thickness=2).encode(tooltip=tips)
    mine = base.transform_filter(f"datum.code == '{one.code}'")
    dot = mine.mark_point(filled=True, size=150, color=hue(one)).encode(tooltip=tips)
    label = mine.mark_text(dy=-20, fontWeight="bold").encode(text="label:N")
    return finish(
        layered(ticks, dot, label),
        title or f"{one.name}: {'; '.join(said)}",
        "Defence as SIPRI counts it; bilateral aid allocated, Kiel tracker; a tick a participant",
        f"Two strips of ticks. {'; '.join(told)}. {one.name}: {'; '.join(said)}.",
        name=name_of(one, "money"),
        height=alt.Step(58),
    )


def _labels(shares: Facts) -> list[str]:
    return [f"{number(float(p))}%" + (" →" if p > TOP else "") for p in shares["percent"]]


def _short(what: str) -> str:
    return "defence" if what == money.DEFENCE else "aid"
