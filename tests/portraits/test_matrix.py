"""From any cell of the matrix to the statement, its date and its source in two clicks."""

from __future__ import annotations

import re

import pandas as pd

import coalitions as co
from coalitions.portraits.subject import participants


def test_every_answer_leads_to_its_place_on_the_page_of_the_country() -> None:
    latest = co.latest_lines()
    links = set(
        re.findall(r'href="countries/(\w+)\.html#answer-(\w+)"', co.answer_links(latest).html)
    )
    expected = {
        (str(line["participant"]).lower(), asked.field)
        for _, line in latest.iterrows()
        for asked in co.QUESTIONS
        if pd.notna(line[asked.field])
    }
    assert links == expected


def test_the_place_on_the_page_holds_a_date_and_a_link_to_the_source() -> None:
    for subject in participants():
        html = co.portrait_answers(co.portrait(subject.code)).html
        last = co.portrait(subject.code).lines.iloc[-1]
        for asked in co.QUESTIONS:
            if pd.isna(last[asked.field]):
                continue
            row = html[html.index(f'id="answer-{asked.field}"') :].split("</tr>")[0]
            assert f"{last['as_of']:%B %Y}" in row, (subject.code, asked.field)
            assert "bibliography.html#" in row, (subject.code, asked.field)
