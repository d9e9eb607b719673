"""Texts of the plan and the quiz with their numbers put in, as HTML or as plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from coalitions.markup import Markup, element, joined
from coalitions.seminar.plan import Reading, Session
from coalitions.seminar.said import Said

_NAME: Final = re.compile(r"\{(\w+)\}")
#: As people call them; the plan calls them by their file.
SKILL_NAMES: Final[Mapping[str, str]] = {
    "read": "Without programming",
    "compute": "With programming",
    "argue": "At home",
}


def plain(text: str, values: Mapping[str, str], said: Said) -> str:
    """Put the numbers of a book into a text.

    Parameters
    ----------
    text
        With names in braces.
    values
        Each name to the name of a number in the book.
    """
    return _NAME.sub(lambda found: said.number(values[found[1]]).text, text)


def linked(text: str, values: Mapping[str, str], said: Said, base: str = "") -> Markup:
    """Put the numbers of a book into a text, each a link to its note in its chapter.

    Parameters
    ----------
    base
        The way from the page to the folder of the chapters: empty, or ending in a slash.
    """
    parts: list[str] = []
    for place, part in enumerate(_NAME.split(text)):
        if place % 2:
            number = said.number(values[part])
            parts.append(element("a", number.text, href=f"{base}{number.place}"))
        else:
            parts.append(part)
    return joined(*parts)


def chapter_link(chapter: str, said: Said, base: str = "") -> Markup:
    """Link a chapter by its title."""
    return element("a", said.titles.get(chapter, chapter), href=f"{base}{chapter}.html")


def reading_list(session: Session, said: Said, base: str = "") -> Markup:
    """List what to read before a session, with the minutes that each chapter takes."""

    def item(reading: Reading) -> Markup:
        minutes = said.minutes(reading.chapter)
        asides = ["may be read"] if reading.may else []
        asides += [f"about {minutes} minutes"] if minutes else []
        aside = f" ({', '.join(asides)})" if asides else ""
        return element("li", chapter_link(reading.chapter, said, base), aside)

    return element("ul", *(item(reading) for reading in session.to_read(said)))


def exercise_link(label: str, said: Said, base: str = "") -> Markup:
    """Link an exercise by its title and its chapter."""
    chapter, title = said.exercises[label]
    return joined(
        element("a", title, href=f"{base}{chapter}.html#{label}"),
        f" ({said.titles.get(chapter, chapter)})",
    )
