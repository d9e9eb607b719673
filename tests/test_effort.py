"""Effort: bounds from three numbers, curves of concentration, and gifts for one's size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions import effort, operations
from coalitions.data.load import load
from coalitions.measures import effective_number
from coalitions.provenance import of
from coalitions.quantities import Quantity

CONTRIBUTIONS = load("contributions")
LISTED = effort.lists_with_lead(CONTRIBUTIONS)
ALBA = LISTED[LISTED["list_id"].eq("alba-1997-04")]


def persons(*numbers: int) -> list[Quantity]:
    return [Quantity(number) for number in numbers]


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=12))
def test_the_bounds_hold_for_every_way_to_share_the_rest(sizes: list[int]) -> None:
    total, lead = sum(sizes), max(sizes)
    low, high = effort.effective_bounds(*persons(total, lead, len(sizes)))
    true = total**2 / sum(size**2 for size in sizes)
    assert float(low) <= true + 1e-9
    assert true <= float(high) + 1e-9


def test_equal_partners_reach_the_upper_bound() -> None:
    low, high = effort.effective_bounds(*persons(400, 100, 4))
    assert float(low) == pytest.approx(4)
    assert float(high) == pytest.approx(4)


@pytest.mark.parametrize("lead", [5, 101])
def test_a_lead_that_cannot_be_the_largest_is_refused(lead: int) -> None:
    with pytest.raises(ValueError, match="must lie between an equal part of 4 states and 1"):
        effort.effective_bounds(*persons(100, lead, 4))


def test_a_list_lies_within_the_bounds_of_its_own_three_numbers() -> None:
    sizes = ALBA["personnel"].astype(int)
    low, high = effort.effective_bounds(*persons(int(sizes.sum()), int(sizes.max()), len(sizes)))
    assert low <= effective_number(ALBA) <= high


def test_leads_whose_numbers_do_not_fit_get_no_share() -> None:
    table = load("coalitions")
    shares = effort.shares_of_leads(table)
    assert not set(operations.UNFIT["lead_share"]) & set(shares["coalition_id"])
    assert "kfor-1999" not in set(shares["coalition_id"])
    assert shares["percent"].is_monotonic_decreasing


def test_only_lists_on_which_the_lead_stands_are_added_up() -> None:
    names = set(LISTED["list_id"])
    assert "iraq-2004-03-15" in names
    assert "iraq-2006-02-10" not in names  # complete, but without a figure for the lead
    assert "iraq-2004-04" not in names  # the larger contingents only


def test_a_curve_begins_at_nothing_and_ends_at_all() -> None:
    curve = effort.running_shares(ALBA)
    assert list(curve["rank"]) == list(range(len(ALBA) + 1))
    assert (curve["percent"].iloc[0], curve["percent"].iloc[-1]) == (0, pytest.approx(100))
    gains = curve["percent"].diff().iloc[1:]
    assert gains.is_monotonic_decreasing
    assert of(curve) == of(ALBA)


def test_the_largest_contingents_take_their_share() -> None:
    everyone = effort.share_of_largest(ALBA, len(ALBA))
    assert float(everyone) == pytest.approx(1)
    largest = effort.share_of_largest(ALBA, 1)
    assert largest.provenance.rows["contributions"] == tuple(sorted(ALBA.index))


def test_effort_is_what_was_given_for_each_thousand_of_the_size() -> None:
    found = effort.efforts(ALBA)
    italy = found[found["iso3"].eq("ITA")].iloc[0]
    assert italy["effort"] == pytest.approx(1000 * italy["personnel"] / italy["size"])
    assert {"contributions", "military_personnel"} <= set(of(found).rows)


def test_states_of_unknown_size_are_left_out() -> None:
    iraq = LISTED[LISTED["list_id"].eq("iraq-2004-03-15")]
    assert "MNG" in set(iraq["iso3"])
    assert "MNG" not in set(effort.efforts(iraq)["iso3"])


def test_burdens_ask_both_questions_of_every_size() -> None:
    asked = effort.burdens({"Albania": (ALBA, "personnel")})
    assert len(asked) == 2 * len(effort.SIZES)
    assert (asked["low"] <= asked["value"]).all()
    assert (asked["value"] <= asked["high"]).all()


def test_every_part_meets_every_whole_and_own_pairs_are_known() -> None:
    levels = load("force_levels", coalition_id="interfet-1999", status="peak")
    levels = levels.assign(said_by=levels["source_id"])
    parts = levels[levels["lead_personnel"].notna()]
    pairs = effort.cross_shares(parts, levels, "lead_personnel", "total_personnel")
    assert len(pairs) == len(parts) * levels["source_id"].nunique()
    own = pairs[pairs["same"]]
    assert set(own["part_by"]) == set(parts["source_id"])
    assert of(pairs).rows["force_levels"] == tuple(sorted(levels.index))
