"""Effort: what few numbers say about concentration, and how much each state gave for its size.

For most operations only three numbers are known: the total, the part of the lead and the number of
states. They do not fix how the rest was shared, but they bound it.
"""

from __future__ import annotations

import pandas as pd

from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.measures import compare, effective_number, share
from coalitions.operations import comparable
from coalitions.provenance import of
from coalitions.quantities import Quantity, quantity
from coalitions.ranks import rank_correlation

SIZES = {
    "population": "inhabitants, 2024",
    "active": "active military personnel, 2025",
    "gdp": "gross domestic product, 2024",
}
"""The measures of a state's size that the data have for some forty states, all of our days."""


def effective_bounds(
    total: Quantity, lead: Quantity, states: Quantity
) -> tuple[Quantity, Quantity]:
    r"""Bound the effective number of contributors, knowing only the largest contingent.

    With the lead's share :math:`s` and :math:`n` states, the sum of squared shares is least when
    the other :math:`n-1` are equal, :math:`s^2 + (1-s)^2/(n-1)`. It is greatest when the rest is
    packed into contingents as large as the lead's, and what remains into one more. The effective
    number is the inverse (see `coalitions.measures.effective_number`).

    Parameters
    ----------
    total, lead
        Persons, of one moment and place. The lead is taken to be the largest contingent.
    states
        States with forces, the lead included.

    Returns
    -------
    tuple of Quantity
        The lowest and the highest possible effective number.

    Raises
    ------
    ValueError
        If the lead has more than all, or fewer than an equal part, so that it is not the largest.
    """
    part, number = float(lead) / float(total), int(states)
    if not float(total) <= number * float(lead) <= number * float(total):
        raise ValueError(
            f"the lead's share {part:.2f} must lie between an equal part of {number} states and 1"
        )
    rest = 1 - part
    even = part**2 + (rest**2 / (number - 1) if number > 1 else 0)
    whole, left = divmod(rest, part)
    packed = part**2 * (1 + whole) + left**2
    rows = [total, lead, states]
    return (
        quantity(1 / packed, rows=rows, format=".1f", expression="the rest in the fewest parts"),
        quantity(1 / even, rows=rows, format=".1f", expression="the rest in equal parts"),
    )


def cross_shares(parts: Facts, wholes: Facts, part: str, whole: str) -> Facts:
    """Divide each source's part by each source's whole, and say which pairs belong together.

    Parameters
    ----------
    parts, wholes
        Rows with ``said_by`` (who says it) and the number.
    part, whole
        The columns with the numbers.

    Returns
    -------
    Facts
        One row a pair: ``part_by``, ``whole_by``, ``part``, ``whole``, ``percent``, and ``same``,
        true where both numbers are of one source. The first pair of each kind only.
    """
    first = parts.rename(columns={"said_by": "part_by", part: "part"})[["part_by", "part"]]
    second = wholes.rename(columns={"said_by": "whole_by", whole: "whole"})[["whole_by", "whole"]]
    pairs = first.merge(second, how="cross").drop_duplicates(["part_by", "whole_by"])
    percent = 100 * pairs["part"].astype(float) / pairs["whole"].astype(float)
    same = pairs["part_by"].eq(pairs["whole_by"])
    rows = of([parts, wholes])
    return Facts.resting_on(pd.DataFrame(pairs.assign(percent=percent, same=same)), rows)


def shares_of_leads(operations: Facts) -> Facts:
    """Return the lead's share of each operation, with the bounds of the effective number.

    Parameters
    ----------
    operations
        Rows of ``coalitions``.

    Returns
    -------
    Facts
        The rows whose total and lead count the same people and are no plans, largest share first,
        with ``percent`` (the lead's share) and ``least`` and ``most`` (the effective number; empty
        where the number of states is unknown).
    """
    known = comparable(operations, "lead_share").dropna(subset=["peak_personnel", "lead_personnel"])
    bounds = pd.DataFrame(
        [_bounds_of_row(row) for _, row in known.iterrows()],
        columns=["least", "most"],
        index=known.index,
        dtype=float,
    )
    known = known.assign(
        percent=100 * known["lead_personnel"].astype(float) / known["peak_personnel"].astype(float),
        least=bounds["least"],
        most=bounds["most"],
    )
    return known.sort_values("percent", ascending=False, kind="stable")


def _bounds_of_row(row: pd.Series) -> tuple[float | None, float | None]:
    if pd.isna(row["contributing_countries"]):
        return None, None
    numbers = (row["peak_personnel"], row["lead_personnel"], row["contributing_countries"])
    low, high = effective_bounds(*(Quantity(int(number)) for number in numbers))
    return float(low), float(high)


def effective_numbers(operations: Facts, contributions: Facts) -> Facts:
    """Return what is known of the effective number of contributors of each operation.

    Parameters
    ----------
    operations
        Rows of ``coalitions``.
    contributions
        Rows of ``contributions``; only complete lists on which the lead stands are used.

    Returns
    -------
    Facts
        One row a value: ``short_name``, ``effective`` and ``exact``, true where it is computed from
        a list and false for the two ends that `effective_bounds` gives.
    """
    known = shares_of_leads(operations).dropna(subset=["least", "most"])
    ends = [
        known.assign(effective=known[end], exact=False)[["coalition_id", "effective", "exact"]]
        for end in ("least", "most")
    ]
    by_list = compare(lists_with_lead(contributions), "list_id", effective=effective_number)
    lists = load("contribution_lists").set_index("list_id")["coalition_id"]
    exact = by_list.assign(coalition_id=by_list["list_id"].map(lists), exact=True)
    table = pd.concat([*ends, exact[["coalition_id", "effective", "exact"]]], ignore_index=True)
    shorts = operations.set_index("coalition_id")["short_name"]
    rows = of([known, by_list])
    return Facts.resting_on(table.assign(short_name=table["coalition_id"].map(shorts)), rows)


def lists_with_lead(contributions: Facts) -> Facts:
    """Keep the contingents that may be added up: complete lists with a number for the lead."""
    lists = load("contribution_lists", completeness="complete", includes_lead=True)
    listed = contributions[contributions["list_id"].isin(lists["list_id"])]
    return listed[listed["personnel"].notna()]


def running_shares(contingents: Facts) -> Facts:
    """Add up contingents from the largest on, as shares, for a curve of concentration.

    Parameters
    ----------
    contingents
        Rows of complete lists, with ``list_id``, ``iso3`` and ``personnel``.

    Returns
    -------
    Facts
        One row for each contingent and one for the origin of each list: ``rank`` (from 0),
        ``iso3``, and ``percent``, the share of that contingent and all larger ones.

    References
    ----------
    Lorenz, M. O. (1905), Methods of Measuring the Concentration of Wealth, Publications of the
    American Statistical Association 9(70), 209–219; here from the largest on.
    """
    curves = []
    for name, rows in contingents.groupby("list_id", observed=True, sort=False):
        ranked = rows.sort_values("personnel", ascending=False, kind="stable")
        sizes = ranked["personnel"].to_numpy(dtype=float)
        curve = pd.DataFrame(
            {
                "list_id": name,
                "rank": range(len(sizes) + 1),
                "iso3": [None, *ranked["iso3"]],
                "percent": [0.0, *(100 * sizes.cumsum() / sizes.sum())],
            }
        )
        curves.append(curve)
    return Facts.resting_on(pd.concat(curves, ignore_index=True), of(contingents))


def sizes_of_states() -> Facts:
    """Return the size of each state in three measures, indexed by ISO code.

    Returns
    -------
    Facts
        ``population`` (persons, 2024), ``gdp`` (USD billion, 2024) and ``active`` (military
        personnel as the World Factbook has them for 2025; one definition for all).
    """
    figures = load("country_statistics", year=2024)
    people = figures[figures["measure"].eq("population")].set_index("iso3")["value"]
    product = figures[figures["measure"].eq("gdp")].set_index("iso3")["value"]
    forces = load("military_personnel", definition="factbook", year=2025)
    active = forces[forces["iso3"].notna()].set_index("iso3")["active_total"]
    table = pd.DataFrame({"population": people, "gdp": product, "active": active}).astype(float)
    return Facts.resting_on(table.rename_axis("iso3"), of([figures, forces]))


def efforts(given: Facts, column: str = "personnel", size: str = "active") -> Facts:
    """Set what each state gave in relation to its size.

    Parameters
    ----------
    given
        One row a state and group, with ``iso3``.
    column
        What was given.
    size
        One of `SIZES`.

    Returns
    -------
    Facts
        The rows of states whose size is known, with ``size`` and ``effort``: what was given for
        each thousand of the size.
    """
    sizes = sizes_of_states()
    known = given.assign(size=given["iso3"].map(sizes[size]))
    known = known.dropna(subset=["size", column])
    return known.assign(effort=1000 * known[column].astype(float) / known["size"])


def burdens(cases: dict[str, tuple[Facts, str]]) -> Facts:
    """Correlate, case by case, what states gave with their size, and their effort with their size.

    Parameters
    ----------
    cases
        Name of each case to its rows (one a state) and to the column with what was given.

    Returns
    -------
    Facts
        One row for each case, measure of size and question: ``case``, ``size``, ``question``
        (``"contribution"`` or ``"effort"``), ``value``, ``low``, ``high``, ``p`` and ``pairs``.
    """
    records = []
    for case, (rows, column) in cases.items():
        for size, words in SIZES.items():
            table = efforts(rows, column, size)
            for question, what in (("contribution", column), ("effort", "effort")):
                found = rank_correlation(table, "size", what)
                numbers = {
                    name: float(getattr(found, name)) for name in ("low", "high", "p", "pairs")
                }
                value = float(found.coefficient)
                records.append(
                    {"case": case, "size": words, "question": question, "value": value, **numbers}
                )
    given = [rows for rows, _ in cases.values()]
    return Facts.resting_on(pd.DataFrame(records), of([*given, sizes_of_states()]))


def share_of_largest(contingents: Facts, number: int, column: str = "personnel") -> Quantity:
    """Return the share of the `number` largest contingents of one list."""
    top = contingents.nlargest(number, column)
    whole = quantity(contingents[column].sum(), "persons", rows=contingents)
    return share(quantity(top[column].sum(), "persons", rows=top), whole)
