from __future__ import annotations

import pytest

import coalitions as co
from coalitions import frontage
from coalitions.provenance import of


def test_brigades_are_rounded_up() -> None:
    length, front = co.quantity(101, "km"), co.quantity(20, "km")
    assert int(co.brigades_for(length, front)) == 6


def test_the_densest_rule_takes_more_brigades_than_the_loose_one() -> None:
    line = co.quantity(1000, "km")
    dense, loose = (
        co.brigades_for(line, co.km_per_brigade(key)) for key in (frontage.DENSEST, frontage.HELD)
    )
    assert dense > loose
    assert set(of(loose).rows) == {"readiness"}


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(LookupError, match="no parameter"):
        co.km_per_brigade("a-brigade-a-day")


def test_soldiers_for_a_kilometre_are_strength_divided_by_length() -> None:
    table = co.per_kilometre()
    assert table["per_km"].tolist() == pytest.approx((table["soldiers"] / table["km"]).tolist())
    assert table["per_km"].is_monotonic_decreasing
    assert set(of(table).rows) == {"theatre", "battlefield", "force_plans"}


def test_the_west_is_the_sum_of_its_oblasts_without_their_total() -> None:
    west = co.western_population()
    rows = co.load("theatre").loc[list(of(west).rows["theatre"])]
    assert len(rows) == 8
    assert int(west) == rows["value"].sum()


def test_a_plan_is_thicker_in_the_west_than_in_the_whole_country() -> None:
    plan = co.load("force_plans", plan_id="press-reports-2026-01-06")
    table = co.plan_densities(plan, ["INTERFET"]).set_index("name")["per_1000"]
    assert table["Ukraine, west only, low end"] > table["Ukraine, whole country, low end"]
    assert table["INTERFET"] > table["Ukraine, west only, high end"]


def test_a_case_that_is_not_there_is_named() -> None:
    plan = co.load("force_plans", plan_id="press-reports-2026-01-06")
    with pytest.raises(LookupError, match="Atlantis"):
        co.plan_densities(plan, ["Atlantis"])
