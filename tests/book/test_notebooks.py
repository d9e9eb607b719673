"""Notebooks hold a chapter's cells in plain Markdown, and nothing of the site."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from coalitions.book import store
from coalitions.book.chapters import read_chapter
from coalitions.book.notebooks import (
    COMPUTED,
    Notebook,
    as_text,
    name_of,
    notebook,
    notebooks,
    with_outputs,
)
from coalitions.book.plain import filled, placeholder, plain
from coalitions.book.project import Project
from coalitions.book.shelf import Shelf, Work, shelf_of
from coalitions.book.store import Inputs, Record
from coalitions.book.unpacked import chapter_of
from tests.book.small_book import HEAD

ROOT = Path(__file__).parents[2]
BOOK = Project.at(ROOT)
SHELF = Shelf(
    titles={"chapters/ships": "Ships", "chapters/words": "Words"},
    notebooks=frozenset({"chapters/ships", "chapters/countries/deu"}),
    labels={"table-ships": ("chapters/ships", "All ships")},
    works={"navy-1999": Work("Navy, 1999", "https://example.org/navy?a=(b)")},
)
CHAPTER = (
    HEAD
    + """\
# Troops

There are {eval}`int(troops.sum())` troops.

```{code-cell} python3
:tags: [hide-input]
troops = [3, 4]
```

```{exercise-start} Compute
:label: troops-sum
```
Add them.
```{exercise-end}
```

```{solution-start} troops-sum
:class: dropdown
```

```{code-cell} python3
secret = sum(troops)
```

It is {eval}`secret`.
```{solution-end}
```

## Findings

```{code-cell} python3
:tags: [findings]
assert secret == 7
```

```{code-cell} python3
assert troops
```
"""
)


def said(text: str, document: str = "chapters/troops") -> str:
    return plain(text, document, SHELF)


def code(made: Notebook) -> list[str]:
    return [cell["source"] for cell in made["cells"] if cell["cell_type"] == "code"]


def prose(made: Notebook) -> str:
    return "\n".join(cell["source"] for cell in made["cells"] if cell["cell_type"] == "markdown")


@pytest.mark.parametrize(
    ("myst", "markdown"),
    [
        ("See {doc}`ships`.", "See [Ships](ships.ipynb)."),
        ("See {doc}`the fleet <ships>`.", "See [the fleet](ships.ipynb)."),
        ("See {doc}`words`.", "See *Words*."),
        ("Read {cite}`navy-1999`.", "Read ([Navy, 1999](<https://example.org/navy?a=(b)>))."),
        ("In {ref}`ships <table-ships>`.", "In [ships](ships.ipynb)."),
        ("In {ref}`table-ships`.", "In [All ships](ships.ipynb)."),
        ("A {term}`lead <Lead nation>` leads.", "A lead leads."),
        ("Write `{eval}` or ``a`b``.", "Write `{eval}` or ``a`b``."),
        ("(table-ships)=\n## Ships", "## Ships"),
        ("```python\n{eval}`x`\n```", "```python\n{eval}`x`\n```"),
        ("```{admonition} The question\n:class: tip\nWhy?\n```", "> **The question**\n>\n> Why?"),
        ("```{note}\nMind.\n```", "> **Note**\n>\n> Mind."),
    ],
)
def test_myst_becomes_markdown(myst: str, markdown: str) -> None:
    assert said(myst) == markdown


def test_links_start_from_the_notebooks_own_folder() -> None:
    assert said("{doc}`../ships`", "chapters/countries/deu") == "[Ships](../ships.ipynb)"


def test_list_table_becomes_a_table_with_numbers_and_pipes_in_it() -> None:
    rows = "* - Who\n  - How many\n* - a|b\n  - {eval}`x | y`\n"
    table = f"```{{list-table}} Seats\n:header-rows: 1\n\n{rows}```"
    assert said(table) == "**Seats**\n\n| Who | How many |\n| --- | --- |\n| a\\|b | ⟨`x \\| y`⟩ |"
    assert '| a\\|b | <span title="x &#124; y">7</span> |' in filled(said(table), lambda _: "7")


@pytest.mark.parametrize("expression", ["lead", 'f"{a}"', "a | b", "`", "x[`y`]"])
def test_every_placeholder_is_found_again(expression: str) -> None:
    asked: list[str] = []
    filled(f"It is {placeholder(expression)}.", lambda text: (asked.append(text), "7")[1])
    assert asked == [expression]


def test_value_is_shown_as_it_is_written_and_names_its_code() -> None:
    shown = filled(placeholder('t["a"]'), lambda _: "$5 *and* <b>")
    assert shown == '<span title="t[&quot;a&quot;]">\\$5 \\*and\\* &lt;b&gt;</span>'


def test_hidden_code_is_kept_folded_and_tagged() -> None:
    made = notebook(CHAPTER, "chapters/troops", SHELF)
    cell = next(each for each in made["cells"] if each["cell_type"] == "code")
    assert cell["metadata"] == {"tags": ["hide-input"], "jupyter": {"source_hidden": True}}
    assert cell["source"] == "troops = [3, 4]"


def test_solutions_are_folded() -> None:
    made = notebook(CHAPTER, "chapters/troops", SHELF)
    heading = next(each for each in made["cells"] if each["source"] == "#### Solution")
    assert heading["metadata"] == {"jp-MarkdownHeadingCollapsed": True}
    assert "### Exercise: Compute" in prose(made)


def test_without_solutions_neither_their_text_nor_what_rests_on_them_is_there() -> None:
    made = notebook(CHAPTER, "chapters/troops", SHELF, solutions=False)
    assert "secret" not in as_text(made)
    assert "Solution" not in as_text(made)
    assert "Add them." in prose(made)
    assert code(made) == ["troops = [3, 4]", "assert troops"]


def test_same_chapter_same_bytes_and_cells_keep_their_names() -> None:
    made = notebook(CHAPTER, "chapters/troops", SHELF)
    assert as_text(made) == as_text(notebook(CHAPTER, "chapters/troops", SHELF))
    ids = [cell["id"] for cell in made["cells"]]
    longer = notebook(
        CHAPTER.replace("# Troops\n", "# Troops\n\nMore.\n"), "chapters/troops", SHELF
    )
    assert len(set(ids)) == len(ids)
    assert [cell["id"] for cell in longer["cells"]][1:] == ids[1:]


def test_page_without_code_is_no_notebook() -> None:
    with pytest.raises(ValueError, match="chapters/words holds no code"):
        notebook("# Words\n", "chapters/words", SHELF)


def run(*values: tuple[str, str], html: str = "") -> Record:
    outputs: list[tuple[dict[str, Any], ...]] = [(), (), (), ()]
    if html:
        data = {"text/html": html, "text/plain": "x", "application/vnd.coalitions.table+json": {}}
        outputs[0] = ({"output_type": "display_data", "data": data, "metadata": {}},)
    bundles = tuple((text, {"data": {"text/plain": said}}) for text, said in values)
    return Record(Inputs("", ""), tuple(outputs), bundles, 0.0)


VALUES = (("int(troops.sum())", "7"), ("secret", "seven"))


def test_with_outputs_sentences_have_their_numbers() -> None:
    made = notebook(CHAPTER, "chapters/troops", SHELF)
    done = with_outputs(made, run(*VALUES), "chapters/troops", SHELF)
    assert 'There are <span title="int(troops.sum())">7</span> troops.' in prose(done)
    assert "⟨" not in prose(done)
    assert COMPUTED in prose(made)
    assert [c["execution_count"] for c in done["cells"] if c["cell_type"] == "code"] == [1, 2, 3, 4]


def test_outputs_lead_to_notebooks_and_not_to_pages() -> None:
    html = (
        '<a href="ships.html#x">a</a> <a href="../data/x.csv">b</a> <a href="https://e.org">c</a>'
    )
    made = notebook(CHAPTER, "chapters/troops", SHELF)
    done = with_outputs(made, run(*VALUES, html=html), "chapters/troops", SHELF)
    data = next(c for c in done["cells"] if c["cell_type"] == "code")["outputs"][0]["data"]
    assert data["text/html"] == '<a href="ships.ipynb">a</a> b <a href="https://e.org">c</a>'
    assert set(data) == {"text/html", "text/plain"}


def test_run_of_another_chapter_is_refused() -> None:
    made = notebook(CHAPTER, "chapters/troops", SHELF)
    with pytest.raises(ValueError, match="has no value in the stored run"):
        with_outputs(made, run(("other", "1")), "chapters/troops", SHELF)


@pytest.fixture(scope="module")
def all_notebooks() -> dict[str, Notebook]:
    return notebooks(BOOK)


def test_every_chapter_is_a_valid_notebook_without_a_trace_of_myst_or_the_site(
    all_notebooks: dict[str, Notebook],
) -> None:
    left = re.compile(r"\{[a-z-]+\}`|^(?:`{3,}|:{3,})\{|^\([\w-]+\)=$|\x00", re.MULTILINE)
    for document, made in all_notebooks.items():
        nbformat.validate(nbformat.from_dict(json.loads(as_text(made))))
        assert not left.findall(prose(made)), document
        links = re.findall(r"\]\(<?([^)>]*)", prose(made))
        here = [link for link in links if "://" not in link]
        folder = Path(name_of(document)).parent
        known = {Path(name_of(other)) for other in all_notebooks}
        assert {
            Path("x", folder, link).resolve().relative_to(Path("x").resolve()) for link in here
        } <= known


def test_executor_sees_in_a_notebook_what_it_sees_in_the_chapter(
    all_notebooks: dict[str, Notebook],
) -> None:
    for document in ("chapters/interfet", "chapters/london-summit", "chapters/conclusions"):
        source = BOOK.source(document)
        made = json.loads(as_text(all_notebooks[document]))
        ours = chapter_of(made, document, source)
        theirs = read_chapter(document, source)
        assert store.code(ours) == store.code(theirs), document
        assert ours.waits_for_all == theirs.waits_for_all


def test_shelf_knows_titles_labels_and_works() -> None:
    shelf = shelf_of(BOOK)
    assert shelf.titles["chapters/interfet"] == "INTERFET, 1999"
    assert shelf.labels["table-events"][0].startswith("chapters/codebook-")
    assert shelf.works["bbc-1999-09-12-habibie"].label == "BBC News, 1999"
    assert "chapters/glossary" not in shelf.notebooks
