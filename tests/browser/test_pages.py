"""Every page of the book, as a visitor meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import Watched

pytestmark = pytest.mark.browser
Open = Callable[..., Watched]

PHONE = 390
TABLET = 768

#: What is written in a chart and leaves the page, as on a phone a long legend might.
LEAVING = """() => [...document.querySelectorAll('.co-chart svg text')]
    .filter(text => text.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map(text => text.textContent)"""

#: Words of a table that are broken within, as in a column that was squeezed to a few letters.
BROKEN = """() => {
    const found = [];
    for (const cell of document.querySelectorAll('main :is(td, th)')) {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const text = texts.currentNode;
            if (text.parentElement.closest('code')) continue;
            for (const word of text.data.matchAll(/[\\p{L}\\p{N}]{3,}/gu)) {
                const range = document.createRange();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                const lines = [...range.getClientRects()].filter(box => box.width > 0);
                if (new Set(lines.map(box => Math.round(box.top))).size > 1) found.push(word[0]);
            }
        }
    }
    return found;
}"""

#: The input that has the focus, and what is chosen in it.
FOCUSED = """() => {
    const one = document.activeElement;
    return [one.name, one.type, one.checked ?? null, one.selectedIndex ?? null, one.value];
}"""


def test_a_page_read_from_a_folder_has_live_charts_and_no_fault(
    page_name: str, site: Path, open_page: Open
) -> None:
    visit = open_page(f"{site.as_uri()}/{page_name}")
    visit.scroll_through()
    visit.wait_for_charts()
    assert visit.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_of_a_host_has_no_fault_and_axe_finds_nothing_on_every_tab(
    page_name: str, scheme: str, address: str, open_page: Open
) -> None:
    visit = open_page(f"{address}/{page_name}", scheme=scheme)
    assert visit.page.evaluate("document.documentElement.dataset.theme") == scheme
    visit.scroll_through()
    charts = visit.wait_for_charts()
    assert visit.faults == []
    assert _violations(visit) == []
    if charts:
        # Figure by figure another tab: checking takes long, and every kind of tab is there.
        for index, figure in enumerate(visit.page.locator("figure.co-figure").all()):
            figure.locator("label").nth(1 + index % 3).click()
    folds = visit.page.locator("details.co-solution")
    folds.evaluate_all("all => all.forEach(fold => (fold.open = true))")
    if charts or folds.count():
        assert _violations(visit) == []


def _violations(visit: Watched) -> list[tuple[str, list[str]]]:
    visit.page.evaluate("scrollTo(0, 0)")  # the bar at the top covers what is below it
    found = Axe().run(visit.page).response["violations"]
    return [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found]


def test_charts_wait_for_a_reader_and_take_the_room_of_their_pictures(
    kind_of_page: str, address: str, open_page: Open
) -> None:
    rooms = (
        "[...document.querySelectorAll('.co-picture')]"
        ".map(p => p.getBoundingClientRect()).map(r => [r.width, r.height])"
    )
    for width in (1280, PHONE):
        visit = open_page(f"{address}/{kind_of_page}", width=width)
        visit.page.wait_for_timeout(300)
        assert visit.page.locator("script[src*='/vega/']").count() == 0
        before = visit.page.evaluate(rooms)
        visit.scroll_through()
        visit.wait_for_charts()
        after = visit.page.evaluate(rooms)
        moved = [
            (old, new)
            for old, new in zip(before, after, strict=True)
            if abs(old[0] - new[0]) > 1.5 or abs(old[1] - new[1]) > 1.5
        ]
        assert moved == []


def test_an_input_keeps_its_choice_and_its_focus_when_the_chart_comes_alive(
    kind_of_page: str, address: str, open_page: Open
) -> None:
    page = open_page(f"{address}/{kind_of_page}").page
    for chart in page.locator(".co-chart:has(.co-inputs > *)").all():
        control = chart.locator("input, select").last
        kind = control.get_attribute("type") or "select"
        control.focus()
        page.keyboard.press("Space" if kind == "checkbox" else "ArrowDown")
        chosen = page.evaluate(FOCUSED)  # an arrow key goes on to the next radio button
        assert chosen[0] == control.get_attribute("name")
        for _ in range(100):
            if chart.get_attribute("data-co-live") is not None:
                break
            page.wait_for_timeout(100)
        assert page.evaluate(FOCUSED) == chosen


def test_a_page_fits_a_phone_and_a_tablet_folded_and_unfolded(
    page_name: str, address: str, open_page: Open
) -> None:
    page = open_page(f"{address}/{page_name}", width=PHONE).page
    assert page.evaluate(LEAVING) == []
    assert page.evaluate(BROKEN) == []
    for folds in (False, True):
        page.locator("details").evaluate_all(
            "(all, open) => all.forEach(d => (d.open = open))", folds
        )
        for width in (PHONE, TABLET):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, folds)


def test_without_scripts_pictures_tables_and_sources_are_there(
    kind_of_page: str, site: Path, open_page: Open
) -> None:
    page = open_page(f"{site.as_uri()}/{kind_of_page}", script=False).page
    for figure in page.locator("figure.co-figure").all():
        assert figure.locator(".co-view:visible svg").count() == 1
        figure.locator(".co-tabs > label", has_text="Table").click()
        assert figure.locator("table:visible").count() >= 1
        figure.locator(".co-tabs > label", has_text="Sources").click()
        assert figure.locator(".co-panel:visible").inner_text().strip()


@pytest.mark.parametrize("script", [True, False])
def test_solutions_unfold_on_a_click_and_lie_open_on_paper(
    kind_of_page: str, script: bool, site: Path, open_page: Open
) -> None:
    page = open_page(f"{site.as_uri()}/{kind_of_page}", script=script).page
    for fold in page.locator("details.co-solution").all():
        last = fold.locator(":scope > :last-child")
        assert not last.is_visible()
        page.emulate_media(media="print")
        assert last.is_visible()
        page.emulate_media(media="screen")
        fold.locator("summary").first.click()
        assert last.is_visible()


def test_a_figure_is_operated_by_keyboard(kind_of_page: str, address: str, open_page: Open) -> None:
    page = open_page(f"{address}/{kind_of_page}").page
    for figure in page.locator("figure.co-figure").all():
        figure.locator("input[type=radio]").first.focus()
        for name in ("Table", "Sources", "Take away"):
            page.keyboard.press("ArrowRight")
            assert figure.locator("input:checked + label").inner_text() == name
        links = figure.locator(".co-files a")
        for link in links.all():
            href = link.get_attribute("href") or ""
            assert page.request.get(page.evaluate("h => new URL(h, location).href", href)).ok


def test_search_finds_a_page_without_another_host(address: str, open_page: Open) -> None:
    visit = open_page(f"{address}/search.html?q=coalition")
    visit.page.wait_for_selector("#search-results li a")
    assert visit.faults == []
