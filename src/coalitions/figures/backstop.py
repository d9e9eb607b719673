"""A backstop, drawn: whose offer hangs on it, what it lends, and what it makes likely."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.dilemma_outcomes import BACKSTOP_COLOURS
from coalitions.figures.parts import finish, labels, layered, need, wrapped
from coalitions.figures.theme import BREAK

_RIGHT = 90_000
"""A line above so many persons has its name on the left, or it would leave the figure."""

_TURNS = 4
"""In so many heights the names of lines stand."""

_LEAST_DRAWN = 60.0
"""A state that sends fewer persons in every scenario is left out of the figure."""


def country_dependence(
    table: pd.DataFrame, *, title: str, subtitle: str = "", theta: float, needs: Mapping[str, str]
) -> alt.LayerChart:
    """Draw what each state can sustain under each backstop; menus move the commitments kept.

    Parameters
    ----------
    table
        Rows of `coalitions.backstop.backstop_by_country`.
    title, subtitle
        The finding; what is drawn.
    theta
        The share of NATO commitments kept at first.
    needs
        Code of a state to what it asks of the United States, in words.
    """
    need(table, "iso3", "name", "label", "theta", "persons")
    most = table.groupby("iso3")["persons"].transform("max")
    drawn = table[most >= _LEAST_DRAWN]
    shown = drawn[["name", "label", "theta", "persons"]].assign(
        asks=[needs.get(str(code), "not stated") for code in drawn["iso3"]],
        alone=drawn["iso3"].eq(_largest(drawn)),
    )
    largest = str(drawn.loc[drawn["iso3"].eq(_largest(drawn)), "name"].iloc[0])
    options = sorted(shown["theta"].unique())
    params = [
        alt.param(
            name="kept",
            value=theta,
            bind=alt.binding_select(
                options=options,
                labels=[f"{share:.0%}" for share in options],
                name="NATO commitments kept ",
            ),
        ),
        alt.param(
            name="with_largest",
            value=True,
            bind=alt.binding_checkbox(name=f"{largest} takes part "),
        ),
    ]
    base = alt.Chart(shown).transform_filter(
        "datum.theta == kept && (with_largest || !datum.alone)"
    )
    order = alt.EncodingSortField("persons", op="max", order="descending")
    y = alt.Y("name:N", sort=order, title=None)
    x = alt.X("persons:Q", title="Persons sustained")
    spans = base.mark_rule(strokeWidth=2, color=palette.GRID).encode(
        y=y, x=alt.X("min(persons):Q"), x2="max(persons):Q"
    )
    dots = base.mark_point(filled=True, size=70).encode(
        x=x,
        y=y,
        color=_by_backstop(),
        tooltip=[
            alt.Tooltip("name:N", title="State"),
            alt.Tooltip("label:N", title="Backstop"),
            alt.Tooltip("persons:Q", title="Persons", format=",.0f"),
            alt.Tooltip("asks:N", title="American part, our coding"),
        ],
    )
    at = drawn[drawn["theta"] == theta].pivot_table(index="name", columns="label", values="persons")
    at = at.sort_values(list(BACKSTOP_COLOURS)[-1], ascending=False, kind="stable")
    told = "; ".join(
        f"{name} "
        + ", ".join(f"{describe.number(round(row[label]))}" for label in BACKSTOP_COLOURS)
        for name, row in at.iterrows()
    )
    words = (
        f"Dots for {len(at)} states, persons under {', '.join(BACKSTOP_COLOURS)}, with "
        f"{theta:.0%} of the NATO commitments kept. {told}. Menus change the share and leave out "
        f"{largest}."
    )
    return finish(
        layered(spans, dots).add_params(*params), title, subtitle, words, height=alt.Step(19)
    )


def _by_backstop(legend: alt.Legend | None = None) -> alt.Color:
    """Colour marks by the backstop in ``label``, as every chart of the model does."""
    names, hues = list(BACKSTOP_COLOURS), list(BACKSTOP_COLOURS.values())
    scale = alt.Scale(domain=names, range=hues)
    return alt.Color("label:N", title=None, scale=scale, legend=legend or alt.Legend())


def _largest(table: pd.DataFrame) -> str:
    return str(table.sort_values("persons", kind="stable")["iso3"].iloc[-1])


def chance_curves(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    theta: float,
    marks: Mapping[str, float],
) -> alt.LayerChart:
    """Draw the chance of at least a size, for each backstop; a slider keeps more for NATO.

    Parameters
    ----------
    table
        Rows of `coalitions.backstop.exceedance`.
    title, subtitle
        The finding; what is drawn.
    theta
        The share of NATO commitments kept at first.
    marks
        Name of a published size to its persons, drawn as lines.
    """
    need(table, "label", "theta", "size", "chance")
    shares = sorted(table["theta"].unique())
    kept = alt.param(
        name="kept_share",
        value=theta,
        bind=alt.binding_range(
            min=shares[0], max=shares[-1], step=0.1, name="Share of NATO commitments kept "
        ),
    )
    shown = table[["label", "theta", "size", "chance"]].round({"chance": 4, "theta": 2})
    scale = alt.Scale(type="log", domain=[float(shown["size"].min()), 250_000], nice=False)
    ticks = [1000, 3000, 10_000, 30_000, 100_000, 200_000]
    x = alt.X("size:Q", title="Persons, logarithmic", scale=scale, axis=alt.Axis(values=ticks))
    y = alt.Y("chance:Q", title=None, axis=alt.Axis(format=".0%"))
    base = alt.Chart(shown).transform_filter("abs(datum.theta - kept_share) < 0.04")
    lines = base.mark_line().encode(
        x=x,
        y=y,
        color=_by_backstop(alt.Legend(symbolType="stroke", symbolStrokeWidth=3)),
        tooltip=[
            alt.Tooltip("label:N", title="Backstop"),
            alt.Tooltip("size:Q", title="Persons", format=",.0f"),
            alt.Tooltip("chance:Q", title="Chance", format=".0%"),
        ],
    )
    signs = pd.DataFrame(
        {
            "name": [wrapped(name, 12) for name in marks],
            "size": [float(size) for size in marks.values()],
            "row": [n % _TURNS for n in range(len(marks))],
        }
    )
    signed = alt.Chart(signs).encode(x=alt.X("size:Q", scale=scale))
    rules = signed.mark_rule(strokeDash=[4, 3], color=palette.CONTEXT)
    # Names of neighbouring sizes take turns in height, or they would meet on a phone.
    named = [
        signed.transform_filter(f"datum.row == {row}")
        .mark_text(
            align=alt.expr(f"datum.size > {_RIGHT} ? 'right' : 'left'"),
            dx=alt.expr(f"datum.size > {_RIGHT} ? -3 : 3"),
            baseline="top",
            fontSize=10,
            color=palette.MUTED,
            lineBreak=BREAK,
        )
        .encode(y=alt.value(2 + 26 * row), text="name:N")
        for row in range(min(_TURNS, len(marks)))
    ]
    told = "; ".join(
        f"{label}: "
        + ", ".join(
            f"{describe.number(n)} {_at(shown, label, theta, n):.0%}" for n in marks.values()
        )
        for label in BACKSTOP_COLOURS
    )
    words = (
        f"Falling curves of the chance that a force is at least so large, for "
        f"{', '.join(BACKSTOP_COLOURS)}, with {theta:.0%} of the NATO commitments kept. {told}. A "
        "slider changes the share that is kept."
    )
    drawn = layered(rules, lines, *named).add_params(kept)
    return finish(drawn, title, subtitle, words, height=300)


def _at(table: pd.DataFrame, label: str, theta: float, size: float) -> float:
    """Return the chance at the drawn size that lies nearest."""
    part = table[(table["label"] == label) & ((table["theta"] - theta).abs() < 0.04)]
    nearest = (part["size"] - size).abs().argmin()
    return float(part["chance"].iloc[int(nearest)])


def enabler_reach(
    table: pd.DataFrame, *, title: str, subtitle: str = "", marks: Mapping[str, float]
) -> alt.LayerChart:
    """Draw how many persons each enabler supports under each backstop.

    Parameters
    ----------
    table
        Rows of `coalitions.dilemma.enabler_gaps`: ``enabler``, ``label``, ``supports``.
    title, subtitle
        The finding; what is drawn.
    marks
        Name of a published size to its persons, drawn as lines.
    """
    need(table, "enabler", "label", "supports")
    shown = table.drop_duplicates(["enabler", "label"])[["enabler", "label", "supports"]]
    order = list(shown.groupby("enabler")["supports"].min().sort_values(kind="stable").index)
    names = [wrapped(name, 14) for name in order]
    shown = shown.assign(enabler=[wrapped(name, 14) for name in shown["enabler"]])
    scale = alt.Scale(type="log", domain=[8000, 220_000], nice=False)
    ticks = [10_000, 30_000, 100_000]
    x = alt.X("supports:Q", title="Persons, logarithmic", scale=scale, axis=alt.Axis(values=ticks))
    y = alt.Y("enabler:N", sort=names, title=None, axis=labels())
    base = alt.Chart(shown).encode(y=y)
    spans = base.mark_rule(strokeWidth=2, color=palette.GRID).encode(
        x=alt.X("min(supports):Q", scale=scale), x2="max(supports):Q"
    )
    dots = base.mark_point(filled=True, size=110).encode(
        x=x,
        color=_by_backstop(),
        tooltip=[
            alt.Tooltip("enabler:N", title="Enabler"),
            alt.Tooltip("label:N", title="Backstop"),
            alt.Tooltip("supports:Q", title="Supports, persons", format=",.0f"),
        ],
    )
    signs = pd.DataFrame({"name": list(marks), "supports": [float(n) for n in marks.values()]})
    signed = alt.Chart(signs).encode(x=alt.X("supports:Q", scale=scale))
    rules = signed.mark_rule(strokeDash=[4, 3], color=palette.CONTEXT)
    named = signed.mark_text(baseline="bottom", fontSize=11, color=palette.MUTED).encode(
        y=alt.value(-3), text="name:N"
    )
    words = describe.spread(
        shown.assign(enabler=shown["enabler"].str.replace(BREAK, " ")),
        "enabler",
        "supports",
        unit="persons supported",
        what="Dots for each backstop",
    )
    return finish(layered(rules, spans, dots, named), title, subtitle, words, height=alt.Step(44))
