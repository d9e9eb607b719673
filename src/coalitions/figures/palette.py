"""One fixed colour for each country and group, on light and on dark pages.

A reader who has learned that Australia is orange in one figure must find it orange in all. The
hues are told apart by readers with each common form of colour blindness, and each stands at least
3:1 against the page in both modes (`tests/figures/test_palette.py` computes both).

A figure states the light colour. On a dark page a style sheet exchanges it for its partner, in
the picture and in the live chart alike, so that neither has to be drawn twice: see `css`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import altair as alt

# What a colour does in a chart.
INK: Final = "#1c2530"
MUTED: Final = "#566170"
CONTEXT: Final = "#8a94a0"
GRID: Final = "#dfe3e8"
PAPER: Final = "#fffffe"

ORANGE: Final = "#ec6336"
GOLD: Final = "#765b16"
RED: Final = "#c14c5d"
PLUM: Final = "#9c0b5a"
VIOLET: Final = "#491473"
INDIGO: Final = "#554fb0"
BLUE: Final = "#388efa"
TEAL: Final = "#267b97"
FOREST: Final = "#144b21"

HUES: Final = (ORANGE, GOLD, RED, PLUM, VIOLET, INDIGO, BLUE, TEAL, FOREST)

# Steps of one quantity or one ranked code, from little to much.
STEPS: Final = ("#e3ecf5", "#b3cde4", "#7ba9d0", "#4681b4", "#1d5a8f")

DARK: Final[Mapping[str, str]] = MappingProxyType(
    {
        INK: "#e8ecf1",
        MUTED: "#aab4c0",
        CONTEXT: "#7f8a97",
        GRID: "#39424d",
        PAPER: "#14181d",
        ORANGE: "#f48553",
        GOLD: "#ad771c",
        RED: "#b84456",
        PLUM: "#eaa3bc",
        VIOLET: "#8d5aa0",
        INDIGO: "#526ee3",
        BLUE: "#5296ef",
        TEAL: "#63cdfe",
        FOREST: "#93f8a3",
        STEPS[0]: "#263441",
        STEPS[1]: "#2f4d68",
        STEPS[2]: "#3f6d94",
        STEPS[3]: "#6297c4",
        STEPS[4]: "#a5cbee",
    }
)
"""The partner of each colour on a dark page."""

# Those that lead, give most, or are compared by name. The others share `CONTEXT`: more than a
# dozen hues cannot be told apart, so the rest are told by their label and not by their colour.
_FIXED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AUS": ORANGE,
        "DEU": GOLD,
        "EU": VIOLET,
        "FRA": BLUE,
        "GBR": RED,
        "ITA": FOREST,
        "POL": PLUM,
        "RUS": INK,
        "UKR": TEAL,
        "USA": INDIGO,
    }
)


def colour(code: str) -> str:
    """Give the colour of a country or group.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-3 code of a country (``"FRA"``) or the code of a group (``"EU"``).

    Returns
    -------
    str
        Hexadecimal colour for light pages; countries without a colour of their own share grey.
    """
    return _FIXED.get(code, CONTEXT)


def colours(codes: Iterable[str]) -> alt.Scale:
    """Build the colour scale that paints each country or group in its own colour."""
    import altair as alt

    domain = list(dict.fromkeys(codes))
    return alt.Scale(domain=domain, range=[colour(code) for code in domain])


def highlight(values: Iterable[str], *, of: Iterable[str], hue: str = BLUE) -> alt.Scale:
    """Build a scale with `values` in one hue and all others `of` the domain in grey."""
    import altair as alt

    chosen = set(values)
    domain = list(dict.fromkeys(of))
    return alt.Scale(domain=domain, range=[hue if v in chosen else CONTEXT for v in domain])


def css() -> str:
    """Write the rules that exchange each light colour for its partner on a dark page."""
    return "".join(
        f'html[data-theme="dark"] .co-chart [{paint}="{light}"]{{{paint}:{dark}}}\n'
        for light, dark in DARK.items()
        for paint in ("fill", "stroke")
    )
