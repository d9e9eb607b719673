"""The chapters as notebooks for the browser edition: numbers of the edition, outputs to be made.

A notebook made by `coalitions.book.notebooks` names the kernel of a computer; here it names the
browser's. The numbers in its sentences are those of the edition. A chapter whose functions need a
package that loads late begins by importing it: only an import in a cell makes the kernel load it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import coalitions
from coalitions.book import store
from coalitions.book.lite.app import LATE
from coalitions.book.notebooks import STORED, as_text, name_of, notebook, with_outputs
from coalitions.book.project import BookError, Project
from coalitions.book.shelf import read_source, shelf_of

_KERNEL: Final = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
_ABOUT: Final = (
    "> A chapter of *Willing and Able? Coalitions of the willing from East Timor to Ukraine*, "
    "version {version}. Python runs in your browser: choose *Run*, then *Run All Cells*. The first "
    "result takes a while. Code that only prepares is folded: a click on its bar shows it."
)
_PACKAGE: Final = Path(__file__).parents[2]
_INDENTED_IMPORT: Final = re.compile(r"^\s+(?:from|import) (\w+)", re.MULTILINE)


def for_browser(project: Project) -> dict[str, str]:
    """Make the notebooks of all chapters: path below the root of JupyterLite's files to content.

    Raises
    ------
    BookError
        If a chapter has no stored run: its numbers are in it.
    """
    shelf = shelf_of(project)
    made = {}
    for document in sorted(shelf.notebooks):
        record = store.read(project, document)
        if record is None:
            raise BookError(f"{document} has not been run: `make book` does it")
        text = read_source(project.source(document))
        plain = notebook(text, document, shelf, about=False)
        filled = with_outputs(plain, record, document, shelf)
        late = late_packages(record.inputs.modules)
        made[name_of(document)] = as_text(_for_browser(filled, late))
    return made


def late_packages(modules: Iterable[str]) -> list[str]:
    """List the packages that some modules of `coalitions` import inside their functions, late."""
    return sorted({package for module in modules for package in _imported(module)} & LATE)


def preparation(packages: Iterable[str]) -> str:
    """Write the code that makes the kernel load packages; empty if there are none."""
    return "\n".join(f"import {name}  # the functions below need it" for name in packages)


def _for_browser(made: Mapping[str, Any], late: list[str]) -> dict[str, Any]:
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in made["cells"]
    ]
    note = f"{_ABOUT.format(version=coalitions.__version__)} {STORED}"
    about = {"cell_type": "markdown", "id": "about", "metadata": {}, "source": note}
    cells.insert(1, about)
    if code := preparation(late):
        first = next(place for place, cell in enumerate(cells) if cell["cell_type"] == "code")
        metadata = {"tags": ["setup"]}
        before = {**cells[first], "id": "setup", "metadata": metadata, "source": code}
        cells.insert(first, before)
    return {**made, "cells": cells, "metadata": {**made["metadata"], "kernelspec": dict(_KERNEL)}}


@cache
def _imported(module: str) -> frozenset[str]:
    path = _PACKAGE.joinpath(*module.split(".")[1:])
    file = path.with_suffix(".py") if path.with_suffix(".py").is_file() else path / "__init__.py"
    text = file.read_text("utf-8") if file.is_file() else ""
    return frozenset(_INDENTED_IMPORT.findall(text))
