"""All answers as a table of links: from each cell to its evidence on the country's page."""

from __future__ import annotations

import pandas as pd

from coalitions.facts import Facts
from coalitions.markup import Shown, element, table
from coalitions.portraits.subject import Subject
from coalitions.stances import QUESTIONS


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
        page = f"{subject.page}.html"
        cells = [
            element("a", asked.label(str(line[asked.field])), href=f"{page}#answer-{asked.field}")
            if pd.notna(line[asked.field])
            else "–"
            for asked in QUESTIONS
        ]
        rows.append((subject.name, (element("a", subject.name, href=page), *cells)))
    rows.sort(key=lambda row: row[0])
    head = ["Country", *(asked.words for asked in QUESTIONS)]
    caption = "Latest answers, our coding; each leads to its evidence"
    shown = table(caption, head, [cells for _, cells in rows])
    summary = element("summary", f"All answers as a table of {len(rows)} rows, with links")
    return Shown(element("details", summary, shown), f"{caption}: {len(rows)} countries.")
