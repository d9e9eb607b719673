"""The meetings of the coalition for Ukraine: when, in which form, and how far their lists reach.

Membership of the coalition was never published, so who was named at its meetings is the evidence.
Lists differ: some name everybody, some only those whom a reporter saw on a screen. `meetings` says
of each how far its list reaches, so that an absence is not read where the source is only silent.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from coalitions.data.load import load
from coalitions.data.package import labels_of, read
from coalitions.data.places import names
from coalitions.facts import Facts

UKRAINE: Final = "mnf-ukraine-2025"
"""Key of the coalition for Ukraine in the table of operations."""

FULL: Final = 0.9
"""A list is full from this share of the published count of states on. A choice of the book."""

FULL_LIST, PART_LIST, NO_LIST = "full list", "part of a list", "nobody named"
"""How far the list of a meeting reaches."""

KINDS: Final = ("Coalition meeting", "Other event", "Announced only")
"""Kinds of what stands on record: a meeting of the coalition that was held, another event held, and
what was announced without a report that it took place."""

NOWHERE: Final = "On screen, or no place given"


def record() -> Facts:
    """List every event on the coalition for Ukraine, with labels in place of codes.

    Returns
    -------
    Facts
        Rows of `events` with ``how`` (format), ``who`` (level), ``where`` (country), ``kind`` (one
        of `KINDS`) and ``when`` in words.
    """
    known = load("events", coalition_id=UKRAINE).sort_values("date", kind="stable")
    how, who = (labels_of("events", field) for field in ("format", "level"))
    own = known["series"].eq("coalition") & known["category"].eq("meeting")
    kind = own.map({True: KINDS[0], False: KINDS[1]}).where(known["status"].eq("held"), KINDS[2])
    return known.assign(
        how=known["format"].astype("string").map(how).fillna("Not said"),
        who=known["level"].astype("string").map(who).fillna("Not said"),
        where=names(known["country_iso3"]).fillna(NOWHERE),
        kind=kind.astype("string"),
        when=[_day(row) for _, row in known.iterrows()],
    )


def _day(row: pd.Series) -> str:
    moment = row["date"]
    if row["date_precision"] == "month":
        return f"{moment:%B %Y}"
    return f"{moment.day} {moment:%B %Y}"


def named_states(event_id: str | list[str] | None = None) -> Facts:
    """List which states are named at which event, each once an event.

    Rows of low confidence are left out: they are names that one outlet adds to a published list.

    Returns
    -------
    Facts
        Rows of `participants`, with ``name``.
    """
    rows = load("participants", participant_kind="state")
    if event_id is not None:
        rows = rows[rows["event_id"].isin([event_id] if isinstance(event_id, str) else event_id)]
    rows = rows[rows["confidence"].ne("low")].drop_duplicates(["event_id", "participant"])
    return rows.assign(name=names(rows["iso3"]))


def meetings() -> Facts:
    """List the meetings that the coalition held, with how far the list of each reaches.

    Returns
    -------
    Facts
        Rows of `record`, and: ``named`` (states that sources name, without observers),
        ``reported`` (the largest published count of states of the best confidence there is, else
        the number that the main source gives; empty if there is neither), ``reach`` (full list,
        part of a list, nobody named) and ``label`` (a short date).
    """
    known = record()
    known = known[known["kind"].eq(KINDS[0])]
    rows = named_states(list(known["event_id"]))
    rows = rows[~rows["participant"].isin(observers())]
    named = known["event_id"].map(rows.groupby("event_id")["participant"].nunique())
    named = named.fillna(0).astype(int)
    reported = known["event_id"].map(_published()).fillna(known["participants_reported"])
    full = named.div(reported.astype("Float64")).ge(FULL).fillna(False)
    reach = full.map({True: FULL_LIST, False: PART_LIST}).where(named.gt(0), NO_LIST)
    label = [f"{day.day} {day:%b %Y}" for day in known["date"]]
    return known.assign(named=named, reported=reported, reach=reach, label=label)


def observers() -> list[str]:
    """Name the states that take part without belonging; counts of states leave them out."""
    return sorted(load("members", member_status="observer")["iso3"])


def _published() -> pd.Series:
    """Take for each event the largest count of states of the best confidence that there is."""
    counts = load("participant_counts", counted="states")
    counts = counts[counts["confidence"].ne("low")]
    best = counts["confidence"].eq("high").groupby(counts["event_id"]).transform("any")
    return counts[counts["confidence"].eq("high") | ~best].groupby("event_id")["count"].max()


def attendance() -> Facts:
    """Cross the states with the meetings at which anybody is named.

    Returns
    -------
    Facts
        One row for each state and meeting: ``participant``, ``name``, ``event_id``, ``label``,
        ``reach`` and ``part``: how the state took part, ``absent`` from a full list, or ``unknown``
        where the list is not full.
    """
    known = meetings()
    known = known[known["named"].gt(0)]
    rows = named_states(list(known["event_id"]))
    how = labels_of("participants", "mode")
    mode = rows["mode"].astype("string").map(how)
    seen = rows.assign(part=mode).set_index(["participant", "event_id"])["part"]
    codes = rows.drop_duplicates("participant")[["participant", "name"]]
    crossed = codes.merge(known[["event_id", "label", "date", "reach", "title"]], how="cross")
    keys = pd.MultiIndex.from_frame(crossed[["participant", "event_id"]])
    part = pd.Series(seen.reindex(keys).to_numpy(), index=crossed.index, dtype="string")
    silent = crossed["reach"].eq(FULL_LIST).map({True: "absent", False: "unknown"})
    return crossed.assign(part=part.fillna(silent))


def truces() -> Facts:
    """List the truces that were proposed, in the order of time, with labels in place of codes.

    Returns
    -------
    Facts
        Rows of `truces` with ``date``, ``by`` (who proposed), ``stops`` (scope) and ``answer``.
    """
    rows = load("truces")
    dates = load("events", event_id=list(rows["event_id"])).set_index("event_id")["date"]
    groups = load("groups").set_index("group")["name"]
    known = rows.assign(
        date=rows["event_id"].map(dates),
        by=names(rows["iso3"]).fillna(rows["group"].map(groups)),
        stops=rows["scope"].astype("string").map(labels_of("truces", "scope")),
        answer=rows["russian_answer"].astype("string").map(labels_of("truces", "russian_answer")),
    )
    return known.sort_values("date", kind="stable")


def steps_of_growth() -> Facts:
    """List the bodies, formats and steps of command by date, without rows of low confidence.

    Returns
    -------
    Facts
        Rows of `institutions` with ``stage``: the label of what they had reached.
    """
    known = load("institutions")
    known = known[known["confidence"].ne("low")].sort_values("date", kind="stable")
    stage = known["status"].astype("string").map(labels_of("institutions", "status"))
    return known.assign(stage=stage)


def sizes() -> Facts:
    """List the sizes named for the whole force, each statement once.

    A later report of the same statement (same ``estimate_id``) is left out, and so are sizes that
    are dated to a year only or said in words.

    Returns
    -------
    Facts
        Rows of `force_plans` with ``kind`` (label of the kind of number) and ``start`` and
        ``end``, which are equal where there is one number, and ``when`` in words.
    """
    known = load("force_plans", scope="whole_force").sort_values("date", kind="stable")
    again = known["estimate_id"].notna() & known["estimate_id"].duplicated()
    said = known["low"].notna() | known["high"].notna()
    known = known[~again & said & known["date_precision"].ne("year")]
    return known.assign(
        kind=known["range_kind"].astype("string").map(labels_of("force_plans", "range_kind")),
        when=[_day(row) for _, row in known.iterrows()],
        start=known["low"].fillna(known["high"]),
        end=known["high"].fillna(known["low"]),
    )


def monthly_record() -> Facts:
    """Count what is on record for each month, to the month in which collecting ended.

    Returns
    -------
    Facts
        One row for each month and kind: ``month``, ``kind`` (coalition meeting held, other event,
        announced only) and ``events``; months without an event stand with zero.
    """
    known = record()
    known = known.assign(month=known["date"].dt.to_period("M").dt.start_time)
    ends = pd.Timestamp(read().table("sources").cutoff)
    months = pd.date_range(known["month"].min(), ends, freq="MS", name="month")
    counts = known.groupby(["month", "kind"]).size()
    every = pd.MultiIndex.from_product([months, KINDS], names=["month", "kind"])
    table = counts.reindex(every, fill_value=0).rename("events").reset_index()
    return Facts.resting_on(pd.DataFrame(table), known.provenance)
