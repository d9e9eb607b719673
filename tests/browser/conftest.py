"""The built book in a real browser: one browser and one server for all tests."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from coalitions.book import browser as browsers
from coalitions.book.project import Project

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
PAGES = tuple(f"{name}.html" for name in Project.at(ROOT).documents) if SITE.is_dir() else ()

# What a strict host may send: scripts of the site itself, and none that evaluate text.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
)

#: So many seconds a page may take, beside whatever else the machine does.
PATIENCE = 60

#: The pages of countries are drawn by the same functions. What cannot differ between them is looked
#: at on the longest, the shortest and the one that is no country; all else on each page.
ALIKE = "chapters/countries/"
MODELS = tuple(f"{ALIKE}{code}.html" for code in ("gbr", "svn", "eu"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    different = tuple(page for page in PAGES if not page.startswith(ALIKE) or page in MODELS)
    for name, pages in (("page_name", PAGES), ("kind_of_page", different)):
        if name in metafunc.fixturenames:
            # A book that is not built must fail, not vanish.
            metafunc.parametrize(name, pages or ("the book is not built",))


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests do."""


@pytest.fixture(scope="session")
def site() -> Path:
    if not PAGES:
        pytest.fail(f"there is no book in {SITE}: run `make book` first", pytrace=False)
    return SITE


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(_Handler, directory=os.fspath(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium(site: Path) -> Iterator[Browser]:
    try:
        path = browsers.ensure()
    except browsers.NoBrowserError as error:
        pytest.fail(str(error), pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.fspath(path), args=list(browsers.ARGUMENTS)
        )
        yield browser
        browser.close()


class Watched:
    """A page that remembers what went wrong while it was open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE * 1000)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("console", self._said)
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)

    def _failed(self, request: Request) -> None:
        # Who leaves a page breaks off what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"not loaded: {request.url}")

    def _said(self, message: object) -> None:
        if getattr(message, "type", "") in {"error", "warning"}:
            self.faults.append(f"console: {getattr(message, 'text', '')}")

    def _asked(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith(("file://", "data:", "blob:", "http://127.0.0.1:")):
            self.faults.append(f"asks another host: {url}")

    def scroll_through(self) -> None:
        """Read the page as a visitor does: move, and come to each chart in turn."""
        self.page.mouse.move(400, 300)
        for chart in self.page.locator(".co-chart").all():
            chart.scroll_into_view_if_needed()
            self.page.wait_for_timeout(50)
        self.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")

    def wait_for_charts(self) -> int:
        """Wait until every chart on the page is live; return how many there are."""
        # Playwright's own waiting evaluates text in the page, which the policy forbids.
        pending = (
            "[...document.querySelectorAll('.co-chart')].filter(c => !('coLive' in c.dataset))"
        )
        for turn in range(PATIENCE * 10):
            if not self.page.evaluate(f"{pending}.length"):
                break
            if turn % 10 == 5:  # on a busy machine the page may have been left too fast: go back
                self.page.evaluate(f"{pending}.slice(0, 1).map(c => c.scrollIntoView()).length")
            self.page.wait_for_timeout(100)
        else:
            left = self.page.evaluate(f"{pending}.map(c => c.dataset.coFigure)")
            pytest.fail(f"charts that did not come alive: {left}; {self.faults}", pytrace=False)
        return self.page.locator(".co-chart").count()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[object]:
    contexts: list[BrowserContext] = []

    def open_(
        url: str,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        script: bool = True,
    ) -> Watched:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        contexts.append(context)
        watched = Watched(context.new_page())
        watched.page.goto(url, wait_until="load")
        return watched

    yield open_
    for context in contexts:
        context.close()
