"""Terms and citations show what they mean: by mouse, by keyboard and by touch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Watched

pytestmark = pytest.mark.browser
Open = Callable[..., Watched]
MARKED = "article a[data-co-preview]"


def test_every_term_and_work_has_a_preview_that_pointing_and_focus_show(
    page_name: str, site: Path, open_page: Open
) -> None:
    visit = open_page(f"{site.as_uri()}/{page_name}")
    page, card = visit.page, visit.page.locator(".qn-card")
    links = page.locator(
        "article a.reference.internal[href*='bibliography.html#'],"
        "article a.reference.internal[href*='glossary.html#term-']"
    )
    without = links.evaluate_all(
        "all => all.filter(a => !('coPreview' in a.dataset)).map(a => a.getAttribute('href'))"
    )
    assert without == []
    for link in page.locator(MARKED).all()[:2]:
        link.hover()
        expect(card).to_be_visible()
        assert card.locator(".qn-head").inner_text().strip()
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        page.mouse.move(0, 0)
        page.keyboard.press("Tab")  # so that the browser shows where the focus is
        link.focus()
        expect(card).to_be_visible()
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        assert link.evaluate("a => a === document.activeElement")
    assert visit.faults == []


def test_a_touch_shows_the_card_and_a_click_follows_the_link(
    site: Path, chromium: Browser, open_page: Open
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/chapters/interfet.html")
    page.locator(MARKED).first.tap()
    card = page.locator(".qn-card")
    expect(card).to_be_visible()
    assert page.url.endswith("interfet.html")
    card.locator(":scope > a").tap()
    page.wait_for_url("**/bibliography.html#*")
    context.close()
    mouse = open_page(f"{site.as_uri()}/chapters/interfet.html").page
    mouse.locator(MARKED).first.click()
    mouse.wait_for_url("**/bibliography.html#*")
