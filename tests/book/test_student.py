"""The student's edition runs no chapter again and holds no solution anywhere."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

import pytest

from coalitions.book.project import Project
from coalitions.book.solutions import solution_lines
from tests.book.small_book import HEAD, SmallBook, write_small_book

ROOT = Path(__file__).parents[2]
CHAPTER = """\
# Plain

```{code-cell} python3
import coalitions as co
answer = 6 * 7
```

```{exercise-start} Compute
:label: plain-compute
```
What is the product?
```{exercise-end}
```

```{code-cell} python3
:tags: [check, remove-input]
co.check("plain-compute", ..., "a number")
```

```{solution-start} plain-compute
:class: dropdown
```

```{code-cell} python3
confidential = answer + 0
```

Whoever multiplies gets {eval}`f"{confidential} zebras"`.

```{code-cell} python3
:tags: [remove-cell]
co.solution(
    "plain-compute", confidential,
    wrong={13: "That is the sum.", 36: "Six times six.", 49: "Seven times seven."},
    otherwise="Add the one as often as the other says.",
)
```

```{solution-end}
```

It is {eval}`answer` all the same.
"""
REPORT = """\
# Report

```{code-cell} python3
import coalitions as co
numbers = co.edition_quantities()
```

There are {eval}`len(numbers)` numbers, on {eval}`len(co.edition_exercises())` exercise.
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    """Return a small book of which both editions have been built."""
    book = write_small_book(tmp_path_factory.mktemp("student") / "a book")
    (book.root / "chapters/plain.md").write_text(HEAD + CHAPTER, "utf-8")
    head = HEAD.replace("---\n", "---\ncoalitions:\n  after: all\n", 1)
    (book.root / "chapters/report.md").write_text(head + REPORT, "utf-8")
    book.edit(
        "_toc.yml", "- file: chapters/plain\n", "- file: chapters/plain\n- file: chapters/report\n"
    )
    book.edit("_config.yml", "stored]", "stored, sphinx_exercise]")
    for command in ("build", "student"):
        result = book.run("-m", "coalitions", "book", command)
        assert result.status == 0, result.said
    said = result.said
    assert "chapters/report: executed" in said
    assert "chapters/plain: executed" not in said
    return book


def page(book: SmallBook, name: str, edition: str) -> str:
    return (book.root / f"_build/{edition}/chapters/{name}.html").read_text("utf-8")


def test_the_full_edition_has_the_solution_and_the_students_only_the_exercise(
    book: SmallBook,
) -> None:
    assert "42 zebras" in page(book, "plain", "html")
    student = page(book, "plain", "student")
    assert "zebras" not in student
    assert "What is the product?" in student
    assert "in the place of the three dots" in student
    assert "all the same" in student


@pytest.mark.parametrize("secret", ["zebras", "confidential", "solution-start"])
def test_no_file_of_the_students_edition_holds_a_word_of_it(book: SmallBook, secret: str) -> None:
    folders = (book.root / "_build/student", book.root / "_build/student-book/chapters")
    assert holding(folders, [secret]) == []
    assert holding((book.root / "_build/html",), ["zebras"]) != []


def test_pages_about_the_book_count_what_is_left(book: SmallBook) -> None:
    assert "There are 4 numbers" in " ".join(plain(page(book, "report", "html")).split())
    assert "There are 3 numbers" in " ".join(plain(page(book, "report", "student")).split())


def test_the_students_notebooks_can_check_without_holding_the_answer(book: SmallBook) -> None:
    answers = json.loads((book.root / "_build/student-book/answers.json").read_text("utf-8"))
    assert set(answers) == {"plain-compute"}
    code = (
        "import coalitions as co; print(co.check('plain-compute', 42)); "
        "print(co.check('plain-compute', 36))"
    )
    student = SmallBook(book.root / "_build/student-book")
    assert student.run("-c", code).said == "Right.\nNot yet. Six times six.\n"


def test_a_chapter_that_changed_since_has_to_be_built_first(book: SmallBook) -> None:
    book.edit("chapters/plain.md", "answer = 6 * 7", "answer = 7 * 6")
    result = book.run("-m", "coalitions", "book", "student")
    book.edit("chapters/plain.md", "answer = 7 * 6", "answer = 6 * 7")
    assert result.status == 2
    assert "chapters/plain has changed since the last `make book`" in result.said


@pytest.mark.skipif(not (ROOT / "_build/student").is_dir(), reason="`make student` was not run")
def test_the_whole_students_edition_holds_no_line_of_any_solution() -> None:
    secrets = list(lines_of_solutions(Project.at(ROOT)))
    assert len(secrets) > 200
    folders = (ROOT / "_build/student", ROOT / "_build/student-book/chapters")
    assert holding(folders, secrets) == []


def holding(folders: Iterable[Path], secrets: list[str]) -> list[tuple[str, str]]:
    """List the files below folders that hold a secret, as it is or as markup writes it."""
    found = []
    for path in (p for folder in folders for p in sorted(folder.rglob("*")) if p.is_file()):
        content = path.read_bytes()
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as packed:
                content = b"\n".join(packed.read(name) for name in packed.namelist())
        text = content.decode("utf-8", "ignore")
        said = f"{text}\n{plain(text)}" if path.suffix == ".html" else text
        found += [(path.name, secret) for secret in secrets if secret in said]
    return found


def plain(text: str) -> str:
    """Return what a page says, without its markup."""
    return unescape(re.sub(r"<[^>]*>", "", text))


def lines_of_solutions(project: Project) -> Iterator[str]:
    """Yield what only solutions say: lines of code, and pieces of sentences without roles."""
    everywhere, secret = [], []
    for document in project.documents:
        text = project.source(document).read_text("utf-8")
        gone = solution_lines(text)
        for number, line in enumerate(text.split("\n"), 1):
            (secret if number in gone else everywhere).append(line)
    hints = json.loads((project.build / "student-book/answers.json").read_text("utf-8"))
    public = "\n".join([*everywhere, json.dumps(hints, ensure_ascii=False)])
    for line in secret:
        for piece in line.replace("*", "").split("`"):
            said = piece.strip(" .,;:{}()\"'")
            if len(said) > 25 and said not in public:
                yield said
