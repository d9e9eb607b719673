"""The plan adds up, and names nothing that the book does not have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from coalitions.book.prose import numerals
from coalitions.seminar import plan, planfile
from coalitions.seminar.plan import Seminar
from coalitions.seminar.said import Said, SeminarError

from .conftest import ROOT


def test_every_session_fills_its_ninety_minutes(seminar: Seminar) -> None:
    assert seminar.minutes == 90
    for session in seminar.sessions:
        assert session.clock[0][0] == 0
        assert session.clock[-1][1] == 90
        assert all(start < end for start, end in session.clock)


def test_there_are_a_long_and_a_short_plan(seminar: Seminar) -> None:
    assert [(p.name, len(p.sessions)) for p in seminar.plans] == [("long", 6), ("short", 2)]


def test_the_book_has_all_that_the_plan_names(seminar: Seminar, said: Said) -> None:
    assert plan.faults(seminar, said) == []


def test_every_outcome_is_shown_in_a_piece_of_work_and_every_piece_shows_one(
    seminar: Seminar,
) -> None:
    assert {o.assessed for o in seminar.outcomes} == {p.key for p in seminar.assessment}
    assert {o.kind for o in seminar.outcomes} == {"knowledge", "method"}


def test_every_rubric_has_the_same_levels(seminar: Seminar) -> None:
    criteria = [criterion for piece in seminar.assessment for criterion in piece.criteria]
    assert {len(criterion.levels) for criterion in criteria} == {4}


def test_no_text_of_a_session_holds_a_number_that_the_book_could_compute(
    seminar: Seminar,
) -> None:
    # “Five statements” and the like are instructions to the teacher, not numbers of the world.
    digits = [
        (session.title, text, found)
        for session in seminar.sessions
        for text in session.texts()
        for _, found in numerals(text)
        if found[0].isdigit()
    ]
    assert digits == []


def _edited(tmp_path: Path, change: Any) -> Path:
    content = yaml.safe_load((ROOT / plan.PLAN).read_text("utf-8"))
    change(content)
    (tmp_path / "seminar").mkdir()
    (tmp_path / plan.PLAN).write_text(yaml.safe_dump(content), "utf-8")
    return tmp_path


def _longer(content: Any) -> None:
    content["plans"][0]["sessions"][2]["steps"][0]["minutes"] += 5


def _heavier(content: Any) -> None:
    content["assessment"][0]["weight"] += 1


def _nameless(content: Any) -> None:
    content["plans"][0]["sessions"][0]["questions"][0]["one"] = "{nothing} of them"


def _misspelt(content: Any) -> None:
    content["plans"][0]["sessions"][0]["steps"][0]["minuets"] = 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_longer, "session 3.*95 minutes, not 90"),
        (_heavier, "weights add up to 101"),
        (_nameless, r"session 1: \{nothing\} has no value"),
        (_misspelt, "minuets"),
    ],
)
def test_a_plan_that_does_not_add_up_is_refused(tmp_path: Path, change: Any, said: str) -> None:
    with pytest.raises(SeminarError, match=said):
        planfile.read(_edited(tmp_path, change))


def test_what_the_book_lacks_is_named_with_its_session(tmp_path: Path, said: Said) -> None:
    def change(content: Any) -> None:
        first = content["plans"][0]["sessions"][0]
        first["reading"][0]["chapter"] = "atlantis"
        first["exercises"]["read"] = "coalitions-six"
        first["claims"][0] = "coalitions: At least fifty"

    faults = plan.faults(planfile.read(_edited(tmp_path, change)), said)
    assert [fault.split(":")[0] for fault in faults] == ["session 1"] * 3
    assert "atlantis" in faults[0]
    assert "coalitions-six" in faults[1]
    assert "At least fifty" in faults[2]


def test_a_book_that_is_not_built_says_so(tmp_path: Path) -> None:
    with pytest.raises(SeminarError, match="make book"):
        Said(tmp_path).number("iraq:listed")
