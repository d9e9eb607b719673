"""Operations: what each was, who led it, how long it lasted, and which count as coalitions.

The table ``coalitions`` holds coalitions of the willing and, for scale, operations of NATO and of
the European Union. How many coalitions there have been depends on what one lets count, so the
requirements stand here as data, to be applied one by one or together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import pandas as pd

from coalitions.data import package as descriptor
from coalitions.data.load import load
from coalitions.data.places import names
from coalitions.facts import Facts

WILLING: Final = ("un_authorised_coalition", "coalition")
"""The kinds of operation that are coalitions of the willing in the sense of this book."""


@dataclass(frozen=True)
class Requirement:
    """Something an operation may be asked to be before it counts.

    Attributes
    ----------
    field
        Name of the boolean column that `all_operations` makes of it.
    words
        The requirement as a short label.
    """

    field: str
    words: str


REQUIREMENTS: Final = (
    Requirement("is_coalition", "Not NATO, not EU"),
    Requirement("went", "Force deployed"),
    Requirement("under_chapter_vii", "Chapter VII mandate"),
    Requirement("met_no_army", "No army in its way"),
    Requirement("other_lead", "Not led by the US"),
)


def all_operations() -> Facts:
    """Return all operations, first to begin first, with their leads and what they fulfil.

    Returns
    -------
    Facts
        The rows of ``coalitions`` with these columns added: ``lead`` (short names) and
        ``lead_code`` (ISO code; empty for several leads); ``form`` and ``basis`` (labels of the
        kind and of the legal basis); ``until`` (the end, or the last day that the table covers,
        for those without an end on record); ``state`` (``"ended"``, ``"no end on record"`` or
        ``"planned"``); and one boolean column for each of `REQUIREMENTS`.
    """
    table = load("coalitions").sort_values("start_date", kind="stable")
    leads = load("coalition_leads")
    together = leads.assign(lead=names(leads["iso3"])).groupby("coalition_id", observed=True)
    codes = together["iso3"].agg(lambda codes: codes.iloc[0] if len(codes) == 1 else "")
    cutoff = pd.Timestamp(str(descriptor.read().table("coalitions").cutoff))
    ended, deployed = table["end_date"].notna(), table["deployed"].fillna(False)
    kind, basis = table["kind"].astype(str), table["mandate_basis"].astype(str)
    ours = table.assign(
        lead=table["coalition_id"].map(together["lead"].agg(" and ".join)),
        lead_code=table["coalition_id"].map(codes),
        form=kind.map(labels_of("coalitions", "kind")),
        basis=basis.map(labels_of("coalitions", "mandate_basis")),
        until=table["end_date"].fillna(cutoff),
        state=deployed.map({True: "no end on record", False: "planned"}).mask(ended, "ended"),
        is_coalition=kind.isin(WILLING),
        went=deployed.astype(bool),
        under_chapter_vii=basis.eq("un_chapter_vii"),
        met_no_army=table["permissive_environment"].isin(["permissive", "semi_permissive"]),
    )
    return ours.assign(other_lead=ours["lead_code"].ne("USA"))


def counted(table: Facts, required: Iterable[str]) -> Facts:
    """Keep the operations that fulfil all of the requirements named.

    Parameters
    ----------
    table
        Rows of `all_operations`.
    required
        Fields of `REQUIREMENTS`.
    """
    fulfilled = pd.Series(True, index=table.index)
    for field in required:
        fulfilled &= table[field]
    return table[fulfilled]


def possible_counts(table: Facts) -> dict[tuple[str, ...], int]:
    """Count the operations under every combination of requirements, the empty one included."""
    fields = [requirement.field for requirement in REQUIREMENTS]
    return {
        chosen: len(counted(table, chosen))
        for size in range(len(fields) + 1)
        for chosen in combinations(fields, size)
    }


def labels_of(table: str, field: str) -> dict[str, str]:
    """Return the label of each code of a column, as the descriptor has it."""
    codes = descriptor.read().table(table).field(field).codes
    return {str(code.value): str(code.label) for code in codes}
