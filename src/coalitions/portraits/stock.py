"""What evidence the data hold on a country, table by table, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from coalitions.facts import Facts
from coalitions.portraits import forces, home, meetings, money, opinion
from coalitions.portraits.subject import Subject
from coalitions.stances import QUESTIONS

#: Table to the section of a page that it fills.
SECTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "positions": "Answers and evidence",
        "position_evidence": "Answers and evidence",
        "troop_positions": "Position over time",
        "position_tasks": "Tasks",
        "military_personnel": "Forces and commitments",
        "nato_commitments": "Forces and commitments",
        "brigades": "Forces and commitments",
        "equipment": "Forces and commitments",
        "military_expenditure": "Money",
        "aid": "Money",
        "pledges": "Money",
        "polls": "At home",
        "governments": "At home",
        "members": "At home",
        "participants": "At the table",
    }
)
ENOUGH: Final = 5
"""The statements and pieces of evidence that a full page rests on at least."""


@dataclass(frozen=True)
class Stock:
    """The evidence on a country.

    Attributes
    ----------
    subject
        The country.
    rows
        Table to its rows on the country, as the page uses them.
    uncoded
        For each coded month (``2026-01``) the questions without an answer.
    unproven
        Coded answers without a row of evidence: ``2026-01 supports_idea``.
    """

    subject: Subject
    rows: Mapping[str, Facts]
    uncoded: Mapping[str, tuple[str, ...]]
    unproven: tuple[str, ...]

    @property
    def statements(self) -> int:
        """How many dated statements and pieces of evidence there are."""
        return len(self.rows["position_evidence"]) + len(self.rows["troop_positions"])

    @property
    def missing(self) -> tuple[str, ...]:
        """The tables that hold nothing on the country."""
        return tuple(name for name, rows in self.rows.items() if rows.empty)

    def as_text(self) -> str:
        """Write the list for a terminal: what there is, then what is missing."""
        width = max(map(len, self.rows))
        lines = [f"{self.subject.name} ({self.subject.code}): {self.statements} pieces of evidence"]
        for name, rows in self.rows.items():
            count = f"{len(rows)} rows" if len(rows) != 1 else "1 row"
            newest = f", newest {_newest(rows)}" if _newest(rows) else ""
            found = "missing" if rows.empty else f"{count}{newest}"
            lines.append(f"  {name.ljust(width)}  {found}")
        for month, fields in self.uncoded.items():
            lines.append(f"no answer in {month}: {', '.join(fields)}")
        lines += [f"no evidence for {answer}" for answer in self.unproven]
        if self.statements < ENOUGH:
            lines.append(f"fewer than {ENOUGH}: a short page that says what is missing")
        return "\n".join(lines)


def stock(subject: Subject) -> Stock:
    """List the evidence on a country."""
    coded, proof = opinion.lines(subject), opinion.evidence(subject)
    rows = {
        "positions": coded,
        "position_evidence": proof,
        "troop_positions": opinion.statements(subject),
        "position_tasks": opinion.named_tasks(subject),
        "military_personnel": forces.active(subject),
        "nato_commitments": forces.commitments(subject),
        "brigades": forces.brigades(subject),
        "equipment": forces.holdings(subject),
        "military_expenditure": money.spending(subject),
        "aid": money.aid(subject),
        "pledges": money.pledges(subject),
        "polls": home.polls(subject),
        "governments": home.government(subject),
        "members": home.standing(subject),
        "participants": meetings.attended(subject),
    }
    assert set(rows) == set(SECTIONS)
    uncoded = {
        f"{line['as_of']:%Y-%m}": tuple(q.field for q in QUESTIONS if pd.isna(line[q.field]))
        for _, line in coded.iterrows()
    }
    unproven = [answer for _, line in coded.iterrows() for answer in _unproven(line, proof)]
    empty = {month: fields for month, fields in uncoded.items() if fields}
    return Stock(subject, MappingProxyType(rows), MappingProxyType(empty), tuple(unproven))


def _unproven(line: Any, proof: Facts) -> list[str]:
    """Name the coded answers of a line that no row of evidence supports.

    A presence that is open but unspecified follows from what was said on soldiers.
    """
    known = set(proof.loc[proof["as_of"].eq(line["as_of"]), "field"].astype(str))
    if line["axis3_presence"] == "unspecified" and "presence_willingness" in known:
        known.add("axis3_presence")
    coded = [asked.field for asked in QUESTIONS if pd.notna(line[asked.field])]
    return [f"{line['as_of']:%Y-%m} {field}" for field in coded if field not in known]


def _newest(rows: Facts) -> str:
    for column in ("as_of", "date"):
        if column in rows and rows[column].notna().any():
            newest = rows.sort_values(column, kind="stable").dropna(subset=[column]).iloc[-1]
            length = {"year": 4, "month": 7}.get(str(newest.get(f"{column}_precision", "")), 10)
            return f"{newest[column]:%Y-%m-%d}"[:length]
    return ""
