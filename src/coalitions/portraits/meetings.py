"""Who was at the table: the coalition's meetings, and how one participant took part.

Absence from a list is not absence from a meeting, except where the list is complete; so a meeting
is *not named*, never *missed*.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.portraits.home import UKRAINE
from coalitions.portraits.subject import Subject

#: How a participant took part, the closest first.
WAYS: Final = {"in_person": "in person", "virtual": "by video", "unknown": "way not stated"}
NOT_NAMED: Final = "not named"


def meetings() -> Facts:
    """Return the coalition's own meetings that were held and whose participants are known."""
    held = load(
        "events", coalition_id=UKRAINE, series="coalition", category="meeting", status="held"
    )
    known = set(load("participants")["event_id"])
    return held[held["event_id"].isin(known)].sort_values(["date", "event_id"], kind="stable")


def attended(subject: Subject) -> Facts:
    """Return its lines at the coalition's meetings; lines of low confidence are left out."""
    rows = load("participants", participant=list(subject.seats))
    rows = rows[rows["event_id"].isin(list(meetings()["event_id"]))]
    return rows[rows["confidence"].ne("low")]


def attendance(subject: Subject) -> Facts:
    """Return every meeting with the way in which it took part.

    Returns
    -------
    Facts
        Rows of `events` with ``way`` (a value of `WAYS`, or `NOT_NAMED`) and ``when``.
    """
    own = attended(subject)
    closest = own.assign(
        rank=pd.Categorical(own["mode"].astype(str), list(WAYS), ordered=True)
    ).sort_values("rank", kind="stable")
    closest = closest[~closest["event_id"].duplicated()]
    ways = closest.set_index("event_id")["mode"].astype("string").map(WAYS).astype("string")
    held = meetings()
    return held.assign(
        way=held["event_id"].map(ways).astype("string").fillna(NOT_NAMED),
        when=[f"{day:%-d %b %Y}" for day in held["date"]],
    )


def most_named() -> Facts:
    """Return for each state how many of these meetings name it, the most first."""
    rows = load("participants", participant_kind="state")
    rows = rows[rows["event_id"].isin(list(meetings()["event_id"])) & rows["confidence"].ne("low")]
    counted = rows.groupby("participant")["event_id"].nunique().rename("meetings").reset_index()
    assert isinstance(counted, Facts)
    return counted.sort_values(["meetings", "participant"], ascending=[False, True])
