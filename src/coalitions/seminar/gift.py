"""The quiz as GIFT, the text format that Moodle and others import.

A question is ``::name::text{answers}``. The characters ``~ = # { } :`` and the backslash have a
meaning of their own and are written with a backslash before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coalitions.seminar.quiz import Item, Option, chapters
from coalitions.seminar.said import Said
from coalitions.spans import written

NAME: Final = "quiz.gift"
_SPECIAL: Final = re.compile(r"([\\~=#{}:])")


def gift(items: tuple[Item, ...], said: Said, title: str) -> str:
    """Write questions as GIFT, a category for each chapter.

    Parameters
    ----------
    title
        The name of the category that holds all others.
    """
    parts = [f"// {title}: {len(items)} questions; answers are computed from the tables named."]
    for chapter, own in chapters(items):
        heading = said.titles[chapter].replace("/", "//")
        parts.append(f"$CATEGORY: $course$/{title}/{heading}")
        parts += [_question(item) for item in own]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Write a text so that it is read as text."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def rows_line(item: Item) -> str:
    """Name the rows that an answer rests on: ``events:11 18; mandates:10``."""
    return "; ".join(f"{table}:{written(lines)}" for table, lines in item.rows.items())


def _question(item: Item) -> str:
    head = f"// rests on {rows_line(item)}\n::{escaped(item.name)}::[plain]{escaped(item.ask)}"
    return f"{head}{{{''.join(_answers(item))}}}"


def _answers(item: Item) -> Iterable[str]:
    if item.kind == "truefalse":
        right, wrong = sorted(item.options, key=lambda option: not option.right)
        # The comment on a wrong answer stands first, that on the right one after it.
        yield f"{right.text.upper()}#{escaped(wrong.because)}#{escaped(right.because)}"
    elif item.kind == "numeric":
        yield f"#{_plain(item.value)}:{_plain(item.tolerance)}"
        yield f"####{escaped(item.because)}"
    elif item.kind == "matching":
        yield from (f"\n={escaped(left)} -> {escaped(right)}" for left, right in item.pairs)
        yield f"\n####{escaped(item.because)}\n"
    else:
        yield from (_choice(option) for option in item.options)
        yield "\n"


def _choice(option: Option) -> str:
    return f"\n{'=' if option.right else '~'}{escaped(option.text)}#{escaped(option.because)}"


def _plain(value: float) -> str:
    """Write a number without exponent or separators, to six significant places."""
    return f"{float(f'{value:.6g}'):f}".rstrip("0").rstrip(".")
