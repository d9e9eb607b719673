from __future__ import annotations

from coalitions import membership, willingness
from coalitions.figures import membership as drawings


def test_the_explorer_offers_every_rule_and_starts_with_that_of_the_text() -> None:
    spec = drawings.ring_explorer(membership.attendance_shares(), title="t").to_dict()
    (menu,) = spec["params"]
    assert menu["bind"]["options"] == [rule.words for rule in membership.RULES]
    assert menu["value"] == membership.RULES[0].words
    assert "Core, 13: " in spec["description"]


def test_states_are_ranked_by_coreness() -> None:
    scores = membership.core_scores()
    spec = drawings.core_dots(scores, title="t").to_dict()
    assert spec["encoding"]["y"]["sort"] == list(scores["name"])


def test_the_explorer_of_pairs_offers_the_states_it_is_given() -> None:
    pairs = membership.joint_meetings()
    core = pairs[pairs["ring"].eq("Core")]
    spec = drawings.pair_explorer(core, picked="France", title="t").to_dict()
    (menu,) = spec["params"]
    assert menu["value"] == "France"
    assert set(menu["bind"]["options"]) == set(core["partner"])


def test_bars_of_the_willing_tell_the_named_from_the_others() -> None:
    counts = willingness.willing()
    spec = drawings.willing_bars(counts, title="t").to_dict()
    rows = [row for data in spec["datasets"].values() for row in data]
    assert sum(row["states"] for row in rows) == int(counts["count"].sum())
    assert "26 countries committed" in spec["description"]


def test_rows_run_from_the_core_to_the_edge() -> None:
    order = drawings.ring_order(membership.attendance_shares())
    assert order.index("France") < order.index("Croatia") < order.index("Hungary")
