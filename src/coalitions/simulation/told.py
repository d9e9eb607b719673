"""The facts on a role card, section by section."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from coalitions import dilemma
from coalitions.data.package import labels_of
from coalitions.data.places import names
from coalitions.dilemma.parameters import State
from coalitions.facts import Facts
from coalitions.figures.describe import date, number
from coalitions.portraits import forces, home, money, opinion
from coalitions.portraits.subject import Subject
from coalitions.provenance import Provenance, of
from coalitions.simulation.role import RoleFact
from coalitions.simulation.states import limits, model, state
from coalitions.stances import QUESTIONS

_Told = Iterator[RoleFact]


def facts(iso3: str) -> _Told:
    """Tell what a team must know of the country it plays."""
    subject, own = Subject.of(iso3), state(iso3)
    for part in (_position, _conditions, _forces, _commitments, _money, _home):
        yield from part(subject, own)


def _position(subject: Subject, own: State) -> _Told:
    line, proof = opinion.lines(subject).tail(1), opinion.evidence(subject)
    proof = proof[proof["as_of"].eq(line["as_of"].iloc[0])]
    for asked in QUESTIONS:
        code = line[asked.field].iloc[0]
        if pd.isna(code):
            continue
        behind = of([line, proof[proof["field"].astype(str).eq(asked.field)]])
        words = asked.label(str(code))
        yield RoleFact("position", asked.field, asked.words, words, True, behind)
    held = line["main_constraint"].iloc[0]
    if pd.notna(held):
        yield RoleFact("position", "constraint", "What holds it back", str(held), True, of(line))
    tasks = opinion.named_tasks(subject)
    if len(tasks):
        known = labels_of("position_tasks", "task")
        words = ", ".join(dict.fromkeys(known[code] for code in tasks["task"].astype(str)))
        yield RoleFact("position", "tasks", "Tasks named", words, True, of(tasks))
    quoted = line["quote"].iloc[0]
    if pd.notna(quoted):
        speaker = line["speaker"].iloc[0]
        who = "Quoted" if pd.isna(speaker) else str(speaker)
        yield RoleFact("position", "quote", who, f"“{quoted}”", False, of(line))


def _conditions(subject: Subject, own: State) -> _Told:
    named = opinion.named_conditions(subject)
    for kind, rows in named.groupby("condition_kind", sort=False):
        last = rows.sort_values("as_of", kind="stable").tail(1)
        words = str(last["condition"].iloc[0])
        yield RoleFact("conditions", str(kind), str(kind), words, True, of(rows))


def _forces(subject: Subject, own: State) -> _Told:
    parameters = model()
    active = own.provenance.rows["military_personnel"]
    yield RoleFact(
        "forces",
        "active",
        "Active personnel, 2025",
        number(own.active),
        False,
        Provenance.build({"military_personnel": active}),
    )
    brigades = parameters[own.brigades]
    how = " (computed from its personnel: no count was found)" if own.imputed else ""
    yield RoleFact(
        "forces",
        "brigades",
        "Combat brigades",
        f"{number(brigades.mode)}{how}",
        False,
        brigades.provenance,
    )
    ready = parameters[own.readiness]
    span = f"{ready.mode:.0%} (between {ready.low:.0%} and {ready.high:.0%})"
    yield RoleFact("forces", "ready", "Ready to deploy", span, False, ready.provenance)
    behind = dilemma.rows_of(
        parameters, own.brigades, own.readiness, own.committed, "brigade-slice", "rotation-factor"
    )
    most = limits(own.iso3)
    yield RoleFact(
        "forces",
        "sustained",
        "Soldiers you can keep deployed",
        f"{number(most.keeping_all)} while all NATO commitments are kept, "
        f"{number(most.keeping_half)} with half of them, {number(most.keeping_none)} with none",
        False,
        behind,
    )
    said = forces.named(subject)
    if len(said):
        low, high = int(said["low"].min()), int(said["high"].max())
        span = number(low) if low == high else f"{number(low)} to {number(high)}"
        yield RoleFact("forces", "named", "Soldiers named for Ukraine", span, False, of(said))


def _commitments(subject: Subject, own: State) -> _Told:
    tied = model()[own.committed]
    yield RoleFact(
        "commitments",
        "tied",
        "Brigades tied to NATO plans and standing commitments",
        f"{tied.mode:.1f} (between {tied.low:.1f} and {tied.high:.1f}; an assumption)",
        False,
        tied.provenance,
    )
    rows = forces.commitments(subject)
    for place, line in enumerate(rows.index):
        row = rows.loc[[line]]
        yield RoleFact(
            "commitments",
            f"commitment-{place + 1}",
            _commitment(row),
            str(row["commitment"].iloc[0]),
            False,
            of(row),
        )


def _commitment(row: Facts) -> str:
    framework = labels_of("nato_commitments", "framework")[str(row["framework"].iloc[0])]
    where, size = row["location_iso3"].iloc[0], row["personnel"].iloc[0]
    when = date(row["as_of"].iloc[0], str(row["as_of_precision"].iloc[0]))
    parts = [
        framework,
        "" if pd.isna(where) else names([str(where)])[0],
        when,
        str(row["status"].iloc[0]),
        "" if pd.isna(size) else f"{number(size)} soldiers",
    ]
    return ", ".join(part for part in parts if part)


def _money(subject: Subject, own: State) -> _Told:
    given, spent = money.aid(subject), money.spending(subject)
    total, share = float(given["total_eur_bn"].iloc[0]), float(given["share_of_gdp_pct"].iloc[0])
    yield RoleFact(
        "money",
        "aid",
        "Aid to Ukraine, January 2022 to April 2026",
        f"EUR {number(total)} billion, {number(share)}% of GDP in all, "
        f"{number(limits(own.iso3).aid_so_far)}% a year",
        False,
        of(given),
    )
    words = f"{number(spent['share_of_gdp_pct'].iloc[0])}% of GDP"
    yield RoleFact("money", "defence", "Military expenditure, 2024", words, False, of(spent))
    pledged = money.pledges(subject)
    for line in pledged.index:
        row = pledged.loc[[line]]
        yield RoleFact(
            "money",
            str(row["pledge_id"].iloc[0]),
            f"Pledged, {date(row['date'].iloc[0], str(row['date_precision'].iloc[0]))}",
            str(row["what"].iloc[0]),
            False,
            of(row),
        )


def _home(subject: Subject, own: State) -> _Told:
    rows = home.government(subject)
    for place, line in enumerate(rows.index):
        row = rows.loc[[line]]
        told = [row[column].iloc[0] for column in ("head_of_government", "government", "note")]
        words = "; ".join(str(part) for part in told if pd.notna(part))
        if words:
            key = f"government-{place + 1}"
            yield RoleFact("home", key, "Government", words, False, of(row))
    elections = rows.dropna(subset=["next_election_date"])
    if len(elections):
        days = zip(
            elections["next_election_date"], elections["next_election_date_precision"], strict=True
        )
        words = " or ".join(dict.fromkeys(date(day, str(known)) for day, known in days))
        yield RoleFact("home", "election", "Next election", words, False, of(elections))
    asked = home.polls(subject).tail(3)
    for place, line in enumerate(asked.index):
        row = asked.loc[[line]]
        yield RoleFact("home", f"poll-{place + 1}", _poll(row), _answers(row), False, of(row))


def _poll(row: Facts) -> str:
    when = date(row["date"].iloc[0], str(row["date_precision"].iloc[0]))
    return f"Poll, {when}: {row['question'].iloc[0]}"


def _answers(row: Facts) -> str:
    ends = {"for": row["support_pct"].iloc[0], "against": row["oppose_pct"].iloc[0]}
    return ", ".join(f"{number(share)}% {end}" for end, share in ends.items() if pd.notna(share))
