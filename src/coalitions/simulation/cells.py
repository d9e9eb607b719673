"""One cell of a file of pledges: what a person may have typed, and what is meant.

People and spreadsheets write numbers and lists in many ways. Whatever has one meaning is read;
whatever has none, or two, is a `CellError` that says what to write instead. Nothing is evaluated:
``=1+1`` is a text, and no number.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from coalitions.data.faults import suggestion
from coalitions.data.load import load
from coalitions.simulation.states import codes, state
from coalitions.simulation.terms import ROUNDS

_LEADING: Final = ("=", "+", "-", "@")
_SEPARATORS: Final = re.compile(r"[+|/;,\n]")
_GROUPED: Final = re.compile(r"[0-9]{1,3}([.,'’ ][0-9]{3})+")
_PLAIN: Final = re.compile(r"[0-9]{1,12}([.,][0-9]{1,12})?")
_WORDS: Final[Mapping[str, int]] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES: Final[Mapping[str, int]] = {"thousand": 1000, "k": 1000, "million": 1_000_000}
_PLAYED_BY: Final = {
    "USA": "the instructor plays the United States: ask for a backstop in needs_backstop",
    "UKR": "Ukraine hosts the force and sends none",
    "RUS": "the instructor plays Russia",
}


class CellError(Exception):
    """A cell that cannot be read; the text says what to write."""


def plain(text: str) -> str:
    """Return a cell without what spreadsheets and phones put around it."""
    joined = unicodedata.normalize("NFKC", text)
    kept = "".join(
        " " if char.isspace() else char
        for char in joined
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(kept.split())


def text(cell: str, most: int) -> str:
    """Return a free text, with one apostrophe taken off that protects it from being a formula.

    Raises
    ------
    CellError
        If it is longer than `most` characters.
    """
    shown = plain_text(cell)
    if len(shown) > most:
        raise CellError(f"has {len(shown):,} characters: shorten it to {most}")
    return shown


def plain_text(cell: str) -> str:
    """Return a free text as it is kept: emoji stay, controls go."""
    kept = "".join(
        " " if char.isspace() else char
        for char in cell
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs")
    )
    shown = " ".join(kept.split())
    return shown[1:] if shown[:1] == "'" and shown[1:2] in _LEADING else shown


def protected(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_LEADING) else cell


def whole(cell: str, most: int) -> int:
    """Read a number of people, 0 to `most`: ``1500``, ``1,500``, ``1.500`` and ``1 500`` are one.

    Raises
    ------
    CellError
        If it is no whole number, or out of bounds.
    """
    shown = _without_sign(plain(cell))
    if _GROUPED.fullmatch(shown):
        number = float(re.sub(r"[^0-9]", "", shown)[:18])
    else:
        number = _decimal(shown)
    if not number.is_integer():
        raise CellError("is no whole number: people cannot be divided, round it")
    if number > most:
        raise CellError(f"is more than the country has: at most {most:,} (see its role card)")
    return int(number)


def share(cell: str, most: float) -> float:
    """Read a percentage, 0 to `most`: ``0.5``, ``0,5``, ``50 %``.

    Raises
    ------
    CellError
        If it is no number, or out of bounds.
    """
    number = _decimal(_without_sign(plain(cell).removesuffix("%").rstrip()))
    if number > most:
        raise CellError(f"is more than {most:g} per cent, the most for this country and column")
    return number


def kept(cell: str) -> float:
    """Read the share of commitments that is kept, per cent.

    Raises
    ------
    CellError
        As `share`; and for a fraction, since ``0.5`` would be half a per cent.
    """
    number = share(cell, 100.0)
    if 0 < number < 1:
        raise CellError(f"is less than one per cent: write {100 * number:g} if that is meant")
    return number


def _without_sign(shown: str) -> str:
    if not shown:
        raise CellError("is empty of digits: write a number, or leave the cell empty")
    if re.fullmatch(r"[-−–]\s*[0-9].*", shown):
        raise CellError("is negative: write 0 or more")
    return shown.removeprefix("+").lstrip() if re.fullmatch(r"\+\s*[0-9.,]+", shown) else shown


def _decimal(shown: str) -> float:
    if _PLAIN.fullmatch(shown):
        return float(shown.replace(",", "."))
    if shown.startswith(_LEADING):
        raise CellError("is a formula, and formulas are not computed: write the result in digits")
    if re.fullmatch(r"[0-9]{13,}([.,][0-9]*)?", shown):
        raise CellError("is far too large: write a number that the role card allows")
    meant = _in_words(shown)
    hint = f": write {meant}" if meant is not None else ": write digits, such as 1500"
    raise CellError(f"is no number{hint}")


def _in_words(shown: str) -> int | None:
    """Return what a number in English words means, for a hint only."""
    total = current = 0
    words = re.findall(r"[a-z]+|[0-9]+", shown.casefold()[:80])
    if not words:
        return None
    for word in words:
        if word == "and":
            continue
        if word in _WORDS:
            current += _WORDS[word]
        elif word.isascii() and word.isdigit() and len(word) <= 6:
            current += int(word)
        elif word == "hundred":
            current = max(1, current) * 100
        elif word in _SCALES:
            total, current = total + max(1, current) * _SCALES[word], 0
        else:
            return None
    return total + current


def round_of(cell: str) -> int:
    """Read a round: its number, in digits or words, or its name.

    Raises
    ------
    CellError
        If there is no such round.
    """
    shown = plain(cell).casefold().removeprefix("round").strip(" .:#")
    shown = re.sub(r"[.,]0+$", "", shown)
    known = {str(number): number for number in ROUNDS}
    known |= {name.casefold(): number for number, name in ROUNDS.items()}
    known |= {"one": 1, "two": 2, "three": 3, "first": 1, "second": 2, "third": 3}
    if shown in known:
        return known[shown]
    hint = suggestion(shown, list(known))
    raise CellError(f"is no round: write {', '.join(map(str, ROUNDS))}{hint}")


def country_of(cell: str) -> str:
    """Read a country: its ISO code, or one of its names.

    Raises
    ------
    CellError
        If nobody plays such a country; the text names the nearest.
    """
    code, fault = _country(plain(cell).casefold())
    if fault:
        raise CellError(fault)
    return code


@functools.lru_cache(maxsize=4096)
def _country(shown: str) -> tuple[str, str]:
    """Return the code of a country and nothing, or nothing and why there is none."""
    known = country_names()
    code = known.get(shown) or known.get(shown.removeprefix("the "))
    playable = codes()
    if code in playable:
        return str(code), ""
    if code:
        return "", f"cannot be played ({_PLAYED_BY.get(code, 'no role card exists for it')})"
    names = [name for name, known_code in known.items() if known_code in playable]
    # A very long cell is not a misspelt name, and comparing it costs quadratic time.
    near = get_close_matches(shown, names, n=1) if len(shown) <= 60 else []
    hint = f" (did you mean {state(known[near[0]]).name}, {known[near[0]]}?)" if near else ""
    return "", f"is no country of the simulation{hint or '; write an ISO code such as GBR'}"


@functools.cache
def country_names() -> Mapping[str, str]:
    """Return the names by which countries are known, in lower case, to their codes."""
    rows = load("countries")
    found: dict[str, str] = {}
    for column in ("name", "name_in_text", "short_name", "iso3"):
        for name, code in zip(rows[column], rows["iso3"], strict=True):
            found[plain(str(name)).casefold()] = str(code)
    return found | _OTHERS


_OTHERS: Final = {
    "turkey": "TUR",
    "britain": "GBR",
    "great britain": "GBR",
    "england": "GBR",
    "czech republic": "CZE",
    "holland": "NLD",
    "us": "USA",
    "america": "USA",
    "gb": "GBR",
    "de": "DEU",
    "fr": "FRA",
    "pl": "POL",
    "it": "ITA",
    "tr": "TUR",
    "se": "SWE",
    "ee": "EST",
}


def choices(cell: str, known: Mapping[str, str], most: int | None = None) -> tuple[str, ...]:
    """Read a list of codes, or of their labels, in the order of `known`.

    Parameters
    ----------
    cell
        Codes joined by a plus, a bar, a slash, a semicolon or a comma.
    known
        Code to its label.
    most
        How many there may be.

    Raises
    ------
    CellError
        If one is not known, or if there are too many.
    """
    labels = {_key(label): code for code, label in known.items()}
    labels |= {_key(code): code for code in known}
    chosen: set[str] = set()
    for part in _SEPARATORS.split(plain(cell)):
        key = _key(part)
        if not key or key == "none":
            continue
        if key not in labels:
            hint = suggestion(key, list(known)) or f": write {', '.join(known)}"
            raise CellError(f"holds {shortened(part.strip())}, which is no code here{hint}")
        chosen.add(labels[key])
    if most is not None and len(chosen) > most:
        raise CellError(f"names {len(chosen)}: this country can take at most {most}")
    return tuple(code for code in known if code in chosen)


def one_of(cell: str, known: Mapping[str, str]) -> str:
    """Read one code; as `choices`, but exactly one.

    Raises
    ------
    CellError
        If it is not known.
    """
    key = _key(plain(cell))
    for code in known:
        if key == _key(code):
            return code
    hint = suggestion(key, list(known)) or f": write {', '.join(known)}"
    raise CellError(f"is no code here{hint}")


def shortened(text: str, most: int = 60) -> str:
    """Return a text in quotes, cut if it is long, with nothing that a terminal would obey."""
    shown = "".join(char if char.isprintable() else " " for char in text[: most + 1])
    return f"“{shown if len(shown) <= most else shown[: most - 1] + '…'}”"


def _key(shown: str) -> str:
    return re.sub(r"[\s_-]+", "_", shown.strip().casefold()).strip("_")
