"""The claims as a page shows them: a table with all of them, and lists of a few."""

from __future__ import annotations

from typing import Final

from coalitions.book.evidence import Evidence
from coalitions.claims.record import DECIDED, DIFFERENCES, DOCUMENTS, Judged, judged, label
from coalitions.data.bibliography import anchor_of
from coalitions.markup import Markup, Shown, element, joined, table
from coalitions.registers import linked_rows

_HEAD: Final = ("Claim", "Verdict", "Why", "Evidence")
_NAMED: Final = 3
#: Said of a verdict that differs from the first reading since the tables changed.
_CHANGED: Final = "The tables say otherwise than the sources that were read first."
_VERDICT: Final = "provisional_verdict"


def claim_explorer() -> Shown:
    """Show every claim with its verdict, why, and the rows and works behind it."""
    found, evidence = judged(), Evidence()
    frame = table(
        "Claims of the two documents",
        _HEAD,
        (_cells(each, evidence) for each in found),
        class_="co-table co-register co-claims",
        stacked=True,
        about=[_about(each) for each in found],
    )
    shown = element(
        "div", frame, class_="co-filter", data_things="claims", data_choose="document topic verdict"
    )
    return Shown(shown, "\n".join(map(_plain, found)))


def claim_list(*claim_ids: str) -> Shown:
    """Show some claims with their verdicts, each with a link to its place in the whole list."""
    found = {each.claim_id: each for each in judged(claim_ids)}
    if missing := sorted(set(claim_ids) - set(found)):
        raise KeyError(f"no claim {', '.join(missing)} in the table claims")
    chosen = [found[name] for name in claim_ids]
    items = [
        element(
            "li",
            element("a", each.claim_id, href=f"#claim-{each.claim_id}"),
            f" {each.claim} ",
            element("strong", label(_VERDICT, each.verdict)),
            _first_reading(each),
            _why(each),
        )
        for each in chosen
    ]
    return Shown(element("ul", *items, class_="co-claim-list"), "\n".join(map(_plain, chosen)))


def _plain(each: Judged) -> str:
    parts = "".join(f"\n  {part}" for part in each.parts)
    return f"{each.claim_id} {label(_VERDICT, each.verdict)}: {each.claim}{parts}"


def _cells(each: Judged, evidence: Evidence) -> tuple[Markup, ...]:
    where = joined(
        element("a", each.claim_id, href=f"#claim-{each.claim_id}"),
        f" · {DOCUMENTS[each.document]}, line {each.position} · {label('topic', each.topic)}",
    )
    decided = element("small", DECIDED[each.testable])
    return (
        joined(element("p", each.claim), element("small", where)),
        joined(label(_VERDICT, each.verdict), decided, _first_reading(each)),
        joined(_why(each)),
        _evidence(each, evidence),
    )


def _about(each: Judged) -> dict[str, str]:
    """Name the row, and say what the menus above the table choose it by."""
    return {
        "id": f"claim-{each.claim_id}",
        "data_document": DOCUMENTS[each.document],
        "data_topic": label("topic", each.topic),
        "data_verdict": label(_VERDICT, each.verdict),
    }


def _first_reading(each: Judged) -> Markup | None:
    """Name the verdict of the first reading where the code decides otherwise."""
    read = f"first read as: {label(_VERDICT, each.read).lower()}"
    return element("small", read) if each.differs else None


def _why(each: Judged) -> Markup:
    parts = element("ul", *(element("li", str(part)) for part in each.parts))
    differs = element("p", DIFFERENCES.get(each.claim_id, _CHANGED)) if each.differs else None
    if each.parts:
        return joined(parts, differs)
    judgement = "Our judgement. " if each.testable == "external_source" else "Nothing could decide."
    return element("p", f"{judgement} {each.reason}".strip())


def _evidence(each: Judged, evidence: Evidence) -> Markup:
    rows = element("p", linked_rows(each.provenance.rows))
    works = [use for use in evidence.sources(each.provenance.rows) if use.id != each.document]
    if not works:
        return rows
    links = [
        element("a", use.short, href=f"bibliography.html#{anchor_of(use.id)}") for use in works
    ]
    named = element("ul", *(element("li", link) for link in links[:_NAMED]))
    rest = links[_NAMED:]
    if not rest:
        return joined(rows, named)
    more = element("ul", *(element("li", link) for link in rest))
    return joined(
        rows, named, element("details", element("summary", f"and {len(rest)} more"), more)
    )
