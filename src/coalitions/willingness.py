"""What members promised, and how many of them were counted as willing to deploy.

The published counts ask different questions, so they are never one series: each is set beside the
names behind it, and the names beside what the governments had said by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coalitions.data.load import load
from coalitions.data.package import labels_of
from coalitions.data.places import names
from coalitions.facts import Facts
from coalitions.stances import stacked

FIRMEST: Final = ("delivered", "signed", "announced", "conditional", "possible", "draft")
"""How firm a pledge is, the firmest first."""

AXES: Final[Mapping[str, str]] = {
    "regeneration": "Arms, money",
    "industry": "Industry",
    "presence": "Forces",
    "other": "Bases",
}
"""Axis of a pledge to a short name: aid that rebuilds the Ukrainian forces, cooperation of
industries, presence, and everything else (bases and logistics)."""


def pledges_by_axis() -> Facts:
    """List for each state and axis the firmest of its pledges.

    Money that prepares a state's own units is left out: it buys readiness and promises nothing.

    Returns
    -------
    Facts
        Rows of `pledges` by states: ``name``, ``field`` (short name of the axis), ``firm`` (label
        of the status) and ``pledges`` (how many there are on that axis).
    """
    known = load("pledges").dropna(subset=["iso3"])
    known = known[known["form"].ne("preparation")]
    rank = known["status"].astype("string").map({code: n for n, code in enumerate(FIRMEST)})
    number = known.groupby(["iso3", "axis"], observed=True)["pledge_id"].transform("size")
    known = known.assign(rank=rank, pledges=number, name=names(known["iso3"]))
    known = known.assign(
        field=known["axis"].astype("string").map(AXES),
        firm=known["status"].astype("string").map(labels_of("pledges", "status")),
    )
    best = known.sort_values("rank", kind="stable").drop_duplicates(["iso3", "axis"])
    return best.sort_values("date", kind="stable")


def willing() -> Facts:
    """List the published counts of states that were ready, with how many were named.

    Returns
    -------
    Facts
        Rows of `willing_counts` with ``named`` (states of the count that are named in
        `willing_count_countries`) and ``unnamed``.
    """
    counts = load("willing_counts").sort_values("count", kind="stable")
    listed = load("willing_count_countries").groupby("count_id")["iso3"].nunique()
    named = counts["count_id"].map(listed).fillna(0).astype(int)
    return counts.assign(named=named, unnamed=counts["count"] - named)


def named_as_willing(lines: Mapping[str, str]) -> Facts:
    """Set the states named in each count beside what their governments had said by then.

    Parameters
    ----------
    lines
        Key of a count to the last month of `positions` that may be read for it.

    Returns
    -------
    Facts
        Rows of `willing_count_countries` with ``name`` and ``line``, the code of
        ``presence_willingness`` in the last line up to that month (missing where there is none).
    """
    known = load("willing_count_countries", count_id=list(lines))
    coded = load("positions").dropna(subset=["iso3"])
    parts = []
    for count_id, month in lines.items():
        rows = known[known["count_id"].eq(count_id)]
        said = coded[coded["as_of"].le(month) & coded["iso3"].isin(list(rows["iso3"]))]
        last = said.sort_values("as_of", kind="stable").drop_duplicates("iso3", keep="last")
        code = last.set_index("iso3")["presence_willingness"].astype("string")
        parts.append(rows.assign(name=names(rows["iso3"]), line=rows["iso3"].map(code)))
    return stacked(parts)
