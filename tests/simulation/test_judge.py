"""Judging a round: what a pencil finds, and what must always hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions import simulation as sim
from coalitions.dilemma.parameters import BACKSTOPS
from coalitions.effort import sizes_of_states
from coalitions.simulation.judge import sizes

FULL = sim.start("full")


def pledge(code: str, soldiers: int = 0, kept: float = 100, **more: object) -> sim.Pledge:
    return sim.Pledge(code, 1, soldiers=soldiers, commitments_kept=kept, **more)  # type: ignore[arg-type]


def test_one_country_by_hand() -> None:
    # UK: B = 4 brigades, d = 0.375 ready, n = 1.6155 tied, half of them kept; s = 5,000, r = 3.5.
    by_hand = 5000 / 3.5 * (0.375 * 4 - 0.5 * 1.6155)
    own = sim.judge([pledge("GBR", 2000, 50)], FULL).country("GBR")
    assert own.capacity == pytest.approx(by_hand)
    assert own.sustained == pytest.approx(by_hand)
    assert sim.judge([pledge("GBR", 300, 50)], FULL).force == 300
    assert sim.judge([pledge("GBR", 300, 100)], FULL).force == 0


def test_enablers_limit_the_whole() -> None:
    everybody = [pledge(code, sim.limits(code).keeping_none, 0) for code in sim.MAIN_ROLES[:6]]
    outcome = sim.judge(everybody, sim.start())
    # Without a backstop: 16 transport aircraft, a seventh deployed; 10,000 soldiers need 2.1094.
    assert outcome.limit == pytest.approx(10_000 * 16 * 0.1429 / 2.1094, rel=1e-3)
    assert outcome.scarcest == "airlift"
    assert outcome.force == outcome.limit < outcome.offered


@pytest.mark.parametrize(
    ("needs", "conditions", "world", "why"),
    [
        ("full", (), sim.start("enablers"), "the backstop it asks for is missing"),
        ("none", ("ceasefire",), replace(FULL, ceasefire=False), "no ceasefire holds"),
        ("none", ("mandate",), FULL, "there is no mandate"),
        ("none", ("partners",), FULL, "too few others pledge soldiers"),
    ],
)
def test_soldiers_stay_at_home_while_a_condition_is_not_met(
    needs: str, conditions: tuple[str, ...], world: sim.World, why: str
) -> None:
    others = [pledge("DEU"), pledge("ITA")]
    own = pledge("POL", 1000, needs_backstop=needs, conditions=conditions)
    judged = sim.judge([own, *others], world).country("POL")
    assert (judged.sustained, judged.held_back) == (0, why)
    free = replace(own, needs_backstop="none", conditions=())
    assert sim.judge([free, *others], world).country("POL").sustained == 1000


def test_half_of_the_countries_with_soldiers_are_partners_enough() -> None:
    own = pledge("POL", 1000, conditions=("partners",))
    assert sim.judge([own, pledge("DEU")], FULL).force == 1000
    assert sim.judge([own, pledge("DEU"), pledge("ITA")], FULL).force == 0


def test_red_lines_are_crossed_by_deeds_not_by_words() -> None:
    pledges = [pledge("GBR", 900, 50), pledge("POL", 100, 90)]
    backed, alone = sim.judge(pledges, FULL), sim.judge(pledges, sim.start())
    assert backed.country("GBR").red_lines == ()
    assert alone.country("GBR").red_lines == ("backstop",)
    assert backed.country("POL").red_lines == ("soldiers", "commitments")


def test_tasks_are_covered_by_who_has_named_them_or_by_two_who_have_not() -> None:
    def covered(*codes: str) -> tuple[float, bool]:
        pledges = [pledge(code, tasks=("maritime_security",)) for code in codes]
        task = sim.judge(pledges, FULL).task("maritime_security")
        return task.credit, task.covered

    assert covered("TUR") == (1.0, True)
    assert covered("POL") == (0.5, False)
    assert covered("POL", "DEU") == (1.0, True)


def test_effort_by_hand_and_who_rides_free() -> None:
    pledges = [
        pledge("POL", 1900, aid_percent=0.2),
        pledge("DEU", 1000, aid_percent=0.2),
        pledge("ITA", 0, aid_percent=0.02),
    ]
    outcome = sim.judge(pledges, FULL)
    size = sizes_of_states()
    active, gdp = size["active"], size["gdp"]
    soldiers = {"POL": 1900, "DEU": 1000, "ITA": 0}
    aid = {"POL": 0.2, "DEU": 0.2, "ITA": 0.02}
    all_active = sum(active[code] for code in soldiers)
    mean_sent = sum(soldiers.values()) / all_active
    mean_aid = sum(aid[code] * gdp[code] for code in aid) / sum(gdp[code] for code in aid)
    for code in soldiers:
        by_hand = (soldiers[code] / active[code] / mean_sent + aid[code] / mean_aid) / 2
        assert outcome.country(code).effort == pytest.approx(by_hand)
    assert [each.iso3 for each in outcome.countries if each.free_rider] == ["ITA"]


def test_nobody_rides_free_where_nobody_does_anything() -> None:
    outcome = sim.judge([pledge("POL"), pledge("DEU")], FULL)
    assert [each.effort for each in outcome.countries] == [1.0, 1.0]


def test_finance_is_covered_by_what_all_have_given_so_far() -> None:
    rates = {code: sim.limits(code).aid_so_far for code in ("POL", "DEU", "ITA")}
    same = sim.judge([pledge(code, aid_percent=rate) for code, rate in rates.items()], FULL)
    less = sim.judge([pledge(code, aid_percent=rate * 0.9) for code, rate in rates.items()], FULL)
    assert same.task("financial").covered
    assert not less.task("financial").covered


def test_a_force_reassures_and_deters_from_published_sizes_on() -> None:
    assert sizes() == (10_000, 60_000)
    outcome = sim.judge([pledge("TUR", 10_000, 50)], FULL)
    assert outcome.task("reassurance_force").covered
    assert not outcome.task("deterrence_force").covered


def test_a_round_needs_one_pledge_of_each_country() -> None:
    for pledges in ([], [pledge("POL"), pledge("POL")]):
        with pytest.raises(ValueError, match="one pledge of each country"):
            sim.judge(pledges, FULL)


_PLEDGES = st.dictionaries(
    st.sampled_from(sim.MAIN_ROLES[:8]),
    st.tuples(
        st.integers(0, 7000),
        st.integers(0, 100),
        st.sampled_from(BACKSTOPS),
        st.sets(st.sampled_from(("ceasefire", "mandate"))),
    ),
    min_size=1,
)


@settings(max_examples=15)
@given(_PLEDGES)
def test_more_soldiers_fewer_commitments_and_a_stronger_backstop_never_make_it_smaller(
    given_pledges: dict[str, tuple[int, int, str, set[str]]],
) -> None:
    pledges = [
        pledge(code, n, kept, needs_backstop=needs, conditions=tuple(conditions))
        for code, (n, kept, needs, conditions) in given_pledges.items()
    ]
    forces = [sim.judge(pledges, sim.start(backstop)).force for backstop in BACKSTOPS]
    assert forces == sorted(forces)
    world = sim.start("enablers")
    outcome = sim.judge(pledges, world)
    for each in outcome.countries:
        assert 0 <= each.sustained <= min(each.pledged, each.capacity) + 1e-9
    more = [replace(each, soldiers=each.soldiers + 500) for each in pledges]
    fewer = [replace(each, commitments_kept=each.commitments_kept / 2) for each in pledges]
    assert sim.judge(more, world).force >= outcome.force
    assert sim.judge(fewer, world).force >= outcome.force
