"""Aid to Ukraine: who gives how much, of what kind, from where, and how much of it was pledged.

All amounts are those of the Ukraine Support Tracker, in billion euros of the tracker. Three traps
of its tables decide the shape of these functions: amounts in `aid` are cumulative, a month without
a row in `aid_monthly` is a month without an allocation, and the totals of `procurement_monthly`
differ from those of `aid_monthly`, so that the two are never joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final, cast

import pandas as pd

from coalitions.data.load import load
from coalitions.data.places import names
from coalitions.facts import Facts
from coalitions.provenance import of
from coalitions.quantities import Quantity, quantity

DONORS: Final = MappingProxyType({"europe": "Europe", "usa": "United States", "other": "Others"})
"""Group of donors in `aid_monthly` to its label. Europe includes states outside the Union."""

KINDS: Final = MappingProxyType(
    {
        "military": "military_eur_bn",
        "financial": "financial_eur_bn",
        "humanitarian": "humanitarian_eur_bn",
    }
)
"""Kind of aid to its column."""

ORIGINS: Final = MappingProxyType(
    {
        "stockpile_eur_bn": "from stocks",
        "procurement_eur_bn": "ordered from industry",
        "nato_purl_eur_bn": "through NATO’s list (PURL)",
        "unspecified_eur_bn": "not specified",
    }
)
"""Column of `procurement_monthly` to its label, from the older way to the newer ones."""


def aid_given(
    donor_group: str, start: str, end: str, kinds: Sequence[str] = tuple(KINDS)
) -> Quantity:
    """Add up what a group of donors allocated from one month to another, both included.

    Parameters
    ----------
    donor_group
        A key of `DONORS`.
    start, end
        Months as ``"2025-01"``.
    kinds
        Keys of `KINDS`.

    Returns
    -------
    Quantity
        Billion euros. It rests on the rows of the months that have one.
    """
    known = load("aid_monthly", donor_group=donor_group)
    known = known[known["month"].between(pd.Timestamp(start), pd.Timestamp(end))]
    total = sum(float(known[KINDS[kind]].sum()) for kind in kinds)
    what = " + ".join(kinds)
    return quantity(
        total, "EUR billion", rows=known, format=billions, expression=f"{donor_group}, {what}"
    )


def billions(value: float) -> str:
    """Write an amount in billion euros: ``€74.1 billion``."""
    return f"€{value:,.1f} billion"


def aid_by_month() -> Facts:
    """Lay out allocations by donor, month and kind, with zeros where there was none.

    Returns
    -------
    Facts
        One row for each group of donors, month and kind: ``donor`` (a label of `DONORS`),
        ``month``, ``kind`` (a key of `KINDS`) and ``eur_bn``. Every group has every month.
    """
    monthly = load("aid_monthly")
    tall = monthly.melt(
        id_vars=["donor_group", "month"],
        value_vars=list(KINDS.values()),
        var_name="kind",
        value_name="eur_bn",
    )
    grid = pd.MultiIndex.from_product(
        [
            list(DONORS),
            pd.date_range(monthly["month"].min(), monthly["month"].max(), freq="MS"),
            list(KINDS.values()),
        ],
        names=["donor_group", "month", "kind"],
    )
    amounts = tall.astype({"donor_group": str, "kind": str, "eur_bn": float})
    whole = amounts.set_index(list(grid.names))["eur_bn"].reindex(grid, fill_value=0.0)
    shown = whole.rename("eur_bn").reset_index()
    kinds = {column: kind for kind, column in KINDS.items()}
    shown = shown.assign(donor=shown["donor_group"].map(DONORS), kind=shown["kind"].map(kinds))
    return Facts.resting_on(shown[["donor", "month", "kind", "eur_bn"]], of(monthly))


def overtaking(kinds: Sequence[str] = tuple(KINDS)) -> Quantity:
    """Return the month from which Europe's running total has stayed above the American one.

    Parameters
    ----------
    kinds
        Keys of `KINDS`, added up.

    Raises
    ------
    LookupError
        If Europe's total is not above the American one in the last month.
    """
    months = aid_by_month()
    chosen = months[months["kind"].isin(list(kinds))]
    sums = chosen.pivot_table(index="month", columns="donor", values="eur_bn", aggfunc="sum")
    totals = sums.cumsum()
    behind = totals.index[(totals["Europe"] <= totals["United States"]).to_numpy()]
    later = totals.index[totals.index > behind.max()] if len(behind) else totals.index
    if later.empty:
        raise LookupError("Europe's running total does not lie above that of the United States")
    return quantity(
        later[0], "month", rows=months, expression=f"first month of {' + '.join(kinds)}"
    )


def donors(as_of: str = "2026-04") -> Facts:
    """Set side by side what each donor committed and allocated up to a month.

    Parameters
    ----------
    as_of
        The month up to which amounts are summed.

    Returns
    -------
    Facts
        One row for each donor: ``donor``, ``name``, ``military``, ``total`` and ``committed``
        (EUR billion), ``gdp`` (total in % of GDP; empty for the Union), ``gdp_with_eu`` (with the
        share in EU-level aid; EU members only) and ``open`` (committed less allocated, not below
        zero: for three donors the tracker has slightly more allocated than committed).
    """
    table = load("aid")
    table = table[table["as_of"] == pd.Timestamp(as_of)]
    measures = {
        measure: table[table["measure"] == measure]
        for measure in ("allocation", "commitment", "allocation_with_eu_share")
    }
    given = measures["allocation"][
        ["donor", "iso3", "military_eur_bn", "total_eur_bn", "share_of_gdp_pct"]
    ].rename(
        columns={"military_eur_bn": "military", "total_eur_bn": "total", "share_of_gdp_pct": "gdp"}
    )
    promised = measures["commitment"][["donor", "total_eur_bn"]]
    with_eu = measures["allocation_with_eu_share"][["donor", "share_of_gdp_pct"]]
    both = given.merge(promised.rename(columns={"total_eur_bn": "committed"}), on="donor")
    both = both.merge(
        with_eu.rename(columns={"share_of_gdp_pct": "gdp_with_eu"}), on="donor", how="left"
    )
    named = both.assign(
        name=names(both["iso3"]).fillna("EU institutions"),
        open=(both["committed"] - both["total"]).clip(lower=0),
    )
    return named.drop(columns="iso3").sort_values("total", ascending=False, kind="stable")


def origins(by: str = "YE") -> Facts:
    """Add up military aid by where it comes from.

    Parameters
    ----------
    by
        A frequency of pandas: ``"YE"`` for years, ``"QE"`` for quarters.

    Returns
    -------
    Facts
        One row for each period and origin: ``period`` (its last day), ``origin`` (a label of
        `ORIGINS`), ``eur_bn`` and ``share`` of the period (0 to 1).
    """
    monthly = load("procurement_monthly")
    sums = monthly.set_index("month")[list(ORIGINS)].astype(float).resample(by).sum()
    tall = sums.rename_axis("period").reset_index()
    tall = tall.melt(id_vars="period", var_name="origin", value_name="eur_bn")
    whole = tall.groupby("period")["eur_bn"].transform("sum")
    shown = tall.assign(origin=tall["origin"].map(ORIGINS), share=tall["eur_bn"] / whole)
    return Facts.resting_on(shown, of(monthly))


def share_by_origin(origin: str, year: int) -> Quantity:
    """Return the share of one origin in the military aid of a year.

    Parameters
    ----------
    origin
        A label of `ORIGINS`.
    year
        Calendar year; the last one of the table may be incomplete.

    Raises
    ------
    LookupError
        If there is no such origin.
    """
    columns = {label: column for column, label in ORIGINS.items()}
    if origin not in columns:
        raise LookupError(f"no origin {origin!r}; there are {', '.join(columns)}")
    monthly = load("procurement_monthly")
    rows = monthly[monthly["month"].dt.year == year]
    whole = float(rows[list(ORIGINS)].astype(float).to_numpy().sum())
    part = float(rows[columns[origin]].sum())
    return quantity(part / whole, "share", rows=rows, expression=f"{origin}, {year}")


def donated(europeans: Sequence[str]) -> Facts:
    """Add up weapons given, by category and side.

    Parameters
    ----------
    europeans
        ISO 3166-1 alpha-3 codes of the states that count as Europe.

    Returns
    -------
    Facts
        One row for each category and side: ``category`` in words, ``side`` and ``quantity``
        (pieces or systems, as the tracker counts them).
    """
    given = load("weapons_donated")
    sides = {**dict.fromkeys(europeans, DONORS["europe"]), "USA": DONORS["usa"]}
    given = given.assign(
        side=given["iso3"].map(sides).fillna(DONORS["other"]),
        category=given["category"].astype("string").str.replace("_", " ").str.capitalize(),
    )
    sums = given.groupby(["category", "side"], sort=False)["quantity"].sum().reset_index()
    return cast(Facts, sums)
