"""What others have said a force for Ukraine needs, or could be: beside the model, never in it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.figures import describe


def published() -> Facts:
    """Return every published size of a whole force for Ukraine, each statement once.

    Rows come from `force_requirements` (without second reports of a statement) and from
    `force_plans` (without the lines that repeat one of them). Brigades, national shares and forces
    for NATO territory are left out.

    Returns
    -------
    Facts
        One row for each statement: `who`, `date` (and its precision), `mission` (empty for
        plans), `low` and `high` in persons (one of them missing for a floor or a ceiling),
        `source_id`, sorted by date.
    """
    asked = load("force_requirements", scope="whole_force", unit="persons", same_statement=None)
    asked = asked[asked["mission"].astype(str).str.startswith("ukraine")]
    plans = load("force_plans", scope="whole_force", estimate_id=None)
    plans = plans[plans["range_kind"].ne("unquantified")]
    columns = ["who", "date", "date_precision", "mission", "low", "high", "source_id"]
    parts = [
        asked.rename(columns={"author": "who"})[columns],
        plans.rename(columns={"who_said_it": "who"}).assign(mission="")[columns],
    ]
    together = pd.concat(
        [part.astype({"mission": "string", "date_precision": "string"}) for part in parts]
    )
    ordered = together.sort_values(["date", "who"], kind="stable", ignore_index=True)
    assert isinstance(ordered, Facts)
    return ordered


def requirement_lines(words: Mapping[str, str]) -> Facts:
    """Pick published requirements to compare with, each with a name and its date.

    Parameters
    ----------
    words
        Key in `force_requirements` to the name to print.

    Returns
    -------
    Facts
        Rows of `force_requirements` with ``value``, the lower end in persons (the upper end of a
        ceiling), and ``words``, smallest first.

    Raises
    ------
    LookupError
        If a key is not in the table.
    """
    rows = load("force_requirements")
    missing = set(words) - set(rows["estimate_id"])
    if missing:
        raise LookupError(f"force_requirements has no {', '.join(sorted(missing))}")
    rows = rows[rows["estimate_id"].isin(list(words))]
    value = rows["low"].fillna(rows["high"]).astype("float64")
    said = [
        f"{words[key]}, {describe.date(moment, str(known))}"
        for key, moment, known in zip(
            rows["estimate_id"], rows["date"], rows["date_precision"], strict=True
        )
    ]
    return rows.assign(value=value, words=said).sort_values("value", kind="stable")
