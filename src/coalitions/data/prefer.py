"""Which of several figures the book shows, and how far apart they are.

Sources disagree, and every figure stays a row. Where a page needs one, `preferred` picks it by one
rule for all tables; `spread` says what the others say.

The rule: a row with a figure before one without; what the caller asks for, in the caller's order;
then the higher confidence; then sources that are neither state media nor aggregators; then the kind
of source (see `KINDS`); then the latest date; then the alphabet of the sources; then, of one
source, the larger figure, since the smaller is often a part. The order of the file never decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import pandas as pd

from coalitions.data import package as descriptor
from coalitions.data.load import load
from coalitions.data.package import Table
from coalitions.facts import Facts, table_of

#: Kinds of sources, best first: who keeps the records, who studied them, who was told, who copied.
KINDS = (
    "government",
    "dataset",
    "academic",
    "report",
    "speech",
    "news",
    "ngo",
    "encyclopedia",
)


def preferred(
    facts: Facts, *, by: Sequence[str] | None = None, value: str | None = None, **ranked: object
) -> Facts:
    """Pick one row for each thing that several rows give a figure of.

    Parameters
    ----------
    facts
        Rows of one table as `coalitions.load` gives them.
    by
        Columns that name the thing. By default the primary key of the table without source,
        dates, figures and the columns in `ranked`: for contributions, operation and country.
    value
        The figure; by default the first observed number of the table.
    **ranked
        Column with the value, or the values in order of preference, that may be picked:
        ``measure=["peak", "on_date"]`` takes a peak where there is one. Other rows are left out.

    Returns
    -------
    Facts
        The rows picked, in the order of the file, with three further columns: ``others`` (how many
        other rows give a figure of the same thing and the same ranked values), ``lowest`` and
        ``highest`` (of all of these). The provenance is that of the rows picked; to draw the
        range, take `spread`, which rests on all.

    Raises
    ------
    ValueError
        If `facts` no longer names the rows of one table, or a ranked value is not a code.
    """
    table = _table(facts)
    value = value or value_column(table)
    columns = list(by or entity_columns(table, value, ranked))
    ranks = pd.DataFrame({"_empty": facts[value].isna()}, index=facts.index)
    for column, wanted in ranked.items():
        places = {code: n for n, code in enumerate(_order(table, column, wanted))}
        ranks[f"_{column}"] = facts[column].astype("object").map(places)
    ranks = ranks.assign(**_trust(facts, table), _size=-facts[value].astype("float64"))
    ranks = ranks.dropna(subset=[f"_{name}" for name in ranked])
    plain = pd.DataFrame(facts).loc[ranks.index]
    order = ranks.sort_values(list(ranks.columns), kind="stable").index
    best = plain.loc[order].groupby(columns, dropna=False, observed=True, sort=False).head(1).index
    same = plain.groupby([*columns, *_new(ranked, columns)], dropna=False, observed=True)[value]
    picked = facts.loc[sorted(best)]
    count, lowest, highest = (same.transform(name) for name in ("count", "min", "max"))
    return picked.assign(
        others=(count - plain[value].notna()).loc[picked.index].astype("Int64"),
        lowest=lowest.loc[picked.index],
        highest=highest.loc[picked.index],
    )


def spread(facts: Facts, *, by: Sequence[str] | None = None, value: str | None = None) -> Facts:
    """Say how far the figures for each thing lie apart.

    Parameters
    ----------
    facts, by, value
        As for `preferred`.

    Returns
    -------
    Facts
        One row for each thing, with ``figures`` (how many), ``sources`` (of how many works),
        ``lowest`` and ``highest``. It rests on all rows of `facts`.
    """
    table = _table(facts)
    value = value or value_column(table)
    columns = list(by or entity_columns(table, value, ()))
    known = facts[facts[value].notna()]
    groups = known.groupby(columns, dropna=False, observed=True)
    result = groups.agg(
        figures=(value, "size"),
        sources=("source_id", "nunique"),
        lowest=(value, "min"),
        highest=(value, "max"),
    )
    return cast(Facts, result.reset_index())


def value_column(table: Table) -> str:
    """Return the column that holds the figure of a table: its first observed number."""
    for field in table.fields:
        if field.is_number and field.nature == "observed":
            return field.name
    raise ValueError(f"{table.name} has no observed number; say which column is meant")


def entity_columns(table: Table, value: str, ranked: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of the primary key that say what a figure is of, not whose or when."""
    apart = {value, "source_id", "entry", *ranked}
    columns = []
    for name in table.primary_key:
        field = table.field(name)
        observed_number = field.is_number and field.nature == "observed"
        if name not in apart and not field.is_date and not observed_number:
            columns.append(name)
    if not columns:
        raise ValueError(f"the key of {table.name} names a row, not a thing; give the columns `by`")
    return tuple(columns)


def _table(facts: Facts) -> Table:
    name = table_of(facts)
    if name is None:
        raise ValueError(
            "these are no longer rows of one table: choose before grouping, merging or resetting"
        )
    return descriptor.read().table(name)


def _order(table: Table, column: str, wanted: object) -> list[object]:
    single = isinstance(wanted, str) or not isinstance(wanted, Iterable)
    order = [wanted] if single else list(cast(Iterable[object], wanted))
    known = table.field(column).values
    for code in order:
        if known and code not in known:
            raise ValueError(f"{column} of {table.name} has no code {code!r}: {', '.join(known)}")
    return order


def _new(ranked: Iterable[str], columns: Sequence[str]) -> list[str]:
    return [name for name in ranked if name not in columns]


def _trust(facts: Facts, table: Table) -> dict[str, pd.Series]:
    """Rank the rows by how far their sources are to be trusted; lower is better."""
    sources = pd.DataFrame(load("sources")).set_index("source_id")
    own = facts["source_id"].astype("object")
    weak = sources["state_media"].fillna(False) | sources["aggregator"].fillna(False)
    kinds = sources["kind"].astype("object").map({kind: n for n, kind in enumerate(KINDS)})
    ranks = {
        "_confidence": -facts["confidence"].cat.codes.astype("int64"),
        "_weak": own.map(weak.astype("bool")),
        "_kind": own.map(kinds),
    }
    date = next((field.name for field in table.fields if field.is_date), None)
    if date:
        # Missing dates sort last whichever way, because a negated NaT stays missing.
        ranks["_age"] = -(facts[date] - pd.Timestamp("1900-01-01")).dt.days
    ranks["_source"] = own
    return {name: pd.Series(rank) for name, rank in ranks.items()}
