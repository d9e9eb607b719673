"""Slides: a session's figures, questions and claims, with notes for whoever speaks.

Without a script the slides are a list to scroll, each with its notes below it. reveal.js makes a
presentation of the same list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coalitions.markup import Markup, element, joined
from coalitions.seminar.drawn import CHAPTERS, Drawn
from coalitions.seminar.handout import document
from coalitions.seminar.plan import Plan, Session
from coalitions.seminar.said import Said
from coalitions.seminar.wording import chapter_link, exercise_link, linked, plain

_SCRIPTS = "".join(
    f'<script defer src="../_static/{path}"></script>\n'
    for path in ("reveal/reveal.js", "reveal/notes.js", "seminar/slides.js")
)


@dataclass(frozen=True)
class _Slide:
    """What a slide shows, and what is said to it."""

    parts: tuple[Markup, ...]
    notes: tuple[str, ...]
    class_: str | None


def slides(
    session: Session,
    plan: Plan,
    said: Said,
    figures: tuple[Drawn, ...],
    exercises: Mapping[str, tuple[str, ...]],
    book: str,
) -> str:
    """Write the slides of a session as an HTML document.

    Parameters
    ----------
    figures
        Those of the session, in the order of the plan.
    exercises
        Label to the paragraphs of its question.
    book
        The title of the book.
    """
    parts = [
        _section(slide, notes=not said.is_for_students)
        for slide in _deck(session, plan, said, figures, exercises, book)
    ]
    deck = element("main", element("div", *parts, class_="slides"), class_="reveal")
    bar = element(
        "nav",
        element("a", "The teaching guide", href=f"{CHAPTERS}teaching-guide.html"),
        " ",
        element("button", "Present", type="button", id="present", hidden=""),
        element("button", "Notes", type="button", id="notes", hidden=""),
        class_="bar",
        aria_label="Around the slides",
    )
    title = f"{session.title} – slides – {book}"
    about = plain(session.question, session.values, said)
    return document(title, "slides.css", about, joined(bar, deck), _SCRIPTS)


def _deck(
    session: Session,
    plan: Plan,
    said: Said,
    figures: tuple[Drawn, ...],
    exercises: Mapping[str, tuple[str, ...]],
    book: str,
) -> Iterator[_Slide]:
    def words(text: str) -> Markup:
        return linked(text, session.values, said, CHAPTERS)

    first, last = session.steps[0], session.steps[-1]
    yield _slide(
        element("p", f"{book} · {plan.title}, session {session.number}", class_="over"),
        element("h1", session.title),
        element("p", words(session.question), class_="lead"),
        notes=(words(f"Before: {session.before_teacher}"), words(f"First: {first.what}")),
        class_="opening",
    )
    yield _slide(
        element("h2", "At the end of this session you can"),
        element("ul", *(element("li", words(can)) for can in session.can)),
        notes=(words(f"What usually goes wrong: {t.what} {t.do}") for t in session.goes_wrong),
    )
    yield _slide(
        element("h2", "What we do"),
        _agenda(session),
        notes=(
            words(f"{step.title} ({step.minutes} minutes): {step.what}") for step in session.steps
        ),
    )
    for shown, figure in zip(session.figures, figures, strict=True):
        yield _slide(
            element("h2", figure.title),
            element("p", figure.subtitle, class_="subtitle"),
            figure.picture(),
            figure.foot(said.titles[figure.chapter]),
            notes=(words(shown.say),),
            class_="figure",
        )
    read, compute = session.exercises["read"], session.exercises["compute"]
    yield _slide(
        element("h2", "The exercise"),
        *(element("p", text) for text in exercises[read]),
        element("p", exercise_link(read, said, CHAPTERS), class_="foot"),
        notes=(
            "The solution is folded below the exercise in the chapter.",
            joined(
                "With programming: ",
                *exercises[compute],
                " ",
                exercise_link(compute, said, CHAPTERS),
            ),
        ),
    )
    for question in session.questions:
        yield _slide(
            element("h2", words(question.ask)),
            element("p", "Two camps. Then change sides.", class_="lead"),
            notes=(
                words(f"Best case of one side: {question.one}"),
                words(f"Best case of the other: {question.other}"),
            ),
            class_="opening",
        )
    claims = [said.claim(name) for name in session.claims]
    yield _slide(
        element("h2", "What would you have to observe for these to fall?"),
        element("ol", *(element("li", f"{claim.sentence}.") for claim in claims)),
        notes=(f"{claim.sentence}: {claim.overturned_by}." for claim in claims),
    )
    yield _slide(
        element("h2", "To hand in"),
        element("p", words(session.product), class_="lead"),
        *_next(session, plan, said),
        notes=(words(f"Last: {last.what}"),),
    )


def _next(session: Session, plan: Plan, said: Said) -> Iterator[Markup]:
    if session.number >= len(plan.sessions):
        return
    following = plan.sessions[session.number]
    links = [chapter_link(r.chapter, said, CHAPTERS) for r in following.to_read(said) if not r.may]
    parts = [part for link in links for part in (", ", link)][1:]
    yield element("p", "Next: ", element("strong", following.title), ". Read: ", *parts, ".")


def _agenda(session: Session) -> Markup:
    rows = [
        element(
            "tr",
            element("th", f"{start}–{end}", scope="row"),
            element("td", step.title),
            element("td", step.form),
        )
        for step, (start, end) in zip(session.steps, session.clock, strict=True)
    ]
    head = element(
        "tr",
        *(element("th", name, scope="col") for name in ("Minutes", "What", "How")),
    )
    return element("table", element("thead", head), element("tbody", *rows))


def _slide(*parts: Markup, notes: Iterable[str], class_: str | None = None) -> _Slide:
    return _Slide(parts, tuple(notes), class_)


def _section(slide: _Slide, *, notes: bool) -> Markup:
    said = element(
        "aside",
        *(element("p", note) for note in slide.notes),
        class_="notes",
        role="note",
        aria_label="Notes for the speaker",
    )
    return element("section", *slide.parts, said if notes else None, class_=slide.class_)
