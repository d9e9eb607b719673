"""Exercises that check themselves: `check` for who solves them, `solution` for who sets them.

A solution registers its answer as hashes, and a check compares hashes, so that a notebook can say
whether an answer is right while no solution stands anywhere in it. The hashes keep an answer from
being read. They do not keep anybody from trying all numbers, and need not.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import EllipsisType
from typing import Any, Final

from coalitions import replies
from coalitions.markup import element, joined
from coalitions.replies import Given, ReplyError

MIME: Final = "application/vnd.coalitions.answer+json"
#: The registered answers: beside the data of a bundle, or where a build leaves them.
NAME: Final = "answers.json"
#: So many wrong answers a solution has to know, each with what to look at.
WRONG_AT_LEAST: Final = 3

#: The data can change so that a wrong answer becomes the right one.
COINCIDENCE: Final = "the check would take for right what stands among the wrong answers:"

_FACTORS: Final = (1e3, 1e-3, 1e6, 1e-6, 1e9, 1e-9)


@dataclass(frozen=True)
class Answer:
    """The right answer to an exercise, told to nobody.

    Attributes
    ----------
    kind, unit
        ``"number"``, ``"date"``, ``"words"`` or ``"set"``, and the unit of a number.
    token
        The hash of the answer.
    step, offset
        The grid on which numbers count as equal: those that round to the same line of it. A step
        of 0 asks for the exact number.
    elements
        The hashes of what belongs to a set.
    codes
        Whether the words are codes of countries, for which names will do as well.
    hints
        What to say to a wrong answer, by its hash.
    otherwise
        What to say to any other.
    """

    kind: str
    token: str
    unit: str = ""
    step: float = 0.0
    offset: float = 0.0
    elements: tuple[str, ...] = ()
    codes: bool = False
    hints: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""

    @classmethod
    def of_json(cls, raw: Mapping[str, Any]) -> Answer:
        """Read what `as_json` wrote."""
        return cls(**{**raw, "elements": tuple(raw["elements"])})

    def as_json(self) -> dict[str, Any]:
        """Return what is written to the file of answers."""
        return asdict(self)


@dataclass(frozen=True)
class Verdict:
    """What a check says: whether an answer is right (None: there is none yet), and a word on it."""

    right: bool | None
    text: str
    statements: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        listed = [f"{letter}. {statement}" for letter, statement in self.statements.items()]
        return "\n".join([self.text, *listed])

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        items = [element("li", statement) for statement in self.statements.values()]
        listed = element("ol", *items, type="A") if items else ""
        shown = element("div", joined(element("p", self.text), listed), class_="co-check")
        return {"text/html": str(shown), "text/plain": str(self)}


@dataclass(frozen=True)
class Registered:
    """An answer that has been registered; a build collects it from the outputs of the cell."""

    label: str
    answer: Answer

    def __str__(self) -> str:
        return f"The check of {self.label} accepts this and turns down {len(self.answer.hints)}."

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/plain": str(self), MIME: {"label": self.label, **self.answer.as_json()}}


def check(label: str, answer: object, asks: str = "", /, **statements: str) -> Verdict:
    """Say whether an answer to an exercise is right and, if not, what to look at.

    Parameters
    ----------
    label
        The exercise.
    answer
        ``...`` as long as there is none: then the check says how to answer.
    asks
        What kind of answer is wanted: "the share, such as 0.25".
    **statements
        For a choice, the statements by their letters: ``A="…", B="…"``.

    Raises
    ------
    LookupError
        If there is no answer on record to compare with.
    """
    if isinstance(answer, EllipsisType):
        wanted = asks or ("the letter of the statement" if statements else "your answer")
        how = f"To check yourself: in the notebook of this page, put {wanted} in the place of the "
        return Verdict(None, f"{how}three dots and run the cell.", statements)
    return judged(label, answer, _registered(label))


def judged(label: str, given: object, right: Answer) -> Verdict:
    """Compare what was given with the right answer."""
    try:
        read = replies.read(given, right.kind)
    except ReplyError as error:
        return Verdict(False, str(error))
    for each in replies.readings(read, codes=right.codes):
        if _token(label, each, right) == right.token:
            return Verdict(True, "Right.")
        if hint := right.hints.get(_mistake(label, each, right)):
            return Verdict(False, f"Not yet. {hint}")
    remark = _of_number(label, read, right) if right.kind == "number" else None
    if remark:
        return remark
    parts = ["Not yet.", _of_set(label, read, right) if right.kind == "set" else ""]
    return Verdict(False, " ".join(part for part in [*parts, right.otherwise] if part))


def solution(
    label: str,
    answer: object,
    *,
    wrong: Mapping[Any, str],
    otherwise: str,
    within: float | None = None,
) -> Registered:
    """Register the right answer to an exercise, and assert that the check tells it from others.

    Parameters
    ----------
    label
        The exercise.
    answer
        The right answer, computed: a number or quantity, a date, words, or a set of words.
    wrong
        Three wrong answers or more, each with what is said to it: what to look at, and never the
        answer. A wrong set is written as words with commas: ``"FRA, GBR"``.
    otherwise
        What is said to any other wrong answer.
    within
        How far a number may be off, in its unit. Without it: nothing for whole numbers up to a
        thousand, half a percentage point for shares, and one per cent for all others.

    Raises
    ------
    AssertionError
        If the check does not accept the answer, or does not turn down a wrong one as such.
    ValueError
        If fewer than three wrong answers are given, or one has no hint.
    """
    if len(wrong) < WRONG_AT_LEAST or not all(wrong.values()) or not otherwise:
        raise ValueError(f"{label}: {WRONG_AT_LEAST} wrong answers, and a hint to each and all")
    read = replies.read(answer)
    step = _step(label, read, within) if read.kind == "number" else 0.0
    bare = Answer(
        kind=read.kind,
        token="",
        unit=read.unit,
        step=step,
        offset=read.number % step if step else 0.0,
        elements=tuple(sorted(_hash(label, word) for word in read.words)),
        codes=all(re.fullmatch("[A-Z]{3}", word) for word in read.spelt) and bool(read.spelt),
        otherwise=otherwise,
    )
    hints = {_mistake(label, replies.read(w, read.kind), bare): hint for w, hint in wrong.items()}
    made = Answer(**{**vars(bare), "token": _token(label, read, bare), "hints": hints})
    assert judged(label, answer, made).right, f"{label}: the check turns its own answer down"
    for each, hint in wrong.items():
        said = judged(label, each, made)
        assert not said.right, f"{label}: {COINCIDENCE} {each}; set another wrong answer there"
        assert said.text.endswith(hint), f"{label}: {each} is not told from another wrong answer"
    return Registered(label, made)


def _step(label: str, right: Given, within: float | None) -> float:
    """Return the width of the grid, on which an answer may be off by half of it."""
    size = abs(right.number)
    if within is None:
        if right.unit == "share":
            within = min(max(0.005, 0.01 * size), size / 4)
        else:
            within = 0.0 if size.is_integer() and size <= 1000 else 0.01 * size
    # The grid is on record, so it must be too fine to say where the answer lies.
    if within > size / 4:
        raise ValueError(f"{label}: a tolerance of {within} tells too much of {right.number}")
    return 2 * within


def _token(label: str, given: Given, right: Answer) -> str:
    """Return the hash of an answer, the same for all that count as equal to it."""
    if given.kind != "number":
        return _hash(label, "|".join(sorted(given.words)))
    if not right.step:
        return _hash(label, f"{given.number:.12g}")
    return _hash(label, str(math.floor((given.number - right.offset) / right.step + 0.5)))


def _mistake(label: str, given: Given, right: Answer) -> str:
    """Return the hash of a wrong answer; numbers that are not exact count by two digits."""
    if given.kind == "number" and right.step:
        return _hash(label, f"about {given.number:.2g}")
    return _token(label, given, right)


def _hash(label: str, text: str) -> str:
    return replies.hashed(f"{label}: {text}")


def _of_number(label: str, given: Given, right: Answer) -> Verdict | None:
    """Say what is off if only the unit is."""

    def fits(number: float) -> bool:
        return _token(label, Given("number", number), right) == right.token

    if right.unit == "share" and fits(given.number / 100):
        return Verdict(True, "Right. As a share it would be written between 0 and 1.")
    if any(fits(given.number * factor) for factor in _FACTORS):
        unit = f" This asks for {right.unit}." if right.unit else ""
        return Verdict(False, f"The digits are right, their order of size is not.{unit}")
    return None


def _of_set(label: str, given: Given, right: Answer) -> str:
    """Say how much of a set is right, and not which."""
    reading = max(
        replies.readings(given, codes=right.codes),
        key=lambda each: sum(_hash(label, word) in right.elements for word in each.words),
    )
    good = sum(_hash(label, word) in right.elements for word in reading.words)
    surplus, missing = len(reading.words) - good, len(right.elements) - good
    said = [f"{good} of yours belong" + ("s" if good == 1 else "")]
    if surplus:
        said.append(f"{surplus} {'does' if surplus == 1 else 'do'} not")
    if missing:
        said.append("something is missing")
    return f"{', '.join(said)}."


def _registered(label: str) -> Answer:
    for path in _places():
        if path.is_file():
            found = json.loads(path.read_text("utf-8"))
            if label in found:
                return Answer.of_json(found[label])
    raise LookupError(
        f"No answer to {label} is on record. Run `make book` (on Windows `py make.py book`) in "
        f"the folder of the book, or put its {NAME} beside the notebooks."
    )


def _places() -> Iterable[Path]:
    """List where the answers may lie, the nearest first."""
    from coalitions import edition
    from coalitions.data import package

    here = Path.cwd()
    yield from (folder / NAME for folder in [here, *here.parents])
    yield package.read().folder.parent / NAME
    yield edition.folder() / NAME
