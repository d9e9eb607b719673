"""What must hold of the model whatever the numbers are."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coalitions.dilemma import BACKSTOPS, Parameters, outcome
from tests.dilemma.small_model import counts, models, shares, small

backstops = st.sampled_from(BACKSTOPS)


def force(model: Parameters, backstop: str = "full", theta: float = 0.0) -> float:
    return outcome(model, backstop, theta).force  # type: ignore[arg-type]


def never_less(more: float, less: float) -> bool:
    return more >= less * (1 - 1e-12)


@given(models(), backstops, shares, shares)
def test_more_readiness_never_gives_a_smaller_force(m, backstop, theta, ready) -> None:
    now = m["deployable-share"].mode
    better = m.using({"deployable-share": max(now, ready)})
    assert never_less(force(better, backstop, theta), force(m, backstop, theta))


@given(models(), backstops, shares, shares)
def test_more_willingness_never_gives_a_smaller_force(m, backstop, theta, willing) -> None:
    key = "willingness-will-deploy"
    better = m.using({key: max(m[key].mode, willing)})
    assert never_less(force(better, backstop, theta), force(m, backstop, theta))


@given(models(), shares)
def test_a_stronger_backstop_never_gives_a_smaller_force(m, theta) -> None:
    none, enablers, full = (force(m, backstop, theta) for backstop in BACKSTOPS)
    assert never_less(enablers, none)
    assert never_less(full, enablers)


@given(models(), backstops, shares, shares)
def test_keeping_less_of_nato_never_gives_a_smaller_force(m, backstop, one, other) -> None:
    less, more = sorted((one, other))
    assert never_less(force(m, backstop, less), force(m, backstop, more))


@given(models(), backstops, shares, st.floats(1, 8))
def test_less_rotation_never_gives_a_smaller_force(m, backstop, theta, rotation) -> None:
    shorter = m.using({"rotation-factor": min(rotation, m["rotation-factor"].mode)})
    assert never_less(force(shorter, backstop, theta), force(m, backstop, theta))


@given(models(), backstops, shares)
def test_no_state_contributes_more_than_it_has(m, backstop, theta) -> None:
    for iso3, persons in outcome(m, backstop, theta).by_state.items():
        has = m["brigade-slice"].mode * m[f"brigades-{iso3.lower()}"].mode
        assert 0 <= persons <= has * (1 + 1e-12)


@given(models(), backstops, shares, st.floats(0.01, 100))
def test_units_scale(m, backstop, theta, scale) -> None:
    enough = m.using({"european-airlift": 1e12, "enabler-availability": 1})
    larger = enough.using({"brigade-slice": m["brigade-slice"].mode * scale})
    assert force(larger, backstop, theta) == pytest.approx(scale * force(enough, backstop, theta))


@given(models(), backstops)
def test_without_constraints_the_force_is_all_that_is_ready(m, backstop) -> None:
    ideal = {"rotation-factor": 1, "european-airlift": 1e12, "enabler-availability": 1}
    ideal |= {key: 1 for key in m.spreads if key.startswith(("willingness-", "backstop-"))}
    ready = sum(m["deployable-share"].mode * m[s.brigades].mode for s in m.states)
    expected = m["brigade-slice"].mode * ready
    assert force(m.using(ideal), backstop) == pytest.approx(expected)


@given(models(), backstops, shares, counts)
def test_a_state_without_brigades_changes_nothing(m, backstop, theta, committed) -> None:
    empty = m.using({"brigades-aaa": 0, "committed-brigades-aaa": committed})
    assert force(empty, backstop, theta) == force(m.without("AAA"), backstop, theta)


@given(models(), backstops, shares)
def test_the_force_is_what_states_offer_or_what_enablers_support(m, backstop, theta) -> None:
    found = outcome(m, backstop, theta)
    assert found.force == min(found.offered, *found.limits.values())
    assert (found.binding == "airlift") == (found.limit <= found.offered)


@given(models(), backstops, shares, shares)
def test_enablers_alone_never_change_what_states_offer(m, backstop, theta, share) -> None:
    assume(m["american-airlift"].mode > 0)
    other = m.using({f"us-share-{backstop}": share})
    assert outcome(other, backstop, theta).offered == outcome(m, backstop, theta).offered


def test_the_formula_on_numbers_that_a_pencil_can_follow() -> None:
    # Ready: 5 and 2 brigades; free: 5 − ½·4 = 3 and 2 − ½·6 < 0. 3 × 5,000 ÷ 4 = 3,750.
    m = small({"AAA": (10, 4), "BBB": (4, 6)}, codes={"AAA": ("open_conditional", "yes")})
    found = outcome(m, "none", 0.5)
    assert found.by_state == {"AAA": 3750, "BBB": 0}
    # A state willing to 0.4, which falls to a quarter without a backstop.
    doubtful = m.using({"willingness-open-conditional": 0.4, "backstop-yes-none": 0.25})
    assert outcome(doubtful, "none", 0.5).force == pytest.approx(375)
    # 2 aircraft of which half can be kept, and 1 in 10 of 10 American ones: 2 ÷ 8 of 10,000.
    poor = m.using(
        {
            "european-airlift": 2,
            "enabler-availability": 0.5,
            "american-airlift": 10,
            "need-airlift": 8,
        }
    )
    assert outcome(poor, "none", 0.5).force == 1250
    assert outcome(poor, "enablers", 0.5).force == 2500
    assert outcome(poor, "none", 0.5, supply="full").force == 3750
