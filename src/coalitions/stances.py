"""Where countries stand on the coalition: answers side by side, then and now.

The codes in the table `positions` are the compendium's own; they are not those of the GMF report,
whose country chapters could not be read. Each code rests on rows of `position_evidence`. A line of
the table describes a month, so two lines of a country are compared and never pooled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pandas as pd

from coalitions.data.load import load
from coalitions.data.places import country, members_on, names
from coalitions.facts import Facts
from coalitions.provenance import of
from coalitions.quantities import Quantity

THEN, NOW = "mid-2025", "since December 2025"
"""The two periods that are compared: lines up to September 2025, and from December 2025 on."""

_THEN_UNTIL, _NOW_FROM = pd.Timestamp("2025-09-30"), pd.Timestamp("2025-12-01")


@dataclass(frozen=True)
class Question:
    """A coded question.

    Attributes
    ----------
    field
        The column of `positions` that holds the code.
    words
        The question as a short label.
    answers
        Code to its label in a cell and its step from 0 (least) to 4 (furthest), least first. The
        steps give a common depth of colour; they are no measurements.
    """

    field: str
    words: str
    answers: Mapping[str, tuple[str, int]]

    def label(self, code: str) -> str:
        """Return the label of a code."""
        return self.answers[code][0]

    def step(self, code: str) -> int:
        """Return the step of a code."""
        return self.answers[code][1]


_PARTS = {
    "none": ("none", 0),
    "limited": ("limited", 1),
    "contributing": ("contributes", 3),
    "leading": ("leads", 4),
}

QUESTIONS: Final = (
    Question(
        "supports_idea",
        "Supports the idea",
        {"no": ("no", 0), "yes_with_conditions": ("conditions", 2), "yes": ("yes", 4)},
    ),
    Question(
        "national_consensus",
        "Agreed at home",
        {"contested": ("contested", 0), "partial": ("partly", 2), "broad": ("broadly", 4)},
    ),
    Question(
        "us_backstop_required",
        "US backstop",
        {"preferred": ("preferred", 2), "yes": ("required", 4)},
    ),
    Question(
        "presence_willingness",
        "Soldiers in Ukraine",
        {
            "refuses": ("refuses", 0),
            "support_without_troops": ("no soldiers", 1),
            "undecided": ("undecided", 2),
            "open_conditional": ("open", 3),
            "will_deploy": ("will deploy", 4),
        },
    ),
    Question("axis1_regeneration", "Ukrainian forces", _PARTS),
    Question(
        "axis2_industry", "Arms industry", {k: v for k, v in _PARTS.items() if k != "limited"}
    ),
    Question(
        "axis3_presence",
        "Presence",
        {
            "none": ("none", 0),
            "unspecified": ("unspecified", 1),
            "limited": ("limited", 2),
            "contributing": ("contributes", 3),
            "leading": ("leads", 4),
        },
    ),
)

PRESENCE: Final = next(q for q in QUESTIONS if q.field == "presence_willingness")


def question(field: str) -> Question:
    """Return the question of a column of `positions`; a `LookupError` names those that exist."""
    for known in QUESTIONS:
        if known.field == field:
            return known
    raise LookupError(f"no question {field!r}; there are {', '.join(q.field for q in QUESTIONS)}")


def lines_then() -> Facts:
    """Return each country's first line up to September 2025."""
    lines = _named(load("positions"))
    early = lines[lines["as_of"] <= _THEN_UNTIL].sort_values("as_of", kind="stable")
    return early[~early["participant"].duplicated(keep="first")]


def lines_now() -> Facts:
    """Return each country's last line from December 2025 on; many countries have none."""
    lines = latest_lines()
    return lines[lines["as_of"] >= _NOW_FROM]


def latest_lines() -> Facts:
    """Return each country's last line, whatever its month."""
    lines = _named(load("positions")).sort_values("as_of", kind="stable")
    return lines[~lines["participant"].duplicated(keep="last")]


def _named(lines: Facts) -> Facts:
    bodies = load("groups")
    known = dict(zip(bodies["group"], bodies["name"], strict=True))
    return lines.assign(name=names(lines["iso3"]).fillna(lines["group"].map(known)))


def answers(lines: Facts) -> Facts:
    """Put coded lines in long form.

    Parameters
    ----------
    lines
        Rows of `positions` with ``name``, as `lines_then`, `lines_now` and `latest_lines` return.

    Returns
    -------
    Facts
        One row for each coded answer, still naming its row of `positions`: ``participant``,
        ``name``, ``as_of``, ``field``, ``question``, ``code``, ``answer`` (the label), ``step``
        (0 to 4) and ``cell`` (a key that `answer_evidence` shares).
    """
    parts = []
    for asked in QUESTIONS:
        coded = lines[lines[asked.field].notna()]
        code = coded[asked.field].astype("string")
        part = coded[["participant", "name", "as_of"]].assign(
            field=asked.field,
            question=asked.words,
            code=code,
            answer=pd.array([asked.label(str(c)) for c in code], dtype="string"),
            step=[asked.step(str(c)) for c in code],
        )
        parts.append(part.assign(cell=cells(part)))
    return stacked(parts)


def cells(rows: pd.DataFrame) -> list[str]:
    """Key the answer to one question by one country in one month."""
    keys = zip(rows["participant"], rows["field"], rows["as_of"], strict=True)
    return [f"{who} {what} {when:%Y-%m}" for who, what, when in keys]


def who(table: Facts) -> Quantity:
    """Name the countries of some rows as a sentence does, the European Union included."""
    return Quantity(in_text(table["participant"]), "", "", of(table))


def in_text(participants: Iterable[str]) -> str:
    """List countries as a sentence does; ``EU`` is the European Union."""
    codes = sorted(set(participants), key=lambda code: _name(code)[0])
    texts = [_name(code)[1] for code in codes]
    return " and ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)


def _name(code: str) -> tuple[str, str]:
    """Return the name to sort by and the name in a sentence."""
    if code == "EU":
        return "European Union", "the European Union"
    known = country(code)
    return known.short_name, known.name_in_text


REGIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "nordic": "Nordic",
        "baltic": "Baltic",
        "western": "West",
        "central_eastern": "Centre",
        "south_eastern": "South-east",
        "southern": "South",
        "eastern": "East",
        "north_america": "America",
        "indo_pacific": "Pacific",
    }
)
"""Short names of the regions for labels."""


def groupings(participants: Iterable[str]) -> pd.DataFrame:
    """Say to which groups countries belong.

    Returns
    -------
    pandas.DataFrame
        Indexed by participant: ``Region``, ``European Union`` and ``NATO``, as labels. Membership
        is that of the table `memberships`: of April 2026 and of December 2025.
    """
    union, alliance = (set(members_on(name)["iso3"]) for name in ("EU", "NATO"))
    rows = {
        code: {
            "Region": "EU" if code == "EU" else REGIONS[country(code).region],
            "European Union": "EU" if code in union | {"EU"} else "not EU",
            "NATO": "NATO" if code in alliance else "EU" if code == "EU" else "not NATO",
        }
        for code in dict.fromkeys(participants)
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def stacked(parts: list[Facts]) -> Facts:
    """Put facts on top of one another; they keep their rows."""
    together = pd.concat(parts)
    assert isinstance(together, Facts)
    return together
