"""How the book writes numbers, dates and units in a sentence."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

Scalar = int | float | str | dt.date
#: Units of dates that are known less well than to the day.
PRECISIONS = ("month", "year")
Format = str | Callable[[Any], str]

T = TypeVar("T")

_SURE_DIGITS = 12


def steady(value: T, digits: int = _SURE_DIGITS) -> T:
    """Drop the last digits of a fraction, which depend on the order in which a machine adds.

    Else they would decide which way a half is rounded: 350,499 here and 350,500 there.
    """
    return cast(T, float(f"{value:.{digits}g}")) if isinstance(value, float) else value


def written(value: Scalar, unit: str = "") -> str:
    """Write a value with its unit as the book does: ``11,500``, ``44%``, ``5 days``."""
    if isinstance(value, dt.date):
        if unit in PRECISIONS:
            return f"{value:%B %Y}" if unit == "month" else f"{value.year}"
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, str):
        return value
    value = steady(value)
    if unit == "share":
        value, unit = value * 100, "%"
        value = round(value) if abs(value) >= 10 or value == int(value) else round(value, 1)
    number = _digits(value)
    sign, bare = ("−", number[1:]) if number.startswith("-") else ("", number)
    if unit in ("", "1", "persons"):
        return sign + bare
    if unit == "%":
        return f"{sign}{bare}%"
    currency, _, scale = unit.partition(" ")
    if currency in _CURRENCIES:
        return f"{sign}{_CURRENCIES[currency]}{bare}" + (f" {scale}" if scale else "")
    # "1 days" reads badly; only units that are plurals with an s have this trouble.
    noun = unit[:-1] if bare == "1" and unit in _PLURALS else unit
    return f"{sign}{bare} {noun}"


_CURRENCIES = {"EUR": "€", "USD": "$", "GBP": "£", "AUD": "A$"}
_PLURALS = frozenset(
    {"days", "weeks", "months", "years", "hours", "states", "brigades", "battalions"}
)


def _digits(value: int | float) -> str:
    """Thousands with commas; fractions to three digits, but never fewer than the integer part."""
    if isinstance(value, int) or not math.isfinite(value):
        return f"{value:,}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    if value == 0:
        return "0"
    decimals = 2 - math.floor(math.log10(abs(value)))
    text = f"{value:,.{min(max(decimals, 0), 12)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def formatted(value: Scalar, unit: str, format: Format) -> str:
    """Write a value by a specification, a template with braces, or a function."""
    value = steady(value)
    if callable(format):
        return format(value)
    if not format:
        return written(value, unit)
    # A template has braces; a bare specification has none.
    text = format.format(value) if "{" in format else f"{value:{format}}"
    return text.replace("-", "−", 1) if text.startswith("-") else text
