"""The four things that a reader can set, and the model's answer to a setting.

The explorer of the chapter computes the same in the browser; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from coalitions.dilemma.draws import Sample, at
from coalitions.dilemma.parameters import Backstop, Parameters
from coalitions.dilemma.scenario import Outcome, outcome
from coalitions.dilemma.spreads import Vector


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reader assumes.

    Attributes
    ----------
    rotation
        Units held to keep one deployed, 1 or more.
    readiness
        Readiness of all armies as a multiple of the estimate of today; no army gets above 1.
    theta
        Share of NATO commitments kept, 0 to 1.
    slice
        Persons sent with a brigade.
    backstop
        What the United States lend.
    """

    rotation: float
    readiness: float
    theta: float
    slice: float
    backstop: Backstop

    def __post_init__(self) -> None:
        if self.rotation < 1 or self.readiness < 0 or self.slice < 0 or not 0 <= self.theta <= 1:
            raise ValueError(
                f"{self}: rotation is at least 1, theta between 0 and 1, the others not negative"
            )


def start(parameters: Parameters, backstop: Backstop = "none", theta: float = 1.0) -> Setting:
    """Return the setting at the modes."""
    return Setting(
        parameters["rotation-factor"].mode, 1.0, theta, parameters["brigade-slice"].mode, backstop
    )


def adjusted(parameters: Parameters, rotation: Vector, readiness: Vector, size: Vector) -> Sample:
    """Return the modes with other rotation, readiness (times today's) and brigade slices."""
    modes = at(parameters)
    values = {key: np.full(rotation.size, value[0]) for key, value in modes.values.items()}
    values["rotation-factor"], values["brigade-slice"] = rotation, size
    for key in {state.readiness for state in parameters.states}:
        values[key] = np.minimum(1.0, readiness * modes[key])
    return Sample(MappingProxyType(values), rotation.size)


def answer(parameters: Parameters, setting: Setting) -> Outcome:
    """Run the model once with a setting, everything else at the modes."""
    levers = (np.array([x]) for x in (setting.rotation, setting.readiness, setting.slice))
    sample = adjusted(parameters, *levers)
    return outcome(parameters, setting.backstop, setting.theta, sample=sample)


def grid(values: Mapping[str, tuple[float, ...]], backstops: tuple[Backstop, ...]) -> list[Setting]:
    """Return every combination of the values given for each lever, and of the backstops."""
    return [
        Setting(rotation, readiness, theta, size, backstop)
        for rotation in values["rotation"]
        for readiness in values["readiness"]
        for theta in values["theta"]
        for size in values["slice"]
        for backstop in backstops
    ]
