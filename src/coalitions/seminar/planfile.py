"""Reading the plan of the seminar from its file, and refusing one that does not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from coalitions.seminar.plan import (
    PLAN,
    SKILLS,
    Criterion,
    Outcome,
    Piece,
    Plan,
    Question,
    Reading,
    Seminar,
    Session,
    Sheet,
    Shown,
    Step,
    Trouble,
)
from coalitions.seminar.said import SeminarError

_NAME: Final = re.compile(r"\{(\w+)\}")


def read(root: Path) -> Seminar:
    """Read the plan of the book in a folder.

    Raises
    ------
    SeminarError
        If a key is missing or unknown, minutes or weights do not add up, or a placeholder has no
        value. The text names the session.
    """
    content = yaml.safe_load((root / PLAN).read_text("utf-8"))
    try:
        seminar = Seminar(
            minutes=content["minutes"],
            outcomes=tuple(
                Outcome(kind=kind, **outcome)
                for kind, outcomes in content["outcomes"].items()
                for outcome in outcomes
            ),
            plans=tuple(_plan(each) for each in content["plans"]),
            assessment=tuple(_piece(each) for each in content["assessment"]),
        )
    except (KeyError, TypeError) as error:
        raise SeminarError(f"{PLAN}: {error}") from error
    wrong = [*_sums(seminar), *_names(seminar)]
    if wrong:
        raise SeminarError(f"{PLAN}:\n" + "\n".join(wrong))
    return seminar


def _sums(seminar: Seminar) -> Iterator[str]:
    for session in seminar.sessions:
        total = sum(step.minutes for step in session.steps)
        if total != seminar.minutes:
            yield (
                f"{session.file} {session.number}, “{session.title}”: its steps take {total} "
                f"minutes, not {seminar.minutes}"
            )
        if set(session.exercises) != set(SKILLS):
            yield f"{session.file} {session.number}: exercises must be {', '.join(SKILLS)}"
        names = [shown.name for shown in session.figures]
        if len(set(names)) != len(names):
            yield f"{session.file} {session.number}: a figure stands there twice"
    weight = sum(piece.weight for piece in seminar.assessment)
    if weight != 100:
        yield f"assessment: the weights add up to {weight}, not 100"
    keys = {piece.key for piece in seminar.assessment}
    for outcome in seminar.outcomes:
        if outcome.assessed not in keys:
            yield f"outcome “{outcome.verb}”: no piece of work has the key {outcome.assessed}"


def _names(seminar: Seminar) -> Iterator[str]:
    for session in seminar.sessions:
        used = {name for text in session.texts() for name in _NAME.findall(text)}
        where = f"{session.file} {session.number}"
        for name in sorted(used - set(session.values)):
            yield f"{where}: {{{name}}} has no value"
        for name in sorted(set(session.values) - used):
            yield f"{where}: the value {name} is not used"


def _plan(content: Mapping[str, Any]) -> Plan:
    sessions = tuple(
        _session(content, number, each) for number, each in enumerate(content["sessions"], start=1)
    )
    return Plan(content["name"], content["title"], content["for"], sessions)


def _session(plan: Mapping[str, Any], number: int, content: Mapping[str, Any]) -> Session:
    sheet: Mapping[str, Any] = content["sheet"]
    lists: dict[str, Any] = {
        "can": tuple(content["can"]),
        "reading": tuple(Reading(**each) for each in content["reading"]),
        "questions": tuple(Question(**each) for each in content["questions"]),
        "steps": tuple(Step(**each) for each in content["steps"]),
        "exercises": dict(sorted(content["exercises"].items(), key=_rank)),
        "figures": tuple(Shown(**each) for each in content["figures"]),
        "claims": tuple(content["claims"]),
        "goes_wrong": tuple(Trouble(**each) for each in content["goes_wrong"]),
        "sheet": Sheet(sheet["caption"], tuple(sheet["columns"]), tuple(sheet["rows"])),
    }
    return Session(
        plan=plan["name"], number=number, file=plan["file"], **{**dict(content), **lists}
    )


def _rank(exercise: tuple[str, str]) -> int:
    return SKILLS.index(exercise[0]) if exercise[0] in SKILLS else len(SKILLS)


def _piece(content: Mapping[str, Any]) -> Piece:
    criteria = tuple(Criterion(c["name"], tuple(c["levels"])) for c in content["criteria"])
    return Piece(**{**dict(content), "criteria": criteria})
