"""A number typed into a sentence is found, and what is no number of anything is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from coalitions.book.problems import Problem
from coalitions.book.project import Project
from coalitions.book.prose import EXCEPTIONS, check_prose, numerals
from coalitions.book.sentences import sentences

ROOT = Path(__file__).parents[2]
HEAD = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3.11}\n---\n"


def check(folder: Path, text: str, exceptions: str = "") -> list[Problem]:
    """Check a book of one chapter."""
    (folder / "chapters").mkdir(exist_ok=True)
    (folder / "_config.yml").write_text("title: A book\n", "utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: chapters/one\n", "utf-8")
    (folder / "chapters/one.md").write_text(text, "utf-8")
    (folder / EXCEPTIONS).write_text(exceptions, "utf-8")
    return check_prose(Project.at(folder))


def found(text: str) -> list[str]:
    return [numeral for _, numeral in numerals(text)]


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("They sent 5,500 troops.", "5,500"),
        ("They sent 2000 troops.", "2000"),
        ("A share of 44% is large.", "44%"),
        ("It cost €3.5 billion.", "€3.5"),
        ("Of 42 states, some came.", "42"),
        ("Only seven came.", "seven"),
        ("Seven came.", "Seven"),
        ("Twenty-seven came.", "Twenty-seven"),
        ("About a dozen came.", "a dozen"),
        ("More than a hundred came.", "a hundred"),
        ("Nearly a third of them left.", "a third of"),
        ("Half of them left.", "Half of"),
        ("That is twice as many.", "twice as"),
        ("It grew threefold.", "threefold"),
        ("Two thirds left.", "Two"),
    ],
)
def test_a_numeral_is_found(text: str, numeral: str) -> None:
    assert found(text) == [numeral]


@pytest.mark.parametrize(
    "text",
    [
        "They landed on 20 September 1999.",
        "Between 30 August and 27 September, and on 15, 16 and 18 March.",
        "Violence came on the 13th.",
        "In 2003, 2004 and the 1990s; in 1999–2000 and 2022/23.",
        "On 2025-03-02 at 14:30.",
        "Resolution 1264 (1999) and resolutions 1483 and 1511 allow it.",
        "S/RES/1264 and Article 51 allow it.",
        "See Figure 3, Table 2.1, section 4 and exercises 4 and 5.",
        "A C-17, an A400M, the E3, an F-35 and COVID-19.",
        "The EU-27 and the G7 met in 3D.",
        "Soldiers per 1,000 inhabitants.",
        "The Nordic-Baltic Eight and the Weimar Five met.",
        "One of them was the first, the second had one ship.",
        "A two-way street.",
        "Hundreds came.",
        "Someone often weighs the tenor of a treaty.",
        "**1.** is the number of a point",
    ],
)
def test_what_is_no_number_of_anything_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_typed_number_is_named_with_file_line_and_numeral(tmp_path: Path) -> None:
    text = HEAD + "# One\n\nFirst line.\nIn all 5,500 came,\nand eleven left.\n"
    problems = check(tmp_path, text)
    assert [(p.file, p.line) for p in problems] == [("chapters/one.md", 8), ("chapters/one.md", 9)]
    assert "“5,500”" in problems[0].reason
    assert "“eleven”" in problems[1].reason
    assert "{eval}" in problems[0].reason


def test_only_the_sentence_that_cites_may_hold_numbers(tmp_path: Path) -> None:
    text = "# One\n\nSome say 230 {cite}`taz-2000`. Others say 240. Both, i.e. 250 {cite:p}`a,b`.\n"
    (problem,) = check(tmp_path, text)
    assert "“240”" in problem.reason


@pytest.mark.parametrize(
    "text",
    [
        "It is {eval}`shares[12]` of `x = 7` and $n = 12$.",
        "```{code-cell} python3\n:tags: [hide-input]\nprint('12 ships')\n```",
        "```python\nseven = 7\n```",
        "````{list-table}\n:header-rows: 1\n* - Ships\n````",
        "```{admonition} Exercise 1: count\n:class: note\n:width: 12\nCount them.\n```",
        "```{admonition} The question\nWhy? 20 minutes; needs nothing.\n```",
        "```{figure} pictures/12.png\n---\nwidth: 200px\n---\nA ship.\n```",
        "% 12 ships\n\n<!-- 12 ships -->\n\n(part-12)=\n",
        'See [the list](https://example.org/12 "12") and <https://example.org/13>.',
        "$$\nx = 12\n$$",
        "1. Ships\n2. Troops\n12. More",
        "{doc}`twelve <chapter>` and {numref}`figure-12`",
        '<span title="12">ships</span> and &#8211;',
    ],
)
def test_code_options_addresses_and_maths_are_no_prose(tmp_path: Path, text: str) -> None:
    assert check(tmp_path, f"{HEAD}# One\n\n{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "## Twelve ships",
        "- and 12 ships",
        "| ships | 12 |",
        "```{dropdown} Twelve ships\nMany.\n```",
        "```{admonition} Note\nIt had 12 ships.\n```",
        "```{admonition} Another box\nWithin 20 minutes.\n```",
        "````{note}\n```{warning}\nIt had 12 ships.\n```\n````",
        "````{list-table}\n* - 12 ships\n````",
        "[12 ships](https://example.org)",
        "*12 ships*",
    ],
)
def test_headings_lists_tables_and_boxes_are_prose(tmp_path: Path, text: str) -> None:
    assert len(check(tmp_path, f"{HEAD}# One\n\n{text}\n")) == 1


def test_an_exception_needs_a_reason_and_excuses_its_sentence_only(tmp_path: Path) -> None:
    entry = "sentences:\n  - chapter: one\n    sentence: Three ways in\n"
    text = "# One\n\n## Three ways in\n\nThree ways out.\n"
    assert len(check(tmp_path, text, f"{entry}    reason: counts what follows\n")) == 1
    without = check(tmp_path, text, entry)
    assert [(p.file, p.line) for p in without if p.file == EXCEPTIONS] == [(EXCEPTIONS, 3)]
    assert len(without) == 3


def test_a_name_is_free_in_every_sentence(tmp_path: Path) -> None:
    names = "names:\n  - name: Leopard 2\n    reason: a tank\n"
    assert check(tmp_path, "# One\n\nThe Leopard 2 is a tank.\n", names) == []
    assert len(check(tmp_path, "# One\n\nLeopard 2s: 12 of them.\n", names)) == 1


def test_an_exception_that_nothing_needs_is_a_fault(tmp_path: Path) -> None:
    unused = "names:\n  - name: Leopard 2\n    reason: a tank\n"
    (problem,) = check(tmp_path, "# One\n\nNo tanks.\n", unused)
    assert (problem.file, problem.line) == (EXCEPTIONS, 2)


def test_a_list_that_is_no_yaml_is_a_fault(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, "# One\n", "names: [\n")
    assert problem.file == EXCEPTIONS


def test_sentences_keep_their_place_in_the_file() -> None:
    text = HEAD + "# One\n\n- A list. Two items,\n  wrapped. *Third.*\n\nThe end, i.e. this.\n"
    read = list(sentences(text))
    assert [s.source for s in read] == [
        "One",
        "A list.",
        "Two items, wrapped.",
        "*Third.*",
        "The end, i.e. this.",
    ]
    assert all(text[s.start :].startswith(s.text[:5]) for s in read)


def test_the_book_itself_has_no_typed_number() -> None:
    assert check_prose(Project.at(ROOT)) == []
