"""Event cards: each has its exact consequence, and a precedent that is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coalitions import simulation as sim
from coalitions.data.load import rows_at
from coalitions.simulation.sustain import abroad


def pledges() -> list[sim.Pledge]:
    """Return pledges in a world without a backstop: all soldiers go if nothing happens."""
    return [
        sim.Pledge("DEU", 1, soldiers=3000, commitments_kept=50, tasks=("training",)),
        sim.Pledge("FRA", 1, soldiers=800, commitments_kept=50, aid_percent=0.1),
        sim.Pledge("POL", 1, soldiers=1500, aid_percent=0.2, conditions=("ceasefire",)),
    ]


def forces(card_text: str, **world: object) -> tuple[sim.Outcome, sim.Outcome]:
    (event,) = sim.plan([card_text])
    before = replace(sim.start("enablers"), **world)  # type: ignore[arg-type]
    return sim.judge(pledges(), before), sim.judge(pledges(), event.apply(before))


def test_there_are_fourteen_cards_with_keys_of_their_own() -> None:
    assert len({card.card_id for card in sim.cards()}) == len(sim.cards()) == 14


@pytest.mark.parametrize("card", sim.cards(), ids=lambda card: str(card.card_id))
def test_every_card_rests_on_dated_rows(card: sim.Card) -> None:
    assert card.provenance.rows.keys() == card.keys.keys()
    for name, lines in card.provenance.rows.items():
        assert len(rows_at(name, lines)) >= len(card.keys[name]) > 0


@pytest.mark.parametrize("card", sim.cards(), ids=lambda card: str(card.card_id))
def test_every_card_changes_the_world(card: sim.Card) -> None:
    world = sim.start("enablers" if card.card_id != "backstop-offered" else "none")
    assert card.apply(world, "POL" if card.needs_country else "") != world


def test_a_backstop_that_falls_takes_soldiers_and_enablers_with_it() -> None:
    (event,) = sim.plan(["backstop-withdrawn"])
    world = event.apply(sim.start("full"))
    assert (world.backstop, world.supply) == ("none", "none")
    asks = [sim.Pledge("DEU", 1, soldiers=100, needs_backstop="enablers")]
    assert sim.judge(asks, sim.start("full")).force == 100
    assert sim.judge(asks, world).force == 0


def test_a_halt_takes_the_enablers_and_leaves_the_promise() -> None:
    before, after = forces("american-halt")
    assert after.limit < before.limit
    assert after.world.backstop == "enablers"


def test_a_backstop_is_offered_only_where_there_is_less() -> None:
    (event,) = sim.plan(["backstop-offered"])
    assert event.apply(sim.start("none")).backstop == "enablers"
    assert event.apply(sim.start("full")).backstop == "full"


def test_without_a_ceasefire_those_who_asked_for_one_stay_at_home() -> None:
    before, after = forces("ceasefire-broken")
    assert (before.country("POL").sustained, after.country("POL").sustained) == (1500, 0)
    assert after.country("DEU").sustained == 3000


def test_an_election_takes_soldiers_and_half_the_aid_and_a_vote_only_soldiers() -> None:
    before, after = forces("election:FRA")
    assert (before.country("FRA").sustained, after.country("FRA").sustained) == (800, 0)
    assert after.country("FRA").aid_percent == 0.05
    _, after = forces("parliament:France")
    assert after.country("FRA").sustained == 0
    assert after.country("FRA").aid_percent == 0.1


def test_an_alarm_calls_all_allies_back_to_their_commitments() -> None:
    before, after = forces("flank-alarm")
    assert before.country("DEU").commitments_kept == 50
    assert after.country("DEU").commitments_kept == 100
    assert after.country("DEU").sustained == pytest.approx(5000 / 3.5 * (0.5 * 8 - 3.231))


def test_another_theatre_ties_as_many_as_are_there() -> None:
    before, after = forces("another-theatre")
    assert abroad("FRA") == 810  # UNIFIL; a French number for KFOR is not in the data
    tied = before.country("FRA").capacity - after.country("FRA").capacity
    assert tied == pytest.approx(5000 / 3.5 * 810 / 5000)


def test_threats_halve_what_is_contested_at_home() -> None:
    before, after = forces("targets")
    assert sim.role("DEU").consensus == "contested" and sim.role("POL").consensus == "broad"
    assert after.country("DEU").sustained == before.country("DEU").sustained / 2
    assert after.country("POL").sustained == before.country("POL").sustained


def test_a_hostage_takes_the_smallest_contingent_home() -> None:
    _, after = forces("hostage")
    assert [each.iso3 for each in after.countries if each.sustained] == ["DEU", "POL"]
    assert after.country("FRA").held_back


def test_empty_depots_lower_readiness_by_a_known_factor() -> None:
    _, after = forces("empty-depots")
    by_hand = 5000 / 3.5 * (0.5 * 50 / 65 * 8 - 0.5 * 3.231)
    assert after.country("DEU").capacity == pytest.approx(by_hand)


def test_a_loan_pays_and_a_mandate_is_a_mandate() -> None:
    before, after = forces("joint-loan")
    assert not before.task("financial").covered and after.task("financial").covered
    assert sim.plan(["mandate"])[0].apply(sim.start()).mandate


def test_a_seed_draws_the_same_cards_for_everybody() -> None:
    drawn = [list(map(str, sim.draw(seed, ("POL", "GBR"), 4))) for seed in (7, 7, 8)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert sim.draw(7, ("POL", "GBR"), 4) == sim.draw(7, ("GBR", "POL"), 4)
    every = sim.draw(1, ("POL",), 14)
    assert {event.card.card_id for event in every} == {card.card_id for card in sim.cards()}
    assert all(bool(event.country) == event.card.needs_country for event in every)


def test_events_are_read_and_written_alike() -> None:
    texts = ["flank-alarm@2", "election:POL@3"]
    assert [str(event) for event in sim.plan(texts)] == texts
    assert sim.plan(["election:poland"])[0].title.endswith(": Poland")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("flank-alarn", r"no card 'flank-alarn' \(did you mean flank-alarm\?\)"),
        ("election", "write election:POL"),
        ("flank-alarm:POL", "without a country"),
        ("flank-alarm@4", "write a round after @"),
        ("election:Atlantis", "is no country"),
    ],
)
def test_other_events_are_told_what_to_write(text: str, told: str) -> None:
    with pytest.raises((LookupError, ValueError), match=told):
        sim.plan([text])
