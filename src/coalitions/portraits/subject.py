"""Who a country page is about: a state or the European Union, and its rows in each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from coalitions.data import package
from coalitions.data.faults import suggestion
from coalitions.data.load import load
from coalitions.data.places import country
from coalitions.facts import Facts

#: A body to the keys under which it takes part in meetings.
_SEATS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"EU": ("EC", "EUCO", "EEAS")})


@dataclass(frozen=True)
class Subject:
    """A state or body with a page of its own.

    Attributes
    ----------
    code
        ISO 3166-1 alpha-3 code, or the key of a body (``"EU"``), as in `positions.participant`.
    name, name_in_text
        The short name, and the name as it stands in a sentence.
    """

    code: str
    name: str
    name_in_text: str

    @classmethod
    def of(cls, code: str) -> Subject:
        """Return the subject with this code.

        Raises
        ------
        LookupError
            If it is neither a state nor a body with a page; the text names the nearest code.
        """
        if code in _SEATS:
            return cls(code, "European Union", "the European Union")
        known = country(code)
        return cls(code, known.short_name, known.name_in_text)

    @property
    def is_state(self) -> bool:
        """Whether it is a state; tables of states hold nothing on others."""
        return self.code not in _SEATS

    @property
    def page(self) -> str:
        """The document of its page, below `chapters`: ``countries/fra``."""
        return f"countries/{self.code.lower()}"

    @property
    def seats(self) -> tuple[str, ...]:
        """The keys under which it takes part in meetings."""
        return _SEATS.get(self.code, (self.code,))

    def rows(self, table: str, column: str = "iso3", /, **where: object) -> Facts:
        """Load the rows of a table that are about it.

        Only these rows are asked for, so a page depends on them and not on the whole table.

        Parameters
        ----------
        table
            Name of the table.
        column
            The column that names it; a body has no rows in a column of states.
        **where
            Further filters, as for `coalitions.load`.
        """
        field = package.read().table(table).field(column)
        if not self.is_state and field.name == "iso3":
            return load(table, **{column: []}, **where)
        return load(table, **{column: self.code}, **where)


def participants() -> list[Subject]:
    """Return everyone with a coded position, by name: those who have a page."""
    codes = dict.fromkeys(load("positions")["participant"])
    return sorted((Subject.of(code) for code in codes), key=lambda each: each.name.casefold())


def participant(code: str) -> Subject:
    """Return the subject with this code, if anything was found on its position.

    Raises
    ------
    LookupError
        If neither `positions` nor `troop_positions` has a line of it.
    """
    subject = Subject.of(code)
    if subject.rows("positions", "participant").empty and subject.rows("troop_positions").empty:
        known = {*load("positions")["participant"], *load("troop_positions")["iso3"]}
        raise LookupError(
            f"no line of {code!r} in positions or troop_positions"
            f"{suggestion(code, sorted(known))}; "
            "add what it said with `python -m coalitions data add troop_positions`"
        )
    return subject
