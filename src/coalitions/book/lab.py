"""`make lab`: the chapters as notebooks in JupyterLab, through Jupytext.

Chapters are Markdown; Jupytext opens them as notebooks and writes them back as Markdown. Its
settings stand in `pyproject.toml`. What is set here is only that a double click opens the notebook
and not the text.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import jupytext
from jupytext.config import load_jupytext_configuration_file

from coalitions.book.files import write_whole
from coalitions.book.project import Project

_VIEWERS = {"markdown": "Jupytext Notebook", "myst": "Jupytext Notebook"}
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_OVERRIDES = {"@jupyterlab/docmanager-extension:plugin": {"defaultViewers": _VIEWERS}}


def open_notebook_by_default() -> None:
    """Make JupyterLab of this environment open Markdown files as notebooks."""
    settings = Path(sys.prefix, "share", "jupyter", "lab", "settings", "overrides.json")
    write_whole(settings, json.dumps(_OVERRIDES, indent=1) + "\n")


def as_saved(text: str, project: Project) -> str:
    """Return the text of a chapter as JupyterLab would write it after running it.

    It fills in the kernel that JupyterLab names, so that saving a chapter changes nothing else.
    """
    settings = load_jupytext_configuration_file(str(project.root / "pyproject.toml"))
    notebook = jupytext.reads(text, fmt="md:myst", config=settings)
    notebook.metadata["kernelspec"] = dict(_KERNEL)
    saved: str = jupytext.writes(notebook, fmt="md:myst", config=settings)
    return saved


def tidy(project: Project) -> list[str]:
    """Rewrite the chapters that differ from what JupyterLab would save; return their names."""
    changed = []
    for document in project.documents:
        path = project.source(document)
        text = path.read_text("utf-8")
        if "{code-cell}" in text and (saved := as_saved(text, project)) != text:
            write_whole(path, saved)
            changed.append(document)
    return changed


def run(project: Project, options: Sequence[str] = ()) -> int:
    """Open JupyterLab in the folder of the book and return its exit status."""
    open_notebook_by_default()
    command = [sys.executable, "-m", "jupyterlab", "--notebook-dir", str(project.root)]
    first = f"/lab/tree/{project.documents[0]}.md"
    return subprocess.run([*command, f"--LabApp.default_url={first}", *options]).returncode
