"""The picture that stands for a page where somebody shares its address.

It is drawn without a browser, from the title of the page, its first finding and a chart that fits,
in the size that such places ask for. The same page gives the same bytes.
"""

from __future__ import annotations

import re
import textwrap
from html import escape
from pathlib import Path
from typing import Final

from coalitions.book import pictures
from coalitions.book.about import About
from coalitions.figures import palette
from coalitions.figures.theme import FONT

#: Pixels.
WIDTH: Final = 1200
HEIGHT: Final = 630
_EDGE: Final = 60
_BESIDE: Final = 560
"""Width of the text where a chart stands beside it."""
_TRIED: Final = 4
"""How many charts of a page are looked at for one that fits."""


def picture(about: About, book: str, foot: str, cache: Path) -> bytes:
    """Draw the picture of a page as PNG, or read the one drawn before.

    Parameters
    ----------
    about
        The page.
    book, foot
        The title of the book, and a line for the foot of the picture.
    cache
        The folder that keeps drawings.
    """
    return pictures.png(drawing(about, book, foot, cache), cache, scale=1)


def drawing(about: About, book: str, foot: str, cache: Path) -> str:
    """Draw the picture as SVG."""
    chart = _chart(about, cache)
    room = _BESIDE if chart else WIDTH - 2 * _EDGE
    head = f"{book} · {about.part}" if about.part else "" if about.title == book else book
    parts, y = _lines(head, 74.0, 26, "normal", palette.MUTED, room, 1)
    for words, size, weight, most in (
        (about.title, 58, "bold", 3),
        (about.finding or about.words, 32, "normal", 6),
    ):
        part, y = _lines(words, y + 26, size, weight, palette.INK, room, most)
        parts += part
    parts += _lines(foot, HEIGHT - 66.0, 24, "normal", palette.MUTED, room, 1)[0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FONT}">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>'
        f'<rect width="14" height="100%" fill="{palette.STEPS[-1]}"/>{parts}{chart}</svg>\n'
    )


def _chart(about: About, cache: Path) -> str:
    """Fit the phone's drawing of a chart beside the text: its letters are the larger ones."""
    left, top = _EDGE + _BESIDE + 50, 60
    width, height = WIDTH - left - 40, HEIGHT - 2 * top
    for spec in about.figures[:_TRIED]:
        drawn = pictures.pictures(spec, cache)
        view = drawn.narrow or drawn.wide
        if view.height / view.width <= height / width * 1.1:
            inner = re.sub(r"^<svg [^>]*>|</svg>\s*$", "", view.svg)
            # Some labels reach a little beyond the drawing, as they may on a page.
            return (
                f'<svg x="{left}" y="{top}" width="{width}" height="{height}" overflow="visible" '
                f'viewBox="0 0 {view.width * 1.06:g} {view.height}" fill="none">{inner}</svg>'
            )
    return ""


def _lines(
    words: str, y: float, size: int, weight: str, fill: str, room: int, most: int
) -> tuple[str, float]:
    """Set words in lines of a width; give the lines and where the last one stands."""
    # A letter of this font is about half as wide as it is high.
    wide = int(room / (size * (0.56 if weight == "bold" else 0.5)))
    out = ""
    for place, line in enumerate(
        textwrap.wrap(words, wide, max_lines=most, placeholder=" …"), start=0
    ):
        y += size * 1.22 if place else size * 0.4
        out += (
            f'<text x="{_EDGE}" y="{y:g}" font-size="{size}" font-weight="{weight}" '
            f'fill="{fill}">{escape(line, quote=False)}</text>'
        )
    return out, y + size * 0.6
