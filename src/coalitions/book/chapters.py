"""A chapter as the executor sees it: code cells, and expressions that stand in sentences.

Reading is MyST-NB's own, so that cells are counted the way Sphinx counts them when it builds the
page. Expressions are those of the `{eval}` role and directive; each is evaluated at its place
between the cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook

#: `{eval}` in a sentence, and as the first line of a directive of its own.
_ROLE = re.compile(r"\{eval\}(`+)(.+?)\1(?!`)", re.DOTALL)
_DIRECTIVE = re.compile(r"^\s*(?:`{3,}|:{3,})\{eval(?::figure)?\}\s*(.+?)\s*$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,}|:{3,})\s*(\S*)")
#: Directives whose content is shown as it is, not read as text.
_VERBATIM = re.compile(r"\{(code|code-block|sourcecode|literalinclude|math|parsed-literal|raw)\}")


@dataclass(frozen=True)
class Expression:
    """One expression in a sentence, and the line of the file it stands on (from 1)."""

    text: str
    line: int


@dataclass(frozen=True)
class Cell:
    """One cell, in the order of the page.

    A code cell has `source`, the others have `expressions`. `line` is the first line of the code
    (or of the text) in the file, counted from 1; `number` counts code cells from 1, and is 0 for
    a cell of text.
    """

    source: str
    line: int
    number: int = 0
    expressions: tuple[Expression, ...] = ()

    @property
    def is_code(self) -> bool:
        """Whether a kernel runs this cell."""
        return self.number > 0


@dataclass(frozen=True)
class Chapter:
    """A document of the book with what has to run for it."""

    document: str
    path: Path
    cells: tuple[Cell, ...]
    metadata: dict[str, Any]

    @property
    def code(self) -> tuple[Cell, ...]:
        """The code cells alone."""
        return tuple(cell for cell in self.cells if cell.is_code)

    @property
    def runs(self) -> bool:
        """Whether there is anything to execute."""
        return any(cell.is_code or cell.expressions for cell in self.cells)

    @property
    def waits_for_all(self) -> bool:
        """Whether this chapter reads what the others left, and so has to run after them.

        A chapter says so at its top: `coalitions: {after: all}`.
        """
        wish = self.metadata.get("coalitions") or {}
        return bool(wish.get("after") == "all")


def read_chapter(document: str, path: Path) -> Chapter:
    """Read a chapter from its file.

    Raises
    ------
    ValueError
        If the file is not UTF-8 or a cell's options cannot be read; the text says where.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}; save the file as UTF-8") from None
    if not is_myst_markdown_notebook(text):
        return Chapter(document, path, (), {})
    notebook = read_myst_markdown_notebook(text, add_source_map=True, path=path)
    lines = text.splitlines()
    cells, number = [], 0
    for cell, start in zip(notebook.cells, notebook.metadata["source_map"], strict=True):
        line = _first_line(cell.source, lines, start)
        if cell.cell_type == "code":
            number += 1
            cells.append(Cell(cell.source, line, number))
        else:
            is_text = cell.cell_type == "markdown"
            found = tuple(_expressions(cell.source, line)) if is_text else ()
            cells.append(Cell(cell.source, line, expressions=found))
    return Chapter(document, path, tuple(cells), dict(notebook.metadata))


def _first_line(source: str, lines: list[str], fence: int) -> int:
    """Find the line (from 1) on which a cell begins, below its fence, options and blank lines."""
    code = source.splitlines()
    for start in range(fence, len(lines) - len(code) + 1):
        if code and lines[start : start + len(code)] == code:
            return start + 1
    return fence + 1


def _expressions(text: str, first_line: int) -> list[Expression]:
    """List the expressions in a piece of Markdown, leaving out what is shown as code."""
    found = []
    masked = _mask_verbatim(text)
    for number, line in enumerate(masked.split("\n")):
        if match := _DIRECTIVE.match(line):
            found.append((number, Expression(match[1], first_line + number)))
    for match in _ROLE.finditer(masked):
        number = masked.count("\n", 0, match.start())
        expression = " ".join(match[2].split("\n")).strip()
        found.append((number, Expression(expression, first_line + number)))
    return [expression for _, expression in sorted(found, key=lambda pair: pair[0])]


def _mask_verbatim(text: str) -> str:
    """Blank what stands inside code fences, keeping the number of lines.

    Fences nest: a directive holds text that is read, unless its name says that it shows code.
    """
    kept: list[str] = []
    open_fences: list[tuple[str, bool]] = []
    for line in text.split("\n"):
        marker, verbatim = open_fences[-1] if open_fences else ("", False)
        match = _FENCE.match(line)
        if match and marker and match[1].startswith(marker) and not match[2]:
            open_fences.pop()
        elif match and not verbatim:
            shows_code = not match[2].startswith("{") or bool(_VERBATIM.match(match[2]))
            open_fences.append((match[1], shows_code))
            verbatim = shows_code
        kept.append("" if verbatim else line)
    return "\n".join(kept)
