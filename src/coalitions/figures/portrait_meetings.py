"""At which of the coalition's meetings a country is named, and how it took part."""

from __future__ import annotations

import altair as alt

from coalitions.figures import palette
from coalitions.figures.parts import finish, layered
from coalitions.figures.portrait_shared import missing, name_of
from coalitions.markup import Shown
from coalitions.portraits.meetings import NOT_NAMED, WAYS, attendance
from coalitions.portraits.portrait import Portrait


def portrait_meetings(one: Portrait, *, title: str = "") -> alt.LayerChart | Shown:
    """Draw every meeting of the coalition as a tile, filled by the way of taking part.

    Parameters
    ----------
    one
        The country.
    title
        The finding; if not given, at how many meetings it is named.
    """
    held = attendance(one.subject)
    if held["way"].eq(NOT_NAMED).all():
        return missing("meeting that names the participant", "participants", one)
    named = held[held["way"].ne(NOT_NAMED)]
    rows = held.assign(
        place=[f"{n:02d} {when}" for n, when in enumerate(held["when"])],
        row=" ",
    )
    ways = [*WAYS.values(), NOT_NAMED]
    base = alt.Chart(rows).encode(
        x=alt.X(
            "place:N",
            sort=None,
            title=None,
            axis=alt.Axis(
                labelExpr="slice(datum.label, 3)",
                labelAngle=-90,
                labelOverlap=False,
                labelFontSize=11,
            ),
            scale=alt.Scale(paddingInner=0.12, paddingOuter=0.05),
        ),
        y=alt.Y("row:N", title=None, axis=None, scale=alt.Scale(paddingInner=0)),
    )
    tiles = base.mark_rect(cornerRadius=3, stroke=palette.CONTEXT, strokeWidth=1).encode(
        color=alt.Color(
            "way:N",
            title=None,
            scale=alt.Scale(
                domain=ways,
                range=[palette.STEPS[4], palette.STEPS[2], palette.STEPS[1], palette.PAPER],
            ),
            legend=alt.Legend(columns=4, symbolStrokeColor=palette.CONTEXT, symbolStrokeWidth=1),
        ),
        tooltip=[
            alt.Tooltip("title:N", title="Meeting"),
            alt.Tooltip("when:N", title="Date"),
            alt.Tooltip("way:N", title="Took part"),
        ],
    )
    counts = "; ".join(f"{way}: {int(held['way'].eq(way).sum())}" for way in ways)
    told = "; ".join(f"{row['when']}, {row['way']}" for _, row in named.iterrows())
    return finish(
        layered(tiles),
        title or f"{one.name} is named at {len(named)} of {len(held)} meetings of the coalition",
        "Meetings with known participants, in order; “not named” is not the same as absent",
        f"A row of {len(held)} tiles, a meeting each. {counts}. Named on: {told}.",
        name=name_of(one, "meetings"),
        height=46,
    )
