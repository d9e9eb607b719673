"""The plan of the seminar: sessions to the minute, reading, exercises, figures, assessment.

It stands in `seminar/plan.yml`. `coalitions.seminar.planfile` reads it and checks what a file can
say of itself: that minutes and weights add up and every placeholder has a value. `faults` checks it
against the book: that chapters, exercises, numbers and findings are there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from coalitions.seminar.said import Said, SeminarError

PLAN: Final = "seminar/plan.yml"
#: What exercises ask for: reading a figure needs no code, computing does, arguing needs neither.
SKILLS: Final = ("read", "compute", "argue")


@dataclass(frozen=True)
class Reading:
    """A chapter to read. What is `optional` is named only if the book has it."""

    chapter: str
    may: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Question:
    """A question that divides a room, with the best case of either side."""

    ask: str
    one: str
    other: str


@dataclass(frozen=True)
class Step:
    """A part of a session."""

    minutes: int
    title: str
    form: str
    what: str


@dataclass(frozen=True)
class Shown:
    """A figure on a slide: its name in the book, and what to say."""

    name: str
    say: str


@dataclass(frozen=True)
class Trouble:
    """What goes wrong in such a session, and what to do about it."""

    what: str
    do: str


@dataclass(frozen=True)
class Sheet:
    """A table for students to fill in."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Session:
    """One session.

    Attributes
    ----------
    plan, number, file
        Its plan, its place in it from 1, and the stem of the files made of it.
    values
        Names used in its texts to names of numbers in the book.
    can
        What a student can do afterwards.
    exercises
        Skill to the label of an exercise.
    claims
        Findings to be attacked.
    """

    plan: str
    number: int
    file: str
    title: str
    question: str
    values: Mapping[str, str]
    can: tuple[str, ...]
    reading: tuple[Reading, ...]
    before_students: str
    before_teacher: str
    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    exercises: Mapping[str, str]
    figures: tuple[Shown, ...]
    claims: tuple[str, ...]
    goes_wrong: tuple[Trouble, ...]
    sheet: Sheet
    product: str

    @property
    def handout(self) -> str:
        """The name of its hand-out."""
        return f"{self.file}-{self.number}.html"

    @property
    def slides(self) -> str:
        """The name of its slides."""
        prefix = "slides" if self.file == "session" else f"{self.file}-slides"
        return f"{prefix}-{self.number}.html"

    @property
    def clock(self) -> tuple[tuple[int, int], ...]:
        """The minutes at which each step begins and ends."""
        ends = [sum(step.minutes for step in self.steps[:n]) for n in range(len(self.steps) + 1)]
        return tuple(itertools.pairwise(ends))

    def to_read(self, said: Said) -> tuple[Reading, ...]:
        """Return the readings that this book has."""
        return tuple(r for r in self.reading if not r.optional or r.chapter in said.titles)

    def texts(self) -> Iterator[str]:
        """Yield every text in which a placeholder may stand."""
        yield from (self.question, self.before_students, self.before_teacher, self.product)
        yield from self.can
        for question in self.questions:
            yield from (question.ask, question.one, question.other)
        for step in self.steps:
            yield from (step.title, step.what)
        yield from (shown.say for shown in self.figures)
        for trouble in self.goes_wrong:
            yield from (trouble.what, trouble.do)


@dataclass(frozen=True)
class Plan:
    """Several sessions, and whom they are for."""

    name: str
    title: str
    for_: str
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class Outcome:
    """What a student can do after the seminar, and the piece of work that shows it."""

    kind: str
    verb: str
    what: str
    assessed: str


@dataclass(frozen=True)
class Criterion:
    """A line of a rubric: its levels, from the lowest."""

    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A piece of assessed work; `weight` is its part of the mark in per cent."""

    key: str
    title: str
    weight: int
    what: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Seminar:
    """Everything that the plan says."""

    minutes: int
    outcomes: tuple[Outcome, ...]
    plans: tuple[Plan, ...]
    assessment: tuple[Piece, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions of all plans."""
        return tuple(session for plan in self.plans for session in plan.sessions)

    def plan(self, name: str) -> Plan:
        """Return a plan by its name."""
        return next(plan for plan in self.plans if plan.name == name)


def faults(seminar: Seminar, said: Said) -> list[str]:
    """List what the plan names and the book does not have, with the session that names it."""
    return [fault for session in seminar.sessions for fault in _missing(session, said)]


def _missing(session: Session, said: Said) -> Iterator[str]:
    where = f"{session.file} {session.number}"
    for reading in session.reading:
        if not reading.optional and reading.chapter not in said.titles:
            yield f"{where}: there is no chapter {reading.chapter}"
    for skill, label in session.exercises.items():
        if label not in said.exercises:
            yield f"{where}: there is no exercise {label} to {skill}"
    lookups = [(said.number, name) for name in session.values.values()]
    for look, name in [*lookups, *((said.claim, name) for name in session.claims)]:
        try:
            look(name)
        except SeminarError as error:
            yield f"{where}: {error}"
