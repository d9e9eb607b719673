"""A country's forces: how many, what they hold, and what they are already committed to."""

from __future__ import annotations

from typing import Final

import pandas as pd

from coalitions.data import package
from coalitions.data.load import load
from coalitions.data.places import names
from coalitions.facts import Facts
from coalitions.inventory import BASELINE
from coalitions.portraits.subject import Subject, participants

#: Whose count of soldiers is used, the first that has the country: they count different things.
COUNTS: Final = {"nato": "NATO count, 2024 estimate", "factbook": "World Factbook, 2025"}

_ACTIVE, _THERE, _PLANNED, _UKRAINE = (
    "active forces",
    "on NATO or UN duty",
    "planned, assigned",
    "for Ukraine",
)
KINDS: Final = (_ACTIVE, _THERE, _PLANNED, _UKRAINE)
"""What a number of soldiers stands for, in the order of a figure."""


def active(subject: Subject) -> Facts:
    """Return the row with its active personnel: of NATO for 2024, else of the Factbook for 2025.

    Returns
    -------
    Facts
        One row of `military_personnel`, or none.
    """
    rows = subject.rows("military_personnel", definition=list(COUNTS), year=[2024, 2025])
    rows = rows.dropna(subset=["active_total"])
    by_nato = rows[rows["definition"].eq("nato")]
    return (by_nato if len(by_nato) else rows).head(1)


def commitments(subject: Subject) -> Facts:
    """Return the deployments and duties of its own soldiers, by framework and date.

    Formations that it leads with soldiers of others are left out.
    """
    rows = subject.rows("nato_commitments", scope="national")
    return rows.sort_values(["framework", "location_iso3", "as_of"], kind="stable")


def brigades(subject: Subject) -> Facts:
    """Return the counts of its brigades and its targets, the newest last."""
    rows = subject.rows("brigades", kind=["national", "target", "stationed_in_europe"])
    return rows.sort_values("as_of", kind="stable", na_position="first")


def holdings(subject: Subject) -> Facts:
    """Return what it holds of each kind of equipment: the newest dated figure of its type.

    The uniform but weak inventory of 2022 fills in only where there is no other figure; ``old``
    says so.
    """
    rows = subject.rows("equipment", status="held").dropna(subset=["quantity"])
    rows = rows.assign(
        old=rows["source_id"].eq(BASELINE),
        kind=_labels("equipment", "category", rows["category"]),
        detail=rows["detail"].fillna(""),
    )
    better = set(rows.loc[~rows["old"], "category"])
    rows = rows[~rows["old"] | ~rows["category"].isin(better)]
    rows = rows.sort_values("as_of", kind="stable", na_position="first")
    rows = rows.drop_duplicates(["category", "detail"], keep="last")
    return rows.sort_values(["category", "as_of"], kind="stable")


def named(subject: Subject) -> Facts:
    """Return the statements and reports that hold a number of its soldiers for Ukraine.

    Returns
    -------
    Facts
        Rows of `troop_positions` with ``low`` and ``high`` (persons); they are equal where only
        one end was named.
    """
    said = subject.rows("troop_positions")
    said = said.dropna(subset=["personnel_high", "personnel_low"], how="all")
    return said.assign(
        low=said["personnel_low"].fillna(said["personnel_high"]),
        high=said["personnel_high"].fillna(said["personnel_low"]),
    )


def numbers(subject: Subject) -> Facts:
    """Put every number of its soldiers on one list, from the whole to what is named for Ukraine.

    Returns
    -------
    Facts
        ``what`` (label), ``kind`` (one of `KINDS`), ``low`` and ``high`` (persons), ``when``.
    """
    own = active(subject)
    own = own.assign(
        what="Active forces",
        kind=_ACTIVE,
        low=own["active_low"].fillna(own["active_total"]),
        high=own["active_high"].fillna(own["active_total"]),
        when=own["year"].astype("string"),
    )
    abroad = commitments(subject).dropna(subset=["personnel"])
    frameworks = _labels("nato_commitments", "framework", abroad["framework"])
    places = names(abroad["location_iso3"])
    abroad = abroad.assign(
        what=frameworks.where(places.isna(), frameworks + ", " + places.fillna("")),
        kind=abroad["status"].astype("string").eq("present").map({True: _THERE, False: _PLANNED}),
        low=abroad["personnel"],
        high=abroad["personnel_high"].fillna(abroad["personnel"]),
        when=_when(abroad),
    )
    said = subject.rows("troop_positions").dropna(
        subset=["personnel_high", "personnel_low"], how="all"
    )
    said = said.assign(
        what="Named for Ukraine",
        kind=_UKRAINE,
        low=said["personnel_low"].fillna(said["personnel_high"]),
        high=said["personnel_high"].fillna(said["personnel_low"]),
        when=_when(said),
    )
    parts = [part[["what", "kind", "low", "high", "when"]] for part in (own, abroad, said)]
    together = pd.concat(parts)
    assert isinstance(together, Facts)
    return together.astype({"low": "float64", "high": "float64"})


def all_active() -> Facts:
    """Return the active personnel of every state with a page, with ``code``, for comparison."""
    rows = load("military_personnel", definition=list(COUNTS), year=[2024, 2025])
    codes = [each.code for each in participants()]
    rows = rows[rows["entity"].isin(codes)].dropna(subset=["active_total"])
    rows = rows.sort_values(
        "definition", key=lambda column: column.astype(str).ne("nato"), kind="stable"
    )
    return rows[~rows["entity"].duplicated()].assign(code=rows["entity"])


def _labels(table: str, column: str, codes: pd.Series) -> pd.Series:
    known = {c.value: c.label for c in package.read().table(table).field(column).codes}
    return codes.astype("string").map(known).astype("string")


def _when(rows: Facts) -> pd.Series:
    lengths = {"day": "%-d %b %Y", "month": "%b %Y", "year": "%Y"}
    dated = zip(rows["as_of"], rows["as_of_precision"], strict=True)
    texts = ["" if pd.isna(day) else f"{day:{lengths[str(p)]}}" for day, p in dated]
    return pd.Series(texts, index=rows.index, dtype="string")
