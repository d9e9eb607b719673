"""Hand-outs and slides of the built book, in a real browser."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from coalitions.book.seminar import FOLDER
from coalitions.seminar import planfile
from coalitions.seminar.plan import Session

from .conftest import ROOT, Watched
from .test_links import _ADDRESS, _leads

pytestmark = pytest.mark.browser
Open = Callable[..., Watched]
SESSIONS = planfile.read(ROOT).sessions
#: One of each plan is enough where all are made by the same lines.
MODELS = (SESSIONS[1], SESSIONS[-1])


def _named(sessions: tuple[Session, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("session", sessions, ids=[s.handout for s in sessions])


def _present(visit: Watched) -> None:
    """Wait until reveal.js has started."""
    for _ in range(200):
        if visit.page.evaluate("document.documentElement.dataset.presenting") == "ready":
            return
        visit.page.wait_for_timeout(100)
    pytest.fail(f"the presentation did not start: {visit.faults}", pytrace=False)


@_named(SESSIONS)
def test_links_of_hand_outs_and_slides_lead_somewhere(session: Session, site: Path) -> None:
    for name in (session.handout, session.slides):
        page = site / FOLDER / name
        found = set(_ADDRESS.findall(page.read_text("utf-8")))
        assert len(found) >= 8
        assert [address for address in found if not _leads(page, address)] == []


@_named(MODELS)
@pytest.mark.parametrize("protocol", ["file", "http"])
def test_slides_are_walked_through_by_keyboard_without_a_fault(
    session: Session, protocol: str, site: Path, address: str, open_page: Open
) -> None:
    base = address if protocol == "http" else site.as_uri()
    visit = open_page(f"{base}/{FOLDER}/{session.slides}")
    _present(visit)
    slides = visit.page.locator(".slides > section")
    for number in range(slides.count()):
        now = visit.page.locator(".slides > section.present")
        assert now.locator(":is(h1, h2)").is_visible()
        assert visit.page.locator(".slides > section.past").count() == number
        visit.page.keyboard.press("ArrowRight")
    assert visit.faults == []


def test_a_slide_fits_its_screen(address: str, open_page: Open) -> None:
    outside = """() => [...document.querySelectorAll('.slides > section.present *')]
        .filter(e => !e.closest('.notes') && e.getBoundingClientRect().bottom > innerHeight + 1)
        .map(e => e.tagName)"""
    for session in MODELS:
        visit = open_page(f"{address}/{FOLDER}/{session.slides}")
        _present(visit)
        for _ in range(visit.page.locator(".slides > section").count()):
            assert visit.page.evaluate(outside) == []
            visit.page.keyboard.press("ArrowRight")


def test_notes_show_below_the_slide_on_a_key(address: str, open_page: Open) -> None:
    visit = open_page(f"{address}/{FOLDER}/{SESSIONS[0].slides}")
    _present(visit)
    notes = visit.page.locator(".speaker-notes")
    assert not notes.is_visible()
    visit.page.keyboard.press("t")
    assert notes.is_visible()
    assert SESSIONS[0].before_teacher.split(".")[0] in notes.inner_text()


@pytest.mark.parametrize("query", ["", "?list"])
def test_without_scripts_or_by_wish_slides_are_a_list_with_notes(
    query: str, site: Path, open_page: Open
) -> None:
    session = SESSIONS[0]
    page = open_page(f"{(site / FOLDER / session.slides).as_uri()}{query}", script=bool(query)).page
    slides = page.locator(".slides > section")
    assert slides.count() == len(session.figures) + len(session.questions) + 6
    for slide in slides.all():
        assert slide.locator(":is(h1, h2)").is_visible()
        assert slide.locator("aside.notes").is_visible()
    assert page.locator("section svg:visible").count() == len(session.figures)


@_named(MODELS[:1])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(session: Session, scheme: str, address: str, open_page: Open) -> None:
    for name in (session.handout, f"{session.slides}?list"):
        visit = open_page(f"{address}/{FOLDER}/{name}", scheme=scheme)
        assert visit.page.evaluate("document.documentElement.dataset.theme") == scheme
        violations = Axe().run(visit.page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []
        assert visit.faults == []


@_named(MODELS)
def test_hand_outs_and_slides_fit_a_phone(session: Session, address: str, open_page: Open) -> None:
    for name in (session.handout, session.slides):
        page = open_page(f"{address}/{FOLDER}/{name}", width=390).page
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_every_hand_out_prints_on_one_or_two_pages(site: Path, chromium: Browser) -> None:
    sheet = chromium.new_page()
    for session in SESSIONS:
        sheet.goto((site / FOLDER / session.handout).as_uri())
        pdf = PdfReader(io.BytesIO(sheet.pdf(prefer_css_page_size=True)))
        assert 1 <= len(pdf.pages) <= 2, session.handout
    sheet.close()
