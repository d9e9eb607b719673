"""How claims look rows up: by key, by text, by date. Each function reads tables and no more."""

from __future__ import annotations

import re
from typing import Any, Final

import pandas as pd

from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.provenance import of
from coalitions.quantities import Comparison, Quantity, quantity

#: The documents under test: what they say is no evidence for what they say.
DOCUMENTS = ("explainer-2025-london", "gmf-2025-coalition")
#: The introduction says that it rests on the state of affairs at the end of this month.
WRITTEN = "2025-05-31"
#: What words of a claim are taken to mean; the page says so too.
THRESHOLDS: Final = {"several": 3, "earliest": 3, "lacks": 1 / 3, "most": 1 / 2}
#: Keys of events that several claims look up.
OVAL, LONDON, HALT = "oval-office-2025-02-28", "london-2025-03-02", "us-aid-halt-2025-03-03"
HEGSETH, CALL = "hegseth-2025-02-12", "trump-putin-call-2025-02-12"
JEDDAH, PAUSE = "jeddah-2025-03-11", "russian-truce-2025-05-08"
KYIV, PUTIN = "kyiv-2025-05-10", "putin-2025-05-11"
PARIS, MUNICH = "paris-2025-02-17", "munich-2025-02-14"
MINISTERS, LEAK = "brussels-2025-04-10", "us-28-points-2025-11-19"
#: The coalition for Ukraine in the table of operations.
FORCE = "mnf-ukraine-2025"
#: Columns in which a row says something in words.
_WORDS = (
    "title", "summary", "outcome", "value_text", "detail", "description", "assumptions",
    "condition", "offered", "quote", "rationale", "main_constraint", "evidence", "note", "what",
)  # fmt: skip


def claimed(claim_id: str) -> float:
    """Return the number that a claim gives."""
    return float(load("claims", claim_id=claim_id)["value_number"].iloc[0])


def as_claimed(claim_id: str, number: Quantity | float) -> Comparison:
    """Compare a number with the one that a claim gives; the row of the claim decides it too."""
    row = load("claims", claim_id=claim_id)
    plain = float(number)
    rows = of([row, number])
    return Comparison(plain == claimed(claim_id), f"{plain:g} = {claimed(claim_id):g}", rows)


def on_claimed_day(claim_id: str, event_id: str) -> Comparison:
    """Compare the day of an event with the one that a claim gives."""
    return day(event_id) == quantity(
        load("claims", claim_id=claim_id)["value_date"].iloc[0],
        rows=load("claims", claim_id=claim_id),
    )


def claim_threshold(word: str) -> Quantity:
    """Return what a word of a claim is taken to mean, a number or a share: see `THRESHOLDS`."""
    limit = THRESHOLDS[word]
    unit = "" if isinstance(limit, int) else "share"
    return quantity(limit, unit, expression=f"threshold of “{word}”", kind="definition")


def event(*event_ids: str) -> Facts:
    """Return events by their keys; one that is not there, or was not held, is left out."""
    return load("events", event_id=list(event_ids), status="held")


def day(event_id: str, column: str = "date") -> Quantity:
    """Return the day of an event.

    Raises
    ------
    ValueError
        If there is no such event, or its day is not known.
    """
    row = event(event_id)
    if row.empty or pd.isna(row[column].iloc[0]):
        raise ValueError(f"events: {event_id} has no {column}")
    return quantity(row[column].iloc[0], rows=row)


def days(first: str, last: str) -> Quantity:
    """Count the days from one event to another."""
    return day(last) - day(first)


def summit(fact: str) -> Facts:
    """Return what others than the documents under test record of the London summit."""
    rows = load("summit_facts", fact=fact)
    return rows[~rows["source_id"].isin(DOCUMENTS)]


def points() -> Facts:
    """Return the four points of London as an agency reports them."""
    return load("summit_facts", topic="points", source_id="pa-2025-london-plan")


def says(rows: Facts, pattern: str) -> bool:
    """Whether any of the rows says in its words what the pattern finds; case does not count."""
    columns = [name for name in _WORDS if name in rows.columns]
    cells = rows[columns].astype("string").fillna("").to_numpy().tolist()
    return any(re.search(pattern, " ".join(row), re.IGNORECASE) for row in cells)


def until(rows: Facts, last: str = WRITTEN, column: str = "date") -> Facts:
    """Return the rows up to a day."""
    return rows[rows[column] <= pd.Timestamp(last)]


def between(rows: Facts, first: str, last: str, column: str = "date") -> Facts:
    """Return the rows from one day to another."""
    return rows[rows[column].between(pd.Timestamp(first), pd.Timestamp(last))]


def meetings() -> Facts:
    """Return the meetings of the coalition that were held."""
    return load("events", series="coalition", status="held", category="meeting")


def in_the_room(event_id: str, **where: Any) -> Facts:
    """Return who took part in an event."""
    return load("participants", event_id=event_id, **where)


def first_lines() -> Facts:
    """Return the first coding of each state in 2025, without Ukraine and the United States.

    Lines of June to September 2025 count: these the introduction could know, or shortly follow it.
    """
    lines = between(load("positions"), "2025-06-01", "2025-09-30", "as_of")
    lines = lines[lines["iso3"].notna() & ~lines["iso3"].isin(["UKR", "USA"])]
    return lines.sort_values("as_of", kind="stable").drop_duplicates("iso3")


def coded(rows: Facts, column: str, *codes: str) -> Facts:
    """Return the rows with one of the codes."""
    return rows[rows[column].isin(codes)]


def among(some: Facts, rows: Facts) -> str:
    """Write how many rows of a table are meant: ``9 of 28``."""
    return f"{len(some)} of {len(rows)}"


def american(as_of: str) -> Facts:
    """Return what Washington said on troops on a day."""
    return load("troop_positions", iso3="USA", as_of=as_of)


def published(event_id: str, counted: str) -> Quantity:
    """Return a published count of an event; sources that agree count once."""
    rows = load("participant_counts", event_id=event_id, counted=counted)
    return quantity(rows["count"].max(), rows=rows)
