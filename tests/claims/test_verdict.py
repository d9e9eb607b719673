"""One rule turns parts into a verdict."""

from __future__ import annotations

import pytest

import coalitions as co
from coalitions.claims.verdict import CHECKS, claim, part, verdict


@pytest.mark.parametrize(
    ("holds", "expected"),
    [
        ((True, True), "supported"),
        ((True, False), "partly"),
        ((True, None), "partly"),
        ((False, False), "contradicted"),
        ((False, None), "open"),
        ((None,), "open"),
        ((), "open"),
    ],
)
def test_a_verdict_follows_from_the_parts(holds: tuple[bool | None, ...], expected: str) -> None:
    assert verdict([part("it is so", each) for each in holds]) == expected


def test_a_part_keeps_the_rows_of_its_comparison_and_of_what_was_found() -> None:
    two = co.quantity(2, rows=co.load("claims").head(1))
    three = co.quantity(3, rows=co.load("claims").tail(1))
    made = part("two is less than three", two < three)
    assert made.holds is True
    assert len(made.provenance) == 2
    assert len(part("as found", True, two).provenance) == 1


def test_a_part_says_what_was_found() -> None:
    assert str(part("the day was a Sunday", False, "Monday")) == "✗ the day was a Sunday (Monday)"
    assert str(part("a motive", None)) == "? a motive"


def test_no_claim_is_decided_twice() -> None:
    co.checked_claims()
    known = next(iter(CHECKS))
    with pytest.raises(ValueError, match=f"{known} is decided twice"):
        claim(known)(lambda: [])
