"""The debriefing: whole in itself, and what students type is text on it."""

from __future__ import annotations

import sys
from html.parser import HTMLParser

import pytest

from coalitions import simulation as sim

EVIL = "<img src=x onerror=alert(1)>"


class Page(HTMLParser):
    """The elements of a page and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page(result: sim.Result) -> str:
    return sim.debriefing(result)


def test_the_page_tells_the_result_the_cards_and_every_account(
    page: str, result: sim.Result
) -> None:
    text = Page(page).text
    assert f"keeps {result.last.after.force:,.0f} soldiers in Ukraine" in text
    for told in ("The ceasefire breaks", "Free riders: ", "Effort", "less than was named"):
        assert told in text
    for score in result.scores:
        assert f"{score.name}: {score.total:.1f} points" in text


def test_the_page_runs_nothing_and_asks_for_nothing(page: str) -> None:
    found = Page(page)
    assert not {"script", "link", "img", "iframe"} & set(found.tags)
    assert not {name for name in found.attributes if name.startswith("on")}
    assert "src" not in found.attributes
    assert "@import" not in page and "url(http" not in page


def test_charts_are_drawn_with_words_for_those_who_do_not_see_them(page: str) -> None:
    assert Page(page).tags.count("figure") == 3
    assert page.count('role="img" aria-label="') >= 6


def test_without_the_drawing_library_the_tables_tell_it_all(
    result: sim.Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    bare = Page(sim.debriefing(result))
    assert "figure" not in bare.tags
    assert "Probability of a force" in bare.text


def test_whatever_is_typed_is_shown_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)  # charts hold nothing that is typed
    rows = [
        f"country,round,team,statement,{EVIL}",
        f'POL,1,{EVIL},"{EVIL}</td><script>alert(2)</script>",x',
        f"{EVIL},{EVIL},,,{EVIL}",
    ]
    reading = sim.read_pledges((f"{EVIL}.csv", "\n".join(rows)))
    assert (len(reading.pledges), len(reading.rejected)) == (1, 1)
    shown = Page(sim.debriefing(sim.adjudicate(reading)))
    assert not {"img", "script"} & set(shown.tags)
    assert "onerror" not in shown.attributes
    assert shown.text.count(EVIL) >= 6, "nothing typed is lost either"


def test_rows_that_were_not_used_stand_there_in_full() -> None:
    content = "country,round,statement\nPOL,1,\nMars,1,we come in peace\n"
    play = sim.play([("a.csv", content)], backstop="enablers")
    text = Page(play["html"]).text
    assert "a.csv, row 3" in text and "we come in peace" in text
    assert play["result"]["start_backstop"] == "enablers"
