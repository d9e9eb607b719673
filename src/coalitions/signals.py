"""What was said of an American backstop, from February 2025 on: chosen rows, in the order of time.

Each row is sorted by our judgement under one of the three backstops of the model: none, enablers,
or full.
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

_KEYS: Final = {
    "events": ("event_id",),
    "troop_positions": ("iso3", "as_of", "entry"),
    "position_evidence": ("participant", "as_of", "field", "entry"),
    "us_in_europe": ("figure_id",),
}
_WORDS: Final = {
    "events": ("title", "outcome"),
    "troop_positions": ("condition", "offered"),
    "position_evidence": ("evidence",),
    "us_in_europe": ("label", "note"),
}
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
    """

    side: str
    backstop: Backstop
    table: str
    key: str


def _said(side: str, backstop: Backstop, table: str, *keys: str) -> tuple[Signal, ...]:
    return tuple(Signal(side, backstop, table, key) for key in keys)


SIGNALS: Final[tuple[Signal, ...]] = (
    *_said(WASHINGTON, "none", "events", "hegseth-2025-02-12", "washington-2025-02-27"),
    *_said(WASHINGTON, "none", "events", "us-aid-halt-2025-03-03"),
    *_said(WASHINGTON, "none", "troop_positions", "USA|2025-08-21|1"),
    *_said(WASHINGTON, "none", "position_evidence", "USA|2026-01|presence_willingness|1"),
    *_said(
        WASHINGTON, "none", "us_in_europe", "submarines-in-the-crisis-commitment-after-2026-06-03"
    ),
    *_said(WASHINGTON, "enablers", "events", "white-house-2025-08-18", "virtual-2025-11-25"),
    *_said(WASHINGTON, "enablers", "troop_positions", "USA|2025-08-19|1", "USA|2026-01-06|1"),
    *_said(EUROPE, "none", "position_evidence", "FRA|2025-06|us_backstop_required|1"),
    *_said(EUROPE, "none", "position_evidence", "LTU|2025-06|us_backstop_required|1"),
    *_said(EUROPE, "enablers", "troop_positions", "FIN|2025|1", "NLD|2025-02-17|1"),
    *_said(EUROPE, "enablers", "position_evidence", "EST|2025-06|us_backstop_required|1"),
    *_said(EUROPE, "full", "events", "berlin-2025-12-15"),
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
        ``label``, ``who`` (the state or the place), ``words`` of the table and ``source_id``.

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
        said = [rows[column].astype("string").fillna("") for column in _WORDS[signal.table]]
        words = said[0]
        for more in said[1:]:
            words = words.where(more.eq(""), words + ": " + more).str.removeprefix(": ")
        part = rows[[date, f"{date}_precision", "source_id"]].rename(
            columns={date: "date", f"{date}_precision": "date_precision"}
        )
        parts.append(
            part.assign(
                side=signal.side,
                backstop=signal.backstop,
                label=BACKSTOP_LABELS[signal.backstop],
                who=_who(signal),
                words=words,
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


def _who(signal: Signal) -> str:
    if signal.table in ("troop_positions", "position_evidence"):
        return names([signal.key.partition("|")[0]])[0]
    return "US" if signal.side == WASHINGTON else "Europe"
