"""London, again: a simulation for the classroom.

Teams play countries in three rounds: a summit, force generation, a crisis. Each has a role card
made from the data. Teams hand in pledges; the model of the three tasks says what they come to;
cards bring the backstop down or change a government; points are counted line by line. Use::

    import coalitions as co

    sim = co.simulation
    sim.teams(24)                                    # who plays whom
    sim.role("GBR").as_dict()                        # a role card
    reading = sim.read_pledges("pledges.csv")        # what a class handed in, and what is wrong
    result = sim.adjudicate(reading, sim.plan(["flank-alarm", "election:POL"]))
    sim.debriefing(result)                           # a page for the class

or ``python -m coalitions simulate pledges.csv``.

====================  ==============================================================================
question              where the rule stands
====================  ==============================================================================
who can be played     `states`, `teams`
what is on a card     `told` (facts), `aims` (red lines and private aims)
what may be pledged   `terms`, `pledges`
what happens          `deck` (event cards), `world`
what it comes to      `judge` (the core, by hand), `sustain`, `chances` (many draws)
points                `points`
====================  ==============================================================================
"""

from coalitions.simulation.adjudicate import Judged, Result, adjudicate
from coalitions.simulation.cards import Event, card, cards, draw, plan
from coalitions.simulation.chances import Chances, chances
from coalitions.simulation.compare import Compared
from coalitions.simulation.debrief import debriefing
from coalitions.simulation.deck import Card
from coalitions.simulation.judge import judge
from coalitions.simulation.outcome import Contribution, Outcome, TaskOutcome
from coalitions.simulation.play import Settings, judged, play
from coalitions.simulation.pledges import (
    Fault,
    Pledge,
    Reading,
    Rejected,
    pledges_csv,
    read_pledges,
)
from coalitions.simulation.points import Line, Score, team_points
from coalitions.simulation.role import Limits, Objective, RedLine, Role, RoleFact
from coalitions.simulation.roles import role, roles
from coalitions.simulation.samples import sample, sample_pledges
from coalitions.simulation.states import MAIN_ROLES, codes, limits
from coalitions.simulation.teams import Team, teams
from coalitions.simulation.terms import COLUMNS, CONDITIONS, ROUNDS, TASKS
from coalitions.simulation.world import World, start

__all__ = [
    "COLUMNS",
    "CONDITIONS",
    "MAIN_ROLES",
    "ROUNDS",
    "TASKS",
    "Card",
    "Chances",
    "Compared",
    "Contribution",
    "Event",
    "Fault",
    "Judged",
    "Limits",
    "Line",
    "Objective",
    "Outcome",
    "Pledge",
    "Reading",
    "RedLine",
    "Rejected",
    "Result",
    "Role",
    "RoleFact",
    "Score",
    "Settings",
    "TaskOutcome",
    "Team",
    "World",
    "adjudicate",
    "card",
    "cards",
    "chances",
    "codes",
    "debriefing",
    "draw",
    "judge",
    "judged",
    "limits",
    "plan",
    "play",
    "pledges_csv",
    "read_pledges",
    "role",
    "roles",
    "sample",
    "sample_pledges",
    "start",
    "team_points",
    "teams",
]
