"""The parts of the simulation's page say what the engine says."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

import coalitions as co
from coalitions import tabletop
from coalitions.provenance import of


@pytest.fixture(scope="module")
def game() -> co.simulation.Result:
    return co.simulation.adjudicate(co.simulation.read_pledges(("a.csv", co.simulation.sample())))


def test_the_form_carries_the_limits_of_each_role_card() -> None:
    form = BeautifulSoup(co.simulation_form().html, "html.parser")
    held = json.loads(str(form.select_one("[data-rules]")["data-rules"]))  # type: ignore[index]
    assert set(held["roles"]) == set(co.simulation.codes())
    for code, role in held["roles"].items():
        most = co.simulation.limits(code)
        assert (role["soldiers"], role["tasks"], role["aid"]) == (
            most.soldiers,
            most.tasks,
            most.aid_percent,
        )
        assert role["card"].endswith(f"role-{code.lower()}.html")


def test_the_form_knows_every_country_by_the_names_that_the_engine_reads() -> None:
    names = tabletop.rules()["names"]
    rows = "\n".join(f'"{name}",1' for name in names)
    each = [co.simulation.read_pledges(("a.csv", f"country,round\n{r}")) for r in rows.split("\n")]
    assert [reading.pledges[0].country for reading in each] == list(names.values())


def test_form_and_desk_say_what_to_do_without_scripts() -> None:
    for shown in (co.simulation_form(), co.simulation_desk()):
        assert "runs scripts" in shown.html
        assert "page of the book" in shown.text


def test_the_account_of_a_team_adds_up_to_its_points(game: co.simulation.Result) -> None:
    for score in game.scores:
        account = co.simulation_account(game, score.iso3)
        assert account["points"].sum() == pytest.approx(score.total)
        assert of(account)


def test_every_team_can_reach_a_hundred(game: co.simulation.Result) -> None:
    for score in game.scores:
        account = co.simulation_account(game, score.iso3)
        assert account["most"].sum() == 100


def test_every_event_card_has_a_precedent_in_the_data() -> None:
    deck = co.simulation_cards()
    assert list(deck["card_id"]) == [card.card_id for card in co.simulation.cards()]
    assert deck["precedent"].str.len().gt(0).all()
    assert all(card.provenance for card in co.simulation.cards())


def test_a_larger_class_has_no_fewer_countries() -> None:
    fewest, most, _ = co.simulation_class_sizes()
    counts = co.simulation_classes(range(fewest, most + 1))["countries"]
    assert counts.is_monotonic_increasing
