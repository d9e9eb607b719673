"""Event cards in play: chosen by the instructor, or drawn with a seed.

A card changes the world from its round on. The instructor names it as text such as
``election:POL@3``: card, country, round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from coalitions.data.faults import suggestion
from coalitions.data.places import country
from coalitions.simulation.cells import CellError, country_of
from coalitions.simulation.deck import DECK, Card
from coalitions.simulation.terms import ROUNDS
from coalitions.simulation.world import World


@dataclass(frozen=True, slots=True)
class Event:
    """A card that is played.

    Attributes
    ----------
    card
        Which.
    round
        From which round on.
    country
        To whom it happens; empty for all.
    """

    card: Card
    round: int = 3
    country: str = ""

    def __str__(self) -> str:
        return f"{self.card.card_id}{':' * bool(self.country)}{self.country}@{self.round}"

    @property
    def title(self) -> str:
        """The headline, with the country."""
        who = f": {country(self.country).short_name}" if self.country else ""
        return f"{self.card.title}{who}"

    def apply(self, world: World) -> World:
        """Return the world after it."""
        return self.card.apply(world, self.country)

    def as_dict(self) -> dict[str, Any]:
        """Return the event for JSON."""
        known = self.card.as_dict()
        return {**known, "title": self.title, "country": self.country, "round": self.round}


def cards() -> tuple[Card, ...]:
    """Return the deck."""
    return DECK


def card(card_id: str) -> Card:
    """Return the card with this key.

    Raises
    ------
    LookupError
        If there is none; the text names the nearest.
    """
    for each in DECK:
        if each.card_id == card_id:
            return each
    known = [each.card_id for each in DECK]
    hint = suggestion(card_id, known) or f"; there are {', '.join(known)}"
    raise LookupError(f"no card {card_id!r}{hint}")


def plan(texts: Iterable[str]) -> tuple[Event, ...]:
    """Read events as ``card[:COUNTRY][@round]``; without a round they happen in the crisis.

    Raises
    ------
    LookupError, ValueError
        If there is no such card, country or round, or if a country is missing or needless.
    """
    return tuple(_event(text.strip()) for text in texts)


def _event(text: str) -> Event:
    head, _, when = text.partition("@")
    name, _, who = head.partition(":")
    found = card(name.strip().casefold())
    if when and when.strip() not in map(str, ROUNDS):
        raise ValueError(f"{text!r}: write a round after @, {', '.join(map(str, ROUNDS))}")
    if found.needs_country and not who:
        raise ValueError(f"{text!r} happens to one country: write {found.card_id}:POL, say")
    if who and not found.needs_country:
        raise ValueError(f"{text!r} happens to all: write {found.card_id} without a country")
    try:
        code = country_of(who) if who else ""
    except CellError as error:
        raise LookupError(f"{text!r}: {who} {error}") from None
    return Event(found, int(when) if when else 3, code)


def draw(
    seed: int, countries: Sequence[str], number: int = 3, round_number: int = 3
) -> tuple[Event, ...]:
    """Draw cards for a round; the same seed and countries give the same cards.

    Raises
    ------
    ValueError
        If there are no countries, or fewer cards than asked for.
    """
    if not countries or not 0 <= number <= len(DECK):
        raise ValueError(f"draw 0 to {len(DECK)} cards for at least one country")
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(len(DECK))[:number]
    ordered = sorted(countries)
    events = []
    for place in chosen:
        found, whom = DECK[int(place)], ordered[int(rng.integers(len(ordered)))]
        events.append(Event(found, round_number, whom if found.needs_country else ""))
    return tuple(events)
