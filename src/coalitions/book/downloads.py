"""Sphinx extension: the data package is part of the site, file by file and as one zip.

The site gets a folder `data/` with each table, the descriptor and the zip of all, the same bytes
whenever the data are the same. Pages of the codebook get their style sheet, others do not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

from coalitions.book.project import Project
from coalitions.data import package as descriptor
from coalitions.data.bundle import bundle
from coalitions.data.catalogue import zip_name

#: The folder of the site that holds the files.
FOLDER: Final = "data"
_STYLE: Final = "codebook.css"
#: Every table that `coalitions.markup` writes carries this.
_MARK: Final = 'class="co-wide-table"'


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.setup_extension("coalitions.book.takeaway")
    app.connect("builder-inited", _write_style)
    app.connect("html-page-context", _add_style)
    app.connect("build-finished", _write_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def files(folder: Path) -> dict[str, bytes]:
    """Return what the site offers of the data package in `folder`: name to content."""
    package = descriptor.read(folder)
    offered = {table.path: package.path(table).read_bytes() for table in package.tables}
    offered[descriptor.DESCRIPTOR] = (folder / descriptor.DESCRIPTOR).read_bytes()
    offered[zip_name(package)] = bundle(folder)
    return offered


def _write_files(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    target = Path(app.outdir, FOLDER)
    offered = files(Project(Path(app.srcdir)).data)
    target.mkdir(exist_ok=True)
    for name, content in offered.items():
        _put(target / name, content)
    for path in target.iterdir():
        if path.name not in offered:  # of a table that the package no longer has
            path.unlink()


def _write_style(app: Sphinx) -> None:
    if app.builder.format == "html":
        # Sphinx names a style sheet with its checksum if it is there when a page is written.
        source = Path(__file__).parent / "static" / _STYLE
        _put(Path(app.outdir, "_static", _STYLE), source.read_bytes())


def _add_style(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if _MARK in str(context.get("body", "")):
        app.add_css_file(_STYLE, priority=910)


def _put(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
