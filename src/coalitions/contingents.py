"""Contingents: who promised, who came, how long they stayed, and how unequal their sizes were.

The tables hold several estimates for each country, and lists that stop half-way. These functions
take from them only what may be compared: the rows of complete lists, the widest range of estimates
of one kind, and the span of a stay that the known dates allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from coalitions.facts import Facts
from coalitions.provenance import of

PRESENT = ("peak", "on_date", "initial")
"""The measures that count people who were there at one time."""


def partners_on_lists(contributions: Facts, lead: str) -> Facts:
    """Keep the contingents of complete lists that may be added up, the lead left out.

    Parameters
    ----------
    contributions
        Rows of the table ``contributions``.
    lead
        ISO code of the lead nation, which stands on some lists and not on others.

    Returns
    -------
    Facts
        One row for each partner on each list, personnel in persons.
    """
    listed = contributions[contributions["complete_list"].fillna(False)]
    return listed[listed["iso3"].ne(lead) & listed["personnel"].notna()]


def size_classes(partners: Facts, bounds: Sequence[int] = (100, 500, 1000)) -> Facts:
    """Sort contingents into classes by size, as a column ``size_class``.

    Parameters
    ----------
    partners
        Rows with ``personnel`` in persons.
    bounds
        Where one class ends and the next begins; each bound belongs to the class above it.
    """
    names = [
        f"under {bounds[0]:,}",
        *(f"{low:,} to {high - 1:,}" for low, high in pairwise(bounds)),
        f"{bounds[-1]:,} or more",
    ]
    cuts = [0, *bounds, float("inf")]
    sizes = partners["personnel"].astype(float)
    return partners.assign(size_class=pd.cut(sizes, cuts, right=False, labels=names))


def pledge_and_presence(contributions: Facts) -> Facts:
    """Set what states offered beside what they had there, for those with numbers of both.

    Parameters
    ----------
    contributions
        Rows of one operation.

    Returns
    -------
    Facts
        Indexed by ``iso3``, largest presence first: ``pledged_low``, ``pledged_high``,
        ``present_low`` and ``present_high``, in persons. Presence is the peak, with all its
        estimates, where a source gives one; else the largest number known at one time.
    """
    known = contributions[contributions["personnel"].notna()]
    pledged = _ends(known[known["measure"].eq("pledged")], "pledged")
    there = known[known["measure"].isin(PRESENT)]
    peaks = there[there["measure"].eq("peak")]
    largest = there["personnel"].eq(there.groupby("iso3")["personnel"].transform("max"))
    there = there[there["measure"].eq("peak") | (largest & ~there["iso3"].isin(peaks["iso3"]))]
    both = pledged.join(_ends(there, "present"), how="inner")
    return both.sort_values("present_high", ascending=False, kind="stable")


def stays(contributions: Facts) -> Facts:
    """Say from when to when each state had people there, as far as sources date it.

    The span is the shortest that the dates allow: a start known by its month or year is put on the
    last day of that period (or the day of the first dated strength, if that is earlier), an end on
    the first. A vague date gives way to an exact one of the same period. Dates of those who served
    in all are used only where no other row has one, since they may count later missions.

    Parameters
    ----------
    contributions
        Rows of ``contributions`` with ``deployed_from`` and ``withdrawn_on``.

    Returns
    -------
    Facts
        Indexed by ``iso3``, first to leave first: ``start``, ``end``, and the booleans
        ``start_known`` and ``end_known``, false where the first or last dated strength stands in.
        A span does not say that presence was unbroken. States that no row dates are left out.
    """
    there = contributions[contributions["measure"].ne("pledged")]
    seen = _dated_strengths(there)
    first, last = _edge(there, "deployed_from"), _edge(there, "withdrawn_on")
    starts = there.groupby("iso3", observed=True)[["deployed_from"]].max()
    spans = seen.join([first, last, starts.add_prefix("last_")], how="outer")
    # Who came again after the last known end left at a time that no source gives.
    returned = spans["last_deployed_from"].gt(spans["withdrawn_on"])
    spans["withdrawn_on"] = spans["withdrawn_on"].mask(returned)
    exact = spans["deployed_from_vague"].eq(False)
    start = spans["deployed_from"].where(
        exact, spans[["deployed_from", "first_seen"]].min(axis="columns")
    )
    spans = spans.assign(
        start=start.fillna(spans["first_seen"]),
        end=spans["withdrawn_on"].fillna(spans["last_seen"]),
        start_known=spans["deployed_from"].notna(),
        end_known=spans["withdrawn_on"].notna(),
    )[["start", "end", "start_known", "end_known"]]
    return spans.dropna(subset=["start", "end"]).sort_values(["end", "start"], kind="stable")


#: Why a contingent left, where a record names a cause of its own: what it was, and the event.
_CAUSES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "ESP": ("an election after an attack", "iraq-2004-03-14-spanish-election"),
        "HND": ("followed Spain within days", "iraq-2004-04-19-honduras-announces"),
        "DOM": ("followed Spain within days", "iraq-2004-04-20-dominican-republic-announces"),
        "NIC": ("lack of money", "iraq-2004-02-04-nicaragua-leaves"),
        "PHL": ("a hostage", "iraq-2004-07-19-philippines-out"),
        "THA": ("planned end of the mission", "iraq-2004-08-31-thailand-planned-end"),
        "GEO": ("war at home", "iraq-2008-08-10-georgia-leaves"),
    }
)

AROUND_EXPIRY, STAYED_ON, NO_CAUSE = (
    "around the end of the UN mandate",
    "later, under Iraqi law",
    "no cause on record",
)
"""What is said of an end for which no record names a cause: where it lies in time, or nothing."""


def exit_causes(spans: Facts, events: Facts, expiry: tuple[str, str]) -> Facts:
    """Say of each contingent in Iraq why it left, as far as the record says.

    A cause is named only where an event or its source does, and that is our reading. Lying near the
    end of the mandate is no cause, but a place in time; all others have none on record.

    Parameters
    ----------
    spans
        Rows of `stays`.
    events
        Rows of ``events`` on Iraq.
    expiry
        First and last day of the months that count as around the end of the mandate.

    Returns
    -------
    Facts
        Those of the rows whose end is known, with ``cause`` and ``own``, which is true where a
        cause of the state's own is on record.

    Raises
    ------
    LookupError
        If an event that names a cause is not among `events`.
    """
    missing = sorted({event for _, event in _CAUSES.values()} - set(events["event_id"]))
    if missing:
        raise LookupError(f"events has no {missing[0]}, which names why a contingent left")
    dated = spans[spans["end_known"]]
    first, last = expiry
    place = dated["end"].map(
        lambda end: (
            NO_CAUSE
            if end < pd.Timestamp(first)
            else AROUND_EXPIRY
            if end <= pd.Timestamp(last)
            else STAYED_ON
        )
    )
    named = pd.Series({code: cause for code, (cause, _) in _CAUSES.items()})
    own = pd.Series(dated.index.isin(list(named.index)), index=dated.index)
    cause = place.mask(own, dated.index.to_series().map(named))
    rows = events[events["event_id"].isin([event for _, event in _CAUSES.values()])]
    return Facts.resting_on(pd.DataFrame(dated.assign(cause=cause, own=own)), of([dated, rows]))


def paths(stages: dict[str, Iterable[str]], everyone: Iterable[str]) -> pd.DataFrame:
    """Lay out which state was inside at which stage.

    Parameters
    ----------
    stages
        Name of each stage, in order, to the codes of those inside.
    everyone
        The codes of all to be followed.

    Returns
    -------
    DataFrame
        Indexed by ``iso3``, one boolean column a stage; those inside longest come first.
    """
    codes = list(dict.fromkeys(everyone))
    inside = {stage: set(members) for stage, members in stages.items()}
    table = pd.DataFrame(
        {stage: [code in members for code in codes] for stage, members in inside.items()},
        index=pd.Index(codes, name="iso3"),
    )
    late_first = list(reversed(table.columns))
    return table.sort_values(late_first, ascending=False, kind="stable")


def _facts(table: pd.DataFrame) -> Facts:
    """Tell the type checker what pandas' own annotations hide: grouped facts are facts."""
    assert isinstance(table, Facts)
    return table


def _ends(rows: Facts, name: str) -> Facts:
    ends = {f"{name}_low": ("personnel", "min"), f"{name}_high": ("personnel", "max")}
    return _facts(rows.groupby("iso3", observed=True).agg(**ends))


def _dated_strengths(rows: Facts) -> Facts:
    dated = rows[rows["measure"].eq("on_date") & rows["as_of_precision"].eq("day")]
    seen = dated.groupby("iso3", observed=True)["as_of"].agg(["min", "max"])
    return _facts(seen.rename(columns={"min": "first_seen", "max": "last_seen"}))


def _edge(rows: Facts, column: str) -> Facts:
    """Give the first start or the last end of each state, on the shortest span possible."""
    known = rows[rows[column].notna()]
    own = known[known["measure"].ne("total_served")]
    known = known[known["measure"].ne("total_served") | ~known["iso3"].isin(own["iso3"])]
    known = known[~_superseded(known, column)]
    precision = known[f"{column}_precision"].astype(str)
    moment = known[column]
    if column == "deployed_from":
        month_end, year_end = pd.offsets.MonthEnd(0), pd.offsets.YearEnd(0)
        moment = moment.where(precision.ne("month"), moment + month_end)
        moment = moment.where(precision.ne("year"), known[column] + year_end)
    known = known.assign(**{column: moment, f"{column}_vague": precision.ne("day")})
    known = known.sort_values(column, ascending=column == "deployed_from", kind="stable")
    return _facts(known.groupby("iso3", observed=True)[[column, f"{column}_vague"]].first())


def _superseded(rows: Facts, column: str) -> pd.Series[Any]:
    """Which dates are vague while another row of the state dates the same period exactly."""
    precision = rows[f"{column}_precision"].astype(str)
    year, month = rows[column].dt.year, rows[column].dt.month
    by_year = pd.MultiIndex.from_arrays([rows["iso3"], year])
    by_month = pd.MultiIndex.from_arrays([rows["iso3"], year, month])
    finer_in_year = by_year.isin(by_year[precision.ne("year")])
    finer_in_month = by_month.isin(by_month[precision.eq("day")])
    return (precision.eq("year") & finer_in_year) | (precision.eq("month") & finer_in_month)
