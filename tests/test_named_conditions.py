from __future__ import annotations

import coalitions as co
from coalitions.provenance import of


def named(kind: str) -> set[str]:
    conditions = co.conditions()
    return set(conditions.loc[conditions["condition_kind"] == kind, "iso3"])


def test_a_mandate_of_parliament_is_not_an_international_one() -> None:
    assert {"EST", "LTU"} <= named("Parliament")
    assert not {"EST", "LTU", "DEU"} & named("Mandate")


def test_a_mandate_of_the_united_nations_or_the_union_is() -> None:
    assert {"SVN", "ITA", "MNE"} <= named("Mandate")


def test_refusals_and_lists_of_the_press_name_no_condition() -> None:
    rows = co.load("troop_positions").loc[list(of(co.conditions()).rows["troop_positions"])]
    assert set(rows["position"]) <= {"open_conditional", "will_deploy"}
    assert not rows["offered"].fillna("").str.startswith("Named ").any()
    # Hungary and Poland refuse; a peace that changes nothing is no condition.
    assert not {"POL", "HUN", "HRV"} & set(co.conditions()["iso3"])


def test_one_statement_may_name_several_conditions() -> None:
    germany = co.conditions()
    germany = germany[germany["iso3"] == "DEU"]
    assert {"Ceasefire", "US part", "Parliament"} <= set(germany["condition_kind"])


def test_patterns_can_be_exchanged() -> None:
    only = co.conditions({"Request": r"(?i)request|if asked"})
    assert set(only["iso3"]) == {"AUS", "CHE"}
