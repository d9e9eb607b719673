"""Red lines and private aims: what a team must not do and what it wants, by stated rules.

Both follow from the codes of `positions`, the conditions named in `troop_positions` and the tasks
in `position_tasks`. They are the simulation's translation of our coding, not words of a government.

Every team has three aims of `MOST` points each: the first three of this list that its data call
for. So all teams can reach the same.

====================  ==============================================================================
aim                   who has it
====================  ==============================================================================
``backstop``          its coded answer on an American backstop is *required* or *preferred*
``flank``             what holds it back names its own border, its own defence or allies it guards
``force``             its coded answer on soldiers is *will deploy*
``home``              its line is coded as contested or only partly agreed at home
``company``           its coded answer on soldiers is *open* or *undecided*
``tasks``             it has named a task that teams can take
``no-soldiers``       its coded answer on soldiers is *no soldiers* or *refuses*
``burden``            it has given more of its GDP than the middle country
``alliance``          it is a member of NATO without the aim ``flank``
``finance``           everybody
====================  ==============================================================================
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from coalitions.data import package
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.portraits.money import AID
from coalitions.provenance import Provenance, of
from coalitions.simulation.role import MOST, Objective, RedLine, Role
from coalitions.simulation.states import MONTHS_OF_AID, codes
from coalitions.simulation.terms import KINDS_OF_CONDITION, TASKS

AIMS: Final = 3
"""How many aims each team has."""

#: Reasons in `main_constraint` that stand for the defence of its own or of allied territory.
_OWN: Final = r"(?i)border|Lithuania|Latvia|Baltic|own defence|frontline|rivalry"

_STAYS: Final = frozenset({"support_without_troops", "refuses"})


def conditions_of(named: Facts) -> tuple[str, ...]:
    """Return the conditions of a pledge among those that a government has named."""
    kinds = dict.fromkeys(named["condition_kind"].astype(str))
    return tuple(sorted(KINDS_OF_CONDITION[kind] for kind in kinds if kind in KINDS_OF_CONDITION))


def completed(role: Role, line: Facts, named: Facts) -> Role:
    """Return a card with its red lines and aims.

    Parameters
    ----------
    role
        The card without them.
    line
        Its last row of `positions`.
    named
        The conditions that the government has named, with their rows.
    """
    lines = tuple(_red_lines(role, line, named))
    aims = list(_aims(role, line))[:AIMS]
    assert len(aims) == AIMS, f"{role.iso3} has too few aims"
    return replace(role, red_lines=lines, objectives=tuple(aims))


def guards_its_own(line: Facts) -> bool:
    """Say whether what holds a state back is the defence of its own or of allied territory."""
    return bool(line["main_constraint"].str.contains(_OWN).fillna(False).iloc[0])


def _red_lines(role: Role, line: Facts, named: Facts) -> Iterator[RedLine]:
    stays = role.presence in _STAYS
    if stays:
        # Whoever excludes soldiers need not say when it would send them.
        yield RedLine(
            "soldiers",
            "No soldiers of yours in Ukraine.",
            "Its coded answer on soldiers excludes them.",
            of(line),
        )
    if role.backstop == "yes" and not stays:
        yield RedLine(
            "backstop",
            "No soldiers of yours in Ukraine without an American backstop.",
            "Its coded answer is that a backstop is required.",
            of(line),
        )
    for kind, text in (
        ("Ceasefire", "No soldiers of yours in Ukraine while no ceasefire holds."),
        ("Mandate", "No soldiers of yours in Ukraine without a mandate."),
    ):
        rows = named[named["condition_kind"].eq(kind)]
        if len(rows) and not stays:
            yield RedLine(
                KINDS_OF_CONDITION[kind],
                text,
                "It has named this as a condition for soldiers.",
                of(rows),
            )
    if guards_its_own(line) and role.in_nato:
        yield RedLine(
            "commitments",
            "All your NATO commitments are kept.",
            "What holds it back, as we coded it, is the defence of its own or of allied territory.",
            of(line),
        )


def _aims(role: Role, line: Facts) -> Iterator[Objective]:
    own = of(line)
    if role.backstop in ("yes", "preferred"):
        yield Objective(
            "backstop",
            "An American backstop",
            "Bring the United States in, or make the force wait for them.",
            f"{MOST} if a backstop stands at the end; otherwise {MOST} × the share of all pledged "
            "soldiers whose pledge asks for one.",
            f"Its coded answer on an American backstop: {_answered(role.backstop)}.",
            own,
        )
    if guards_its_own(line) and role.in_nato:
        yield Objective(
            "flank",
            "The flank stays covered",
            "Make all allies keep their commitments to NATO.",
            _KEPT,
            "What holds it back, as we coded it, is the defence of its own or of allied territory.",
            own,
        )
    if role.presence == "will_deploy":
        yield Objective(
            "force",
            "A force that stands",
            "See that the coalition can keep a reassurance force in Ukraine.",
            f"{MOST} × force sustained ÷ size of a reassurance force, at most {MOST}.",
            "Its coded answer on soldiers: will deploy.",
            own,
        )
    if role.consensus in ("contested", "partial"):
        yield Objective(
            "home",
            "No more than others",
            "Nobody at home can say that you do more than your share.",
            f"{MOST} if your effort in soldiers is not above the middle of all countries.",
            f"Agreement at home on its line is coded as {role.consensus}.",
            own,
        )
    if role.presence in ("open_conditional", "undecided"):
        yield Objective(
            "company",
            "Not alone",
            "Get as many others as possible to send soldiers.",
            f"{MOST} × the share of the other countries with soldiers in Ukraine ÷ one half, "
            f"at most {MOST}.",
            "Its coded answer on soldiers is neither yes nor no.",
            own,
        )
    mine = [task for task in role.named_tasks if task in TASKS]
    if mine:
        yield Objective(
            "tasks",
            "Your own offer",
            f"Take a task that your country has named: {', '.join(TASKS[t].lower() for t in mine)}."
            " See that it is covered.",
            f"{MOST} if you have taken one of them and it is covered.",
            "Tasks that it has named.",
            _rows("position_tasks", role.iso3),
        )
    if role.presence in _STAYS:
        yield Objective(
            "no-soldiers",
            "Others go",
            "See that others send the soldiers that you do not send.",
            f"{MOST // 2} for no soldiers of yours in Ukraine, and {MOST // 2} × force sustained ÷ "
            f"size of a reassurance force, at most {MOST // 2}.",
            "Its coded answer on soldiers excludes them.",
            own,
        )
    if role.limits.aid_so_far > _middle_of_aid():
        yield Objective(
            "burden",
            "Others pay too",
            "Make the others give as much of their GDP as they have given so far.",
            f"{MOST} × the share of the other countries whose aid is at least that so far.",
            "It has given more of its GDP than the middle country.",
            _rows("aid", role.iso3),
        )
    if role.in_nato and not guards_its_own(line):
        yield Objective(
            "alliance",
            "The alliance holds",
            "Make all allies keep their commitments to NATO.",
            _KEPT,
            "It is a member of NATO.",
            of(load("memberships", iso3=role.iso3, organisation="NATO")),
        )
    yield Objective(
        "finance",
        "Aid goes on",
        "See that aid to Ukraine does not fall.",
        f"{MOST} × aid pledged by all ÷ aid given so far, at most {MOST}.",
        "Every team has this aim if it lacks others.",
        _rows("aid", role.iso3),
    )


_KEPT: Final = (
    f"{MOST} × the part of all brigades tied to NATO, over all teams, that stays where it is."
)


def _answered(code: str) -> str:
    return "required" if code == "yes" else "preferred"


def _rows(table: str, iso3: str) -> Provenance:
    where = AID if table == "aid" else {}
    column = "donor" if table == "aid" else "participant"
    return of(load(table, **{column: iso3}, **where))


def _middle_of_aid() -> float:
    return _middle(package.find_folder())


@functools.cache
def _middle(folder: Path) -> float:
    given = load("aid", donor=list(codes()), **AID)["share_of_gdp_pct"]
    return float(given.median()) * 12 / MONTHS_OF_AID
