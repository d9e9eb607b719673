"""One scenario at the most likely value of every parameter, with what binds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coalitions.dilemma.draws import Sample, at
from coalitions.dilemma.model import enabler_limits, lowest_limit, offered, offered_by
from coalitions.dilemma.parameters import BACKSTOP_LABELS, BACKSTOPS, Backstop, Parameters
from coalitions.dilemma.spreads import Vector
from coalitions.dilemma.wording import rounded
from coalitions.provenance import Provenance
from coalitions.quantities import Quantity, quantity

#: Constraints on what states offer; a fifth is the scarcest enabler.
ON_OFFERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "willingness": "willingness",
        "readiness": "readiness",
        "commitments": "NATO commitments",
        "rotation": "rotation",
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the model gives for one scenario at the modes.

    Attributes
    ----------
    backstop, theta
        The scenario: the backstop, and the share of NATO commitments kept.
    by_state
        Code of a state to the persons that it can sustain.
    limits
        Enabler to the persons that it can support.
    binding
        What binds: a key of `ON_OFFERS`, or of an enabler.
    provenance
        The rows that the model rests on.
    """

    backstop: Backstop
    theta: float
    by_state: Mapping[str, float]
    limits: Mapping[str, float]
    binding: str
    provenance: Provenance

    @property
    def offered(self) -> float:
        """Persons that the states together can sustain."""
        return float(sum(self.by_state.values()))

    @property
    def limit(self) -> float:
        """Persons that the scarcest enabler can support."""
        return min(self.limits.values(), default=float("inf"))

    @property
    def force(self) -> float:
        """The force, persons: the smaller of the two."""
        return min(self.offered, self.limit)

    def quantity(self) -> Quantity:
        """Return the force as a number for a sentence."""
        return quantity(
            self.force,
            "persons",
            rows=self.provenance,
            format=rounded,
            expression=f"F at the modes, {BACKSTOP_LABELS[self.backstop]}, θ = {self.theta:g}",
            kind="assumption",
        )


def outcome(
    parameters: Parameters,
    backstop: Backstop,
    theta: float,
    *,
    sample: Sample | None = None,
    supply: Backstop | None = None,
) -> Outcome:
    """Run the model once.

    Parameters
    ----------
    parameters
        The model.
    backstop
        The American backstop.
    theta
        Share of NATO commitments kept, 0 to 1.
    sample
        Values of the parameters; their modes if not given.
    supply
        The backstop by which enablers are counted, if it is another than the one by which
        governments decide: so the two effects of a backstop can be told apart.
    """
    values = at(parameters) if sample is None else sample
    kept = np.array([float(theta)])
    by_state = {
        state.iso3: float(offered_by(state, values, backstop, kept)[0, 0])
        for state in parameters.present
    }
    limits = {
        key: float(limit[0])
        for key, limit in enabler_limits(parameters, values, supply or backstop).items()
    }
    named = np.array([*ON_OFFERS, *limits])
    binding = str(named[binds(parameters, values, backstop, theta, supply)[0]])
    return Outcome(backstop, theta, by_state, limits, binding, parameters.provenance)


def binds(
    parameters: Parameters,
    sample: Sample,
    backstop: Backstop,
    theta: float,
    supply: Backstop | None = None,
) -> NDArray[np.intp]:
    """Say for each draw what binds: a place in the list of `ON_OFFERS` and then the enablers.

    An enabler binds where it supports no more than the states offer. Elsewhere that constraint
    binds without which the offer would grow most, if it alone fell away: all states wholly
    willing, all brigades ready, no commitment kept, or no rotation.
    """
    kept = np.array([float(theta)])
    limits = enabler_limits(parameters, sample, supply or backstop)

    def offer(values: Sample, share: Vector) -> Vector:
        total: Vector = offered(parameters, values, share, [backstop])[backstop][:, 0]
        return total

    now = offer(sample, kept)
    without = [
        offer(sample, np.array([0.0]))
        if constraint == "commitments"
        else offer(relaxed(parameters, sample, constraint), kept)
        for constraint in ON_OFFERS
    ]
    strongest: NDArray[np.intp] = np.argmax(np.stack(without), axis=0)
    if not limits:
        return strongest
    scarcest = len(ON_OFFERS) + np.argmin(np.stack(list(limits.values())), axis=0)
    places: NDArray[np.intp] = np.where(lowest_limit(limits) <= now, scarcest, strongest)
    return places


def relaxed(parameters: Parameters, sample: Sample, constraint: str) -> Sample:
    """Return the sample as if one constraint on offers did not exist.

    Raises
    ------
    LookupError
        If it is not one of willingness, readiness and rotation, which are parameters.
    """
    keys = {
        "willingness": {
            key
            for state in parameters.states
            for key in (state.willingness, *(state.factor(b) for b in BACKSTOPS))
        },
        "readiness": {state.readiness for state in parameters.states},
        "rotation": {"rotation-factor"},
    }
    if constraint not in keys:
        raise LookupError(f"{constraint!r} is no parameter; there are {', '.join(keys)}")
    ideal = np.ones(sample.size)
    values = {**sample.values, **dict.fromkeys(keys[constraint], ideal)}
    return replace(sample, values=MappingProxyType(values))
