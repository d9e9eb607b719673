from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions import membership
from coalitions.provenance import of

# Of similar size, as the counts of meetings are: very uneven numbers need many more rounds.
positive = st.floats(0.5, 2)


def by_rule(words: str) -> dict[str, int]:
    table = membership.attendance_shares()
    part = table[table["rule"].eq(words)]
    return dict(zip(part["participant"], part["attended"], strict=True))


def test_shares_stand_for_each_state_under_each_rule() -> None:
    table = membership.attendance_shares()
    assert not table.duplicated(["rule", "participant"]).any()
    assert table.groupby("rule").size().nunique() == 1
    assert table["share"].between(0, 1).all()
    assert {"participants", "events"} <= set(of(table).rows)


def test_the_rule_of_the_text_counts_broad_full_lists() -> None:
    counted = by_rule(membership.RULES[0].words)
    assert counted["FRA"] == 7
    # Invited neither to London nor named elsewhere than at the chiefs' meeting.
    assert counted["HUN"] == 1


def test_leaving_london_out_changes_those_who_were_not_invited() -> None:
    table = membership.attendance_shares()
    after = table[table["rule"].eq("Those after London")].set_index("participant")["ring"]
    used = table[table["used"]].set_index("participant")["ring"]
    assert {code for code in used.index if used[code] != after[code] == "Core"} == {"LVA", "LTU"}


@pytest.mark.parametrize(
    ("share", "ring"), [(1, "Core"), (0.99, "Regular"), (0.5, "Regular"), (0.49, "Edge")]
)
def test_rings_are_cut_at_all_and_at_half(share: float, ring: str) -> None:
    assert membership._ring(share) == ring


def test_a_state_that_came_every_time_keeps_its_ring_without_any_meeting() -> None:
    table = membership.without_one_meeting()
    core = table[table["ring"].eq("Core")]
    assert core["stable"].all()
    assert (table["lowest"] <= table["highest"]).all()
    assert not table["stable"].all()


def test_joint_attendance_is_bounded_by_own_attendance() -> None:
    ties = membership.joint_attendance().to_numpy()
    own = np.diag(ties)
    assert (ties <= np.minimum.outer(own, own)).all()
    assert (ties == ties.T).all()


def test_pairs_are_fitted_without_bias() -> None:
    pairs = membership.joint_meetings()
    assert len(pairs) == 39 * 38
    assert (pairs["together"] * pairs["expected"]).sum() == pytest.approx(
        (pairs["expected"] ** 2).sum()
    )
    chairs = pairs[pairs["name"].eq("France") & pairs["partner"].eq("UK")]
    rows = co.named_states(list(co.meetings()["event_id"]))
    named = rows.groupby("participant")["event_id"].agg(set)
    assert list(chairs["together"]) == [len(named["FRA"] & named["GBR"])]
    assert {"participants", "events"} <= set(of(pairs).rows)


@given(st.lists(positive, min_size=3, max_size=8))
def test_coreness_recovers_a_matrix_of_products(values: list[float]) -> None:
    core = np.array(values)
    scores = membership.coreness(np.outer(core, core))
    assert scores == pytest.approx(core / core.max(), abs=1e-4)


@given(st.permutations(range(6)))
def test_coreness_does_not_depend_on_the_order_of_rows(order: list[int]) -> None:
    ties = np.array(membership.joint_attendance().to_numpy()[:6, :6], dtype=float)
    scores = membership.coreness(ties)
    again = membership.coreness(ties[np.ix_(order, order)])
    assert again == pytest.approx(scores[order], rel=1e-6)


@pytest.mark.parametrize("matrix", [[[0, 1, 2]], [[0, 1], [2, 0]], [[1, 0], [0, 1]]])
def test_coreness_refuses_what_is_no_network(matrix: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="coreness needs"):
        membership.coreness(np.array(matrix, dtype=float))


def test_a_state_with_more_joint_meetings_scores_higher_on_the_real_lists() -> None:
    scores = membership.core_scores().set_index("participant")["coreness"]
    assert scores["FRA"] > scores["NLD"] > scores["SVN"] > scores["HUN"]
    assert 0.9 < float(membership.core_fit()) <= 1


def test_belonging_follows_the_day() -> None:
    now = membership.belonging("2026-02-24").set_index("iso3")["belongs"]
    then = membership.belonging("2019-06-01").set_index("iso3")["belongs"]
    assert (now["GBR"], then["GBR"]) == ("NATO only", "NATO and EU")
    assert (now["FIN"], then["FIN"]) == ("NATO and EU", "EU only")
    assert now["UKR"] == "Neither"


def test_belonging_rests_on_members_and_memberships() -> None:
    assert set(of(membership.belonging("2026-02-24")).rows) == {"members", "memberships"}
