"""What the figures of country pages share: the country's colour, figure names, honest notes."""

from __future__ import annotations

from coalitions.figures import palette
from coalitions.markup import Shown
from coalitions.portraits.cards import nothing
from coalitions.portraits.portrait import Portrait


def hue(one: Portrait) -> str:
    """Return the colour of the country; ink for those that share grey with all others."""
    own = palette.colour(one.code)
    return palette.INK if own == palette.CONTEXT else own


def name_of(one: Portrait, figure: str) -> str:
    """Return the name of a figure, unique in the book: ``fra-track``."""
    return f"{one.code.lower()}-{figure}"


def missing(what: str, table: str, one: Portrait) -> Shown:
    """Say that there is nothing to draw."""
    return nothing(what, table, one.subject.name_in_text)
