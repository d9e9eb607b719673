"""Generated files: reading never fails, and every row is used or listed."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions import simulation as sim
from coalitions.simulation.terms import COLUMNS

_TYPED = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *("GBR", "Germany", "1", "2", "Round 3", "500", "1.500", "0,5", "five hundred", "=1+1"),
            *("<img src=x onerror=alert(1)>", "training+demining", "ceasefire", "🚀", "-5", '"'),
        ]
    ),
)


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_no_bytes_make_reading_fail(content: bytes) -> None:
    reading = sim.read_pledges(("any.csv", content))
    assert reading.rows == len(reading.pledges) + len(reading.rejected)
    assert all(str(row) for row in reading.rejected)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from((*COLUMNS, "Country ", "troops", "x", "")), min_size=1, max_size=12),
    st.lists(st.lists(_TYPED, min_size=1, max_size=13), max_size=12),
    st.sampled_from(",;\t"),
)
def test_every_row_is_used_or_listed_with_a_reason(
    header: list[str], rows: list[list[str]], delimiter: str
) -> None:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["country", "round", *header], *filled])
    reading = sim.read_pledges(("class.csv", out.getvalue().replace("\0", "")))
    whole = [row for row in filled if any(c.replace("\0", "").strip() for c in row)]
    assert reading.rows == len(whole)
    assert all(row.faults for row in reading.rejected)
    # A row that is listed is there in full.
    listed = [list(row.cells.values()) for row in reading.rejected]
    given_rows = [[cell.replace("\0", "") for cell in row] for row in whole]
    assert all(cells in given_rows for cells in listed if "\r" not in "".join(cells))


_NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=40).map(
    lambda text: " ".join(text.split())
)


@settings(max_examples=60)
@given(
    st.sampled_from(sim.codes()),
    st.sampled_from((1, 2, 3)),
    _NAMES,
    st.integers(0, 250),
    st.integers(0, 100),
    _NAMES,
)
def test_every_pledge_comes_back_as_it_was_written(
    code: str, number: int, team: str, soldiers: int, kept: int, statement: str
) -> None:
    pledge = sim.Pledge(code, number, team, soldiers, float(kept), statement=statement)
    (again,) = sim.read_pledges(("again.csv", sim.pledges_csv([pledge]))).pledges
    assert again.statement == pledge.statement
    assert again.team == pledge.team or not pledge.team
    assert (again.country, again.round, again.soldiers, again.commitments_kept) == (
        code,
        number,
        soldiers,
        kept,
    )
