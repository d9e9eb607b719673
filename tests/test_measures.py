"""Measures say what they should on known cases, rest on their rows, and refuse double counting."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.facts import Facts
from coalitions.writing import formatted, written

pytestmark = pytest.mark.usefixtures("small_data")


@pytest.fixture
def force(small_data: Path) -> Facts:
    """Three contingents of INTERFET, each country once: 5,500, 1,200 and 1,580."""
    return co.load("contributions", coalition_id="interfet-1999").drop(index=[6])


def contingents(numbers: list[int]) -> Facts:
    """Return contingents that rest on no rows."""
    frame = pd.DataFrame({"iso3": [f"C{n}" for n in range(len(numbers))], "personnel": numbers})
    return Facts(frame)


def test_total(force: Facts) -> None:
    total = co.total(force)
    assert (total.value, total.unit, total.text) == (8280, "persons", "8,280")
    assert total.provenance.as_json() == {"contributions": [2, 3, 4]}
    assert total.expression == "sum of personnel (3 rows)"


def test_total_says_how_many_rows_have_no_number(force: Facts) -> None:
    force = force.assign(personnel=force["personnel"].mask(force["iso3"] == "NZL"))
    assert co.total(force).expression == "sum of personnel (2 rows, 1 without a number)"


def test_country_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"AUS stands in several rows.*preferred"):
        co.total(co.load("contributions"))


def test_nothing_to_add_is_refused(force: Facts) -> None:
    with pytest.raises(ValueError, match="no row has a number"):
        co.total(force[force["personnel"] < 0])


def test_lead_share(force: Facts) -> None:
    share = co.lead_share(force)
    assert share.value == pytest.approx(5500 / 8280)
    assert share.text == "66%"
    assert share.provenance.as_json() == {"contributions": [2, 3, 4]}
    assert co.lead_share(force, lead="THA").text == "19%"


def test_lead_without_a_row_is_refused(force: Facts) -> None:
    with pytest.raises(ValueError, match="lead nation AUS"):
        co.lead_share(force[force["iso3"] != "AUS"])


def test_lead_share_of_several_operations_is_refused() -> None:
    rows = co.load("contributions").drop(index=[2, 6])
    with pytest.raises(ValueError, match=r"one operation, found 2.*co\.compare"):
        co.lead_share(rows)


def test_compare_runs_measures_side_by_side() -> None:
    rows = co.load("contributions").drop(index=[6])
    table = co.compare(rows, "coalition_id", lead=co.lead_share, total=co.total)
    assert list(table["coalition_id"]) == ["interfet-1999", "iraq-2003"]
    assert list(table["total"]) == [8280, 2000]
    assert table["lead"].tolist()[0] == pytest.approx(5500 / 8280)
    assert pd.isna(table["lead"].tolist()[1]), "no lead is recorded for the second"
    assert table.provenance.as_json() == {"contributions": [2, 3, 4, 7]}


def test_concentration_of_equal_and_of_single_contingents() -> None:
    assert co.concentration(contingents([100] * 4), "personnel").value == pytest.approx(0.25)
    assert co.effective_number(contingents([100] * 4), "personnel").text == "4.0"
    assert co.concentration(contingents([7]), "personnel").value == 1


sizes = st.lists(st.integers(1, 10**6), min_size=1, max_size=30)


@given(sizes)
def test_effective_number_lies_between_one_and_the_number(numbers: list[int]) -> None:
    effective = float(co.effective_number(contingents(numbers), "personnel"))
    assert 1 - 1e-9 <= effective <= len(numbers) + 1e-9


@given(sizes)
def test_concentration_does_not_depend_on_scale_or_order(numbers: list[int]) -> None:
    one = co.concentration(contingents(numbers), "personnel").value
    scaled = [7 * number for number in reversed(numbers)]
    assert co.concentration(contingents(scaled), "personnel").value == pytest.approx(one)


@given(sizes)
def test_lead_is_never_more_concentrated_than_its_share(numbers: list[int]) -> None:
    """The squared shares lie between the square of the largest share and the share itself."""
    facts = contingents(numbers)
    largest = max(numbers) / sum(numbers)
    index = float(co.concentration(facts, "personnel"))
    assert largest**2 - 1e-9 <= index <= largest + 1e-9


def test_one_cell(force: Facts) -> None:
    cell = co.value(force[force["iso3"] == "NZL"])
    assert (cell.text, cell.unit, cell.expression) == ("1,200", "persons", "personnel")
    assert cell.provenance.as_json() == {"contributions": [3]}
    with pytest.raises(ValueError, match="expected one row, found 3"):
        co.value(force)


def test_dates_are_written_at_the_precision_known() -> None:
    rows = co.load("contributions").set_index("contribution_id", drop=False)
    assert co.value(rows.loc[["c1"]], "as_of").text == "November 1999"
    assert co.value(rows.loc[["c2"]], "as_of").text == "20 November 1999"
    assert co.value(rows.loc[["c4"]], "as_of").text == "1999"


def test_days_between() -> None:
    rows = co.load("contributions")
    landing = co.value(rows.loc[[2]], "deployed_from")
    assert co.days_between(dt.date(1999, 9, 15), landing).text == "5 days"
    assert co.days_between(landing, co.quantity(dt.date(1999, 9, 20))).value == 0
    with pytest.raises(ValueError, match="November 1999 is not known to the day"):
        co.days_between(landing, rows.loc[[2]])


def test_dates_of_different_precision_are_ordered_only_if_sure() -> None:
    rows = co.load("contributions")
    month = co.value(rows.loc[[2]], "as_of")
    assert month > dt.date(1999, 10, 31)
    assert month < dt.date(1999, 12, 1)
    with pytest.raises(ValueError, match="cannot tell whether November 1999 is before"):
        bool(month < dt.date(1999, 11, 20))


def test_extremes_rest_on_the_rows_that_give_them(force: Facts) -> None:
    assert co.highest(force).provenance.as_json() == {"contributions": [2]}
    assert co.lowest(force).text == "1,200"


def test_counts(force: Facts) -> None:
    assert co.count(force).value == 3
    countries = co.count(co.load("contributions"), "iso3", "countries")
    assert (countries.value, countries.text) == (3, "3 countries")
    assert len(countries.provenance) == 5


def test_density() -> None:
    density = co.density(co.quantity(11000, "persons"), co.quantity(800_000, "persons"))
    assert density.value == pytest.approx(13.75)
    assert density.text == "13.8 per 1,000 inhabitants"


def test_reached() -> None:
    rows = co.load("contributions", coalition_id="interfet-1999").drop(index=[6])
    half = co.reached(rows, 0.2)
    assert half.text == "November 1999"
    assert half.provenance.as_json() == {"contributions": [2]}
    late = co.reached(rows.assign(personnel=[1000, 3000, 2000]), 1)
    assert late.text == "20 November 1999"
    with pytest.raises(ValueError, match="fraction"):
        co.reached(rows, 0)


def test_share_of_two_quantities() -> None:
    part, whole = co.quantity(2, "persons"), co.quantity(8, "persons")
    assert co.share(part, whole).text == "25%"


@pytest.mark.parametrize("half", [350499.5, 350499.49999999994, 350499.50000000006])
def test_the_order_of_adding_does_not_decide_how_a_half_is_rounded(half: float) -> None:
    assert written(half) == written(350499.5)
    assert formatted(half, "", "{:,.0f}") == formatted(350499.5, "", "{:,.0f}")
