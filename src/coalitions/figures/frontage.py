"""Lines and those who hold them, drawn: brigades for a length, soldiers for a kilometre."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from coalitions.facts import Facts
from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, labels, layered, need, wrapped
from coalitions.provenance import of

_KINDS = {
    "precedent": palette.CONTEXT,
    "war": palette.RED,
    "plan": palette.BLUE,
}


def brigade_explorer(
    lengths: Mapping[str, float],
    marks: Mapping[str, float],
    *,
    title: str,
    subtitle: str = "",
    densest: float,
    held: float,
    rows: object,
) -> alt.LayerChart:
    """Draw how many brigades lines of several lengths take; a slider sets the front of each.

    Parameters
    ----------
    lengths
        Name of a line to its length in km.
    marks
        Name of a number of brigades to compare with, and the number.
    title, subtitle
        The finding; what is drawn.
    densest, held
        Kilometres for a brigade: the two rules of thumb, drawn as the ends of a pale bar.
    rows
        What the lengths, the marks and the rules rest on.
    """
    lines = pd.DataFrame({"line": list(lengths), "km": [float(km) for km in lengths.values()]})
    order = [wrapped(name, 20) for name in lines["line"]]
    lines = lines.assign(line=order, few=lines["km"] / held, many=lines["km"] / densest)
    lines = Facts.resting_on(lines, of(rows))
    front = alt.param(
        name="front_km",
        value=held,
        bind=alt.binding_range(min=5, max=60, step=1, name="Kilometres for one brigade "),
    )
    top = float(lines["many"].max()) * 1.04
    scale = alt.Scale(type="sqrt", domain=[0, top], nice=False)
    x = alt.X("few:Q", title="Brigades, square-root scale", scale=scale)
    y = alt.Y("line:N", sort=order, title=None, axis=labels())
    base = alt.Chart(lines).transform_calculate(
        brigades="ceil(datum.km / front_km)", said="format(ceil(datum.km / front_km), ',')"
    )
    tips = [
        alt.Tooltip("line:N", title="Line"),
        alt.Tooltip("km:Q", title="Length, km", format=","),
        alt.Tooltip("brigades:Q", title="Brigades at the front chosen", format=","),
    ]
    spans = base.mark_bar(height=14, color=palette.STEPS[1]).encode(x=x, x2="many:Q", y=y)
    dots = base.mark_point(filled=True, size=110, color=palette.BLUE).encode(
        x=alt.X("brigades:Q", scale=scale), y=y, tooltip=tips
    )
    said = base.mark_text(dy=-14, fontSize=11, fontWeight="bold").encode(
        x=alt.X("brigades:Q", scale=scale), y=y, text="said:N"
    )
    signs = pd.DataFrame({"name": list(marks), "brigades": list(marks.values())})
    signed = alt.Chart(signs).encode(x=alt.X("brigades:Q", scale=scale))
    rules = signed.mark_rule(strokeDash=[4, 3], color=palette.ORANGE)
    names = signed.mark_text(
        align="left", dx=4, baseline="bottom", fontSize=11, color=palette.MUTED
    ).encode(y=alt.value(-2), text="name:N")
    told = "; ".join(
        f"{name} {describe.number(km)} km: {-(-km // held):.0f} to {-(-km // densest):.0f}"
        for name, km in lengths.items()
    )
    compared = ", ".join(f"{name} {describe.number(n)}" for name, n in marks.items())
    words = (
        f"Bars of the brigades that lines take, at one for {describe.number(held)} km and at one "
        f"for {describe.number(densest)} km. {told}. Dashed lines: {compared}. A slider sets the "
        "kilometres for one brigade."
    )
    return finish(
        layered(rules, spans, dots, said, names).add_params(front),
        title,
        subtitle,
        words,
        height=alt.Step(46),
    )


def per_km_chart(table: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Draw soldiers for each kilometre of a line, on a logarithmic axis.

    Parameters
    ----------
    table
        As `coalitions.frontage.per_kilometre` makes it.
    title, subtitle
        The finding; what is drawn.
    """
    need(table, "label", "kind", "soldiers", "km", "per_km")
    ranked = table.sort_values("per_km", ascending=False, kind="stable")
    names = [wrapped(name, 24) for name in ranked["label"]]
    shown = ranked[["kind", "soldiers", "km", "per_km", "source_id"]].assign(
        label=names,
        said=[f"{describe.number(round(n, 1) if n < 100 else round(n))}" for n in ranked["per_km"]],
    )
    x = alt.X(
        "per_km:Q",
        title="Soldiers for each kilometre, logarithmic",
        scale=alt.Scale(type="log", domain=[3, 12000], nice=False),
        axis=alt.Axis(values=[5, 10, 50, 100, 500, 1000, 5000]),
    )
    y = alt.Y("label:N", sort=names, title=None, axis=labels())
    hue = alt.Color(
        "kind:N", title=None, scale=alt.Scale(domain=list(_KINDS), range=list(_KINDS.values()))
    )
    base = alt.Chart(shown).encode(x=x, y=y)
    dots = base.mark_point(filled=True, size=100).encode(
        color=hue,
        tooltip=[
            alt.Tooltip("label:N", title="Force"),
            alt.Tooltip("soldiers:Q", title="Soldiers", format=","),
            alt.Tooltip("km:Q", title="Kilometres", format=","),
            alt.Tooltip("source_id:N", title="Source of the strength"),
        ],
    )
    text = base.mark_text(align="left", dx=9, fontSize=11).encode(text="said:N")
    words = describe.ranking(ranked, "label", "per_km", unit="soldiers per km", what="Dots")
    return finish(layered(dots, text), title, subtitle, words, height=alt.Step(30))
