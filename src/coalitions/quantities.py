"""Numbers for sentences: a value, its unit, how it is written, and the rows it rests on.

A `Quantity` computes like a number. What is computed from it is a quantity again and rests on the
rows of all its parts, and a comparison knows its rows too, so that a finding can name them.
"""

from __future__ import annotations

import datetime as dt
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from coalitions.provenance import Provenance, known, of
from coalitions.writing import PRECISIONS, Format, Scalar, formatted, written

Kind = Literal["data", "assumption", "definition"]

MIME = "application/vnd.coalitions.quantity+json"


@dataclass(frozen=True, eq=False)
class Quantity:
    """A number (or a date, or a name) that knows where it comes from.

    Attributes
    ----------
    value
        The plain value.
    unit
        ``"persons"``, ``"km"``, ``"days"``, ``"EUR billion"``, ``"%"``, ``"share"`` (0 to 1) or
        ``""`` for a number without a unit. For a date ``"month"`` or ``"year"`` if it is known no
        better; the value is then the first day of that period.
    text
        How it is written in a sentence.
    provenance
        The rows that it rests on; empty for assumptions and definitions.
    expression
        How it was computed, in words or symbols.
    kind
        ``"data"``, ``"assumption"`` (a choice of the book) or ``"definition"``.
    """

    value: Scalar
    unit: str = ""
    text: str = ""
    provenance: Provenance = field(default_factory=Provenance)
    expression: str = ""
    kind: Kind = "data"

    def __post_init__(self) -> None:
        if not self.text:
            object.__setattr__(self, "text", written(self.value, self.unit))

    def __repr__(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text

    def __format__(self, spec: str) -> str:
        return format(self.value, spec) if spec else self.text

    def __hash__(self) -> int:
        return hash((self.value, self.unit))

    def __float__(self) -> float:
        return float(_number(self))

    def __int__(self) -> int:
        return int(_number(self))

    def __round__(self, digits: int | None = None) -> Quantity:
        return _made(round(_number(self), digits), self.unit, f"round({self.name})", self)

    @property
    def name(self) -> str:
        """The expression if there is one, else the written number."""
        return self.expression or self.text

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/plain": self.text, MIME: self.as_json()}

    def as_json(self) -> dict[str, Any]:
        """Return what a page needs to show the number and lead back to its rows."""
        value = self.value.isoformat() if isinstance(self.value, dt.date) else self.value
        return {
            "value": None if isinstance(value, float) and not math.isfinite(value) else value,
            "unit": self.unit,
            "text": self.text,
            "kind": self.kind,
            "expression": self.expression,
            "provenance": self.provenance.as_json(),
        }

    # -- arithmetic ----------------------------------------------------------------------------

    def __add__(self, other: object) -> Quantity:
        return _sum(self, other, operator.add, "+")

    def __radd__(self, other: object) -> Quantity:
        return _sum(_lifted(other, self.unit), self, operator.add, "+")

    def __sub__(self, other: object) -> Quantity:
        return _sum(self, other, operator.sub, "−")

    def __rsub__(self, other: object) -> Quantity:
        return _sum(_lifted(other, self.unit), self, operator.sub, "−")

    def __mul__(self, other: object) -> Quantity:
        return _product(self, _lifted(other))

    def __rmul__(self, other: object) -> Quantity:
        return _product(_lifted(other), self)

    def __truediv__(self, other: object) -> Quantity:
        return _ratio(self, _lifted(other))

    def __rtruediv__(self, other: object) -> Quantity:
        return _ratio(_lifted(other), self)

    def __neg__(self) -> Quantity:
        return _made(-_number(self), self.unit, f"−{self.name}", self)

    def __abs__(self) -> Quantity:
        return _made(abs(_number(self)), self.unit, f"|{self.name}|", self)

    # -- comparison ----------------------------------------------------------------------------

    def __lt__(self, other: object) -> Comparison:
        return _compared(self, other, operator.lt, "<")

    def __le__(self, other: object) -> Comparison:
        return _compared(self, other, operator.le, "≤")

    def __gt__(self, other: object) -> Comparison:
        return _compared(self, other, operator.gt, ">")

    def __ge__(self, other: object) -> Comparison:
        return _compared(self, other, operator.ge, "≥")

    def __eq__(self, other: object) -> Comparison:  # type: ignore[override]
        return _compared(self, other, operator.eq, "=")

    def __ne__(self, other: object) -> Comparison:  # type: ignore[override]
        return _compared(self, other, operator.ne, "≠")


@dataclass(frozen=True)
class Comparison:
    """The answer to ``lead_share < 0.5``: true or false, and the rows that decide it.

    Join several with ``&`` or ``|``; Python's ``and`` would keep the rows of the last only.
    """

    holds: bool
    text: str
    provenance: Provenance

    def __bool__(self) -> bool:
        return self.holds

    def __and__(self, other: object) -> Comparison:
        return self._joined(other, self.holds and bool(other), "and")

    def __or__(self, other: object) -> Comparison:
        return self._joined(other, self.holds or bool(other), "or")

    def __invert__(self) -> Comparison:
        return Comparison(not self.holds, f"not ({self.text})", self.provenance)

    def _joined(self, other: object, holds: bool, word: str) -> Comparison:
        text = other.text if isinstance(other, Comparison) else str(bool(other)).lower()
        rows = self.provenance.union(of(other))
        return Comparison(holds, f"{self.text} {word} {text}", rows)


def quantity(
    value: Scalar | Quantity,
    unit: str = "",
    *,
    rows: object = (),
    format: Format = "",
    expression: str = "",
    kind: Kind = "data",
) -> Quantity:
    """Make a quantity.

    Parameters
    ----------
    value
        A number, a date or a name; numpy and pandas scalars will do. A quantity is written anew.
    unit
        See `Quantity`.
    rows
        What it rests on: facts, series, quantities, or a list of them.
    format
        A format specification (``",.0f"``), a template (``"{:,.0f} troops"``) or a function.
    expression
        How it was computed.
    kind
        ``"data"``, ``"assumption"`` or ``"definition"``.

    Raises
    ------
    ValueError
        If the value is missing (``NaN``, ``NaT`` or ``NA``): a sentence cannot show it.
    TypeError
        If `rows` holds a table that does not know its rows, or the value is none for a sentence.
    """
    provenance = known(rows)
    if isinstance(value, Quantity):
        provenance = provenance.union(value.provenance)
        unit, expression = unit or value.unit, expression or value.expression
        kind = value.kind if kind == "data" else kind
        value = value.value
    plain = _plain(value)
    return Quantity(plain, unit, formatted(plain, unit, format), provenance, expression, kind)


def _plain(value: object) -> Scalar:
    """Turn scalars of numpy and pandas into plain ones; refuse missing values."""
    import pandas as pd

    if value is None or value is pd.NA or value is pd.NaT or value != value:
        raise ValueError("the value is missing, so no sentence can show it; look at its rows")
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, pd.Timedelta):
        return value.days
    if isinstance(value, dt.datetime):
        return value.date()
    item = getattr(value, "item", None)
    plain = item() if callable(item) else value
    if isinstance(plain, bool) or not isinstance(plain, int | float | str | dt.date):
        raise TypeError(f"{value!r} is not a number, a date or a name")
    return plain


def _number(quantity: Quantity) -> int | float:
    if isinstance(quantity.value, int | float):
        return quantity.value
    raise TypeError(f"{quantity.text} is not a number")


def _lifted(other: object, unit: str = "") -> Quantity:
    """Return `other` as a quantity; a bare number takes `unit`."""
    if isinstance(other, Quantity):
        return other
    return Quantity(_plain(other), unit)


def _made(value: int | float, unit: str, expression: str, *parts: Quantity) -> Quantity:
    rows = Provenance().union(*(part.provenance for part in parts))
    kinds = {part.kind for part in parts if part.provenance or part.kind != "data"}
    kind: Kind = "assumption" if "assumption" in kinds else "data"
    if kinds == {"definition"}:
        kind = "definition"
    return Quantity(value, unit, "", rows, expression, kind)


def _same_unit(left: Quantity, right: Quantity, what: str) -> None:
    if left.unit != right.unit and not (_bare(left) and _bare(right)):
        raise ValueError(
            f"cannot {what} {left.text} ({left.unit or 'no unit'}) "
            f"and {right.text} ({right.unit or 'no unit'})"
        )


def _bare(quantity: Quantity) -> bool:
    return quantity.unit in ("", "1")


def _sum(left: Quantity, other: object, apply: Callable[[Any, Any], Any], sign: str) -> Quantity:
    right = _lifted(other, left.unit)
    if isinstance(left.value, dt.date) and isinstance(right.value, dt.date) and sign == "−":
        for date in (left, right):
            if date.unit in PRECISIONS:
                raise ValueError(f"cannot count days: {date.text} is not known to the day")
        days = (left.value - right.value).days
        return _made(days, "days", f"{left.name} − {right.name}", left, right)
    _same_unit(left, right, "add" if sign == "+" else "subtract")
    value = apply(_number(left), _number(right))
    return _made(value, left.unit, f"({left.name} {sign} {right.name})", left, right)


def _product(left: Quantity, right: Quantity) -> Quantity:
    if "share" in (left.unit, right.unit) and left.unit != right.unit:
        unit = right.unit if left.unit == "share" else left.unit
        unit = unit if not (_bare(left) or _bare(right)) else "share"
    elif _bare(left) or _bare(right):
        unit = left.unit if _bare(right) else right.unit
    elif left.unit == right.unit == "share":
        unit = "share"
    else:
        unit = f"{left.unit} × {right.unit}"
    value = _number(left) * _number(right)
    return _made(value, unit, f"{left.name} × {right.name}", left, right)


def _ratio(left: Quantity, right: Quantity) -> Quantity:
    if _number(right) == 0:
        raise ZeroDivisionError(f"cannot divide {left.name} by zero ({right.name})")
    if _bare(right):
        unit = left.unit
    elif left.unit == right.unit:
        unit = ""
    else:
        unit = f"{left.unit or '1'} per {right.unit}"
    value = _number(left) / _number(right)
    return _made(value, unit, f"{left.name} ÷ {right.name}", left, right)


def _surely_apart(left: Quantity, right: Quantity) -> None:
    """Refuse to order two dates when the one known less well contains the other."""
    shorter = {"month": 7, "year": 4}
    length = min(shorter.get(left.unit, 10), shorter.get(right.unit, 10))
    if str(left.value)[:length] == str(right.value)[:length]:
        raise ValueError(f"cannot tell whether {left.text} is before {right.text}")


def _compared(
    left: Quantity, other: object, apply: Callable[[Any, Any], bool], sign: str
) -> Comparison:
    if other is None or isinstance(other, Mapping | list | tuple | set):
        return Comparison(sign == "≠", f"{left.name} {sign} {other!r}", left.provenance)
    dates = isinstance(left.value, dt.date)
    right = _lifted(other, "" if dates else left.unit)
    if dates and left.unit != right.unit:
        _surely_apart(left, right)
    else:
        _same_unit(left, right, "compare")
    shown = left.text if not left.expression else f"{left.expression} = {left.text}"
    text = f"{shown} {sign} {right.text}"
    rows = left.provenance.union(right.provenance)
    return Comparison(bool(apply(left.value, right.value)), text, rows)
