"""The words of the simulation: rounds, tasks, conditions, columns, and the sizes to reach."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ROUNDS: Final[Mapping[int, str]] = MappingProxyType(
    {1: "Summit", 2: "Force generation", 3: "Crisis"}
)
"""Round to its name."""

TASKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "air_policing": "Air policing",
        "maritime_security": "Maritime security",
        "demining": "Demining",
        "training": "Training",
        "logistics": "Logistics",
        "monitoring": "Monitoring",
        "intelligence": "Intelligence",
        "air_defence": "Air defence",
        "defence_industry": "Defence industry",
    }
)
"""Tasks that a team can take; codes and labels of `position_tasks`."""

MEASURED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "financial": "Finance",
        "reassurance_force": "Reassurance force",
        "deterrence_force": "Deterrence force",
    }
)
"""Tasks of `position_tasks` that nobody ticks: money and soldiers pledged decide on them."""

CONDITIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ceasefire": "Only while a ceasefire holds",
        "mandate": "Only with a mandate of the United Nations or the EU",
        "partners": "Only if half of the countries send soldiers",
    }
)
"""Conditions that a pledge can name."""

KINDS_OF_CONDITION: Final[Mapping[str, str]] = MappingProxyType(
    {"Ceasefire": "ceasefire", "Mandate": "mandate", "All partners": "partners"}
)
"""Condition that governments have named (`coalitions.named_conditions`) to that of a pledge."""

COLUMNS: Final = (
    "country",
    "round",
    "team",
    "soldiers",
    "commitments_kept",
    "needs_backstop",
    "conditions",
    "tasks",
    "aid_percent",
    "statement",
)
"""Columns of a file of pledges."""

REQUIRED: Final = ("country", "round")
"""Columns without which no row can be read."""

TEAM_LENGTH: Final = 60
STATEMENT_LENGTH: Final = 500

REASSURANCE: Final = "iiss-small"
DETERRENCE: Final = "iiss-large"
"""Rows of `force_requirements` whose lower ends say when a force reassures and when it deters."""

FREE_RIDER: Final = 0.5
"""A country rides free whose effort is less than this part of the effort of all."""
