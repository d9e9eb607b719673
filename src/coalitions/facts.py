"""Tables that remember which rows of the data package they rest on.

A table from `coalitions.load` is a `Facts`: a pandas DataFrame that remembers its rows. As long as
its index still names the lines of the file, filtering and sorting narrow the rows with it. Where an
operation gives up that index (a grouping, a merge, a reset), the rows of its inputs at that moment
are frozen and carried on. So a result may name more rows than strictly needed (every row that went
into a grouping), never fewer of its own table, and never rows that were not there.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, ClassVar, NamedTuple, Self, TypeVar, cast

import pandas as pd

from coalitions.provenance import Provenance, of

#: Name of the index that holds the lines of the file.
ROW = "row"


class _Live(NamedTuple):
    """The table whose lines the index still names, and the lines it had when it was bound."""

    table: str
    lines: pd.Index


class _Carrier:
    """What `Facts` and `FactSeries` share: the rows, and how results inherit them."""

    _live: _Live | None = None
    _carried: Provenance = Provenance()

    @property
    def provenance(self) -> Provenance:
        """The rows that this object rests on."""
        return self._carried.union(_rows_of(self._live, self))

    def _set(self, live: _Live | None, carried: Provenance) -> None:
        # pandas' own __setattr__ would try to make a column of it.
        object.__setattr__(self, "_live", live)
        object.__setattr__(self, "_carried", carried)

    def _inherit(self, *parents: object) -> None:
        """Take over the rows of `parents`, in addition to those already known."""
        for parent in parents:
            if isinstance(parent, _Carrier) and parent is not self:
                self._inherit_one(parent)

    def _inherit_one(self, parent: _Carrier) -> None:
        carried = self._carried.union(parent._carried)
        mine, theirs = self._live, parent._live
        if theirs is None:
            self._set(mine, carried)
        elif _names_rows(self) and (mine is None or mine.table == theirs.table):
            lines = _lines_of(theirs, self.index)  # type: ignore[attr-defined]
            if mine is not None and mine.lines is not lines:
                lines = mine.lines.union(lines)
            self._set(_Live(theirs.table, lines), carried)
        else:
            own = _rows_of(mine, self)
            self._set(None, carried.union(own, _rows_of(theirs, parent)))

    def __finalize__(self, other: Any, method: str | None = None, **kwargs: Any) -> Self:
        before = (self._live, self._carried)
        super().__finalize__(other, method=method, **kwargs)  # type: ignore[misc]
        self._set(*before)
        self._finalize(other, method)
        return self

    def _finalize(self, other: object, method: str | None) -> None:
        """Inherit from what pandas names as the origin of this object."""
        if isinstance(other, _Carrier) and _is_row_of(self, other):
            self._set(None, other._carried.union(_rows_of(other._live, other, [self.name])))  # type: ignore[attr-defined]
            return
        if isinstance(other, pd.DataFrame | pd.Series):  # its columns may be called left or right
            self._inherit(other)
            return
        # Names of the inputs of merge and concat have changed between releases of pandas.
        inputs = [getattr(other, name) for name in ("left", "right") if hasattr(other, name)]
        for name in ("input_objs", "objs"):
            inputs.extend(getattr(other, name, None) or ())
        if not inputs:
            self._inherit(other)
            return
        carriers = [obj for obj in inputs if isinstance(obj, _Carrier)]
        tables = {carrier._live.table for carrier in carriers if carrier._live}
        self._set(None, Provenance())
        if method == "concat" and len(tables) == 1 and len(carriers) == len(inputs):
            self._inherit(*carriers)
        else:
            self._set(None, Provenance().union(*(of(carrier) for carrier in carriers)))


def _names_rows(obj: object) -> bool:
    return getattr(getattr(obj, "index", None), "name", None) == ROW


def _is_row_of(child: object, parent: _Carrier) -> bool:
    """Whether `child` is one row of the table `parent`, as ``iloc[0]`` gives it."""
    return (
        isinstance(child, pd.Series)
        and isinstance(parent, pd.DataFrame)
        and parent._live is not None
        and _names_rows(parent)
        and child.index.equals(parent.columns)
        and isinstance(child.name, Hashable)
        and child.name in parent.index
    )


def _rows_of(
    live: _Live | None, obj: object, index: Iterable[Hashable] | None = None
) -> Provenance:
    if live is None:
        return Provenance()
    if index is not None:
        return Provenance.build({live.table: live.lines.intersection(pd.Index(list(index)))})
    lines = _lines_of(live, obj.index) if _names_rows(obj) else live.lines  # type: ignore[attr-defined]
    return Provenance.build({live.table: lines})


def _lines_of(live: _Live, index: pd.Index) -> pd.Index:
    """Lines of the file that `index` holds; it may have labels that never were lines."""
    return live.lines if index is live.lines else live.lines.intersection(index)


def table_of(obj: object) -> str | None:
    """Return the table whose rows the index of `obj` still names, if it does."""
    live = obj._live if isinstance(obj, _Carrier) else None
    return live.table if live is not None and _names_rows(obj) else None


class FactSeries(_Carrier, pd.Series):
    """A Series that knows which rows it rests on."""

    _metadata: ClassVar = ["_name", "_live", "_carried"]

    @property
    def _constructor(self) -> Callable[..., FactSeries]:
        return _heir(FactSeries, self)

    @property
    def _constructor_expanddim(self) -> Callable[..., Facts]:
        return _heir(Facts, self)

    def map(self, *args: Any, **kwargs: Any) -> FactSeries:
        """As in pandas; a Series looked up brings its rows along."""
        result = cast(FactSeries, super().map(*args, **kwargs))
        result._inherit(*args)
        return result

    # pandas makes a plain Series of counts, and loses the index on the way to the largest.
    def value_counts(self, *args: Any, **kwargs: Any) -> FactSeries:
        """As in pandas, with the rows counted."""
        return _adopted(super().value_counts(*args, **kwargs), self)

    def describe(self, *args: Any, **kwargs: Any) -> FactSeries:  # type: ignore[misc]
        """As in pandas, with the rows described."""
        return _adopted(super().describe(*args, **kwargs), self)

    @property
    def dt(self) -> Any:  # type: ignore[override]
        """As in pandas: parts of dates, with their rows."""
        return _Accessor(pd.Series(self).dt, self)

    @property
    def cat(self) -> Any:  # type: ignore[override]
        """As in pandas: the codes of a coded column, with their rows."""
        return _Accessor(pd.Series(self).cat, self)

    def sort_values(self, *args: Any, **kwargs: Any) -> FactSeries:  # type: ignore[override]
        """As in pandas; what is alike keeps its order, on every machine."""
        return cast(FactSeries, super().sort_values(*args, **({"kind": "stable"} | kwargs)))

    def nlargest(self, *args: Any, **kwargs: Any) -> FactSeries:
        """As in pandas, with the rows kept only."""
        return cast(FactSeries, self.loc[super().nlargest(*args, **kwargs).index])

    def nsmallest(self, *args: Any, **kwargs: Any) -> FactSeries:
        """As in pandas, with the rows kept only."""
        return cast(FactSeries, self.loc[super().nsmallest(*args, **kwargs).index])


class Facts(_Carrier, pd.DataFrame):
    """A DataFrame that knows which rows of the data package it rests on."""

    _metadata: ClassVar = ["_live", "_carried"]

    @classmethod
    def of_table(cls, table: str, frame: pd.DataFrame) -> Self:
        """Make facts of the rows of `table`; the index of `frame` holds their line numbers."""
        facts = cls(frame)
        facts._set(_Live(table, facts.index), Provenance())
        return facts

    @classmethod
    def resting_on(cls, frame: pd.DataFrame, provenance: Provenance) -> Self:
        """Make facts of a computed table that rests on known rows."""
        facts = cls(frame)
        facts._set(None, provenance)
        return facts

    @property
    def _constructor(self) -> Callable[..., Facts]:
        return _heir(Facts, self)

    @property
    def _constructor_sliced(self) -> Callable[..., FactSeries]:
        return _heir(FactSeries, self)

    def value_counts(self, *args: Any, **kwargs: Any) -> FactSeries:
        """As in pandas, with the rows counted."""
        return _adopted(super().value_counts(*args, **kwargs), self)

    def describe(self, *args: Any, **kwargs: Any) -> Facts:  # type: ignore[misc]
        """As in pandas, with the rows described."""
        return type(self).resting_on(super().describe(*args, **kwargs), of(self))

    def sort_values(self, *args: Any, **kwargs: Any) -> Facts:  # type: ignore[override]
        """As in pandas; what is alike keeps its order, on every machine."""
        return cast(Facts, super().sort_values(*args, **({"kind": "stable"} | kwargs)))

    def nlargest(self, *args: Any, **kwargs: Any) -> Facts:
        """As in pandas, with the rows kept only."""
        return self.loc[super().nlargest(*args, **kwargs).index]

    def nsmallest(self, *args: Any, **kwargs: Any) -> Facts:
        """As in pandas, with the rows kept only."""
        return self.loc[super().nsmallest(*args, **kwargs).index]

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key, value)
        if isinstance(value, _Carrier):
            # A new column must not widen the rows of its own table.
            table = self._live.table if self._live else None
            others = {name: lines for name, lines in of(value).rows.items() if name != table}
            self._set(self._live, self._carried.union(Provenance.build(others)))


class _Accessor:
    """An accessor of a Series whose results keep the rows; pandas makes plain Series of them."""

    def __init__(self, accessor: Any, parent: FactSeries) -> None:
        self._accessor = accessor
        self._parent = parent

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._accessor, name)
        if not callable(found) or isinstance(found, pd.Series):
            return self._kept(found)
        return lambda *args, **kwargs: self._kept(found(*args, **kwargs))

    def __dir__(self) -> list[str]:
        return dir(self._accessor)

    def _kept(self, result: Any) -> Any:
        return _adopted(result, self._parent) if isinstance(result, pd.Series) else result


def _adopted(series: pd.Series[Any], parent: _Carrier) -> FactSeries:
    adopted = FactSeries(series)
    adopted._inherit(parent)
    return adopted


T = TypeVar("T", bound=_Carrier)


def _heir(kind: type[T], parent: _Carrier) -> Callable[..., T]:
    """Return a constructor of `kind` whose products inherit from `parent`.

    Not every operation of pandas calls ``__finalize__``; every one constructs its result.
    """

    def construct(*args: Any, **kwargs: Any) -> T:
        made = kind(*args, **kwargs)
        made._inherit(parent)
        return made

    return construct
