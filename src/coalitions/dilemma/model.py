r"""The accounting: how large a force a coalition can sustain, given what is assumed.

For each state :math:`i`, with symbols as in the table `model_parameters`,

.. math:: F_i = \frac{s}{r}\, w_i(b)\, \max(0,\; d_i B_i - \theta n_i)

persons: of its combat brigades :math:`B_i` a share :math:`d_i` can be deployed, the part
:math:`\theta` of the :math:`n_i` brigades tied to NATO plans stays where it is, the state is
willing to the degree :math:`w_i(b)` under the backstop :math:`b`, a brigade with its support is
:math:`s` persons, and :math:`r` units are needed to keep one deployed. The coalition's force is

.. math:: F = \min\Big(\sum_i F_i,\; 10^4 \min_c \frac{E_c(b)}{e_c}\Big)

where a force of 10,000 needs :math:`e_c` units of the enabler :math:`c`. The supply is

.. math:: E_c(b) = a\,E_c^{\mathrm{Europe}} + u(b)\,E_c^{\mathrm{US}}

with the availability :math:`a` (not applied to missiles, which are used up) and the American share
:math:`u(b)`. Willingness is the product of two rows: one for the state's code of presence, one for
whether it asks for a backstop. All rows, with sources: `coalitions.dilemma.parameters`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np

from coalitions.dilemma.draws import Sample
from coalitions.dilemma.parameters import BACKSTOPS, Backstop, Parameters, State
from coalitions.dilemma.spreads import Grid, Vector

#: The force for which the need of enablers is given, persons.
PER_FORCE: Final = 10_000


def brigades(state: State, sample: Sample) -> Vector:
    """Return :math:`B_i`, the combat brigades of a state; imputed ones count as far as allowed."""
    own = sample[state.brigades]
    return own * sample["imputed-brigades"] if state.imputed else own


def willingness(state: State, backstop: Backstop, sample: Sample) -> Vector:
    """Return :math:`w_i(b)`, 0 to 1."""
    return sample[state.willingness] * sample[state.factor(backstop)]


def free_brigades(state: State, sample: Sample, theta: Vector) -> Grid:
    r"""Return :math:`\max(0, d_i B_i - \theta n_i)`, brigades: draws down, `theta` across."""
    ready = sample[state.readiness] * brigades(state, sample)
    free: Grid = np.multiply.outer(sample[state.committed], -theta)
    free += ready[:, np.newaxis]
    return np.maximum(free, 0, out=free)


def slice_per_brigade(sample: Sample) -> Vector:
    """Return :math:`s / r`, the persons kept deployed by one brigade at hand."""
    slices: Vector = sample["brigade-slice"] / sample["rotation-factor"]
    return slices


def offered_by(state: State, sample: Sample, backstop: Backstop, theta: Vector) -> Grid:
    """Return :math:`F_i`, persons that one state can sustain: draws down, `theta` across."""
    weight = slice_per_brigade(sample) * willingness(state, backstop, sample)
    return free_brigades(state, sample, theta) * weight[:, np.newaxis]


def offered(
    parameters: Parameters,
    sample: Sample,
    theta: Vector,
    backstops: Sequence[Backstop] = BACKSTOPS,
) -> dict[Backstop, Grid]:
    r"""Return :math:`\sum_i F_i` under each backstop, persons: draws down, `theta` across.

    States with the same codes have the same willingness, so their free brigades are added first.
    """
    groups: dict[tuple[str, str], Grid] = {}
    member: dict[tuple[str, str], State] = {}
    for state in parameters.present:
        key = (state.presence, state.backstop)
        free = free_brigades(state, sample, theta)
        if key in groups:
            groups[key] += free
        else:
            groups[key], member[key] = free, state
    sums = {backstop: np.zeros((sample.size, theta.size)) for backstop in backstops}
    scale = slice_per_brigade(sample)
    for key, free in groups.items():
        for backstop, total in sums.items():
            total += free * (scale * willingness(member[key], backstop, sample))[:, np.newaxis]
    return sums


def keeping(parameters: Parameters, sample: Sample, theta: Vector) -> Sample:
    r"""Return a sample in which each draw has its own share of commitments kept.

    The share matters only as :math:`\theta n_i`: it is multiplied into :math:`n_i`, and the model
    is then run with ``theta`` 1.
    """
    tied = {state.committed: sample[state.committed] * theta for state in parameters.states}
    return Sample(MappingProxyType({**sample.values, **tied}), sample.size)


def enabler_limits(parameters: Parameters, sample: Sample, backstop: Backstop) -> dict[str, Vector]:
    r"""Return :math:`10^4 E_c(b) / e_c` for each enabler: the persons that it can support."""
    share = sample[f"us-share-{backstop}"]
    limits: dict[str, Vector] = {}
    for enabler in parameters.enablers:
        kept = 1.0 if enabler.consumed else sample["enabler-availability"]
        supply = sample[enabler.european] * kept + sample[enabler.american] * share
        limits[enabler.key] = PER_FORCE * supply / sample[enabler.need]
    return limits


def lowest_limit(limits: Mapping[str, Vector]) -> Vector:
    """Return what the scarcest enabler supports, persons; without enablers there is no limit."""
    if not limits:
        return np.array([np.inf])
    lowest: Vector = np.minimum.reduce(list(limits.values()))
    return lowest


def sustained(
    parameters: Parameters,
    sample: Sample,
    theta: Vector,
    *,
    limited: bool = True,
    supply: Backstop | None = None,
) -> dict[Backstop, Grid]:
    """Return :math:`F` under each backstop, persons: draws down, `theta` across.

    Parameters
    ----------
    parameters, sample
        The model and the values of its parameters.
    theta
        Shares of NATO commitments that are kept, 0 to 1.
    limited
        Whether enablers limit the force.
    supply
        The backstop by which enablers are counted, if it is another than the one by which
        governments decide.
    """
    forces = offered(parameters, sample, theta)
    if limited:
        for backstop, force in forces.items():
            limit = lowest_limit(enabler_limits(parameters, sample, supply or backstop))
            np.minimum(force, limit[:, np.newaxis], out=force)
    return forces
