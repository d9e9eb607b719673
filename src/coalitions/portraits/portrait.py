"""The numbers of one country, for sentences: each a quantity that rests on its rows.

A number is computed when it is first asked for. Where the data hold none, asking for it is an
error that names the table: a sentence must then do without, and say so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from coalitions.facts import Facts
from coalitions.measures import count, value
from coalitions.portraits import forces, home, meetings, money, opinion
from coalitions.portraits.subject import Subject, participant
from coalitions.quantities import Quantity, quantity


def portrait(code: str) -> Portrait:
    """Return what the book knows of a country: ``fra = co.portrait("FRA")``.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-3 code, or ``"EU"``.

    Raises
    ------
    LookupError
        If nothing was found on its position.
    """
    return Portrait(participant(code))


@dataclass(frozen=True)
class Poll:
    """The answers to one question: how many per cent are for it and against it, where known."""

    support: Quantity | None
    oppose: Quantity | None


@dataclass(frozen=True)
class Portrait:
    """One country in numbers and rows.

    Attributes
    ----------
    subject
        Whom it is about.
    """

    subject: Subject

    @property
    def code(self) -> str:
        """The code of the country, or of the body."""
        return self.subject.code

    @property
    def name(self) -> str:
        """Its short name."""
        return self.subject.name

    # -- rows ----------------------------------------------------------------------------------

    @cached_property
    def lines(self) -> Facts:
        """Coded lines of `positions`, the earliest first."""
        return opinion.lines(self.subject)

    @cached_property
    def evidence_rows(self) -> Facts:
        """Rows of `position_evidence`."""
        return opinion.evidence(self.subject)

    @cached_property
    def said(self) -> Facts:
        """Statements on soldiers: rows of `troop_positions`, the earliest first."""
        return opinion.statements(self.subject)

    @cached_property
    def conditions(self) -> Facts:
        """Conditions named for soldiers, with ``condition_kind``."""
        return opinion.named_conditions(self.subject)

    @cached_property
    def tasks(self) -> Facts:
        """Tasks named, line by line."""
        return opinion.named_tasks(self.subject)

    @cached_property
    def polls(self) -> Facts:
        """Answers to polls on Ukraine; never to be averaged."""
        return home.polls(self.subject)

    @cached_property
    def commitments(self) -> Facts:
        """Deployments and duties of its own soldiers."""
        return forces.commitments(self.subject)

    @cached_property
    def pledges(self) -> Facts:
        """Pledges found while reading on the coalition."""
        return money.pledges(self.subject)

    # -- opinion -------------------------------------------------------------------------------

    @cached_property
    def statements(self) -> Quantity:
        """How many dated statements and pieces of evidence the page rests on."""
        rows = [self.evidence_rows, self.said]
        return quantity(
            sum(len(part) for part in rows), rows=rows, expression="evidence and statements"
        )

    def answer(self, field: str, line: int = -1) -> Quantity:
        """Return a coded answer in words; the last line if not told otherwise.

        Parameters
        ----------
        field
            A column of `positions`, such as ``"presence_willingness"``.
        line
            Which coded line: ``0`` is the first, ``-1`` the last.
        """
        row = self.lines.iloc[[line]]
        words = opinion.words_of(field, row[field].iloc[0])
        return quantity(self._found(words, "answer", f"positions.{field}"), rows=row)

    @cached_property
    def as_of(self) -> Quantity:
        """The month of the last coded line."""
        return value(self.lines.tail(1), "as_of")

    @cached_property
    def conditions_named(self) -> Quantity:
        """How many kinds of condition it has named for soldiers."""
        return count(self.conditions, "condition_kind")

    # -- forces --------------------------------------------------------------------------------

    @cached_property
    def active_personnel(self) -> Quantity:
        """Active personnel: NATO's estimate for 2024, else that of the World Factbook for 2025."""
        return self._one(forces.active, "active_total", "military_personnel")

    @cached_property
    def active_rank(self) -> Quantity:
        """Its place by active personnel among all states with a page, the largest first."""
        everyone = forces.all_active()
        own = everyone.loc[everyone["code"].eq(self.code), "active_total"]
        self._found(len(own), "personnel", "military_personnel")
        place = int((everyone["active_total"] > own.iloc[0]).sum()) + 1
        return _ranked(place, everyone, "active personnel")

    @cached_property
    def named_lowest(self) -> Quantity:
        """The lowest number of soldiers named for Ukraine, by anybody."""
        return self._named("low", "min")

    @cached_property
    def named_highest(self) -> Quantity:
        """The highest number of soldiers named for Ukraine, by anybody."""
        return self._named("high", "max")

    def _named(self, end: str, pick: str) -> Quantity:
        rows = forces.named(self.subject)
        self._found(len(rows), "number of soldiers", "troop_positions")
        found = int(rows[end].agg(pick))
        return quantity(
            found, "persons", rows=rows[rows[end].eq(found)], expression=f"{pick} of numbers named"
        )

    @cached_property
    def present_abroad(self) -> Quantity:
        """Soldiers reported as present in NATO's east, in KFOR and UNIFIL, added up.

        The newest figure of each framework and place; the dates differ. A total without a place
        counts only where no place has a figure: it would hold the others once more.
        """
        rows = self.commitments[self.commitments["status"].eq("present")]
        rows = rows.dropna(subset=["personnel"]).sort_values("as_of", kind="stable")
        with_places = rows.dropna(subset=["location_iso3"])["framework"]
        rows = rows[rows["location_iso3"].notna() | ~rows["framework"].isin(with_places)]
        rows = rows.drop_duplicates(["framework", "location_iso3"], keep="last")
        self._found(len(rows), "number of soldiers present", "nato_commitments")
        return quantity(
            int(rows["personnel"].sum()), "persons", rows=rows, expression="newest figures, added"
        )

    # -- money ---------------------------------------------------------------------------------

    @cached_property
    def spending_share(self) -> Quantity:
        """Military expenditure in 2024 as a share of GDP, as SIPRI counts it."""
        return self._one(money.spending, "share_of_gdp_pct", "military_expenditure", "%")

    @cached_property
    def spending_rank(self) -> Quantity:
        """Its place by that share among all states with a page, the highest first."""
        return self._rank(money.DEFENCE, "military_expenditure")

    @cached_property
    def aid(self) -> Quantity:
        """Bilateral aid to Ukraine allocated from January 2022 to April 2026."""
        return self._one(money.aid, "total_eur_bn", "aid")

    @cached_property
    def military_aid(self) -> Quantity:
        """The military part of that aid."""
        return self._one(money.aid, "military_eur_bn", "aid")

    @cached_property
    def aid_share_gdp(self) -> Quantity:
        """That aid as a share of GDP, in all, not a year."""
        return self._one(money.aid, "share_of_gdp_pct", "aid", "%")

    @cached_property
    def aid_share_with_eu(self) -> Quantity:
        """Its aid with its part of the Union's aid, as a share of GDP; members of the EU only."""
        return self._one(money.aid_with_eu, "share_of_gdp_pct", "aid", "%")

    @cached_property
    def aid_rank(self) -> Quantity:
        """Its place by that share among all participants, the highest first."""
        return self._rank(money.SUPPORT, "aid")

    # -- home ----------------------------------------------------------------------------------

    def poll(self, date: str, asked: str = "") -> Poll:
        """Return the answers to one question of one poll.

        Parameters
        ----------
        date
            Its day, month or year: ``"2026-02"``.
        asked
            A part of the question, where polls of that date asked several.

        Raises
        ------
        LookupError
            If there is not exactly one; the text lists the questions of that date.
        """
        rows = home.polls(self.subject, date=date)
        rows = rows[rows["question"].str.contains(asked, regex=False).astype(bool)]
        if len(rows) != 1:
            known = "; ".join(rows["question"].astype(str)) or "none"
            raise LookupError(f"expected one poll of {date} in {self.code}, found: {known}")
        return Poll(
            *(
                None
                if pd.isna(rows[column].iloc[0])
                else quantity(rows[column].iloc[0], "%", rows=rows, expression=column)
                for column in ("support_pct", "oppose_pct")
            )
        )

    # -- the table -----------------------------------------------------------------------------

    @cached_property
    def meetings_held(self) -> Quantity:
        """How many meetings of the coalition have known participants."""
        return count(meetings.meetings())

    @cached_property
    def meetings_attended(self) -> Quantity:
        """At how many of them it is named."""
        own = meetings.attended(self.subject)
        return count(own, "event_id")

    # ------------------------------------------------------------------------------------------

    def _one(
        self, of: Callable[[Subject], Facts], column: str, table: str, unit: str | None = None
    ) -> Quantity:
        rows = of(self.subject)
        self._found(len(rows), column, table)
        found = value(rows, column)
        return found if unit is None else quantity(found.value, unit, rows=rows, expression=column)

    def _rank(self, what: str, table: str) -> Quantity:
        everyone = money.shares()
        found = money.place(everyone, self.subject, what)
        if found is None:
            raise LookupError(self._missing("share of GDP", table))
        return _ranked(found[0], everyone[everyone["what"].eq(what)], what)

    def _found(self, found: str | int, what: str, table: str) -> str | int:
        if not found:
            raise LookupError(self._missing(what, table))
        return found

    def _missing(self, what: str, table: str) -> str:
        return f"no {what} in {table} for {self.code}; say so in the sentence instead"


def ordinal(place: int) -> str:
    """Write a rank: ``1st``, ``22nd``."""
    ending = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def _ranked(place: int, among: Facts, by: str) -> Quantity:
    text = f"{ordinal(place)} of {len(among)}"
    return quantity(place, rows=among, format=lambda _: text, expression=f"rank by {by}")
