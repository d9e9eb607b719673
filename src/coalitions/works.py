"""The evidence itself: what each fact rests on, and how far sources that speak of it disagree."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pandas as pd

from coalitions import spans
from coalitions.citing import cited
from coalitions.data import package
from coalitions.data.load import load
from coalitions.data.prefer import spread
from coalitions.facts import Facts
from coalitions.markup import Markup, Shown, element, joined
from coalitions.provenance import Provenance
from coalitions.quantities import Quantity, quantity
from coalitions.registers import linked_rows

#: Tables that keep the books of the package and state no fact, and those that only add sources.
_BOOKS: Final = frozenset({"sources", "countries", "groups", "corrections", "exceptions"})
_BOOKS_OF: Final = ("claim", "model_parameter")

#: What a fact is, where several rows can speak of the same one: the columns that name it.
SAME: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "coalition_figures": ("coalition_id", "figure", "as_of"),
        "contributions": ("coalition_id", "iso3", "measure", "as_of"),
        "costs": ("coalition_id", "item"),
        "country_statistics": ("iso3", "measure", "year"),
        "declared_members": ("iso3",),
        "fatalities": ("coalition_id", "iso3"),
        "force_levels": ("coalition_id", "as_of", "status", "scope"),
        "mandates": ("coalition_id", "resolution"),
        "military_expenditure": ("entity", "year"),
        "military_personnel": ("entity", "year"),
        "participant_counts": ("event_id", "counted"),
        "participants": ("event_id", "participant"),
        "polls": ("iso3", "date", "question"),
        "position_evidence": ("participant", "as_of", "field"),
        "summit_facts": ("fact",),
    }
)

#: Tables in which sources give numbers of the same thing, and the column with the number.
NUMBERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "coalition_figures": "value",
        "contributions": "personnel",
        "fatalities": "fatalities",
        "force_levels": "total_personnel",
        "military_expenditure": "usd_bn",
        "military_personnel": "active_total",
        "participant_counts": "count",
        "summit_facts": "value_number",
    }
)


def fact_tables() -> tuple[str, ...]:
    """Name the tables that state facts from sources, in the order of the package."""
    return tuple(
        table.name
        for table in package.read().tables
        if table.references_to("sources")
        and table.name not in _BOOKS
        and not table.name.startswith(_BOOKS_OF)
        and not table.name.endswith("_sources")
    )


def backing() -> Facts:
    """Say of each fact which works carry it.

    Returns
    -------
    Facts
        One row a fact: its ``table`` and the table's ``title``, the ``fact`` (its key in words),
        the ``rows`` that state it, how many ``works`` these cite, and whether all of these works
        were read as copies (``copies``), are state media (``state``) or sites that collect what
        others published (``collected``). Rows of one table that speak of the same thing are one
        fact (`SAME`). It rests on all rows counted.
    """
    works, words = _works(), _names()
    found: list[dict[str, object]] = []
    rests: dict[str, list[int]] = {}
    for name in fact_tables():
        table, known = package.read().table(name), cited(name)
        facts = _comparable(name)
        lines: dict[str, list[int]] = {}
        for line, fact in zip(facts.index, _facts(name, facts, words), strict=True):
            lines.setdefault(fact, []).append(int(line))
        rests[name] = [int(line) for line in facts.index]
        for fact, own in lines.items():
            ids = {source for line in own for source in known[line].sources}
            marks = [works[source] for source in ids]
            found.append(
                {
                    "table": name,
                    "title": table.title,
                    "fact": fact,
                    "rows": spans.written(own),
                    "works": len(ids),
                    "copies": all(each["read_as_copy"] for each in marks),
                    "state": all(each["state_media"] for each in marks),
                    "collected": all(each["aggregator"] for each in marks),
                }
            )
    return Facts.resting_on(pd.DataFrame(found), Provenance.build(rests))


def fact_count(facts: Facts) -> Quantity:
    """Count facts of `backing`; the number rests on the rows that state them."""
    rows: dict[str, list[int]] = {}
    for name, text in zip(facts["table"], facts["rows"], strict=True):
        rows.setdefault(str(name), []).extend(spans.read(text))
    number = Provenance.build(rows)
    searched = number if len(facts) else facts
    return quantity(len(facts), rows=searched, expression="count of facts")


def narrowed(facts: Facts) -> Facts:
    """Let some facts of `backing` rest on the rows that state them, and on no others."""
    return Facts.resting_on(pd.DataFrame(facts), fact_count(facts).provenance)


def disagreement() -> Facts:
    """Say how far works that give a number of the same thing lie apart.

    Returns
    -------
    Facts
        One row for each thing of which two works or more give a number above zero: ``table``,
        ``title``, ``fact``, ``works``, ``lowest``, ``highest`` and their ``ratio``, the largest
        first in each table. It rests on all rows of the tables compared (`NUMBERS`).
    """
    parts, words = [], _names()
    rests = Provenance()
    for name, column in NUMBERS.items():
        rows = _comparable(name)
        rests = rests.union(rows.provenance)
        known = rows[(rows[column] > 0).fillna(False)]
        known = known.assign(fact=_facts(name, known, words))
        apart = pd.DataFrame(spread(known, by=["fact"], value=column))
        apart = apart[apart["sources"] > 1]
        low, high = apart["lowest"].astype(float), apart["highest"].astype(float)
        parts.append(
            pd.DataFrame(
                {
                    "table": name,
                    "title": package.read().table(name).title,
                    "fact": apart["fact"],
                    "works": apart["sources"],
                    "lowest": low,
                    "highest": high,
                    "ratio": high / low,
                }
            ).sort_values("ratio", ascending=False, kind="stable")
        )
    return Facts.resting_on(pd.concat(parts, ignore_index=True), rests)


def gap_list() -> Shown:
    """Show what could not be found, table by table, as the descriptor tells it."""
    told = [table for table in package.read().tables if table.gaps]
    items = [
        element(
            "li",
            element("strong", table.title),
            " ",
            linked_rows({table.name: range(2, 2 + len(load(table.name)))}),
            element("ul", *(element("li", _plain(gap)) for gap in table.gaps)),
        )
        for table in told
    ]
    plain = "\n".join(f"{table.title}: {gap}" for table in told for gap in table.gaps)
    return Shown(element("ul", *items, class_="co-gap-list"), plain)


def gap_count() -> Quantity:
    """Count the gaps that the descriptor tells of."""
    number = sum(len(table.gaps) for table in package.read().tables)
    return quantity(number, expression="gaps told in the descriptor", kind="definition")


def _comparable(name: str) -> Facts:
    """Return a table so that rows on the same thing have the same key.

    The day of a peak or an offer is the source's; only a strength on a day is of that day.
    """
    rows = load(name)
    if name != "contributions":
        return rows
    return rows.assign(as_of=rows["as_of"].where(rows["measure"].eq("on_date")))


def _names() -> dict[str, str]:
    """Return the names of states and operations by their codes."""
    states, operations = load("countries"), load("coalitions")
    return {
        **dict(zip(states["iso3"], states["short_name"], strict=True)),
        **dict(zip(operations["coalition_id"], operations["short_name"], strict=True)),
    }


def _facts(name: str, facts: Facts, words: Mapping[str, str]) -> list[str]:
    """Write what each row is about, in words: ``INTERFET, Philippines, pledged``.

    Rows of `SAME` are about the same thing if the words are the same; else each is about its own.
    """
    columns = SAME.get(name) or package.read().table(name).primary_key
    shown = pd.DataFrame(facts[list(columns)]).astype("string")
    for column in columns:
        precision = facts.get(f"{column}_precision")
        if precision is not None:
            length = precision.astype("string").map({"month": 7, "year": 4}).fillna(10)
            cells = zip(shown[column], length, strict=True)
            shown[column] = [pd.NA if pd.isna(cell) else cell[: int(n)] for cell, n in cells]
    return [
        ", ".join(
            words.get(part, part.replace("_", " ").removesuffix(" 00:00:00"))
            for part in row
            if not pd.isna(part)
        )
        for row in shown.itertuples(index=False)
    ]


def _plain(text: str) -> Markup:
    return joined(
        *(
            element("code", part) if place % 2 else part
            for place, part in enumerate(text.split("`"))
        )
    )


def _works() -> dict[str, dict[str, bool]]:
    marks = ["read_as_copy", "state_media", "aggregator"]
    table = pd.DataFrame(load("sources")).set_index("source_id")[marks].fillna(False).astype(bool)
    return {
        str(key): dict(zip(marks, row, strict=True))
        for key, row in zip(table.index, table.itertuples(index=False), strict=True)
    }
