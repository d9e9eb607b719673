"""Exercises and solutions in the text of a chapter: where they stand, and the text without them.

This works on the file as it is written, so that nothing of a solution can reach what is made of
the text afterwards: pages, notebooks, the index of the search, downloads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: The skill that an exercise trains, by the first word of its title.
SKILLS: Final = {
    "read": "read",
    "compute": "compute",
    "find": "compute",
    "argue": "argue",
    "correct": "argue",
}

_FENCE: Final = re.compile(r"^(?P<marker>`{3,}|:{3,})\{(?P<name>[\w-]+)\} *(?P<rest>.*?) *$")
_LABEL: Final = re.compile(r"^:label: *(\S+) *$")
_OPTION: Final = re.compile(r"^:[\w-]+:.*$")


@dataclass(frozen=True)
class Exercise:
    """One exercise as it is written.

    Attributes
    ----------
    label, title
        Its address on the page, and its headline: "Read a figure".
    text
        What it asks, in Markdown.
    line
        The line that it begins on, from 1.
    """

    label: str
    title: str
    text: str
    line: int

    @property
    def skill(self) -> str:
        """What it trains: ``"read"``, ``"compute"`` or ``"argue"``."""
        return SKILLS.get(self.title.split(maxsplit=1)[0].lower(), "argue")


def exercises(text: str) -> list[Exercise]:
    """List the exercises of a chapter, in the order of the page."""
    lines = text.split("\n")
    found = []
    for first, last in _blocks(lines, "exercise"):
        opening = _FENCE.match(lines[first])
        assert opening is not None  # that is how the block was found
        inside = [*_inside(lines, first, last)]
        labels = [match[1] for line in inside if (match := _LABEL.match(line))]
        body = [line for line in inside if not _OPTION.match(line)]
        said = " ".join(" ".join(body).split())
        found.append(Exercise("".join(labels[:1]), opening["rest"], said, first + 1))
    return found


def solution_lines(text: str) -> frozenset[int]:
    """Return the numbers of all lines, from 1, that belong to solutions."""
    lines = text.split("\n")
    blocks = _blocks(lines, "solution")
    return frozenset(n + 1 for first, last in blocks for n in range(first, last + 1))


def without_solutions(text: str) -> str:
    """Return the text of a chapter without its solutions, and without gaps where they stood."""
    gone = solution_lines(text)
    kept: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        after_gap = number - 1 in gone and not line and (not kept or not kept[-1])
        if number not in gone and not after_gap:
            kept.append(line)
    return "\n".join(kept)


def _blocks(lines: list[str], name: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last line, from 0, of each block: fenced as one, or from start to end."""
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        if opening and opening["name"] == name:
            last = _closing(lines, at, opening["marker"])
            yield at, last
            at = last
        elif opening and opening["name"] == f"{name}-start":
            last = at
            while (end := _FENCE.match(lines[last])) is None or end["name"] != f"{name}-end":
                last += 1
                if last == len(lines):
                    raise ValueError(f"line {at + 1}: this {name} has no {{{name}-end}}")
            last = _closing(lines, last, end["marker"])
            yield at, last
            at = last
        at += 1


def _closing(lines: list[str], opening: int, marker: str) -> int:
    """Find the line that closes a fence."""
    for number in range(opening + 1, len(lines)):
        if lines[number].rstrip() == marker:
            return number
    raise ValueError(f"line {opening + 1}: this block is not closed")


def _inside(lines: list[str], first: int, last: int) -> Iterator[str]:
    """Yield the lines of a block that are not its own fences."""
    for line in lines[first + 1 : last]:
        fence = _FENCE.match(line)
        if fence and fence["name"].endswith("-end"):
            return
        if line.rstrip() not in ("```", ":::", "````"):
            yield line
