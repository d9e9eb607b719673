"""Chapters in the browser edition, from their pages, with all other hosts cut off.

Slow, and only where `make site` has built that edition. `book site --check` compares all chapters.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from coalitions.book import published
from coalitions.book.lite import drive
from coalitions.book.lite.links import FOLDER

from .conftest import ROOT

SITE = ROOT / "_build" / "site"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (SITE / FOLDER).is_dir(), reason="`make site` has not been run"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with drive.served(SITE) as address:
        yield address


@pytest.mark.parametrize("chapter", ["iraq", "positions", "three-tasks"])
def test_a_chapter_gives_in_the_browser_what_its_page_says(
    chromium: Browser, server: str, chapter: str
) -> None:
    context = chromium.new_context()
    others = drive.cut_off(context, server)
    page = context.new_page()
    run = drive.run(page, server, f"chapters/{chapter}")
    assert run.errors == []

    said = published.read(ROOT / "_build" / published.NAME)["chapters"][f"chapters/{chapter}"]
    findings = [f"✓ {finding['sentence']}" for finding in said["findings"]]
    assert [text for text in run.texts if text.startswith(("✓", "✗"))] == findings
    numbers = {number["code"]: number["text"] for number in said["numbers"]}
    assert drive.values(page, list(numbers)) == list(numbers.values())

    page.set_default_timeout(60_000)
    drive.scroll_to(page, "application/vnd.vegalite.v5+json")
    page.locator(".vega-embed canvas, .vega-embed svg").first.wait_for()
    if chapter == "three-tasks":  # the explorer has sliders
        drive.scroll_to(page, '"bind"')
        page.locator(".vega-bind input").first.wait_for()
    assert others == []
    context.close()
