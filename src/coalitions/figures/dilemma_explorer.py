"""The model of the three tasks in the reader's browser: four sliders, a switch, no kernel.

The expressions repeat the formulas of `coalitions.dilemma.model` in Vega's language;
`tests/figures/test_dilemma_explorer.py` evaluates them with VegaFusion and finds Python's numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import pandas as pd

from coalitions.dilemma.parameters import BACKSTOP_LABELS
from coalitions.dilemma.settings import Setting
from coalitions.figures import describe, palette
from coalitions.figures.parts import need

#: Sliders: name to lowest, highest and step, and the words before each.
SLIDERS: Final[Mapping[str, tuple[float, float, float, str]]] = {
    "rotation": (1, 6, 0.1, "Units held to keep one deployed (sources: 3 to 4)"),
    "readiness": (0.5, 3.5, 0.05, "Readiness of all armies, times today’s"),
    "theta": (0, 1, 0.05, "Share of NATO commitments kept"),
    "slice": (3500, 10_000, 100, "Persons sent with a brigade"),
}

#: States drawn below, the largest offers.
_MOST: Final = 12

#: Stands for no limit in an expression: Vega has no infinity that JSON could carry.
_NO_LIMIT: Final = "1e12"

#: How numbers are written at the end of a bar and beyond it.
_WITHIN: Final[dict[str, Any]] = {
    "align": "right",
    "dx": -5,
    "fontWeight": "bold",
    "color": palette.PAPER,
}
_BESIDE: Final[dict[str, Any]] = {"align": "left", "dx": 5, "fontWeight": "bold"}

_FORCE, _BINDS, _SLACK = "the force", "what binds", "what does not"


def expressions() -> list[tuple[str, str]]:
    """Return the steps of the computation, each a name and an expression of Vega.

    Aggregates come after: `offered` is the sum of `offer`, `scarcest` the lowest `limit`. There is
    no ``min`` or ``max`` in the expressions, because VegaFusion, which tests them, has neither.
    """
    none, enablers = (f"'{BACKSTOP_LABELS[b]}'" for b in ("none", "enablers"))
    given = (
        f"explorer_backstop == {none} ? datum.none : "
        f"explorer_backstop == {enablers} ? datum.enablers : datum.full"
    )
    return [
        ("given", given),
        ("share", "explorer_readiness * datum.ready"),
        (
            "spare",
            "(datum.share < 1 ? datum.share : 1) * datum.brigades"
            " - explorer_theta * datum.committed",
        ),
        ("free", "datum.spare > 0 ? datum.spare : 0"),
        (
            "offer",
            "datum.kind == 'state' ?"
            " explorer_slice / explorer_rotation * datum.given * datum.free : 0",
        ),
        (
            "limit",
            "datum.kind == 'enabler' ?"
            f" 10000 * (datum.european + datum.american * datum.given) / datum.need : {_NO_LIMIT}",
        ),
    ]


def _computed(chart: alt.LayerChart) -> alt.LayerChart:
    """Add all results to the table of a chart: `value` of each row, and its `role`."""
    for name, expression in expressions():
        chart = chart.transform_calculate(**{name: expression})
    chart = chart.transform_joinaggregate(offered="sum(offer)", scarcest="min(limit)")
    results = {
        "force": "datum.offered < datum.scarcest ? datum.offered : datum.scarcest",
        "value": (
            "datum.kind == 'state' ? datum.offer : datum.kind == 'enabler' ? datum.limit :"
            " datum.kind == 'offered' ? datum.offered : datum.force"
        ),
        "role": (
            f"datum.kind == 'force' ? '{_FORCE}' : datum.value <= datum.force ? '{_BINDS}' :"
            f" '{_SLACK}'"
        ),
    }
    for name, expression in results.items():
        chart = chart.transform_calculate(**{name: expression})
    return chart


def dilemma_explorer(
    table: pd.DataFrame,
    marks: pd.DataFrame,
    setting: Setting,
    *,
    title: str,
    subtitle: str = "",
    top: float = 110_000,
) -> alt.VConcatChart:
    """Let the reader move the assumptions and see the force, what binds it, and who provides it.

    Parameters
    ----------
    table
        As `coalitions.dilemma.explorer_table` returns it.
    marks
        Sizes to compare with: ``value`` (persons) and ``words``.
    setting
        Where the sliders and the switch stand at first.
    title, subtitle
        The finding; what is drawn.
    top
        The end of the upper axis, persons; longer bars stop there and keep their number.
    """
    need(table, "kind", "name", "brigades", "ready", "committed", "european", "american", "need")
    sliders = [
        alt.param(
            name=f"explorer_{name}",
            value=float(getattr(setting, name)),
            bind=alt.binding_range(min=low, max=high, step=step, name=f"{words} "),
        )
        for name, (low, high, step, words) in SLIDERS.items()
    ]
    switch = alt.param(
        name="explorer_backstop",
        value=BACKSTOP_LABELS[setting.backstop],
        bind=alt.binding_radio(options=[*BACKSTOP_LABELS.values()], name="American backstop "),
    )
    above, below = _summary(table, marks, top), _states(table)
    together = alt.vconcat(above, below, spacing=28).add_params(*sliders, switch)
    words = (
        "Bars that follow four sliders and a switch. Above, the force that can be kept in Ukraine, "
        "what the states offer and what each enabler supports, with lines at "
        + ", ".join(
            f"{describe.number(value)} ({said})"
            for value, said in zip(marks["value"], marks["words"], strict=True)
        )
        + f". Below, the {_MOST} states that offer most. The sliders stand at first at "
        + ", ".join(
            f"{said} {getattr(setting, name):g}" for name, (_, _, _, said) in SLIDERS.items()
        )
        + f"; the switch at {BACKSTOP_LABELS[setting.backstop]}."
    )
    headline = alt.Title(title, subtitle=subtitle) if subtitle else alt.Title(title)
    return together.properties(title=headline, description=words)


def _summary(table: pd.DataFrame, marks: pd.DataFrame, top: float) -> alt.LayerChart:
    order = [str(name) for name in table.loc[table["kind"].ne("state"), "name"]]
    scale = alt.Scale(domain=[0, top], clamp=True, nice=False)
    x = alt.X("value:Q", title="Persons", scale=scale)
    y = alt.Y("name:N", scale=alt.Scale(domain=order), title=None)
    base = alt.Chart()
    bars = base.mark_bar(height=17).encode(
        x=x,
        y=y,
        color=alt.Color(
            "role:N",
            title=None,
            scale=alt.Scale(
                domain=[_FORCE, _BINDS, _SLACK],
                range=[palette.BLUE, palette.ORANGE, palette.CONTEXT],
            ),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("value:Q", title="Persons", format=",.0f"),
        ],
    )
    text = base.encode(x=x, y=y, text=alt.Text("value:Q", format=",.2r"))
    # Numbers of long bars stand inside them, or they would leave the chart.
    inside = text.transform_filter(f"datum.value >= {0.85 * top}").mark_text(**_WITHIN)
    after = text.transform_filter(f"datum.value < {0.85 * top}")
    # The others lie on a halo, or the lines of comparison would cross them out.
    halo = after.mark_text(stroke=palette.PAPER, strokeWidth=4, **_BESIDE)
    numbers = after.mark_text(**_BESIDE)
    lines = alt.Chart(marks).encode(x=alt.X("value:Q", title="Persons", scale=scale))
    rules = lines.mark_rule(strokeDash=[4, 3], color=palette.MUTED)
    said = lines.encode(y=alt.value(0), text="words:N")
    style: dict[str, Any] = {"baseline": "bottom", "dy": -3, "fontSize": 11, "color": palette.MUTED}
    # Words near the right edge end at their line, the others begin there.
    left = said.transform_filter(f"datum.value < {top / 2}").mark_text(align="left", dx=-8, **style)
    right = said.transform_filter(f"datum.value >= {top / 2}").mark_text(
        align="right", dx=8, **style
    )
    results = _computed(_on(table, bars, inside, halo, numbers)).transform_filter(
        "datum.kind != 'state'"
    )
    together = alt.layer(rules, left, right, results)
    assert isinstance(together, alt.LayerChart)
    return together.properties(height=alt.Step(28))


def _on(table: pd.DataFrame, *layers: alt.Chart) -> alt.LayerChart:
    """Layer charts on one table, so that its transforms are computed once."""
    together = alt.layer(*layers, data=table)
    assert isinstance(together, alt.LayerChart)
    return together


def _states(table: pd.DataFrame) -> alt.LayerChart:
    base = alt.Chart()
    x = alt.X(
        "value:Q",
        title="Persons offered",
        scale=alt.Scale(zero=True),
        axis=alt.Axis(tickCount=3),
    )
    by_value = alt.EncodingSortField("value", op="max", order="descending")
    y = alt.Y("name:N", sort=by_value, title=None)
    bars = base.mark_bar(color=palette.BLUE).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("value:Q", title="Persons offered", format=",.0f"),
            alt.Tooltip("given:Q", title="Willingness", format=".0%"),
            alt.Tooltip("free:Q", title="Brigades free", format=".1f"),
        ],
    )
    text = base.encode(x=x, y=y, text=alt.Text("value:Q", format=",.2r"))
    inside = text.transform_filter("datum.place == 1").mark_text(**{**_WITHIN, "fontSize": 11})
    after = text.transform_filter("datum.place > 1").mark_text(**{**_BESIDE, "fontSize": 11})
    largest = alt.SortField("value", order="descending")
    drawn = (
        _computed(_on(table, bars, inside, after))
        .transform_filter("datum.kind == 'state' && datum.value > 0")
        .transform_window(
            place="row_number()", sort=[largest, alt.SortField("name", order="ascending")]
        )
        .transform_filter(f"datum.place <= {_MOST}")
    )
    return drawn.properties(height=18 * _MOST)
