"""What somebody gives as an answer: numbers, dates, words and sets, however they are written."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from coalitions.quantities import Quantity

_TIMES: Final = 500
_NUMBER: Final = re.compile(
    r"[€$£]?\s*([-+−]?\d[\d,. ]*?)\s*(%|per ?cent|thousand|million|billion)?"
    r"(?:\s+(?:of\s+)?[A-Za-z][\w ]*)?"
)
_SCALES: Final = {"%": 0.01, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_DATES: Final = (
    *(("%Y-%m-%d", "%Y-%m-%d"), ("%d %B %Y", "%Y-%m-%d"), ("%B %d, %Y", "%Y-%m-%d")),
    *(("%d %b %Y", "%Y-%m-%d"), ("%Y-%m", "%Y-%m"), ("%B %Y", "%Y-%m"), ("%b %Y", "%Y-%m")),
    ("%Y", "%Y"),
)
_PRECISION: Final = {"month": "%Y-%m", "year": "%Y"}
#: Names that people use and the table of countries does not have.
_ALSO: Final = {
    "america": "USA",
    "britain": "GBR",
    "czech republic": "CZE",
    "great britain": "GBR",
    "turkey": "TUR",
    "uk": "GBR",
    "us": "USA",
}
_KINDS: Final = {
    "number": "a number",
    "date": "a date, such as 2025-03-02 or March 2025",
    "words": "a word in quotation marks",
    "set": "several words, such as {'FRA', 'GBR'}",
}


class ReplyError(ValueError):
    """An answer of another kind than asked for; the text says which kind is wanted."""


@dataclass(frozen=True)
class Given:
    """An answer as it is compared.

    Attributes
    ----------
    kind
        ``"number"``, ``"date"``, ``"words"`` or ``"set"``.
    number, unit
        For a number.
    spelt
        For all others: the words as given; a date is one word.
    """

    kind: str
    number: float = 0.0
    unit: str = ""
    spelt: tuple[str, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """The words, so written that case, accents and spaces make no difference."""
        return frozenset(_folded(word) for word in self.spelt)


def read(answer: object, wanted: str = "") -> Given:
    """Read an answer.

    Parameters
    ----------
    answer
        A number, a quantity, a date, a text, or several of them.
    wanted
        The kind that it should be; without it, the kind that it is.

    Raises
    ------
    ReplyError
        If it is of another kind.
    """
    found = _read(answer, wanted)
    if wanted and found.kind != wanted:
        raise ReplyError(f"This asks for {_KINDS[wanted]}. You gave {_KINDS[found.kind]}.")
    return found


def readings(given: Given, *, codes: bool) -> Iterator[Given]:
    """Yield what an answer may mean: as it is and, where codes are wanted, names as codes."""
    yield given
    if codes and any(not re.fullmatch("[A-Za-z]{3}", word) for word in given.spelt):
        known = _codes()
        spelt = tuple(known.get(_folded(word), word) for word in given.spelt)
        yield Given(given.kind, spelt=spelt)


def hashed(text: str) -> str:
    """Return a hash that is a little slow to compute, so that trying all answers takes a while."""
    digest = text.encode()
    for _ in range(_TIMES):
        digest = hashlib.sha256(digest).digest()
    return digest.hex()[:20]


def _read(answer: Any, wanted: str) -> Given:
    unit = ""
    if isinstance(answer, Quantity):
        answer, unit = answer.value, answer.unit
    if hasattr(answer, "item") and not hasattr(answer, "index"):
        answer = answer.item()  # a number of numpy
    if isinstance(answer, dt.date):
        return Given("date", spelt=(answer.strftime(_PRECISION.get(unit, "%Y-%m-%d")),))
    if isinstance(answer, bool):
        return Given("words", spelt=("yes" if answer else "no",))
    if isinstance(answer, (int, float)):
        if wanted == "date" and float(answer).is_integer():
            return Given("date", spelt=(str(int(answer)),))
        return Given("number", float(answer), unit)
    if isinstance(answer, str):
        return _of_text(answer.strip(), wanted)
    if isinstance(answer, Iterable) and not isinstance(answer, Mapping):
        return Given("set", spelt=tuple(str(each) for each in answer))
    raise ReplyError(f"This asks for {_KINDS[wanted or 'words']}.")


def _of_text(text: str, wanted: str) -> Given:
    if wanted == "number":
        return _of_number(text)
    if wanted == "date":
        return _of_date(text)
    if wanted == "set":
        parts = re.split(r"[,;]|\band\b|\bund\b|&", text)
        return Given("set", spelt=tuple(part.strip() for part in parts if part.strip()))
    return Given("words", spelt=(text,))


def _of_number(text: str) -> Given:
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ReplyError(f"This asks for {_KINDS['number']}; {text!r} is none.")
    digits = match[1].replace(",", "").replace(" ", "").replace("−", "-").rstrip(".")
    scale = _SCALES.get(re.sub("per ?cent", "%", match[2] or ""), 1.0)
    try:
        return Given("number", float(digits) * scale)
    except ValueError:
        raise ReplyError(f"This asks for {_KINDS['number']}; {text!r} is none.") from None


def _of_date(text: str) -> Given:
    for pattern, precision in _DATES:
        try:
            found = dt.datetime.strptime(text, pattern)
        except ValueError:
            continue
        return Given("date", spelt=(found.strftime(precision),))
    raise ReplyError(f"This asks for {_KINDS['date']}; {text!r} is none.")


def _folded(word: str) -> str:
    bare = unicodedata.normalize("NFKD", word)
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(letters.casefold().removeprefix("the ").split()).rstrip(".")


def _codes() -> dict[str, str]:
    """Return the codes of countries by their names."""
    from coalitions.data.load import load

    table = load("countries")
    styles = [style for style in ("name", "short_name", "name_in_text") if style in table]
    return _ALSO | {
        _folded(str(name)): str(code)
        for style in styles
        for code, name in zip(table["iso3"], table[style], strict=True)
        if isinstance(name, str)
    }
