"""What teams pledged beside what governments have said, and what the model makes of that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from coalitions import dilemma
from coalitions.portraits import forces
from coalitions.portraits.subject import Subject
from coalitions.provenance import Provenance, of
from coalitions.simulation.outcome import Outcome
from coalitions.simulation.roles import role
from coalitions.simulation.states import model, state
from coalitions.stances import PRESENCE


@dataclass(frozen=True, slots=True)
class Compared:
    """A country in the simulation and in the record.

    Attributes
    ----------
    iso3, name
        Which.
    pledged, sustained
        Soldiers in the last round: pledged, and kept up in the simulation.
    named_low, named_high
        The lowest and highest number of its soldiers for Ukraine that anybody has named, persons;
        None where nobody has.
    model
        What the model expects with the coded willingness, the backstop of the last round and all
        NATO commitments kept, persons.
    position
        Its coded answer on soldiers, in words.
    as_of
        The month of that answer.
    provenance
        The rows behind the record.
    """

    iso3: str
    name: str
    pledged: int
    sustained: float
    named_low: int | None
    named_high: int | None
    model: float
    position: str
    as_of: str
    provenance: Provenance = field(repr=False)

    @property
    def verdict(self) -> str:
        """Say how the team compares with its government, by coded answer and numbers named."""
        sends = self.pledged > 0
        if self.position in _STAYS:
            return "bolder than its government" if sends else "as its government"
        if not sends:
            return "more careful than its government"
        if self.named_high is not None and self.pledged > self.named_high:
            return "more than anybody named"
        if self.named_low is not None and self.pledged < self.named_low:
            return "less than was named"
        return "as its government"

    def as_dict(self) -> dict[str, Any]:
        """Return the comparison for JSON."""
        return {
            "iso3": self.iso3,
            "name": self.name,
            "pledged": self.pledged,
            "sustained": round(self.sustained),
            "named_low": self.named_low,
            "named_high": self.named_high,
            "model": round(self.model),
            "position": self.position,
            "as_of": self.as_of,
            "verdict": self.verdict,
            "rows": self.provenance.as_json(),
        }


_STAYS = frozenset(PRESENCE.label(code) for code in ("refuses", "support_without_troops"))


def compared(outcome: Outcome) -> tuple[Compared, ...]:
    """Set the last round beside the record, in the order of the outcome."""
    expected = dilemma.outcome(model(), outcome.world.backstop, 1.0).by_state
    found = []
    for each in outcome.countries:
        card, said = role(each.iso3), forces.named(Subject.of(each.iso3))
        found.append(
            Compared(
                each.iso3,
                each.name,
                each.pledged,
                each.sustained,
                int(said["low"].min()) if len(said) else None,
                int(said["high"].max()) if len(said) else None,
                expected[each.iso3],
                PRESENCE.label(card.presence),
                card.as_of,
                of(said).union(state(each.iso3).provenance),
            )
        )
    return tuple(found)
