"""Sphinx extension: pages show what the executor's kernels said, whoever starts the build.

MyST-NB would run the chapters itself, one after the other and without looking at data or modules.
This extension has the executor bring them up to date first, hands MyST-NB their stored outputs,
and makes Sphinx read again each page whose outputs changed. `jupyter-book build .` therefore gives
the pages of `make book`, and neither can show an old number.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import myst_nb.sphinx_
from myst_nb.core.execute.base import NotebookClientBase
from nbformat import NotebookNode, from_dict
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging

from coalitions.book import store
from coalitions.book.files import hash_file
from coalitions.book.kernels import kernels
from coalitions.book.project import Project
from coalitions.book.schedule import bring_up_to_date

log = logging.getLogger(__name__)

_LANGUAGE = {
    "name": "python",
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "pygments_lexer": "ipython3",
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("coalitions_run", True, "env", bool)
    app.connect("builder-inited", _run_chapters)
    app.connect("env-get-outdated", _changed_documents)
    myst_nb.sphinx_.create_client = StoredClient
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _run_chapters(app: Sphinx) -> None:
    if not app.config.coalitions_run:  # `build` has done so already
        return
    project = Project.at(app.srcdir)
    with kernels(project.data) as source:
        outcomes = bring_up_to_date(project, log.info, source)
    problems = [problem for outcome in outcomes.values() for problem in outcome.problems]
    if problems:
        raise ExtensionError("chapters failed:\n" + "\n".join(map(str, problems)))


def _changed_documents(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Sequence[str]:
    """Name the documents that show something else than when they were read the last time.

    A page shows its outputs, and beside its numbers what the rows behind them cite: a row may get
    another source and every output stay the same.
    """
    project = Project(Path(app.srcdir))
    known: dict[str, Any] = getattr(env, "coalitions_digests", {})
    works = hash_file(project.data / "sources.csv")
    now = {
        document: [record.digest, works, record.inputs.data]
        for document in project.documents
        if (record := store.read(project, document))
    }
    env.coalitions_digests = now  # type: ignore[attr-defined]
    return [d for d in env.found_docs if now.get(d) != known.get(d)]


class StoredClient(NotebookClientBase):  # type: ignore[misc]
    """Gives MyST-NB the stored outputs of a chapter in place of running it."""

    def __init__(
        self, notebook: NotebookNode, source: str, nb_config: Any, logger: Any, read_fmt: Any = None
    ) -> None:
        path = Path(source)
        notebook.metadata["language_info"] = dict(_LANGUAGE)  # a live kernel would have said so
        super().__init__(notebook, path, nb_config, logger)
        project = _project_of(path)
        document = path.relative_to(project.root).with_suffix("").as_posix()
        record = store.read(project, document)
        self._values: dict[str, list[Any]] = {}
        outputs = record.outputs if record else ()
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        for number, (cell, stored) in enumerate(zip(code, outputs, strict=False), start=1):
            cell.outputs = [from_dict(output) for output in stored]
            cell.execution_count = number
        for text, bundle in record.values if record else ():
            self._values.setdefault(text, []).append(bundle)

    def eval_variable(self, name: str) -> list[NotebookNode]:
        """Return the value that an expression had at this place of the page."""
        expression = " ".join(name.split())
        values = self._values.get(expression)
        if not values:
            raise LookupError(f"{name!r} has no stored value")
        bundle = values.pop(0) if len(values) > 1 else values[0]
        output = {"output_type": "execute_result", "execution_count": None, **bundle}
        # The page names it beside the value (`coalitions.book.numbers`).
        output["metadata"] = {**output.get("metadata", {}), "expression": expression}
        return [from_dict(output)]


def _project_of(path: Path) -> Project:
    """Return the project that a source file belongs to."""
    for folder in path.resolve().parents:
        if (folder / "_toc.yml").is_file():
            return Project(folder)
    raise LookupError(f"{path} does not belong to a book: no _toc.yml above it")
