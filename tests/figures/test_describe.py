"""Descriptions say the numbers of the table, whatever the table."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from coalitions.figures import describe


def test_numbers_are_written_as_the_book_writes_them() -> None:
    assert [describe.number(n) for n in (5500, -3, 0.4249, 123.45, 1234.5)] == [
        "5,500",
        "−3",
        "0.425",
        "123.5",
        "1,234",
    ]


def test_a_date_is_no_more_exact_than_it_is_known() -> None:
    day = pd.Timestamp("1999-09-20")
    assert describe.date(day) == "20 September 1999"
    assert describe.date(day, "month") == "September 1999"
    assert describe.date(day, "year") == "1999"


def test_a_ranking_names_the_largest_first_and_the_median() -> None:
    table = pd.DataFrame(
        {"name": ["Fiji", "Australia", "Kenya", "Italy"], "n": [200, 5500, None, 600]}
    )
    text = describe.ranking(table, "name", "n", unit="persons")
    assert "Australia 5,500, Italy 600, Fiji 200" in text
    assert "Kenya" not in text


def test_a_spread_gives_both_ends_and_counts_who_disagrees() -> None:
    table = pd.DataFrame({"name": ["A", "A", "B"], "n": [10, 30, 20]})
    text = describe.spread(table, "name", "n")
    assert "A 10 to 30, B 20" in text
    assert "1 of 2 has more than one value" in text


def test_a_series_says_trend_and_extremes_with_their_dates() -> None:
    table = pd.DataFrame(
        {"as_of": pd.to_datetime(["2003-05-01", "2003-03-01", "2003-04-01"]), "n": [5, 10, 30]}
    )
    text = describe.series(table, "as_of", "n", unit="persons")
    assert "falls from 10 (1 March 2003) to 5 (1 May 2003)" in text
    assert "highest value is 30 (1 April 2003), the lowest 5 (1 May 2003)" in text


def test_events_are_told_in_order() -> None:
    table = pd.DataFrame(
        {
            "date": pd.to_datetime(["1999-09-20", "1999-09-01"]),
            "date_precision": ["day", "month"],
            "title": ["Landing", "Violence"],
        }
    )
    assert describe.events(table, "date", "title").endswith(
        "September 1999: Violence; 20 September 1999: Landing."
    )


def test_a_grid_counts_its_cells_in_the_order_of_the_codes() -> None:
    table = pd.DataFrame(
        {"who": ["A", "A", "B"], "what": ["x", "y", "x"], "how": ["yes", "no", "yes"]}
    )
    text = describe.grid(table, "who", "what", "how", labels=["no", "yes"])
    assert text.startswith("A matrix of 2 rows and 2 columns. Cells: no 1, yes 2.")


def test_an_empty_table_is_said_to_be_empty() -> None:
    nothing = pd.DataFrame({"name": ["A"], "n": [None]})
    for text in (
        describe.ranking(nothing, "name", "n"),
        describe.spread(nothing, "name", "n"),
        describe.series(nothing.assign(t=pd.Timestamp("2000-01-01")), "t", "n"),
    ):
        assert "No value is known" in text


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=30))
def test_a_series_always_names_the_true_extremes(values: list[int]) -> None:
    table = pd.DataFrame({"t": pd.date_range("2000-01-01", periods=len(values)), "n": values})
    text = describe.series(table, "t", "n")
    assert f"highest value is {describe.number(max(values))} " in text
    assert f"lowest {describe.number(min(values))} " in text
