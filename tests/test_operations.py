"""Operations: their leads and ends, and what is left under the requirements one sets."""

from __future__ import annotations

import pytest

from coalitions import operations
from coalitions.provenance import of

TABLE = operations.all_operations()


def row(coalition_id: str) -> dict[str, object]:
    return TABLE[TABLE["coalition_id"].eq(coalition_id)].iloc[0].to_dict()


def test_they_stand_in_the_order_of_their_first_days() -> None:
    assert TABLE["start_date"].is_monotonic_increasing


def test_one_lead_has_a_code_and_several_have_none() -> None:
    assert (row("interfet-1999")["lead"], row("interfet-1999")["lead_code"]) == ("Australia", "AUS")
    assert (row("mnf-ukraine-2025")["lead"], row("mnf-ukraine-2025")["lead_code"]) == (
        "France and UK",
        "",
    )


@pytest.mark.parametrize(
    ("coalition_id", "state"),
    [
        ("interfet-1999", "ended"),
        ("kfor-1999", "no end on record"),
        ("mnf-ukraine-2025", "planned"),
    ],
)
def test_an_operation_without_an_end_goes_on_or_is_planned(coalition_id: str, state: str) -> None:
    assert row(coalition_id)["state"] == state


def test_without_requirements_all_count() -> None:
    assert len(operations.counted(TABLE, [])) == len(TABLE)


def test_each_requirement_can_only_take_away() -> None:
    counts = operations.possible_counts(TABLE)
    assert len(counts) == 2 ** len(operations.REQUIREMENTS)
    for chosen, number in counts.items():
        assert all(number <= counts[tuple(f for f in chosen if f != dropped)] for dropped in chosen)


def test_what_counts_rests_on_its_own_rows_and_on_the_leads() -> None:
    kept = operations.counted(TABLE, ["is_coalition", "other_lead"])
    assert set(kept["is_coalition"] & kept["other_lead"]) == {True}
    assert of(kept).rows["coalitions"] == tuple(sorted(kept.index))
    assert "coalition_leads" in of(kept).rows


def test_what_does_not_fit_a_measure_is_left_out_and_has_a_reason() -> None:
    for measure, reasons in operations.UNFIT.items():
        kept = operations.comparable(TABLE, measure)
        assert set(kept["coalition_id"]) == set(TABLE["coalition_id"]) - set(reasons)
        assert all(reasons.values())


def test_density_is_people_for_inhabitants_and_for_land() -> None:
    dense = operations.densities(TABLE).set_index("coalition_id")
    row = dense.loc["interfet-1999"]
    assert row["per_1000"] == pytest.approx(
        1000 * row["peak_personnel"] / row["theatre_population"]
    )
    assert row["per_100_km2"] == pytest.approx(
        100 * row["peak_personnel"] / row["theatre_area_km2"]
    )
    assert dense["per_1000"].is_monotonic_decreasing


def test_rules_of_density_have_two_ends_and_their_rows() -> None:
    rules = operations.density_rules()
    assert (rules["low"] < rules["high"]).all()
    assert rules["low"].is_monotonic_increasing
    assert set(of(rules).rows) == {"force_density"}


def test_an_operation_lasted_from_its_first_to_its_last_day() -> None:
    assert row("interfet-1999")["lasted"] == 156
    assert TABLE["lasted"].isna().equals(TABLE["end_date"].isna())
