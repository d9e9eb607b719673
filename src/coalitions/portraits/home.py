"""A country at home: what polls asked and found, who governs, when it votes."""

from __future__ import annotations

from coalitions.data import package
from coalitions.facts import Facts
from coalitions.portraits.subject import Subject

UKRAINE = "mnf-ukraine-2025"
"""The case whose polls are shown; the table also holds those on Iraq."""


def polls(subject: Subject, **where: object) -> Facts:
    """Return the answers to polls on Ukraine, the earliest first, each with its own wording."""
    rows = subject.rows("polls", coalition_id=UKRAINE, **where)
    return rows.sort_values(["date", "question"], kind="stable")


def government(subject: Subject) -> Facts:
    """Return who governs and when the next election is due, as the last source names them."""
    return subject.rows("governments")


def standing(subject: Subject) -> Facts:
    """Return its line in the list of members of the coalition, or none."""
    return subject.rows("members", coalition_id=UKRAINE)


def standing_words(code: object) -> str:
    """Return the standing of a member in words."""
    codes = package.read().table("members").field("member_status").codes
    return next(each.label for each in codes if each.value == str(code))
