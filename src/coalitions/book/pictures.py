"""Pictures of charts, made at build time and kept by content.

A page shows each chart before any script runs, on a wide page and on a phone. `pictures` draws both
with vl-convert and keeps them in a folder under a name made from the specification, so that the
workers that execute chapters can draw them side by side and the page builder only reads.
"""

from __future__ import annotations

import copy
import functools
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, cast

from coalitions.book import phone, vector
from coalitions.book.phone import Spec
from coalitions.figures.theme import NARROW, WIDE

VEGA_LITE: Final = "6.4"
"""The version of Vega-Lite that draws, at build time and in the reader's browser."""

# How many columns of a legend are tried on a phone if it would leave the page.
_COLUMNS: Final = (2, 1)
_LABELLED: Final = ("mark", "axis", "legend")


@dataclass(frozen=True)
class Picture:
    """One chart at one width.

    Attributes
    ----------
    spec
        The Vega-Lite specification drawn, without its datasets and its title.
    svg
        The drawing, its identifiers unique on a page.
    width, height
        Its size in pixels.
    elastic
        Whether the live chart can be drawn at any size, so that it takes the picture's exact room.
    legends
        How far to the right its legends reach, in pixels.
    """

    spec: Spec
    svg: str
    width: int
    height: int
    elastic: bool
    legends: int


@dataclass(frozen=True)
class Pictures:
    """A chart for a wide page and, if it looks different there, for a phone."""

    wide: Picture
    narrow: Picture | None


def pictures(spec: Mapping[str, Any], cache_dir: Path) -> Pictures:
    """Draw a chart for wide and narrow pages, or read the drawings made before.

    Parameters
    ----------
    spec
        A Vega-Lite specification with its datasets. ``usermeta.narrow`` is a JSON merge patch that
        its author wants for phones.
    cache_dir
        The folder that keeps drawings; made if it is not there.

    Raises
    ------
    ValueError
        If Vega-Lite does not accept the specification.
    """
    path = cache_dir / f"{_key(spec)}.json"
    if path.is_file():
        kept = json.loads(path.read_text(encoding="utf-8"))
        narrow = kept["narrow"]
        return Pictures(Picture(**kept["wide"]), Picture(**narrow) if narrow else None)
    wide = _draw(_bare(spec), WIDE)
    wish = (spec.get("usermeta") or {}).get("narrow") or {}
    small = not wish and max(wide.width, wide.legends) <= NARROW
    drawn = Pictures(wide, None if small else _fitting(phone.adapted(_bare(spec), wish)))
    _write(path, json.dumps(asdict(drawn)).encode())
    return drawn


def svg(spec: Mapping[str, Any], cache_dir: Path) -> str:
    """Give the picture of a chart on a wide page as SVG."""
    return pictures(spec, cache_dir).wide.svg


def prepare(figure: Mapping[str, Any], cache_dir: Path) -> None:
    """Draw all that the page of a figure will need.

    Parameters
    ----------
    figure
        The content of the mime type ``application/vnd.coalitions.figure+json``.
    cache_dir
        The folder that keeps drawings.
    """
    pictures(figure["spec"], cache_dir)


def png(svg_text: str, cache_dir: Path, scale: int = 2) -> bytes:
    """Turn a drawing into a picture of `scale` times its size in pixels, on white."""
    path = cache_dir / f"{_digest(f'{scale} {svg_text}')}.png"
    if not path.is_file():
        _write(path, _converter().svg_to_png(svg_text, scale=scale))
    return path.read_bytes()


def vega(cache_dir: Path) -> Path:
    """Give the one script that makes charts live on all pages: Vega, Vega-Lite and vega-embed.

    It comes out of vl-convert, so that picture and live chart are drawn by the same versions, and
    takes seconds to make. It is therefore kept with the environment, or in `cache_dir` if the
    environment cannot be written to.
    """
    import sys
    from importlib.metadata import version

    name = f"vega-{VEGA_LITE}-1-vl-convert-{version('vl-convert-python')}.js"
    shared = Path(sys.prefix, "share", "coalitions", name)
    local = cache_dir / name
    for path in (shared, local):
        if path.is_file():
            return path
    script = _converter().javascript_bundle(
        "window.vegaEmbed = vegaEmbed; window.vega = vega;", vl_version=VEGA_LITE
    )
    # The bundle is a module; in a function of its own it also loads from file://, and its names
    # do not meet those of other scripts.
    content = f'(() => {{"use strict";{script}\n}})();\n'.encode()
    try:
        _write(shared, content)
    except OSError:
        _write(local, content)
        return local
    return shared


def _fitting(spec: Spec) -> Picture:
    """Draw for a phone, the legends in as many columns as there is room for."""
    drawn = _draw(copy.deepcopy(spec), NARROW)
    for columns in _COLUMNS:
        if drawn.legends <= NARROW:
            break
        drawn = _draw(phone.in_columns(spec, columns), NARROW)
    return drawn


def _draw(spec: Spec, width: int) -> Picture:
    single = ("mark" in spec or "layer" in spec) and not phone.faceted(spec)
    elastic = single and not _keeps_size(spec, width)
    if elastic:
        spec = {**spec, "width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    elif not single:
        _spread(spec, width)
    drawing = _convert(spec)
    if single and drawing.width > width and not elastic:
        return _draw({**spec, "width": width}, width)
    if not single:
        # Axes and legends take room that only drawing can tell: give back what was too much.
        for _ in range(2):
            excess = drawing.width - width
            if -width // 12 <= excess <= 0 or not _shrink(spec, excess):
                break
            drawing = _convert(spec)
    shape = {key: value for key, value in spec.items() if key != "datasets"}
    return Picture(shape, drawing.text, drawing.width, drawing.height, elastic, drawing.legends)


def _keeps_size(spec: Mapping[str, Any], width: int) -> bool:
    """Say whether a chart's author set a width that leaves much of the page free."""
    own = spec.get("width")
    return isinstance(own, Mapping) or (isinstance(own, (int, float)) and own <= width // 2)


def _convert(spec: Spec) -> vector.Drawing:
    raw = _converter().vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return vector.clean(raw)


@functools.cache
def _converter() -> Any:
    # A date without a zone is local time to JavaScript: one zone, one picture, on every machine.
    os.environ["TZ"] = "UTC"
    import vl_convert

    return vl_convert


def _bare(spec: Mapping[str, Any]) -> Spec:
    """Copy a specification without its title: the page sets headline and subtitle in words."""
    bare = copy.deepcopy({k: v for k, v in spec.items() if k not in {"title", "usermeta"}})
    # The figure's own words stand for the chart; labels of single marks would compete with them.
    return cast(
        "Spec", phone.merged(bare, {"config": {part: {"aria": False} for part in _LABELLED}})
    )


def _across(spec: Spec) -> int:
    """Count the panels that stand side by side."""
    if "hconcat" in spec:
        return len(spec["hconcat"])
    if "concat" in spec:
        return min(len(spec["concat"]), int(spec.get("columns") or len(spec["concat"])))
    facet = spec.get("facet") or (spec.get("encoding") or {}).get("facet") or {}
    return int(spec.get("columns") or facet.get("columns") or 1)


def _spread(spec: Spec, width: int) -> None:
    """Give the panels that set no width of their own an equal share of `width`."""
    across = max(1, _across(spec))
    share = width // across - 20 if across > 1 else width
    panels = list(phone.children(spec))
    if not panels:
        if not isinstance(spec.get("width"), Mapping):
            spec["width"] = min(share, spec.get("width") or share)
        return
    for panel in panels:
        _spread(panel, share)


def _shrink(spec: Spec, excess: int) -> bool:
    """Take `excess` pixels from the panels across; say whether there was a panel to take from."""
    across = max(1, _across(spec))
    panels = list(phone.children(spec))
    if not panels:
        width = spec.get("width")
        if not isinstance(width, int):
            return False
        spec["width"] = max(60, width - -(-excess // across))
        return bool(spec["width"] != width)
    if "vconcat" in spec:
        across = 1
    shrunk = [_shrink(panel, -(-excess // across)) for panel in panels]
    return any(shrunk)


def _key(spec: Mapping[str, Any]) -> str:
    return _digest(_maker() + json.dumps(spec, sort_keys=True, default=str))


@functools.cache
def _maker() -> str:
    """Name what draws: other code or another converter draws another picture."""
    from importlib.metadata import version

    sources = (Path(module) for module in (__file__, phone.__file__, vector.__file__))
    return version("vl-convert-python") + "".join(p.read_text(encoding="utf-8") for p in sources)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, whoever else writes it at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
