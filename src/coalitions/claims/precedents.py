"""Claims on earlier coalitions, and on what coalitions are."""

from __future__ import annotations

from coalitions.claims.rows import THRESHOLDS, as_claimed, event, says, summit, until
from coalitions.claims.verdict import Part, claim, part
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.measures import count, highest, share, value
from coalitions.quantities import Quantity, quantity

INTERFET, INVASION, LATER = "interfet-1999", "iraq-invasion-2003", "mnf-i-2004"


def willing() -> Facts:
    """Return the operations that no alliance led, deployed or not, the earliest first."""
    operations = load("coalitions", kind=["coalition", "un_authorised_coalition"])
    return operations.sort_values("start_date", kind="stable")


def _median_days(*kinds: str) -> Quantity:
    rows = load("coalitions", kind=list(kinds), deployed=True)
    rows = rows[rows["days_mandate_to_deploy"].notna()]
    return quantity(rows["days_mandate_to_deploy"].median(), "days", rows=rows, format=".0f")


@claim("ex-31")
def _more_flexible() -> list[Part]:
    coalitions = _median_days("coalition", "un_authorised_coalition")
    alliance = _median_days("alliance")
    exits = load("contributions", coalition_id=LATER)
    exits = exits[exits["withdrawn_on"] < "2008-12-01"]
    return [
        part(
            "they deploy sooner after the mandate",
            coalitions < alliance,
            f"median {coalitions:.0f} days, for NATO {alliance:.0f}",
        ),
        part(
            "members leave when they choose",
            count(exits, "iso3") > 1,
            f"{count(exits, 'iso3')} states left Iraq before the mandate ended",
        ),
    ]


@claim("ex-32")
def _voluntary() -> list[Part]:
    named = summit("members_named_at_press_conference")
    listed = load("declared_members", listed_2003_03_27=True)
    never = listed[~listed["contributed_to_invasion"] & ~listed["sent_troops_later"]]
    return [
        part(
            "in London each country was left to speak for itself",
            says(named, "each country"),
            rows=named,
        ),
        part(
            "states on a list sent nobody, without breach",
            count(never) > 0,
            f"{count(never, 'iso3')} of {count(listed, 'iso3')} listed for Iraq",
        ),
    ]


@claim("ex-56")
def _earlier_ones() -> list[Part]:
    earlier = until(willing(), "2025-02-28", "start_date")
    return [
        part(
            "there were coalitions before 2025",
            count(earlier) > 0,
            f"{len(earlier)} of them",
            rows=earlier,
        )
    ]


@claim("ex-57")
def _among_the_earliest() -> list[Part]:
    operations = willing()
    place = list(operations["coalition_id"]).index(INTERFET) + 1
    return [
        part(
            "INTERFET is among the first three",
            place <= THRESHOLDS["earliest"],
            f"number {place} of {len(operations)}",
            rows=operations,
        )
    ]


@claim("ex-58")
def _australia_led() -> list[Part]:
    leads = load("coalition_leads", coalition_id=INTERFET)
    row = load("coalitions", coalition_id=INTERFET)
    own = share(value(row, "lead_personnel"), value(row, "peak_personnel"))
    return [
        part("Australia is the lead nation", list(leads["iso3"]) == ["AUS"], rows=leads),
        part("it gave the largest part", own > 1 / 3, f"{own} at the peak"),
    ]


@claim("ex-59")
def _in_1999() -> list[Part]:
    row = load("coalitions", coalition_id=INTERFET)
    return [
        part(
            "the force landed in 1999",
            row["start_date"].dt.year.eq(1999).all(),
            f"{row['start_date'].iloc[0]:%-d %B %Y}",
            rows=row,
        )
    ]


@claim("ex-60")
def _a_mandate() -> list[Part]:
    rows = load("mandates", coalition_id=INTERFET)
    number = rows["resolution"].iloc[0]
    return [
        part("the Security Council authorised it", rows["authorises"].any(), rows=rows),
        part(
            "the resolution is that of the claim",
            as_claimed("ex-60", float(number)),
            number,
            rows=rows,
        ),
    ]


@claim("ex-61")
def _backing_for_the_invasion() -> list[Part]:
    listed = load("declared_members", listed_2003_03_27=True)
    leads = load("coalition_leads", coalition_id=INVASION)
    return [
        part(
            "the list has as many states",
            as_claimed("ex-61", count(listed, "iso3")),
            count(listed, "iso3"),
        ),
        part("the United States led", list(leads["iso3"]) == ["USA"], rows=leads),
    ]


@claim("ex-62")
def _alike() -> list[Part]:
    both = load("coalitions", coalition_id=[INTERFET, INVASION])
    leads = load("coalition_leads", coalition_id=[INTERFET, INVASION])
    bases = dict(zip(both["coalition_id"], both["mandate_basis"].astype(str), strict=True))
    return [
        part("one nation led each", len(leads) == 2, ", ".join(leads["iso3"]), rows=leads),
        part(
            "both had the same ground in law",
            len(set(bases.values())) == 1,
            "Chapter VII; contested",
            rows=both,
        ),
    ]


@claim("ex-63")
def _without_approval() -> list[Part]:
    rows = until(load("mandates", coalition_id=[INVASION, LATER]), "2003-03-20")
    return [
        part(
            "no resolution before the invasion authorised it",
            not rows["authorises"].any(),
            f"{len(rows)} resolution before, none authorising",
            rows=rows,
        )
    ]


@claim("ex-65")
def _readiness_for_risk() -> list[Part]:
    spain = event("iraq-2004-03-14-spanish-election", "iraq-2004-04-18-spain-orders-withdrawal")
    hostage = event("iraq-2004-07-19-philippines-out")
    portugal = load("contributions", coalition_id=INTERFET, iso3="PRT")
    offered = highest(portugal[portugal["measure"].eq("pledged")], "personnel")
    sent = highest(portugal[portugal["measure"].eq("on_date")], "personnel")
    return [
        part("a state left after an election", len(spain) == 2, "Spain", rows=spain),
        part("a state left to save a hostage", says(hostage, "hostage"), rows=hostage),
        part("a state sent fewer than it had offered", sent < offered, f"{sent} of {offered}"),
    ]
