r"""The model of the three tasks: deter Russia, defend NATO territory, secure Ukraine, at once.

A transparent accounting with honest uncertainty, not a war game. The formulas stand in
`coalitions.dilemma.model`, the inputs in the table `model_parameters`, each with its source or its
reasoning. Chapters write::

    import coalitions as co

    model = co.dilemma.read()                     # parameters, with the rows behind each
    runs = co.dilemma.simulate(model)             # 200,000 draws, 3 backstops, 11 shares θ
    co.dilemma.frontier(runs)                     # quantiles of the force for each θ
    co.dilemma.probability(runs, 30_000, "none", 0.5)

Backstops are ``"none"``, ``"enablers"`` and ``"full"`` (`BACKSTOPS`, weakest first, with labels in
`BACKSTOP_LABELS`); θ is the share of NATO commitments that is kept, from 0 to 1. Tables are `Facts`
and numbers `Quantity`; both rest on the rows of `model_parameters`, on the rows from which those
were computed, and on the states' lines in `positions`. Every number that rests on assumptions has
the kind ``"assumption"``.

=====================  ============================================================================
question               function
=====================  ============================================================================
how large              `simulate`, `frontier`, `middle`, `outcome`
how likely             `probabilities`, `probability`
what binds             `outcome` (``.binding``), `binding`, `waterfall`
what it depends on     `tornado`, `sobol`, `variants`
what would be needed   `break_even`, `break_even_table`, `enabler_gaps`, `joiners`
who                    `contributions`, `leave_one_out`, ``model.without("TUR")``
history                `effort`, `simulate_effort`, `backtest`, `errors`
what others say        `published`, `requirement_lines`
the reader's setting   `Setting`, `start`, `answer`, `explorer_table`
=====================  ============================================================================
"""

from coalitions.dilemma.breakeven import (
    LEVERS,
    break_even,
    break_even_table,
    enabler_gaps,
    joiners,
)
from coalitions.dilemma.constraints import binding, waterfall
from coalitions.dilemma.countries import contributions, leave_one_out
from coalitions.dilemma.draws import BLOCK, SEED
from coalitions.dilemma.explorer import explorer_table
from coalitions.dilemma.history import backtest, effort, errors, simulate_effort
from coalitions.dilemma.model import PER_FORCE
from coalitions.dilemma.outcomes import (
    SIZES,
    frontier,
    middle,
    probabilities,
    probability,
)
from coalitions.dilemma.parameters import (
    BACKSTOP_LABELS,
    BACKSTOPS,
    Backstop,
    Parameters,
    State,
    read,
    rows_of,
)
from coalitions.dilemma.published import published, requirement_lines
from coalitions.dilemma.scenario import ON_OFFERS, Outcome, outcome
from coalitions.dilemma.sensitivity import sobol, tornado
from coalitions.dilemma.settings import Setting, answer, start
from coalitions.dilemma.simulation import DRAWS, THETAS, Simulation, simulate
from coalitions.dilemma.variants import variants
from coalitions.dilemma.wording import chance, rounded

__all__ = [
    "BACKSTOPS",
    "BACKSTOP_LABELS",
    "BLOCK",
    "DRAWS",
    "LEVERS",
    "ON_OFFERS",
    "PER_FORCE",
    "SEED",
    "SIZES",
    "THETAS",
    "Backstop",
    "Outcome",
    "Parameters",
    "Setting",
    "Simulation",
    "State",
    "answer",
    "backtest",
    "binding",
    "break_even",
    "break_even_table",
    "chance",
    "contributions",
    "effort",
    "enabler_gaps",
    "errors",
    "explorer_table",
    "frontier",
    "joiners",
    "leave_one_out",
    "middle",
    "outcome",
    "probabilities",
    "probability",
    "published",
    "read",
    "requirement_lines",
    "rounded",
    "rows_of",
    "simulate",
    "simulate_effort",
    "sobol",
    "start",
    "tornado",
    "variants",
    "waterfall",
]
