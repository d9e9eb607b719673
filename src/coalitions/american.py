"""American forces in Europe: what was cut, and what replacing them would cost.

The table `us_in_europe` mixes stocks, cuts, pledges and estimates. Each function takes one kind of
row from it and leaves the others; nothing is added up.
"""

from __future__ import annotations

from typing import cast

import pandas as pd

from coalitions.facts import Facts


def cuts(us_in_europe: Facts) -> Facts:
    """Set what was pledged or present before a cut against what is left.

    Parameters
    ----------
    us_in_europe
        The table `us_in_europe`.

    Returns
    -------
    Facts
        One row for each item that has both ends, or of which nothing is left, or whose source
        gives the share kept: `label`,
        `before`, `after`, `unit`, `share` (0 to 1) and the lowest `confidence`.
    """
    cuts = us_in_europe[us_in_europe["kind"].isin(["commitment", "change"])]
    ends = cuts[cuts["end"].isin(["before", "after"])]
    wide = ends.pivot_table(
        index=["label", "unit"], columns=ends["end"].astype(str), values="quantity", sort=False
    )
    # Nothing left is a share of 0 whatever there was before.
    wide = wide[wide["before"].notna() | wide["after"].eq(0)]
    shares = cuts[cuts["unit"] == "%"]
    table = wide.assign(
        share=(wide["after"] / wide["before"]).where(wide["after"].ne(0), 0.0),
        confidence=ends.groupby(["label", "unit"], observed=True)["confidence"].min(),
    ).reset_index()
    given = shares.assign(share=shares["quantity"] / 100)[["label", "unit", "share", "confidence"]]
    both = pd.concat([table, given.reset_index(drop=True)], ignore_index=True)
    return both.rename_axis(columns=None).sort_values("share", kind="stable")


def replacement_costs(us_in_europe: Facts) -> Facts:
    """Lay out the published estimates of what replacing American forces would cost.

    Parameters
    ----------
    us_in_europe
        The table `us_in_europe`.

    Returns
    -------
    Facts
        One row for each estimate in money: `label`, `low`, `high`, `unit` (``USD billion`` or
        ``EUR billion``), `bound`, `source_id`. They count different things: never add them.
    """
    rows = us_in_europe[
        (us_in_europe["kind"] == "replacement") & us_in_europe["unit"].str.endswith("billion")
    ]
    grouped = rows.groupby(["label", "unit", "source_id"], sort=False, observed=True)
    table = grouped.agg(
        low=("quantity", "min"), high=("quantity", "max"), bound=("bound", "first")
    ).reset_index()
    return cast(Facts, table)
