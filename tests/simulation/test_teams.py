"""Teams for classes of any size."""

from __future__ import annotations

import pytest

from coalitions import simulation as sim
from coalitions.simulation.teams import ONE_EACH


@pytest.mark.parametrize("players", range(6, 201))
def test_everybody_has_a_seat_and_no_country_is_played_twice(players: int) -> None:
    teams = sim.teams(players)
    assert sum(team.players for team in teams) == players
    assert all(team.players >= len(team.countries) for team in teams)
    played = [code for team in teams for code in team.countries]
    assert len(played) == len(set(played)) >= 6


def test_small_classes_play_one_country_each_and_large_ones_all_countries() -> None:
    assert [team.countries for team in sim.teams(6)] == [(code,) for code in sim.MAIN_ROLES[:6]]
    assert len(sim.teams(ONE_EACH)) == 16
    merged = sim.teams(200)
    assert {code for team in merged for code in team.countries} == set(sim.codes())
    assert max(team.players for team in merged) <= 28


@pytest.mark.parametrize("players", [5, 201])
def test_other_classes_are_told_what_to_do(players: int) -> None:
    with pytest.raises(ValueError, match="play two tables"):
        sim.teams(players)
