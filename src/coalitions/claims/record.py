"""All claims with their verdicts: those that code decides, and those that somebody judged.

A claim that the tables can test is decided by its function (`coalitions.claims.verdict`). Where a
source outside the tables was needed, or nothing can decide, the verdict is that of the row in
`claims`: the judgement of this book, with its reason.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from coalitions import claims as modules
from coalitions import spans
from coalitions.citing import records
from coalitions.claims.verdict import CHECKS, Check, Part, verdict
from coalitions.data import package
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.provenance import Provenance, of
from coalitions.quantities import Quantity, quantity

#: Short names of the two documents.
DOCUMENTS: Final = {"explainer-2025-london": "Explainer", "gmf-2025-coalition": "GMF introduction"}
#: How a claim is decided, by the code of `testable`.
DECIDED: Final = {
    "data": "by the tables",
    "external_source": "by a source, in our judgement",
    "not_testable": "by nothing: a judgement",
}
_IDS = re.compile(r"\s*\[[\w; .-]+\]")

#: Why the code decides otherwise than the reader of the sources did, where it does.
DIFFERENCES: Final = {
    "gmf-026": "The word “always” is tested here; a partial truce proposed in March breaks it.",
    "gmf-029": "An outlet reports his support; no row of the tables records it.",
    "gmf-046": "The names listed for 15 March are more than the number published for that day.",
    "gmf-057": "The text of the ministers’ statement stands in no table.",
    "gmf-078": "The joint statement that ties the two together stands in no table.",
    "gmf-091": "The code tests “most” as more than half; the first reading was content with the "
    "reason named most often.",
}


@dataclass(frozen=True)
class Judged:
    """A claim and its verdict.

    Attributes
    ----------
    claim_id, document, position, claim, kind, topic, testable, confidence
        As in the table `claims`; `kind` is its type.
    verdict
        What holds now: computed, or that of the row.
    read
        What a reader of the sources had found before the code did.
    parts
        What the code looked up; empty for a judgement.
    reason
        The reasoning of the row, without the keys of its sources.
    provenance
        The rows that decide it, the row of the claim among them.
    """

    claim_id: str
    document: str
    position: int
    claim: str
    kind: str
    topic: str
    testable: str
    confidence: str
    verdict: str
    read: str
    parts: tuple[Part, ...]
    reason: str
    provenance: Provenance

    @property
    def differs(self) -> bool:
        """Whether the code decides otherwise than the reader did."""
        return self.verdict != self.read


@cache
def checks() -> dict[str, Check]:
    """Return the function of each claim that the tables decide."""
    for module in pkgutil.iter_modules(modules.__path__):
        importlib.import_module(f"{modules.__name__}.{module.name}")
    return CHECKS


def judged(claim_ids: Iterable[str] | None = None) -> tuple[Judged, ...]:
    """Decide claims, in the order of the table; all of them if none is named."""
    data = package.read().folder
    stamps = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(data.glob("*.csv")))
    found = _decided(data, stamps)
    if claim_ids is None:
        return found
    wanted = set(claim_ids)
    return tuple(each for each in found if each.claim_id in wanted)


@lru_cache(maxsize=1)
def _decided(data: Path, stamps: tuple[tuple[str, int], ...]) -> tuple[Judged, ...]:
    """Decide all claims, once for the tables as they are: a page asks for them several times."""
    table = load("claims")
    return tuple(
        _judge(int(line), cells) for line, cells in zip(table.index, records(table), strict=True)
    )


def _judge(line: int, cells: Mapping[str, str]) -> Judged:
    key, read = cells["claim_id"], cells["provisional_verdict"]
    by_data = cells["testable"] == "data"
    parts = tuple(checks()[key]()) if by_data else ()
    row = Provenance.build({"claims": [line]})
    return Judged(
        claim_id=key,
        document=cells["source_id"],
        position=int(cells["position"]),
        claim=cells["claim"],
        kind=cells["claim_type"],
        topic=cells["topic"],
        testable=cells["testable"],
        confidence=cells["confidence"],
        verdict=verdict(parts) if by_data else read,
        read=read,
        parts=parts,
        reason=_IDS.sub("", cells.get("evidence", "")),
        provenance=row.union(*(each.provenance for each in parts)),
    )


def checked_claims() -> Facts:
    """List all claims with their verdicts.

    Returns
    -------
    Facts
        One row a claim, naming its row of `claims`: ``claim_id``, ``document`` (short name),
        ``claim``, ``kind``, ``topic`` and ``verdict`` (labels of their codes), ``testable``,
        ``decided`` (how), ``read`` (the verdict of the first reading), ``differs``, the ``rows``
        that decide it (``events:18; mandates:10-12``), how many these are (``behind``), and
        ``confidence``. Count claims with `claim_count`, which keeps the rows behind the verdicts.
    """
    found = judged()
    return load("claims")[["claim_id"]].assign(
        document=[DOCUMENTS[each.document] for each in found],
        claim=[each.claim for each in found],
        kind=[label("claim_type", each.kind) for each in found],
        topic=[label("topic", each.topic) for each in found],
        testable=[each.testable for each in found],
        decided=[DECIDED[each.testable] for each in found],
        verdict=[label("provisional_verdict", each.verdict) for each in found],
        read=[label("provisional_verdict", each.read) for each in found],
        differs=[each.differs for each in found],
        rows=[_written(each.provenance) for each in found],
        behind=[len(each.provenance) for each in found],
        confidence=[each.confidence for each in found],
    )


def claim_count(claims: Facts) -> Quantity:
    """Count claims of `checked_claims`; the number rests on all rows that decide them."""
    rows = Provenance().union(of(claims), *(_read(text) for text in claims["rows"]))
    return quantity(len(claims), rows=rows, expression="count of claims")


def _written(rows: Provenance) -> str:
    return "; ".join(f"{name}:{spans.written(lines)}" for name, lines in rows.rows.items())


def _read(text: str) -> Provenance:
    named = (each.partition(":") for each in text.split("; "))
    return Provenance.build({name: spans.read(lines) for name, _, lines in named})


def label(column: str, code: str) -> str:
    """Return the label of a code of the table `claims`."""
    codes = package.read().table("claims").field(column).codes
    return next(each.label for each in codes if each.value == code)
