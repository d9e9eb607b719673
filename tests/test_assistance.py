from __future__ import annotations

import pandas as pd
import pytest

import coalitions as co
from coalitions import assistance
from coalitions.provenance import of


def test_every_donor_has_every_month_and_kind_once() -> None:
    months = co.aid_by_month()
    assert not months.duplicated(["donor", "month", "kind"]).any()
    sizes = months.groupby("donor").size()
    assert sizes.nunique() == 1
    assert set(sizes.index) == set(assistance.DONORS.values())


def test_filling_empty_months_adds_no_money() -> None:
    monthly = co.load("aid_monthly")
    filled = co.aid_by_month()
    for kind, column in assistance.KINDS.items():
        assert filled.loc[filled["kind"] == kind, "eur_bn"].sum() == pytest.approx(
            float(monthly[column].sum())
        )


def test_years_of_a_donor_add_up_to_its_total() -> None:
    years = [float(co.aid_given("usa", f"{y}-01", f"{y}-12")) for y in range(2022, 2027)]
    assert sum(years) == pytest.approx(float(co.aid_given("usa", "2022-01", "2026-12")))


def test_aid_of_a_span_rests_on_the_months_of_that_span() -> None:
    rows = of(co.aid_given("usa", "2025-01", "2026-04")).rows["aid_monthly"]
    monthly = co.load("aid_monthly")
    assert set(monthly.loc[list(rows), "donor_group"].astype(str)) == {"usa"}
    assert monthly.loc[list(rows), "month"].min() >= pd.Timestamp("2025-01-01")


def test_europe_stays_ahead_from_the_month_of_overtaking() -> None:
    months = co.aid_by_month()
    military = months[months["kind"] == "military"]
    totals = military.pivot_table(index="month", columns="donor", values="eur_bn").cumsum()
    turn = pd.Timestamp(str(co.overtaking(["military"]).value))
    lead = totals["Europe"] - totals["United States"]
    assert (lead[totals.index >= turn] > 0).all()
    assert lead[totals.index < turn].iloc[-1] <= 0


def test_a_lead_that_was_lost_is_no_overtaking(monkeypatch: pytest.MonkeyPatch) -> None:
    months = co.aid_by_month()
    swapped = months.assign(
        donor=months["donor"].replace({"Europe": "United States", "United States": "Europe"})
    )
    monkeypatch.setattr(assistance, "aid_by_month", lambda: swapped)
    with pytest.raises(LookupError, match="does not lie above"):
        co.overtaking(["military"])


def test_each_donor_stands_once_with_its_own_commitment() -> None:
    donors = co.donors()
    assert donors["donor"].is_unique
    aid = co.load("aid", donor="DEU", measure="commitment")
    german = donors[donors["donor"] == "DEU"].iloc[0]
    assert german["committed"] == pytest.approx(float(aid["total_eur_bn"].iloc[0]))
    assert german["open"] == pytest.approx(german["committed"] - german["total"])


def test_open_commitments_are_never_negative() -> None:
    assert (co.donors()["open"] >= 0).all()


def test_the_share_in_eu_aid_never_lowers_the_burden_of_a_member() -> None:
    members = co.donors().dropna(subset=["gdp_with_eu"])
    assert len(members) == len(co.members_on("EU"))
    assert (members["gdp_with_eu"] >= members["gdp"]).all()


@pytest.mark.parametrize("by", ["YE", "QE"])
def test_shares_of_origins_add_up_to_one(by: str) -> None:
    assert co.origins(by).groupby("period")["share"].sum().to_numpy() == pytest.approx(1)


def test_the_share_of_an_origin_is_that_of_its_year() -> None:
    origins = co.origins()
    year = origins[origins["period"].dt.year == 2023]
    stocks = year.loc[year["origin"] == "from stocks", "share"].iloc[0]
    assert float(co.share_by_origin("from stocks", 2023)) == pytest.approx(stocks)


def test_an_unknown_origin_names_those_that_exist() -> None:
    with pytest.raises(LookupError, match="from stocks"):
        co.share_by_origin("from the moon", 2023)


def test_weapons_of_both_sides_and_the_rest_are_all_weapons() -> None:
    given = co.donated(["DEU", "POL"])
    assert given["quantity"].sum() == co.load("weapons_donated")["quantity"].sum()
    europe = given[given["side"].eq("Europe") & given["category"].eq("Tanks")]
    tanks = co.load("weapons_donated", iso3=["DEU", "POL"], category="tanks")
    assert europe["quantity"].iloc[0] == tanks["quantity"].sum()
