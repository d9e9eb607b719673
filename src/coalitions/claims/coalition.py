"""Claims on who founded and leads the coalition, and on how it meets."""

from __future__ import annotations

from typing import cast

from coalitions.claims.rows import (
    DOCUMENTS,
    FORCE,
    MINISTERS,
    MUNICH,
    PARIS,
    WRITTEN,
    as_claimed,
    claimed,
    coded,
    day,
    event,
    in_the_room,
    meetings,
    on_claimed_day,
    points,
    published,
    says,
    summit,
    until,
)
from coalitions.claims.verdict import Part, claim, part
from coalitions.data.load import load
from coalitions.data.places import members_on
from coalitions.facts import Facts
from coalitions.measures import compare, count, share

_PAIR = "France|United Kingdom"
PLANNERS = "northwood-2025-03-25"


def delegations() -> Facts:
    """Count who was at each meeting up to May 2025; the heads of EU bodies are one delegation."""
    rows = load("participants", event_id=list(until(meetings())["event_id"]))
    rows = rows.assign(participant=rows["participant"].replace({"EC": "EU", "EUCO": "EU"}))
    numbers = rows.groupby("event_id", as_index=False).agg(number=("participant", "nunique"))
    return cast(Facts, numbers)


@claim("ex-39")
def _core_members() -> list[Part]:
    route = summit("plan_route")
    core = load("members", member_status="core")
    return [
        part("Starmer named Britain and France", says(route, "United Kingdom, France"), rows=route),
        part("both are core members", {"GBR", "FRA"} <= set(core["iso3"]), rows=core),
    ]


@claim("gmf-001")
def _proposed_by_two() -> list[Part]:
    route = summit("plan_route")
    first = meetings().sort_values("date", kind="stable").head(3)
    return [
        part("both were to draft the plan", says(route, "United Kingdom, France"), rows=route),
        part(
            "they organised the first meetings",
            first["organiser"].str.contains(_PAIR).all(),
            len(first),
            rows=first,
        ),
    ]


@claim("gmf-002")
def _proposed_in_february() -> list[Part]:
    outline = until(load("force_requirements", mission="ukraine_reassurance"), "2025-02-28")
    founded = summit("foundation_date_of_coalition")
    sure = founded[founded["confidence"] >= "medium"]
    return [
        part(
            "a Franco-British force was reported in February",
            says(outline, "Anglo-French"),
            rows=outline,
        ),
        part(
            "the coalition dates from February",
            (sure["value_date"] < "2025-03-01").any(),
            "others date it to London, 2 March",
            rows=founded,
        ),
    ]


@claim("gmf-007")
def _planning_had_begun() -> list[Part]:
    number = published(PLANNERS, "planners")
    return [
        part("planners had met", day("northwood-2025-03-20") <= day(MINISTERS)),
        part("they were as many", as_claimed("gmf-007", number), f"over {number}"),
    ]


@claim("gmf-035")
def _planning_went_on() -> list[Part]:
    rows = meetings()
    later = rows[rows["date"] > WRITTEN]
    military = coded(later, "level", "chiefs_of_defence", "military_planners")
    quarters = load("institutions", status="working")
    quarters = quarters[quarters["institution"].str.contains("headquarters with")]
    return [
        part("chiefs of defence met again after May 2025", count(military) > 0, len(military)),
        part("a headquarters came to work", count(quarters) > 0, rows=quarters),
    ]


@claim("gmf-041")
def _after_munich() -> list[Part]:
    gap = day(PARIS) - day(MUNICH, "end_date")
    plans = until(load("force_plans"), "2025-02-21")
    european = plans[plans["date"] >= "2025-02-16"]
    return [
        part("Europeans met within days of Munich", gap <= 3, gap),
        part("a European force plan was out within a week", count(european) > 0, len(european)),
    ]


@claim("gmf-042")
def _macron_hosted() -> list[Part]:
    rows = event(PARIS)
    number = published(PARIS, "states")
    gap = day(PARIS) - day(MUNICH, "end_date")
    return [
        part("France was the host", rows["organiser"].eq("France").all(), rows=rows),
        part("as many national leaders came", as_claimed("gmf-042", number), number),
        part("it followed Munich at once", gap == 1, gap),
    ]


@claim("gmf-043")
def _regular_meetings() -> list[Part]:
    rows = until(meetings())
    months = rows["date"].dt.month
    by_month = compare(rows.assign(month=months), "month", number=count)
    return [
        part(
            "there was a meeting in each month from March to May",
            {3, 4, 5} <= set(by_month["month"]),
            f"{len(rows)} meetings",
            rows=rows,
        ),
        part(
            "France or Britain organised most",
            rows["organiser"].str.contains("France|United Kingdom").mean() > 0.5,
            rows=rows,
        ),
    ]


@claim("gmf-044")
def _places() -> list[Part]:
    rows = until(meetings())
    places = sorted(set(rows["place"].dropna()))
    return [
        part(
            "it met in Paris, in London and online",
            {"Paris", "London"} <= set(places) and rows["format"].eq("virtual").any(),
            rows=rows,
        ),
        part(
            "it met nowhere else", set(places) <= {"Paris", "London"}, ", ".join(places), rows=rows
        ),
    ]


@claim("gmf-045")
def _a_role_in_the_talks() -> list[Part]:
    later, listed = in_the_room("paris-2025-04-17"), points()
    return [
        part("Europeans sat at a later table", {"FRA", "GBR"} <= set(later["iso3"]), rows=later),
        part(
            "the points of London ask for it",
            says(listed, "Europe.*table"),
            "they ask for a seat for Ukraine",
            rows=listed,
        ),
    ]


@claim("gmf-046")
def _more_than_33() -> list[Part]:
    rows = delegations()
    above = rows[rows["number"] > claimed("gmf-046")]
    limit = claimed("gmf-046")
    counts = load("participant_counts", counted=["states", "states_and_bodies"])
    counts = counts[
        counts["event_id"].isin(rows["event_id"]) & ~counts["source_id"].isin(DOCUMENTS)
    ]
    return [
        part(
            "lists of names have more than one such meeting",
            len(above) > 1,
            ", ".join(f"{name}: {n}" for name, n in above.set_index("event_id")["number"].items()),
            rows=rows,
        ),
        part(
            "so has a published count",
            (counts["count"] > limit).any(),
            counts["count"].max(),
            rows=counts,
        ),
    ]


@claim("gmf-047")
def _three_delegations() -> list[Part]:
    rows = load(
        "participants", event_id=["london-2025-03-02", "virtual-2025-03-15", "paris-2025-03-27"]
    )
    return [
        part(f"{name} came to a meeting", rows["participant"].isin(codes).any(), rows=rows)
        for name, codes in (
            ("Ukraine", ["UKR"]),
            ("NATO", ["NATO"]),
            ("the EU", ["EU", "EC", "EUCO"]),
        )
    ]


@claim("gmf-048")
def _who_leads() -> list[Part]:
    rows = meetings()
    theirs = rows[rows["organiser"].str.contains(_PAIR)]
    leads = load("coalition_leads", coalition_id=FORCE)
    return [
        part(
            "one of them organised most meetings",
            share(count(theirs), count(rows)) > 0.5,
            f"{len(theirs)} of {len(rows)}",
        ),
        part("both are its lead nations", set(leads["iso3"]) == {"FRA", "GBR"}, rows=leads),
    ]


@claim("gmf-049")
def _military_leaders() -> list[Part]:
    rows = until(meetings())
    military = coded(rows, "level", "chiefs_of_defence", "military_planners")
    political = coded(rows, "level", "leaders")
    return [
        part("chiefs or planners met", count(military) > 0, len(military)),
        part("so did leaders", count(political) > 0, len(political)),
    ]


@claim("gmf-050")
def _chiefs_in_kyiv() -> list[Part]:
    meeting = "kyiv-chiefs-2025-04-04"
    rows = in_the_room(meeting)
    return [
        part("it was on the day of the claim", on_claimed_day("gmf-050", meeting), day(meeting)),
        part("both chiefs were there", {"FRA", "GBR"} <= set(rows["iso3"]), rows=rows),
    ]


@claim("gmf-073")
def _outside_nato_and_eu() -> list[Part]:
    states = load("members", member_status=["core", "member"])
    nato, union = (members_on(body, "2025-09-01") for body in ("NATO", "EU"))
    inside = set(nato["iso3"]) & set(union["iso3"])
    neither = states[~states["iso3"].isin([*nato["iso3"], *union["iso3"]])]
    one = states[~states["iso3"].isin(inside)]
    return [
        part(
            "some members belong to neither",
            count(neither) > 0,
            f"{len(neither)} to neither, {len(one) - len(neither)} to one only",
            rows=[nato, union],
        ),
        part(
            "neither body organised its meetings",
            not meetings()["organiser"].str.contains("NATO|European Union").any(),
            rows=meetings(),
        ),
    ]


@claim("gmf-123")
def _political_purposes() -> list[Part]:
    force = load("coalitions", coalition_id=FORCE)
    planning = until(load("institutions", status="working"))
    return [
        part("no force had deployed", ~force["deployed"].any(), rows=force),
        part(
            "nothing military was at work",
            not says(planning, "military planners|more than 200 planners"),
            "planners had met since March",
            rows=planning,
        ),
    ]
