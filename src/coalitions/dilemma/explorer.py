"""The inputs of the model at the modes, as one table that a browser can compute with."""

from __future__ import annotations

from typing import Final

import pandas as pd

from coalitions.dilemma.draws import at
from coalitions.dilemma.model import brigades, willingness
from coalitions.dilemma.parameters import BACKSTOPS, Parameters
from coalitions.facts import Facts

#: Names of enablers short enough for a phone.
_SUPPORTS: Final = {
    "air_and_missile_defence": "Air defence allows",
    "isr": "Reconnaissance allows",
    "deep_precision_strike": "Missiles allow",
    "airlift": "Airlift allows",
}


def explorer_table(parameters: Parameters) -> Facts:
    """Return what the explorer needs of each state and each enabler.

    Returns
    -------
    Facts
        One row for each state (``kind`` is ``"state"``): `brigades`, `ready` (share), `committed`
        (brigades) and the willingness `none`, `enablers` and `full` under each backstop. One row
        for each enabler (``"enabler"``): what is `european` (rotation counted), what is `american`,
        the `need` of a force of 10,000, and the American share under each backstop. Two rows hold
        the places of results: ``"offered"`` and ``"force"``. Cells that do not apply are 0; a
        `need` that does not apply is 1.
    """
    sample = at(parameters)
    kept = sample["enabler-availability"][0]
    blank = {"brigades": 0.0, "ready": 0.0, "committed": 0.0, "european": 0.0, "american": 0.0}
    shares = dict.fromkeys(BACKSTOPS, 0.0)
    records: list[dict[str, object]] = [
        {"kind": "force", "name": "The force"},
        {"kind": "offered", "name": "States offer"},
    ]
    for enabler in parameters.enablers:
        records.append(
            {
                "kind": "enabler",
                "name": _SUPPORTS.get(enabler.key, f"{enabler.label.capitalize()} allows"),
                "european": sample[enabler.european][0] * (1.0 if enabler.consumed else kept),
                "american": sample[enabler.american][0],
                "need": sample[enabler.need][0],
                **{b: sample[f"us-share-{b}"][0] for b in BACKSTOPS},
            }
        )
    for state in parameters.present:
        records.append(
            {
                "kind": "state",
                "name": state.name,
                "brigades": brigades(state, sample)[0],
                "ready": sample[state.readiness][0],
                "committed": sample[state.committed][0],
                **{b: willingness(state, b, sample)[0] for b in BACKSTOPS},
            }
        )
    table = pd.DataFrame([{**blank, **shares, "need": 1.0, **record} for record in records])
    return Facts.resting_on(table, parameters.provenance)
