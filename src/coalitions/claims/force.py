"""Claims on the force: its tasks, places and size."""

from __future__ import annotations

from coalitions.claims.rows import (
    DOCUMENTS,
    FORCE,
    MINISTERS,
    WRITTEN,
    american,
    as_claimed,
    coded,
    event,
    in_the_room,
    points,
    says,
    until,
)
from coalitions.claims.verdict import Part, claim, part
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.measures import count, highest, lowest, value
from coalitions.quantities import Quantity, quantity

_MISSIONS = ["ukraine_peacekeeping", "ukraine_reassurance", "ukraine_deterrence"]


def sizes(*missions: str, last: str = "2025-05-31") -> Facts:
    """Return the published sizes of a whole force for Ukraine up to a day, each statement once."""
    rows = load(
        "force_requirements",
        mission=list(missions) or _MISSIONS,
        scope="whole_force",
        unit="persons",
    )
    return until(rows[rows["same_statement"].isna()], last)


def plans() -> Facts:
    """Return the sizes that reports give of plans, without the documents under test."""
    rows = until(load("force_plans", scope="whole_force"))
    return rows[~rows["source_id"].isin(DOCUMENTS)]


def estimate(estimate_id: str) -> Facts:
    """Return one published size."""
    return load("force_requirements", estimate_id=estimate_id)


def median(rows: Facts, column: str) -> Quantity:
    """Return the median of a column, over the rows that have it."""
    known = rows[rows[column].notna()]
    return quantity(known[column].median(), "persons", rows=known)


def outline() -> Facts:
    """Return the Franco-British outline of February 2025, as three reports have it."""
    return load("force_requirements", estimate_id=["starmer-macron-30k", "starmer-macron-30k-b"])


@claim("gmf-003")
def _uphold_a_ceasefire() -> list[Part]:
    fourth = points()
    later = load("institutions", date="2026-01-06")
    return [
        part("it is to guarantee a deal", says(fourth, "guarantee the peace"), rows=fourth),
        part(
            "it is to watch over the ceasefire itself",
            not later["institution"].str.contains("US-led ceasefire monitoring").any(),
            "monitoring went to a mechanism led by the United States",
            rows=later,
        ),
    ]


@claim("gmf-004")
def _to_deter() -> list[Part]:
    rows = load("position_evidence", participant=["FRA", "GBR"], field="tasks")
    return [
        part(
            "a co-chair names deterrence as the aim", says(rows, "deterrence of renewed"), rows=rows
        )
    ]


@claim("gmf-054")
def _task_unclear() -> list[Part]:
    asked = load("troop_positions", as_of="2025-04-10", position="undecided")
    meeting = event(MINISTERS)
    return [
        part(
            "ministers still asked what the mission was",
            says(asked, "what is the mandate|mission type"),
            rows=asked,
        ),
        part(
            "no tasks had been named",
            not says(meeting, "tasks set out"),
            "four had been",
            rows=meeting,
        ),
    ]


@claim("gmf-055")
def _because_of_russia() -> list[Part]:
    warned = event("peskov-2025-03-17")
    said = until(load("troop_positions"), WRITTEN, "as_of")
    asked = coded(said, "position", "undecided")
    return [
        part("Russia refused Western troops", count(warned) > 0),
        part(
            "governments that hesitate name that refusal",
            says(asked, "Russian consent|Moscow|Russia (refuses|agrees)"),
            "they name mandate, escalation and the American part",
            rows=asked,
        ),
    ]


@claim("gmf-057")
def _aims_of_the_ministers() -> list[Part]:
    chairs = in_the_room(MINISTERS, iso3=["FRA", "GBR"])
    meeting = event(MINISTERS)
    aims = says(meeting, "reassurance.*protection|reassure.*protect")
    return [
        part(
            "Lecornu and Healey led the meeting",
            {"John Healey", "Sébastien Lecornu"} <= set(chairs["representative"]),
            rows=chairs,
        ),
        part(
            "they named these aims",
            aims or None,
            "no row holds the text of their statement",
            rows=meeting,
        ),
    ]


@claim("gmf-059")
def _three_axes() -> list[Part]:
    groups = load("institutions", date="2025-03-26")
    texts = event(MINISTERS, "paris-2026-01-06")
    return [
        part(
            "texts of the coalition name presence and Ukraine’s own forces",
            says(groups, "land.*regeneration"),
            rows=groups,
        ),
        part(
            "they agree on three",
            says(texts, "three (tasks|axes|pillars|components)"),
            "four tasks in April 2025, five components in January 2026",
            rows=texts,
        ),
    ]


@claim("gmf-063")
def _in_the_west() -> list[Part]:
    rows = outline()
    hubs = load("institutions", date="2026-01-06")
    return [
        part(
            "troops would stand away from the front",
            says(rows, "away from active fighting"),
            rows=rows,
        ),
        part(
            "texts name the west of Ukraine",
            says(rows, "west") or says(hubs, "western Ukraine"),
            "strategic sites; later, hubs across Ukraine",
            rows=[rows, hubs],
        ),
    ]


@claim("gmf-064")
def _behind_a_line() -> list[Part]:
    rows = outline()
    monitors = load("institutions", date="2026-01-06")
    american = monitors[monitors["institution"].str.contains("US-led ceasefire monitoring")]
    return [
        part(
            "the front would be watched from afar", says(rows, "front watched remotely"), rows=rows
        ),
        part(
            "Ukrainians alone would watch the line",
            american.empty,
            "in 2026 a mechanism led by the United States",
            rows=american,
        ),
    ]


@claim("gmf-065")
def _key_sites() -> list[Part]:
    rows = outline()
    return [
        part(
            "the outline names sites to be guarded",
            says(rows, "guarding strategic sites"),
            "nuclear plants",
            rows=rows,
        )
    ]


@claim("gmf-068")
def _not_settled() -> list[Part]:
    rows = sizes()
    low, high = lowest(rows, "low"), highest(rows, "high")
    return [
        part(
            "published sizes differ by more than a factor of two",
            high / low > 2,
            f"{low} to {high}",
        )
    ]


@claim("gmf-069")
def _smallest() -> list[Part]:
    rows = sizes("ukraine_reassurance", "ukraine_deterrence")
    low = lowest(rows, "low")
    reported = lowest(plans(), "low")
    return [
        part("the smallest size studied is that of the claim", as_claimed("gmf-069", low), low),
        part("the smallest size reported is", as_claimed("gmf-069", reported), reported),
    ]


@claim("gmf-070")
def _largest() -> list[Part]:
    rows = sizes()
    top = rows[rows["high"].eq(int(load("claims", claim_id="gmf-070")["value_number"].iloc[0]))]
    asked = highest(rows, "low")
    return [
        part("a published range ends there", count(top) > 0, ", ".join(top["author"])),
        part("nobody asked for more", asked <= highest(top, "high"), f"{asked} was asked for"),
    ]


@claim("gmf-071")
def _lower_end() -> list[Part]:
    planned, needed = (
        sizes(mission, last="2026-02-28")
        for mission in ("ukraine_reassurance", "ukraine_deterrence")
    )
    return [
        part(
            "sizes of plans lie below those that experts ask for",
            median(planned, "low") < median(needed, "low"),
            f"median of the low ends {median(planned, 'low')} against {median(needed, 'low')}",
        )
    ]


@claim("gmf-072")
def _means_not_needs() -> list[Part]:
    feasible = estimate("europe-25k")
    needed = sizes("ukraine_deterrence")
    return [
        part(
            "ministers named a size as the most they could manage",
            says(feasible, "most Europe could manage"),
            rows=feasible,
        ),
        part(
            "it lies below most sizes that would deter",
            value(feasible, "high") < median(needed, "low"),
            f"{value(feasible, 'high')} against {median(needed, 'low')}",
        ),
    ]


@claim("gmf-075")
def _from_nato_territory() -> list[Part]:
    bases = load("pledges", form="bases_logistics")
    german = load("pledges", pledge_id="deu-2026-01-06")
    return [
        part(
            "allies next to Ukraine offer bases",
            {"POL", "ROU"} <= set(bases["iso3"].dropna()),
            rows=bases,
        ),
        part(
            "forces are offered on allied soil",
            says(german, "neighbouring NATO territory"),
            rows=german,
        ),
    ]


@claim("gmf-125")
def _means_for_deterrence() -> list[Part]:
    feasible, large = estimate("europe-25k"), estimate("iiss-large")
    ratio = value(load("force_requirements", estimate_id="radakin-64k"), "rotation_factor")
    return [
        part(
            "the most that ministers thought possible lies below a force that deters",
            value(feasible, "high") < value(large, "low"),
            f"{value(feasible, 'high')} against {value(large, 'low')}",
        ),
        part("rotation widens the gap", ratio > 1, f"by a factor of {ratio.value:g}"),
    ]


@claim("gmf-126")
def _hardly_deploys() -> list[Part]:
    force, unsigned = load("coalitions", coalition_id=FORCE), american("2026-01-06")
    return [
        part("no force has deployed", ~force["deployed"].any(), rows=force),
        part("nor has Washington committed itself", says(unsigned, "did not sign"), rows=unsigned),
    ]
