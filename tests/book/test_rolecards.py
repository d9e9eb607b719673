"""Role cards: whole, with sources, and the same whenever the data are the same."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from coalitions import simulation
from coalitions.book import rolecards


@pytest.fixture(scope="module")
def offered() -> dict[str, str]:
    return rolecards.files()


@pytest.fixture(scope="module")
def cards(offered: dict[str, str]) -> dict[str, BeautifulSoup]:
    return {
        code: BeautifulSoup(offered[rolecards.name_of(code)], "html.parser")
        for code in simulation.codes()
    }


def test_there_is_a_card_for_each_country_and_one_sheet_of_all(offered: dict[str, str]) -> None:
    sheet = BeautifulSoup(offered[rolecards.SHEET], "html.parser")
    ids = [article["id"] for article in sheet.select("article")]
    assert ids == [f"role-{code.lower()}" for code in simulation.codes()]
    assert set(offered) == {
        *map(rolecards.name_of, simulation.codes()),
        rolecards.SHEET,
        rolecards.EMPTY,
        rolecards.SAMPLE,
    }


def test_a_card_says_everything_that_the_role_says(cards: dict[str, BeautifulSoup]) -> None:
    for code, card in cards.items():
        text = " ".join(card.get_text(" ").split())
        role = simulation.role(code)
        parts = [*(f.text for f in role.facts), *(a.how for a in role.objectives)]
        parts += [*(a.text for a in role.objectives), *(line.text for line in role.red_lines)]
        assert [part for part in parts if " ".join(part.split()) not in text] == []
        assert f"{role.limits.soldiers:,}" in text


def test_private_aims_stand_apart_from_what_all_may_know(cards: dict[str, BeautifulSoup]) -> None:
    for code, card in cards.items():
        private = card.select_one(".private")
        assert private is not None
        aims = [aim.title for aim in simulation.role(code).objectives]
        assert [b.get_text().split(" (")[0] for b in private.select("ol b")] == aims


def test_every_number_in_brackets_names_a_source_of_the_card(
    cards: dict[str, BeautifulSoup],
) -> None:
    for card in cards.values():
        sources = card.select(".sources li")
        cited = {
            int(number)
            for mark in card.select("small")
            for number in re.findall(r"\d+", mark.get_text())
        }
        assert max(cited) == len(sources)
        assert all("bibliography.html#" in str(li.a["href"]) for li in sources if li.a)


def test_a_card_needs_no_script_and_no_other_file(cards: dict[str, BeautifulSoup]) -> None:
    for card in cards.values():
        assert card.select("script, link, img") == []
        assert card.html is not None and card.html["lang"] == "en"


def test_the_tables_for_pledges_can_be_read_back(offered: dict[str, str]) -> None:
    empty = simulation.read_pledges((rolecards.EMPTY, offered[rolecards.EMPTY]))
    full = simulation.read_pledges((rolecards.SAMPLE, offered[rolecards.SAMPLE]))
    assert (empty.rows, empty.notices) == (0, ())
    assert full.pledges and not full.rejected


def test_same_data_same_cards(offered: dict[str, str]) -> None:
    assert rolecards.files() == offered
