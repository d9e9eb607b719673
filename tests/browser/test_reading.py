"""Finding one's way: search without a server, by keyboard; a focus that can be seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Watched

pytestmark = pytest.mark.browser
Open = Callable[..., Watched]

SHOWN = """() => {
  const style = getComputedStyle(document.activeElement);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const near = document.activeElement.matches("input[type=radio]")
    && getComputedStyle(document.activeElement.nextElementSibling).outlineStyle !== "none";
  return outlined || near || style.boxShadow !== "none"
    ? "" : document.activeElement.outerHTML.slice(0, 120);
}"""


def test_search_works_from_a_file_and_by_keyboard(site: Path, open_page: Open) -> None:
    visit = open_page(f"{site.as_uri()}/index.html")
    visit.page.keyboard.press("Control+k")
    visit.page.keyboard.type("backstop")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector("#search-results li a")
    assert visit.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_can_be_seen_wherever_the_tab_key_goes(
    scheme: str, site: Path, open_page: Open
) -> None:
    page = open_page(f"{site.as_uri()}/chapters/interfet.html", scheme=scheme).page
    page.keyboard.press("Tab")
    unseen = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        unseen.add(page.evaluate(SHOWN))
    assert unseen == {""}


def test_the_first_page_is_at_the_root_and_leads_on(site: Path, open_page: Open) -> None:
    visit = open_page(f"{site.as_uri()}/index.html")
    page = visit.page
    assert page.url.endswith("/index.html") and "chapters" not in page.url
    assert page.locator("h1").first.inner_text().startswith("Willing and Able?")
    links = page.locator(".co-contents a, #three-ways-in a").evaluate_all(
        "all => all.map(a => a.href.split('#')[0])"
    )
    assert len(links) > 10
    assert [link for link in links if not Path(link.removeprefix("file://")).is_file()] == []
    visit.scroll_through()
    assert visit.wait_for_charts() >= 1
    assert visit.faults == []


def test_pages_lead_to_the_next_and_the_previous(page_name: str, site: Path) -> None:
    text = (site / page_name).read_text("utf-8")
    assert 'rel="next"' in text or 'rel="prev"' in text
