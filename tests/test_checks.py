"""A check accepts the answer, says what to look at otherwise, and holds no answer in clear."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.checks import MIME, Answer, judged

HINTS = ("Look at the first.", "Look at the second.", "Look at the third.")
OTHER = "Look again."


def registered(answer: object, *wrong: Any, within: float | None = None) -> Answer:
    said = dict(zip(wrong, HINTS, strict=True))
    return co.solution("x-one", answer, wrong=said, otherwise=OTHER, within=within).answer


SHARE = co.quantity(0.8674, "share")


@pytest.mark.parametrize("given_", [0.87, "87%", "0.867", 87, SHARE, pd.Series([0.8674]).iloc[0]])
def test_a_share_may_be_written_in_any_way(given_: object) -> None:
    assert judged("x-one", given_, registered(SHARE, 0.5, 0.3, 0.25)).right


def test_each_known_mistake_has_its_hint_and_all_others_one() -> None:
    right = registered(SHARE, 0.5, 0.3, 0.25)
    assert [judged("x-one", g, right).text for g in (0.5, 0.3, 0.25)] == [
        f"Not yet. {hint}" for hint in HINTS
    ]
    assert judged("x-one", 0.6, right).text == f"Not yet. {OTHER}"


def test_whole_numbers_are_exact_and_large_ones_nearly() -> None:
    assert not judged("x-one", 13, registered(12, 11, 14, 15)).right
    assert judged("x-one", "12 states", registered(12, 11, 14, 15)).right
    assert judged("x-one", "25,100", registered(25_000, 1, 2_000, 40_000)).right


def test_the_right_digits_in_the_wrong_size_are_called_so() -> None:
    persons = co.quantity(25_000, "persons")
    said = judged("x-one", 25, registered(persons, 1, 2_000, 40_000))
    assert not said.right
    assert said.text.endswith("This asks for persons.")


def test_sets_take_names_for_codes_and_tell_how_much_is_right() -> None:
    right = registered({"FRA", "TUR"}, "FRA", "TUR", "FRA, TUR, USA")
    assert judged("x-one", ["TUR", "FRA"], right).right
    assert judged("x-one", "France and Turkey", right).right
    said = judged("x-one", "FRA, GBR", right).text
    assert said == f"Not yet. 1 of yours belongs, 1 does not, something is missing. {OTHER}"
    assert judged("x-one", "FRA", right).text == f"Not yet. {HINTS[0]}"


def test_dates_are_compared_at_their_precision() -> None:
    right = registered(
        co.quantity(pd.Timestamp("2025-04-01"), "month"), "2025-03", "2025-05", "2024-04"
    )
    assert judged("x-one", "April 2025", right).right
    assert not judged("x-one", "May 2025", right).right


def test_an_answer_of_another_kind_is_told_which_is_wanted() -> None:
    said = judged("x-one", {"FRA"}, registered(12, 11, 13, 14))
    assert said.text == "This asks for a number. You gave several words, such as {'FRA', 'GBR'}."


def test_without_an_answer_it_says_how_to_give_one() -> None:
    said = co.check("x-one", ..., "a share", A="<b>", B="Two.")
    assert said.right is None
    html = said._repr_mimebundle_()["text/html"]
    assert "put a share in the place of the three dots" in html
    assert '<ol type="A"><li>&lt;b&gt;</li><li>Two.</li></ol>' in html


@pytest.mark.parametrize("wrong", [(11, 13), (11, 13, 12)])
def test_a_solution_needs_three_answers_that_are_wrong(wrong: tuple[int, ...]) -> None:
    with pytest.raises((ValueError, AssertionError)):
        co.solution("x-one", 12, wrong=dict(zip(wrong, HINTS, strict=False)), otherwise=OTHER)


def test_mistakes_that_the_check_cannot_tell_apart_are_refused() -> None:
    with pytest.raises(AssertionError, match="not told from another"):
        registered(0.8674, 0.5, 0.501, 0.25)


def test_a_tolerance_that_would_tell_the_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="tells too much"):
        registered(10.0, 1, 2, 3, within=5)


@settings(max_examples=30)
@given(st.floats(0.01, 1e9), st.floats(-0.9, 0.9))
def test_whatever_lies_within_the_tolerance_is_right(answer: float, part: float) -> None:
    within = answer / 10
    right = registered(answer, 0, 2 * answer, 3 * answer, within=within)
    assert judged("x-one", answer + part * within, right).right
    assert not judged("x-one", answer + 1.1 * within, right).right


def test_what_is_registered_holds_no_answer() -> None:
    made = co.solution(
        "x-one", {"FRA", "TUR"}, wrong=dict(zip("ABC", HINTS, strict=True)), otherwise=OTHER
    )
    written = json.dumps(made._repr_mimebundle_()[MIME]).upper()
    assert "FRA" not in written and "TUR" not in written


def test_a_check_reads_the_answers_beside_the_notebooks(
    small_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebooks = small_data.parent / "notebooks"
    notebooks.mkdir()
    monkeypatch.chdir(notebooks)
    with pytest.raises(LookupError, match="make book"):
        co.check("x-one", 12)
    answers = {"x-one": registered(12, 11, 13, 14).as_json()}
    (small_data.parent / "answers.json").write_text(json.dumps(answers), "utf-8")
    assert co.check("x-one", 12).right
    assert co.check("x-one", 13).text == f"Not yet. {HINTS[1]}"
