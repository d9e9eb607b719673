"""The conditions that governments name for soldiers in Ukraine, found by patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pandas as pd

from coalitions.data.load import load
from coalitions.data.places import names
from coalitions.facts import Facts

CONDITIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Ceasefire": r"(?i)ceasefire|truce|peace\b|settlement|end of the war|war has",
        "US part": r"\bUS\b|United States|backstop",
        "Mandate": r"\bUN\b|\bEU\b|mandate",
        "Parliament": r"(?i)parliament|Bundestag|Seimas|Saeima|Riksdag",
        "Clear task": r"(?i)framework|questions|settled|mission type|shape of the mission|"
        r"tasks|scenarios|agreed mission|rules|overall need",
        "All partners": r"(?i)whole coalition|together with others",
    }
)
"""Condition to the pattern that finds it in the wording of `troop_positions`.

A ceasefire stands for a peace or settlement too; a mandate is one of the United Nations or the EU.
"""

# A mandate of a parliament is consent at home, not a mandate of the United Nations or the Union.
_AT_HOME = re.compile(r"Bundestag mandate|mandate of (Parliament|the Seimas)", re.IGNORECASE)


def conditions(
    patterns: Mapping[str, str] = CONDITIONS, *, statements: Facts | None = None
) -> Facts:
    """Find the conditions that governments have named for soldiers in Ukraine.

    Statements that refuse soldiers, statements that "hold also" after a peace, and lists of the
    press are left out: they name no condition of a government.

    Parameters
    ----------
    patterns
        Kind of condition to the pattern that finds it.
    statements
        Rows of `troop_positions`; all of them if not given.

    Returns
    -------
    Facts
        One row for each statement and condition, naming its row of `troop_positions`:
        ``iso3``, ``name``, ``as_of``, ``condition_kind`` and the ``condition`` in full.
    """
    said = load("troop_positions") if statements is None else statements
    said = said[
        said["condition"].notna() & said["position"].isin(["open_conditional", "will_deploy"])
    ]
    listed = said["offered"].fillna("").str.startswith("Named ").astype(bool)
    said = said[~listed].assign(name=names(said["iso3"]))
    parts = []
    for kind, pattern in patterns.items():
        words = said["condition"]
        if kind == "Mandate":
            words = words.str.replace(_AT_HOME, "", regex=True)
        found = words.str.contains(pattern, regex=True).astype(bool)
        parts.append(
            said[found][["iso3", "name", "as_of", "condition"]].assign(condition_kind=kind)
        )
    together = pd.concat(parts)
    assert isinstance(together, Facts)
    return together
