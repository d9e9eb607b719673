"""Running the book again names every row, number, figure and finding that moved, and no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .small_book import SmallBook, write_small_book

COUNT = """\
```{code-cell} python3
total = co.total(ships, "number")
co.finding("There are fewer than ten ships", total < 10, overturned_by="a tenth ship")
```

In all {eval}`total`.
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    book = write_small_book(tmp_path_factory.mktemp("rerun") / "book")
    with (book.root / "chapters/ships.md").open("a", encoding="utf-8") as chapter:
        chapter.write(COUNT)
    parameters = "parameter_id,low,mode,high,distribution\nrotation-factor,3,3.5,4,triangular\n"
    (book.root / "data/model_parameters.csv").write_text(parameters)
    package = json.loads((book.root / "data/datapackage.json").read_text())
    package["resources"].append(PARAMETERS)
    (book.root / "data/datapackage.json").write_text(json.dumps(package))
    done = book.build()
    assert done.status == 0, done.said
    return book


PARAMETERS = {
    "name": "model_parameters",
    "path": "model_parameters.csv",
    "title": "Parameters",
    "description": "A table for tests.",
    "row": "one parameter",
    "schema": {
        "primaryKey": ["parameter_id"],
        "fields": [
            {"name": name, "type": kind, "title": name, "description": f"The {name}."}
            | ({"unit": "1", "constraints": {"minimum": 0}} if kind == "number" else {})
            for name, kind in (
                ("parameter_id", "string"),
                ("low", "number"),
                ("mode", "number"),
                ("high", "number"),
                ("distribution", "string"),
            )
        ],
    },
}


def rerun(book: SmallBook, *arguments: str) -> tuple[int, str]:
    done = book.run("-m", "coalitions", "rerun", *arguments)
    return done.status, done.said


def test_a_run_of_the_same_book_finds_nothing_moved(published: SmallBook) -> None:
    status, said = rerun(published)
    assert status == 0, said
    assert "Every number, figure and finding is the same." in said


def test_a_changed_row_is_named_with_all_that_moved_and_nothing_else(published: SmallBook) -> None:
    published.edit("data/ships.csv", "second,4", "second,40")
    try:
        status, said = rerun(published)
    finally:
        published.edit("data/ships.csv", "second,40", "second,4")
    assert status == 1
    assert "ships:3 (number 4 → 40)" in said
    assert 'number int(ships["number"].sum()): 7 → 43' in said
    assert "number total: 7 → 43" in said
    assert "finding There are fewer than ten ships: holds → does not hold" in said
    assert "output cell 1: 7 → 43" in said
    assert "Moved: 1 finding, 2 numbers, 1 output." in said
    assert "troops" not in said.split("Changed rows:")[1]
    report = json.loads((published.root / "_build/rerun.json").read_text())
    assert [row["table"] for row in report["rows"]] == ["ships"]
    assert {change["chapter"] for change in report["changes"]} == {"chapters/ships"}


def test_what_rests_on_a_row_names_that_row_alone(published: SmallBook) -> None:
    published.edit("data/ships.csv", "second,4", "second,5")
    published.edit("data/troops.csv", "first,500", "first,501")
    try:
        rerun(published)
    finally:
        published.edit("data/ships.csv", "second,5", "second,4")
        published.edit("data/troops.csv", "first,501", "first,500")
    changes = json.loads((published.root / "_build/rerun.json").read_text())["changes"]
    causes = {(c["chapter"], c["what"]): c["causes"] for c in changes}
    assert causes["chapters/ships", "total"] == ["ships:3"]
    (troops,) = (found for (chapter, _), found in causes.items() if chapter == "chapters/troops")
    assert troops == ["troops:2, which the chapter reads"]


def test_pages_of_another_assumption_say_so_and_have_it(published: SmallBook) -> None:
    before = published.pages()
    rerun(published, "--set", "dilemma.rotation=5")
    assert published.pages() == before, "the published edition must stay as it is"
    copy = published.root / "_build/rerun"
    parameters = (copy / "data/model_parameters.csv").read_text()
    assert "rotation-factor,5,5,5,fixed" in parameters
    for name in ("index", "ships", "troops", "plain"):
        page = (copy / f"_build/html/chapters/{name}.html").read_text()
        assert "Not the published edition: run with rotation-factor = 5." in page


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("rotation=4", "write it as dilemma.NAME=VALUE"),
        ("dilemma.rotation", "write it as dilemma.NAME=VALUE"),
        ("dilemma.rotation=four", "four is not a number"),
        ("dilemma.rotaton=4", "rotaton names no parameter; for example rotation-factor"),
    ],
)
def test_a_setting_that_means_nothing_is_refused(
    published: SmallBook, text: str, fault: str
) -> None:
    status, said = rerun(published, "--set", text)
    assert status == 2
    assert fault in said


def test_without_an_edition_to_compare_with_it_says_what_to_do(tmp_path: Path) -> None:
    book = write_small_book(tmp_path / "book")
    status, said = rerun(book)
    assert status == 2
    assert "`make book` writes it" in said
