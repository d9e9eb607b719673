"""Inputs stand in the page as Vega will draw them."""

from __future__ import annotations

import altair as alt
from bs4 import BeautifulSoup

from coalitions.book import inputs
from coalitions.book.pictures import VEGA_LITE


def _names(*params: alt.Parameter) -> list[str]:
    chart = alt.Chart({"values": [{"a": 1, "b": "<x>"}]}).mark_point().encode(x="a:Q", y="b:N")
    page = BeautifulSoup(inputs.render(chart.add_params(*params).to_dict()), "html.parser")
    return [str(tag["name"]) for tag in page.select("input, select")]


def _drawn(*params: alt.Parameter) -> list[str]:
    """Name the inputs that Vega makes of the same parameters."""
    import vl_convert

    chart = alt.Chart({"values": [{"a": 1, "b": "<x>"}]}).mark_point().encode(x="a:Q", y="b:N")
    spec = chart.add_params(*params).to_dict()
    compiled = vl_convert.vegalite_to_vega(spec, vl_version=VEGA_LITE)
    return [s["name"] for s in compiled["signals"] if isinstance(s.get("bind"), dict)]


MENU = alt.binding_select(options=[None, "<x>", "y"], labels=["all", "<x>", "y"], name="Which ")
SLIDER = alt.binding_range(min=0, max=5, step=1, name="Least ")


def test_they_have_the_names_that_vega_gives_them() -> None:
    params = (
        alt.param(name="least", value=2, bind=SLIDER),
        alt.param(name="on", value=True, bind=alt.binding_checkbox(name="On ")),
        alt.selection_point(name="pick", fields=["b"], bind=MENU),
        alt.selection_point(name="each", fields=["b"], bind={"b": MENU}),
        alt.selection_interval(name="zoom", bind="scales"),
    )
    assert sorted(_names(*params)) == sorted(_drawn(*params))
    assert _names(*params) == ["least", "on", "pick_b", "each_b"]


def test_what_is_chosen_at_first_is_shown() -> None:
    radio = alt.binding_radio(options=["y", "<x>"], name="One ")
    chart = alt.Chart({"values": []}).mark_point()
    chart = chart.add_params(
        alt.param(name="least", value=2, bind=SLIDER),
        alt.param(name="which", value="<x>", bind=MENU),
        alt.param(name="one", value="<x>", bind=radio),
    )
    page = BeautifulSoup(inputs.render(chart.to_dict()), "html.parser")
    slider, menu = page.select_one("input[type=range]"), page.select_one("option[selected]")
    assert slider is not None and menu is not None
    assert (slider["value"], slider["max"]) == ("2", "5")
    assert menu.text == "<x>"
    assert [tag["value"] for tag in page.select("input[checked]")] == ["<x>"]
