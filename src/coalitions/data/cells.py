"""One cell: from the text in the file to a value, or to a sentence that says what is wrong.

The loader and the checker share these functions, so a table that loads is a table whose cells
pass, and the other way round.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from coalitions.data.faults import quoted, suggestion
from coalitions.data.package import Field

Value = str | int | float | bool

#: A date outside of these years is a slip of the pen unless the descriptor gives own limits.
EARLIEST, LATEST = "1900", "2100"

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SLASHED = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_LOOSE = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})[./-]([0-9]{1,2})(?:[T ].*)?")
_SEPARATED = re.compile(r"-?[0-9]{1,3}([,.'\u2019 \u00a0\u202f_])[0-9]{3}(?:\1[0-9]{3})*")
_FORMULA = re.compile(r"[=+@-]")
_MONTHS = tuple(calendar.month_name)[1:]
#: Words that people type for "we do not know". The package leaves such a cell empty.
_UNKNOWN = frozenset({"n/a", "#n/a", "na", "nan", "null", "nil", "-", "–", "—", "?", "tbd", "."})


class CellError(ValueError):
    """What is wrong with a cell, as the end of a sentence, and what to write instead."""


def reader(field: Field) -> Callable[[str], Value | None]:
    """Return the function that reads one cell of `field`.

    Parameters
    ----------
    field
        The column as the descriptor has it.

    Returns
    -------
    callable
        Takes the text of a cell and returns ``None`` for an empty cell, otherwise the value:
        dates as ISO text, numbers and booleans as such. Raises `CellError`. Answers are
        remembered (up to a bound), because a column repeats its values.
    """
    parse = _PARSERS["partial" if field.partial_date else field.type]
    limits = _limits(field)
    pattern = re.compile(field.pattern) if field.pattern else None
    codes = frozenset(field.values)

    def read(text: str) -> Value | None:
        if text == "":
            if field.required:
                raise CellError("is empty, but every row needs a value here")
            return None
        if text not in codes:
            _check_text(text)
            if codes:
                raise CellError(_unknown_code(text, field))
        value = parse(text)
        if field.is_date:
            _check_dates(text, field)
        elif limits:
            _check_limits(text, value, field, limits)
        # Frictionless anchors a pattern at both ends; so do we, or the two would disagree.
        if pattern and not pattern.fullmatch(text):
            raise CellError(f"{quoted(text)} does not have the form {field.pattern}")
        return value

    @lru_cache(maxsize=65536)
    def outcome(text: str) -> tuple[Value | None, str]:
        try:
            return read(text), ""
        except CellError as error:
            return None, str(error)

    def remembered(text: str) -> Value | None:
        value, problem = outcome(text)
        if problem:
            raise CellError(problem)
        return value

    return remembered


def _check_text(text: str) -> None:
    """Refuse what no cell of any type may hold."""
    if text != text.strip():
        kept = text.strip()
        if not kept:
            raise CellError(f"{quoted(text)} holds only blanks (leave the cell empty)")
        raise CellError(f"{quoted(text)} has blanks around it (write {quoted(kept)})")
    if not text.isprintable():
        for char in text:
            if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn", "Cs") and char != "\n":
                name = unicodedata.name(char, "a control character")
                raise CellError(f"{quoted(text)} holds U+{ord(char):04X} ({name}); remove it")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise CellError(f"{quoted(text)} has accents as separate characters (normalise to NFC)")
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text.removeprefix("+")):
        raise CellError(f"{quoted(text)} starts like a formula (no cell may start with {text[0]})")
    if text.casefold() in _UNKNOWN:
        raise CellError(f"{quoted(text)} stands for unknown (leave the cell empty)")


def _unknown_code(text: str, field: Field) -> str:
    shown = ", ".join(field.values[:12]) + (", …" if len(field.values) > 12 else "")
    hint = suggestion(text, field.values)
    return f"{quoted(text)} is not a code of this column{hint}; codes are {shown}"


def _string(text: str) -> str:
    return text


def _integer(text: str) -> int:
    if _INTEGER.fullmatch(text) and text != "-0":
        # What does not fit into 64 bits fits into no DataFrame either.
        if len(text) > 20 or not -(2**63) <= int(text) < 2**63:
            raise CellError(f"{quoted(text)} is too large for an integer column")
        return int(text)
    raise CellError(f"{quoted(text)} is not an integer{_plain_number(text, whole=True)}")


def _number(text: str) -> float:
    if _NUMBER.fullmatch(text):
        value = float(text)
        if value in (float("inf"), float("-inf")):
            raise CellError(f"{quoted(text)} is too large for a number column")
        return value
    raise CellError(f"{quoted(text)} is not a number{_plain_number(text, whole=False)}")


def _plain_number(text: str, whole: bool) -> str:
    """Say how the number that was probably meant is written."""
    if len(text) > 40:
        return ""
    if found := _SEPARATED.fullmatch(text):
        joined = text.replace(found[1], "")
        if not whole and found[1] in ",." and text.count(found[1]) == 1:
            return f" (write {joined}, or {text.replace(found[1], '.')} if {found[1]} is decimal)"
        return f" (write {joined})"
    bare = re.sub(r"[^0-9.,-]", "", text).strip(".,")
    if not whole:
        bare = bare.replace(",", ".")
    bare = bare.replace(",", "")
    if whole and re.fullmatch(r"-?[0-9]+\.0+", bare):
        bare = bare.split(".")[0]
    sign, digits = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    bare = sign + (digits.lstrip("0") or "0" if digits.isdigit() else digits)
    if (_INTEGER if whole else _NUMBER).fullmatch(bare) and bare != "-0" and digits:
        return f" (write {bare})" if _only_dressing(text) else f" (write {bare}, if that is meant)"
    return ""


def _only_dressing(text: str) -> bool:
    """Whether nothing but digits, signs and separators stands in `text`."""
    return not re.search(r"[^\W\d_]", text)


def _boolean(text: str) -> bool:
    if text in ("true", "false"):
        return text == "true"
    meant = {"yes": "true", "y": "true", "1": "true", "t": "true"}
    meant |= {"no": "false", "n": "false", "0": "false", "f": "false"}
    folded = text.casefold()
    answer = folded if folded in ("true", "false") else meant.get(folded, "true or false")
    raise CellError(f"{quoted(text)} is neither true nor false (write {answer})")


def _date(text: str) -> str:
    if found := _DATE.fullmatch(text):
        _check_calendar(text, int(found[1]), int(found[2]), int(found[3]))
        return text
    if _PARTIAL.fullmatch(text):
        raise CellError(f"{quoted(text)} is not a full date (this column needs YYYY-MM-DD)")
    raise CellError(f"{quoted(text)} is not a date{_plain_date(text)}")


def _partial(text: str) -> str:
    if found := _PARTIAL.fullmatch(text):
        _check_calendar(text, int(found[1]), int(found[2] or 1), int(found[3] or 1))
        return text
    advice = _plain_date(text) or " (write 2025, 2025-03 or 2025-03-02)"
    raise CellError(f"{quoted(text)} is not a date{advice}")


def _check_calendar(text: str, year: int, month: int, day: int) -> None:
    if not 1 <= month <= 12:
        raise CellError(f"{quoted(text)} is not in the calendar: there is no month {month}")
    if year < 1:
        raise CellError(f"{quoted(text)} is not in the calendar: there is no year 0")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        name = _MONTHS[month - 1]
        raise CellError(f"{quoted(text)} is not in the calendar: {name} {year} has {days} days")


def _plain_date(text: str) -> str:
    """Say how the date that was probably meant is written."""
    if found := _LOOSE.fullmatch(text):
        return f" (write {found[1]}-{int(found[2]):02d}-{int(found[3]):02d})"
    if found := _SLASHED.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), found[3]
        ways = [(second, first), (first, second)] if first != second else [(first, second)]
        dates = [f"{year}-{month:02d}-{day:02d}" for month, day in ways if 1 <= month <= 12]
        return f" (write {' or '.join(dates)})" if dates else ""
    return ""


def _check_dates(text: str, field: Field) -> None:
    earliest = str(field.minimum or EARLIEST)
    latest = str(field.maximum or LATEST)
    # ISO dates of different precision compare as text once cut to the shorter length.
    if text[: len(earliest)] < earliest[: len(text)]:
        raise CellError(f"{quoted(text)} is before {earliest}, the earliest date expected")
    if text[: len(latest)] > latest[: len(text)]:
        raise CellError(f"{quoted(text)} is after {latest}, the latest date expected")


def _limits(field: Field) -> tuple[float | None, float | None] | None:
    if not field.is_number or (field.minimum is None and field.maximum is None):
        return None
    minimum = None if field.minimum is None else float(field.minimum)
    return minimum, None if field.maximum is None else float(field.maximum)


def _check_limits(
    text: str, value: Value, field: Field, limits: tuple[float | None, float | None]
) -> None:
    minimum, maximum = limits
    unit = f" {field.unit}" if field.unit not in ("", "1") else ""
    if minimum is not None and float(value) < minimum:
        what = "is negative" if minimum == 0 else f"is below {minimum:g}{unit}"
        raise CellError(f"{quoted(text)} {what}; the least possible is {minimum:g}{unit}")
    if maximum is not None and float(value) > maximum:
        raise CellError(f"{quoted(text)} is above {maximum:g}{unit}, the most possible")


_PARSERS: dict[str, Callable[[str], Value]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "partial": _partial,
}
