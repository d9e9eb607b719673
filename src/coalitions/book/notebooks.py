"""Chapters as Jupyter notebooks, for readers who have JupyterLab and not this book's tools.

A notebook is the chapter's cells with its text in plain Markdown (`coalitions.book.plain`). It
comes without outputs, or with those of the stored run. Folded code stays folded and is tagged,
solutions are folded or left out, and nothing leads to the pages of the book. The same chapter
gives the same notebook, to the byte.
"""

from __future__ import annotations

import ast
import copy
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook

import coalitions
from coalitions.book import store
from coalitions.book.execute import Output
from coalitions.book.files import sha256
from coalitions.book.plain import BEGINS, BREAK, ENDS, filled, plain
from coalitions.book.project import Project
from coalitions.book.shelf import Shelf, read_source, shelf_of

__all__ = ("Notebook", "as_text", "name_of", "notebook", "notebooks", "shelf_of", "with_outputs")

Notebook = dict[str, Any]
Cell = dict[str, Any]

#: The chapters' own folder, which the names of notebooks do not repeat.
_FOLDER: Final = "chapters/"
_KERNEL: Final = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_LANGUAGE: Final = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"}
_FOLDED: Final = ("hide-input", "hide-cell", "remove-input", "remove-cell")
#: JupyterLab folds what stands below a heading that is marked so.
_COLLAPSED: Final = "jp-MarkdownHeadingCollapsed"
#: What an output says for the pages of the book alone.
_OURS: Final = "application/vnd.coalitions."
_QUANTITY: Final = f"{_OURS}quantity+json"
_ANCHOR: Final = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_HREF: Final = re.compile(r'\bhref="([^"]*)"')

ABOUT: Final = (
    "> A chapter of *Willing and Able? Coalitions of the willing from East Timor to Ukraine*, "
    "version {version}. It runs where the package `coalitions` and its data are installed, as in "
    "the bundle of the book. Code that only prepares is folded: a click on its bar shows it. "
    "{numbers}"
)
COMPUTED: Final = "In a sentence, ⟨`name`⟩ stands for a number that the code computes."
STORED: Final = "Numbers in sentences are those of the edition; pointing at one shows its code."


def name_of(document: str) -> str:
    """Return the path of a document's notebook: `interfet.ipynb`, `countries/deu.ipynb`."""
    return f"{document.removeprefix(_FOLDER)}.ipynb"


def notebooks(project: Project, *, solutions: bool = True, first: str = "") -> dict[str, Notebook]:
    """Make the notebooks of all chapters that run code, without outputs: document to notebook.

    Parameters
    ----------
    solutions
        As for `notebook`.
    first
        Code that each begins with, for example what installs the package on a server.
    """
    shelf = shelf_of(project)
    return {
        document: notebook(
            read_source(project.source(document)), document, shelf, solutions=solutions, first=first
        )
        for document in project.documents
        if document in shelf.notebooks
    }


def notebook(
    text: str,
    document: str,
    shelf: Shelf,
    *,
    solutions: bool = True,
    about: bool = True,
    first: str = "",
) -> Notebook:
    """Make the notebook of a chapter, without outputs.

    Parameters
    ----------
    text
        The chapter's source, in MyST Markdown.
    document
        Its name, `chapters/interfet`: links to other notebooks start from there.
    shelf
        What it may refer to.
    solutions
        Whether solutions of exercises are in it, folded; else neither their text nor their code.
    about
        Whether a note below the title says what the notebook is and needs.
    first
        Code that stands before all of the chapter's, tagged ``setup``; none if empty.

    Returns
    -------
    dict
        A notebook of format 4.5. A Markdown cell names the expressions of its sentences in
        ``metadata.coalitions.expressions``, in their order.

    Raises
    ------
    ValueError
        If the text is not a chapter with code.
    """
    if not is_myst_markdown_notebook(text):
        raise ValueError(f"{document} holds no code: only chapters with code are notebooks")
    source = read_myst_markdown_notebook(text)
    cells = list(_cells(source.cells, document, shelf, solutions))
    if about:
        note = ABOUT.format(version=coalitions.__version__, numbers=COMPUTED)
        cells.insert(1, _cell("markdown", note, {}))
    if first:
        cells.insert(2 if about else 1, _code_cell(first, ["setup"]))
    _identify(cells, document)
    metadata: dict[str, Any] = {"kernelspec": dict(_KERNEL), "language_info": dict(_LANGUAGE)}
    if wish := source.metadata.get("coalitions"):  # it wants to run after others
        metadata["coalitions"] = dict(wish)
    return {
        "cells": cells,
        "metadata": metadata,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def with_outputs(made: Notebook, record: store.Record, document: str, shelf: Shelf) -> Notebook:
    """Give a notebook with all its solutions the outputs and numbers of a run of its chapter.

    Raises
    ------
    ValueError
        If the run was not of this chapter.
    """
    done = copy.deepcopy(made)
    code = [cell for cell in done["cells"] if cell["cell_type"] == "code"]
    if len(code) != len(record.outputs):
        raise ValueError(f"{document} has {len(code)} cells of code, its run {len(record.outputs)}")
    for number, (cell, outputs) in enumerate(zip(code, record.outputs, strict=True), start=1):
        cell["execution_count"] = number
        cell["outputs"] = [_output(each, number, document, shelf) for each in outputs]
    values = iter(record.values)

    def value(expression: str) -> str:
        asked, bundle = next(values, ("", {}))
        if asked != expression:
            raise ValueError(f"{document}: {expression} has no value in the stored run")
        return written(bundle)

    for cell in done["cells"]:
        if cell["metadata"].get("coalitions", {}).get("expressions"):
            cell["source"] = filled(cell["source"], value)
        elif cell["cell_type"] == "markdown":
            cell["source"] = cell["source"].replace(COMPUTED, STORED)
    return done


def written(bundle: Mapping[str, Any]) -> str:
    """Return how the value of an expression stands in a sentence."""
    data = bundle["data"]
    return str(data[_QUANTITY]["text"] if _QUANTITY in data else data["text/plain"])


def as_text(made: Notebook) -> str:
    """Write a notebook as Jupyter saves it."""
    filed = copy.deepcopy(made)
    for cell in filed["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    return json.dumps(filed, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _cells(source: Sequence[Any], document: str, shelf: Shelf, solutions: bool) -> Iterator[Cell]:
    inside = False
    gone: set[str] = set()  # names that only solutions give a value
    kept: set[str] = set()
    for cell in source:
        if cell.cell_type == "code":
            if solutions:
                yield _code_cell(cell.source, cell.metadata.get("tags", []))
                continue
            given, used = _names(cell.source)
            if inside or used & gone:  # a finding may rest on a solution
                gone |= given - kept
            else:
                gone -= given
                kept |= given
                yield _code_cell(cell.source, cell.metadata.get("tags", []))
            continue
        for block in plain(cell.source, document, shelf).split(BREAK):
            text = block.strip("\n")
            if text.startswith(BEGINS):
                inside, text = True, text.removeprefix(BEGINS).strip("\n")
                if solutions:
                    yield _cell("markdown", "#### Solution", {_COLLAPSED: True})
            elif text.startswith(ENDS):
                inside, text = False, text.removeprefix(ENDS).strip("\n")
            if text and (solutions or not inside):
                yield _markdown(text)


def _code_cell(source: str, tags: Sequence[str]) -> Cell:
    metadata: dict[str, Any] = {"tags": list(tags)} if tags else {}
    hidden = {}
    if "check" not in tags and any(tag in _FOLDED for tag in tags):  # a student writes into it
        hidden["source_hidden"] = True
    if "hide-output" in tags:
        hidden["outputs_hidden"] = True
    if hidden:
        metadata["jupyter"] = hidden
    return {**_cell("code", source, metadata), "execution_count": None, "outputs": []}


def _markdown(text: str) -> Cell:
    expressions: list[str] = []

    def note(expression: str) -> str:
        expressions.append(expression)
        return ""

    filled(text, note)
    return _cell(
        "markdown", text, {"coalitions": {"expressions": expressions}} if expressions else {}
    )


def _cell(kind: str, source: str, metadata: dict[str, Any]) -> Cell:
    return {"cell_type": kind, "metadata": metadata, "source": source}


def _names(code: str) -> tuple[set[str], set[str]]:
    """Return the names that a piece of code gives a value, and those that it uses."""
    try:
        found = list(ast.walk(ast.parse(code)))
    except SyntaxError:  # a magic of IPython: it uses what it will
        return set(), set()
    named = [node for node in found if isinstance(node, ast.Name)]
    given = {node.id for node in named if isinstance(node.ctx, ast.Store)}
    given |= {node.name for node in found if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return given, {node.id for node in named if isinstance(node.ctx, ast.Load)}


def _identify(cells: Sequence[Cell], document: str) -> None:
    """Name each cell after its content, so that it keeps its name when others come and go."""
    seen: Counter[str] = Counter()
    for cell in cells:
        content = sha256(f"{document}\n{cell['cell_type']}\n{cell['source']}".encode())
        seen[content] += 1
        cell["id"] = sha256(f"{content} {seen[content]}".encode())[:12]


def _output(output: Output, number: int, document: str, shelf: Shelf) -> Output:
    """Keep of an output what notebooks can show, and no link to the pages of the book."""
    kept = copy.deepcopy(output)
    if "execution_count" in kept:
        kept["execution_count"] = number
    data: dict[str, Any] = {
        kind: content
        for kind, content in kept.get("data", {}).items()
        if not kind.startswith(_OURS)
    }
    if "text/html" in data:
        data["text/html"] = _ANCHOR.sub(
            lambda found: _relinked(found, document, shelf), data["text/html"]
        )
    return kept | {"data": data} if "data" in kept else kept


def _relinked(found: re.Match[str], document: str, shelf: Shelf) -> str:
    """Lead a link between pages to the notebook in place of the page, or leave its text."""
    href = _HREF.search(found[1])
    if href is None or "://" in href[1] or href[1].startswith("#"):
        return found[0]
    page = href[1].partition("#")[0]
    target = posixpath.normpath(posixpath.join(posixpath.dirname(document), page))
    other = target.removesuffix(".html")
    if target == other or other not in shelf.notebooks:
        return found[2]
    there = posixpath.relpath(f"{other}.ipynb", posixpath.dirname(document))
    return f'<a href="{escape(there)}">{found[2]}</a>'
