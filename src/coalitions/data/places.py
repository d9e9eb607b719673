"""Countries by their codes: names, and who belongs to what on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast, overload

import pandas as pd

from coalitions.data.faults import suggestion
from coalitions.data.load import load
from coalitions.facts import Facts, FactSeries
from coalitions.provenance import of
from coalitions.quantities import Quantity


@dataclass(frozen=True)
class Country:
    """One country.

    Attributes
    ----------
    iso3
        ISO 3166-1 alpha-3 code (`XKX` for Kosovo).
    name, short_name
        The full name, and the one for charts.
    name_in_text
        The name as it stands in a sentence, with its article: "the Netherlands".
    iso_numeric
        ISO 3166-1 numeric code, by which maps are joined; empty for Kosovo.
    region
        Region, as coded by the compendium.
    """

    iso3: str
    name: str
    short_name: str
    name_in_text: str
    iso_numeric: str
    region: str

    def __str__(self) -> str:
        return self.short_name


def country(iso3: str) -> Country:
    """Return the country with this code; a `LookupError` names the nearest code."""
    return _named(iso3, _countries())


@overload
def names(codes: pd.Series, style: str = "short_name") -> FactSeries: ...
@overload
def names(codes: Iterable[str], style: str = "short_name") -> list[str]: ...
def names(codes: pd.Series | Iterable[str], style: str = "short_name") -> FactSeries | list[str]:
    """Return the names for codes, for a whole column or a list.

    Parameters
    ----------
    codes
        ISO alpha-3 codes; missing ones stay missing in a column.
    style
        ``"short_name"`` (charts), ``"name"`` or ``"name_in_text"`` (sentences).

    Returns
    -------
    FactSeries or list of str
        The column keeps its rows; the rows of `countries` are not added, since a name is no
        evidence.
    """
    known = _countries()
    if isinstance(codes, pd.Series):
        written = {code: getattr(_named(code, known), style) for code in codes.dropna().unique()}
        return cast(FactSeries, codes.map(written).astype("string"))
    return [getattr(_named(code, known), style) for code in codes]


def listing(codes: pd.Series | Iterable[str]) -> Quantity:
    """Write countries as a sentence does: "Denmark, France and the Netherlands".

    Each country stands once, in the order of the alphabet; the text keeps the rows of a column.
    """
    unique = set(codes.dropna()) if isinstance(codes, pd.Series) else set(codes)
    known = _countries()
    # The article does not count for the order.
    parts = sorted((_named(code, known) for code in unique), key=lambda each: each.short_name)
    texts = [each.name_in_text for each in parts]
    text = " and ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)
    return Quantity(text or "none", "", text or "none", of(codes))


def members_on(organisation: str, on: str | dt.date | None = None) -> Facts:
    """Return the members of an organisation on a day, as rows of `memberships`.

    Parameters
    ----------
    organisation
        ``"NATO"`` or ``"EU"``.
    on
        The day (or an ISO date at lower precision). Without it, the day that the source describes.
        A state belongs on the day on which it joined and on the day on which it left.

    Raises
    ------
    ValueError
        If the data cannot tell: `on` or a date of the table names only a month or a year, and the
        state joined or left within it; or no accession is recorded and `on` lies before the source.
    """
    rows = load("memberships", organisation=organisation)
    if on is None:
        return rows[_true(rows["member"])]
    rows = rows[_ever(rows)]
    standing = {row: _standing(record, str(on)) for row, record in rows.iterrows()}
    unknown = [str(rows.at[row, "iso3"]) for row, belonged in standing.items() if belonged is None]
    if unknown:
        raise ValueError(_cannot_tell(", ".join(unknown), organisation, on))
    return rows.loc[[row for row, belonged in standing.items() if belonged]]


def is_member(iso3: str, organisation: str, on: str | dt.date | None = None) -> bool:
    """Whether a country belonged to NATO or the EU on a day; arguments as for `members_on`.

    Only the country itself must be known for that day.
    """
    country(iso3)
    rows = load("memberships", organisation=organisation, iso3=iso3)
    if on is None:
        return bool(_true(rows["member"]).any())
    rows = rows[_ever(rows)]
    if rows.empty:
        # The table holds every member of both organisations, so no row means no member.
        return False
    belonged = _standing(rows.iloc[0], str(on))
    if belonged is None:
        raise ValueError(_cannot_tell(iso3, organisation, on))
    return belonged


def _true(column: pd.Series) -> pd.Series[bool]:
    return column.fillna(False).astype("bool")


def _ever(rows: pd.DataFrame) -> pd.Series[bool]:
    """Which rows stand for a membership, of today or of the past."""
    return _true(rows["member"]) | rows["joined"].notna()


def _standing(record: pd.Series, day: str) -> bool | None:
    """Whether a member, present or past, belonged on `day`; ``None`` if the data cannot tell."""
    joined, left, as_of = (_iso(record, name) for name in ("joined", "left", "as_of"))
    # Without an accession, the source speaks for its own day and later ones.
    described = None if day < as_of[: len(day)] else -1
    since = _order(joined, day) if joined else described
    until = _order(day, left) if left else -1
    if since == 1 or until == 1:
        return False
    return None if since is None or until is None else True


def _order(first: str, second: str) -> int | None:
    """Compare two ISO dates: -1, 0 or 1, or ``None`` where one lies within the other's period."""
    shared = min(len(first), len(second))
    if first[:shared] != second[:shared]:
        return -1 if first < second else 1
    return 0 if shared == len("2023-04-04") else None


def _iso(record: pd.Series, name: str) -> str:
    """Write a date of the table at the precision known there."""
    if pd.isna(record[name]):
        return ""
    known = {"year": 4, "month": 7, "day": 10}[record[f"{name}_precision"]]
    return f"{record[name]:%Y-%m-%d}"[:known]


def _cannot_tell(who: str, organisation: str, on: object) -> str:
    return (
        f"memberships cannot tell whether {who} belonged to {organisation} on {on}: that day or "
        "the dates on record are not precise enough; ask for a full date, or without a date for "
        "the members as the source has them"
    )


def _named(iso3: str, known: dict[str, Country]) -> Country:
    if iso3 not in known:
        raise LookupError(f"countries has no {iso3!r}{suggestion(iso3, list(known))}")
    return known[iso3]


def _countries() -> dict[str, Country]:
    table = load("countries")
    columns = ["iso3", "name", "short_name", "name_in_text", "iso_numeric", "region"]
    filled = pd.DataFrame(table)[columns].astype("object").fillna("")
    return {record[0]: Country(*record) for record in filled.itertuples(index=False)}
