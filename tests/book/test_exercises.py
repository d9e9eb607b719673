"""Exercises and solutions are plain HTML: one address each, folded without a script."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.book.small_book import SmallBook, write_small_book

PAGE = """\
# Plain

```{exercise-start} Read
:label: plain-read
```
What is the *answer*?
```{exercise-end}
```

```{solution-start} plain-read
:class: dropdown
```
```{code-cell} python3
answer = 6 * 7
```

It is {eval}`answer`.
```{solution-end}
```

```{exercise} Argue
:label: plain-argue
Why?
```

```{solution} plain-argue
Because of {ref}`plain-read`.
```

```{solution} plain-argue
Because.
```
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    book: SmallBook = write_small_book(tmp_path_factory.mktemp("exercises") / "a book")
    path = book.root / "chapters/plain.md"
    head, _, _ = path.read_text("utf-8").partition("# Plain")
    path.write_text(head + PAGE, "utf-8")
    book.edit("_config.yml", "stored]", "stored, coalitions.book.site]")
    result = book.build()
    assert result.status == 0, result.said
    return book.page("plain")


def test_a_solution_is_folded_by_the_browser_itself(page: str) -> None:
    solution = page[page.index("<details", page.index('id="plain-read"')) :]
    solution = solution[: solution.index("</details>")]
    assert solution.startswith('<details class="co-solution" id="plain-read-solution">')
    assert "<summary>Solution to Exercise 1</summary>" in solution
    shown = " ".join(re.sub(r"<[^>]*>", "", solution).split())
    assert shown.endswith("It is 42.")


def test_titles_stand_without_brackets_and_numbers_count_on(page: str) -> None:
    titles = re.findall(r'<p class="admonition-title">(.*?)</p>', page)
    words = [re.sub(r"<[^>]*>", "", title) for title in titles]
    assert words == ["Exercise 1 Read", "Exercise 2 Argue"]


def test_each_has_an_address_of_its_own(page: str) -> None:
    ids = Counter(re.findall(r' id="([^"]*)"', page))
    assert [name for name, times in ids.items() if times > 1] == []
    assert {"plain-read-solution", "plain-argue-solution", "plain-argue-solution-2"} <= ids.keys()
    assert 'href="#plain-read"' in page


def test_nothing_is_loaded_for_them(page: str) -> None:
    assert not re.search(r"(togglebutton|exercise)\w*\.(js|css)|toggleHint", page)
