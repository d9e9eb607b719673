"""A fault in the data: where it is, what is wrong, what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong at one place.

    Attributes
    ----------
    file
        Path as shown to the reader, for example ``data/contributions.csv``.
    line
        Line in that file (the header is line 1); 0 when the whole file is meant.
    column
        Name of the column; empty when the whole line is meant.
    message
        What is wrong and what to write instead.
    awaits
        Whether a row that is still to be added to another table mends it, as a new work waits for
        the row that rests on it.
    """

    file: str
    line: int
    column: str
    message: str
    awaits: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f" column {self.column}:" if self.column else ""
        return f"{place}:{column} {self.message}"


class DataError(Exception):
    """The data cannot be used as it stands; `faults` says why, all at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        shown = [str(fault) for fault in self.faults[:20]]
        if len(self.faults) > len(shown):
            shown.append(f"… and {len(self.faults) - len(shown)} more")
        shown.append("Run `python -m coalitions data check` for every fault in every table.")
        super().__init__("\n".join(shown))


def suggestion(word: str, known: Sequence[str], quote: str = "") -> str:
    """Return ``" (did you mean …?)"`` for the closest known word, or nothing."""
    from difflib import get_close_matches

    # A very long cell is not a misspelt code, and comparing it costs quadratic time.
    close = get_close_matches(word, known, n=1, cutoff=0.6) if len(word) <= 60 else []
    return f" (did you mean {quote}{close[0]}{quote}?)" if close else ""


def quoted(text: str, limit: int = 60) -> str:
    """Return `text` in double quotes, shortened, with invisible characters spelled out."""
    shown = text if len(text) <= limit else text[: limit - 1] + "…"
    spelled = "".join(
        char if char.isprintable() and char != "\u00a0" else f"\\u{ord(char):04x}" for char in shown
    )
    return f'"{spelled}"'
