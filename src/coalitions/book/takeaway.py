"""Sphinx extension: what a reader may take away from a chapter, as a list in its toolbar.

Each chapter with code is offered as a notebook, with and without outputs, and each page as it was
written. Where the addresses of servers are configured, the chapter opens there too. The list is
plain HTML and unfolds without a script. The site lists the checksums of its parts.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

import coalitions
from coalitions.book import checksums, launch, store
from coalitions.book.files import as_json, hash_file, sha256, write_whole
from coalitions.book.notebooks import (
    as_text,
    name_of,
    notebook,
    with_outputs,
)
from coalitions.book.project import Project
from coalitions.book.shelf import read_source, shelf_of

#: The folder of the site that holds notebooks, and the one inside it for those with outputs.
FOLDER: Final = "notebooks"
EXECUTED: Final = "with-outputs"
#: What decides how a notebook looks, besides the chapter.
_MAKERS: Final = ("notebooks.py", "plain.py")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("coalitions_launch", {}, "html")
    app.connect("config-inited", _take_over)
    app.connect("html-page-context", _offer)
    app.connect("build-finished", _write, priority=940)
    # When all pages are as they will be published.
    app.connect("build-finished", _seal, priority=990)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def write_notebooks(project: Project, target: Path, known: Mapping[str, str]) -> dict[str, str]:
    """Write the notebooks of a project into a folder, those that changed; remove what is gone.

    Parameters
    ----------
    known
        What this returned the last time, for the same folder.

    Returns
    -------
    dict
        Document to a fingerprint of all that its notebooks are made from.
    """
    shelf = shelf_of(project)
    makers = [hash_file(Path(__file__).with_name(name)) for name in _MAKERS]
    common = sha256(as_json([makers, coalitions.__version__, repr(shelf)]).encode())
    made: dict[str, str] = {}
    wanted: set[Path] = set()
    for document in sorted(shelf.notebooks):
        text = read_source(project.source(document))
        run = store.path_of(project, document)
        plain = target / name_of(document)
        executed = target / EXECUTED / name_of(document)
        made[document] = sha256(as_json([common, text, hash_file(run)]).encode())
        wanted |= {plain, executed}
        if known.get(document) == made[document] and plain.is_file() and executed.is_file():
            continue
        without = notebook(text, document, shelf)
        write_whole(plain, as_text(without))
        if record := store.read(project, document):
            write_whole(executed, as_text(with_outputs(without, record, document, shelf)))
    for path in list(target.rglob("*.ipynb")):
        if path not in wanted:
            path.unlink()
    return made


def _take_over(app: Sphinx, config: Any) -> None:
    """Keep the theme from adding buttons of its own: they would open files that are not there."""
    config.html_theme_options.pop("launch_buttons", None)
    config.coalitions_launch = launch.settings(Path(app.srcdir, "_config.yml"))


def _offer(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Hand the list to the template of the toolbar."""
    if doctree is None or app.builder.name != "html":
        return
    path = Path(app.srcdir, f"{name}.md")
    offered = []
    if path.is_file() and "{code-cell}" in path.read_text("utf-8"):
        for words, folder in (
            ("Notebook with outputs", f"{FOLDER}/{EXECUTED}"),
            ("Notebook without outputs", FOLDER),
        ):
            address = context["pathto"](f"{folder}/{name_of(name)}", 1)
            offered.append({"text": words, "href": address, "download": True})
        for place in launch.places(name, app.config.coalitions_launch):
            offered.append({"text": f"Open on {place.name}", "href": place.url, "download": False})
    context["coalitions_takeaway"] = offered


def _write(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.name != "html" or not Path(app.srcdir, "_toc.yml").is_file():
        return
    project, target = Project(Path(app.srcdir)), Path(app.outdir, FOLDER)
    note = Path(app.doctreedir, "notebooks.json")
    known = json.loads(note.read_text("utf-8")) if note.is_file() else {}
    made = write_notebooks(project, target, known)
    write_whole(note, as_json(made))
    if not made:
        shutil.rmtree(target, ignore_errors=True)


def _seal(app: Sphinx, error: Exception | None) -> None:
    if not error and app.builder.name == "html":
        checksums.write(Path(app.outdir))
