"""The explorer computes in a browser what the model computes in Python.

VegaFusion evaluates the transforms of the very specification that a page carries, with the sliders
and the switch set by a grid of settings.
"""

from __future__ import annotations

import copy
import json
from typing import Any

import pandas as pd
import pytest
import vegafusion as vf
import vl_convert

import coalitions as co
from coalitions.dilemma import BACKSTOP_LABELS, BACKSTOPS, Setting
from coalitions.dilemma.settings import grid
from coalitions.figures.dilemma_explorer import SLIDERS

MARKS = pd.DataFrame({"value": [10_000.0, 100_000.0], "words": ["small", "large"]})

SETTINGS = grid(
    {
        "rotation": (1.0, 3.0, 4.5),
        "readiness": (0.5, 1.0, 1.85, 3.5),
        "theta": (0.0, 0.35, 1.0),
        "slice": (3500.0, 10_000.0),
    },
    BACKSTOPS,
)


@pytest.fixture(scope="module")
def model() -> co.dilemma.Parameters:
    return co.dilemma.read()


@pytest.fixture(scope="module")
def spec(model: co.dilemma.Parameters) -> dict[str, Any]:
    chart = co.dilemma_explorer(
        co.dilemma.explorer_table(model), MARKS, co.dilemma.start(model), title="The finding"
    )
    return chart.to_dict()


def written(marks: list[dict[str, Any]]) -> list[str]:
    """Name the data behind all texts of a compiled chart, at any depth."""
    own = [mark["from"]["data"] for mark in marks if mark["type"] == "text"]
    return own + [name for mark in marks for name in written(mark.get("marks", []))]


def compiled_data(spec: dict[str, Any]) -> dict[str, Any]:
    """Compile a specification; keep its data, its signals and the numbers written beside bars."""
    vega = vl_convert.vegalite_to_vega(spec, vl_version="6.4")
    vega = json.loads(vega) if isinstance(vega, str) else vega
    names = sorted(set(written(vega["marks"])))
    fields = {"x": {"field": "value"}, "text": {"field": "name"}}
    marks = [
        {"type": "text", "from": {"data": name}, "encode": {"update": fields}} for name in names
    ]
    kept = {key: vega[key] for key in ("$schema", "data")}
    signals = [signal for signal in vega["signals"] if "bind" in signal]
    return {**kept, "signals": signals, "marks": marks}


@pytest.fixture(scope="module")
def compiled(spec: dict[str, Any]) -> dict[str, Any]:
    return compiled_data(spec)


def drawn(compiled: dict[str, Any], setting: Setting) -> dict[str, float]:
    """Return what the chart draws with a setting: the words of each bar and its number."""
    vega = copy.deepcopy(compiled)
    values = {f"explorer_{name}": getattr(setting, name) for name in SLIDERS}
    values["explorer_backstop"] = BACKSTOP_LABELS[setting.backstop]
    signals = {signal["name"]: signal for signal in vega["signals"]}
    for name, value in values.items():
        signals[name]["value"] = value
    evaluated, warnings = vf.runtime.pre_transform_spec(vega, preserve_interactivity=False)
    unsupported = [w for w in warnings if w["type"] != "BrokenInteractivity"]
    assert not unsupported, unsupported
    rows = [row for data in evaluated["data"] for row in data.get("values") or []]
    return {row["name"]: row["value"] for row in rows if "name" in row and "value" in row}


def test_the_grid_has_at_least_two_hundred_settings() -> None:
    assert len(SETTINGS) >= 200


def test_the_browser_finds_what_python_finds(
    model: co.dilemma.Parameters, compiled: dict[str, Any]
) -> None:
    names = {state.iso3: state.name for state in model.states}
    binding = set()
    for setting in SETTINGS:
        found, expected = drawn(compiled, setting), co.dilemma.answer(model, setting)
        binding.add(expected.binding)
        assert found.pop("The force") == pytest.approx(expected.force), setting
        assert found.pop("States offer") == pytest.approx(expected.offered), setting
        limits = sorted(found.pop(name) for name in [*found] if name.endswith(("allow", "allows")))
        assert limits == pytest.approx(sorted(expected.limits.values())), setting
        offers = {names[iso3]: persons for iso3, persons in expected.by_state.items()}
        largest = sorted(offers.values(), reverse=True)[:12]
        shown = [persons for persons in largest if persons > 0]
        assert sorted(found.values(), reverse=True) == pytest.approx(shown), setting
        assert all(found[name] == pytest.approx(offers[name]) for name in found), setting
    # The grid would prove little if one constraint bound everywhere.
    assert {"willingness", "readiness", "rotation"} < binding
    assert binding & {enabler.key for enabler in model.enablers}


def test_python_follows_the_parameters_and_so_does_the_chart(
    model: co.dilemma.Parameters,
) -> None:
    changed = model.using({"deployable-share": 0.6, "need-airlift": 9}).without("TUR")
    chart = co.dilemma_explorer(
        co.dilemma.explorer_table(changed), MARKS, co.dilemma.start(changed), title="F"
    )
    compiled = compiled_data(chart.to_dict())
    setting = Setting(3.0, 1.2, 0.4, 6000.0, "enablers")
    expected = co.dilemma.answer(changed, setting)
    found = drawn(compiled, setting)
    assert found["The force"] == pytest.approx(expected.force)
    assert "Türkiye" not in found


def test_the_setting_shown_first_is_that_of_the_modes(
    model: co.dilemma.Parameters, compiled: dict[str, Any]
) -> None:
    now = co.dilemma.start(model)
    assert drawn(compiled, now)["The force"] == pytest.approx(
        co.dilemma.outcome(model, "none", 1.0).force
    )


def test_sliders_reach_the_ends_of_the_rows(model: co.dilemma.Parameters) -> None:
    for slider, key in (("rotation", "rotation-factor"), ("slice", "brigade-slice")):
        low, high, _, _ = SLIDERS[slider]
        assert low <= model[key].low
        assert model[key].high <= high
    every_army = 1 / min(model[state.readiness].mode for state in model.states)
    assert SLIDERS["readiness"][1] >= round(every_army, 2)


def test_the_sliders_and_the_switch_are_bound_at_the_top(spec: dict[str, Any]) -> None:
    bound = {param["name"]: param["bind"]["input"] for param in spec["params"] if "bind" in param}
    assert bound == {
        **{f"explorer_{name}": "range" for name in SLIDERS},
        "explorer_backstop": "radio",
    }


def test_a_setting_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="theta between 0 and 1"):
        Setting(3.0, 1.0, 1.5, 5000.0, "none")
