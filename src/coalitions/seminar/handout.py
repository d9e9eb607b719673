"""Hand-outs: what a class gets on paper for a session, on two pages of A4 at most.

A hand-out has questions and no answers: the best cases of both sides, what goes wrong and what
would overturn a claim are the teacher's, in the guide and in the notes of the slides.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from coalitions.markup import Markup, element, joined
from coalitions.seminar.drawn import CHAPTERS, Drawn
from coalitions.seminar.plan import Plan, Session
from coalitions.seminar.said import Said
from coalitions.seminar.wording import (
    SKILL_NAMES,
    exercise_link,
    linked,
    plain,
    reading_list,
)


def handout(
    session: Session,
    plan: Plan,
    said: Said,
    figures: tuple[Drawn, ...],
    exercises: Mapping[str, tuple[str, ...]],
    book: str,
) -> str:
    """Write the hand-out of a session as an HTML document.

    Parameters
    ----------
    figures
        Those of the session; the first is printed.
    exercises
        Label to the paragraphs of its question.
    book
        The title of the book.
    """

    def words(text: str) -> Markup:
        return linked(text, session.values, said, CHAPTERS)

    body = joined(
        element(
            "header",
            element("p", f"{book} · {plan.title}, session {session.number}", class_="over"),
            element("h1", session.title),
            element("p", words(session.question), class_="lead"),
        ),
        element("div", _before(session, said), _agenda(session, said), class_="columns"),
        _figure(figures[0], said),
        _exercise(session, said, exercises),
        element("section", element("h2", session.sheet.caption), _sheet(session)),
        element(
            "section",
            element("h2", "Questions that divide"),
            element("ul", *(element("li", words(q.ask)) for q in session.questions)),
        ),
        _claims(session, said),
        element("footer", element("p", element("strong", "To hand in. "), words(session.product))),
    )
    title = f"{session.title} – hand-out – {book}"
    about = plain(session.question, session.values, said)
    return document(title, "handout.css", about, element("main", body))


def document(title: str, style: str, about: str, body: Markup, scripts: str = "") -> str:
    """Write an HTML document of the seminar, which stands in a folder beside the chapters."""
    static = "../_static"
    return (
        '<!doctype html>\n<html lang="en" data-theme="light" data-mode="light">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<meta name="description" content="{escape(about)}">\n'
        f'<link rel="icon" type="image/svg+xml" href="{static}/favicon.svg">\n'
        f'<script src="{static}/seminar/mode.js"></script>\n'
        f'<link rel="stylesheet" href="{static}/seminar/{style}">\n'
        f"{scripts}</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _before(session: Session, said: Said) -> Markup:
    return element(
        "section",
        element("h2", "Before the session"),
        reading_list(session, said, CHAPTERS),
        element("p", linked(session.before_students, session.values, said, CHAPTERS)),
        element("h2", "Afterwards you can"),
        element(
            "ul",
            *(element("li", linked(can, session.values, said, CHAPTERS)) for can in session.can),
        ),
    )


def _agenda(session: Session, said: Said) -> Markup:
    rows = [
        element(
            "tr",
            element("th", f"{start}–{end}", scope="row"),
            element("td", linked(step.title, session.values, said, CHAPTERS)),
            element("td", step.form),
        )
        for step, (start, end) in zip(session.steps, session.clock, strict=True)
    ]
    head = element(
        "tr",
        *(element("th", name, scope="col") for name in ("Minutes", "What", "How")),
    )
    return element(
        "section",
        element("h2", "The session"),
        element("table", element("thead", head), element("tbody", *rows)),
    )


def _figure(figure: Drawn, said: Said) -> Markup:
    return element(
        "figure",
        element(
            "figcaption",
            element("strong", figure.title),
            element("span", figure.subtitle, class_="subtitle"),
        ),
        figure.picture(),
        figure.foot(said.titles[figure.chapter]),
    )


def _exercise(session: Session, said: Said, exercises: Mapping[str, tuple[str, ...]]) -> Markup:
    parts = [
        joined(
            element(
                "p",
                element("strong", f"{SKILL_NAMES[skill]}. "),
                exercises[label][0],
                " ",
                element("span", exercise_link(label, said, CHAPTERS), class_="place"),
            ),
            *(element("p", more) for more in exercises[label][1:]),
        )
        for skill, label in session.exercises.items()
    ]
    return element("section", element("h2", "The exercise"), *parts)


def _sheet(session: Session) -> Markup:
    sheet = session.sheet
    # The corner has no words to read out, so it is no heading.
    head = element("tr", element("td"), *(element("th", c, scope="col") for c in sheet.columns))
    rows = [
        element("tr", element("th", row, scope="row"), *(element("td") for _ in sheet.columns))
        for row in sheet.rows
    ]
    return element("table", element("thead", head), element("tbody", *rows), class_="sheet")


def _claims(session: Session, said: Said) -> Markup:
    claims = [said.claim(name) for name in session.claims]
    items = [
        element(
            "li",
            f"{claim.sentence}. ",
            element(
                "span",
                element("a", said.titles[claim.chapter], href=f"{CHAPTERS}{claim.chapter}.html"),
                class_="place",
            ),
        )
        for claim in claims
    ]
    return element(
        "section",
        element("h2", "Claims of the book: what would you have to observe for each to fall?"),
        element("ol", *items, class_="claims"),
    )
