from __future__ import annotations

from tests.book.small_book import SmallBook

CELL = "```{code-cell} python3\nanswer = 6 * 7\n```\n"
FOLDED = "```{code-cell} python3\n:tags: [hide-input]\n\n"


def test_folded_cells_that_follow_one_another_share_one_fold(built: SmallBook) -> None:
    three = "".join(f"{FOLDED}step{n} = {n}\n```\n\n" for n in range(3))
    shown = f"{FOLDED}answer = 42\nanswer\n```\n"
    built.edit("chapters/plain.md", CELL, f"{three}{shown}\nBetween.\n\n{FOLDED}last = 1\n```\n")
    built.edit(
        "_config.yml", "[coalitions.book.stored]", "[coalitions.book.stored, coalitions.book.folds]"
    )
    result = built.build()
    assert result.status == 0, result.said
    page = built.page("plain")
    assert page.count("<details") == 2
    first = page[page.index("<details") : page.index("</details>")]
    assert [f"step{n}" in first for n in range(3)] == [True] * 3
    assert first.index("step0") < first.index("step2") < first.index("answer")
    assert "last" not in first
