"""How far weapons reach, drawn: by source, and as the batteries that a country would need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import altair as alt
import pandas as pd

from coalitions.facts import Facts
from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, layered, need
from coalitions.provenance import of

_TICKS: Final = [20, 50, 100, 200, 500, 1000, 2000]


def reach_dots(
    reaches: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    marks: Mapping[str, float],
) -> alt.LayerChart:
    """Draw each published reach of each weapon, with distances marked for comparison.

    Parameters
    ----------
    reaches
        Rows of `weapon_reach`: ``weapon``, ``target``, ``reach_km``, ``reach_high_km``.
    title, subtitle
        The finding; what is drawn.
    marks
        Name of a distance to its length in km.
    """
    need(reaches, "weapon", "target", "reach_km", "reach_high_km", "confidence")
    targets = {
        "aircraft": ("against aircraft", palette.BLUE),
        "ballistic_missile": ("against ballistic missiles", palette.PLUM),
        "ground": ("Russian, against the ground", palette.RED),
    }
    shown = reaches[["weapon", "source_id"]].assign(
        weapon=reaches["weapon"].astype(str),
        low=reaches["reach_km"].astype(float),
        high=reaches["reach_high_km"].fillna(reaches["reach_km"]).astype(float),
        against=[targets[str(target)][0] for target in reaches["target"]],
        trust=["low" if str(c) == "low" else "medium or high" for c in reaches["confidence"]],
    )
    order = list(shown.groupby("weapon")["high"].max().sort_values(kind="stable").index)
    scale = alt.Scale(type="log", domain=[18, 3600], nice=False)
    x = alt.X("high:Q", title="km, logarithmic", scale=scale, axis=alt.Axis(values=_TICKS))
    y = alt.Y("weapon:N", sort=order, title=None, axis=alt.Axis(grid=True))
    hue = alt.Color(
        "against:N",
        title=None,
        scale=alt.Scale(
            domain=[name for name, _ in targets.values()],
            range=[colour for _, colour in targets.values()],
        ),
        legend=alt.Legend(columns=1, labelLimit=220),
    )
    base = alt.Chart(shown).encode(
        y=y,
        color=hue,
        tooltip=[
            alt.Tooltip("weapon:N", title="Weapon"),
            alt.Tooltip("low:Q", title="Reach, km"),
            alt.Tooltip("high:Q", title="Upper end, km"),
            alt.Tooltip("against:N", title="Target"),
            alt.Tooltip("trust:N", title="Confidence"),
            alt.Tooltip("source_id:N", title="Source"),
        ],
    )
    spans = base.mark_rule(strokeWidth=3).encode(x=alt.X("low:Q", scale=scale), x2="high:Q")
    good = base.transform_filter("datum.trust != 'low'").mark_point(filled=True, size=75)
    weak = base.transform_filter("datum.trust == 'low'").mark_point(filled=False, size=65)
    signs = pd.DataFrame({"name": list(marks), "km": list(marks.values())})
    signed = alt.Chart(signs).encode(x=alt.X("km:Q", scale=scale))
    rules = signed.mark_rule(strokeDash=[4, 3], color=palette.INK)
    names = signed.mark_text(baseline="bottom", fontSize=11, color=palette.MUTED).encode(
        y=alt.value(-3), text="name:N"
    )
    words = describe.spread(shown, "weapon", "high", unit="km", what="Dots of published reach")
    told = "; ".join(f"{name} {describe.number(round(km))} km" for name, km in marks.items())
    return finish(
        layered(rules, spans, good.encode(x=x), weak.encode(x=x), names),
        title,
        subtitle,
        f"{words} Dashed lines: {told}.",
        height=alt.Step(26),
    )


def cover_curve(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    marks: Mapping[str, float],
    line_at: float,
    line_label: str,
    rows: object = (),
) -> alt.LayerChart:
    """Draw how many batteries it takes to cover all cities, for each reach.

    Parameters
    ----------
    table
        As `coalitions.terrain.sites_by_reach` makes it.
    title, subtitle
        The finding; what is drawn.
    marks
        Name of a published reach to its km, drawn as points on the curve.
    line_at, line_label
        A number of batteries to compare with, and what it is.
    rows
        What the marks and the line rest on.
    """
    need(table, "reach_km", "sites")
    curve = table.astype({"reach_km": float, "sites": float})
    curve = Facts.resting_on(pd.DataFrame(curve), of([table, rows]))
    x = alt.X("reach_km:Q", title="Reach, km", scale=alt.Scale(domain=[0, 400]))
    y = alt.Y("sites:Q", title="Batteries")
    steps = alt.Chart(curve).mark_line(interpolate="step-after", color=palette.BLUE)
    at = [{"name": name, "reach_km": km, "sites": _at(curve, km)} for name, km in marks.items()]
    points = alt.Chart(pd.DataFrame(at)).encode(x=x, y=y)
    known = pd.DataFrame({"sites": [line_at], "name": [line_label]})
    compared = alt.Chart(known).encode(y=alt.Y("sites:Q"))
    drawn = layered(
        compared.mark_rule(strokeDash=[4, 3], color=palette.ORANGE),
        compared.mark_text(align="right", dy=-7, fontSize=11, color=palette.MUTED).encode(
            x=alt.value("width"), text="name:N"
        ),
        steps.encode(x=x, y=y, tooltip=["reach_km:Q", "sites:Q"]),
        points.mark_point(filled=True, size=80, color=palette.PLUM),
        points.mark_text(align="left", dx=7, dy=-7, fontSize=11).encode(text="name:N"),
    )
    told = ", ".join(f"{each['name']} {each['sites']:.0f}" for each in at)
    words = (
        f"A falling curve of the fewest batteries that cover all cities, from "
        f"{curve['sites'].max():.0f} to {curve['sites'].min():.0f}. On it: {told}. A dashed line: "
        f"{line_label}, {line_at:.0f}."
    )
    return finish(drawn, title, subtitle, words, height=280)


def _at(curve: pd.DataFrame, km: float) -> float:
    """Return the batteries at the largest computed reach that is not above `km`."""
    below = curve[curve["reach_km"] <= km]
    return float(below.sort_values("reach_km", kind="stable")["sites"].iloc[-1])
