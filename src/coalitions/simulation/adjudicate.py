"""Three rounds, judged one after the other, with the cards that are played.

A country plays from its first row on. Where it hands in nothing for a round, its last pledge
stands. Cards hold from their round to the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coalitions.dilemma.parameters import Backstop
from coalitions.provenance import Provenance
from coalitions.simulation.cards import Event
from coalitions.simulation.chances import Chances, chances
from coalitions.simulation.compare import Compared, compared
from coalitions.simulation.judge import judge
from coalitions.simulation.outcome import Outcome
from coalitions.simulation.pledges import Pledge, Reading, Rejected
from coalitions.simulation.points import Account, Score, scores, team_points
from coalitions.simulation.roles import role
from coalitions.simulation.states import model
from coalitions.simulation.terms import ROUNDS
from coalitions.simulation.world import World, start


@dataclass(frozen=True, slots=True)
class Judged:
    """A round that has been judged.

    Attributes
    ----------
    number
        The round.
    pledges
        What holds in it, one for each country.
    events
        The cards played in it.
    before, after
        The outcome without and with its cards; the same where there are none.
    chances
        Probabilities, with its cards.
    """

    number: int
    pledges: tuple[Pledge, ...]
    events: tuple[Event, ...]
    before: Outcome
    after: Outcome
    chances: Chances

    @property
    def name(self) -> str:
        """The name of the round."""
        return ROUNDS[self.number]

    def as_dict(self) -> dict[str, Any]:
        """Return the round for JSON."""
        before = self.before.as_dict() if self.events else None
        return {
            "round": self.number,
            "name": self.name,
            "cards": [event.as_dict() for event in self.events],
            "world": self.after.world.as_dict(),
            "before": before,
            "outcome": {**self.after.as_dict(), **self.chances.as_dict()},
        }


@dataclass(frozen=True)
class Result:
    """A simulation that has been judged.

    Attributes
    ----------
    rounds
        The rounds played, in order.
    scores
        The points, best first.
    reading
        What was handed in.
    backstop, seed
        The backstop at the start, and the seed with which cards were drawn (told, not used).
    """

    rounds: tuple[Judged, ...]
    scores: tuple[Score, ...]
    reading: Reading
    backstop: Backstop
    seed: int | None

    @property
    def last(self) -> Judged:
        """The last round."""
        return self.rounds[-1]

    @cached_property
    def comparison(self) -> tuple[Compared, ...]:
        """What teams pledged beside what governments have said."""
        return compared(self.last.after)

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """Rows that were not used."""
        return self.reading.rejected

    @property
    def provenance(self) -> Provenance:
        """The rows that the result rests on: the model's, the cards' and the roles'."""
        cards = [event.card.provenance for judged in self.rounds for event in judged.events]
        roles = [role(score.iso3).provenance for score in self.scores]
        return model().provenance.union(*cards, *roles)

    def score(self, iso3: str) -> Score:
        """Return the account of a country; a `LookupError` says that it does not play."""
        for each in self.scores:
            if each.iso3 == iso3:
                return each
        raise LookupError(f"{iso3} does not play")

    def as_dict(self) -> dict[str, Any]:
        """Return the result for JSON."""
        return {
            "start_backstop": self.backstop,
            "seed": self.seed,
            "rounds": [judged.as_dict() for judged in self.rounds],
            "scores": [score.as_dict() for score in self.scores],
            "teams": team_points(self.scores),
            "comparison": [each.as_dict() for each in self.comparison],
            "rejected": [row.as_dict() for row in self.rejected],
            "notices": [*self.reading.notices],
        }


def adjudicate(
    pledges: Reading | Iterable[Pledge],
    events: Sequence[Event] = (),
    *,
    backstop: Backstop = "none",
    seed: int | None = None,
) -> Result:
    """Judge all rounds.

    Parameters
    ----------
    pledges
        What teams handed in.
    events
        The cards played, each with its round; those of a round apply in this order.
    backstop
        What the United States lend at the start.
    seed
        The seed with which cards were drawn, to be told with the result.

    Raises
    ------
    ValueError
        If there is no pledge that can be used, or no such backstop.
    """
    reading = pledges if isinstance(pledges, Reading) else Reading(tuple(pledges))
    if not reading.pledges:
        raise ValueError(
            "no row can be used: the files need the columns country and round and one row for "
            "each country and round; `simulate --sample` prints a file that works"
        )
    world = start(backstop)
    standing: dict[str, Pledge] = {}
    first: dict[str, Pledge] = {}
    rounds: list[Judged] = []
    for number in ROUNDS:
        handed_in = {p.country: p for p in reading.pledges if p.round == number}
        if number == 1:
            first = dict(handed_in)
        standing |= handed_in
        played = tuple(event for event in events if event.round == number)
        before, world = world, _after(world, played)
        if standing:
            rounds.append(_judged(number, tuple(standing.values()), played, before, world))
    last = rounds[-1]
    account = Account(last.before, last.after, first)
    return Result(tuple(rounds), scores(account), reading, backstop, seed)


def _after(world: World, events: Sequence[Event]) -> World:
    for event in events:
        world = event.apply(world)
    return world


def _judged(
    number: int,
    pledges: tuple[Pledge, ...],
    events: tuple[Event, ...],
    before: World,
    after: World,
) -> Judged:
    outcome = judge(pledges, after)
    unmoved = judge(pledges, before) if events else outcome
    return Judged(number, pledges, events, unmoved, outcome, chances(pledges, after))
