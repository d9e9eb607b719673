"""The London summit of 2 March 2025: one list of seats, and the counts that follow from it.

The press counted between eleven and nineteen at the same table. Nobody was wrong about who sat
there: each count leaves out other seats. A `Rule` says which, so that every published number can be
derived from one list of participants, and a number that cannot be derived is found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from coalitions.data.load import load
from coalitions.data.places import country, members_on, names
from coalitions.facts import Facts
from coalitions.quantities import Quantity, quantity
from coalitions.stances import stacked

LONDON = "london-2025-03-02"
"""Key of the summit in the table of events."""

COUNTED, TOGETHER, LEFT_OUT = "counted", "with the other EU seat", "left out"
"""What a rule does with a seat."""


@dataclass(frozen=True)
class Rule:
    """A way of counting the seats of one table.

    Attributes
    ----------
    words
        What is counted, as a label.
    keeps
        Takes the seats and says for each whether it counts.
    associations
        Whether the two presidents of EU bodies count once, as the European Union.
    members
        Whether the rule needs to know who belongs to the European Union.
    """

    words: str
    keeps: Callable[[pd.DataFrame], pd.Series[bool]]
    associations: bool = False
    members: bool = False

    def status(self, seats: pd.DataFrame) -> pd.Series[str]:
        """Say for each seat whether it is counted, left out, or counted with another."""
        kept = self.keeps(seats)
        status = kept.map({True: COUNTED, False: LEFT_OUT})
        if self.associations:
            second = kept & seats["union_head"] & seats["union_head"].cumsum().gt(1)
            status[second] = TOGETHER
        return status

    def number(self, seats: pd.DataFrame) -> int:
        """Count the seats of a table from `seats`."""
        return int(self.status(seats).eq(COUNTED).sum())


# In the order of the number that each gives for London.
RULES = (
    Rule("EU members", lambda s: s["eu"], members=True),
    Rule(
        "European guests",
        lambda s: s["state"] & ~s["overseas"] & ~s["minister"] & ~s["host"] & ~s["ukraine"],
    ),
    Rule("European states", lambda s: s["state"] & ~s["overseas"] & ~s["minister"]),
    Rule("States without host", lambda s: s["state"] & ~s["host"]),
    Rule("States", lambda s: s["state"]),
    Rule("Seats without host and Canada", lambda s: ~s["host"] & ~s["overseas"]),
    Rule("Seats without host", lambda s: ~s["host"]),
    Rule("States, EU and NATO", lambda s: s["seat"], associations=True),
    Rule("All seats", lambda s: s["seat"]),
)


def seats(event_id: str = LONDON) -> Facts:
    """List who sat at the table of one meeting, with what the ways of counting tell apart.

    Returns
    -------
    Facts
        One row for each participant, states first: ``participant``, ``name``, ``representative``,
        ``role``, ``block`` (seats that counts treat alike), and the booleans ``seat`` (always
        true), ``state``, ``host``, ``ukraine``, ``eu``, ``overseas`` (North America),
        ``minister`` (represented below the level of leaders) and ``union_head`` (president of a
        body of the European Union). Membership of the EU is that on the first day of the meeting.
    """
    table = load("participants", event_id=event_id)
    table = table[~table["participant"].duplicated()]
    groups = load("groups")
    bodies = dict(zip(groups["group"], groups["name"], strict=True))
    regions = {code: country(code).region for code in table["iso3"].dropna()}
    held = load("events", event_id=event_id)["date"].iloc[0].date()
    role = table["role"].fillna("")
    known = table.assign(
        name=names(table["iso3"]).fillna(table["group"].map(bodies)),
        seat=True,
        state=table["participant_kind"].eq("state"),
        host=role.str.contains("(host)", regex=False).astype(bool),
        ukraine=table["participant"].eq("UKR").astype(bool),
        eu=table["participant"].isin(list(members_on("EU", held)["iso3"])),
        overseas=table["iso3"].map(regions).eq("north_america").astype(bool),
        minister=role.str.contains(r"(?<!Prime )Minister", regex=True).astype(bool),
        union_head=table["participant"].isin(["EUCO", "EC", "EU"]),
    )
    known["block"] = [_block(row) for _, row in known.iterrows()]
    columns = ["participant", "name", "representative", "role", "block", "seat", "state", "host"]
    return known[[*columns, "ukraine", "eu", "overseas", "minister", "union_head"]]


def _block(seat: pd.Series) -> str:
    if not seat["state"]:
        return "Organisation heads"
    if seat["host"]:
        return "Host"
    return "EU members" if seat["eu"] else str(seat["name"])


def headcount(words: str, table: Facts | None = None) -> Quantity:
    """Count the seats by the rule of that name.

    Parameters
    ----------
    words
        The words of one of `RULES`, for example ``"States"``.
    table
        Seats; those of London if not given.

    Raises
    ------
    LookupError
        If there is no such rule.
    """
    table = seats() if table is None else table
    for rule in RULES:
        if rule.words == words:
            kept = table[rule.status(table).eq(COUNTED)]
            wanted = list(kept["participant"]) if rule.members else []
            union = load("memberships", organisation="EU", iso3=wanted)
            return quantity(rule.number(table), rows=[kept, union], expression=rule.words)
    raise LookupError(f"no rule {words!r}; there are {', '.join(rule.words for rule in RULES)}")


def tallies(table: Facts | None = None) -> Facts:
    """Apply every rule to every seat.

    Returns
    -------
    Facts
        One row for each rule and seat: the seat's ``participant``, ``name`` and ``block``, the
        rule's ``words`` and ``number``, ``status``, and how many counts were ``published`` that
        the rule explains.
    """
    table = seats() if table is None else table
    published = explained(table).groupby("rule")["count"].size()
    parts = []
    for rule in RULES:
        part = table[["participant", "name", "block"]]
        number = rule.number(table)
        parts.append(part.assign(words=rule.words, number=number, status=rule.status(table)))
    together = stacked(parts)
    return together.assign(published=together["words"].map(published).fillna(0))


def explained(table: Facts | None = None, event_id: str = LONDON) -> Facts:
    """Find for each published count the rule that gives its number.

    Returns
    -------
    Facts
        The published counts with a column ``rule``, empty where no rule gives the number. A count
        of states and bodies needs a rule that counts the European Union once, any other count one
        that does not.
    """
    table = seats(event_id) if table is None else table
    found = {(rule.number(table), rule.associations): rule.words for rule in RULES}
    counts = load("participant_counts", event_id=event_id)
    once = counts["counted"].eq("states_and_bodies")
    rules = [found.get((int(n), bool(o))) for n, o in zip(counts["count"], once, strict=True)]
    return counts.assign(rule=pd.array(rules, dtype="string"))


PLACES = ("Came later", "Organisation", "Other state", "EU member", "Ukraine", "Host")
"""Who had a place at the table in London, and who belongs to the coalition without one."""


def seat_places() -> Facts:
    """List the seats of London and the members of the coalition that had none.

    Returns
    -------
    Facts
        One row for each: ``participant``, ``name`` and ``place`` (one of `PLACES`).
    """
    table = seats()
    place = table["block"].where(table["block"].isin(["Host", "Ukraine"]), "Other state")
    place = place.where(~(table["eu"] & ~table["host"]), "EU member")
    here = table.assign(place=place.where(table["state"], "Organisation"))
    later = first_seats()
    later = later[later["member_status"].isin(["core", "member"])]
    later = later[~later["iso3"].isin(list(here["participant"]))]
    absent = later.assign(participant=later["iso3"], place="Came later")
    columns = ["participant", "name", "place"]
    return stacked([here[columns], absent[columns]])


def first_seats() -> Facts:
    """List the states of the coalition by the first of its meetings that names them.

    Returns
    -------
    Facts
        Rows of `members` with a first meeting, with ``name`` and the ``meeting``'s day as a label.
    """
    known = load("members").dropna(subset=["first_attended"])
    known = known.assign(name=names(known["iso3"])).sort_values(["first_attended", "name"])
    days = [f"{day.day} {day:%B %Y}" for day in known["first_attended"]]
    return known.assign(meeting=pd.array(days, dtype="string"))
