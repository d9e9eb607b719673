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

from coalitions.book.files import write_whole
from coalitions.book.project import Project

_VIEWERS = {"markdown": "Jupytext Notebook", "myst": "Jupytext Notebook"}
_OVERRIDES = {"@jupyterlab/docmanager-extension:plugin": {"defaultViewers": _VIEWERS}}


def open_notebook_by_default() -> None:
    """Make JupyterLab of this environment open Markdown files as notebooks."""
    settings = Path(sys.prefix, "share", "jupyter", "lab", "settings", "overrides.json")
    write_whole(settings, json.dumps(_OVERRIDES, indent=1) + "\n")


def run(project: Project, options: Sequence[str] = ()) -> int:
    """Open JupyterLab in the folder of the book and return its exit status."""
    open_notebook_by_default()
    command = [sys.executable, "-m", "jupyterlab", "--notebook-dir", str(project.root)]
    first = f"/lab/tree/{project.documents[0]}.md"
    return subprocess.run([*command, f"--LabApp.default_url={first}", *options]).returncode
