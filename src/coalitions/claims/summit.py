"""Claims on the London summit itself: when it was, who called it, who came."""

from __future__ import annotations

from coalitions.claims.rows import (
    LONDON,
    OVAL,
    as_claimed,
    day,
    days,
    event,
    in_the_room,
    says,
    summit,
)
from coalitions.claims.verdict import Part, claim, part
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.measures import count

_EUROPE = ("nordic", "baltic", "central_eastern", "south_eastern", "southern", "western", "eastern")


def european_states() -> Facts:
    """Return the European states in London; Türkiye is not counted among them."""
    states = in_the_room(LONDON, participant_kind="state")
    europe = load("countries", region=list(_EUROPE))["iso3"]
    return states[states["iso3"].isin(europe) & states["iso3"].ne("TUR")]


def _present(*names: str) -> list[Part]:
    rows = in_the_room(LONDON)
    parts = []
    for name in names:
        named = rows[rows["representative"].str.contains(name).fillna(False)]
        parts.append(part(f"{name} was there", len(named) > 0, rows=named))
    return parts


@claim("ex-05")
def _on_a_sunday() -> list[Part]:
    date = day(LONDON)
    return [part("the day was a Sunday", f"{date:%A}" == "Sunday", f"{date:%A}", rows=date)]


@claim("ex-08")
def _starmer_convened() -> list[Part]:
    meeting, chair = event(LONDON), summit("chair")
    british = meeting["organiser"].eq("United Kingdom").all()
    return [
        part("the United Kingdom organised the meeting", british, rows=meeting),
        part("Starmer took the chair", says(chair, "Starmer"), rows=chair),
    ]


@claim("ex-09")
def _an_urgent_meeting() -> list[Part]:
    visit, quarrel = event("washington-2025-02-27"), event(OVAL)
    invited = says(visit, "invitations to the London summit go out the next day")
    notice = days("washington-2025-02-27", LONDON)
    return [
        part(
            "invitations went out less than a week before",
            invited & bool(notice < 7),
            rows=[visit, notice],
        ),
        part("the quarrel made it more urgent", says(quarrel, "urgency"), rows=quarrel),
        part(
            "the quarrel came before the invitations",
            days("washington-2025-02-27", OVAL) < 1,
            "the quarrel fell on the day of the invitations",
            rows=[visit, quarrel],
        ),
    ]


@claim("ex-40")
def _twelve_nations() -> list[Part]:
    states = european_states()
    guests = states[~states["iso3"].isin(["GBR", "UKR"])]
    return [
        part(
            "the European guests without the host and Ukraine are twelve",
            as_claimed("ex-40", count(guests)),
            len(guests),
        ),
        part(
            "the European nations that met are twelve",
            as_claimed("ex-40", count(states)),
            f"{len(states)} with the host and Ukraine",
        ),
    ]


@claim("ex-41")
def _zelenskyy_among_twelve() -> list[Part]:
    states = european_states()
    guests = states[states["iso3"].ne("GBR")]
    return [
        part(
            "with Zelenskyy the European guests are twelve",
            as_claimed("ex-40", count(guests)),
            len(guests),
        ),
        part("with the host too they are twelve", as_claimed("ex-40", count(states)), len(states)),
    ]


@claim("ex-42")
def _five_leaders() -> list[Part]:
    return _present("Zelenskyy", "Macron", "Schoof", "Fiala", "Scholz")


@claim("ex-43")
def _two_organisations() -> list[Part]:
    rows = in_the_room(LONDON, participant_kind="body")
    return [
        part(f"{name} was represented", rows["group"].eq(code).any(), rows=rows)
        for name, code in (("the European Commission", "EC"), ("NATO", "NATO"))
    ]


@claim("ex-44")
def _fidan() -> list[Part]:
    return _present("Hakan Fidan")


@claim("ex-45")
def _trudeau() -> list[Part]:
    return _present("Justin Trudeau")


@claim("ex-47")
def _international() -> list[Part]:
    states = in_the_room(LONDON, participant_kind="state")
    overseas = states[~states["iso3"].isin(load("countries", region=list(_EUROPE))["iso3"])]
    america = summit("united_states_present")
    return [
        part("Türkiye and Canada were there", {"TUR", "CAN"} <= set(states["iso3"]), rows=states),
        part(
            "more than one state came from overseas",
            count(overseas) > 1,
            ", ".join(overseas["iso3"]),
        ),
        part("the United States was there", not says(america, "^no"), rows=america),
    ]
