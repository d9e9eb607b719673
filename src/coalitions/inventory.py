"""What Europe and the United States hold, class by class, and how far the two are apart.

The table `equipment` mixes holdings, orders, outputs and totals of groups, by several sources. Two
comparisons can be made from it without adding what does not belong together:

`matched_holdings`
    figures that one source gives for both sides, or that were matched by hand (`PAIRINGS`);
`baseline_holdings`
    one uniform but weak and old inventory of 2022, country by country.

Both label each row with the class compared (`name`) and the `side` it counts for; `gap_table` and
`us_ratio` do the arithmetic. Which rows are set against each other is a judgement of the book.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import pandas as pd

from coalitions.facts import Facts
from coalitions.quantities import Quantity, quantity

EUROPE: Final = "Europe"
USA: Final = "United States"

#: The uniform inventory of 2022: from before the transfers to Ukraine, stored equipment included.
BASELINE: Final = "gfp-2022"

ENABLERS: Final = {
    "air_and_missile_defence": "air and missile defence",
    "isr": "intelligence, surveillance and reconnaissance",
    "deep_precision_strike": "deep precision strike",
    "airlift": "strategic airlift",
}


@dataclass(frozen=True)
class Pairing:
    """Rows of `equipment` that are set against each other.

    Attributes
    ----------
    name
        The class compared.
    enabler
        A key of `ENABLERS`, or empty.
    usa, europe
        Keys of the rows on each side; several are added up. Without a European row, the American
        one is a share in per cent, and Europe has the rest.
    """

    name: str
    enabler: str
    usa: tuple[str, ...]
    europe: tuple[str, ...] = ()


PAIRINGS: Final = (
    Pairing(
        "Heavy transports",
        "airlift",
        usa=("usa-strategic-airlift-undated", "usa-strategic-airlift-undated-2"),
        europe=("europe-strategic-airlift-2023",),
    ),
    Pairing("Long-range missiles", "deep_precision_strike", usa=("usa-long-range-strike-2025-07",)),
    Pairing(
        "Military satellites",
        "isr",
        usa=("usa-satellite-isr-2025",),
        europe=("european-nato-satellite-isr-2025",),
    ),
    Pairing(
        "ISR drones",
        "isr",
        usa=("usa-isr-aircraft-drone-2023-2",),
        europe=("europe-isr-aircraft-drone-2023-2",),
    ),
    Pairing(
        "Crewed ISR aircraft",
        "isr",
        usa=("usa-isr-aircraft-drone-2023",),
        europe=("europe-isr-aircraft-drone-2023",),
    ),
    Pairing(
        "Early warning aircraft",
        "isr",
        usa=("usa-awacs-aew-2023",),
        europe=("europe-awacs-aew-2023",),
    ),
    Pairing(
        "Patriot batteries",
        "air_and_missile_defence",
        usa=("usa-patriot-battery-2025",),
        europe=(
            "deu-patriot-battery-2025-07-13",
            "esp-patriot-battery-2024",
            "grc-patriot-battery-2026-03",
            "nld-patriot-battery-2024",
            "pol-patriot-battery-2024-04",
            "rou-patriot-battery-2023",
            "swe-patriot-battery-2022-12",
        ),
    ),
    Pairing(
        "Refuelling aircraft",
        "",
        usa=("usa-tanker-aircraft-2025",),
        europe=("europe-tanker-aircraft-2025",),
    ),
)

_BASELINE_NAMES: Final = {
    "main_battle_tank": "Tanks",
    "artillery": "Artillery pieces",
    "attack_helicopter": "Attack helicopters",
    "submarine": "Submarines",
    "major_surface_combatant": "Large warships",
    "mine_countermeasure_vessel": "Mine hunters",
}


def matched_holdings(equipment: Facts, pairings: Collection[Pairing] = PAIRINGS) -> Facts:
    """Pick the rows of `pairings` and say what each is compared as.

    Parameters
    ----------
    equipment
        The table `equipment`.
    pairings
        What is set against what.

    Returns
    -------
    Facts
        Rows of `equipment` with `name`, `side` and `enabler` of the pairing.

    Raises
    ------
    LookupError
        If a row of a pairing is not in the table.
    """
    parts = []
    for pair in pairings:
        missing = set(pair.usa + pair.europe) - set(equipment["holding_id"])
        if missing:
            raise LookupError(
                f"equipment has no holding_id {', '.join(sorted(missing))}, needed for "
                f"{pair.name!r}; correct PAIRINGS in coalitions/inventory.py or the filter"
            )
        american = equipment[equipment["holding_id"].isin(pair.usa)]
        if pair.europe:
            european = equipment[equipment["holding_id"].isin(pair.europe)]
        else:
            european = american.assign(quantity=100 - american["quantity"])
        parts += [
            _labelled(part, pair, side) for part, side in ((european, EUROPE), (american, USA))
        ]
    return pd.concat(parts)


def _labelled(rows: Facts, pair: Pairing, side: str) -> Facts:
    return rows.assign(name=pair.name, side=side, enabler=pair.enabler)


def baseline_holdings(equipment: Facts, europeans: Collection[str]) -> Facts:
    """Pick the uniform inventory of 2022 for the classes outside the enablers.

    Parameters
    ----------
    equipment
        The table `equipment`.
    europeans
        ISO 3166-1 alpha-3 codes of the states that count as Europe.

    Returns
    -------
    Facts
        One row for each state and class, with `name`, `side` and an empty `enabler`.
    """
    sides = {**dict.fromkeys(europeans, EUROPE), "USA": USA}
    chosen = (
        (equipment["source_id"] == BASELINE)
        & equipment["category"].isin(list(_BASELINE_NAMES))
        & equipment["iso3"].isin(list(sides))
    )
    rows = equipment[chosen]
    return rows.assign(
        name=rows["category"].astype("string").map(_BASELINE_NAMES),
        side=rows["iso3"].map(sides),
        enabler="",
    )


def gap_table(sides: Facts) -> Facts:
    """Set Europe against the United States, class by class.

    Parameters
    ----------
    sides
        Rows labelled by `matched_holdings` or `baseline_holdings`.

    Returns
    -------
    Facts
        One row for each class: `name`, `enabler`, `europe` and `usa` (pieces; per cent where the
        source gives a share), `ratio` (Europe ÷ United States), `oldest` and `newest` year of the
        dated figures, `states` (how many figures make up the European side) and the lowest
        `confidence` of all figures. Sorted by `ratio`.
    """
    groups = sides.groupby(["name", "enabler"], sort=False, observed=True)
    amounts = sides.pivot_table(
        index=["name", "enabler"], columns="side", values="quantity", aggfunc="sum", sort=False
    )
    europeans = sides[sides["side"] == EUROPE]
    table = amounts.rename(columns={EUROPE: "europe", USA: "usa"}).assign(
        ratio=amounts[EUROPE] / amounts[USA],
        oldest=groups["as_of"].min().dt.year,
        newest=groups["as_of"].max().dt.year,
        states=europeans.groupby(["name", "enabler"], observed=True).size(),
        confidence=groups["confidence"].min(),
    )
    return table.reset_index().rename_axis(columns=None).sort_values("ratio", kind="stable")


def us_ratio(sides: Facts, name: str) -> Quantity:
    """Divide what Europe holds of a class by what the United States hold.

    Parameters
    ----------
    sides
        Rows labelled by `matched_holdings` or `baseline_holdings`.
    name
        The class, as in the column `name`.

    Returns
    -------
    Quantity
        A share (0 to 1, or above); it rests on the rows of that class alone.

    Raises
    ------
    LookupError
        If no row has that name.
    """
    rows = sides[sides["name"] == name]
    if rows.empty:
        known = ", ".join(sorted(set(sides["name"].astype(str))))
        raise LookupError(f"no class {name!r}; there are: {known}")
    europe = rows.loc[rows["side"] == EUROPE, "quantity"].sum()
    usa = rows.loc[rows["side"] == USA, "quantity"].sum()
    return quantity(
        float(europe) / float(usa),
        "share",
        rows=rows,
        expression=f"{name}, Europe ÷ United States",
    )


#: What a matrix of holders shows: the category in `equipment`, and the types that it may count.
_HOLDINGS: Final = {
    "Patriot batteries": ("patriot_battery", ""),
    "Early warning": ("awacs_aew", ""),
    "Crewed ISR aircraft": ("isr_aircraft_drone", "RC-135"),
    "Large drones": ("isr_aircraft_drone", "RQ-4|MQ-9"),
    "Cruise missiles": ("long_range_strike", ""),
    "C-17 transports": ("strategic_airlift", ""),
    "A400M transports": ("tactical_airlift", "A400M"),
    "A330 tankers": ("tanker_aircraft", "A330|Voyager"),
    "F-35 fighters": ("fifth_gen_aircraft", ""),
}


def holders(equipment: Facts, europeans: Collection[str]) -> Facts:
    """Keep the newest figure that each European holder has for each kind of enabler.

    Parameters
    ----------
    equipment
        The table `equipment`.
    europeans
        ISO 3166-1 alpha-3 codes; the pooled fleets of NATO are added.

    Returns
    -------
    Facts
        One row of `equipment` for each holder and kind, with the kind in `holding`. Only what is
        held counts, by sources other than the baseline of 2022. No row means: no figure.
    """
    rows = equipment[
        (equipment["status"] == "held")
        & (equipment["source_id"] != BASELINE)
        & equipment["entity"].isin([*europeans, "nato_pooled"])
    ]
    kinds = [
        rows[(rows["category"] == category) & rows["detail"].fillna("").str.contains(types)].assign(
            holding=holding
        )
        for holding, (category, types) in _HOLDINGS.items()
    ]
    newest = pd.concat(kinds).sort_values("as_of", kind="stable", na_position="first")
    return newest.drop_duplicates(["entity", "holding"], keep="last")
