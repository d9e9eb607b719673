"""The explorer of the model on its page: the reader moves a slider, and the model's number shows.

`tests/figures/test_dilemma_explorer.py` checks the computation on many settings; here the sliders,
the switch and the strict page are real.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from coalitions import dilemma
from coalitions.dilemma import Setting

from .conftest import Watched

pytestmark = pytest.mark.browser

PAGE = "chapters/three-tasks.html"
SLIDERS = ("rotation", "readiness", "theta", "slice")
MOVE = """(slider, value) => {
  slider.value = value;
  slider.dispatchEvent(new Event("input", {bubbles: true}));
}"""


@pytest.fixture(params=[1280, 390])
def figure(
    address: str, open_page: Callable[..., Watched], request: pytest.FixtureRequest
) -> Locator:
    page = open_page(f"{address}/{PAGE}", width=request.param).page
    page.mouse.move(200, 200)
    chart = page.locator(".co-chart[data-co-figure='three-tasks-explorer']")
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".co-stage.co-standing svg").first).to_be_visible()
    return chart


def set_to(figure: Locator, setting: Setting) -> None:
    for slider, name in zip(figure.locator("input[type=range]").all(), SLIDERS, strict=True):
        slider.evaluate(MOVE, getattr(setting, name))
    figure.get_by_role("radio", name=dilemma.BACKSTOP_LABELS[setting.backstop]).check()


@pytest.mark.parametrize(
    "setting",
    [
        Setting(3.0, 1.0, 1.0, 5000.0, "none"),
        Setting(4.0, 1.5, 0.25, 6000.0, "enablers"),
        Setting(1.0, 3.5, 0.0, 10_000.0, "full"),
    ],
    ids=["everything kept", "half way", "all at once"],
)
def test_moving_the_sliders_shows_the_number_of_the_model(
    figure: Locator, setting: Setting
) -> None:
    set_to(figure, setting)
    found = dilemma.answer(dilemma.read(), setting)
    texts = figure.locator(".co-stage svg text")
    for persons in (found.force, found.offered, *found.limits.values()):
        expect(texts.filter(has_text=dilemma.rounded(persons)).first).to_be_visible()
