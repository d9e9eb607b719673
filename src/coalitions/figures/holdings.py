"""Inventories: how far two sides are apart, who holds what, how old and good the figures are."""

from __future__ import annotations

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, labels, layered, need, wrapped

_CONFIDENCE = ["low", "medium", "high"]
_TRUST = [palette.STEPS[1], palette.STEPS[2], palette.STEPS[4]]
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
    shown = known[["name", "ratio"]].assign(
        name=known["name"].map(lambda name: wrapped(name, 18)),
        kind=known["enabler"].map(lambda e: "one of the four enablers" if e else "another class"),
        trust=known["confidence"].map(lambda c: "low" if c == "low" else "medium or high"),
        numbers=[
            f"{describe.number(e)} : {describe.number(u)}  {_years(o, n)}"
            for e, u, o, n in zip(
                known["europe"], known["usa"], known["oldest"], known["newest"], strict=True
            )
        ],
    )
    hue = alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(
            domain=["one of the four enablers", "another class"],
            range=[palette.BLUE, palette.CONTEXT],
        ),
    )
    x = alt.X(
        "ratio:Q",
        title="Europe as a share or multiple of the United States",
        scale=alt.Scale(type="log", domain=[0.03, 40], nice=False),
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
    left = base.transform_filter("datum.ratio < 1").mark_text(align="left", dx=10)
    right = base.transform_filter("datum.ratio >= 1").mark_text(align="right", dx=-10)
    words = (
        describe.ranking(known, "name", "ratio", unit="Europe ÷ United States", what="Dots")
        + f" {(known['ratio'] < 1).sum()} of {len(known)} classes lie below parity."
    )
    drawn = layered(
        parity,
        good.encode(color=hue, tooltip=tips),
        weak.encode(color=hue, tooltip=tips),
        left.encode(text="numbers:N"),
        right.encode(text="numbers:N"),
    )
    return finish(drawn, title, subtitle, words, height=alt.Step(34))


def holder_matrix(
    table: pd.DataFrame, *, title: str, subtitle: str = "", name: str = "name"
) -> alt.LayerChart:
    """Draw a matrix of holders and what they hold, each number with its year and its quality.

    Parameters
    ----------
    table
        As `coalitions.holders` makes it, with a column of names: `holding`, `quantity`, `as_of`,
        `confidence`.
    title, subtitle
        The finding; what is drawn.
    name
        Column with the names of the holders.
    """
    need(table, name, "holding", "quantity", "as_of", "confidence")
    order = table.groupby(name, observed=True)["holding"].nunique()
    rows = [str(n) for n in order.sort_values(ascending=False, kind="stable").index]
    columns = [wrapped(h, 9) for h in table.groupby("holding", sort=False).size().index]
    cells = table[[name, "quantity", "confidence"]].assign(
        holding=table["holding"].map(lambda holding: wrapped(holding, 9)),
        confidence=table["confidence"].astype(str),
        year=table["as_of"].dt.year.astype("Int64").astype("string").fillna("no date"),
    )
    base = alt.Chart(cells).encode(
        x=alt.X(
            "holding:N",
            sort=columns,
            title=None,
            axis=labels(orient="top", labelAngle=0, labelPadding=8, labelOverlap=False),
            scale=alt.Scale(paddingInner=0.05, paddingOuter=0),
        ),
        y=alt.Y(
            f"{name}:N", sort=rows, title=None, scale=alt.Scale(paddingInner=0.08, paddingOuter=0)
        ),
    )
    squares = base.mark_rect(cornerRadius=2).encode(
        color=alt.Color(
            "confidence:N",
            title="Confidence",
            sort=_CONFIDENCE,
            scale=alt.Scale(domain=_CONFIDENCE, range=_TRUST),
        ),
        tooltip=[
            alt.Tooltip(f"{name}:N", title=" "),
            alt.Tooltip("holding:N", title="Kind"),
            alt.Tooltip("quantity:Q", title="Held"),
            alt.Tooltip("year:N", title="As of"),
            alt.Tooltip("confidence:N", title="Confidence"),
        ],
    )
    on_deep = alt.condition(
        "datum.confidence == 'high'", alt.value(palette.PAPER), alt.value(palette.INK)
    )
    amounts = base.mark_text(dy=-6, fontWeight="bold", fontSize=13).encode(
        text="quantity:Q", color=on_deep
    )
    years = base.mark_text(dy=9, fontSize=10).encode(text="year:N", color=on_deep)
    told = "; ".join(
        f"{holding}: "
        + ", ".join(
            f"{row[name]} {describe.number(row['quantity'])} ({_year(row['as_of'])})"
            for _, row in part.iterrows()
        )
        for holding, part in table.astype({"holding": str}).groupby("holding", sort=False)
    )
    words = f"A matrix of {len(rows)} holders and {len(columns)} kinds. {told}."
    return finish(layered(squares, amounts, years), title, subtitle, words, height=alt.Step(36))


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
        year=table["as_of"].dt.year.astype("Int64").astype("string").fillna("no date"),
        confidence=table["confidence"].astype(str),
    )
    counts = dated.groupby(["year", "confidence"]).size().rename("figures").reset_index()
    counts["rank"] = counts["confidence"].map(_CONFIDENCE.index)
    chart: alt.Chart = (
        alt.Chart(counts)
        .mark_bar()
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("figures:Q", title="Figures"),
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
    total = counts.groupby("year")["figures"].sum()
    told = ", ".join(f"{year} {int(n)}" for year, n in total.items())
    trust = counts.groupby("confidence")["figures"].sum()
    levels = ", ".join(f"{level} {int(trust.get(level, 0))}" for level in _CONFIDENCE)
    words = f"Stacked bars of figures by year: {told}. By confidence: {levels}."
    return finish(chart, title, subtitle, words, height=220)


def cost_chart(table: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Draw published amounts in the money they were published in, low end solid, range pale.

    Parameters
    ----------
    table
        `label`, `low`, `high` and `unit` (``"USD billion"``).
    title, subtitle
        The finding; what is drawn.
    """
    need(table, "label", "low", "high", "unit")
    order = table.sort_values("high", ascending=False, kind="stable")
    shown = order[["low", "high", "unit"]].assign(
        label=order["label"].map(lambda label: wrapped(label, 24)),
        amount=[
            _amount(low, high, unit, str(bound))
            for low, high, unit, bound in zip(
                order["low"], order["high"], order["unit"], order["bound"], strict=True
            )
        ],
    )
    y = alt.Y("label:N", sort=list(shown["label"]), title=None, axis=labels())
    hue = alt.Color(
        "unit:N",
        title=None,
        scale=alt.Scale(
            domain=["USD billion", "EUR billion"], range=[palette.INDIGO, palette.GOLD]
        ),
    )
    x = alt.X("low:Q", title="Billion, in the currency of the source")
    tips = [alt.Tooltip("label:N", title=" "), alt.Tooltip("amount:N", title="Amount")]
    base = alt.Chart(shown).encode(y=y, color=hue, tooltip=tips)
    solid = base.mark_bar(height=14).encode(x=x)
    pale = base.mark_bar(height=14, opacity=0.4).encode(x=x, x2="high:Q")
    text = alt.Chart(shown).mark_text(align="left", dx=6).encode(x="high:Q", y=y, text="amount:N")
    told = "; ".join(
        f"{label} {amount}" for label, amount in zip(order["label"], shown["amount"], strict=True)
    )
    words = f"Bars for {len(shown)} published estimates. {told}."
    return finish(layered(solid, pale, text), title, subtitle, words, height=alt.Step(44))


def cut_chart(table: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Draw what is left after a cut, as a part of what there was.

    Parameters
    ----------
    table
        As `coalitions.cuts` makes it: `label`, `before`, `after`, `share`, `confidence`.
    title, subtitle
        The finding; what is drawn.
    """
    need(table, "label", "before", "after", "share", "confidence")
    shown = table[["share"]].assign(
        label=table["label"].map(lambda label: wrapped(label, 24)),
        whole=1.0,
        change=[
            _change(before, after, share) + (" (low confidence)" if str(trust) == "low" else "")
            for before, after, share, trust in zip(
                table["before"], table["after"], table["share"], table["confidence"], strict=True
            )
        ],
    )
    y = alt.Y("label:N", sort=list(shown["label"]), title=None, axis=labels())
    base = alt.Chart(shown).encode(y=y, tooltip=[alt.Tooltip("label:N"), "change:N"])
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    whole = base.mark_bar(height=14, color=palette.GRID).encode(
        x=alt.X("whole:Q", title="Kept", axis=axis, scale=alt.Scale(domain=[0, 1]))
    )
    left = base.mark_bar(height=14, color=palette.colour("USA")).encode(x="share:Q")
    text = base.mark_text(align="left", dy=18).encode(x=alt.value(0), text="change:N")
    told = "; ".join(
        f"{label}: {change}" for label, change in zip(table["label"], shown["change"], strict=True)
    )
    words = f"Bars for {len(shown)} cuts, as the share that is kept. {told}."
    return finish(layered(whole, left, text), title, subtitle, words, height=alt.Step(52))


def _years(oldest: object, newest: object) -> str:
    return str(oldest) if oldest == newest else f"{oldest}–{newest}"


def _year(moment: pd.Timestamp) -> str:
    return "no date" if pd.isna(moment) else str(moment.year)


def _amount(low: float, high: float, unit: str, bound: str) -> str:
    sign = {"USD": "$", "EUR": "€"}[unit.partition(" ")[0]]
    before = {"at_least": "over ", "about": "about ", "at_most": "up to "}.get(bound, "")
    ends = f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
    return f"{before}{sign}{ends} billion"


def _change(before: object, after: object, share: float) -> str:
    if pd.isna(after):  # type: ignore[call-overload]
        return f"about {share:.0%} kept"
    known = "unknown" if pd.isna(before) else describe.number(before)  # type: ignore[call-overload]
    return f"{known} → {describe.number(after)}"
