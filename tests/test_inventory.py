"""Holdings are compared like with like, and each number rests on its own rows."""

from __future__ import annotations

import pandas as pd
import pytest

import coalitions as co
from coalitions.facts import Facts
from coalitions.inventory import BASELINE, EUROPE, PAIRINGS, USA, Pairing
from coalitions.provenance import of


@pytest.fixture(scope="module")
def equipment() -> Facts:
    return co.load("equipment")


@pytest.fixture(scope="module")
def matched(equipment: Facts) -> Facts:
    return co.matched_holdings(equipment)


@pytest.fixture(scope="module")
def europeans() -> set[str]:
    return set(co.members_on("NATO")["iso3"]) - {"CAN", "USA"}


def rows(**columns: list[object]) -> Facts:
    frame = pd.DataFrame(columns, index=pd.RangeIndex(2, 2 + len(next(iter(columns.values())))))
    frame.index.name = "row"
    return Facts.of_table("equipment", frame)


def test_every_pairing_has_two_sides_of_one_kind(matched: Facts) -> None:
    assert set(matched["name"]) == {pair.name for pair in PAIRINGS}
    for name, part in matched.groupby("name"):
        assert set(part["side"]) == {EUROPE, USA}, name
        assert part["category"].nunique() == 1, name
        assert part["unit"].nunique() == 1, name
        assert set(part["status"].astype(str)) <= {"held", "share"}, name
    assert BASELINE not in set(matched["source_id"])


def test_all_four_enablers_are_compared(matched: Facts) -> None:
    assert set(matched["enabler"]) - {""} == set(co.load("equipment")["enabler"].cat.categories)


def test_a_share_leaves_the_rest_to_europe() -> None:
    share = rows(holding_id=["a"], quantity=[90], as_of=[pd.Timestamp("2025")], confidence=["low"])
    sides = co.matched_holdings(share, [Pairing("Missiles", "", usa=("a",))])
    assert float(co.us_ratio(sides, "Missiles")) == pytest.approx(10 / 90)
    assert of(sides).rows == {"equipment": (2,)}


def test_a_missing_row_is_named() -> None:
    empty = rows(holding_id=["a"], quantity=[1])
    with pytest.raises(LookupError, match=r"no holding_id b, needed for 'Missiles'"):
        co.matched_holdings(empty, [Pairing("Missiles", "", usa=("a",), europe=("b",))])


def test_a_ratio_rests_on_its_own_class_alone(matched: Facts) -> None:
    ratio = co.us_ratio(matched, "Military satellites")
    lines = ratio.provenance.rows["equipment"]
    assert set(co.load("equipment").loc[list(lines), "category"]) == {"satellite_isr"}
    assert len(lines) == 2
    with pytest.raises(LookupError, match="no class 'Satelites'; there are: Crewed"):
        co.us_ratio(matched, "Satelites")


def test_the_table_agrees_with_the_single_ratios(matched: Facts) -> None:
    table = co.gap_table(matched)
    assert table["ratio"].is_monotonic_increasing
    for name, ratio in zip(table["name"], table["ratio"], strict=True):
        assert ratio == pytest.approx(float(co.us_ratio(matched, name)))
    assert of(table) == of(matched)


def test_the_lowest_confidence_and_both_years_are_kept(matched: Facts) -> None:
    patriot = co.gap_table(matched).set_index("name").loc["Patriot batteries"]
    assert (patriot["oldest"], patriot["newest"]) == (2022, 2026)
    assert patriot["confidence"] == "low"
    assert patriot["states"] == 7


def test_the_baseline_is_one_source_and_one_row_a_state(
    equipment: Facts, europeans: set[str]
) -> None:
    sides = co.baseline_holdings(equipment, europeans)
    assert set(sides["source_id"]) == {BASELINE}
    assert not sides.duplicated(["name", "iso3"]).any()
    assert set(sides.loc[sides["side"] == EUROPE, "iso3"]) <= europeans
    tanks = sides[sides["name"] == "Tanks"]
    assert tanks.loc[tanks["side"] == USA, "quantity"].sum() == 6612


def test_holders_show_the_newest_holding_and_no_order(
    equipment: Facts, europeans: set[str]
) -> None:
    held = co.holders(equipment, europeans)
    assert not held.duplicated(["entity", "holding"]).any()
    assert set(held["status"].astype(str)) == {"held"}
    germany = held[(held["entity"] == "DEU") & (held["holding"] == "Patriot batteries")]
    assert list(germany["quantity"]) == [6]  # 12 before the gifts to Ukraine
