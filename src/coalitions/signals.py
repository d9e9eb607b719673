"""What was said of an American backstop, from February 2025 on: chosen rows, in the order of time.

Each row is sorted by our judgement under one of the three backstops of the model (none, enablers,
or full), and by whether it is a step that was taken or words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from coalitions.data.load import load
from coalitions.data.places import names
from coalitions.dilemma import BACKSTOP_LABELS, Backstop
from coalitions.facts import Facts

WASHINGTON: Final = "said or done in Washington"
EUROPE: Final = "asked for or planned in Europe"

WORDS: Final = "words"
STEP: Final = "step"

_KEYS: Final = {
    "events": ("event_id",),
    "troop_positions": ("iso3", "as_of", "entry"),
    "position_evidence": ("participant", "as_of", "field", "entry"),
    "us_in_europe": ("figure_id",),
}
_WORDS: Final = {
    "events": ("title", "outcome", "{}: {}"),
    "troop_positions": ("offered", "condition", "{} ({})"),
    "position_evidence": ("evidence", "", ""),
    "us_in_europe": ("label", "note", "{}: {}"),
}
"""The columns that say it, and how the words of both are put together."""

_DATES: Final = {"events": "date", "troop_positions": "as_of", "us_in_europe": "as_of"}
"""Evidence has the month of the coding for which it was used: its source says when it was said."""


@dataclass(frozen=True)
class Signal:
    """One row that says something about an American backstop.

    Attributes
    ----------
    side
        `WASHINGTON` or `EUROPE`.
    backstop
        What it speaks of, by our judgement: ``none``, ``enablers`` or ``full``.
    table, key
        The row: values of its primary key, as the file writes them, joined by ``|``.
    form
        `STEP` for a text agreed or struck out, a halt, a body joined, a change of forces; `WORDS`
        for all that was only said or reported, by our judgement.
    """

    side: str
    backstop: Backstop
    table: str
    key: str
    form: str = WORDS


def _said(side: str, backstop: Backstop, table: str, *keys: str) -> tuple[Signal, ...]:
    return tuple(Signal(side, backstop, table, key) for key in keys)


def _done(side: str, backstop: Backstop, table: str, key: str) -> tuple[Signal, ...]:
    return (Signal(side, backstop, table, key, STEP),)


SIGNALS: Final[tuple[Signal, ...]] = (
    *_said(WASHINGTON, "none", "events", "hegseth-2025-02-12", "washington-2025-02-27"),
    *_done(WASHINGTON, "none", "events", "us-aid-halt-2025-03-03"),
    *_said(WASHINGTON, "none", "troop_positions", "USA|2025-08-21|1"),
    *_done(WASHINGTON, "none", "position_evidence", "USA|2026-01|presence_willingness|1"),
    *_done(
        WASHINGTON, "none", "us_in_europe", "submarines-in-the-crisis-commitment-after-2026-06-03"
    ),
    *_said(WASHINGTON, "enablers", "events", "white-house-2025-08-18"),
    *_done(WASHINGTON, "enablers", "events", "virtual-2025-11-25"),
    *_said(WASHINGTON, "enablers", "troop_positions", "USA|2025-08-19|1", "USA|2026-01-06|1"),
    *_said(WASHINGTON, "full", "troop_positions", "USA|2025-08-17|1", "USA|2025-12-15|1"),
    *_said(WASHINGTON, "full", "troop_positions", "USA|2026-01-06|2", "USA|2026-01-27|1"),
    *_said(EUROPE, "none", "position_evidence", "FRA|2025-06|us_backstop_required|1"),
    *_said(EUROPE, "none", "position_evidence", "LTU|2025-06|us_backstop_required|1"),
    *_said(EUROPE, "enablers", "troop_positions", "FIN|2025|1", "NLD|2025-02-17|1"),
    *_said(EUROPE, "enablers", "position_evidence", "EST|2025-06|us_backstop_required|1"),
    *_done(EUROPE, "full", "events", "berlin-2025-12-15"),
    *_said(EUROPE, "full", "events", "vilnius-2026-01-25", "response-plan-2026-02-03"),
    *_said(EUROPE, "full", "events", "tusk-2025-12-16", "tusk-2025-12-30", "munich-2026-02-14"),
    *_said(EUROPE, "full", "troop_positions", "GBR|2025-03-02|1", "DEU|2026-01-06|1"),
    *_said(EUROPE, "full", "troop_positions", "BEL|2026-01-06|1"),
    *_said(EUROPE, "full", "position_evidence", "SWE|2026-01|us_backstop_required|1"),
    *_said(EUROPE, "full", "position_evidence", "UKR|2026-06|us_backstop_required|1"),
)
"""What was said, as far as the tables reach. A month without a day stands on its first day."""


def backstop_signals(chosen: Sequence[Signal] = SIGNALS) -> Facts:
    """Lay out what was said of a backstop, in the order of time.

    Returns
    -------
    Facts
        One row for each signal: ``date`` (with ``date_precision``), ``side``, ``backstop``, its
        ``label``, ``form`` (`WORDS` or `STEP`), ``who`` (the state or the side), ``words`` of the
        table and ``source_id``.

    Raises
    ------
    LookupError
        If a signal names a row that its table does not have.
    """
    tables = {name: load(name) for name in dict.fromkeys(signal.table for signal in chosen)}
    parts: list[Facts] = []
    for signal in chosen:
        table = tables[signal.table]
        rows = table[_written(table, _KEYS[signal.table]) == signal.key]
        if rows.empty:
            raise LookupError(f"{signal.table} has no row {signal.key!r}")
        if not (date := _DATES.get(signal.table, "")):
            date, rows = "published", _with_publication(rows)
        part = rows[[date, f"{date}_precision", "source_id"]].rename(
            columns={date: "date", f"{date}_precision": "date_precision"}
        )
        parts.append(
            part.assign(
                side=signal.side,
                backstop=signal.backstop,
                label=BACKSTOP_LABELS[signal.backstop],
                form=signal.form,
                who=_who(signal, rows),
                words=[_words(signal.table, row) for _, row in rows.iterrows()],
            )
        )
    together = pd.concat([part.astype({"date_precision": str}) for part in parts])
    assert isinstance(together, Facts)
    return together.sort_values("date", kind="stable")


def _with_publication(rows: Facts) -> Facts:
    """Add the day on which the source of each row was published, with its precision."""
    works = pd.DataFrame(load("sources")).set_index("source_id").loc[list(rows["source_id"])]
    return rows.assign(
        published=list(works["date_published"]),
        published_precision=list(works["date_published_precision"]),
    )


def _written(table: Facts, columns: Sequence[str]) -> pd.Series:
    """Return the primary key of each row as the file writes it."""
    text = pd.Series("", index=table.index)
    for column in columns:
        if pd.api.types.is_datetime64_any_dtype(table[column]):
            lengths = {"day": 10, "month": 7, "year": 4}
            cells = [
                str(day.date())[: lengths[str(precision)]]
                for day, precision in zip(table[column], table[f"{column}_precision"], strict=True)
            ]
        else:
            cells = [str(cell) for cell in table[column]]
        text = text + "|" + pd.Series(cells, index=table.index)
    return text.str.removeprefix("|")


def _words(table: str, row: pd.Series) -> str:
    first, second, together = _WORDS[table]
    said = [str(row[name]) for name in (first, second) if name and pd.notna(row[name])]
    return together.format(*said) if len(said) > 1 else said[0]


def _who(signal: Signal, rows: Facts) -> str:
    if signal.table in ("troop_positions", "position_evidence"):
        return names([signal.key.partition("|")[0]])[0]
    if signal.side == WASHINGTON:
        return "US"
    actors = list(rows["actor_iso3"].dropna()) if signal.table == "events" else []
    return names(actors)[0] if actors else "Europe"
