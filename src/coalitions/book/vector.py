"""SVG drawings of charts, made fit for a page and for a file of their own.

vl-convert writes for a page that holds one chart and no words around it. Here a page holds several:
identifiers must not meet, and the roles and labels of single marks are left to the figure's own
text alternative. What is invisible goes, which halves the weight.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final
from xml.etree import ElementTree

from coalitions.figures import palette
from coalitions.figures.theme import FONT

_SVG: Final = "{http://www.w3.org/2000/svg}"
_LONG_NUMBER: Final = re.compile(r"(-?\d+\.\d\d)\d+")
_LINK: Final = re.compile(r"url\(#([^)]+)\)")
_MOVED: Final = re.compile(r"translate\((-?[\d.]+)")
_BOX: Final = re.compile(r"M0,0h([\d.]+)")
_HERE: Final = "this-drawing-"
_NOISE: Final = {"class", "role", "pointer-events", "version", "stroke-miterlimit", "font-family"}
_DEFAULTS: Final = {("opacity", "1"), ("transform", "translate(0,0)"), ("stroke-width", "1")}


@dataclass(frozen=True)
class Drawing:
    """An SVG document, its size in pixels, and how far its legends reach to the right."""

    text: str
    width: int
    height: int
    legends: int = 0


def clean(svg: str) -> Drawing:
    """Strip a drawing of what a page does not need and make its identifiers unique.

    vl-convert numbers identifiers from one drawing to the next. Here they come from the content, so
    that they differ between drawings and not between builds.
    """
    ElementTree.register_namespace("", _SVG[1:-1])
    root = ElementTree.fromstring(svg)
    legends = round(max(_ends_of_legends(root), default=0))
    _prune(root)
    _rename(root)
    width, height = (round(float(root.attrib[side])) for side in ("width", "height"))
    root.set("font-family", FONT)
    _shorten(root)
    text = ElementTree.tostring(root, encoding="unicode")
    own = hashlib.sha256(text.encode()).hexdigest()[:10]
    return Drawing(text.replace(_HERE, f"c{own}-"), width, height, legends)


def standalone(drawing: Drawing, title: str, subtitle: str, source: str) -> str:
    """Set headline, subtitle and source line around a drawing, for a file that leaves the book."""
    width = max(drawing.width, 480)
    blocks = [
        (title, 17, "bold", palette.INK),
        (subtitle, 13, "normal", palette.MUTED),
    ]
    y, head = 12.0, ""
    for words, size, weight, fill in blocks:
        part, y = _lines(words, y, size, weight, fill, width)
        head += part
    y += 10
    body = re.sub(r"^<svg ", f'<svg x="12" y="{y:g}" ', drawing.text, count=1)
    foot, bottom = _lines(source, y + drawing.height + 10, 11, "normal", palette.MUTED, width)
    height = round(bottom + 10)
    return (
        f'<svg xmlns="{_SVG[1:-1]}" width="{width + 24}" height="{height}" '
        f'viewBox="0 0 {width + 24} {height}" font-family="{FONT}">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{head}{body}{foot}</svg>\n'
    )


def _lines(
    words: str, y: float, size: int, weight: str, fill: str, width: int
) -> tuple[str, float]:
    out = ""
    # A letter of this font is about half as wide as it is high.
    for line in textwrap.wrap(words, int(width / (size * (0.56 if weight == "bold" else 0.5)))):
        y += size * 1.3
        out += (
            f'<text x="12" y="{y:g}" font-size="{size}" font-weight="{weight}" '
            f'fill="{fill}">{escape(line, quote=False)}</text>'
        )
    return out, y


def _ends_of_legends(element: ElementTree.Element, x: float = 0) -> Iterator[float]:
    """Give the right end of each legend: Vega sets none narrower, however narrow the chart."""
    moved = _MOVED.match(element.get("transform", ""))
    x += float(moved[1]) if moved else 0
    if "role-legend" in element.get("class", "").split():
        for holder in element:
            at, box = _MOVED.match(holder.get("transform", "")), _BOX.match(_first_path(holder))
            if box:
                yield x + (float(at[1]) if at else 0) + float(box[1])
        return
    for child in element:
        yield from _ends_of_legends(child, x)


def _first_path(element: ElementTree.Element) -> str:
    return element[0].get("d", "") if len(element) else ""


def _prune(element: ElementTree.Element) -> None:
    for child in list(element):
        if _invisible(child):
            element.remove(child)
            continue
        _prune(child)
        if child.tag == f"{_SVG}g" and len(child) == 0:
            element.remove(child)
    for name in list(element.attrib):
        default = (name, element.attrib[name]) in _DEFAULTS
        if default or name in _NOISE or name.startswith("aria-"):
            del element.attrib[name]


def _invisible(element: ElementTree.Element) -> bool:
    get = element.attrib.get
    if get("opacity") == "0" or get("display") == "none":
        return True
    if element.tag == f"{_SVG}path":
        painted = get("fill", "none") != "none" or get("stroke", "none") != "none"
        return not get("d") or (get("class") in {"background", "foreground"} and not painted)
    return False


def _shorten(root: ElementTree.Element) -> None:
    """Cut places to hundredths of a pixel; the numbers that a reader reads stay as they are."""
    for element in root.iter():
        for key, value in element.attrib.items():
            element.set(key, _LONG_NUMBER.sub(r"\1", value))


def _rename(root: ElementTree.Element) -> None:
    """Number identifiers in the order in which they stand in the drawing."""
    found = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    names = {old: f"{_HERE}{number}" for number, old in enumerate(found)}
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, names[value])
            elif "url(#" in value:
                element.set(key, _LINK.sub(lambda m: f"url(#{names.get(m[1], m[1])})", value))
