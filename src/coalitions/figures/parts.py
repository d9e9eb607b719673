"""What the shapes of this package share: headlines, axes, wrapped labels, tooltips."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import altair as alt
import pandas as pd

from coalitions.figures import palette
from coalitions.figures.theme import BREAK

_UPRIGHT_FROM = 5

C = TypeVar("C", alt.Chart, alt.LayerChart, alt.FacetChart)


def finish(chart: C, title: str, subtitle: str, words: str, **properties: Any) -> C:
    """Give a chart its headline (the finding), subtitle (what is drawn) and description."""
    headline = alt.Title(title, subtitle=subtitle) if subtitle else alt.Title(title)
    drawn: C = chart.properties(title=headline, description=words, **properties)
    return drawn


def layered(*charts: alt.Chart) -> alt.LayerChart:
    """Put charts on top of one another, on the same axes."""
    together = alt.layer(*charts)
    assert isinstance(together, alt.LayerChart)
    return together


def wrapped(text: object, width: int) -> str:
    """Break a label into lines of at most `width` letters."""
    return BREAK.join(textwrap.wrap(str(text), width)) or str(text)


def most_lines(names: Iterable[str]) -> int:
    """Count the lines of the longest of some wrapped labels."""
    return max((name.count(BREAK) + 1 for name in names), default=1)


def labels(**options: Any) -> alt.Axis:
    """Make an axis that shows wrapped labels on several lines."""
    return alt.Axis(labelExpr=f"split(datum.label, '{BREAK}')", labelLimit=400, **options)


def heads(names: Sequence[str]) -> tuple[alt.Axis, dict[str, Any]]:
    """Make the axis of column heads above a matrix, and what a phone needs in its place.

    Many heads do not stand side by side on a phone: there they stand upright.
    """
    axis = labels(orient="top", labelPadding=8, labelOverlap=False, labelBaseline="line-bottom")
    if len(names) < _UPRIGHT_FROM:
        return axis, {}
    upright = {"labelAngle": -90, "labelAlign": "left", "labelBaseline": "middle"}
    return axis, {"usermeta": {"narrow": {"encoding": {"x": {"axis": upright}}}}}


def need(table: pd.DataFrame, *columns: str | None) -> None:
    """Refuse a table that lacks a column or has no rows, and say which.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If there is nothing to draw.
    """
    missing = [column for column in columns if column and column not in table.columns]
    if missing:
        raise KeyError(f"no column {', '.join(missing)}; the table has {', '.join(table.columns)}")
    if table.empty:
        raise ValueError("nothing to draw: the table has no rows")


def steps(labels_in_order: Iterable[str], colours: Mapping[str, str] | None = None) -> alt.Scale:
    """Build the scale of a ranked code: from pale to deep, or the colours given."""
    domain = [str(label) for label in labels_in_order]
    if colours:
        return alt.Scale(domain=domain, range=[colours.get(d, palette.GRID) for d in domain])
    ramp = palette.STEPS
    if len(domain) > len(ramp):
        raise ValueError(f"{len(domain)} codes are more than the {len(ramp)} steps of the scale")
    spread = [round(i * (len(ramp) - 1) / max(1, len(domain) - 1)) for i in range(len(domain))]
    return alt.Scale(domain=domain, range=[ramp[i] for i in spread])


def kinds(field: str, looks: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Encode a column of kinds by shape and colour together, so that colour is never alone.

    Parameters
    ----------
    field
        The column in Altair's shorthand.
    looks
        Kind to its shape and colour, in the order of the legend.
    """
    order = list(looks)
    shapes = alt.Scale(domain=order, range=[shape for shape, _ in looks.values()])
    hues = alt.Scale(domain=order, range=[hue for _, hue in looks.values()])
    return {
        "shape": alt.Shape(field, title=None, scale=shapes),
        "color": alt.Color(field, title=None, scale=hues),
    }
