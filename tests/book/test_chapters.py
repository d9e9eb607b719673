from __future__ import annotations

from pathlib import Path

import pytest

from coalitions.book.chapters import read_chapter
from tests.book.small_book import HEAD


def chapter(tmp_path: Path, text: str):
    path = tmp_path / "a.md"
    path.write_text(text, "utf-8")
    return read_chapter("chapters/a", path)


def test_a_cell_knows_the_line_its_code_begins_on(tmp_path: Path) -> None:
    text = HEAD + "# T\n\n```{code-cell} python3\n:tags: [hide-input]\n\nx = 1\ny = 2\n```\n"
    (cell,) = chapter(tmp_path, text).code
    assert text.splitlines()[cell.line - 1] == "x = 1"


def test_expressions_are_found_in_order_with_their_lines(tmp_path: Path) -> None:
    text = HEAD + "# T\n\nOne {eval}`a.b`, two {eval}`c`.\n\n:::{note}\nThree {eval}`d`.\n:::\n"
    found = [e for cell in chapter(tmp_path, text).cells for e in cell.expressions]
    assert [e.text for e in found] == ["a.b", "c", "d"]
    lines = text.splitlines()
    assert all(f"{{eval}}`{e.text}`" in lines[e.line - 1] for e in found)


@pytest.mark.parametrize("fence", ["```text", "~~~", "```{code-block} md", "```"])
def test_what_is_shown_as_code_is_not_evaluated(tmp_path: Path, fence: str) -> None:
    text = HEAD + f"# T\n\n{fence}\n{{eval}}`a`\n{fence[:3]}\n\nThen {{eval}}`b`.\n"
    found = [e.text for cell in chapter(tmp_path, text).cells for e in cell.expressions]
    assert found == ["b"]


def test_a_page_without_a_kernel_runs_nothing(tmp_path: Path) -> None:
    assert not chapter(tmp_path, "# T\n\n{eval}`a` is only text here.\n").runs


def test_windows_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = "\ufeff" + (HEAD + "# T\n\n```{code-cell} python3\nx = 1\n```\n").replace("\n", "\r\n")
    path.write_bytes(text.encode("utf-8"))
    assert [cell.source for cell in read_chapter("a", path).code] == ["x = 1"]


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes((HEAD + "# Größe\n").encode("latin-1"))
    with pytest.raises(ValueError, match="UTF-8"):
        read_chapter("a", path)
