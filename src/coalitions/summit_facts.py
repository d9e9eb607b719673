"""What was said and promised in London: single facts, the points in their versions, and the sums.

Two things are often confused, so they stand apart here: the points, of which there are two
versions, and the sums of money, which overlap and must never be added up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.quantities import Quantity, quantity
from coalitions.stances import stacked


@dataclass(frozen=True)
class Sum:
    """A sum of money that was named in London: its key, its name, and what kind of money it is."""

    fact: str
    name: str
    kind: str


MONEY = (
    Sum("export_credit_facility_for_ukraine", "Facility that the credit belongs to", "frame"),
    Sum("uk_yearly_military_aid", "Military aid promised for each year", "aid"),
    Sum("era_loan", "Loan, signed the day before", "loan"),
    Sum("export_finance", "Export credit, announced that day", "credit"),
    Sum("contract_initial_value", "Contract for the missiles, signed", "contract"),
    Sum("contract_possible_further_value", "Contract, possible further value", "contract"),
    Sum("earlier_missile_contract_value", "Missile contract of September 2024", "contract"),
)


def summit_money() -> Facts:
    """List the sums in pounds that were named in London, in GBP billion.

    They overlap: the contract is paid from the credit, the credit is part of the facility. Never
    add them up.

    Returns
    -------
    Facts
        One row for each sum and source, with ``name``, ``kind`` (frame, aid, loan, credit,
        contract) and ``gbp_bn``.
    """
    known = load("summit_facts", fact=[s.fact for s in MONEY])
    names = {s.fact: s.name for s in MONEY}
    kinds = {s.fact: s.kind for s in MONEY}
    return known.assign(
        name=known["fact"].map(names),
        kind=known["fact"].map(kinds),
        gbp_bn=known["value_number"] / 1e9,
    )


def summit_fact(
    name: str, unit: str = "", scale: float = 1, source_id: str | None = None
) -> Quantity:
    """Give one number of the table `summit_facts` for a sentence.

    Parameters
    ----------
    name
        Key of the fact.
    unit
        Unit to write, in place of that of the table (``"GBP billion"``).
    scale
        What to divide by (``1e9`` for billions).
    source_id
        The source to follow where several give the fact; needed if they differ.

    Raises
    ------
    LookupError
        If the fact has no number, or sources differ and none is chosen.
    """
    known = load("summit_facts", fact=name, value_kind="number")
    if source_id:
        known = known[known["source_id"] == source_id]
    numbers = known["value_number"].unique()
    if len(numbers) != 1:
        found = ", ".join(map(str, numbers)) or "none"
        raise LookupError(f"summit_facts has no one number for {name!r}: {found}")
    value = float(numbers[0]) / scale
    plain = int(value) if value.is_integer() else value
    return quantity(plain, unit or str(known["unit"].iloc[0]), rows=known)


def summit_points(elements: Mapping[str, str]) -> Facts:
    """Find the elements of the four points in each version of them.

    Parameters
    ----------
    elements
        Name of an element to a regular expression that finds it in the wording of a point.

    Returns
    -------
    Facts
        One row for each element found: ``element``, ``source_id``, ``point`` (1 to 4) and the
        ``value_text`` of the point.
    """
    known = load("summit_facts", topic="points", value_kind="text")
    known = known.assign(point=known["fact"].str.removeprefix("point_").astype(int))
    parts = []
    for element, pattern in elements.items():
        found = known["value_text"].str.contains(pattern, case=False, regex=True)
        parts.append(known[found.astype(bool)].assign(element=element))
    return stacked(parts)
