"""Numbers in prose: each is computed, or stands in a sentence that cites its source.

A number that somebody typed stays as it is when the data change. So a numeral in a sentence, in
digits or in words, is a fault, unless it is a date, a label (resolution 1264, Figure 3) or part of
a name, or the sentence cites a source. `_numerals.yml` lists what may stay all the same, each with
its reason; an entry that nothing needs any more is a fault too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from coalitions.book.problems import Problem
from coalitions.book.project import Project
from coalitions.book.sentences import Sentence, line_of, sentences

#: Where exceptions stand, in the folder of `_toc.yml`.
EXCEPTIONS: Final = "_numerals.yml"

_SMALL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TEENS = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_LARGE = "dozen|hundred|thousand|million|billion|trillion"
_PARTS = "half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_COUNTED = (
    "people|persons|troops|soldiers|personnel|men|women|states|countries|nations|members|rows|km"
    "|kilometres|metres|tonnes|tanks|aircraft|ships|brigades|battalions|days|weeks|months|years"
    "|hours|million|billion|euros|dollars|per cent|percent"
)

_NUMERAL: Final = re.compile(
    rf"(?<![\w.,])[€$£]?\d[\d,.]*(?<![,.])(?:\s*%)?"
    rf"|\b(?:(?:{_TENS})(?:-(?:one|{_SMALL}))?|{_SMALL}|{_TEENS})\b"
    rf"|\b(?:a|one)\s+(?:{_LARGE})\b"
    rf"|\b(?:a|one)\s+(?:{_PARTS})\s+of\b|\bhalf\s+of\b|\bhalf\s+the\b|\b(?:twice|thrice)\s+(?:as|the)\b"
    rf"|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred)fold\b",
    re.IGNORECASE,
)

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_JOIN = r"(?:\s*[–,-]\s*|\s+(?:to|and|or)\s+)"
_LABELS = (
    r"resolutions?|articles?|art\.|chapters?|parts?|sections?|paragraphs?|clauses?|annex|appendix"
    r"|figures?|tables?|exercises?|sessions?|steps?|notes?|footnotes?|pages?|pp?\.|nos?\.|versions?"
    r"|questions?|findings?|claims?|phases?|stages?|protocols?|rows?|lines?|rounds?"
)
#: Numerals that are no numbers of things: dates, labels, units, names with figures in them.
_EXEMPT: Final = (
    re.compile(r"^[*_]*\d+[.)][*_]*(?=\s|$)"),
    re.compile(rf"\b{_DAY}(?:{_JOIN}{_DAY})*\s+(?:{_MONTHS})\b"),
    re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b"),
    re.compile(
        r"\b(?:1[5-9]|20)\d{2}(?:s\b|\s?[–/-]\s?(?:(?:1[5-9]|20)\d{2}|\d{2})\b|\b)"
        rf"(?![,.]?\d|\s*%|\s+(?:{_COUNTED})\b)"
    ),
    re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\b|\b\d{1,2}:\d{2}\b"),
    re.compile(
        rf"\b(?:{_LABELS})\s+\d[\d.]*(?:{_JOIN}\d[\d.]*)*(?<!\.)(?:\s*\(\d{{4}}\))?(?![,.]?\d|\s*%)",
        re.IGNORECASE,
    ),
    re.compile(rf"\bper\s+(?:\d[\d,]*|{_LARGE})\b", re.IGNORECASE),
    re.compile(r"\b(?:[A-Za-z]+[-/]?)+\d[\w/-]*|\b\d+[A-Z]\w*"),
    re.compile(rf"(?<=[a-z,–-] )(?:{_SMALL.title()}|{_TENS.title()})\b"),
    re.compile(rf"(?<=[a-z]-)(?:{_SMALL.title()})\b"),
    re.compile(rf"\b(?:{_SMALL})-(?:way|sided|dimensional|star|tier)\b", re.IGNORECASE),
)
#: The box that opens a chapter says how long reading takes.
_READING = re.compile(r"\b\d+\s+minutes\b")
_OPENING = "The question"


@dataclass(frozen=True)
class _Exception:
    """An entry of the list: a name anywhere, or a sentence of one chapter."""

    text: str
    chapter: str
    line: int


def check_prose(project: Project) -> list[Problem]:
    """Return every typed number of every chapter, and every exception that nothing needs."""
    exceptions, problems = _exceptions(project)
    used: set[_Exception] = set()
    for document in project.documents:
        path = project.source(document)
        try:
            source = path.read_text("utf-8").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError):
            continue  # whoever runs the chapters reports this
        file = path.relative_to(project.root).as_posix()
        chapter = Path(document).name
        for sentence in sentences(source):
            for position, numeral in _typed(sentence, exceptions, used):
                excuse = _excuse(sentence, chapter, exceptions)
                if excuse:
                    used.add(excuse)
                else:
                    problems.append(_problem(file, line_of(source, position), numeral, sentence))
    return problems + [
        Problem(EXCEPTIONS, e.line, f"no sentence needs this exception any more: {e.text}")
        for e in exceptions
        if e not in used
    ]


def numerals(text: str) -> list[tuple[int, str]]:
    """Find the numerals of a sentence that are neither dates nor labels nor parts of names.

    Returns
    -------
    list
        Position in the text and numeral, in the order of the text.
    """
    if not _NUMERAL.search(text):  # as in most sentences
        return []
    for pattern in _EXEMPT:
        text = pattern.sub(_blank, text)
    return [(match.start(), match[0]) for match in _NUMERAL.finditer(text)]


def _typed(
    sentence: Sentence, exceptions: list[_Exception], used: set[_Exception]
) -> Iterator[tuple[int, str]]:
    if sentence.cites:
        return
    text = sentence.text
    if sentence.box == _OPENING:
        text = _READING.sub(_blank, text)
    for name in exceptions:
        if not name.chapter and name.text in text:
            used.add(name)
            text = text.replace(name.text, " " * len(name.text))
    for position, numeral in numerals(text):
        yield sentence.start + position, numeral


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _excuse(sentence: Sentence, chapter: str, exceptions: list[_Exception]) -> _Exception | None:
    for exception in exceptions:
        if exception.chapter == chapter and exception.text in sentence.source:
            return exception
    return None


def _problem(file: str, line: int, numeral: str, sentence: Sentence) -> Problem:
    shown = sentence.source if len(sentence.source) <= 90 else f"{sentence.source[:89]}…"
    return Problem(
        file,
        line,
        f"the number “{numeral}” is typed in a sentence: {shown}\n"
        "compute it with {eval}, cite its source in the sentence with {cite}, "
        f"or say in {EXCEPTIONS} why it may stay",
    )


def _exceptions(project: Project) -> tuple[list[_Exception], list[Problem]]:
    """Read the list of exceptions; a faulty entry is a problem and excuses nothing."""
    path = project.root / EXCEPTIONS
    if not path.is_file():
        return [], []
    text = path.read_text("utf-8")
    try:
        content: Any = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        return [], [Problem(EXCEPTIONS, 0, f"not valid YAML: {error}")]
    found: list[_Exception] = []
    problems: list[Problem] = []
    for kind, keys in (("names", ("name",)), ("sentences", ("sentence", "chapter"))):
        for entry in content.get(kind) or []:
            lacking = [key for key in (*keys, "reason") if not str(entry.get(key) or "").strip()]
            wanted = " ".join(str(entry.get(keys[0]) or "").split())
            line = _line(text, wanted)
            if lacking:
                missing = " and no ".join(lacking)
                problems.append(Problem(EXCEPTIONS, line, f"an entry has no {missing}: {entry}"))
            else:
                found.append(_Exception(wanted, str(entry.get("chapter") or ""), line))
    return found, problems


def _line(text: str, wanted: str) -> int:
    """Find the line of an entry by its first words."""
    for number, line in enumerate(text.splitlines(), start=1):
        if wanted[:30] and wanted[:30] in line:
            return number
    return 0
