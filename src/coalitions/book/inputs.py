"""Sliders, menus and boxes of a chart, in the page before Vega is.

They stand as Vega will draw them, so that nothing moves when it does. The page's script loads Vega
when a reader turns to one, and hands over what was chosen meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any


def render(spec: Mapping[str, Any]) -> str:
    """Write the inputs of a Vega-Lite specification; empty if it has none."""
    return "".join(_bound(name, bind, value) for name, bind, value in _binds(spec))


def _binds(spec: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    """Yield the inputs as Vega names their signals, each with its first value."""
    for param in spec.get("params", ()):
        bind, value = param.get("bind"), param.get("value")
        if not isinstance(bind, Mapping):
            continue
        if "select" not in param:
            yield param["name"], bind, value
            continue
        # The inputs of a selection: one for each of its fields, or the same for all.
        select = param["select"]
        fields = select.get("fields", ()) if isinstance(select, Mapping) else ()
        first = value[0] if isinstance(value, list) and value else value
        for field in fields or bind:
            own = bind if "input" in bind else bind.get(field)
            if isinstance(own, Mapping):
                chosen = first.get(field) if isinstance(first, Mapping) else None
                yield f"{param['name']}_{field}", own, chosen


def _bound(name: str, bind: Mapping[str, Any], value: Any) -> str:
    words = f'<span class="vega-bind-name">{escape(str(bind.get("name") or name))}</span>'
    kind = bind.get("input", "text")
    if kind == "radio":
        inner = f'{words}<span class="vega-bind-radio">{_radios(name, bind, value)}</span>'
    else:
        inner = f"<label>{words}{_input(kind, name, bind, value)}</label>"
    return f'<div class="vega-bind">{inner}</div>'


def _input(kind: str, name: str, bind: Mapping[str, Any], value: Any) -> str:
    if kind == "select":
        return f'<select name="{escape(name)}">{_options(bind, value)}</select>'
    if kind == "checkbox":
        return f'<input type="checkbox" name="{escape(name)}"{" checked" if value else ""}>'
    limits = "".join(
        f' {key}="{escape(str(bind[key]))}"' for key in ("min", "max", "step") if key in bind
    )
    shown = "" if value is None else escape(str(value))
    after = f"<span>{shown}</span>" if kind == "range" else ""
    return (
        f'<input type="{escape(kind)}" name="{escape(name)}"{limits} value="{shown}" '
        f'autocomplete="off">{after}'
    )


def _options(bind: Mapping[str, Any], value: Any) -> str:
    return "".join(
        f"<option{' selected' if option == value else ''}>{escape(label)}</option>"
        for option, label in _choices(bind)
    )


def _radios(name: str, bind: Mapping[str, Any], value: Any) -> str:
    return "".join(
        f'<label><input type="radio" name="{escape(name)}" value="{escape(str(option))}"'
        f"{' checked' if option == value else ''}>{escape(label)}</label>"
        for option, label in _choices(bind)
    )


def _choices(bind: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    """Pair the values that can be chosen with how they are written."""
    options, labels = bind["options"], bind.get("labels") or ()
    for place, option in enumerate(options):
        yield option, str(labels[place] if place < len(labels) else option)
