"""How the specification of a chart changes where the page is a phone's.

Side by side becomes one above the other, legends and titles of axes stay on the page, and the
chart's author has the last word.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

Spec = dict[str, Any]

# Legends stand in few columns, and the title of an axis ends where the axis ends: in the middle of
# a short axis a long one would leave the page.
_HOUSE: Final = {"config": {"legend": {"columns": 2}, "axisX": {"titleAnchor": "end"}}}


def adapted(spec: Mapping[str, Any], wish: Mapping[str, Any]) -> Spec:
    """Copy a specification as a phone needs it.

    Parameters
    ----------
    spec
        A Vega-Lite specification.
    wish
        A JSON merge patch that its author wants there.
    """
    return _stacked(cast("Spec", copy.deepcopy(merged(merged(spec, _HOUSE), wish))))


def in_columns(spec: Spec, most: int) -> Spec:
    """Copy a specification with its legends in at most so many columns."""

    def limited(part: Any) -> Any:
        if isinstance(part, list):
            return [limited(item) for item in part]
        if not isinstance(part, dict):
            return part
        made = {key: value if key == "datasets" else limited(value) for key, value in part.items()}
        if isinstance(made.get("legend"), dict):
            made["legend"]["columns"] = min(made["legend"].get("columns") or most, most)
        return made

    return cast("Spec", limited(spec))


def merged(value: Any, patch: Any) -> Any:
    """Apply a JSON merge patch (RFC 7386)."""
    if not isinstance(patch, Mapping):
        return patch
    base = dict(value) if isinstance(value, Mapping) else {}
    for key, part in patch.items():
        if part is None:
            base.pop(key, None)
        else:
            base[key] = merged(base.get(key), part)
    return base


def faceted(spec: Mapping[str, Any]) -> bool:
    """Say whether the encoding of a chart divides it into panels."""
    return bool({"row", "column", "facet"} & set(spec.get("encoding") or ()))


def children(spec: Spec) -> Iterator[Spec]:
    """Give the charts of which a chart is put together."""
    for key in ("hconcat", "vconcat", "concat"):
        yield from spec.get(key, ())
    if isinstance(spec.get("spec"), dict):
        yield spec["spec"]


def _stacked(spec: Spec) -> Spec:
    """Put side by side on top of one another, as a phone needs it."""
    if "hconcat" in spec:
        spec["vconcat"] = spec.pop("hconcat")
    if "concat" in spec:
        spec["columns"] = 1
    if "facet" in spec or faceted(spec):
        facet = spec.get("facet") or spec.get("encoding", {}).get("facet")
        if isinstance(facet, dict) and not {"row", "column"} & facet.keys():
            holder = spec if "columns" in spec or "facet" in spec else facet
            holder["columns"] = min(2, int(holder.get("columns") or 2))
    for child in children(spec):
        _stacked(child)
    return spec
