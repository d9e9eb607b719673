"""A country's money: what it spends on defence, what it has given, what it has pledged.

One definition for all: military expenditure as SIPRI counts it (edition of April 2025, year 2024),
since no NATO table holds states outside the alliance; and bilateral allocations to Ukraine from
January 2022 to April 2026 by the Ukraine Support Tracker. Aid through the European Union is not in.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.portraits.subject import Subject, participants

SPENDING: Final = {"definition": "sipri", "edition": "sipri-2025", "year": 2024}
AID: Final = {"measure": "allocation", "as_of": "2026-04"}
DEFENCE, SUPPORT = "Defence, in 2024", "Aid to Ukraine, 2022–2026"


def spending(subject: Subject) -> Facts:
    """Return the row with its military expenditure, or none."""
    return subject.rows("military_expenditure", **SPENDING).dropna(subset=["share_of_gdp_pct"])


def aid(subject: Subject) -> Facts:
    """Return the row with the aid it has allocated to Ukraine, or none."""
    return subject.rows("aid", "donor", **AID).dropna(subset=["total_eur_bn"])


def aid_with_eu(subject: Subject) -> Facts:
    """Return the row with its aid and its part of the Union's aid, or none."""
    where = {**AID, "measure": "allocation_with_eu_share"}
    return subject.rows("aid", "donor", **where).dropna(subset=["share_of_gdp_pct"])


def pledges(subject: Subject) -> Facts:
    """Return its pledges found while reading on the coalition, the earliest first."""
    return subject.rows("pledges", "donor").sort_values("date", kind="stable")


def shares() -> Facts:
    """Set everyone's defence spending and aid side by side.

    Returns
    -------
    Facts
        One row for each participant and ``what`` (`DEFENCE` or `SUPPORT`), with ``code``, ``name``
        and ``percent`` of gross domestic product.
    """
    called = {each.code: each.name for each in participants()}
    parts = []
    for what, rows, column in (
        (DEFENCE, load("military_expenditure", **SPENDING), "entity"),
        (SUPPORT, load("aid", **AID), "donor"),
    ):
        rows = rows[rows[column].isin(list(called))].dropna(subset=["share_of_gdp_pct"])
        part = rows[["share_of_gdp_pct"]].rename(columns={"share_of_gdp_pct": "percent"})
        codes = rows[column].astype("string")
        parts.append(part.assign(what=what, code=codes, name=codes.map(called)))
    together = pd.concat(parts)
    assert isinstance(together, Facts)
    return together


def place(shared: Facts, subject: Subject, what: str) -> tuple[int, int] | None:
    """Return its rank by a share, the highest first, and among how many; ties share a rank."""
    rows = shared[shared["what"].eq(what)]
    own = rows.loc[rows["code"].eq(subject.code), "percent"]
    if own.empty:
        return None
    return int((rows["percent"] > own.iloc[0]).sum()) + 1, len(rows)
