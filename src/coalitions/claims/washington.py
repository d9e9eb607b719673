"""Claims on what the United States said, did and was asked for."""

from __future__ import annotations

from coalitions.claims.rows import (
    CALL,
    HALT,
    HEGSETH,
    LEAK,
    LONDON,
    OVAL,
    american,
    as_claimed,
    between,
    coded,
    day,
    days,
    event,
    first_lines,
    on_claimed_day,
    says,
    summit,
)
from coalitions.claims.verdict import Part, claim, part
from coalitions.data.load import load
from coalitions.measures import count
from coalitions.quantities import quantity
from coalitions.shifts import moved, moves
from coalitions.summit_aftermath import military_aid


@claim("ex-03")
def _after_the_quarrel() -> list[Part]:
    gap = days(OVAL, LONDON)
    return [
        part("the summit came after the quarrel", gap > 0),
        part("it came within a week", gap <= 7, found=gap),
    ]


@claim("ex-04")
def _american_support_changed() -> list[Part]:
    before = military_aid("usa", "2024-01", "2024-12")
    after = military_aid("usa", "2025-01", "2025-12")
    return [
        part("a halt of aid followed within days", days(OVAL, HALT) <= 7, days(OVAL, HALT)),
        part("American military aid fell in 2025", after < before, f"{before}, then {after}"),
    ]


@claim("ex-12")
def _on_a_friday() -> list[Part]:
    date = day(OVAL)
    before = days(OVAL, LONDON)
    return [
        part("the day was a Friday", f"{date:%A}" == "Friday", f"{date:%A}", rows=date),
        part("it was the Friday before the summit", before < 7, before),
    ]


@claim("ex-13")
def _broadcast() -> list[Part]:
    row = event(OVAL)
    return [part("the meeting was televised", says(row, "televised|live"), rows=row)]


@claim("ex-16")
def _a_peak() -> list[Part]:
    earlier = event("trump-putin-call-2025-02-12", "riyadh-2025-02-18")
    sharper = days(OVAL, HALT)
    return [
        part(
            "a rift had been growing",
            len(earlier) > 0,
            f"{len(earlier)} American talks with Moscow without Kyiv before",
            rows=earlier,
        ),
        part("no sharper step followed", sharper <= 0, f"aid was halted {sharper} later"),
    ]


@claim("ex-52")
def _american_backing() -> list[Part]:
    rows = summit("us_role_requested")
    needed = quantity(len(rows), rows=rows)
    return [
        part("American backing was asked for", needed > 0),
        part("it was called a condition of success", says(rows, "condition of success"), rows=rows),
    ]


@claim("ex-68")
def _close_the_rift() -> list[Part]:
    america = load("members", iso3="USA")
    unsigned = load("troop_positions", iso3="USA", as_of="2026-01-06")
    return [
        part(
            "Americans came to meetings of the coalition",
            america["first_attended"].notna().any(),
            rows=america,
        ),
        part("Washington signed", not says(unsigned, "did not sign"), rows=unsigned),
    ]


@claim("gmf-009")
def _commitment_redefined() -> list[Part]:
    speech = event(HEGSETH)
    cuts = load("us_in_europe", kind="commitment", end="after")
    return [
        part("security in Ukraine was put on Europe", says(speech, "put on Europe"), rows=speech),
        part(
            "American forces pledged to NATO were cut later",
            count(cuts) > 0,
            f"{len(cuts)} pledges on record",
        ),
    ]


@claim("gmf-010")
def _on_russian_terms() -> list[Part]:
    plan, sanctions = event(LEAK), event("us-sanctions-2025-10-22")
    return [
        part(
            "an American draft would cap Ukraine’s army and cede territory",
            says(plan, "cap.*cede"),
            rows=plan,
        ),
        part(
            "no American step went against Russia",
            sanctions.empty,
            "its oil firms were sanctioned",
            rows=sanctions,
        ),
    ]


@claim("gmf-037")
def _a_european_task() -> list[Part]:
    rows = event(HEGSETH)
    return [
        part("Washington put the force on Europe", says(rows, "responsibility.*Europe"), rows=rows)
    ]


@claim("gmf-038")
def _direct_negotiations() -> list[Part]:
    rows = event(CALL)
    return [
        part("it was on the day of the claim", on_claimed_day("gmf-038", CALL), day(CALL)),
        part("direct negotiations were agreed", says(rows, "open negotiations"), rows=rows),
    ]


@claim("gmf-039")
def _not_consulted() -> list[Part]:
    rows = event(CALL)
    return [
        part(
            "Ukraine and Europeans stood outside",
            says(rows, "Europeans and Ukrain.* outside"),
            rows=rows,
        )
    ]


@claim("gmf-052")
def _a_seat_won() -> list[Part]:
    tables = event("paris-2025-04-17", "geneva-2025-11-23", "berlin-2025-12-15")
    without = event("alaska-2025-08-15", "abu-dhabi-2026-01-23", "abu-dhabi-2026-02-04")
    return [
        part("Europeans sat at some tables", count(tables) > 0, ", ".join(tables["place"])),
        part(
            "they sat at all of them",
            without.empty,
            f"not in {', '.join(set(without['place']))}",
            rows=without,
        ),
    ]


@claim("gmf-053")
def _a_backstop_won() -> list[Part]:
    air, offer, unsigned = american("2025-08-19"), american("2025-12-15"), american("2026-01-06")
    return [
        part("Washington spoke of help", says(air, "support from the air"), rows=air),
        part("it spoke of a guarantee", says(offer, "likened to NATO’s Article 5"), rows=offer),
        part("it committed itself in writing", not says(unsigned, "did not sign"), rows=unsigned),
    ]


@claim("gmf-080")
def _critical_for_most() -> list[Part]:
    lines = first_lines()
    known = lines[lines["us_backstop_required"].notna()]
    return [
        part(
            "all whose view is known want American support",
            known["us_backstop_required"].isin(["yes", "preferred"]).all(),
            len(known),
            rows=known,
        ),
        part(
            "these are most of them",
            len(known) > len(lines) / 2,
            f"{len(known)} of {len(lines)}",
            rows=lines,
        ),
    ]


@claim("gmf-081")
def _american_signals() -> list[Part]:
    speech, visit = event("hegseth-2025-02-12", "washington-2025-02-27"), american("2026-01-06")
    return [
        part("Washington excluded its own soldiers", says(speech, "no US soldiers"), rows=speech),
        part("it made no commitment to Starmer", says(speech, "no US commitment"), rows=speech),
        part("it did not sign in January 2026", says(visit, "did not sign"), rows=visit),
    ]


@claim("gmf-086")
def _if_fighting_escalates() -> list[Part]:
    asked = load("troop_positions", iso3="NLD", as_of="2025-04-10")
    demanded = load("troop_positions", iso3="DEU", as_of="2026-01-06")
    return [
        part(
            "a minister asked what happens if fighting escalates",
            says(asked, "escalation"),
            rows=asked,
        ),
        part(
            "a government asks for American guarantees",
            says(demanded, "guarantees including from the United States"),
            rows=demanded,
        ),
    ]


@claim("gmf-087")
def _a_condition() -> list[Part]:
    lines = first_lines()
    asking = coded(lines, "us_backstop_required", "yes")
    return [
        part(
            "so many make it a condition",
            as_claimed("gmf-087", count(asking)),
            ", ".join(sorted(asking["iso3"])),
        ),
        part("that is several", count(asking) >= 3),
    ]


@claim("gmf-116")
def _american_support_frees() -> list[Part]:
    table = moves("presence_willingness")
    later = between(load("positions"), "2026-01-01", "2026-06-30", "as_of")
    up, down = moved(table, "up"), moved(table, "down")
    return [
        part("some moved towards troops after Washington’s endorsement", up > 0, up, rows=later),
        part("none moved away", down < 1, f"{down} did"),
    ]


@claim("gmf-119")
def _no_membership() -> list[Part]:
    rows = event(HEGSETH, LEAK)
    return [
        part(
            "Washington called membership unrealistic",
            says(event(HEGSETH), "membership.* unrealistic"),
            rows=rows,
        ),
        part("a draft would bar it", says(event(LEAK), "bar NATO membership"), rows=rows),
    ]
