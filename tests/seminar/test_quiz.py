"""The questions of the quiz: enough of them, answered from rows, wrong answers really wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coalitions.book.prose import numerals
from coalitions.seminar import quiz
from coalitions.seminar.quiz import Item
from coalitions.seminar.said import Said, SeminarError

from .conftest import ROOT


def test_there_are_at_least_sixty_of_every_kind_and_on_most_chapters(
    items: tuple[Item, ...],
) -> None:
    assert len(items) >= 60
    assert {item.kind for item in items} == set(quiz.KINDS)
    assert len({item.chapter for item in items}) >= 15


def test_every_question_rests_on_rows_that_are_there(items: tuple[Item, ...]) -> None:
    tables = {
        path.stem: len(path.read_text("utf-8").splitlines()) for path in ROOT.glob("data/*.csv")
    }
    for item in items:
        assert item.rows, item.name
        for table, lines in item.rows.items():
            assert 2 <= min(lines) <= max(lines), item.name
            assert table in tables, item.name


def test_exactly_one_answer_is_right_and_each_says_why(items: tuple[Item, ...]) -> None:
    for item in items:
        assert item.because, item.name
        if item.options:
            assert sum(option.right for option in item.options) == 1, item.name
            assert all(option.because for option in item.options), item.name


def test_the_right_answer_has_no_favourite_place_and_no_tell_tale_length(
    items: tuple[Item, ...],
) -> None:
    choices = [item.options for item in items if item.kind == "choice"]
    places = [next(n for n, o in enumerate(options) if o.right) for options in choices]
    lengths = [[(len(o.text), o.right) for o in options] for options in choices]
    longest, shortest = ([end(each)[1] for each in lengths] for end in (max, min))
    assert max(places.count(place) for place in set(places)) < len(choices) / 2
    assert sum(longest) < 0.4 * len(choices)
    assert sum(shortest) < 0.4 * len(choices)


def test_true_and_false_are_both_right_now_and_then(items: tuple[Item, ...]) -> None:
    verdicts = [item.options[0].right for item in items if item.kind == "truefalse"]
    assert len(verdicts) / 3 < sum(verdicts) < 2 * len(verdicts) / 3


def test_no_wrong_number_lies_within_the_tolerance_of_a_right_one(
    items: tuple[Item, ...],
) -> None:
    for item in items:
        if item.kind == "numeric":
            assert 0 < item.tolerance < abs(item.value) / 5, item.name


def test_a_number_is_typed_in_a_question_only_as_an_example() -> None:
    allowed = {"findings-many-tests"}  # an example that is made up
    typed = {
        item["name"]
        for item in quiz.read(ROOT)
        for text in (item["ask"], str(item.get("answer", "")), item["because"])
        for _, found in numerals(text)
        if found[0].isdigit() and not text.startswith("=")
    }
    computing = {item["name"] for item in quiz.read(ROOT) if item["kind"] == "numeric"}
    assert typed - allowed - computing == set()


def test_a_computed_answer_is_that_of_the_table(items: tuple[Item, ...], said: Said) -> None:
    item = next(item for item in items if item.name == "iraq-partners-share")
    total = said.number("iraq:surge_total").value
    partners = said.number("iraq:surge_partners").value
    assert total and partners
    right = next(option for option in item.options if option.right)
    assert right.text == f"{100 * partners / total:.1f}%"
    assert item.rows == {"force_levels": (124,)}


@pytest.mark.parametrize(
    ("expression", "value"),
    [("part / whole", 0.25), ("100 * (whole - part) / whole", 75.0), ("part + 2", 3.0)],
)
def test_expressions_are_computed(expression: str, value: float) -> None:
    assert quiz.computed(expression, {"part": 1.0, "whole": 4.0}) == value


@pytest.mark.parametrize(
    "expression",
    ["other / 2", "part ** 9", "__import__('os')", "part.real", "'a'", "part if 1 else 2"],
)
def test_nothing_but_arithmetic_of_known_names_is_computed(expression: str) -> None:
    with pytest.raises(SeminarError, match="cannot be computed"):
        quiz.computed(expression, {"part": 1.0})


def _with(tmp_path: Path, **changes: object) -> Path:
    item = {
        "name": "share",
        "chapter": "iraq",
        "kind": "choice",
        "values": {"total": "iraq:surge_total", "partners": "iraq:surge_partners"},
        "ask": "What share?",
        "answer": "= partners / total",
        "because": "So.",
        "wrong": [
            {"text": "= total / partners", "because": "The other way."},
            {"text": "none", "because": "Some."},
        ],
    }
    (tmp_path / "seminar").mkdir()
    (tmp_path / quiz.QUIZ).write_text(yaml.safe_dump([item | changes]), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"values": {}, "answer": "yes"}, "share: .*cannot be computed|rests on no row"),
        ({"values": {"total": "iraq:gone"}}, "no chapter shows the number iraq:gone"),
        ({"rests": ["iraq: Never said"]}, "0 findings of iraq begin with"),
        ({"answer": "none"}, "two answers read alike"),
        ({"wrong": []}, "at least two wrong answers"),
        ({"kind": "essay"}, "essay is no kind of question"),
        ({"chapter": "atlantis"}, "no chapter atlantis"),
        ({"kind": "matching", "pairs": [["a", "b"]]}, "three pairs"),
        ({"kind": "truefalse", "answer": "maybe"}, "true or false"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_by_name(
    tmp_path: Path, said: Said, changes: dict[str, object], fault: str
) -> None:
    with pytest.raises(SeminarError, match=fault) as caught:
        quiz.items(_with(tmp_path, **changes), said)
    assert "share" in str(caught.value)


def test_a_page_can_count_the_questions_without_their_answers(tmp_path: Path) -> None:
    left = tmp_path / quiz.QUIZ
    left.parent.mkdir()
    left.write_text(quiz.counted(ROOT), "utf-8")
    asked = quiz.read(ROOT)
    assert [each["name"] for each in quiz.read(tmp_path)] == [each["name"] for each in asked]
    assert {key for each in quiz.read(tmp_path) for key in each} == {"name", "chapter", "kind"}
