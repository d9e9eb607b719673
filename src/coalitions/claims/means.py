"""Claims on what Europe has, lacks and gives."""

from __future__ import annotations

from coalitions.claims.force import estimate
from coalitions.claims.rows import THRESHOLDS, as_claimed, event, first_lines, says, until
from coalitions.claims.verdict import Part, claim, part
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.measures import count, highest, lowest, share, value
from coalitions.quantities import Quantity, quantity
from coalitions.summit_aftermath import military_aid


def _assigned(least: float, words: str) -> Part:
    """Compare NATO's force model with the strength of European forces; its last tier is open."""
    tiers = load("readiness", topic="force_model", source_id="csis-2023-wartime")
    forces = load("military_personnel", group=["european_nato", "nato_europe_and_canada"])
    forces = forces[forces["year"] >= 2024]
    floor = quantity(tiers["value_low"].sum(), "persons", rows=tiers)
    known = share(floor, highest(forces, "active_total"))
    top = share(floor, lowest(forces, "active_total"))
    bounded = bool(tiers["bound"].ne("at_least").all())
    holds = True if known >= least else (None if not bounded else False)
    return part(
        f"{words} of European forces are assigned to NATO’s plans",
        holds,
        f"{known} to {top} at least; national assignments are not public",
        rows=[known, top],
    )


def held(*holding_ids: str) -> Quantity:
    """Add up holdings, named by their keys."""
    rows = load("equipment", holding_id=list(holding_ids))
    return quantity(rows["quantity"].sum(), "pieces", rows=rows)


def _less(what: str, europe: Quantity, america: Quantity) -> Part:
    return part(
        f"Europe has less than a third of the American {what}",
        share(europe, america) < THRESHOLDS["lacks"],
        f"{europe.value:,} against {america.value:,}",
    )


def _given(claim_id: str, rows: Facts, what: str) -> list[Part]:
    total = quantity(rows["quantity"].sum(), rows=rows)
    return [part(f"they gave as many {what}", as_claimed(claim_id, total), total)]


@claim("ex-10")
def _military_support_kept_up() -> list[Part]:
    before = military_aid("europe", "2024-03", "2024-05")
    after = military_aid("europe", "2025-03", "2025-05")
    return [
        part(
            "European military aid in March to May was no lower than a year before",
            after >= before,
            f"{after} against {before}",
        )
    ]


@claim("gmf-060")
def _independent_axes() -> list[Part]:
    rows = load("pledges", axis=["regeneration", "industry"])
    waiting = rows[rows["status"].eq("conditional")]
    forces = load("pledges", form="forces")
    bound = forces[forces["status"].isin(["conditional", "possible"])]
    return [
        part(
            "pledges of arms and money do not wait",
            share(count(waiting), count(rows)) < 0.1,
            f"{len(waiting)} of {len(rows)} conditional",
        ),
        part(
            "pledges of forces do",
            share(count(bound), count(forces)) > 0.9,
            f"{len(bound)} of {len(forces)}",
        ),
    ]


@claim("gmf-061")
def _under_way() -> list[Part]:
    trained = until(load("training", kind="count"), column="as_of")
    works = until(load("pledges", axis="industry"))
    return [
        part(
            "thousands had been trained",
            highest(trained, "trained") >= 10_000,
            f"{highest(trained, 'trained')} by one programme",
        ),
        part("money for arms makers had been pledged", count(works) > 0, f"{len(works)} pledges"),
    ]


@claim("gmf-062")
def _hardly_disputed() -> list[Part]:
    lines = first_lines()
    parts = []
    for column, name in (("axis1_regeneration", "first"), ("axis2_industry", "second")):
        against = lines[lines[column].eq("none")]
        parts.append(
            part(
                f"fewer than a tenth stay out of the {name} axis",
                len(against) < len(lines) / 10,
                ", ".join(sorted(against["iso3"])),
                rows=lines,
            )
        )
    return parts


@claim("gmf-082")
def _air_defence() -> list[Part]:
    europe = held(
        "deu-patriot-battery-2025-07-13",
        "esp-patriot-battery-2024",
        "grc-patriot-battery-2026-03",
        "nld-patriot-battery-2024",
        "pol-patriot-battery-2024-04",
        "rou-patriot-battery-2023",
        "swe-patriot-battery-2022-12",
    )
    eastern = load("readiness", topic="air_defence", unit="%", state="current")
    return [
        _less("Patriot batteries", europe, held("usa-patriot-battery-2025")),
        part(
            "it covers a small part of its eastern need",
            value(eastern, "value_high") <= 10,
            f"under {value(eastern, 'value_high').value:g}%",
        ),
    ]


@claim("gmf-083")
def _reconnaissance() -> list[Part]:
    return [
        _less(
            "military satellites",
            held("european-nato-satellite-isr-2025"),
            held("usa-satellite-isr-2025"),
        ),
        _less(
            "crewed aircraft",
            held("europe-isr-aircraft-drone-2023"),
            held("usa-isr-aircraft-drone-2023"),
        ),
        _less(
            "drones",
            held("europe-isr-aircraft-drone-2023-2"),
            held("usa-isr-aircraft-drone-2023-2"),
        ),
    ]


@claim("gmf-084")
def _deep_strike() -> list[Part]:
    american = value(load("us_in_europe", item="share-of-nato-long-range-missiles"), "quantity")
    return [
        part(
            "Europe has less than a third of the American missiles of long range",
            american > 75,
            f"{american.value:g}% of NATO’s are American",
        )
    ]


@claim("gmf-085")
def _airlift() -> list[Part]:
    return [
        _less(
            "strategic transport aircraft",
            held("europe-strategic-airlift-2023"),
            held("usa-strategic-airlift-undated", "usa-strategic-airlift-undated-2"),
        )
    ]


@claim("gmf-094")
def _almost_all_assigned() -> list[Part]:
    return [_assigned(0.9, "almost all")]


@claim("gmf-095")
def _would_weaken_plans() -> list[Part]:
    cost = estimate("rusi-savill")
    share_known = _assigned(0.9, "almost all")
    return [
        part(
            "experts see a cost to NATO’s tasks",
            says(cost, "cost to other NATO commitments"),
            rows=cost,
        ),
        part(
            "the soldiers would have to come from those assigned to NATO",
            share_known.holds,
            "assignments are not public",
            rows=share_known.provenance,
        ),
    ]


@claim("gmf-100")
def _gaps_accepted() -> list[Part]:
    donors = load("aid", as_of="2024-12", measure="allocation", iso3=["EST", "LTU", "LVA"])
    patriots = load(
        "equipment", holding_id=["deu-patriot-battery-2022", "deu-patriot-battery-2025-07-13"]
    )
    before, after = patriots["quantity"]
    return [
        part(
            "states gave more than one per cent of their economy",
            (donors["share_of_gdp_pct"] > 1).all(),
            ", ".join(donors["iso3"]),
            rows=donors,
        ),
        part(
            "a state gave away air defence of its own",
            after < before,
            f"Germany’s Patriot batteries: {before}, then {after}",
            rows=patriots,
        ),
    ]


@claim("gmf-101")
def _polish_tanks() -> list[Part]:
    return _given("gmf-101", load("weapons_donated", iso3="POL", category="tanks"), "tanks")


@claim("gmf-102")
def _baltic_howitzers() -> list[Part]:
    rows = load("weapons_donated", iso3=["EST", "LVA", "LTU"], category="howitzers")
    return _given("gmf-102", rows, "howitzers")


@claim("gmf-104")
def _majority_assigned() -> list[Part]:
    return [_assigned(0.5, "the majority")]


@claim("gmf-110")
def _three_tasks_at_once() -> list[Part]:
    polls = load("polls", coalition_id="mnf-ukraine-2025")
    asked = polls[polls["question"].str.contains("deter.*defend|three tasks|at the same time")]
    return [
        part(
            "a survey or statements show this belief",
            None if asked.empty else True,
            f"none of {len(polls)} polls asks for it",
            rows=polls,
        )
    ]


@claim("gmf-124")
def _progress_on_two_axes() -> list[Part]:
    before = military_aid("europe", "2024-01", "2024-12")
    after = military_aid("europe", "2025-01", "2025-12")
    works = load("pledges", axis="industry", date="2025")
    meeting = event("london-2025-10-24")
    return [
        part("European military aid rose in 2025", after > before, f"{before}, then {after}"),
        part(
            "contracts with arms makers were announced",
            count(works) > 0,
            f"{len(works)} in 2025",
            rows=meeting,
        ),
    ]
