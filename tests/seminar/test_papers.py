"""Hand-outs and slides hold what is theirs: questions for the class, answers for the teacher."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from coalitions.seminar.drawn import Drawn
from coalitions.seminar.handout import handout
from coalitions.seminar.plan import Seminar, Session
from coalitions.seminar.said import Said
from coalitions.seminar.slides import slides
from coalitions.seminar.wording import plain

from .conftest import ROOT


def _figures(session: Session) -> tuple[Drawn, ...]:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    return tuple(
        Drawn(
            s.name, "iraq", "Figure 1", f"Finding <{s.name}>", "Unit", "Words", svg, svg, "Sources."
        )
        for s in session.figures
    )


def _exercises(session: Session) -> dict[str, tuple[str, ...]]:
    return {label: (f"Question of {label}.",) for label in session.exercises.values()}


def _read(write: object, session: Session, seminar: Seminar, said: Said) -> BeautifulSoup:
    plan = seminar.plan(session.plan)
    html = write(session, plan, said, _figures(session), _exercises(session), "Book")  # type: ignore[operator]
    return BeautifulSoup(html, "html.parser")


def test_a_hand_out_asks_and_does_not_answer(seminar: Seminar, said: Said) -> None:
    for session in seminar.sessions:
        text = _read(handout, session, seminar, said).get_text()
        for question in session.questions:
            assert plain(question.ask, session.values, said) in text
            assert plain(question.one, session.values, said) not in text
        for name in session.claims:
            assert said.claim(name).sentence in text
            assert said.claim(name).overturned_by not in text


def test_headlines_of_slides_are_the_findings_of_figures_and_stay_text(
    seminar: Seminar, said: Said
) -> None:
    session = seminar.sessions[0]
    page = _read(slides, session, seminar, said)
    titles = [h.get_text() for h in page.select("section.figure > h2")]
    assert titles == [f"Finding <{shown.name}>" for shown in session.figures]
    pictures = page.select("[role=img]")
    assert [p["aria-label"] for p in pictures] == titles
    for picture in pictures:
        words = page.find(id=str(picture["aria-describedby"]))
        assert words is not None
        assert words.get_text() == "Words"


def test_every_slide_has_notes_but_none_in_the_students_edition(
    seminar: Seminar, said: Said, tmp_path: Path
) -> None:
    session = seminar.sessions[0]
    page = _read(slides, session, seminar, said)
    assert all(slide.select("aside.notes p") for slide in page.select(".slides > section"))
    for name in ("chapters", "_build", "seminar"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "answers.json").write_text("{}", "utf-8")
    page = _read(slides, session, seminar, Said(tmp_path))
    assert len(page.select(".slides > section")) > 10
    assert page.select("aside") == []
