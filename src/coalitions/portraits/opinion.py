"""What one country has answered: coded lines, the evidence for them, statements, tasks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.named_conditions import conditions
from coalitions.portraits.subject import Subject
from coalitions.stances import PRESENCE, QUESTIONS

#: The three questions of the report, each with the columns that answer it, in words.
THREE: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "Does it support the idea?": {
            "supports_idea": "Supports the idea",
            "national_consensus": "Agreement at home",
            "us_backstop_required": "US backstop",
        },
        "Which tasks?": {"tasks": "Tasks named"},
        "What will it contribute, and why?": {
            PRESENCE.field: "Soldiers in Ukraine",
            "axis1_regeneration": "Part in rebuilding Ukrainian forces",
            "axis2_industry": "Part in arms production",
            "axis3_presence": "Part in a presence",
            "main_constraint": "What holds it back",
        },
    }
)


def lines(subject: Subject) -> Facts:
    """Return the coded lines of a country, the earliest first."""
    return subject.rows("positions", "participant").sort_values("as_of", kind="stable")


def evidence(subject: Subject) -> Facts:
    """Return the evidence of all its answers, in the order of the table."""
    return subject.rows("position_evidence", "participant")


def statements(subject: Subject) -> Facts:
    """Return what was said or reported on soldiers, the earliest first.

    Returns
    -------
    Facts
        Rows of `troop_positions` with ``listed``: whether it is a list of the press rather than
        the word of the government.
    """
    said = subject.rows("troop_positions").sort_values(["as_of", "entry"], kind="stable")
    listed = said["offered"].fillna("").str.startswith("Named ").astype(bool)
    return said.assign(listed=listed)


def named_tasks(subject: Subject) -> Facts:
    """Return the tasks that it names, line by line."""
    return subject.rows("position_tasks", "participant").sort_values("as_of", kind="stable")


def named_conditions(subject: Subject) -> Facts:
    """Return the conditions that it has named for soldiers, found by pattern."""
    return conditions(statements=subject.rows("troop_positions"))


def words_of(field: str, code: Any) -> str:
    """Return an answer in words, as in the matrix of all positions; empty if there is none."""
    if pd.isna(code):
        return ""
    for asked in QUESTIONS:
        if asked.field == field:
            return asked.label(str(code))
    return str(code)


def published(rows: Facts) -> dict[str, tuple[str, str, str]]:
    """Return for each source of some rows who published it, when, and its address."""
    from coalitions.figures.describe import date

    works = load("sources", source_id=sorted(set(rows["source_id"].dropna())))
    columns = ("source_id", "publisher", "title", "date_published", "date_published_precision")
    cells = zip(*(works[name] for name in columns), works["url"], strict=True)
    return {
        key: (
            str(title) if pd.isna(publisher) else str(publisher),
            "" if pd.isna(day) else date(day, str(precision)),
            "" if pd.isna(url) else str(url),
        )
        for key, publisher, title, day, precision, url in cells
    }
