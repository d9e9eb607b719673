"""The numbers of a page: their notes, and the cards that show them."""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.book.pages import ShownNumber, numbers_of

from .conftest import PAGES, Watched

pytestmark = pytest.mark.browser
Open = Callable[..., Watched]

PHONE = 390
MANY = "chapters/interfet.html"
INDEX = "chapters/quantities.html"
CARD = ".qn-card"
#: What a note or a tab of sources says instead of naming a source.
PLAIN_WORDS = (
    "An assumption",
    "A definition",
    "definitions or assumptions of this book",
    "describes the book itself",
)


@pytest.fixture
def page(address: str, open_page: Open) -> Page:
    return open_page(f"{address}/{MANY}").page


@pytest.fixture
def phone(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": PHONE, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{address}/{MANY}", wait_until="load")
    yield page
    context.close()


def numbers(page: Page) -> Locator:
    return page.locator("a.quantity")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.className"))


def test_the_book_has_pages_with_many_numbers(page: Page) -> None:
    assert MANY in PAGES
    assert numbers(page).count() > 20


def test_every_number_leads_to_a_note_with_a_source_or_a_plain_word(
    page_name: str, site: Path
) -> None:
    works = (site / "chapters/bibliography.html").read_text("utf-8")
    for number in numbers_of(site / page_name):
        assert number.note.startswith(number.text), number
        cited = [link.split("#")[1] for link in number.links if "bibliography.html#" in link]
        assert cited or any(word in number.note for word in PLAIN_WORDS), number
        assert [key for key in cited if f'id="{key}"' not in works] == []


def test_every_figure_and_table_names_a_source_or_says_that_it_rests_on_none(
    page_name: str, site: Path
) -> None:
    works = (site / "chapters/bibliography.html").read_text("utf-8")
    page = (site / page_name).read_text("utf-8")
    for figure in re.findall(
        r'<figure class="co-(?:figure|tabulated).*?</figure>', page, re.DOTALL
    ):
        cited = set(re.findall(r'href="[./]*(?:chapters/)?bibliography\.html#([^"]+)"', figure))
        named = re.search(r'id="([^"]+)"', figure)
        assert cited or any(word in figure for word in PLAIN_WORDS), named
        assert [key for key in cited if f'id="{key}"' not in works] == [], named


def test_every_number_of_the_index_leads_to_its_note(site: Path) -> None:
    page = (site / INDEX).read_text("utf-8")
    listed = re.findall(r'<a href="([\w-]+\.html)#(number-\d+)">(.*?)</a>', page)
    assert len(listed) > 100
    for file, anchor, text in listed:
        texts = {n.text for n in _notes(site / "chapters" / file, f"#{anchor}")}
        assert texts == {unescape(text)}, f"{file}#{anchor}"


@functools.cache
def _notes_of(path: Path) -> dict[str, list[ShownNumber]]:
    found: dict[str, list[ShownNumber]] = {}
    for number in numbers_of(path):
        found.setdefault(number.href, []).append(number)
    return found


def _notes(path: Path, href: str) -> list[ShownNumber]:
    return _notes_of(path).get(href, [])


def test_every_finding_of_the_conclusions_leads_to_its_place(site: Path) -> None:
    page = (site / "chapters/conclusions.html").read_text("utf-8")
    listed = re.findall(r'<a href="([\w-]+\.html)#(finding-\d+)">(.*?)</a>', page)
    assert len(listed) > 20
    for file, anchor, sentence in listed:
        chapter = (site / "chapters" / file).read_text("utf-8")
        place = chapter.index(f'id="{anchor}"')
        assert unescape(sentence) in unescape(chapter[place : place + 1000]), f"{file}#{anchor}"


def test_the_index_is_searched_sorted_and_taken_away(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/{INDEX}").page
    rows = page.locator(".co-register tbody tr")
    all_rows = rows.count()
    page.get_by_label("Search numbers").fill("contributions:")
    shown = page.locator(".co-register tbody tr:visible")
    assert 0 < shown.count() < all_rows
    assert "contributions:" in shown.first.inner_text()
    assert page.locator(".co-search output").inner_text() == f"{shown.count()} of {all_rows}"
    page.get_by_label("Search numbers").fill("")
    page.get_by_role("button", name="Page").click()
    assert page.locator("th[aria-sort=ascending]").count() == 1
    href = page.locator("a.download").get_attribute("href") or ""
    reply = page.request.get(page.evaluate("h => new URL(h, location).href", href))
    lines = list(csv.DictReader(io.StringIO(reply.text())))
    assert len(lines) == all_rows
    assert {"page", "note", "text", "value", "unit", "how", "code", "rows"} <= lines[0].keys()


def test_a_click_shows_the_note_as_a_card_and_a_second_click_hides_it(page: Page) -> None:
    number = numbers(page).nth(2)
    number.click()
    expect(page.locator(CARD)).to_have_count(1)
    expect(page.locator(CARD)).to_contain_text(number.inner_text())
    expect(page.locator(f"{CARD} a[href*='bibliography.html#']").first).to_be_visible()
    assert page.url.endswith(MANY)
    number.click()
    expect(page.locator(CARD)).to_have_count(0)


def test_the_mouse_over_a_number_shows_the_card_and_may_move_onto_it(page: Page) -> None:
    numbers(page).nth(2).hover()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    card.hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    page.mouse.move(5, 890)
    expect(card).to_have_count(0)


def test_escape_closes_the_card_that_focus_opened_and_keeps_the_place(page: Page) -> None:
    number = numbers(page).nth(2)
    number.evaluate("link => link.previousSibling && link.focus({focusVisible: true})")
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    assert focused(page) == number.get_attribute("id")


def test_the_tab_key_goes_from_number_to_number_and_enter_into_the_card(page: Page) -> None:
    first, second = numbers(page).nth(0), numbers(page).nth(1)
    first.evaluate("link => link.focus({focusVisible: true})")
    page.keyboard.press("Tab")
    assert focused(page) == second.get_attribute("id")
    expect(page.locator(CARD)).to_contain_text(second.inner_text())
    page.keyboard.press("Enter")
    assert focused(page) == "qn-card"
    expect(second).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.qn-card a[href]')")
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    assert focused(page) == second.get_attribute("id")
    expect(second).to_have_attribute("aria-expanded", "false")


def test_the_card_leads_to_the_note_even_when_the_notes_are_folded(page: Page) -> None:
    numbers(page).nth(2).click()
    page.locator(f"{CARD} > a").click()
    expect(page.locator(".qn-notes > li:target")).to_be_in_viewport()
    expect(page.locator(CARD)).to_have_count(0)


def test_a_tap_opens_a_card_and_a_tap_elsewhere_closes_it(phone: Page) -> None:
    numbers(phone).nth(2).tap()
    expect(phone.locator(CARD)).to_be_visible()
    phone.locator("article h1").tap()
    expect(phone.locator(CARD)).to_have_count(0)
    numbers(phone).nth(2).tap()
    phone.locator(f"{CARD} > button").tap()
    expect(phone.locator(CARD)).to_have_count(0)


def test_no_card_leaves_a_phone_or_moves_the_page(phone: Page) -> None:
    grown = (
        "link => { const page = document.documentElement, tall = page.scrollHeight;"
        " link.click(); return page.scrollHeight - tall; }"
    )
    for number in numbers(phone).all()[::4]:
        if not number.is_visible():
            continue  # in a folded solution
        number.scroll_into_view_if_needed()
        assert number.evaluate(grown) == 0
        box = phone.locator(CARD).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 800
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE
        phone.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_card_and_all_notes_open(
    scheme: str, address: str, open_page: Open
) -> None:
    page = open_page(f"{address}/{MANY}", scheme=scheme).page
    page.evaluate("document.querySelectorAll('.qn details').forEach(d => d.open = true)")
    numbers(page).nth(2).click()
    expect(page.locator(CARD)).to_be_visible()
    options = {"rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []


def test_without_scripts_a_number_leads_to_its_note(site: Path, open_page: Open) -> None:
    page = open_page(f"{site.as_uri()}/{MANY}", script=False).page
    numbers(page).nth(2).click()
    expect(page.locator(".qn-notes > li:target")).to_be_in_viewport()
    expect(page.locator(".qn-notes > li:target a").first).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_on_paper_the_notes_are_open_and_numbered(
    script: bool, site: Path, open_page: Open
) -> None:
    page = open_page(f"{site.as_uri()}/{MANY}", script=script).page
    page.emulate_media(media="print")
    if script:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    number = numbers(page).nth(2)
    mark = number.evaluate("link => getComputedStyle(link, '::after').content")
    assert mark == f'"{number.get_attribute("data-note")}"'
    expect(page.locator(".qn-notes > li").last).to_be_visible()


def test_on_a_screen_no_mark_stands_after_a_number(page: Page) -> None:
    mark = numbers(page).nth(2).evaluate("link => getComputedStyle(link, '::after').content")
    assert mark == "none"
