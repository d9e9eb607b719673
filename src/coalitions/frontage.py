"""A line and those who hold it: brigades for a length, soldiers for a kilometre.

The rules of thumb answer different questions. One brigade for 7 km is the densest packing that is
still useful in attack; 20 km is what one French brigade is said to hold. A mission that only
watches needs far fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.provenance import Provenance, of
from coalitions.quantities import Quantity, quantity

DENSEST: Final = "maximum-force-to-space-ratio"
HELD: Final = "front-one-french-brigade-can-hold"


@dataclass(frozen=True)
class Holding:
    """Soldiers on a line: keys of the two rows of `theatre` that are divided.

    Attributes
    ----------
    label
        Who stood where, in words.
    strength, length
        Keys of `theatre`.
    """

    label: str
    strength: str
    length: str


PRECEDENTS: Final = (
    Holding(
        "Korea, southern soldiers",
        "korea-south-korean-soldiers-near-the-zone-strength",
        "korea-demilitarised-zone-length-2",
    ),
    Holding("Golan, UNDOF 2013", "undof-strength-2013", "undof-area-of-separation-length"),
    Holding("Cyprus, UNFICYP 1964", "unficyp-strength-1964", "cyprus-buffer-zone-length"),
    Holding("Cyprus, UNFICYP 2014", "unficyp-strength-2014-01", "cyprus-buffer-zone-length"),
)
"""Lines that were held or watched elsewhere, each with figures of `theatre`."""


def km_per_brigade(parameter: str) -> Quantity:
    """Return a rule of thumb for the front of one brigade, in km.

    Parameters
    ----------
    parameter
        A key of `readiness`, such as `DENSEST` or `HELD`.

    Raises
    ------
    LookupError
        If `readiness` has no such parameter.
    """
    rows = load("readiness", parameter=parameter)
    if rows.empty:
        raise LookupError(f"readiness has no parameter {parameter!r}")
    return quantity(rows["value_low"].iloc[0], "km", rows=rows, expression=parameter)


def front_lengths() -> Facts:
    """Return the published lengths of the line of contact and of the whole line to defend."""
    rows = load("theatre", topic="front", measure="length")
    return rows.sort_values("value", kind="stable")


def brigades_for(length: Quantity, front: Quantity) -> Quantity:
    """Return the brigades that a line takes at one brigade for each `front`; rounded up."""
    number = -(-float(length) // float(front))
    return quantity(
        int(number), "brigades", rows=[length, front], expression=f"{length.text} ÷ {front.text}"
    )


def per_kilometre() -> Facts:
    """Set soldiers on a line beside its length: precedents, the front today, and plans.

    Returns
    -------
    Facts
        One row for each: ``label``, ``kind`` (precedent, war or plan), ``soldiers``, ``km`` and
        ``per_km``. Plans are laid along the longest and the shortest published front; the forces
        at war along the longest.
    """
    fronts = front_lengths()
    contact = fronts[fronts["place"] == "Line of contact"]
    short, long = contact.iloc[[0]], contact.iloc[[-1]]
    rows: list[dict[str, object]] = []
    used: list[object] = []

    def add(label: str, kind: str, people: Facts, column: str, line: Facts) -> None:
        soldiers, km = float(people[column].iloc[0]), float(line["value"].iloc[0])
        rows.append(
            {
                "label": label,
                "kind": kind,
                "soldiers": soldiers,
                "km": km,
                "per_km": soldiers / km,
                "source_id": str(people["source_id"].iloc[0]),
            }
        )
        used.extend([people, line])

    source = load("theatre")
    for each in PRECEDENTS:
        people = source[source["figure_id"] == each.strength]
        line = source[source["figure_id"] == each.length]
        if people.empty or line.empty:
            raise LookupError(f"theatre lacks {each.strength} or {each.length}")
        add(each.label, "precedent", people, "value", line)
    armies = load("battlefield")
    russian = armies[armies["item"] == "force in theatre"].nlargest(1, "as_of")
    add("Russian force in 2026", "war", russian, "value", long)
    plan = load("force_plans", plan_id="press-reports-2026-01-06")
    add("Plan of January 2026, high end", "plan", plan, "high", short)
    add("Plan of January 2026, low end", "plan", plan, "low", long)
    call = load("force_plans", plan_id="volodymyr-zelenskyy-2025-01-21")
    add("200,000 asked for at Davos", "plan", call, "low", long)
    table = pd.DataFrame(rows).sort_values("per_km", ascending=False, kind="stable")
    return Facts.resting_on(table, Provenance().union(of(used)))


def density_in(people: Quantity, inhabitants: Quantity) -> Quantity:
    """Return soldiers per 1,000 inhabitants of a part of the country."""
    ratio = float(people) / float(inhabitants) * 1000
    return quantity(
        ratio,
        "per 1,000 inhabitants",
        rows=[people, inhabitants],
        format="{:.1f}",
        expression=f"{people.text} ÷ {inhabitants.text} × 1,000",
    )


def western_population() -> Quantity:
    """Add up the newest population of each western oblast: figures of 2015, one of 2001."""
    rows = load("theatre", topic="oblast", measure="population", region="western")
    rows = rows[~rows["place"].str.startswith("Western")]
    return quantity(
        int(rows["value"].sum()), "persons", rows=rows, expression="sum of the western oblasts"
    )


def plan_densities(plan: Facts, cases: Sequence[str]) -> Facts:
    """Set a plan beside other forces, in soldiers per 1,000 inhabitants.

    Parameters
    ----------
    plan
        One row of `force_plans` with a low and a high end.
    cases
        Labels of `force_density`.

    Returns
    -------
    Facts
        One row for each: ``name``, ``per_1000`` and ``iso3`` (``UKR`` for the plan, which stands
        twice: over the western oblasts, and over the whole country as `force_density` has it).
    """
    table = load("force_density")
    wanted = [*cases, *_WHOLE]
    missing = sorted(set(wanted) - set(table["label"]))
    if missing:
        raise LookupError(f"force_density has no {', '.join(missing)}")
    known = table[table["label"].isin(wanted)]
    west = western_population()
    ends = {end: float(plan[end].iloc[0]) for end in ("low", "high")}
    rows = [
        {
            "name": _WHOLE.get(str(label), str(label)),
            "per_1000": float(value),
            "iso3": "UKR" if label in _WHOLE else "",
        }
        for label, value in zip(known["label"], known["per_1000_inhabitants"], strict=True)
    ] + [
        {
            "name": f"Ukraine, west only, {end} end",
            "per_1000": people / float(west) * 1000,
            "iso3": "UKR",
        }
        for end, people in ends.items()
    ]
    return Facts.resting_on(pd.DataFrame(rows), of([known, plan, west]))


_WHOLE: Final = {
    "Ukraine force, low end discussed": "Ukraine, whole country, low end",
    "Ukraine force, high end discussed": "Ukraine, whole country, high end",
}
