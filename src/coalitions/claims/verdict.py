"""How a verdict follows: a claim is a list of parts, and each part holds, fails or is not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from coalitions.provenance import Provenance, of
from coalitions.quantities import Comparison

SUPPORTED: Final = "supported"
PARTLY: Final = "partly"
CONTRADICTED: Final = "contradicted"
OPEN: Final = "open"


@dataclass(frozen=True)
class Part:
    """One thing that a claim says.

    Attributes
    ----------
    says
        What the claim needs, as a statement that is true or false.
    holds
        Whether it is so; None if the tables cannot tell.
    found
        What the rows say about it.
    provenance
        The rows that were looked at.
    """

    says: str
    holds: bool | None
    found: str = ""
    provenance: Provenance = field(default_factory=Provenance)

    def __str__(self) -> str:
        mark = {True: "✓", False: "✗", None: "?"}[self.holds]
        return f"{mark} {self.says}{f' ({self.found})' if self.found else ''}"


def part(says: str, holds: object, found: object = "", rows: object = ()) -> Part:
    """Make a part; a comparison of quantities brings its rows along."""
    known = None if holds is None else bool(holds)
    own = holds.provenance if isinstance(holds, Comparison) else Provenance()
    return Part(says, known, str(found), own.union(of(rows), of(found)))


def verdict(parts: Iterable[Part]) -> str:
    """Decide: all parts hold, none does, none can be decided, or some hold.

    A part that is not shown counts as not shown, not as false: with one that holds, the claim is
    supported in part.
    """
    outcomes = {each.holds for each in parts}
    if outcomes == {True}:
        return SUPPORTED
    if outcomes == {None} or not outcomes:
        return OPEN
    if True in outcomes:
        return PARTLY
    return CONTRADICTED if None not in outcomes else OPEN


Check = Callable[[], list[Part]]
CHECKS: Final[dict[str, Check]] = {}


def claim(claim_id: str) -> Callable[[Check], Check]:
    """Register the function below as the one that decides a claim.

    Raises
    ------
    ValueError
        If the claim is decided already.
    """

    def register(check: Check) -> Check:
        if claim_id in CHECKS:
            raise ValueError(f"{claim_id} is decided twice")
        CHECKS[claim_id] = check
        return check

    return register
