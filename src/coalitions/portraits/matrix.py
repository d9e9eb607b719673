"""All answers as a table of links: from each cell to its evidence on the country's page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from coalitions.facts import Facts
from coalitions.markup import Shown, element, table
from coalitions.portraits.subject import Subject
from coalitions.stances import QUESTIONS, Question


def answer_links(lines: Facts) -> Shown:
    """Show coded lines as a table in which each answer leads to its evidence.

    Works without any script, and for those who cannot click on a chart. Addresses are those of a
    page in `chapters`.

    Parameters
    ----------
    lines
        Rows of `positions`, one a country, such as `coalitions.latest_lines` returns.
    """
    subjects = {code: Subject.of(code) for code in lines["participant"]}
    rows = []
    for _, line in lines.iterrows():
        subject = subjects[line["participant"]]
        cells = [_cell(subject, asked, line[asked.field]) for asked in QUESTIONS]
        rows.append(
            (subject.name, (element("a", subject.name, href=f"{subject.page}.html"), *cells))
        )
    rows.sort(key=lambda row: row[0].casefold())
    head = ["Country", *(asked.words for asked in QUESTIONS)]
    caption = "Latest answers, our coding; each leads to its evidence"
    shown = table(caption, head, [cells for _, cells in rows])
    summary = element("summary", f"All answers as a table of {len(rows)} rows, with links")
    return Shown(element("details", summary, shown), f"{caption}: {len(rows)} countries.")


def _cell(subject: Subject, asked: Question, code: Any) -> str:
    """Link an answer, under a name that says whose it is and to which question."""
    if pd.isna(code):
        return "–"
    answer = asked.label(str(code))
    return element(
        "a",
        answer,
        href=f"{subject.page}.html#answer-{asked.field}",
        aria_label=f"{subject.name}, {asked.words}: {answer}",
    )
