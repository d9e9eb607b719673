"""What the chapters of a build say, by name: titles, numbers, findings, exercises.

The plan and the quiz name a number as ``iraq:listed``, the chapter and the expression of its
`{eval}`, and a finding as ``iraq: Every state that`` with the beginning of its sentence. Both are
looked up in what the build has left of the chapters, with the rows that they rest on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

FOLDER: Final = "chapters/"
#: What the student's edition has in its folder, in the place of solutions.
_STUDENTS: Final = "answers.json"


class SeminarError(Exception):
    """Something in the plan or the quiz that does not hold; its text says what and where."""


@dataclass(frozen=True)
class Number:
    """A number of a chapter.

    Attributes
    ----------
    chapter
        The file of the chapter, without folder and ending.
    text
        As it stands in the sentence, with its unit.
    value
        None if the chapter shows words, such as a list of names.
    unit
        ``share`` for a fraction of 1.
    note
        The number of its note on the page of the chapter.
    rows
        Table to the lines that it rests on, as spans: ``{"events": "11 18-20"}``.
    """

    chapter: str
    text: str
    value: float | None
    unit: str
    note: int
    rows: Mapping[str, str]

    @property
    def place(self) -> str:
        """Where it stands first, as seen from the pages of chapters."""
        return f"{self.chapter}.html#number-{self.note}-1"


@dataclass(frozen=True)
class Claim:
    """A finding of a chapter, the rows behind it, and what would overturn it."""

    chapter: str
    sentence: str
    overturned_by: str
    rows: Mapping[str, str]


@dataclass(frozen=True)
class Said:
    """What the chapters of the last build say.

    Parameters
    ----------
    root
        The folder of the book: `_build/execution/edition/` lies below it.
    """

    root: Path

    @property
    def is_for_students(self) -> bool:
        """Whether this is the student's edition: it has no answers, and no notes for a speaker."""
        return (self.root / _STUDENTS).is_file()

    @cached_property
    def titles(self) -> dict[str, str]:
        """Chapter to title, for every page but the first, in reading order."""
        return {_short(page["document"]): page["title"] for page in self._read("contents")}

    @cached_property
    def exercises(self) -> dict[str, tuple[str, str]]:
        """Label of an exercise to its chapter and its title, in reading order."""
        return {
            exercise["label"]: (_short(document), exercise["headline"])
            for document, exercises in self._read("exercises").items()
            for exercise in exercises
        }

    def minutes(self, chapter: str) -> int | None:
        """Return how long a chapter says that reading it takes; None if it does not say."""
        return self._minutes.get(chapter)

    @cached_property
    def _minutes(self) -> dict[str, int | None]:
        return {_short(page["document"]): page["minutes"] for page in self._read("contents")}

    def number(self, name: str) -> Number:
        """Look up a number.

        Raises
        ------
        SeminarError
            If the chapter does not show it.
        """
        try:
            return self._numbers[name]
        except KeyError:
            raise SeminarError(
                f"no chapter shows the number {name}: write the chapter, a colon, and the "
                "expression as it stands in its {eval}"
            ) from None

    def claim(self, name: str) -> Claim:
        """Look up a finding by its chapter and the beginning of its sentence.

        Raises
        ------
        SeminarError
            If the chapter has none, or several, that begin so.
        """
        chapter, _, beginning = name.partition(": ")
        found = [c for c in self._claims.get(chapter, ()) if c.sentence.startswith(beginning)]
        if len(found) != 1:
            raise SeminarError(
                f"{len(found)} findings of {chapter} begin with “{beginning}”; one should"
            )
        return found[0]

    @cached_property
    def _numbers(self) -> dict[str, Number]:
        found: dict[str, Number] = {}
        for document, numbers in self._read("quantities").items():
            chapter = _short(document)
            for each in numbers:
                value = each["value"]
                number = Number(
                    chapter=chapter,
                    text=each["text"],
                    value=float(value) if isinstance(value, int | float) else None,
                    unit=each["unit"],
                    note=each["note"],
                    rows=each["rows"],
                )
                found.setdefault(f"{chapter}:{each['code']}", number)
        return found

    @cached_property
    def _claims(self) -> dict[str, list[Claim]]:
        return {
            _short(document): [
                Claim(_short(document), f["sentence"].rstrip("."), f["overturned_by"], f["rows"])
                for f in findings
            ]
            for document, findings in self._read("findings").items()
        }

    def _read(self, kind: str) -> Any:
        path = self.root / "_build" / "execution" / "edition" / f"{kind}.json"
        try:
            return json.loads(path.read_text("utf-8"))
        except OSError:
            raise SeminarError(
                f"{path} is not there: the book has not been built. Run `make book` first."
            ) from None


def _short(document: str) -> str:
    return document.removeprefix(FOLDER)
