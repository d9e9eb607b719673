"""One parameter of the model: its range, how it is drawn, and the rows it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coalitions.provenance import Provenance

#: One value of something for each draw.
Vector = NDArray[np.float64]
#: Draws down, shares of commitments kept across.
Grid = NDArray[np.float64]

Distribution = Literal["fixed", "triangular", "chosen"]
End = Literal["low", "mode", "high"]


@dataclass(frozen=True, slots=True)
class Spread:
    r"""A row of `model_parameters`.

    Attributes
    ----------
    parameter_id, symbol, title, unit
        As in the table.
    low, mode, high
        Lower end, most likely value and upper end, in `unit`.
    distribution
        ``"triangular"`` is drawn; ``"fixed"`` has one value; ``"chosen"`` is set by the reader and
        stands at `mode` unless it is set.
    kind
        ``"sourced"`` or ``"assumption"``.
    stream
        The name under which it is drawn. Parameters of one stream move together.
    provenance
        Its row, and the rows from which its values were computed.
    """

    parameter_id: str
    symbol: str
    title: str
    unit: str
    low: float
    mode: float
    high: float
    distribution: Distribution
    kind: str
    stream: str
    provenance: Provenance

    @property
    def drawn(self) -> bool:
        """Whether draws differ."""
        return self.distribution == "triangular" and self.low < self.high

    def quantile(self, u: Vector) -> Vector:
        r"""Return the values below which a share `u` of the draws lies.

        The inverse of the triangular distribution on :math:`[a, b]` with mode :math:`m`:
        :math:`a + \sqrt{u (b-a)(m-a)}` up to :math:`u = (m-a)/(b-a)`, and
        :math:`b - \sqrt{(1-u)(b-a)(b-m)}` above. Kotz, S. and van Dorp, J. R. (2004), Beyond Beta,
        ch. 1. A parameter that is not drawn has its mode everywhere.
        """
        if not self.drawn:
            return np.full(u.shape, self.mode)
        a, m, b = self.low, self.mode, self.high
        below = a + np.sqrt(u * (b - a) * (m - a))
        above = b - np.sqrt((1 - u) * (b - a) * (b - m))
        return np.where(u <= (m - a) / (b - a), below, above)

    def at(self, end: End) -> float:
        """Return the value at one of its ends or at its mode."""
        return {"low": self.low, "mode": self.mode, "high": self.high}[end]

    def fixed(self, value: float) -> Spread:
        """Return the parameter with one value, set by the reader."""
        return replace(
            self, low=value, mode=value, high=value, distribution="fixed", kind="assumption"
        )
