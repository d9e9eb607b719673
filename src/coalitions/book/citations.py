"""Sphinx extension: the bibliography of the book is the table `sources`, and nothing else.

Before sphinxcontrib-bibtex reads its file, this writes it. A key in `{cite}` and a `source_id` in
a row are therefore the same, and each entry of the page *bibliography* can be linked by that key.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pybtex.backends.plaintext import Backend as PlainText
from pybtex.plugin import register_plugin
from sphinx.application import Sphinx
from sphinx.config import Config

from coalitions.book.files import write_whole
from coalitions.book.project import Project
from coalitions.data.bibliography import bibtex

#: The page that lists all works.
PAGE = "chapters/bibliography"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.setup_extension("sphinxcontrib.bibtex")
    # Registered, it is found at once; else all installed packages are searched for each citation.
    register_plugin("pybtex.backends", "plaintext", PlainText)
    app.connect("config-inited", _write_bibliography)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _write_bibliography(app: Sphinx, config: Config) -> None:
    project = Project(Path(app.srcdir))
    # Pages look up rows and sources through the loader, which has to read this book's data.
    os.environ["COALITIONS_DATA"] = str(project.data)
    path = project.cache / "references.bib"
    text = bibtex(folder=project.data)
    if not path.is_file() or path.read_text("utf-8") != text:
        write_whole(path, text)
    config.bibtex_bibfiles = [path.relative_to(project.root).as_posix()]
    config.bibtex_cite_id = "{key}"
