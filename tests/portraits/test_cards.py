"""Tables of country pages: each answer leads to its row, its source and its date."""

from __future__ import annotations

import functools
import re

import pytest

import coalitions as co
from coalitions.data.bibliography import anchor_of
from coalitions.markup import Shown
from coalitions.portraits.portrait import Portrait
from coalitions.portraits.subject import participants

CARDS = ("answers", "statements", "tasks", "conditions", "holdings", "pledges", "government")
SUBJECTS = participants()


@functools.cache
def portrait(code: str) -> Portrait:
    """Load the rows of a country once for all tests."""
    return co.portrait(code)


def card(name: str, one: Portrait) -> Shown:
    shown = getattr(co, f"portrait_{name}")(one)
    assert isinstance(shown, Shown)
    return shown


@pytest.mark.parametrize("code", [each.code for each in SUBJECTS])
def test_answers_name_every_piece_of_evidence_with_its_source(code: str) -> None:
    one = portrait(code)
    html = card("answers", one).html
    named = {int(line) for line in re.findall(r"position_evidence:(\d+)<", html)}
    assert named == set(one.evidence_rows.index)
    cited = set(re.findall(r"bibliography\.html#([^\"]+)\"", html))
    assert set(one.evidence_rows["source_id"].map(anchor_of)) <= cited


@pytest.mark.parametrize("code", [each.code for each in SUBJECTS])
@pytest.mark.parametrize("name", CARDS)
def test_every_country_gets_a_table_or_a_plain_line(code: str, name: str) -> None:
    one = portrait(code)
    shown = card(name, one)
    if "<table" not in shown.html:
        assert (
            shown.text
            == f"No {shown.text[3:].split(' for ')[0]}" + shown.text[shown.text.index(" for ") :]
        )
        assert one.subject.name_in_text in shown.text
        assert "co-nothing" in shown.html


def test_a_cell_of_the_matrix_can_be_linked() -> None:
    html = card("answers", co.portrait("DEU")).html
    for asked in co.QUESTIONS:
        assert f'id="answer-{asked.field}"' in html


def test_earlier_answers_are_folded_below_the_last() -> None:
    html = card("answers", co.portrait("CZE")).html
    row = html[html.index('id="answer-presence_willingness"') :]
    assert row.index("no soldiers") < row.index("<summary>Before, ")
    assert "undecided" in row[row.index("<summary>") : row.index("</summary>")]


def test_a_list_of_the_press_is_not_a_statement_of_the_government() -> None:
    html = card("statements", co.portrait("NOR")).html
    assert "a list of the press" in html


def test_what_a_cell_holds_is_text_and_no_markup() -> None:
    one = co.portrait("FRA")
    evil = one.evidence_rows.assign(evidence="<script>alert(1)</script>")
    object.__setattr__(one, "evidence_rows", evil)
    assert "<script>" not in card("answers", one).html


def test_an_answer_without_its_own_evidence_leads_to_the_coded_line() -> None:
    one = co.portrait("FRA")
    html = card("answers", one).html
    row = html[html.index('id="answer-main_constraint"') :]
    assert f"positions:{one.lines.index[-1]}<" in row
