"""How answers are coded: what was coded and what not, statements beside lines, and agreement."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from coalitions.agreement import (
    Weights,
    confusion,
    kappa_interval,
    observed_agreement,
    weighted_kappa,
)
from coalitions.data.load import load
from coalitions.data.places import names
from coalitions.evidence import answer_evidence
from coalitions.facts import Facts
from coalitions.quantities import Quantity, quantity
from coalitions.shifts import codings
from coalitions.stances import PRESENCE, QUESTIONS, answers, latest_lines, stacked

REPORT_QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "supports_idea": "Support",
        "national_consensus": "Support",
        "axis1_regeneration": "Contribution",
        "axis2_industry": "Contribution",
        "axis3_presence": "Contribution",
        "presence_willingness": "Contribution",
        "us_backstop_required": "Contribution",
    }
)
"""Coded column to the set of questions of the report to which it answers.

The tasks, the report's second set, are a list and no scale: they stand in `position_tasks`.
"""


def answered() -> Facts:
    """Say for each question and participant what the latest line holds, gaps included.

    Returns
    -------
    Facts
        Rows of `positions`, one for each participant and question: ``participant``, ``name``,
        ``question``, ``part`` (the set of questions in the report), ``answer`` (``empty`` where
        the line has no code) and ``step`` (−1 where empty).
    """
    lines = latest_lines()
    coded = answers(lines)
    parts = []
    for asked in QUESTIONS:
        own = coded[coded["field"] == asked.field][["participant", "name", "answer", "step"]]
        gaps = lines[lines[asked.field].isna()][["participant", "name"]]
        gaps = gaps.assign(answer="empty", step=-1)
        part = REPORT_QUESTIONS[asked.field]
        parts += [each.assign(question=asked.words, part=part) for each in (own, gaps)]
    return stacked([part for part in parts if len(part)])


def evidence_by_question() -> Facts:
    """Return the evidence of all coded answers, with the ``question`` and an entry for ``tasks``.

    An answer that follows from another one (a presence that is open but unspecified) brings no
    evidence of its own and is left out, so each row of `position_evidence` stands once.
    """
    rows = load("position_evidence")
    words = {asked.field: asked.words for asked in QUESTIONS} | {"tasks": "Tasks"}
    kept = rows[rows["field"].isin(list(words))]
    return kept.assign(question=kept["field"].astype("string").map(words))


def statements() -> Facts:
    """Set every dated statement on soldiers beside the coded line of its time.

    A statement goes with the line of its state whose month is nearest; the earlier one if two are
    as near. Statements known to the year only, and states without a line, are left out.

    Returns
    -------
    Facts
        Rows of `troop_positions`: ``iso3``, ``name``, ``as_of`` and its precision, ``said`` and
        ``said_step`` (the statement's code), ``line`` and ``line_step`` (that of the line),
        ``line_month``, ``line_row`` (its row of `positions`), ``apart`` (steps), ``press`` (true
        for lists of the press), ``shared`` (true where the line cites the same source for this
        answer), ``words`` (condition and offer), ``speaker`` and ``source_id``.
    """
    lines = coded_lines()
    said = load("troop_positions")
    said = said[said["as_of_precision"].ne("year") & said["iso3"].isin(set(lines["iso3"]))]
    nearest = [_nearest(lines, who, day) for who, day in _pairs(said, "iso3", "as_of")]
    chosen = lines.loc[nearest]
    cited = answer_evidence()
    cited = cited[cited["field"] == PRESENCE.field]
    known = set(zip(cited["participant"], cited["as_of"], cited["source_id"], strict=True))
    keys = zip(said["iso3"], chosen["as_of"], said["source_id"], strict=True)
    codes = said["position"].astype("string"), chosen[PRESENCE.field].astype("string")
    steps = [[PRESENCE.step(str(code)) for code in column] for column in codes]
    return said[["iso3", "as_of", "as_of_precision", "speaker", "source_id"]].assign(
        name=names(said["iso3"]),
        said=pd.array([PRESENCE.label(str(code)) for code in codes[0]], dtype="string"),
        said_step=steps[0],
        line=pd.array([PRESENCE.label(str(code)) for code in codes[1]], dtype="string"),
        line_step=steps[1],
        line_month=chosen["as_of"].to_list(),
        line_row=nearest,
        apart=[abs(one - other) for one, other in zip(*steps, strict=True)],
        press=said["offered"].fillna("").str.startswith("Named ").astype(bool),
        shared=[key in known for key in keys],
        words=[
            "; ".join(str(part) for part in parts if not pd.isna(part))
            for parts in _pairs(said, "condition", "offered")
        ],
    )


def comparisons() -> Facts:
    """Stack the pairs of codes on soldiers by three choices of what is compared.

    Returns
    -------
    Facts
        ``kind`` (``last of each state``, as in `codings`; ``all statements``; ``other documents``:
        those whose source the line does not cite), ``name``, ``line_step`` and ``said_step``.
    """
    said = statements()
    kinds = {
        "last of each state": codings().rename(columns={"statement_step": "said_step"}),
        "all statements": said,
        "other documents": said[~said["shared"]],
    }
    columns = ["name", "line_step", "said_step"]
    return stacked([pairs[columns].assign(kind=kind) for kind, pairs in kinds.items()])


def coded_lines() -> Facts:
    """Return all lines of states that have a code on soldiers, by month."""
    lines = load("positions").dropna(subset=["iso3", PRESENCE.field])
    return lines.sort_values("as_of", kind="stable")


def _nearest(lines: Facts, who: str, day: pd.Timestamp) -> int:
    own = lines[lines["iso3"] == who]
    middle = own["as_of"] + pd.Timedelta(days=14)  # a line describes a month, not its first day
    rows: list[int] = own.index.to_list()
    return rows[int((middle - day).abs().to_numpy().argmin())]


def _pairs(table: Facts, *columns: str) -> list[tuple[Any, ...]]:
    return list(zip(*(table[column] for column in columns), strict=True))


def agreement_share(
    pairs: Facts, first: str = "line_step", second: str = "statement_step"
) -> Quantity:
    """Return the share of pairs with the same code, resting on the rows of both codings."""
    share = observed_agreement(confusion(list(pairs[first]), list(pairs[second]), 5))
    return quantity(share, "share", rows=pairs, expression=f"{first} = {second}")


def kappa(
    pairs: Facts,
    first: str = "line_step",
    second: str = "statement_step",
    weights: Weights = "linear",
) -> tuple[Quantity, Quantity, Quantity]:
    """Return the weighted kappa of two codings and the ends of its 95% bootstrap interval.

    Parameters
    ----------
    pairs
        One row for each thing coded twice.
    first, second
        The columns with the steps (0 to 4).
    weights
        See `coalitions.agreement.weighted_kappa`.
    """
    table = confusion(list(pairs[first]), list(pairs[second]), 5)
    numbers = (weighted_kappa(table, weights), *kappa_interval(table, weights))
    words = f"weighted kappa ({weights}) of {len(pairs)} pairs"
    said = [f"{words}{end}" for end in ("", ", lower end", ", upper end")]
    value, low, high = (
        quantity(number, rows=pairs, format=".2f", expression=expression)
        for number, expression in zip(numbers, said, strict=True)
    )
    return value, low, high
