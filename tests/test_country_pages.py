"""Every country has its page, every page the same order, every answer its evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from coalitions.book.sentences import CITED, MASKED, sentences
from coalitions.data.load import load
from coalitions.portraits.scaffold import SECTIONS
from coalitions.portraits.stock import ENOUGH, Stock, stock
from coalitions.portraits.subject import Subject, participants

FOLDER = Path(__file__).parents[1] / "chapters" / "countries"
SUBJECTS = participants()
PAGES = [Subject.of(path.stem.upper()) for path in sorted(FOLDER.glob("*.md"))]
OUTLINE = [heading for heading, _, _ in SECTIONS if heading] + ["Findings"]
CALLS = [call for _, _, calls in SECTIONS for call in calls]
OURS = r"\b([Oo]urs?|us|[Ww]e)\b"
#: Shorter ones are labels ("There is none.") that say nothing about a country.
WORDS_OF_A_SENTENCE = 5


def each(subjects: list[Subject]) -> pytest.MarkDecorator:
    """Run a test for each of some countries, under its code."""
    return pytest.mark.parametrize("subject", subjects, ids=[s.code.lower() for s in subjects])


def text_of(subject: Subject) -> str:
    return (FOLDER / f"{subject.code.lower()}.md").read_text("utf-8")


@pytest.fixture(scope="module")
def stocks() -> dict[str, Stock]:
    """The evidence on everyone with a coded position."""
    return {subject.code: stock(subject) for subject in SUBJECTS}


def test_everyone_with_a_coded_position_has_a_page() -> None:
    assert len(SUBJECTS) >= 32
    assert [s.code for s in SUBJECTS if s.code not in {page.code for page in PAGES}] == []


@each(SUBJECTS)
def test_every_coded_answer_has_evidence(subject: Subject, stocks: dict[str, Stock]) -> None:
    assert stocks[subject.code].unproven == ()


@each(SUBJECTS)
def test_a_page_rests_on_five_dated_and_sourced_statements(
    subject: Subject, stocks: dict[str, Stock]
) -> None:
    rows = [stocks[subject.code].rows[name] for name in ("position_evidence", "troop_positions")]
    assert stocks[subject.code].statements >= ENOUGH
    works = load("sources").set_index("source_id")
    for part in rows:
        assert part["as_of"].notna().all()
        assert works.loc[list(part["source_id"]), "title"].notna().all()


@each(PAGES)
def test_pages_have_the_same_sections_in_the_same_order(subject: Subject) -> None:
    assert re.findall(r"^## (.+)$", text_of(subject), re.MULTILINE) == OUTLINE


@each(PAGES)
def test_pages_draw_the_same_questions_in_the_same_order(subject: Subject) -> None:
    assert re.findall(r"co\.portrait_(\w+)\(", text_of(subject)) == CALLS


@each(PAGES)
def test_a_page_says_whose_coding_it_shows_and_what_would_overturn_it(subject: Subject) -> None:
    text = text_of(subject)
    assert re.search(rf"{OURS}[^.]*\bcod|\bcod[^.]*{OURS}", text)
    assert text.count("co.finding(") >= 2
    assert text.count("co.finding(") == text.count("overturned_by=")


@each(PAGES)
def test_labels_of_exercises_begin_with_the_country(subject: Subject) -> None:
    labels = re.findall(r"^:label: (.+)$", text_of(subject), re.MULTILINE)
    assert labels
    assert [label for label in labels if not label.startswith(f"{subject.code.lower()}-")] == []


def test_no_sentence_stands_on_two_pages() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for subject in PAGES:
        for sentence in (*_prose(subject), *_asserted(subject)):
            found[sentence].add(subject.code)
    assert {said: who for said, who in found.items() if len(who) > 1} == {}


def test_a_template_with_another_name_is_the_same_sentence() -> None:
    poland, spain = Subject.of("POL"), Subject.of("ESP")
    first = _masked("Poland gives {eval}`pol.aid` to Ukraine by itself.", poland)
    assert first == _masked("Spain gives {eval}`esp.aid` to Ukraine by itself.", spain)
    assert first != _masked("Spain lends {eval}`esp.aid` to Ukraine by itself.", spain)


def _prose(subject: Subject) -> list[str]:
    body = re.sub(r"^#.*$", "", text_of(subject), flags=re.MULTILINE)
    return _masked(body, subject)


def _asserted(subject: Subject) -> list[str]:
    """Return the sentences that a page asserts in code."""
    quoted = re.findall(r'co\.finding\(\s*f?"([^"]+)"', text_of(subject))
    return [sentence for text in quoted for sentence in _masked(text, subject)]


def _masked(text: str, subject: Subject) -> list[str]:
    """Return the sentences of a text without numbers, citations and the country's own name.

    The question in the box at the top is the same for all, and so is left out.
    """
    found = []
    for sentence in sentences(text):
        if sentence.box == "The question" and sentence.text.endswith("?"):
            continue
        bare = sentence.text.replace(CITED, "").replace(MASKED, "…")
        for name in sorted({subject.name, subject.name_in_text}, key=len, reverse=True):
            bare = bare.replace(name, "…")
        words = " ".join(bare.split())
        if len(words.split()) >= WORDS_OF_A_SENTENCE:
            found.append(words)
    return found
