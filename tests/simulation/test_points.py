"""Points: additive, comparable, and the same when counted by hand."""

from __future__ import annotations

import pytest

from coalitions import simulation as sim
from coalitions.simulation.role import MOST


def points_of(pledges: list[sim.Pledge], iso3: str, backstop: str = "none") -> dict[str, float]:
    score = sim.adjudicate(pledges, backstop=backstop).score(iso3)  # type: ignore[arg-type]
    assert score.total == round(sum(line.points for line in score.lines), 1)
    return {line.key: line.points for line in score.lines}


def test_every_team_can_reach_one_hundred(result: sim.Result) -> None:
    for score in result.scores:
        assert sum(line.most for line in score.lines) == 100
        assert all(line.points <= line.most for line in score.lines)
        assert all(line.how for line in score.lines)


def test_one_team_by_hand() -> None:
    # No backstop. Poland sends nobody and keeps all; Germany sends 3,000 and keeps half.
    pledges = [
        sim.Pledge("POL", 1, tasks=("logistics",), aid_percent=0.236),
        sim.Pledge("DEU", 1, soldiers=3000, commitments_kept=50, aid_percent=0.192),
    ]
    by_hand = {
        "force": round(20 * 3000 / 10_000, 1),
        # Logistics, because Poland has named it; finance, because both give as before.
        "covered": round(10 * 2 / 12, 1),
        "aim-flank": round(20 * (5.6543 + 0.5 * 3.231) / (5.6543 + 3.231), 1),
        "aim-tasks": 20.0,
        "aim-no-soldiers": 10 + 10 * 3000 / 10_000,
    }
    found = points_of(pledges, "POL")
    share = found.pop("share")
    assert found == by_hand
    effort = sim.adjudicate(pledges).last.after.country("POL").effort
    assert share == round(10 * min(1, effort), 1)


def test_deductions_for_red_lines_hollow_pledges_and_broken_words() -> None:
    words = [sim.Pledge("GBR", 1, soldiers=2000), sim.Pledge("GBR", 3, soldiers=1000)]
    found = points_of(words, "GBR")
    assert found["hollow"] == -5, "no British brigade is free while all commitments are kept"
    assert found["broken"] == -5
    assert "red-backstop" not in found, "nobody went"
    gone = points_of([sim.Pledge("GBR", 1, soldiers=900, commitments_kept=50)], "GBR")
    assert gone["red-backstop"] == -10
    assert not {"hollow", "broken"} & gone.keys()


def test_who_wants_a_backstop_scores_with_one_or_with_others_who_wait_for_it() -> None:
    asking = sim.Pledge("GBR", 1, soldiers=300, commitments_kept=50, needs_backstop="enablers")
    pledges = [asking, sim.Pledge("POL", 1, soldiers=100)]
    assert points_of(pledges, "GBR", "enablers")["aim-backstop"] == MOST
    assert points_of(pledges, "GBR")["aim-backstop"] == MOST * 300 / 400


@pytest.mark.parametrize(("others", "points"), [(0, 0.0), (1, 13.3), (2, 20.0)])
def test_who_does_not_want_to_be_alone_counts_the_others(others: int, points: float) -> None:
    pledges = [sim.Pledge("ESP", 1, soldiers=500)] + [
        sim.Pledge(code, 1, soldiers=100 * (place < others))
        for place, code in enumerate(("POL", "ITA", "DEU"))
    ]
    assert points_of(pledges, "ESP")["aim-company"] == points


def test_a_team_of_several_countries_gets_their_mean() -> None:
    pledges = [sim.Pledge("EST", 1, "Baltics"), sim.Pledge("LVA", 1, "Baltics", soldiers=50)]
    played = sim.adjudicate(pledges)
    (team,) = sim.team_points(played.scores)
    mean = sum(score.total for score in played.scores) / 2
    assert (team["team"], team["points"]) == ("Baltics", round(mean, 1))
