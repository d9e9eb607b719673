"""Every class of equipment country by country, the United States included, for an exploration.

The enablers come from single figures of different years, the other classes from the uniform
inventory of 2022; `coalitions.inventory` says why the two must not be added up.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from coalitions.data.places import names
from coalitions.facts import Facts
from coalitions.inventory import EUROPE, USA, baseline_holdings, holders

#: The American figure that stands beside the European holders of a kind: a key of `equipment`.
AMERICAN: Final = {
    "Patriot batteries": "usa-patriot-battery-2025",
    "Early warning": "usa-awacs-aew-2023",
    "Crewed ISR aircraft": "usa-isr-aircraft-drone-2023",
    "Large drones": "usa-isr-aircraft-drone-2023-2",
    "C-17 transports": "usa-strategic-airlift-undated",
}


def country_holdings(equipment: Facts, europeans: Collection[str]) -> Facts:
    """Return who holds how many of each class, with the date and the quality of each figure.

    Parameters
    ----------
    equipment
        The table `equipment`.
    europeans
        ISO 3166-1 alpha-3 codes of the states that count as Europe.

    Returns
    -------
    Facts
        One row for each holder and class: ``holding``, ``name`` of the holder, ``side``,
        ``quantity``, ``as_of`` and ``confidence``. For large drones the American figure counts
        unmanned aircraft of every size; for kinds without an American figure there is none.

    Raises
    ------
    LookupError
        If an American figure is not in the table.
    """
    missing = sorted(set(AMERICAN.values()) - set(equipment["holding_id"]))
    if missing:
        raise LookupError(f"equipment has no holding_id {', '.join(missing)}: correct AMERICAN")
    single = holders(equipment, europeans).assign(side=EUROPE)
    american = [
        equipment[equipment["holding_id"] == key].assign(holding=holding, side=USA)
        for holding, key in AMERICAN.items()
    ]
    uniform = baseline_holdings(equipment, europeans)
    uniform = uniform.assign(holding=uniform["name"])
    columns = ["holding", "iso3", "group", "side", "quantity", "as_of", "confidence", "source_id"]
    together = pd.concat([part[columns] for part in (single, *american, uniform)])
    assert isinstance(together, Facts)
    return together.assign(name=names(together["iso3"]).fillna("NATO pool"))
