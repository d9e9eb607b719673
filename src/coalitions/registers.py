"""Registers of the whole book: what it finds, and every number that it computes.

Each function is one cell of a chapter that runs after all others and reads what they left.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from coalitions import spans
from coalitions.data.subjects import anchor_of, page_of
from coalitions.edition import (
    edition_exercises,
    edition_findings,
    edition_quantities,
    edition_sessions,
)
from coalitions.markup import Markup, Shown, element, joined, table

#: How many rows of a table, and how many tests, are shown one by one.
_NAMED = 3
_NOT_TRACED = "not traced"
#: What an exercise trains, and what it takes.
_SKILLS = {
    "read": ("Read", "the page, or a print of it"),
    "compute": ("Compute", "the notebook of the page"),
    "argue": ("Argue", "the page and its sources"),
}
_NO_SESSION = "Beside the sessions"
_KINDS = {"assumption": "an assumption", "definition": "a definition"}


def conclusions() -> Shown:
    """Show all findings, chapter by chapter: what decided each, and what would overturn it."""
    findings = _records(edition_findings())
    chapters = groupby(findings, key=lambda finding: (finding["document"], finding["title"]))
    parts = [
        element(
            "section",
            element("h3", element("a", title, href=_address(document))),
            element("ol", *(_conclusion(finding) for finding in of_chapter)),
        )
        for (document, title), of_chapter in chapters
    ]
    plain = "\n".join(f"{f['title']}: {f['sentence']}" for f in findings)
    return Shown(element("div", *parts, class_="co-conclusions"), plain)


def number_index() -> Shown:
    """List every number of the book: where it stands, how it was computed, its rows."""
    numbers = _records(edition_quantities())
    rows = [
        (
            element("a", number["text"], href=f"{_address(number['document'])}#{_note(number)}"),
            number["title"],
            joined(number["how"], " " if number["how"] else "", element("code", number["code"])),
            _rows(number["rows"]) or _KINDS.get(number["kind"], _NOT_TRACED),
        )
        for number in numbers
    ]
    head = ["Number", "Page", "Computed as", "Rests on"]
    listing = table("Numbers of the book", head, rows, class_="co-table co-register")
    plain = "\n".join(f"{n['title']}: {n['text']} ({n['code']})" for n in numbers)
    return Shown(element("div", listing, class_="co-filter", data_things="numbers"), plain)


def exercise_list() -> Shown:
    """List every exercise by session and skill, with a link to it and what it takes."""
    sessions, exercises = edition_sessions(), _records(edition_exercises())
    order = list(_SKILLS)
    parts, plain = [], []
    for number in (*sessions, 0):
        here = [each for each in exercises if each["session"] == number]
        if not here:
            continue
        title = f"Session {number}: {sessions[number]}" if number else _NO_SESSION
        here.sort(key=lambda each: order.index(each["skill"]))
        head = ["Skill", "Exercise", "Page", "Takes"]
        rows = [_exercise(each) for each in here]
        listing = table(f"Exercises: {title}", head, rows, class_="co-table co-register")
        parts.append(element("section", element("h3", title), listing))
        plain += [f"{title}: {each['title']}: {each['text']}" for each in here]
    return Shown(element("div", *parts, class_="co-exercises"), "\n".join(plain))


def _exercise(each: Mapping[str, Any]) -> tuple[str, ...]:
    skill, takes = _SKILLS[each["skill"]]
    address = f"{_address(each['document'])}#{each['label']}"
    return skill, element("a", each["text"], href=address), each["title"], takes


def _records(frame: Any) -> list[dict[str, Any]]:
    records: list[Mapping[Hashable, Any]] = frame.to_dict("records")
    return [{str(name): value for name, value in record.items()} for record in records]


def _conclusion(finding: Mapping[str, Any]) -> Markup:
    address = f"{_address(finding['document'])}#finding-{finding['place']}"
    said = [
        ("Tested as", _tests(finding["tests"])),
        ("Rests on", _rows(finding["rows"]) or _NOT_TRACED),
        ("Overturned by", finding["overturned_by"] or _reversed(finding)),
    ]
    parts = [
        element("div", element("dt", term), element("dd", text)) for term, text in said if text
    ]
    # As Sphinx sets it in the chapter.
    sentence = element("a", finding["sentence"].replace("'", "’"), href=address)
    return element("li", element("p", sentence), element("dl", *parts))


def _tests(text: str) -> Markup | None:
    """Write the tests, one a line, the first few at once."""
    tests = [element("div", test) for test in text.split("; ") if test]
    if not tests:
        return None
    rest = tests[_NAMED:]
    summary = element("summary", f"and {len(rest)} more")
    return joined(*tests[:_NAMED], element("details", summary, *rest) if rest else "")


def _reversed(finding: Mapping[str, Any]) -> str:
    """What overturns a finding whose chapter names nothing in particular."""
    if finding["tests"]:
        return "rows that make the test false; the chapter names none in particular"
    return "rows that make its condition false; the chapter names none in particular"


def _rows(text: str) -> Markup | None:
    """Write ``events:18; mandates:2-40`` with links to the codebook."""
    if not text:
        return None
    named = (each.partition(":") for each in text.split("; "))
    return linked_rows({name: spans.read(written) for name, _, written in named})


def linked_rows(rows: Mapping[str, Iterable[int]]) -> Markup:
    """Write rows with links to the codebook: each of a few, or how many there are of a table."""
    parts: list[str] = []
    for name, lines in rows.items():
        parts += ["; " if parts else "", _of_table(name, lines)]
    return joined(*parts)


def _of_table(name: str, lines: Iterable[int]) -> Markup:
    known = list(lines)
    address = f"{PurePosixPath(page_of(name)).name}.html#{anchor_of(name)}"
    if len(known) > _NAMED:
        return joined(f"{len(known):,} rows of ", element("a", name, href=address))
    parts: list[str] = []
    for line in known:
        parts += [", " if parts else "", element("a", f"{name}:{line}", href=address)]
    return joined(*parts)


def _address(document: str) -> str:
    """Return the address of a chapter, seen from another."""
    return f"{document.removeprefix('chapters/')}.html"


def _note(number: Mapping[str, Any]) -> str:
    return f"number-{number['note']}"
