"""The house theme: how every chart of the book looks unless it says otherwise."""

from __future__ import annotations

from typing import Any, Final, cast

from coalitions.figures import palette

# Liberation Sans travels inside vl-convert, Arial and Helvetica have the same widths: text takes
# the same room in the picture made at build time and in the reader's browser.
FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"

BREAK: Final = "⏎"
"""Stands in a label where a new line begins; Vega splits there, a table writes a blank."""

WIDE: Final = 680
"""Width in pixels of a chart on a page that is not a phone's."""

NARROW: Final = 342
"""Width in pixels of a chart on a phone of 390 pixels."""

HEIGHT: Final = 300
"""Height in pixels of a chart that does not set its own."""


def config() -> dict[str, Any]:
    """Give the Vega-Lite configuration of the book."""
    text = {"labelFont": FONT, "titleFont": FONT}
    return {
        "background": None,
        "font": FONT,
        "padding": 2,
        "view": {"stroke": None, "continuousWidth": WIDE, "continuousHeight": HEIGHT},
        "axis": {
            **text,
            "domainColor": palette.MUTED,
            "gridColor": palette.GRID,
            "labelColor": palette.MUTED,
            "labelFontSize": 12,
            "labelPadding": 6,
            "labelLimit": 220,
            "tickColor": palette.MUTED,
            "ticks": False,
            "titleColor": palette.MUTED,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "titlePadding": 8,
        },
        "axisX": {"grid": False, "tickCount": 6, "labelFlush": False, "labelSeparation": 6},
        "axisY": {
            "domain": False,
            "tickCount": 5,
            "titleAlign": "left",
            "titleAnchor": "start",
            "titleAngle": 0,
            "titleX": 0,
            "titleY": -14,
            "titleBaseline": "bottom",
        },
        "axisQuantitative": {"format": ",~f"},
        "axisXQuantitative": {"grid": True, "domain": False},
        "axisXDiscrete": {"labelAngle": 0},
        "axisTemporal": {"grid": False, "ticks": True},
        "axisBand": {"grid": False, "domain": False},
        "axisYBand": {"labelColor": palette.INK, "titleY": -8},
        "axisYPoint": {"labelColor": palette.INK},
        "header": {
            **text,
            "labelColor": palette.INK,
            "labelFontSize": 12,
            "labelFontWeight": "bold",
            "labelAnchor": "start",
            "title": None,
        },
        "legend": {
            **text,
            "labelColor": palette.INK,
            "labelFontSize": 12,
            "titleColor": palette.MUTED,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "orient": "top",
            "direction": "horizontal",
            "symbolType": "square",
            "columnPadding": 14,
        },
        "title": {
            "anchor": "start",
            "color": palette.INK,
            "font": FONT,
            "fontSize": 15,
            "subtitleFont": FONT,
            "subtitleColor": palette.MUTED,
            "subtitleFontSize": 12,
            "frame": "group",
            "offset": 12,
        },
        "range": {
            "category": list(palette.HUES),
            "ordinal": list(palette.STEPS),
            "ramp": list(palette.STEPS),
            "heatmap": list(palette.STEPS),
        },
        "mark": {"color": palette.BLUE},
        "area": {"line": True, "fillOpacity": 0.35},
        "bar": {"discreteBandSize": {"band": 0.72}},
        "circle": {"size": 70, "opacity": 1},
        "line": {"strokeWidth": 2.25},
        "point": {"filled": True, "size": 60, "opacity": 1},
        "rule": {"color": palette.MUTED},
        "text": {"font": FONT, "fontSize": 12, "color": palette.INK},
        "tick": {"thickness": 2, "color": palette.INK},
        "numberFormat": ",~f",
        "scale": {"bandPaddingInner": 0.28},
    }


def register() -> None:
    """Make the house theme the theme of every chart of this session."""
    import altair as alt

    @alt.theme.register("coalitions", enable=True)
    def house() -> alt.theme.ThemeConfig:
        return cast("alt.theme.ThemeConfig", {"config": config()})
