"""American forces in Europe, drawn: the cost of replacing them, and what a cut leaves."""

from __future__ import annotations

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, labels, layered, need, wrapped


def cost_chart(table: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Draw published amounts in the money they were published in, low end solid, range pale.

    Parameters
    ----------
    table
        `label`, `low`, `high`, `unit` (``"USD billion"`` or ``"EUR billion"``) and `bound`.
    title, subtitle
        The finding; what is drawn.
    """
    need(table, "label", "low", "high", "unit", "bound")
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
    # No legend: each amount is written with the sign of its currency.
    currencies = alt.Scale(
        domain=["USD billion", "EUR billion"], range=[palette.INDIGO, palette.GOLD]
    )
    hue = alt.Color("unit:N", legend=None, scale=currencies)
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
    return finish(layered(solid, pale, text), title, subtitle, words, height=alt.Step(52))


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
    text = base.mark_text(align="left", dy=17, dx=1).encode(x=alt.value(0), text="change:N")
    told = "; ".join(
        f"{label}: {change}" for label, change in zip(table["label"], shown["change"], strict=True)
    )
    words = f"Bars for {len(shown)} cuts, as the share that is kept. {told}."
    return finish(layered(whole, left, text), title, subtitle, words, height=alt.Step(52))


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
