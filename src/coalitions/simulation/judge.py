r"""One round, judged: the core of the simulation, which a pencil can follow for one country.

For each country :math:`i`, with the symbols of the model of the three tasks at their middle values:

1. It can keep up :math:`C_i = \frac{s}{r} \max(0,\; d_i B_i - \theta_i n_i - x_i)` soldiers, where
   :math:`\theta_i` is the share of NATO commitments that it keeps (1 while a flank alarm lasts) and
   :math:`x_i` what another theatre ties. Willingness does not appear: the team decides.
2. Its soldiers :math:`P_i` are those pledged. They are held back, :math:`P_i = 0`, if a card keeps
   them at home or a condition of the pledge is not met: the backstop that it asks for, a ceasefire,
   a mandate, or soldiers pledged by half of all countries.
3. It sustains :math:`F_i = \min(P_i, C_i)`.
4. The force is :math:`F = \min(\sum_i F_i,\; L)` with the limit :math:`L` of the scarcest enabler.

A task is covered by credits: 1 from each country that takes it and has named it (a row of
`position_tasks`), ½ from each other one; 1 suffices. The reassurance and the deterrence force are
covered by :math:`F`, finance by aid: covered if all together give the share of their GDP that they
have given so far, or if a joint loan pays.

**Who rides free.** With active personnel :math:`A_i`, aid :math:`a_i` (share of GDP) and GDP
:math:`G_i`, the effort of a country is the mean of two ratios to the effort of all,

.. math:: e_i = \tfrac12 \left( \frac{F_i/A_i}{\sum F/\sum A}
          + \frac{a_i}{\sum a G/\sum G} \right).

A ratio whose denominator is zero is left out. A country rides free if :math:`e_i < 0.5`. The sizes
are those of `coalitions.effort`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from coalitions.data import package
from coalitions.data.load import load
from coalitions.dilemma.draws import Sample, at
from coalitions.dilemma.model import enabler_limits
from coalitions.dilemma.parameters import BACKSTOPS, State
from coalitions.dilemma.spreads import Vector
from coalitions.effort import sizes_of_states
from coalitions.simulation.outcome import Contribution, Outcome, TaskOutcome
from coalitions.simulation.pledges import Pledge
from coalitions.simulation.roles import role
from coalitions.simulation.states import limits, model, state
from coalitions.simulation.sustain import capacities, force, held_back, kept, limit, soldiers
from coalitions.simulation.terms import (
    DETERRENCE,
    FREE_RIDER,
    MEASURED,
    REASSURANCE,
    TASKS,
)
from coalitions.simulation.world import World


def sizes() -> tuple[float, float]:
    """Return the smallest force that reassures and the smallest that deters, persons."""
    rows = load("force_requirements", estimate_id=[REASSURANCE, DETERRENCE])
    low = rows.set_index("estimate_id")["low"]
    return float(low[REASSURANCE]), float(low[DETERRENCE])


def judge(pledges: Sequence[Pledge], world: World) -> Outcome:
    """Judge one round.

    Parameters
    ----------
    pledges
        One for each country that plays.
    world
        What holds.

    Raises
    ------
    ValueError
        If there is no pledge, or two of one country.
    """
    codes = [pledge.country for pledge in pledges]
    if not codes or len(set(codes)) < len(codes):
        raise ValueError("a round needs one pledge of each country that plays, and one at least")
    middle = at(model())
    offers = soldiers(pledges, world, middle)
    most = float(limit(world, middle)[0])
    countries = _countries(pledges, world, offers, capacities(pledges, world, middle))
    offered = float(sum(each.sustained for each in countries))
    size = min(offered, most)
    given, so_far = _aid(countries)
    return Outcome(
        world,
        size,
        offered,
        most,
        _scarcest(middle, world),
        tuple(sorted(countries, key=lambda each: (-each.sustained, each.name))),
        _tasks(countries, size, given, so_far, world),
        given,
        so_far,
        MappingProxyType({b: float(force(pledges, world.under(b), middle)[0]) for b in BACKSTOPS}),
    )


def _scarcest(middle: Sample, world: World) -> str:
    found = enabler_limits(model(), middle, world.supply)
    labels = {each.key: each.label for each in model().enablers}
    return labels[min(found, key=lambda key: float(found[key][0]))]


@functools.cache
def _sizes(folder: Path) -> Mapping[str, tuple[float, float]]:
    table = sizes_of_states()
    pairs = zip(table["active"], table["gdp"], strict=True)
    return dict(zip(table.index.astype(str), pairs, strict=True))


def size_of(own: State) -> tuple[float, float]:
    """Return the active personnel (persons) and the GDP (USD billion) of a state."""
    return _sizes(package.find_folder())[own.iso3]


def _countries(
    pledges: Sequence[Pledge],
    world: World,
    offers: Mapping[str, Vector],
    capacity: Mapping[str, Vector],
) -> list[Contribution]:
    size = {pledge.country: size_of(state(pledge.country)) for pledge in pledges}
    sent = {code: float(offer[0]) for code, offer in offers.items()}
    aid = {
        each.country: each.aid_percent / (2 if each.country in world.half_aid else 1)
        for each in pledges
    }
    active, product = (sum(each[part] for each in size.values()) for part in (0, 1))
    mean_sent = sum(sent.values()) / active
    mean_aid = sum(aid[code] * size[code][1] for code in size) / product
    found = []
    for pledge in pledges:
        code = pledge.country
        ratios = [
            own / mean
            for own, mean in ((sent[code] / size[code][0], mean_sent), (aid[code], mean_aid))
            if mean > 0
        ]
        # Where nobody does anything, nobody rides on the others.
        effort = sum(ratios) / len(ratios) if ratios else 1.0
        why = held_back(pledge, pledges, world)
        if not why and pledge.soldiers and not sent[code] and capacity[code][0] > 0:
            why = "its government gives in to save a hostage"
        found.append(
            Contribution(
                code,
                role(code).name,
                pledge.team or role(code).name,
                pledge.soldiers,
                float(capacity[code][0]),
                sent[code],
                why,
                kept(pledge, world),
                pledge.needs_backstop != "none",
                aid[code],
                pledge.tasks,
                1000 * sent[code] / size[code][0],
                effort,
                effort < FREE_RIDER,
                _crossed(pledge, world, sent[code]),
            )
        )
    return found


def _crossed(pledge: Pledge, world: World, sent: float) -> tuple[str, ...]:
    """Return the red lines that a country has crossed; see the role card for their words."""
    broken = {
        "soldiers": sent > 0,
        "backstop": sent > 0 and world.backstop == "none",
        "ceasefire": sent > 0 and not world.ceasefire,
        "mandate": sent > 0 and not world.mandate,
        "commitments": kept(pledge, world) < 100,
    }
    return tuple(line.key for line in role(pledge.country).red_lines if broken[line.key])


def _aid(countries: Sequence[Contribution]) -> tuple[float, float]:
    product = {each.iso3: size_of(state(each.iso3))[1] for each in countries}
    whole = sum(product.values())
    given = sum(each.aid_percent * product[each.iso3] for each in countries)
    so_far = sum(limits(each.iso3).aid_so_far * product[each.iso3] for each in countries)
    return given / whole, so_far / whole


def _tasks(
    countries: Sequence[Contribution], force: float, given: float, so_far: float, world: World
) -> tuple[TaskOutcome, ...]:
    found = []
    for task, label in TASKS.items():
        by = tuple(sorted(each.iso3 for each in countries if task in each.tasks))
        credit = sum(1.0 if task in role(code).named_tasks else 0.5 for code in by)
        found.append(TaskOutcome(task, label, credit >= 1, credit, by))
    reassuring, deterring = sizes()
    payers = tuple(sorted(each.iso3 for each in countries if each.aid_percent > 0))
    senders = tuple(sorted(each.iso3 for each in countries if each.sustained > 0))
    paid = 1.0 if world.loan else given / so_far
    for task, credit, by in (
        ("financial", paid, payers),
        ("reassurance_force", force / reassuring, senders),
        ("deterrence_force", force / deterring, senders),
    ):
        found.append(TaskOutcome(task, MEASURED[task], credit > 1 - 1e-9, round(credit, 3), by))
    return tuple(found)
