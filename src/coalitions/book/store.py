"""What is known of each chapter's last good run, and whether it still holds.

One JSON file a chapter, written whole or not at all. It holds the outputs and the fingerprints of
everything that they depend on: the chapter's code, the tables and other files it read, the modules
of this package it imported, and the environment. Of a table that was asked for some rows only,
these rows count, with their lines: a row put in above them changes what cards call them. A run is
used again only while all of them are as they were; the first that is not becomes the reason for
running again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coalitions.book.environment import environment
from coalitions.book.files import as_json, hash_file, sha256, write_whole
from coalitions.book.project import Project
from coalitions.data import uses

if TYPE_CHECKING:  # both need nbclient and MyST-NB, which take seconds to import
    from coalitions.book.chapters import Chapter
    from coalitions.book.execute import Execution, Output

#: Raise it when the form of the files below `_build/execution` changes.
VERSION = 3

DESCRIPTOR = "data/datapackage.json"
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Inputs:
    """Fingerprints of everything that one run of a chapter depended on.

    Attributes
    ----------
    code, environment
        What ran, and where.
    tables, files, modules
        Read or imported as a whole: name to fingerprint.
    rows
        Tables read in part: path to the fingerprint of each selection.
    """

    code: str
    environment: str
    tables: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    modules: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def data(self) -> dict[str, str]:
        """The tables read, whole or in part, each with one fingerprint of what was read."""
        parts = {path: sha256(as_json(each).encode()) for path, each in self.rows.items()}
        return dict(sorted({**parts, **self.tables}.items()))


@dataclass(frozen=True)
class Record:
    """A good run of a chapter: its inputs, and what it gave."""

    inputs: Inputs
    outputs: tuple[tuple[Output, ...], ...]
    values: tuple[tuple[str, Output], ...]
    seconds: float

    @property
    def digest(self) -> str:
        """A fingerprint of what the page shows of this run."""
        return sha256(as_json([self.outputs, self.values]).encode())


class Fingerprints:
    """Fingerprints of files and tables of a project as they were when this was made.

    What chapters may read is hashed at once, before any of them runs: a file that is edited while
    they run then differs from what is on record, and the next build runs them again.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._file: Callable[[str], str] = cache(self._hash_file)
        self._module: Callable[[str], str] = cache(_hash_module)
        self._resources = self._read_resources()
        self._content: dict[str, bytes] = {}
        for path in project.data.rglob("*"):
            if path.is_file():
                name = path.relative_to(project.root).as_posix()
                self.file(name)
                if path.suffix == ".csv":
                    self._content[name] = path.read_bytes()
        for path in _PACKAGE.rglob("*.py"):
            dotted = path.relative_to(_PACKAGE.parent).with_suffix("").as_posix().replace("/", ".")
            self.module(dotted.removesuffix(".__init__"))

    def file(self, path: str) -> str:
        """Return the fingerprint of a file, by its path below the project; `absent` if it is."""
        return self._file(path)

    def table(self, path: str) -> str:
        """Return the fingerprint of a table: its rows, and what the descriptor says of it."""
        return sha256(f"{self.file(path)} {as_json(self._resources.get(path))}".encode())

    def rows(self, path: str, selection: str) -> str:
        """Return the fingerprint of some rows of a table, their lines, and its descriptor."""
        found = uses.selected(self._content.get(path, b""), selection)
        if found is None:
            return self.table(path)
        return sha256(as_json([found, self._resources.get(path)]).encode())

    def module(self, name: str) -> str:
        """Return the fingerprint of a module of this package."""
        return self._module(name)

    def inputs(self, chapter: Chapter, run: Execution) -> Inputs:
        """Return the fingerprints of what a run has just used."""
        tables = {f for f in run.files if f.startswith("data/") and f.endswith(".csv")}
        files = set(run.files) - tables - ({DESCRIPTOR} if tables else set())
        return Inputs(
            code=code(chapter),
            environment=environment(),
            tables={path: self.table(path) for path in sorted(tables - set(run.rows))},
            files={path: self.file(path) for path in sorted(files)},
            modules={name: self.module(name) for name in sorted(run.modules)},
            rows={
                path: {selection: self.rows(path, selection) for selection in run.rows[path]}
                for path in sorted(tables & set(run.rows))
            },
        )

    def _hash_file(self, path: str) -> str:
        return hash_file(self.project.root / path)

    def _read_resources(self) -> dict[str, Any]:
        try:
            package = json.loads((self.project.root / DESCRIPTOR).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {f"data/{each.get('path')}": each for each in package.get("resources", [])}


def _hash_module(name: str) -> str:
    below = _PACKAGE.joinpath(*name.split(".")[1:])
    return hash_file(below / "__init__.py" if below.is_dir() else below.with_suffix(".py"))


def why_stale(chapter: Chapter, record: Record | None, now: Fingerprints) -> str:
    """Say why a chapter has to run again, in a few words; the empty string if it has not."""
    if record is None:
        return "never run"
    was = record.inputs
    if was.code != code(chapter):
        return "its code changed"
    if was.environment != environment():
        return "the environment changed"
    checks: list[tuple[str, Mapping[str, str], Callable[[str], str]]] = [
        ("table", was.tables, now.table),
        ("file", was.files, now.file),
        ("module", was.modules, now.module),
    ]
    for kind, fingerprints, current in checks:
        for name, fingerprint in fingerprints.items():
            if current(name) != fingerprint:
                shown = Path(name).stem if kind == "table" else name
                return f"{kind} {shown} changed"
    for path, selections in was.rows.items():
        for selection, fingerprint in selections.items():
            if now.rows(path, selection) != fingerprint:
                return f"rows of table {Path(path).stem} changed"
    return ""


def code(chapter: Chapter) -> str:
    """Return the fingerprint of all that runs for a chapter; its sentences are not part of it."""
    running = [
        cell.source if cell.is_code else [e.text for e in cell.expressions]
        for cell in chapter.cells
        if cell.is_code or cell.expressions
    ]
    return sha256(as_json([VERSION, running]).encode())


def path_of(project: Project, document: str) -> Path:
    """Return where the record of a document lies."""
    return project.execution / f"{document}.json"


def read(project: Project, document: str) -> Record | None:
    """Return the last good run of a document, or None if there is none that can be read."""
    try:
        raw = json.loads(path_of(project, document).read_text("utf-8"))
        if raw.pop("version") != VERSION:
            return None
        return Record(
            inputs=Inputs(**raw["inputs"]),
            outputs=tuple(tuple(cell) for cell in raw["outputs"]),
            values=tuple((text, bundle) for text, bundle in raw["values"]),
            seconds=raw["seconds"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(project: Project, document: str, record: Record) -> None:
    """Keep a good run of a document, replacing the one before."""
    write_whole(path_of(project, document), as_json({"version": VERSION, **asdict(record)}))
