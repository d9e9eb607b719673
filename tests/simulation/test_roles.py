"""Role cards: computed from rows, comparable, and honest about what is our coding."""

from __future__ import annotations

import json

import pytest

from coalitions import simulation as sim
from coalitions.data.load import load, rows_at
from coalitions.simulation.role import MOST


def test_every_country_of_the_model_has_a_card_and_the_main_roles_come_first() -> None:
    assert sim.codes()[:16] == sim.MAIN_ROLES
    assert len(sim.codes()) == len(set(sim.codes())) == 29


@pytest.mark.parametrize("iso3", sim.codes())
def test_every_team_has_three_different_aims_and_no_more_than_four_red_lines(iso3: str) -> None:
    card = sim.role(iso3)
    aims = [aim.key for aim in card.objectives]
    assert len(aims) == len(set(aims)) == 3
    assert not {"flank", "alliance"} <= set(aims), "both count the same"
    assert all(aim.provenance for aim in card.objectives)
    assert len(card.red_lines) <= 4
    assert all(line.provenance for line in card.red_lines)


def test_red_lines_follow_the_codes() -> None:
    lines = {code: [line.key for line in sim.role(code).red_lines] for code in sim.codes()}
    assert lines["GBR"] == ["backstop", "ceasefire"]
    assert lines["POL"] == ["soldiers", "commitments"]
    last = load("positions").sort_values("as_of").drop_duplicates("participant", keep="last")
    stays = last["presence_willingness"].isin(["support_without_troops", "refuses"])
    assert {c for c in lines if "soldiers" in lines[c]} == set(last.loc[stays, "participant"]) & {
        *sim.codes()
    }


@pytest.mark.parametrize("iso3", ["GBR", "POL", "AUS", "LUX"])
def test_every_fact_names_rows_that_are_there(iso3: str) -> None:
    card = sim.role(iso3)
    assert len(card.facts) >= 10
    for fact in card.facts:
        assert fact.text.strip() and fact.provenance, fact.key
    for name, lines in card.provenance.rows.items():
        assert len(rows_at(name, lines)) == len(lines)
    keys = [fact.key for fact in card.facts]
    assert len(keys) == len(set(keys))


def test_answers_are_marked_as_our_coding_and_counts_are_not() -> None:
    facts = {fact.key: fact for fact in sim.role("FRA").facts}
    assert facts["presence_willingness"].coded
    assert facts["presence_willingness"].text == "will deploy"
    assert not facts["active"].coded
    assert facts["active"].provenance.tables == ("military_personnel",)


def test_a_card_is_json() -> None:
    card = json.loads(json.dumps(sim.role("TUR").as_dict()))
    assert [each["key"] for each in card["sections"]][:2] == ["position", "conditions"]
    assert all(aim["most"] == MOST for aim in card["objectives"])
    assert card["limits"]["keeping_none"] > card["limits"]["keeping_all"] > 0


def test_what_a_country_can_keep_up_is_the_formula_of_the_model() -> None:
    # s / r · max(0, d B − θ n) at the modes: 5,000, 3.5, 0.5, 14 and 5.6543 brigades
    limits = sim.limits("POL")
    assert limits.keeping_all == round(5000 / 3.5 * (0.5 * 14 - 5.6543))
    assert limits.keeping_none == round(5000 / 3.5 * 0.5 * 14) == 10_000
    assert limits.soldiers == 14 * 5000


def test_nobody_can_pledge_more_people_than_it_has_under_arms() -> None:
    assert sim.limits("EST").soldiers == 7500


def test_an_unknown_role_names_the_nearest() -> None:
    with pytest.raises(LookupError, match=r"no role 'GBX' \(did you mean GBR\?\)"):
        sim.role("GBX")
