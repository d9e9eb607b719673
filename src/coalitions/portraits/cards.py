"""The tables of a country page: answers with their evidence, statements, tasks, money, holdings.

Each function is one cell of a page and returns what it shows. Where the data hold nothing, it says
in a line what was not found and in which table. Addresses are those of a page in
`chapters/countries`, one level below the other chapters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import pandas as pd

from coalitions.data import bibliography
from coalitions.data.load import load
from coalitions.data.package import labels_of
from coalitions.data.subjects import anchor_of, page_of
from coalitions.facts import Facts
from coalitions.figures.describe import date, number
from coalitions.markup import Markup, Shown, element, joined, table
from coalitions.portraits import forces, home, opinion
from coalitions.portraits.portrait import Portrait
from coalitions.stances import latest_lines

_CHAPTERS = ".."
_NOTHING = ("none found", "nothing found")
_Works = Mapping[str, tuple[str, str, str]]


def nothing(what: str, table_name: str, who: str) -> Shown:
    """Say in a line that a table holds nothing on a country."""
    text = f"No {what} for {who} in the data."
    link = element("a", element("code", table_name), href=_entry(table_name))
    return Shown(element("p", text, " Table: ", link, ".", class_="co-nothing"), text)


def portrait_answers(one: Portrait) -> Shown:
    """Show the coded answers to the three questions, each with its evidence.

    The last coded line stands open, earlier ones are folded below it.
    """
    if one.lines.empty:
        return nothing("coded answer", "positions", one.subject.name_in_text)
    rows, works = one.evidence_rows, opinion.published(_both(one))
    months = list(one.lines["as_of"])[::-1]
    parts, plain = [], []
    for asked, fields in opinion.THREE.items():
        body = [
            (
                element("span", words, id=f"answer-{field}"),
                _answer(one, field, months[0]),
                joined(*(_of_month(one, rows, works, field, month, months) for month in months)),
            )
            for field, words in fields.items()
        ]
        head = ["Asked", "Answer, our coding", "Evidence"]
        parts.append(element("p", asked, class_="co-asked"))
        parts.append(table(asked, head, body, class_="co-listing co-answers", stacked=True))
        plain += [
            f"{words}: {_plain_answer(one, field, months[0])}" for field, words in fields.items()
        ]
    parts += [_quotation(row, works) for _, row in one.lines.iterrows() if pd.notna(row["quote"])]
    return Shown(element("div", *parts, class_="co-portrait"), "; ".join(plain))


def _both(one: Portrait) -> Facts:
    together = pd.concat([one.evidence_rows[["source_id"]], one.lines[["source_id"]]])
    assert isinstance(together, Facts)
    return together


def _plain_answer(one: Portrait, field: str, month: pd.Timestamp) -> str:
    row = one.lines[one.lines["as_of"].eq(month)].iloc[0]
    if field == "tasks":
        named = one.tasks[one.tasks["as_of"].eq(month)]["task"].astype(str)
        words = labels_of("position_tasks", "task")
        return ", ".join(words[task].lower() for task in named) or _NOTHING[0]
    return opinion.words_of(field, row[field]) or _NOTHING[1]


def _answer(one: Portrait, field: str, month: pd.Timestamp) -> Markup:
    return element("strong", _plain_answer(one, field, month))


def _of_month(
    one: Portrait,
    rows: Facts,
    works: _Works,
    field: str,
    month: pd.Timestamp,
    months: Sequence[pd.Timestamp],
) -> Markup | None:
    """List the evidence of one month; without its own, an answer rests on the coded line."""
    shown = rows[rows["field"].astype(str).eq(field) & rows["as_of"].eq(month)]
    items = [
        element("li", str(row["evidence"]), " ", _source(row, works, "position_evidence", line))
        for line, row in _each(shown)
    ]
    words = _plain_answer(one, field, month)
    if not items and words not in _NOTHING:
        coded = _each(one.lines[one.lines["as_of"].eq(month)])
        items = [
            element("li", "From the coded line ", _source(row, works, "positions", line))
            for line, row in coded
        ]
    if month == months[0]:
        when = element("p", date(month, "month"), class_="co-when")
        return joined(when, element("ul", *items)) if items else when
    if not items:
        return None
    label = element("summary", f"Before, {date(month, 'month')}: {words}")
    return element("details", label, element("ul", *items))


def _quotation(row: pd.Series, works: _Works) -> Markup:
    said = element("p", "“", str(row["quote"]), "”")
    who = "" if pd.isna(row["speaker"]) else str(row["speaker"])
    by = element("footer", f"{who}, " if who else "", _work(str(row["source_id"]), works))
    return element("blockquote", said, by)


def portrait_statements(one: Portrait) -> Shown:
    """List the statements on soldiers, the earliest first: who, what, under which condition."""
    if one.said.empty:
        return nothing("statement on soldiers", "troop_positions", one.subject.name_in_text)
    works = opinion.published(one.said)
    rows = []
    for line, row in _each(one.said):
        speaker = row["speaker"]
        who = "a list of the press" if row["listed"] else "reported"
        rows.append(
            (
                date(row["as_of"], str(row["as_of_precision"])),
                joined(
                    element("strong", opinion.words_of("presence_willingness", row["position"])),
                    _after(": ", row["offered"]),
                    _after("; condition: ", row["condition"]),
                ),
                joined(
                    who if pd.isna(speaker) else str(speaker),
                    " ",
                    _source(row, works, "troop_positions", line),
                ),
            )
        )
    shown = table("Statements on soldiers", ["Date", "Said, our coding", "By, in"], rows)
    return Shown(shown, f"{_counted(len(rows), 'statement')} on soldiers.")


def portrait_tasks(one: Portrait) -> Shown:
    """Show which tasks it names, in which month, and how many others name them."""
    if one.tasks.empty:
        return nothing("task", "position_tasks", one.subject.name_in_text)
    words, last = labels_of("position_tasks", "task"), latest_lines()
    keys = set(zip(last["participant"], last["as_of"], strict=True))
    every = load("position_tasks")
    every = every[[k in keys for k in zip(every["participant"], every["as_of"], strict=True)]]
    months = list(one.lines["as_of"])
    named = set(zip(one.tasks["task"].astype(str), one.tasks["as_of"], strict=True))
    rows = [
        (
            label,
            *("named" if (task, month) in named else "–" for month in months),
            str(every.loc[every["task"].astype(str).eq(task), "participant"].nunique()),
        )
        for task, label in words.items()
    ]
    head = ["Task", *(date(month, "month") for month in months), f"Named by, of {len(last)}"]
    shown = table("Tasks, our coding", head, rows, numbers=(len(head) - 1,))
    plain = ", ".join(words[task] for task in dict.fromkeys(one.tasks["task"].astype(str)))
    return Shown(shown, f"Tasks named: {plain}.")


def portrait_conditions(one: Portrait) -> Shown:
    """List the conditions it has named for soldiers in Ukraine, found by pattern."""
    if one.conditions.empty:
        return nothing("condition for soldiers", "troop_positions", one.subject.name_in_text)
    works, said = opinion.published(one.said), dict(_each(one.said))
    rows = []
    for kind, part in one.conditions.groupby("condition_kind", sort=False):
        items = [
            element(
                "li",
                f"{row['condition']} ({date(row['as_of'], str(said[line]['as_of_precision']))}) ",
                _source(said[line], works, "troop_positions", line),
            )
            for line, row in _each(part)
        ]
        rows.append((str(kind), element("ul", *items)))
    head = ["Condition", "In which words, when"]
    caption = "Conditions named, found by pattern"
    shown = table(caption, head, rows, class_="co-listing co-conditions")
    return Shown(shown, "Conditions named: " + ", ".join(str(kind) for kind, _ in rows) + ".")


def portrait_holdings(one: Portrait) -> Shown:
    """List counts of brigades, the newest dated figure of each kind of equipment, their sources."""
    held, counted = forces.holdings(one.subject), forces.brigades(one.subject)
    if held.empty and counted.empty:
        return nothing("equipment or brigade", "equipment", one.subject.name_in_text)
    together = pd.concat([held[["source_id"]], counted[["source_id"]]])
    assert isinstance(together, Facts)
    works = opinion.published(together)
    kinds = {"national": "Brigades", "target": "Brigades, target"}
    rows = [
        (
            kinds.get(str(row["kind"]), "Brigades in Europe"),
            _brigades(row),
            joined(_dated(row), _source(row, works, "brigades", line)),
        )
        for line, row in _each(counted)
    ]
    rows += [
        (
            str(row["kind"]),
            " ".join(filter(None, (number(row["quantity"]), str(row["detail"])))),
            joined(_dated(row), _source(row, works, "equipment", line)),
        )
        for line, row in _each(held)
    ]
    head = ["Kind", "Number", "As of, by"]
    shown = table("Brigades and equipment", head, rows, class_="co-listing co-holdings")
    folded = element(
        "details",
        element("summary", f"Brigades and equipment: {_counted(len(rows), 'figure')}"),
        shown,
    )
    return Shown(folded, f"{_counted(len(rows), 'figure')} on brigades and equipment.")


def _brigades(row: pd.Series) -> str:
    parts = [
        f"{row[column]}{words}"
        for column, words in (("combat_brigades", ""), ("deployable_brigades", " deployable"))
        if pd.notna(row[column])
    ]
    note = "" if pd.isna(row["note"]) else f" ({row['note']})"
    return ", ".join(parts) + note


def portrait_pledges(one: Portrait) -> Shown:
    """List its pledges, the earliest first; they are never added up."""
    if one.pledges.empty:
        return nothing("pledge", "pledges", one.subject.name_in_text)
    works, statuses = opinion.published(one.pledges), labels_of("pledges", "status")
    rows = [
        (
            date(row["date"], str(row["date_precision"])),
            joined(str(row["what"]), _amount(row)),
            joined(statuses[str(row["status"])], " ", _source(row, works, "pledges", line)),
        )
        for line, row in _each(one.pledges)
    ]
    shown = table(
        "Pledges; amounts overlap and must not be added", ["Date", "What", "Status, source"], rows
    )
    return Shown(shown, f"{_counted(len(rows), 'pledge')}.")


def _amount(row: pd.Series) -> str:
    if pd.isna(row["amount"]):
        return ""
    amount, unit = int(row["amount"]), str(row["unit"])
    if amount >= 1_000_000_000:
        return f" ({unit} {amount / 1e9:.3g} billion)"
    return f" ({unit} {amount / 1e6:.3g} million)" if unit != "rounds" else f" ({amount:,} rounds)"


def portrait_government(one: Portrait) -> Shown:
    """Say who governs, when the next election is due, and its standing in the coalition."""
    rows, standing = home.government(one.subject), home.standing(one.subject)
    if rows.empty and standing.empty:
        return nothing("government or election", "governments", one.subject.name_in_text)
    together = pd.concat([rows[["source_id"]], standing[["source_id"]]])
    assert isinstance(together, Facts)
    works, terms = opinion.published(together), []
    for line, row in _each(rows):
        cited = _source(row, works, "governments", line)
        party = "" if pd.isna(row["government"]) else f" ({row['government']})"
        if pd.notna(row["head_of_government"]):
            terms.append(
                ("Head of government", joined(f"{row['head_of_government']}{party} ", cited))
            )
        if pd.notna(row["next_election_date"]):
            day = date(row["next_election_date"], str(row["next_election_date_precision"]))
            terms.append(("Next election", joined(f"{day} ", cited)))
        if pd.notna(row["note"]):
            terms.append(("Note", joined(f"{row['note']} ", cited)))
    for line, row in _each(standing):
        words = home.standing_words(row["member_status"]).lower()
        terms.append(
            ("In the coalition", joined(f"{words} ", _source(row, works, "members", line)))
        )
    shown = table("Government, as the last source names it", ["What", "Who or when"], terms)
    return Shown(shown, "; ".join(name for name, _ in terms))


# -- parts ---------------------------------------------------------------------------------------


def _each(rows: pd.DataFrame) -> list[tuple[int, pd.Series]]:
    """Return each row with its line in the file."""
    return [(int(line), row) for line, row in rows.iterrows()]  # type: ignore[call-overload]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _after(words: str, cell: object) -> str:
    return "" if pd.isna(cell) else f"{words}{cell}"  # type: ignore[call-overload]


def _dated(row: pd.Series) -> str:
    if pd.isna(row["as_of"]):
        return "undated, "
    return f"{date(row['as_of'], str(row['as_of_precision']))}, "


def _source(row: pd.Series, works: _Works, name: str, line: object) -> Markup:
    """Write the source of a row, and the row itself: who, when, how far it can be trusted."""
    cited = element("a", f"{name}:{line}", href=_entry(name), class_="co-row")
    trust = f"; {row['confidence']} confidence"
    return element("small", "(", _work(str(row["source_id"]), works), trust, "; ", cited, ")")


def _work(key: str, works: _Works) -> Markup:
    who, day, address = works[key]
    words = f"{who}, {day}" if day else who
    entry = element("a", words, href=f"{_CHAPTERS}/bibliography.html#{bibliography.anchor_of(key)}")
    if not address:
        return entry
    original = element("a", "original", href=address, aria_label=f"Original of {who}, {day or key}")
    return joined(entry, ", ", original)


def _entry(name: str) -> str:
    return f"{_CHAPTERS}/{PurePosixPath(page_of(name)).name}.html#{anchor_of(name)}"
