"""Three rounds: what stands, what cards change, how likely it is."""

from __future__ import annotations

import json

import pytest

from coalitions import simulation as sim


def test_the_last_pledge_stands_where_nothing_is_handed_in() -> None:
    pledges = [sim.Pledge("POL", 1, soldiers=500), sim.Pledge("DEU", 2, soldiers=700)]
    rounds = sim.adjudicate(pledges, backstop="full").rounds
    pledged = [{p.country: p.soldiers for p in judged.pledges} for judged in rounds]
    assert pledged == [{"POL": 500}, {"POL": 500, "DEU": 700}, {"POL": 500, "DEU": 700}]


def test_cards_hold_from_their_round_to_the_end(result: sim.Result) -> None:
    assert [judged.after.world.backstop for judged in result.rounds] == [
        "none",
        "enablers",
        "enablers",
    ]
    assert [judged.after.world.ceasefire for judged in result.rounds] == [True, True, False]
    first, second, third = result.rounds
    assert first.before is first.after
    assert second.before.force < second.after.force
    assert third.before.force > third.after.force


def test_a_stronger_backstop_and_its_absence_stand_beside_the_result(result: sim.Result) -> None:
    second = result.rounds[1].after
    assert second.backstops["enablers"] == second.force
    assert second.backstops["none"] < second.force <= second.backstops["full"]


def test_probabilities_fall_with_size_and_stay_the_same_for_the_same_pledges(
    result: sim.Result,
) -> None:
    second = result.rounds[1]
    shares = [share for _, share in second.chances.sizes]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.5 > shares[2]
    assert second.chances.low <= second.chances.middle <= second.chances.high
    assert sim.chances(second.pledges, second.after.world) == second.chances


def test_what_is_pledged_well_below_what_can_be_kept_up_is_likelier() -> None:
    world = sim.start("full")
    careful, bold = (
        sim.chances([sim.Pledge("TUR", 1, soldiers=n, commitments_kept=0)], world)
        for n in (5_000, 30_000)
    )
    assert careful.promised == 5_000 and bold.promised == 30_000
    assert careful.kept > 0.95 > bold.kept + 0.2


def test_a_result_is_json_and_holds_what_was_not_used() -> None:
    reading = sim.read_pledges(("a.csv", "country,round\nGBR,1\nMars,1\n"))
    told = json.loads(json.dumps(sim.adjudicate(reading).as_dict()))
    assert told["rejected"][0]["cells"] == {"country": "Mars", "round": "1"}
    assert [judged["round"] for judged in told["rounds"]] == [1, 2, 3]


def test_the_record_stands_beside_the_game(result: sim.Result) -> None:
    beside = {each.iso3: each for each in result.comparison}
    assert (beside["FRA"].named_low, beside["FRA"].named_high) == (5_000, 10_000)
    assert beside["FRA"].verdict == "less than was named"
    assert beside["POL"].verdict == "as its government"
    bold = sim.adjudicate([sim.Pledge("POL", 1, soldiers=10)]).comparison[0]
    assert bold.verdict == "bolder than its government"


def test_nothing_to_judge_says_what_to_do() -> None:
    with pytest.raises(ValueError, match="--sample"):
        sim.adjudicate([])
    with pytest.raises(ValueError, match="no backstop 'ful'"):
        sim.adjudicate([sim.Pledge("POL", 1)], backstop="ful")  # type: ignore[arg-type]


def test_two_hundred_players_in_merged_teams_are_judged() -> None:
    pledges = [
        sim.Pledge(code, number, team.name, soldiers=sim.limits(code).keeping_half)
        for team in sim.teams(200)
        for code in team.countries
        for number in (1, 2, 3)
    ]
    played = sim.adjudicate(pledges, backstop="enablers")
    points = {team["team"]: team for team in sim.team_points(played.scores)}
    assert len(points) == 14
    baltic = [played.score(code).total for code in ("EST", "LVA", "LTU")]
    assert points["Baltic countries"]["points"] == pytest.approx(sum(baltic) / 3, abs=0.06)
