"""Findings: sentences of a chapter that the data must bear out, asserted in code.

If a correction in the data makes a sentence false, the build fails at that sentence.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from typing import Any

from coalitions.provenance import Provenance, known, of
from coalitions.quantities import Comparison

MIME = "application/vnd.coalitions.finding+json"
#: Set in the environment, a finding that does not hold is shown as such instead of stopping.
LENIENT = "COALITIONS_FINDINGS_LENIENT"


@dataclass(frozen=True)
class Finding:
    """A sentence that was checked.

    Attributes
    ----------
    sentence
        What the chapter states.
    tests
        The comparisons that decided it, written out.
    provenance
        The rows that it rests on.
    overturned_by
        What would have to be shown to make it false.
    holds
        Whether it held; it always does in a book that was built.
    """

    sentence: str
    tests: tuple[str, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    overturned_by: str = ""
    holds: bool = True

    def __str__(self) -> str:
        return f"{'✓' if self.holds else '✗ not so:'} {self.sentence}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/plain": str(self), MIME: self.as_json()}

    def as_json(self) -> dict[str, Any]:
        """Return what a page needs to show the finding and lead back to its rows."""
        return {
            "sentence": self.sentence,
            "tests": list(self.tests),
            "overturned_by": self.overturned_by,
            "holds": self.holds,
            "provenance": self.provenance.as_json(),
        }


def checked(
    sentence: str, *conditions: object, rows: object = (), overturned_by: str = ""
) -> Finding:
    """Return the finding if all `conditions` hold.

    Raises
    ------
    AssertionError
        Naming the sentence, and the comparisons that fail.
    """
    if not conditions:
        raise TypeError(f"the finding needs a condition: {sentence}")
    outcomes = [bool(condition) for condition in conditions]
    tests = tuple(c.text for c in conditions if isinstance(c, Comparison))
    provenance = known(rows).union(of(list(conditions)))
    if not all(outcomes) and os.environ.get(LENIENT):
        return Finding(sentence, tests, provenance, overturned_by, holds=False)
    if not all(outcomes):
        failed = [
            condition.text if isinstance(condition, Comparison) else f"condition {number}"
            for number, (condition, holds) in enumerate(
                zip(conditions, outcomes, strict=True), start=1
            )
            if not holds
        ]
        raise AssertionError(
            f"The data no longer bear out: {sentence}\n  not so: {'; '.join(failed)}"
        )
    return Finding(sentence, tests, provenance, overturned_by)


def finding(sentence: str, *conditions: object, rows: object = (), overturned_by: str = "") -> None:
    """Assert and show a finding of the chapter.

    Parameters
    ----------
    sentence
        What the chapter states, as a sentence.
    *conditions
        What must hold. Comparisons of quantities bring their rows along; give several conditions
        rather than joining them by ``and``, which would keep the rows of the last only.
    rows
        Further facts that it rests on, for plain conditions.
    overturned_by
        What would have to be shown to make it false.

    Raises
    ------
    AssertionError
        If a condition is false; the message names the sentence.
    """
    result = checked(sentence, *conditions, rows=rows, overturned_by=overturned_by)
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        ipython.display.display(result)
    else:
        print(result)
