"""Inventories: how far two sides are apart, who holds what, how old and good the figures are."""

from __future__ import annotations

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, labels, layered, need, wrapped
from coalitions.figures.theme import BREAK

_CONFIDENCE = ["low", "medium", "high"]
_TRUST = [palette.STEPS[1], palette.STEPS[2], palette.STEPS[4]]
_PERIODS = [
    f"until{BREAK}2021",
    *map(str, range(2022, 2027)),
    f"after{BREAK}2026",
    f"no{BREAK}date",
]
_TICKS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 20]


def gap_chart(table: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Draw how much one side has of what the other has, on a logarithmic axis.

    Parameters
    ----------
    table
        As `coalitions.gap_table` makes it: `name`, `europe`, `usa`, `ratio`, `enabler` (empty for
        the classes drawn in grey), `oldest`, `newest`, `confidence`.
    title, subtitle
        The finding; what is drawn.

    Returns
    -------
    alt.LayerChart
        A dot for each class, open where the confidence is low, with both numbers and the year.
    """
    need(table, "name", "europe", "usa", "ratio", "enabler", "oldest", "newest", "confidence")
    known = table.sort_values("ratio", kind="stable")
    least, most = 0.03, 60 if known["ratio"].max() > 2 else 3
    shown = known[["name", "ratio"]].assign(
        name=known["name"].map(lambda name: wrapped(name, 22)),
        kind=known["enabler"].map(lambda e: "enabler" if e else "other class"),
        trust=known["confidence"].map(lambda c: "low" if c == "low" else "medium or high"),
        numbers=[
            f"{describe.number(e)} : {describe.number(u)}, {_years(o, n)}"
            for e, u, o, n in zip(
                known["europe"], known["usa"], known["oldest"], known["newest"], strict=True
            )
        ],
    )
    hue = alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(
            domain=["enabler", "other class"],
            range=[palette.BLUE, palette.CONTEXT],
        ),
    )
    x = alt.X(
        "ratio:Q",
        title="Europe ÷ United States",
        scale=alt.Scale(type="log", domain=[least, most], nice=False),
        axis=alt.Axis(
            values=_TICKS,
            labelExpr="datum.value < 1 ? format(datum.value, '.0%') : datum.value + '×'",
        ),
    )
    y = alt.Y("name:N", sort=list(shown["name"]), title=None, axis=labels())
    tips = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("numbers:N", title="Europe : United States"),
        alt.Tooltip("ratio:Q", title="Ratio", format=".2f"),
        alt.Tooltip("trust:N", title="Confidence"),
    ]
    base = alt.Chart(shown).encode(x=x, y=y)
    parity = alt.Chart(pd.DataFrame({"ratio": [1.0]})).mark_rule(strokeDash=[4, 3]).encode(x=x)
    good = base.transform_filter("datum.trust != 'low'").mark_point(filled=True, size=95)
    weak = base.transform_filter("datum.trust == 'low'").mark_point(
        filled=False, size=80, strokeWidth=2
    )
    # Beyond the middle of the axis a label stands left of its dot, where there is more room.
    middle = (least * most) ** 0.5
    after = base.transform_filter(f"datum.ratio < {middle}").encode(text="numbers:N")
    ahead = base.transform_filter(f"datum.ratio >= {middle}").encode(text="numbers:N")
    words = (
        describe.ranking(known, "name", "ratio", unit="Europe ÷ United States", what="Dots")
        + f" {(known['ratio'] < 1).sum()} of {len(known)} classes lie below parity."
    )
    drawn = layered(
        parity,
        good.encode(color=hue, tooltip=tips),
        weak.encode(color=hue, tooltip=tips),
        # Words lie on a halo, or the line of parity would cross them out.
        after.mark_text(align="left", dx=10, stroke=palette.PAPER, strokeWidth=4),
        ahead.mark_text(align="right", dx=-10, stroke=palette.PAPER, strokeWidth=4),
        after.mark_text(align="left", dx=10),
        ahead.mark_text(align="right", dx=-10),
    )
    return finish(drawn, title, subtitle, words, height=alt.Step(34))


def holder_chart(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    name: str = "name",
    dated: bool = True,
) -> alt.LayerChart:
    """List who holds each kind of thing, the largest holder first, with the year and the quality.

    Parameters
    ----------
    table
        As `coalitions.holders` makes it, with a column of names: `holding`, `quantity`, `as_of`,
        `confidence`.
    title, subtitle
        The finding; what is drawn.
    name
        Column with the names of the holders.
    dated
        Write the year beside each number; not needed where it is the same for all.
    """
    need(table, name, "holding", "quantity", "as_of", "confidence")
    known = table.sort_values("quantity", ascending=False, kind="stable")
    holders = known.groupby("holding")["quantity"].transform("size")
    known = known.assign(place=known.groupby("holding").cumcount(), holders=holders)
    rows = list(dict.fromkeys(known.sort_values("holders", kind="stable")["holding"]))
    cells = known[["place", "quantity"]].assign(
        holding=known["holding"].map(lambda holding: wrapped(holding, 11)),
        holder=known[name].astype(str),
        confidence=known["confidence"].astype(str),
        dated=[
            f"{describe.number(n)} · {_year(moment)}" if dated else describe.number(n)
            for n, moment in zip(known["quantity"], known["as_of"], strict=True)
        ],
    )
    base = alt.Chart(cells).encode(
        x=alt.X("place:O", axis=None, scale=alt.Scale(paddingInner=0.03, paddingOuter=0)),
        y=alt.Y(
            "holding:N",
            sort=[wrapped(holding, 11) for holding in rows],
            title=None,
            axis=labels(labelOffset=-7),  # half of the second line
            scale=alt.Scale(paddingInner=0.1, paddingOuter=0),
        ),
        tooltip=[
            alt.Tooltip("holder:N", title=" "),
            alt.Tooltip("holding:N", title="Kind"),
            alt.Tooltip("dated:N", title="Held, as of"),
            alt.Tooltip("confidence:N", title="Confidence"),
        ],
    )
    chips = base.mark_rect(cornerRadius=2).encode(
        color=alt.Color(
            "confidence:N",
            title="Confidence",
            sort=_CONFIDENCE,
            scale=alt.Scale(domain=_CONFIDENCE, range=_TRUST),
        )
    )
    on_deep = alt.condition(
        "datum.confidence == 'high'", alt.value(palette.PAPER), alt.value(palette.INK)
    )
    who = base.mark_text(dy=-7, fontSize=10).encode(text="holder:N", color=on_deep)
    how_many = base.mark_text(dy=8, fontSize=10).encode(text="dated:N", color=on_deep)
    told = "; ".join(
        f"{holding}: "
        + ", ".join(
            f"{row[name]} {describe.number(row['quantity'])} ({_year(row['as_of'])})"
            for _, row in known[known["holding"] == holding].iterrows()
        )
        for holding in rows
    )
    words = f"Lists of known holders for {len(rows)} kinds. {told}."
    return finish(layered(chips, who, how_many), title, subtitle, words, height=alt.Step(40))


def age_chart(table: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.Chart:
    """Draw how many figures there are of each year, stacked by how far they can be trusted.

    Parameters
    ----------
    table
        One row for each figure: `as_of`, `confidence`.
    title, subtitle
        The finding; what is drawn.
    """
    need(table, "as_of", "confidence")
    dated = table[["confidence"]].assign(
        year=table["as_of"].dt.year.map(_period, na_action=None),
        confidence=table["confidence"].astype(str),
    )
    counts = dated.groupby(["year", "confidence"]).size().rename("figures").reset_index()
    counts["rank"] = counts["confidence"].map(_CONFIDENCE.index)
    periods = sorted(set(counts["year"]), key=_PERIODS.index)
    chart: alt.Chart = (
        alt.Chart(counts)
        .mark_bar()
        .encode(
            x=alt.X("year:O", title=None, sort=periods, axis=labels(labelAngle=0)),
            y=alt.Y("figures:Q", title=None),
            color=alt.Color(
                "confidence:N",
                title="Confidence",
                sort=_CONFIDENCE,
                scale=alt.Scale(domain=_CONFIDENCE, range=_TRUST),
            ),
            order=alt.Order("rank:Q", sort="descending"),
            tooltip=[
                alt.Tooltip("year:O", title="As of"),
                alt.Tooltip("confidence:N", title="Confidence"),
                alt.Tooltip("figures:Q", title="Figures"),
            ],
        )
    )
    total = counts.groupby("year")["figures"].sum().reindex(periods)
    told = ", ".join(f"{year}: {int(n)}" for year, n in total.items()).replace(BREAK, " ")
    trust = counts.groupby("confidence")["figures"].sum()
    levels = ", ".join(f"{level} {int(trust.get(level, 0))}" for level in _CONFIDENCE)
    words = f"Stacked bars of figures by year: {told}. By confidence: {levels}."
    return finish(chart, title, subtitle, words, height=220)


def _years(oldest: object, newest: object) -> str:
    return str(oldest) if oldest == newest else f"{oldest}–{newest}"


def _period(year: float) -> str:
    """Name the column of a year; what lies ahead of the data was planned at the time."""
    if pd.isna(year):
        return _PERIODS[-1]
    name = str(int(year))
    if name in _PERIODS:
        return name
    return _PERIODS[0] if year < 2022 else _PERIODS[-2]


def _year(moment: pd.Timestamp) -> str:
    return "no date" if pd.isna(moment) else str(moment.year)
