"""Quantities compute like numbers, are written like prose, and keep their rows."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.provenance import Provenance, of
from coalitions.quantities import MIME, Comparison, Quantity, quantity

ONE = Provenance.build({"contributions": [2, 3]})
TWO = Provenance.build({"contributions": [3, 4], "countries": [2]})
BOTH = Provenance.build({"contributions": [2, 3, 4], "countries": [2]})


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (11500, "persons", "11,500"),
        (5, "days", "5 days"),
        (1, "days", "1 day"),
        (0.4371, "share", "44%"),
        (0.0371, "share", "3.7%"),
        (1, "share", "100%"),
        (50.5, "%", "50.5%"),
        (3.2, "EUR billion", "€3.2 billion"),
        (1600, "GBP million", "£1,600 million"),
        (-12.5, "km", "−12.5 km"),
        (1234.56, "", "1,235"),
        (0.00012345, "", "0.000123"),
        (2.0, "", "2"),
        (0.0, "km", "0 km"),
        (dt.date(1999, 9, 20), "", "20 September 1999"),
        ("Australia", "", "Australia"),
    ],
)
def test_writing(value: Any, unit: str, text: str) -> None:
    number = quantity(value, unit)
    assert (number.text, repr(number), str(number), f"{number}") == (text, text, text, text)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        (",.1f", "1,234.6"),
        ("{:,.0f} troops", "1,235 troops"),
        (lambda value: f"about {value:.0f}", "about 1235"),
    ],
)
def test_own_format(format: Any, text: str) -> None:
    assert quantity(1234.56, format=format).text == text


def test_scalars_of_pandas_become_plain() -> None:
    series = pd.Series([5, 6], dtype="Int64")
    assert type(quantity(series.sum()).value) is int
    assert type(quantity(series.mean()).value) is float
    assert quantity(pd.Timestamp("1999-09-20")).value == dt.date(1999, 9, 20)
    assert quantity(pd.Timedelta(days=5), "days").text == "5 days"


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_missing_value_is_refused(missing: Any) -> None:
    with pytest.raises(ValueError, match="missing"):
        quantity(missing)


def test_truth_value_is_refused() -> None:
    with pytest.raises(TypeError):
        quantity(True)


def test_rows_come_from_facts_and_quantities(small_data: Path) -> None:
    facts = co.load("contributions", coalition_id="iraq-2003")
    number = co.quantity(facts["personnel"].sum(), "persons", rows=facts)
    assert number.provenance.as_json() == {"contributions": [7]}
    again = co.quantity(number, format="{:,.0f} persons", rows=co.load("countries").head(1))
    assert again.provenance.as_json() == {"contributions": [7], "countries": [2]}
    assert again.text == "2,000 persons"


def test_arithmetic_keeps_all_rows_and_says_what_was_done() -> None:
    part = quantity(5500, "persons", rows=ONE, expression="Australia")
    total = quantity(11500, "persons", rows=TWO, expression="total")
    share = part / total
    assert share.value == pytest.approx(0.478, abs=1e-3)
    assert (share.unit, share.provenance) == ("", BOTH)
    assert share.expression == "Australia ÷ total"
    assert (total - part).expression == "(total − Australia)"
    assert (total - part).text == "6,000"
    assert (2 * part).text == (part * 2).text == "11,000"
    assert (part / 2).provenance == ONE
    assert (1000 + part).value == (part + 1000).value == 6500
    assert (10000 - part).value == 4500
    assert (-part).text == "−5,500"
    assert abs(-part).value == 5500
    assert round(quantity(2.345, "km"), 1).text == "2.3 km"


def test_units_are_kept_apart() -> None:
    persons, days = quantity(10, "persons"), quantity(5, "days")
    for wrong in (lambda: persons + days, lambda: persons - days, lambda: persons < days):
        with pytest.raises(ValueError, match=r"persons.*days"):
            wrong()
    assert (persons / days).unit == "persons per days"
    assert (quantity(0.5, "share") * persons).unit == "persons"
    assert (persons / persons + 1).value == 2


def test_dates_give_days() -> None:
    vote, landing = (
        quantity(dt.date(1999, 9, 15), rows=ONE),
        quantity(dt.date(1999, 9, 20), rows=TWO),
    )
    waited = landing - vote
    assert (waited.text, waited.provenance) == ("5 days", BOTH)
    assert landing > vote


def test_division_by_zero_names_the_parts() -> None:
    with pytest.raises(ZeroDivisionError, match="total"):
        quantity(1) / quantity(0, expression="total")


def test_assumption_makes_the_result_one() -> None:
    assumed = quantity(3, kind="assumption")
    assert (quantity(10, rows=ONE) * assumed).kind == "assumption"
    assert (quantity(10, rows=ONE) * 2).kind == "data"
    assert (quantity(7, kind="definition") * 2).kind == "definition"


def test_comparison_answers_and_knows_its_rows() -> None:
    share = quantity(0.44, "share", rows=ONE, expression="lead share")
    half = share < 0.5
    assert isinstance(half, Comparison)
    assert bool(half)
    assert half.text == "lead share = 44% < 50%"
    assert half.provenance == ONE
    both = half & (quantity(5, "days", rows=TWO) <= 7)
    assert both
    assert both.provenance == BOTH
    assert not ~both
    assert (share > 0.5) | True
    assert not share > 0.5
    assert share == 0.44
    assert share != 0.45
    assert share in [0.44]


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_quantities_compute_like_their_values(first: int, second: int) -> None:
    one, two = quantity(first, rows=ONE), quantity(second, rows=TWO)
    assert (one + two).value == first + second
    assert (one - two).value == first - second
    assert (one * two).value == first * second
    assert bool(one < two) is (first < second)
    assert bool(one == two) is (first == second)
    assert (one + two).provenance == (one * two).provenance == BOTH
    if second:
        assert (one / two).value == first / second


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(), st.text(max_size=5))
def test_any_number_is_written(value: float, unit: str) -> None:
    number = quantity(value, unit)
    assert number.text
    assert "-" not in number.text.removesuffix(unit)


def test_display_is_text_with_the_provenance_beside() -> None:
    number = quantity(5500, "persons", rows=ONE, expression="Australia")
    bundle = number._repr_mimebundle_()
    assert bundle["text/plain"] == "5,500"
    assert json.loads(json.dumps(bundle[MIME])) == {
        "value": 5500,
        "unit": "persons",
        "text": "5,500",
        "kind": "data",
        "expression": "Australia",
        "provenance": {"contributions": [2, 3]},
    }
    assert json.dumps(quantity(dt.date(1999, 9, 20)).as_json())


def test_quantity_is_frozen_and_hashable() -> None:
    number = Quantity(5, "days")
    with pytest.raises(AttributeError):
        number.value = 6  # type: ignore[misc]
    assert len({number, Quantity(5, "days")}) == 1
    assert not of(number)
