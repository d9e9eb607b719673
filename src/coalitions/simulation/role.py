"""What a role card is: facts, limits, red lines and private aims, each with its rows.

What a government thinks is the compendium's coding of its statements (``coded``), and pages that
show a card say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from coalitions.provenance import Provenance

MOST: Final = 20
"""Points that each private aim can bring."""

SECTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "position": "What your government has said",
        "conditions": "Conditions it has named for soldiers",
        "forces": "Your forces",
        "commitments": "What they are committed to",
        "money": "Your money",
        "home": "At home",
    }
)


@dataclass(frozen=True, slots=True)
class RoleFact:
    """One fact on a card.

    Attributes
    ----------
    section, key
        Where it stands; what it is, unique on the card.
    label, text
        What is told, and the fact in words.
    coded
        Whether it is the compendium's coding of statements.
    provenance
        The rows it rests on.
    """

    section: str
    key: str
    label: str
    text: str
    coded: bool
    provenance: Provenance

    def as_dict(self) -> dict[str, Any]:
        """Return the fact for JSON."""
        return {
            "key": self.key,
            "label": self.label,
            "text": self.text,
            "coded": self.coded,
            "rows": self.provenance.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Limits:
    """What a team can pledge at most, and what it can keep up.

    Attributes
    ----------
    soldiers
        Persons in all its combat brigades, and no more than its active personnel: a pledge above
        is not accepted.
    keeping_all, keeping_half, keeping_none
        Persons that it can keep deployed while it keeps 100, 50 or 0 per cent of its NATO
        commitments, at the middle values of the model.
    aid_percent
        Military expenditure in 2024 as a share of GDP, %: no team gives more in a year.
    aid_so_far
        Aid to Ukraine so far, % of GDP a year: the sum to April 2026 divided by its years.
    tasks
        How many tasks it can take: three from 100,000 active personnel on, two from 25,000 on,
        else one.
    """

    soldiers: int
    keeping_all: int
    keeping_half: int
    keeping_none: int
    aid_percent: float
    aid_so_far: float
    tasks: int


@dataclass(frozen=True, slots=True)
class RedLine:
    """Something that the government has excluded, by our coding.

    Attributes
    ----------
    key
        ``soldiers``, ``backstop``, ``ceasefire``, ``mandate`` or ``commitments``.
    text, why
        The line as an order to the team; what it follows from.
    provenance
        The rows it follows from.
    """

    key: str
    text: str
    why: str
    provenance: Provenance

    def as_dict(self) -> dict[str, Any]:
        """Return the line for JSON."""
        rows = self.provenance.as_json()
        return {"key": self.key, "text": self.text, "why": self.why, "rows": rows}


@dataclass(frozen=True, slots=True)
class Objective:
    """A private aim of a team.

    Attributes
    ----------
    key, title, text
        What it is; in two words; as an order to the team.
    how
        How its points are counted.
    why, provenance
        What it follows from, in words and rows.
    """

    key: str
    title: str
    text: str
    how: str
    why: str
    provenance: Provenance

    def as_dict(self) -> dict[str, Any]:
        """Return the aim for JSON."""
        words = {name: getattr(self, name) for name in ("key", "title", "text", "how", "why")}
        return {**words, "most": MOST, "rows": self.provenance.as_json()}


@dataclass(frozen=True)
class Role:
    """The card of a country.

    Attributes
    ----------
    iso3, name, name_in_text
        Code and names.
    as_of
        Month of the line of `positions` on which the card rests, such as ``2026-01``.
    in_nato
        Whether it is a member of NATO.
    presence, backstop, consensus
        Codes of that line: soldiers in Ukraine, an American backstop (``not-stated`` if nothing
        was found), agreement at home (empty if nothing was found).
    conditions
        Conditions of a pledge that it has named: keys of `CONDITIONS`.
    named_tasks
        Codes of `position_tasks` that it has named in any month.
    red_lines, objectives
        What it must not do, and what it wants.
    limits
        What it can pledge.
    """

    iso3: str
    name: str
    name_in_text: str
    as_of: str
    in_nato: bool
    presence: str
    backstop: str
    consensus: str
    conditions: tuple[str, ...]
    named_tasks: tuple[str, ...]
    red_lines: tuple[RedLine, ...]
    objectives: tuple[Objective, ...]
    limits: Limits

    @cached_property
    def facts(self) -> tuple[RoleFact, ...]:
        """What is known of the country, section by section."""
        from coalitions.simulation.told import facts

        return tuple(facts(self.iso3))

    @property
    def provenance(self) -> Provenance:
        """All rows on the card."""
        return Provenance().union(
            *(fact.provenance for fact in self.facts),
            *(line.provenance for line in self.red_lines),
            *(aim.provenance for aim in self.objectives),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the card for JSON; see the chapter on the simulation for its shape."""
        sections = [
            {
                "key": key,
                "title": title,
                "facts": [fact.as_dict() for fact in self.facts if fact.section == key],
            }
            for key, title in SECTIONS.items()
        ]
        return {
            "iso3": self.iso3,
            "name": self.name,
            "name_in_text": self.name_in_text,
            "as_of": self.as_of,
            "sections": [each for each in sections if each["facts"]],
            "red_lines": [line.as_dict() for line in self.red_lines],
            "objectives": [aim.as_dict() for aim in self.objectives],
            "limits": asdict(self.limits),
        }
