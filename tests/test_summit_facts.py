from __future__ import annotations

import pytest

import coalitions as co


def test_money_is_in_billions_and_never_a_sum() -> None:
    money = co.summit_money()
    credit = money.loc[money["fact"] == "export_finance", "gbp_bn"]
    assert credit.unique().tolist() == [1.6]
    assert money["gbp_bn"].max() == 3.5


def test_a_fact_without_one_number_is_refused() -> None:
    assert str(co.summit_fact("export_finance", "GBP billion", 1e9)) == "£1.6 billion"
    with pytest.raises(LookupError, match="no one number for 'foundation_date_of_coalition'"):
        co.summit_fact("foundation_date_of_coalition")


def test_points_are_found_by_pattern_in_each_version() -> None:
    found = co.summit_points({"missiles": "missile", "aid": "military aid"})
    versions = {k: list(v) for k, v in found.groupby("element")["source_id"]}
    assert versions["missiles"] == ["explainer-2025-london"]
    assert len(versions["aid"]) == 2
