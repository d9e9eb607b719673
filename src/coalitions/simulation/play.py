"""A whole simulation in one call: files in, page and result out. For scripts and the browser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from coalitions.dilemma.parameters import Backstop
from coalitions.simulation.adjudicate import Result, adjudicate
from coalitions.simulation.cards import draw, plan
from coalitions.simulation.debrief import debriefing
from coalitions.simulation.pledges import Reading, Source, read_pledges


@dataclass(frozen=True, slots=True)
class Settings:
    """What the instructor decides.

    Attributes
    ----------
    events
        Cards as text: ``card[:COUNTRY][@round]``.
    backstop
        What the United States lend at the start.
    seed
        With which cards are drawn.
    drawn
        How many cards are drawn for the crisis, after those named.
    """

    events: Sequence[str] = ()
    backstop: Backstop = "none"
    seed: int = 1
    drawn: int = 0


def judged(reading: Reading, settings: Settings) -> Result:
    """Judge what was handed in, with the cards that were named and drawn.

    Raises
    ------
    LookupError, ValueError
        If a card, a country, a round or the backstop does not exist, or no row can be used.
    """
    events = plan(settings.events)
    if settings.drawn and reading.pledges:
        countries = sorted({pledge.country for pledge in reading.pledges})
        events += draw(settings.seed, countries, settings.drawn)
    seed = settings.seed if settings.drawn else None
    return adjudicate(reading, events, backstop=settings.backstop, seed=seed)


def play(
    files: Iterable[Source],
    events: Sequence[str] = (),
    backstop: Backstop = "none",
    seed: int = 1,
    draw: int = 0,
) -> dict[str, Any]:
    """Read files, judge them and write the debriefing.

    Parameters
    ----------
    files
        Paths, or pairs of a name and a content.
    events, backstop, seed, draw
        What the instructor decides; see `Settings`.

    Returns
    -------
    dict
        ``html``, the page; ``result``, as `Result.as_dict` gives it.

    Raises
    ------
    LookupError, ValueError
        As `judged`.
    """
    sources = [each if isinstance(each, str) else tuple(each) for each in files]  # type: ignore[arg-type]
    result = judged(read_pledges(*sources), Settings(tuple(events), backstop, seed, draw))  # type: ignore[arg-type]
    return {"html": debriefing(result), "result": result.as_dict()}
