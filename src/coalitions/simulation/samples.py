"""A file of pledges that works: eight teams, three rounds, made from their role cards."""

from __future__ import annotations

from coalitions.dilemma.draws import at
from coalitions.dilemma.parameters import Backstop
from coalitions.simulation.pledges import Pledge, pledges_csv
from coalitions.simulation.role import Role
from coalitions.simulation.roles import role
from coalitions.simulation.states import MAIN_ROLES, model
from coalitions.simulation.sustain import capacities
from coalitions.simulation.terms import TASKS
from coalitions.simulation.world import start

#: Round to the share of NATO commitments that teams with soldiers keep: they give way slowly.
_KEPT = {1: 100.0, 2: 50.0, 3: 25.0}

_SAID = {
    1: "We stand by our word, and wait for others.",
    2: "We move half of what is tied to NATO.",
    3: "This is as far as we can go.",
}


def sample(teams: int = 8) -> str:
    """Return a file of pledges for the first main roles, in which every team follows its card.

    At the summit teams that may send soldiers promise half of what they could keep up with no
    commitment to NATO kept; later they promise what they can keep up. All conditions are those of
    the card, the tasks are the first that the country has named, and aid stays as it is.
    """
    return pledges_csv(sample_pledges(teams))


def sample_pledges(teams: int = 8) -> tuple[Pledge, ...]:
    """Return the pledges of `sample`."""
    return tuple(_pledge(role(code), number) for number in _KEPT for code in MAIN_ROLES[:teams])


def _pledge(card: Role, number: int) -> Pledge:
    stays = any(line.key == "soldiers" for line in card.red_lines)
    guards = stays or any(line.key == "commitments" for line in card.red_lines)
    kept = 100.0 if guards else _KEPT[number]
    able = capacities([Pledge(card.iso3, number, commitments_kept=kept)], start(), at(model()))[
        card.iso3
    ][0]
    promised = 0.0 if stays else (card.limits.keeping_none / 2 if number == 1 else able)
    asks: Backstop = "enablers" if card.backstop == "yes" else "none"
    tasks = [task for task in TASKS if task in card.named_tasks][: card.limits.tasks]
    return Pledge(
        card.iso3,
        number,
        card.name,
        int(promised // 10 * 10),
        kept,
        asks if promised else "none",
        tuple(c for c in card.conditions if promised and c != "partners"),
        tuple(tasks),
        card.limits.aid_so_far,
        _SAID[number],
    )
