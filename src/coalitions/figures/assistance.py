"""Aid, drawn: the course by donor, the ranking of donors, and what parts in it cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, labels, layered, need

_ALL = "all kinds"
_MONTHLY, _SUMMED = "month by month", "running total"
_SIDES = {
    "Europe": palette.colour("EU"),
    "United States": palette.colour("USA"),
    "Others": palette.CONTEXT,
}
_MOST_DONORS = 20
_HALFWAY = "time(datetime(2024, 5, 1))"
_NAME = 0.13
"""The part of the axis that a name of three letters takes on a phone."""


def aid_explorer(
    table: pd.DataFrame, *, title: str, subtitle: str = "", summed: bool = True
) -> alt.LayerChart:
    """Draw the course of aid by donor; menus choose the kind of aid and the way of adding up.

    Parameters
    ----------
    table
        Rows of `coalitions.assistance.aid_by_month`.
    title, subtitle
        The finding; what is drawn.
    summed
        Begin with the running total.
    """
    need(table, "donor", "month", "kind", "eur_bn")
    kinds = [_ALL, *dict.fromkeys(table["kind"])]
    menus = [
        alt.param(
            name="aid_kind", value=_ALL, bind=alt.binding_select(options=kinds, name="Kind of aid ")
        ),
        alt.param(
            name="aid_way",
            value=_SUMMED if summed else _MONTHLY,
            bind=alt.binding_radio(options=[_SUMMED, _MONTHLY], name="Shown as "),
        ),
    ]
    base = (
        alt.Chart(table[["donor", "month", "kind", "eur_bn"]])
        .transform_filter(f"aid_kind == '{_ALL}' || datum.kind == aid_kind")
        .transform_aggregate(given="sum(eur_bn)", groupby=["donor", "month"])
        .transform_window(
            running="sum(given)",
            sort=[alt.SortField("month")],
            groupby=["donor"],
            frame=[None, 0],
        )
        .transform_calculate(shown=f"aid_way == '{_SUMMED}' ? datum.running : datum.given")
        .transform_joinaggregate(last="max(month)", groupby=["donor"])
    )
    hue = alt.Color(
        "donor:N",
        title=None,
        scale=alt.Scale(domain=list(_SIDES), range=list(_SIDES.values())),
        legend=None,
    )
    x = alt.X("month:T", title=None)
    y = alt.Y("shown:Q", title="EUR billion", scale=alt.Scale(domainMin=0))
    tips = [
        alt.Tooltip("donor:N", title="Donor"),
        alt.Tooltip("month:T", title="Month", format="%B %Y"),
        alt.Tooltip("given:Q", title="In the month, EUR billion", format=".2f"),
        alt.Tooltip("running:Q", title="Until then, EUR billion", format=".1f"),
    ]
    lines = base.mark_line(interpolate="step-after").encode(x=x, y=y, color=hue, tooltip=tips)
    dots = base.mark_point(size=40, opacity=0).encode(x=x, y=y, color=hue, tooltip=tips)
    # The lowest line is named halfway: at the end its name would meet that of another.
    others = list(_SIDES)[-1]
    ends = base.transform_filter(
        f"datum.donor == '{others}' ? time(datum.month) == {_HALFWAY} : datum.month == datum.last"
    ).transform_calculate(
        said=f"datum.donor + (datum.donor == '{others}' ? '' : ' ' + format(datum.shown, '.1f'))"
    )
    named = ends.mark_text(align="right", dy=-9, fontWeight="bold", fontSize=11).encode(
        x=x, y=y, color=hue, text="said:N"
    )
    totals = table.groupby("donor", sort=False)["eur_bn"].sum()
    told = ", ".join(f"{donor} {describe.number(n)}" for donor, n in totals.items())
    words = (
        f"Lines of aid by donor, {describe.date(table['month'].min(), 'month')} to "
        f"{describe.date(table['month'].max(), 'month')}, in EUR billion. All kinds together: "
        f"{told}. Menus choose the kind of aid, and months or a running total."
    )
    drawn = layered(lines, dots, named).add_params(*menus)
    return finish(
        drawn,
        title,
        subtitle,
        words,
        usermeta={"narrow": {"config": {"axisX": {"tickCount": 3}}}},
    )


def donor_explorer(
    table: pd.DataFrame,
    measures: Mapping[str, str],
    *,
    title: str,
    subtitle: str = "",
    first: str,
) -> alt.LayerChart:
    """Rank donors by a measure that the reader chooses.

    Parameters
    ----------
    table
        Rows of `coalitions.assistance.donors`.
    measures
        Name of a measure, as the menu shows it, to its column.
    title, subtitle
        The finding; what is drawn.
    first
        The measure shown at first.
    """
    need(table, "donor", "name", *measures.values())
    parts = [
        table[["donor", "name"]].assign(measure=label, amount=table[column].astype(float))
        for label, column in measures.items()
    ]
    tall = pd.concat(parts).dropna(subset=["amount"])
    tall = tall[tall["amount"] > 0]
    tall = tall.assign(
        place=tall.groupby("measure")["amount"].rank(ascending=False, method="first")
    )
    tall = tall[tall["place"] <= _MOST_DONORS]
    menu = alt.param(
        name="donor_measure",
        value=first,
        bind=alt.binding_select(options=list(measures), name="Measure "),
    )
    base = (
        alt.Chart(tall)
        .transform_filter("datum.measure == donor_measure")
        .encode(
            x=alt.X("amount:Q", title=None),
            y=alt.Y("name:N", sort=alt.EncodingSortField("place", op="min"), title=None),
            tooltip=[
                alt.Tooltip("name:N", title="Donor"),
                alt.Tooltip("measure:N", title="Measure"),
                alt.Tooltip("amount:Q", title="Amount", format=",.3~f"),
            ],
        )
    )
    bars = base.mark_bar().encode(
        color=alt.Color("donor:N", legend=None, scale=palette.colours(tall["donor"]))
    )
    text = base.mark_text(align="left", dx=4, fontSize=11).encode(
        text=alt.Text("amount:Q", format=",.3~r")
    )
    # Room for the number beside the longest bar, on a phone too.
    room = base.transform_calculate(room="datum.amount * 1.15").mark_point(opacity=0)
    words = " ".join(
        describe.ranking(part, "name", "amount", unit=str(measure), what="Bars")
        for measure, part in tall.groupby("measure", sort=False)
    )
    drawn = layered(bars, text, room.encode(x="room:Q")).add_params(menu)
    return finish(
        drawn, title, subtitle, f"A menu chooses the measure. {words}", height=alt.Step(20)
    )


def effort_by_part(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    part: str,
    parts: Sequence[str],
    value: str,
    unit: str,
) -> alt.LayerChart:
    """Set what a country is said to do beside what it gives: one dot a country, one row a part.

    Parameters
    ----------
    table
        One row for each country: ``code``, ``name``, and the columns `part` and `value`.
    title, subtitle
        The finding; what is drawn.
    part, parts
        Column with the coded part, and the codes from top to bottom.
    value, unit
        Column with the number; what it counts.
    """
    need(table, "code", "name", part, value)
    known = table.dropna(subset=[part, value]).sort_values([part, value], kind="stable")
    shown = known[["code", "name"]].assign(
        part=[str(each) for each in known[part]], amount=known[value].astype(float)
    )
    reach = _NAME * float(shown["amount"].max())
    lanes = shown.groupby("part", sort=False)["amount"].transform(lambda row: _lanes(row, reach))
    shown = shown.assign(lane=lanes)
    deepest = int(lanes.max()) + 1
    y = alt.Y("part:N", sort=list(parts), title=None, axis=labels(grid=False))
    offset = alt.YOffset("lane:Q", scale=alt.Scale(domain=[-1, deepest]))
    base = alt.Chart(shown).encode(
        x=alt.X("amount:Q", title=unit[:1].upper() + unit[1:]),
        y=y,
        yOffset=offset,
        tooltip=[
            alt.Tooltip("name:N", title="Country"),
            alt.Tooltip("part:N", title="Part, our coding"),
            alt.Tooltip("amount:Q", title=unit, format=".2f"),
        ],
    )
    dots = base.mark_point(filled=True, size=60).encode(
        color=alt.Color("code:N", legend=None, scale=palette.colours(shown["code"]))
    )
    codes = base.mark_text(align="left", dx=6, fontSize=10).encode(text="code:N")
    told = " ".join(
        describe.ranking(rows, "name", "amount", unit=unit, what=f"{name}: dots")
        for name in parts
        if len(rows := shown[shown["part"] == name])
    )
    return finish(layered(dots, codes), title, subtitle, told, height=alt.Step(13 * deepest + 18))


def _lanes(amounts: pd.Series, reach: float) -> list[int]:
    """Give each dot of a row the first lane in which no earlier name still stands.

    `amounts` are in rising order; a name reaches as far as `reach` on the axis.
    """
    ends: list[float] = []
    lanes = []
    for amount in amounts:
        free = [lane for lane, end in enumerate(ends) if end <= amount]
        lane = free[0] if free else len(ends)
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = amount + reach
        lanes.append(lane)
    return lanes
