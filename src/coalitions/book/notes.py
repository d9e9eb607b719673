"""The note of a number: what it is, how it was computed, its rows and their sources, as HTML.

The section *Numbers on this page* is made of notes, and a script shows the same note as a card
beside the number. Both say plainly what is not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from coalitions.book.evidence import Evidence, Use

#: How many rows of a table a note names; of more it gives the number and the first.
MOST_ROWS: Final = 4
#: How many sources a note names by title; how many of the others it links, by their keys.
MOST_TITLES: Final = 4
MOST_LINKS: Final = 40

_KINDS: Final = {
    "data": "Data",
    "assumption": "Assumption of this book",
    "definition": "Definition of this book",
    "computed": "Computed here",
}
#: What is said of rows that cite nothing: groups, names, parameters that are assumed.
NO_SOURCE: Final = "definitions or assumptions of this book, which cite no source"
_UNTRACED: Final = "Not traced: the code of this page computes the number without naming rows."

Address = Callable[[str], str]


@dataclass(frozen=True)
class Number:
    """A number of a page.

    Attributes
    ----------
    text
        How the sentence writes it.
    code
        The expression in the chapter.
    kind
        ``"data"``, ``"assumption"``, ``"definition"``, or ``"computed"`` for a plain value.
    value, unit
        The value as JSON has it, and its unit.
    how
        How it was computed, in words or symbols.
    rows
        The rows that it rests on; empty if these are not known, or there are none.
    """

    text: str
    code: str
    kind: str = "computed"
    value: Any = None
    unit: str = ""
    how: str = ""
    rows: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @classmethod
    def of_quantity(cls, content: Mapping[str, Any], code: str) -> Number:
        """Make a number of the content of a quantity's mime type."""
        return cls(
            text=content["text"],
            code=code,
            kind=content["kind"],
            value=content["value"],
            unit=content["unit"],
            how=content["expression"],
            rows=content["provenance"],
        )

    @classmethod
    def of_text(cls, text: str, code: str) -> Number:
        """Make a number of a plain value as Python shows it; texts lose their quotes."""
        quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
        return cls(text[1:-1] if quoted else text, code)


def places(numbers: Iterable[Number]) -> list[int]:
    """Give each number the place of its note, from 1; equal numbers of the same code share one."""
    known: dict[str, int] = {}
    return [known.setdefault(repr(number), len(known) + 1) for number in numbers]


@dataclass(frozen=True)
class Addresses:
    """Where a page can lead: to a work by its key, and to a table by its name; else empty."""

    work: Address
    table: Address


def note(number: Number, evidence: Evidence, addresses: Addresses) -> str:
    """Write the inside of a note."""
    parts = [
        ("Value", escape(_value(number))),
        ("Computed as", escape(number.how)),
        ("In the code", f"<code>{escape(number.code)}</code>" if number.code else ""),
        *_evidence(number, evidence, addresses),
    ]
    body = "".join(f"<div><dt>{term}</dt><dd>{said}</dd></div>" for term, said in parts if said)
    return (
        f'<p class="qn-head"><strong>{escape(number.text)}</strong> '
        f'<span class="qn-kind">{_KINDS[number.kind]}</span></p><dl>{body}</dl>'
    )


def _value(number: Number) -> str:
    """Write the value unrounded, with its unit, if that says more than the sentence does."""
    value, unit = number.value, number.unit
    if isinstance(value, str):
        said = _date(value, unit)
    elif not isinstance(value, int | float):
        said = ""
    elif unit in ("share", "%"):
        said = f"{value * (100 if unit == 'share' else 1):,.6g}%"
    else:
        digits = f"{value:,}" if isinstance(value, int) else f"{value:,.6g}"
        said = digits if unit in ("", "1") else f"{digits} {unit}"
    return said if said != number.text else ""


def _date(value: str, unit: str) -> str:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return ""
    return f"{value[: {'month': 7, 'year': 4}.get(unit, 10)]}, known to the {unit or 'day'}"


def _evidence(
    number: Number, evidence: Evidence, addresses: Addresses
) -> Iterator[tuple[str, str]]:
    if number.rows:
        yield (
            "Rows",
            "; ".join(
                _rows(table, lines, evidence, addresses) for table, lines in number.rows.items()
            ),
        )
        uses = evidence.sources(number.rows)
        yield "Sources", _sources(uses, addresses) or f"These rows are {NO_SOURCE}."
    elif number.kind == "assumption":
        yield "Rests on", "An assumption of this book; not rows of the data."
    elif number.kind == "definition":
        yield "Rests on", "A definition, or a count of the book itself; not rows of the data."
    else:
        yield "Rests on", _UNTRACED


def _rows(table: str, lines: Sequence[int], evidence: Evidence, addresses: Addresses) -> str:
    if len(lines) > MOST_ROWS:
        named = _linked(f"{table}:{lines[0]}", addresses.table(table))
        return f"{len(lines):,} rows of the table {escape(table)}, the first {named}"
    return ", ".join(
        f"{_linked(f'{table}:{line}', addresses.table(table))} "
        f'<span class="qn-key">({escape(evidence.key(table, line))})</span>'
        for line in lines
    )


def _sources(uses: Sequence[Use], addresses: Addresses) -> str:
    if not uses:
        return ""
    shown = "".join(f"<li>{_source(use, addresses)}</li>" for use in uses[:MOST_TITLES])
    rest = uses[MOST_TITLES:]
    more = ""
    if rest:
        keys = ", ".join(
            _linked(use.id, addresses.work(use.id) if place < MOST_LINKS else "")
            for place, use in enumerate(rest)
        )
        more = f"<details><summary>and {len(rest):,} more</summary><p>{keys}</p></details>"
    return f"<ul>{shown}</ul>{more}"


def _source(use: Use, addresses: Addresses) -> str:
    remarks = [use.short]
    if use.confidence:
        remarks.append(f"confidence {use.confidence}")
    return f"{_linked(use.title, addresses.work(use.id))} ({escape('; '.join(remarks))})"


def _linked(words: str, address: str) -> str:
    if not address:
        return escape(words)
    return f'<a href="{escape(address)}">{escape(words)}</a>'
