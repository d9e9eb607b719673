"""The charts of a debriefing: who sends what, how likely a force is, the game beside the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import altair as alt
import pandas as pd

from coalitions.dilemma.wording import chance
from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, kinds, layered
from coalitions.simulation.adjudicate import Result
from coalitions.simulation.chances import DRAWS
from coalitions.simulation.compare import Compared
from coalitions.simulation.judge import sizes

_PLEDGED: Final = "pledged"
_SUSTAINED: Final = "kept up"
_NAMED: Final = "named in the record"
_ROW: Final = 26
_LOOKS: Final = (("circle", palette.CONTEXT), ("square", palette.GOLD), ("diamond", palette.BLUE))


def soldiers_chart(result: Result) -> alt.LayerChart:
    """Draw for each country the soldiers pledged in the last round and those kept up."""
    after = result.last.after
    shown = [each for each in after.countries if each.pledged or each.sustained]
    table = pd.DataFrame(
        [
            {"country": each.name, "kind": kind, "soldiers": float(value)}
            for each in shown or after.countries
            for kind, value in ((_PLEDGED, each.pledged), (_SUSTAINED, each.sustained))
        ]
    )
    order = [each.name for each in shown or after.countries]
    promised = sum(each.pledged for each in after.countries)
    title = (
        f"Of {describe.number(promised)} soldiers pledged, "
        f"{describe.number(round(after.offered))} can be kept up"
    )
    y = alt.Y("country:N", sort=order, title=None)
    x = alt.X("soldiers:Q", title="Soldiers", scale=alt.Scale(zero=True))
    colour = alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=[_SUSTAINED, _PLEDGED], range=[palette.BLUE, palette.INK]),
    )
    up = alt.Chart(table[table["kind"].eq(_SUSTAINED)]).mark_bar().encode(x=x, y=y, color=colour)
    asked = alt.Chart(table[table["kind"].eq(_PLEDGED)])
    ticks = asked.mark_tick(thickness=3, size=18).encode(x=x, y=y, color=colour)
    words = describe.spread(
        table, "country", "soldiers", unit="soldiers", what="Soldiers pledged and kept up"
    )
    drawn = layered(up, ticks)
    subtitle = f"Round {result.last.number}, {result.last.name.lower()}, with its cards"
    return finish(drawn, title, subtitle, words, height=alt.Step(_ROW))


def chance_chart(result: Result) -> alt.LayerChart:
    """Draw how likely it is that a force of each size is kept up, round by round."""
    table = pd.DataFrame(
        [
            {
                "round": f"{judged.number} {judged.name}",
                "size": describe.number(size),
                "probability": share,
            }
            for judged in result.rounds
            for size, share in judged.chances.sizes
        ]
    )
    reassuring, _ = sizes()
    likely = result.last.chances.at_least(int(reassuring))
    title = f"The chance of {describe.number(reassuring)} soldiers is {chance(likely)} at the end"
    rounds = list(dict.fromkeys(table["round"]))
    chart = alt.Chart(table).encode(
        x=alt.X("probability:Q", title="Probability", axis=alt.Axis(format="%")).scale(
            domain=[0, 1]
        ),
        y=alt.Y("size:N", sort=None, title=None),
        **kinds("round:N", dict(zip(rounds, _LOOKS, strict=False))),
    )
    words = describe.spread(table, "size", "probability", what="Probability of a force")
    return finish(
        layered(chart.mark_point(filled=True, size=110)),
        title,
        f"Soldiers, at least; {describe.number(DRAWS)} draws of the model, pledges as they stand",
        words,
        height=alt.Step(_ROW),
    )


def record_chart(comparison: Sequence[Compared]) -> alt.LayerChart | None:
    """Draw pledges beside the numbers named in the record; None where nobody named any."""
    named = [each for each in comparison if each.named_high is not None]
    if not named:
        return None
    table = pd.DataFrame(
        [
            {
                "country": each.name,
                "pledged": float(each.pledged),
                "low": float(each.named_low or 0),
                "high": float(each.named_high or 0),
                "kind": _PLEDGED,
                "record": _NAMED,
            }
            for each in named
        ]
    )
    within = sum((each.named_low or 0) <= each.pledged for each in named)
    title = f"{within} of {len(named)} teams pledge no less than the lowest number on record"
    order = [each.name for each in named]
    y = alt.Y("country:N", sort=order, title=None)
    scale = alt.Scale(domain=[_PLEDGED, _NAMED], range=[palette.INK, palette.CONTEXT])
    ends = alt.Chart(table).encode(
        x=alt.X("low:Q", title="Soldiers", scale=alt.Scale(zero=True)),
        x2="high:Q",
        y=y,
        color=alt.Color("record:N", title=None, scale=scale),
    )
    dots = alt.Chart(table).encode(
        x=alt.X("pledged:Q"), y=y, color=alt.Color("kind:N", title=None, scale=scale)
    )
    long = table.melt("country", ["pledged", "low", "high"], value_name="soldiers")
    words = describe.spread(
        long, "country", "soldiers", unit="soldiers", what="Pledges and numbers on record"
    )
    drawn = layered(ends.mark_bar(size=9, cornerRadius=2), dots.mark_point(filled=True, size=110))
    subtitle = "Last round; record: lowest and highest number that anybody has named"
    return finish(drawn, title, subtitle, words, height=alt.Step(_ROW + 4))


def charts(result: Result) -> list[alt.LayerChart]:
    """Return the charts of a debriefing, in their order."""
    found = [soldiers_chart(result), chance_chart(result), record_chart(result.comparison)]
    return [chart for chart in found if chart is not None]
