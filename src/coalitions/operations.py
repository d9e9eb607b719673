"""Operations: what each was, who led it, how long it lasted, and which count as coalitions.

The table ``coalitions`` holds coalitions of the willing and, for scale, operations of NATO and of
the European Union. How many coalitions there have been depends on what one lets count, so the
requirements stand here as data, to be applied one by one or together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Final

import pandas as pd

from coalitions.data import package as descriptor
from coalitions.data.load import load
from coalitions.data.package import labels_of
from coalitions.data.places import names
from coalitions.facts import Facts
from coalitions.provenance import of

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


UNFIT: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "lead_share": {
            "ramsi-2003": "the total counts police, the lead soldiers only",
            "isaf-2002": "both numbers are of a planned strength",
        },
        "density": {
            "gulf-1991": "most of the force stood outside Kuwait",
            "oef-2001": "the force is that of a whole region with its ships",
            "unified-protector-2011": "the force stayed in the air and at sea",
        },
    }
)
"""Operations whose numbers must not be put into a measure, and why."""


def all_operations() -> Facts:
    """Return all operations, first to begin first, with their leads and what they fulfil.

    Returns
    -------
    Facts
        The rows of ``coalitions`` with these columns added: ``lead`` (short names) and
        ``lead_code`` (ISO code; empty for several leads); ``form`` and ``basis`` (labels of the
        kind and of the legal basis); ``until`` (the end, or the last day that the table covers,
        for those without an end on record); ``lasted`` (days, for those that ended); ``state``
        (``"ended"``, ``"no end on record"`` or ``"planned"``); and one boolean column for each of
        `REQUIREMENTS`.
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
        lasted=(table["end_date"] - table["start_date"]).dt.days,
        state=deployed.map({True: "no end on record", False: "planned"}).mask(ended, "ended"),
        is_coalition=kind.isin(WILLING),
        went=deployed.astype(bool),
        under_chapter_vii=basis.eq("un_chapter_vii"),
        met_no_army=table["permissive_environment"].isin(["permissive", "semi_permissive"]),
    )
    return ours.assign(other_lead=ours["lead_code"].ne("USA"))


def comparable(table: Facts, measure: str) -> Facts:
    """Leave out the operations whose numbers do not fit a measure: see `UNFIT`."""
    return table[~table["coalition_id"].isin(list(UNFIT[measure]))]


def densities(table: Facts) -> Facts:
    """Return the operations on land with their force densities, densest first.

    Parameters
    ----------
    table
        Rows of ``coalitions``.

    Returns
    -------
    Facts
        With ``per_1000`` (persons per 1,000 inhabitants of the theatre) and ``per_100_km2``
        (persons per 100 km²). The whole force counts, ships and rear bases included, so both
        overstate what stood on the ground.

    References
    ----------
    Quinlivan, J. T. (1995), Force Requirements in Stability Operations, Parameters 25(4), 59–69.
    """
    known = comparable(table, "density")
    known = known.dropna(subset=["peak_personnel", "theatre_population", "theatre_area_km2"])
    people = known["peak_personnel"].astype(float)
    known = known.assign(
        per_1000=1000 * people / known["theatre_population"].astype(float),
        per_100_km2=100 * people / known["theatre_area_km2"].astype(float),
    )
    return known.sort_values("per_1000", ascending=False, kind="stable")


def density_rules() -> Facts:
    """Return the published rules for force density, from the lowest to the highest.

    Returns
    -------
    Facts
        ``rule`` (what it is for), ``low`` and ``high`` (persons per 1,000 inhabitants).
    """
    rules = load("force_density", kind="rule")
    begins = {
        "Policing a peaceful population": "policing a peaceful population",
        "Some resistance": "some resistance",
        "US counterinsurgency manual FM 3-24": "insurgency, stabilisation",
    }
    said = {
        name: next((rule for start, rule in begins.items() if name.startswith(start)), None)
        for name in rules["label"]
    }
    named = rules.assign(rule=rules["label"].map(said)).dropna(subset=["rule"])
    ends_of = {"low": ("per_1000_inhabitants", "min"), "high": ("per_1000_inhabitants", "max")}
    table = named.groupby("rule").agg(**ends_of).reset_index().sort_values("low", kind="stable")
    return Facts.resting_on(table, of(named))


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
