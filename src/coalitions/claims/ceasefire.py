"""Claims on proposals of a truce, and on what Russia answered."""

from __future__ import annotations

from coalitions.claims.rows import (
    FORCE,
    HALT,
    JEDDAH,
    KYIV,
    PAUSE,
    PUTIN,
    WRITTEN,
    as_claimed,
    claimed,
    day,
    days,
    event,
    in_the_room,
    says,
    summit,
    until,
)
from coalitions.claims.verdict import Part, claim, part
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.measures import count, value
from coalitions.quantities import quantity


def proposals(last: str = WRITTEN) -> Facts:
    """Return the truces proposed up to a day, with the day of each."""
    truces = load("truces")
    days_of = load("events").set_index("event_id")["date"]
    return until(truces.assign(date=truces["event_id"].map(days_of)), last)


def full(last: str = WRITTEN) -> Facts:
    """Return the proposals of a full ceasefire."""
    rows = proposals(last)
    return rows[rows["scope"].eq("all_fronts")]


def truce(event_id: str) -> Facts:
    """Return the truce proposed at an event."""
    return load("truces", event_id=event_id)


def _none_accepted(last: str) -> Part:
    rows = full(last)
    return part(
        "Russia accepted no full ceasefire",
        ~rows["russian_answer"].eq("accepted").any(),
        f"{len(rows)} proposals",
        rows=rows,
    )


@claim("ex-35")
def _macron_suggested_a_truce() -> list[Part]:
    rows = summit("macron_truce_proposal_length")
    return [
        part("a truce by Macron is on record", len(rows) > 0, rows=rows),
        part("it was to last a month", rows["value_number"].eq(claimed("ex-35")).all(), rows=rows),
    ]


@claim("ex-36")
def _a_partial_truce() -> list[Part]:
    rows = summit("macron_truce_proposal_scope")
    return [
        part("the truce names air, sea and energy", says(rows, "air, sea and energy"), rows=rows),
        part("it leaves out the fighting on land", not says(rows, "land|ground"), rows=rows),
    ]


@claim("gmf-005")
def _no_ceasefire() -> list[Part]:
    return [_none_accepted(WRITTEN)]


@claim("gmf-006")
def _no_western_troops() -> list[Part]:
    rows = load("events", actor_iso3="RUS", coalition_id=FORCE)
    refusals = rows[rows["title"].str.contains("troops|targets|guarantees|target warning")]
    return [
        part(
            "Moscow had warned against troops by then",
            count(until(refusals)) > 0,
            f"{len(until(refusals))} by May 2025, {len(refusals)} in all",
        ),
        part(
            "no Russian statement accepts them",
            not says(rows, "accepts (Western|foreign) troops"),
            rows=rows,
        ),
    ]


@claim("gmf-015")
def _no_success() -> list[Part]:
    rows = proposals()
    return [_none_accepted(WRITTEN), part("there were attempts", count(rows) > 0, len(rows))]


@claim("gmf-016")
def _thirty_days() -> list[Part]:
    rows = truce(JEDDAH)
    return [
        part(
            "the proposal was for so many days",
            as_claimed("gmf-016", value(rows, "days")),
            value(rows, "days"),
        ),
        part("Ukraine accepted", rows["ukrainian_answer"].eq("accepted").all(), rows=rows),
    ]


@claim("gmf-017")
def _under_pressure() -> list[Part]:
    halt = event(HALT)
    return [
        part("aid was halted to put pressure on Kyiv", says(halt, "pressure on Kyiv"), rows=halt),
        part("Kyiv agreed afterwards", days(HALT, JEDDAH) > 0, f"{days(HALT, JEDDAH)} later"),
        part("the halt ended with it", says(halt, "lifted.*after the Jeddah talks"), rows=halt),
    ]


@claim("gmf-018")
def _the_kremlin_rejected() -> list[Part]:
    rows = truce(JEDDAH)
    answers = rows["russian_answer"].astype(str)
    return [
        part("Russia did not accept", ~answers.eq("accepted").any(), rows=rows),
        part(
            "Russia refused outright",
            ~answers.isin(["accepted", "in_part", "conditions"]).any(),
            "in principle yes, with conditions",
            rows=rows,
        ),
    ]


@claim("gmf-019")
def _seventy_two_hours() -> list[Part]:
    length = day(PAUSE, "end_date") - day(PAUSE) + 1
    hours = quantity(int(length) * 24, rows=length)
    return [part("the days announced make as many hours", as_claimed("gmf-019", hours), hours)]


@claim("gmf-020")
def _an_answer() -> list[Part]:
    row = event(PAUSE)
    earlier = load("truces", russian_answer="in_part")
    return [
        part(
            "the truce stood in place of the thirty days",
            says(row, "instead of the thirty"),
            rows=row,
        ),
        part(
            "it was the first offer in its place",
            earlier.empty,
            "a pause for energy sites came before",
            rows=earlier,
        ),
    ]


@claim("gmf-022")
def _not_prolonged() -> list[Part]:
    rows = event(PAUSE, PUTIN)
    return [
        part("the truce was not extended", says(event(PAUSE), "not extended"), rows=rows),
        part("another offer followed at once", days(PAUSE, PUTIN) <= 3, rows=rows),
    ]


@claim("gmf-025")
def _a_new_sequence() -> list[Part]:
    american = load("truces", proposed_by="USA", scope="all_fronts")
    first = day(str(american["event_id"].iloc[0]))
    return [
        part("Washington called for a ceasefire first", count(american) > 0),
        part("it did so only in May", first >= day(PAUSE), f"it had proposed one on {first}"),
    ]


@claim("gmf-026")
def _always_ceasefire_first() -> list[Part]:
    rows = full("2026-06-30")
    european = rows[rows["proposed_by"].eq("COALITION")]
    partial = summit("macron_truce_proposal_scope")
    yes = rows["ukrainian_answer"].isin(["accepted", "own_proposal"])
    return [
        part("Ukraine accepted each full ceasefire", yes.all(), len(rows), rows=rows),
        part("the coalition proposed full ceasefires", count(european) > 0, len(european)),
        part(
            "no European proposed less",
            partial.empty,
            "on 2 March Macron spoke of air, sea and energy",
            rows=partial,
        ),
    ]


@claim("gmf-027")
def _four_in_kyiv() -> list[Part]:
    rows = in_the_room(KYIV, mode="in_person")
    guests = rows[rows["iso3"].isin(["FRA", "GBR", "DEU", "POL"])]
    return [
        part(
            "the leaders of the four states were there",
            as_claimed("gmf-027", count(guests)),
            ", ".join(guests["representative"]),
        ),
        part("it was two days after 8 May", days(PAUSE, KYIV) == 2),
    ]


@claim("gmf-028")
def _proposed_in_kyiv() -> list[Part]:
    rows = truce(KYIV)
    return [
        part(
            "they proposed as many days",
            as_claimed("gmf-028", value(rows, "days")),
            value(rows, "days"),
        )
    ]


@claim("gmf-029")
def _trump_supported() -> list[Part]:
    rows = event(KYIV)
    backing = says(rows, "Trump (backs|supports|agrees)")
    return [
        part("the leaders spoke with Trump", says(rows, "call Trump"), rows=rows),
        part(
            "he supported the proposal",
            backing or None,
            "no row of the tables records his answer",
            rows=rows,
        ),
    ]


@claim("gmf-030")
def _pressure_threatened() -> list[Part]:
    rows = event(KYIV)
    return [
        part(
            "new sanctions were threatened if Russia refused",
            says(rows, "sanctions if refused"),
            rows=rows,
        )
    ]


@claim("gmf-031")
def _unity_did_not_last() -> list[Part]:
    rows = event(PUTIN)
    gap = days(KYIV, PUTIN)
    return [
        part("it broke after as many days", as_claimed("gmf-031", gap), gap),
        part(
            "the deadline passed without American sanctions",
            says(rows, "without joint US sanctions"),
            rows=rows,
        ),
    ]


@claim("gmf-032")
def _talks_instead() -> list[Part]:
    rows = event(PUTIN)
    answer = truce(KYIV)
    return [
        part(
            "Putin made another offer",
            answer["russian_answer"].eq("other_offer").all(),
            rows=answer,
        ),
        part(
            "it was talks instead of a ceasefire",
            says(rows, "instead of a ceasefire.*negotiations"),
            rows=rows,
        ),
    ]


@claim("gmf-089")
def _no_ceasefire_soon() -> list[Part]:
    return [_none_accepted("2026-05-31")]


@claim("gmf-118")
def _no_part_in_the_war() -> list[Part]:
    force = load("coalitions", coalition_id="mnf-ukraine-2025")
    offers = load("pledges", form="forces")
    sent = offers[offers["status"].eq("delivered")]
    return [
        part(
            "no offer of forces was carried out while the war went on",
            sent.empty,
            f"{len(offers)} offers, none delivered",
            rows=offers,
        ),
        part("the force did not deploy", ~force["deployed"].any(), rows=force),
    ]
