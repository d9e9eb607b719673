"""The same question put to several versions of the model."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from coalitions.dilemma.parameters import BACKSTOPS, Parameters
from coalitions.dilemma.simulation import FEWER_DRAWS, simulate
from coalitions.facts import Facts
from coalitions.provenance import of


def variants(models: Mapping[str, Parameters], theta: float, draws: int = FEWER_DRAWS) -> Facts:
    """Return the median force of several versions of the model, all with the same draws.

    Parameters
    ----------
    models
        Name of a version to its parameters.
    theta
        Share of NATO commitments kept.
    draws
        How many draws for each version.

    Returns
    -------
    Facts
        One row for each version: its `name` and the median force, persons, under each backstop
        (columns ``none``, ``enablers``, ``full``).
    """
    records = []
    for name, model in models.items():
        runs = simulate(model, draws, thetas=(theta,))
        record: dict[str, object] = {"name": name}
        record |= {b: float(np.median(runs.force(b, theta))) for b in BACKSTOPS}
        records.append(record)
    return Facts.resting_on(pd.DataFrame(records), of([m.provenance for m in models.values()]))
