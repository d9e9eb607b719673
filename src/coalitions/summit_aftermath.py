"""What came of London: steps towards what was promised or short of it, and military aid since.

The steps stand in the table `summit_follow_up`, which names for each an event or a pledge and says
why it counts. What happened is read from the tables of events and pledges, so that it is told once.
"""

from __future__ import annotations

import pandas as pd

from coalitions.data.load import load
from coalitions.data.package import labels_of
from coalitions.facts import Facts
from coalitions.provenance import of
from coalitions.quantities import Quantity, quantity


def follow_up() -> Facts:
    """List what came of each commitment, in the order of time.

    Returns
    -------
    Facts
        Rows of `summit_follow_up` with ``date`` and ``what`` (from the event or the pledge), and
        ``promise``: the label of the commitment, a categorical in the order of the descriptor.
    """
    steps = load("summit_follow_up")
    events = load("events", event_id=list(steps["event_id"].dropna())).set_index("event_id")
    pledges = load("pledges", pledge_id=list(steps["pledge_id"].dropna())).set_index("pledge_id")
    label = labels_of("summit_follow_up", "commitment")
    promise = steps["commitment"].astype("string").map(label)
    # One column for each table first, so that the rows of both are kept.
    known = steps.assign(
        date=steps["event_id"].map(events["date"]),
        what=steps["event_id"].map(events["title"]),
        pledged_on=steps["pledge_id"].map(pledges["date"]),
        pledged=steps["pledge_id"].map(pledges["what"]),
    )
    known = known.assign(
        date=known["date"].fillna(known["pledged_on"]),
        what=known["what"].fillna(known["pledged"]),
        promise=pd.Categorical(promise, categories=list(label.values()), ordered=True),
    )
    known = known.drop(columns=["pledged_on", "pledged"])
    return known.sort_values("date", kind="stable")


def quarterly_military_aid(since: str) -> Facts:
    """Add up the military aid of Europe and of the United States by quarter.

    Parameters
    ----------
    since
        The first month, as an ISO date. A quarter that the table does not cover to its end is
        left out; a month without a row is a month without allocations.

    Returns
    -------
    Facts
        ``donor_group``, ``quarter`` (its first day) and ``eur_bn``.
    """
    known = load("aid_monthly", donor_group=["europe", "usa"])
    known = known[known["month"] >= pd.Timestamp(since)]
    quarter = known["month"].dt.to_period("Q")
    whole = quarter.dt.end_time <= known["month"].max() + pd.offsets.MonthEnd(1)
    known = known.assign(quarter=quarter.dt.start_time)[whole]
    sums = known.groupby(["donor_group", "quarter"], observed=True)["military_eur_bn"].sum()
    full = sums.unstack("quarter", fill_value=0).stack()
    return Facts.resting_on(pd.DataFrame(full.rename("eur_bn").reset_index()), of(known))


def military_aid(donor_group: str, start: str, end: str) -> Quantity:
    """Add up the military aid of a donor group from one month to another, both included.

    The source leaves out months without aid; that there was none rests on the whole series.
    """
    series = load("aid_monthly", donor_group=donor_group)
    known = series[series["month"].between(pd.Timestamp(start), pd.Timestamp(end))]
    total = float(known["military_eur_bn"].sum())
    rows = known if len(known) else series
    return quantity(total, "EUR billion", rows=rows, format=_billions)


def _billions(value: float) -> str:
    return f"€{value:,.1f} billion" if value else "nothing"


def aid_windows(donor_group: str, first: str, last: str) -> Facts:
    """Compare a year of military aid with the year before, for each month in which it can begin.

    Parameters
    ----------
    donor_group
        As for `military_aid`.
    first, last
        The first and the last month in which the later year begins.

    Returns
    -------
    Facts
        One row for each window: ``start`` (first day of the later year), ``before`` and ``after``
        (EUR billion) and ``ratio`` of the two.

    Raises
    ------
    ValueError
        If the table ends before the last window does.
    """
    known = load("aid_monthly", donor_group=donor_group)
    monthly = known.set_index("month")["military_eur_bn"].astype(float)
    starts = pd.date_range(first, last, freq="MS")
    year = pd.DateOffset(years=1)
    if starts[-1] + year > monthly.index.max() + pd.DateOffset(months=1):
        raise ValueError(f"aid_monthly ends in {monthly.index.max():%Y-%m}: begin the year earlier")
    before = [monthly[(monthly.index >= s - year) & (monthly.index < s)].sum() for s in starts]
    after = [monthly[(monthly.index >= s) & (monthly.index < s + year)].sum() for s in starts]
    table = pd.DataFrame({"start": starts, "before": before, "after": after})
    span = known["month"].between(starts[0] - year, starts[-1] + year)
    return Facts.resting_on(table.assign(ratio=table["after"] / table["before"]), of(known[span]))
