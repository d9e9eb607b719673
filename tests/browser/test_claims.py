"""The claims of the two documents: chosen from lists, linked one by one, whole without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import coalitions as co

from .conftest import Watched

pytestmark = pytest.mark.browser
Open = Callable[..., Watched]

CLAIMS = "chapters/source-check.html"
ROWS = ".co-claims tbody tr"


@pytest.fixture
def page(address: str, open_page: Open) -> Page:
    return open_page(f"{address}/{CLAIMS}").page


def test_every_claim_stands_on_the_page_under_its_address(site: Path) -> None:
    text = (site / CLAIMS).read_text("utf-8")
    found = re.findall(r'<tr [^>]*\bid="claim-([\w-]+)"', text)
    assert found == list(co.load("claims")["claim_id"])


def test_lists_and_words_narrow_the_claims_together(page: Page) -> None:
    everything = page.locator(ROWS).count()
    page.locator(".co-search").get_by_label("Verdict").select_option("Contradicted")
    shown = page.locator(f"{ROWS}:visible")
    wrong = shown.count()
    assert 0 < wrong < everything
    page.locator(".co-search").get_by_label("Document").select_option("Explainer")
    assert 0 < shown.count() < wrong
    page.locator(".co-search").get_by_label("Search claims").fill("Zelenskyy")
    assert shown.count() >= 1
    assert "Zelenskyy" in shown.first.inner_text()
    assert page.locator(".co-search output").inner_text() == f"{shown.count()} of {everything}"


def test_a_link_to_a_claim_shows_it_whatever_was_chosen(page: Page) -> None:
    page.locator(".co-search").get_by_label("Verdict").select_option("Contradicted")
    expect(page.locator("#claim-ex-03")).to_be_hidden()
    page.evaluate("location.hash = 'claim-ex-03'")
    expect(page.locator("#claim-ex-03")).to_be_in_viewport()


def test_without_a_script_all_claims_are_there(site: Path, open_page: Open) -> None:
    page = open_page(f"{(site / CLAIMS).as_uri()}#claim-gmf-126", script=False).page
    assert page.locator(".co-search").count() == 0
    expect(page.locator("#claim-gmf-126")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_claims_do_not_widen_the_page(width: int, address: str, open_page: Open) -> None:
    page = open_page(f"{address}/{CLAIMS}", width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
