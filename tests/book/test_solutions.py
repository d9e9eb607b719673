"""Solutions are found where they stand, and taken out with all their lines and no other."""

from __future__ import annotations

import pytest

from coalitions.book.solutions import exercises, solution_lines, without_solutions

CHAPTER = """\
# Title

```{exercise-start} Read a figure
:label: a-read
```
What does {eval}`x` say?
```{exercise-end}
```

```{code-cell} python3
co.check("a-read", ...)
```

```{solution-start} a-read
:class: dropdown
```

```{code-cell} python3
secret = 1
```

It says {eval}`secret`.
```{solution-end}
```

```{exercise} Argue
:label: a-argue
Why?
```

:::{solution} a-argue
Because.
:::

Afterwards.
"""


def test_exercises_have_label_title_skill_and_text() -> None:
    read, argue = exercises(CHAPTER)
    assert (read.label, read.title, read.skill, read.line) == ("a-read", "Read a figure", "read", 3)
    assert read.text == "What does {eval}`x` say?"
    assert (argue.label, argue.skill, argue.text) == ("a-argue", "argue", "Why?")


def test_what_is_left_holds_everything_else_and_no_gap() -> None:
    left = without_solutions(CHAPTER)
    assert "secret" not in left and "Because" not in left and "solution" not in left
    assert "\n\n\n" not in left
    kept = [
        line for n, line in enumerate(CHAPTER.split("\n"), 1) if n not in solution_lines(CHAPTER)
    ]
    assert [line for line in left.split("\n") if line] == [line for line in kept if line]


def test_a_text_without_solutions_stays_as_it_is() -> None:
    left = without_solutions(CHAPTER)
    assert without_solutions(left) == left


def test_a_solution_without_an_end_is_an_error_with_its_line() -> None:
    with pytest.raises(ValueError, match=r"line 2: this solution has no \{solution-end\}"):
        solution_lines("text\n```{solution-start} a\n```\nSecret.\n")
