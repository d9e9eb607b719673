"""The London summit of 2 March 2025: one list of seats, and the counts that follow from it.

The press counted between eleven and nineteen at the same table. Nobody was wrong about who sat
there: each count leaves out other seats. A `Rule` says which, so that every published number can be
derived from one list of participants, and a number that cannot be derived is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from coalitions.data.load import load
from coalitions.data.places import country, members_on, names
from coalitions.facts import Facts
from coalitions.provenance import of
from coalitions.quantities import Quantity, quantity

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
    together = _stacked(parts)
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


@dataclass(frozen=True)
class Sum:
    """A sum of money that was named in London: its key, its name, and what kind of money it is."""

    fact: str
    name: str
    kind: str


MONEY = (
    Sum("export_credit_facility_for_ukraine", "Facility that the credit belongs to", "frame"),
    Sum("uk_yearly_military_aid", "Military aid promised for each year", "aid"),
    Sum("era_loan", "Loan, signed the day before", "loan"),
    Sum("export_finance", "Export credit, announced that day", "credit"),
    Sum("contract_initial_value", "Contract for the missiles, signed", "contract"),
    Sum("contract_possible_further_value", "Contract, possible further value", "contract"),
    Sum("earlier_missile_contract_value", "Missile contract of September 2024", "contract"),
)


def summit_money() -> Facts:
    """List the sums in pounds that were named in London, in GBP billion.

    They overlap: the contract is paid from the credit, the credit is part of the facility. Never
    add them up.

    Returns
    -------
    Facts
        One row for each sum and source, with ``name``, ``kind`` (frame, aid, loan, credit,
        contract) and ``gbp_bn``.
    """
    known = load("summit_facts", fact=[s.fact for s in MONEY])
    names = {s.fact: s.name for s in MONEY}
    kinds = {s.fact: s.kind for s in MONEY}
    return known.assign(
        name=known["fact"].map(names),
        kind=known["fact"].map(kinds),
        gbp_bn=known["value_number"] / 1e9,
    )


def summit_fact(
    name: str, unit: str = "", scale: float = 1, source_id: str | None = None
) -> Quantity:
    """Give one number of the table `summit_facts` for a sentence.

    Parameters
    ----------
    name
        Key of the fact.
    unit
        Unit to write, in place of that of the table (``"GBP billion"``).
    scale
        What to divide by (``1e9`` for billions).
    source_id
        The source to follow where several give the fact; needed if they differ.

    Raises
    ------
    LookupError
        If the fact has no number, or sources differ and none is chosen.
    """
    known = load("summit_facts", fact=name, value_kind="number")
    if source_id:
        known = known[known["source_id"] == source_id]
    numbers = known["value_number"].unique()
    if len(numbers) != 1:
        found = ", ".join(map(str, numbers)) or "none"
        raise LookupError(f"summit_facts has no one number for {name!r}: {found}")
    value = float(numbers[0]) / scale
    plain = int(value) if value.is_integer() else value
    return quantity(plain, unit or str(known["unit"].iloc[0]), rows=known)


def summit_points(elements: Mapping[str, str]) -> Facts:
    """Find the elements of the four points in each version of them.

    Parameters
    ----------
    elements
        Name of an element to a regular expression that finds it in the wording of a point.

    Returns
    -------
    Facts
        One row for each element found: ``element``, ``source_id``, ``point`` (1 to 4) and the
        ``value_text`` of the point.
    """
    known = load("summit_facts", topic="points", value_kind="text")
    known = known.assign(point=known["fact"].str.removeprefix("point_").astype(int))
    parts = []
    for element, pattern in elements.items():
        found = known["value_text"].str.contains(pattern, case=False, regex=True)
        parts.append(known[found.astype(bool)].assign(element=element))
    return _stacked(parts)


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


def quarterly_military_aid(since: str) -> Facts:
    """Add up the military aid of Europe and of the United States by quarter.

    Parameters
    ----------
    since
        The first month, as an ISO date. A quarter that the table does not cover to its end is
        left out; a month without a row is a month without allocations.

    Returns
    -------
    Facts
        ``donor_group``, ``quarter`` (its first day) and ``eur_bn``.
    """
    known = load("aid_monthly", donor_group=["europe", "usa"])
    known = known[known["month"] >= pd.Timestamp(since)]
    quarter = known["month"].dt.to_period("Q")
    whole = quarter.dt.end_time <= known["month"].max() + pd.offsets.MonthEnd(1)
    known = known.assign(quarter=quarter.dt.start_time)[whole]
    sums = known.groupby(["donor_group", "quarter"], observed=True)["military_eur_bn"].sum()
    full = sums.unstack("quarter", fill_value=0).stack()
    return Facts.resting_on(pd.DataFrame(full.rename("eur_bn").reset_index()), of(known))


def military_aid(donor_group: str, start: str, end: str) -> Quantity:
    """Add up the military aid of a donor group from one month to another, both included.

    The source leaves out months without aid; that there was none rests on the whole series.
    """
    series = load("aid_monthly", donor_group=donor_group)
    known = series[series["month"].between(pd.Timestamp(start), pd.Timestamp(end))]
    total = float(known["military_eur_bn"].sum())
    rows = known if len(known) else series
    return quantity(total, "EUR billion", rows=rows, format=_billions)


def _billions(value: float) -> str:
    return f"€{value:,.1f} billion" if value else "nothing"


@dataclass(frozen=True)
class Step:
    """What happened to a commitment: a row of a table, and which way it points.

    `way` is the compendium's judgement: ``kept`` for a step towards what was promised, ``short``
    for one that fell short of it or went against it.
    """

    commitment: str
    table: str
    key: str
    way: str


def _steps(commitment: str, way: str, table: str, *keys: str) -> tuple[Step, ...]:
    return tuple(Step(commitment, table, key, way) for key in keys)


AID = "Military aid keeps flowing"
PRESSURE = "More economic pressure on Russia"
TABLE = "Ukraine at the table"
DEFENCES = "Ukraine’s own defences after a deal"
COALITION = "A coalition to defend a deal"
WASHINGTON = "A plan that the United States backs"
MISSILES = "Missiles on export credit"
LOAN = "The loan of the day before"

FOLLOW_UP: tuple[Step, ...] = (
    *_steps(AID, "kept", "pledges", "fra-2025-03-26", "udcg-2025-04-11", "eu-2025-12-19"),
    *_steps(AID, "kept", "pledges", "udcg-2026-02-12"),
    *_steps(PRESSURE, "short", "events", "black-sea-truce-2025-03-25", "putin-2025-05-11"),
    *_steps(PRESSURE, "kept", "events", "us-sanctions-2025-10-22", "london-2025-10-24"),
    *_steps(TABLE, "kept", "events", "jeddah-2025-03-11", "paris-2025-04-17"),
    *_steps(TABLE, "short", "events", "alaska-2025-08-15", "us-28-points-2025-11-19"),
    *_steps(TABLE, "kept", "events", "geneva-2025-11-23", "abu-dhabi-2026-01-23"),
    *_steps(DEFENCES, "kept", "pledges", "deu-2025-04-11"),
    *_steps(DEFENCES, "kept", "events", "berlin-2025-12-15"),
    *_steps(COALITION, "kept", "events", "virtual-2025-03-15", "northwood-rome-2025-07-10"),
    *_steps(COALITION, "kept", "events", "paris-2025-09-04", "paris-2026-01-06", "kyiv-2026-02-24"),
    *_steps(COALITION, "short", "events", "paris-2025-03-27"),
    *_steps(WASHINGTON, "short", "events", "us-aid-halt-2025-03-03"),
    *_steps(WASHINGTON, "kept", "events", "northwood-rome-2025-07-10", "white-house-2025-08-18"),
    *_steps(WASHINGTON, "kept", "events", "virtual-2025-11-25"),
    *_steps(MISSILES, "kept", "pledges", "gbr-2025-03-03", "gbr-2025-10-24"),
    *_steps(LOAN, "kept", "pledges", "gbr-2025-03-06", "gbr-2025-04-14"),
)
"""What came of the commitments, as far as the tables reach."""


def follow_up(steps: Iterable[Step] = FOLLOW_UP) -> Facts:
    """List what came of each commitment, in the order of time.

    Returns
    -------
    Facts
        One row for each step: ``date``, ``commitment`` (a categorical in the order of `steps`),
        ``way`` and ``what`` happened.

    Raises
    ------
    LookupError
        If a step names a row that its table does not have.
    """
    wanted = list(steps)
    keys = {"events": ("event_id", "title"), "pledges": ("pledge_id", "what")}
    tables = {name: load(name) for name in dict.fromkeys(step.table for step in wanted)}
    parts = []
    for step in wanted:
        key, words = keys[step.table]
        row = tables[step.table][tables[step.table][key] == step.key]
        if row.empty:
            raise LookupError(f"{step.table} has no {key} {step.key!r}")
        known = row[["date", words, "source_id"]].rename(columns={words: "what"})
        parts.append(known.assign(commitment=step.commitment, way=step.way))
    order = list(dict.fromkeys(step.commitment for step in wanted))
    steps_taken = _stacked(parts).sort_values("date", kind="stable")
    ranked = pd.Categorical(steps_taken["commitment"], categories=order, ordered=True)
    return steps_taken.assign(commitment=ranked)


def _stacked(parts: list[Facts]) -> Facts:
    """Put facts on top of one another; they keep their rows."""
    together = pd.concat(parts)
    assert isinstance(together, Facts)
    return together
