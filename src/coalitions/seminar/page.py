"""The plan as the teaching guide shows it; each function is one cell of that page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from coalitions.data import package
from coalitions.markup import Markup, Shown, element, joined, table
from coalitions.seminar import plan as plans
from coalitions.seminar import planfile
from coalitions.seminar.plan import Seminar, Session
from coalitions.seminar.said import Said
from coalitions.seminar.wording import (
    SKILL_NAMES,
    chapter_link,
    exercise_link,
    linked,
    plain,
    reading_list,
)

if TYPE_CHECKING:
    from coalitions.quantities import Quantity

#: Where hand-outs, slides and the quiz lie, as seen from the pages of chapters.
FILES: Final = "../seminar/"
_LEVELS: Final = ("Not yet", "Pass", "Good", "Excellent")


def seminar_sessions(name: str) -> Shown:
    """List the sessions of a plan: question, reading, exercise and files.

    Parameters
    ----------
    name
        ``"long"`` or ``"short"``.
    """
    seminar, said = _seminar()
    chosen = seminar.plan(name)
    rows = [
        (
            joined(element("strong", session.title), " ", _files(session)),
            linked(session.question, session.values, said),
            joined(*_between([chapter_link(r.chapter, said) for r in _must(session, said)])),
            exercise_link(session.exercises["read"], said),
        )
        for session in chosen.sessions
    ]
    markup = table(chosen.title, ["Session", "Question", "Reading", "Exercise"], rows)
    return Shown(
        joined(element("p", chosen.for_), markup),
        "\n".join(f"{s.number}. {s.title}: {s.question}" for s in chosen.sessions),
    )


def seminar_session(name: str, number: int) -> Shown:
    """Show one session: before it, minute by minute, its questions, and what goes wrong.

    Parameters
    ----------
    name
        The plan, ``"long"`` or ``"short"``.
    number
        The place of the session in it, from 1.
    """
    seminar, said = _seminar()
    session = seminar.plan(name).sessions[number - 1]

    def words(text: str) -> Markup:
        return linked(text, session.values, said)

    parts = [
        element("p", element("strong", session.title)),
        element("p", words(session.question)),
        element("p", "Afterwards students can:"),
        element("ul", *(element("li", words(can)) for can in session.can)),
        element("h4", "Before"),
        _before(session, said),
        element("h4", "Minute by minute"),
        _clock(session, said),
        element("h4", "The exercise"),
        element(
            "ul",
            *(
                element("li", f"{SKILL_NAMES[skill]}: ", exercise_link(label, said), ".")
                for skill, label in session.exercises.items()
            ),
        ),
        element("h4", "Questions that divide a room"),
        *(
            joined(
                element("p", element("em", words(question.ask))),
                element(
                    "ul",
                    element("li", words(question.one)),
                    element("li", words(question.other)),
                ),
            )
            for question in session.questions
        ),
        element("h4", "What usually goes wrong"),
        element(
            "ul",
            *(
                element("li", words(trouble.what), " ", element("strong", words(trouble.do)))
                for trouble in session.goes_wrong
            ),
        ),
        element("p", element("strong", "To hand in. "), words(session.product)),
        element("p", _files(session)),
    ]
    title = plain(session.question, session.values, said)
    return Shown(element("div", *parts, class_="co-session"), f"{session.title}: {title}")


def seminar_outcomes() -> Shown:
    """List what students can do after the seminar, and which piece of work shows it."""
    seminar, _ = _seminar()
    titles = {piece.key: piece.title for piece in seminar.assessment}
    rows = [
        (o.kind.title(), joined(element("strong", o.verb), " ", o.what), titles[o.assessed])
        for o in seminar.outcomes
    ]
    markup = table("Learning outcomes", ["Kind", "Students can", "Shown in"], rows)
    return Shown(markup, "\n".join(f"{o.verb} {o.what}" for o in seminar.outcomes))


def seminar_assessment() -> Shown:
    """Show each piece of assessed work with its rubric."""
    seminar, _ = _seminar()
    parts = []
    for piece in seminar.assessment:
        rows = [(criterion.name, *criterion.levels) for criterion in piece.criteria]
        parts.append(
            joined(
                element("h3", f"{piece.title}, {piece.weight}% of the mark"),
                element("p", piece.what),
                table(f"Rubric: {piece.title.lower()}", ["Criterion", *_LEVELS], rows),
            )
        )
    text = "\n".join(f"{p.title} ({p.weight}%): {p.what}" for p in seminar.assessment)
    return Shown(joined(*parts), text)


def seminar_count(what: str) -> Quantity:
    """Count something of the seminar.

    Parameters
    ----------
    what
        ``"minutes"`` of a session, ``"items"`` of the quiz, ``"long"`` or ``"short"`` for the
        sessions of a plan.
    """
    from coalitions.quantities import quantity
    from coalitions.seminar import quiz

    seminar, _ = _seminar()
    if what == "minutes":
        number, said = seminar.minutes, "minutes of a session, in seminar/plan.yml"
    elif what == "items":
        number, said = len(quiz.read(_root())), "questions in seminar/quiz.yml"
    else:
        number = len(seminar.plan(what).sessions)
        said = f"sessions of the plan “{what}”, in seminar/plan.yml"
    return quantity(number, expression=said, kind="definition")


def _seminar() -> tuple[Seminar, Said]:
    root = _root()
    return planfile.read(root), Said(root)


def _root() -> Path:
    return package.read().folder.parent


def _must(session: Session, said: Said) -> list[plans.Reading]:
    return [reading for reading in session.to_read(said) if not reading.may]


def _between(links: list[Markup]) -> list[str]:
    return [part for link in links for part in (", ", link)][1:]


def _before(session: Session, said: Said) -> Markup:
    return joined(
        reading_list(session, said),
        element(
            "p", element("strong", "Students. "), _words(session.before_students, session, said)
        ),
        element("p", element("strong", "You. "), _words(session.before_teacher, session, said)),
    )


def _words(text: str, session: Session, said: Said) -> Markup:
    return linked(text, session.values, said)


def _clock(session: Session, said: Said) -> Markup:
    rows = [
        (
            f"{start}–{end}",
            str(step.minutes),
            joined(element("strong", step.title), f" ({step.form})"),
            _words(step.what, session, said),
        )
        for step, (start, end) in zip(session.steps, session.clock, strict=True)
    ]
    caption = f"Minutes of the session “{session.title}”"
    return table(caption, ["Clock", "Minutes", "Step", "What happens"], rows, numbers=(1,))


def _files(session: Session) -> Markup:
    return joined(
        element("a", "Hand-out", href=f"{FILES}{session.handout}"),
        ", ",
        element("a", "slides", href=f"{FILES}{session.slides}"),
    )
