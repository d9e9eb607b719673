"""What others have said a force for Ukraine needs, or could be: beside the model, never in it."""

from __future__ import annotations

import pandas as pd

from coalitions.data.load import load
from coalitions.facts import Facts


def published() -> Facts:
    """Return every published size of a whole force for Ukraine, each statement once.

    Rows come from `force_requirements` (without second reports of a statement) and from
    `force_plans` (without the lines that repeat one of them). Brigades, national shares and forces
    for NATO territory are left out.

    Returns
    -------
    Facts
        One row for each statement: `who`, `date`, `mission` (empty for plans), `low` and `high`
        in persons (one of them missing for a floor or a ceiling), `source_id`, sorted by date.
    """
    asked = load("force_requirements", scope="whole_force", unit="persons", same_statement=None)
    asked = asked[asked["mission"].astype(str).str.startswith("ukraine")]
    plans = load("force_plans", scope="whole_force", estimate_id=None)
    plans = plans[plans["range_kind"].ne("unquantified")]
    columns = ["who", "date", "mission", "low", "high", "source_id"]
    parts = [
        asked.rename(columns={"author": "who"})[columns],
        plans.rename(columns={"who_said_it": "who"}).assign(mission="")[columns],
    ]
    together = pd.concat([part.astype({"mission": "string"}) for part in parts])
    ordered = together.sort_values(["date", "who"], kind="stable", ignore_index=True)
    assert isinstance(ordered, Facts)
    return ordered
