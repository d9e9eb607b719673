from __future__ import annotations

import pytest

import coalitions as co
from coalitions.facts import Facts
from coalitions.provenance import of


@pytest.fixture(scope="module")
def europeans() -> set[str]:
    return set(co.members_on("NATO")["iso3"]) - {"CAN", "USA"}


@pytest.fixture(scope="module")
def holdings(europeans: set[str]) -> Facts:
    return co.country_holdings(co.load("equipment"), europeans)


def test_each_holder_stands_once_in_a_class(holdings: Facts) -> None:
    assert not holdings.duplicated(["holding", "name"]).any()


def test_the_united_states_stand_on_their_own_side(holdings: Facts) -> None:
    american = holdings[holdings["side"] == "United States"]
    assert set(american["iso3"]) == {"USA"}
    assert {"Tanks", "Patriot batteries"} <= set(american["holding"])


def test_every_figure_leads_back_to_one_row_of_the_inventory(holdings: Facts) -> None:
    assert len(of(holdings).rows["equipment"]) == len(holdings)


def test_tanks_add_up_to_the_european_side_of_the_gap(holdings: Facts, europeans: set[str]) -> None:
    gaps = co.gap_table(co.baseline_holdings(co.load("equipment"), europeans)).set_index("name")
    tanks = holdings[holdings["holding"].eq("Tanks") & holdings["side"].eq("Europe")]
    assert tanks["quantity"].sum() == gaps.loc["Tanks", "europe"]


def test_a_lost_american_figure_is_named(europeans: set[str]) -> None:
    equipment = co.load("equipment")
    without = equipment[equipment["holding_id"] != "usa-patriot-battery-2025"]
    with pytest.raises(LookupError, match="usa-patriot-battery-2025"):
        co.country_holdings(without, europeans)
