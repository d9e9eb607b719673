r"""What would have to be true for a force of a given size.

Each lever is moved alone, all other parameters at their modes, until the states offer the size
asked for. More readiness, larger slices, fewer commitments and less rotation never lower an offer,
so the point where it is met is found by bisection. Enablers are a condition of their own:
`enabler_gaps` says how many times the supply would be needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import pandas as pd

from coalitions.dilemma.draws import at
from coalitions.dilemma.model import (
    enabler_limits,
    free_brigades,
    keeping,
    offered,
    slice_per_brigade,
)
from coalitions.dilemma.outcomes import SIZES
from coalitions.dilemma.parameters import BACKSTOP_LABELS, BACKSTOPS, Backstop, Parameters
from coalitions.dilemma.scenario import outcome
from coalitions.dilemma.settings import adjusted
from coalitions.dilemma.spreads import Vector
from coalitions.facts import Facts

#: Halvings of an interval: enough for the digits of a float.
_HALVINGS: Final = 52

#: Lever to the words for it.
LEVERS: Final = {
    "readiness": "Readiness, times today's",
    "rotation": "Units held for one deployed",
    "slice": "Persons sent with a brigade",
    "theta": "NATO commitments kept",
}


def break_even(
    parameters: Parameters,
    sizes: Sequence[float] = SIZES,
    *,
    theta: float = 1.0,
    backstops: Sequence[Backstop] = BACKSTOPS,
) -> Facts:
    """Return where each lever alone would have to stand for the states to offer a size.

    Parameters
    ----------
    parameters
        The model.
    sizes
        Persons.
    theta
        Share of NATO commitments kept while another lever is moved.
    backstops
        Which backstops.

    Returns
    -------
    Facts
        One row for each backstop, size and lever: `today`, the `extreme` of the lever (every army
        wholly ready; no rotation; the largest slice of the rows; no commitment kept), the value
        `needed`, empty where even the extreme is not enough, and what is `offered` at the extreme.
    """
    wanted = np.array([float(size) for size in sizes])
    tables = []
    for backstop in backstops:
        for lever, (today, extreme) in _ends(parameters, theta).items():

            def offer(value: Vector, lever: str = lever, backstop: Backstop = backstop) -> Vector:
                return _offer(parameters, backstop, theta, lever, value)

            best = float(offer(np.array([extreme]))[0])
            tables.append(
                pd.DataFrame(
                    {
                        "backstop": backstop,
                        "label": BACKSTOP_LABELS[backstop],
                        "size": wanted,
                        "lever": lever,
                        "words": LEVERS[lever],
                        "today": today,
                        "extreme": extreme,
                        "needed": _crossing(offer, today, extreme, wanted),
                        "offered": best,
                    }
                )
            )
    return Facts.resting_on(pd.concat(tables, ignore_index=True), parameters.provenance)


def break_even_table(found: Facts) -> Facts:
    """Write break-even values for a table: a row for each backstop and lever, a column a size.

    Parameters
    ----------
    found
        As `break_even` returns it.

    Returns
    -------
    Facts
        ``backstop`` (its label), ``lever`` (its words), ``now``, and a column of texts for each
        size, named by it: the value needed, or that even the extreme is too little.
    """
    texts = found.assign(
        now=_values(found, "today"),
        text=[
            "too little" if np.isnan(value) else text
            for value, text in zip(found["needed"], _values(found, "needed"), strict=True)
        ],
        column=[f"{size:,.0f}" for size in found["size"]],
    )
    wide = texts.pivot_table(
        index=["label", "words", "now"],
        columns="column",
        values="text",
        aggfunc="first",
        sort=False,
    ).reset_index()
    return Facts.resting_on(
        pd.DataFrame(wide.rename_axis(columns=None)).rename(
            columns={"label": "backstop", "words": "lever"}
        ),
        found.provenance,
    )


def _values(found: pd.DataFrame, column: str) -> list[str]:
    """Write the values of a column as suits each lever: times, units, persons or per cent."""
    return [
        {
            "readiness": f"{value:.1f}×",
            "rotation": f"{value:.1f}",
            "slice": "" if np.isnan(value) else f"{round(value, -2):,.0f}",
            "theta": f"{value:.0%}",
        }[lever]
        for lever, value in zip(found["lever"], found[column], strict=True)
    ]


def enabler_gaps(parameters: Parameters, sizes: Sequence[float] = SIZES) -> Facts:
    """Return how many times its supply each enabler would be needed for a size, at the modes.

    Returns
    -------
    Facts
        One row for each backstop, size and enabler: `supports` (persons) and `times`.
    """
    sample = at(parameters)
    labels = {enabler.key: enabler.label for enabler in parameters.enablers}
    records = [
        {
            "backstop": backstop,
            "label": BACKSTOP_LABELS[backstop],
            "size": size,
            "enabler": labels[key],
            "supports": float(limit[0]),
            "times": size / float(limit[0]),
        }
        for backstop in BACKSTOPS
        for key, limit in enabler_limits(parameters, sample, backstop).items()
        for size in sizes
    ]
    return Facts.resting_on(pd.DataFrame(records), parameters.provenance)


def joiners(
    parameters: Parameters, size: float, backstop: Backstop, theta: float
) -> tuple[str, ...] | None:
    """Return the fewest states that would have to become wholly willing for a size.

    All other states keep their willingness, all parameters stand at their modes. States join in
    the order of what their full willingness would add, which makes the set the smallest.

    Returns
    -------
    tuple of str or None
        Codes in the order of joining; none are needed if the tuple is empty, and `None` says that
        all states together would not be enough.
    """
    sample, kept = at(parameters), np.array([float(theta)])
    now = outcome(parameters, backstop, theta)
    scale = float(slice_per_brigade(sample)[0])
    gains = {
        state.iso3: scale * float(free_brigades(state, sample, kept)[0, 0])
        - now.by_state[state.iso3]
        for state in parameters.present
    }
    total, joined = now.offered, []
    for iso3 in sorted(gains, key=lambda code: (-gains[code], code)):
        if total >= size:
            break
        total += gains[iso3]
        joined.append(iso3)
    return tuple(joined) if total >= size else None


def _ends(parameters: Parameters, theta: float) -> dict[str, tuple[float, float]]:
    """Return where each lever stands, and how far it can go in favour of the force."""
    least_ready = min(parameters[state.readiness].mode for state in parameters.states)
    slices = parameters["brigade-slice"]
    return {
        "readiness": (1.0, 1 / least_ready),
        "rotation": (parameters["rotation-factor"].mode, 1.0),
        "slice": (slices.mode, slices.high),
        "theta": (theta, 0.0),
    }


def _offer(
    parameters: Parameters, backstop: Backstop, theta: float, lever: str, values: Vector
) -> Vector:
    """Return what the states offer for each value of one lever, all else at the modes."""
    levers = {
        name: np.full(values.size, end) for name, (end, _) in _ends(parameters, theta).items()
    }
    levers[lever] = values
    sample = adjusted(parameters, levers["rotation"], levers["readiness"], levers["slice"])
    kept = keeping(parameters, sample, levers["theta"])
    offer: Vector = offered(parameters, kept, np.array([1.0]), [backstop])[backstop][:, 0]
    return offer


def _crossing(
    offer: Callable[[Vector], Vector], today: float, extreme: float, sizes: Vector
) -> Vector:
    """Return the values closest to today's at which the offer reaches each size, NaN if none."""
    short, enough = np.full(sizes.size, today), np.full(sizes.size, extreme)
    reached, possible = offer(short) >= sizes, offer(enough) >= sizes
    for _ in range(_HALVINGS):
        middle = (short + enough) / 2
        met = offer(middle) >= sizes
        enough, short = np.where(met, middle, enough), np.where(met, short, middle)
    found: Vector = np.where(reached, today, np.where(possible, enough, np.nan))
    return found
