"""The bundle: everything that rerunning the notebooks needs, as one zip.

It is what one hands to a class or deposits: notebooks, data, package, the lock, what the edition
says, and a program that reruns the one and compares it with the other. The same sources give the
same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import coalitions
from coalitions.book import bundle_run, launch, published, unpacked
from coalitions.book.build import SOURCES
from coalitions.book.chapters import read_chapter
from coalitions.book.edition import folder_of as edition_files
from coalitions.book.files import write_whole
from coalitions.book.lean import lean
from coalitions.book.notebooks import as_text, name_of, notebooks
from coalitions.book.project import BookError, Project
from coalitions.book.store import code
from coalitions.data import package as descriptor
from coalitions.data.bundle import archive

NAME: Final = "willing-and-able"
#: What the bundle takes over besides sources, data and package.
_PAPERS: Final = ("LICENSE", "LICENSE-CONTENT", "CITATION.cff")
_MADE: Final = ("__pycache__", ".mypy_cache")

_README: Final = """\
# Willing and Able? {version}: notebooks, data and code

Two commands rerun the book on your computer, with Python 3.11 or later:

    python run.py setup
    python run.py

The first installs the packages that `requirements.lock` names into `.venv` and is the only one that
needs a network. The second runs all {count} notebooks, compares every number, figure and finding
with the published edition, says what differs, and leaves the notebooks with their outputs in
`executed/`. On Windows write `py` for `python`. To read and change the notebooks:

    python run.py lab

| here | what |
| --- | --- |
| `notebooks/` | the chapters as notebooks, without outputs |
| `data/` | the tables, and `datapackage.json`, which says what each column means |
| `src/coalitions/` | the package that the notebooks call |
| `chapters/` | the chapters as they are written, from which the pages of the book are made |
| `published.json` | what the edition says: numbers, data of figures, findings, with their rows |
| `SHA256SUMS` | `sha256sum --check SHA256SUMS` tells whether this copy is complete |

Change a row in `data/` or a line in a notebook, run again, and the report names what moved and why.

Text and data are under CC BY 4.0 (`LICENSE-CONTENT`), code is under MIT (`LICENSE`). To cite, see
`CITATION.cff`.
"""


def path_of(project: Project) -> Path:
    """Return where the bundle of this edition is written."""
    return project.build / "bundle" / f"{NAME}-{coalitions.__version__}.zip"


def write(project: Project) -> Path:
    """Write the bundle of a book that has been built, and return where it lies.

    Raises
    ------
    BookError
        If the book has not been built, or was built from other sources.
    """
    content = archive(f"{NAME}-{coalitions.__version__}", files(project))
    write_whole(path_of(project), content)
    return path_of(project)


def write_notebooks(project: Project, folder: str | Path | None = None) -> Path:
    """Write all notebooks, without outputs, into a folder: `_build/notebooks` if none is named.

    If `_config.yml` names the repository, each begins with a cell that fetches the book where the
    package is not there, as on Colab.
    """
    target = Path(folder) if folder else project.root / launch.BINDER_FOLDER
    fetch = launch.fetching(launch.settings(project.root / "_config.yml")) if folder else ""
    for document, made in notebooks(project, first=fetch).items():
        write_whole(target / name_of(document), as_text(made))
    return target


def files(project: Project) -> dict[str, bytes]:
    """Collect the files of the bundle: path to content.

    Raises
    ------
    BookError
        If the book has not been built, or was built from other sources.
    """
    edition = project.build / published.NAME
    _check_current(project, published.read(edition))
    made = notebooks(project)
    read_me = _README.format(version=coalitions.__version__, count=len(made))
    lock, settings = (
        (project.root / name).read_text("utf-8") for name in ("requirements.lock", "pyproject.toml")
    )
    found = {
        "README.md": read_me.encode(),
        "run.py": Path(bundle_run.__file__).read_bytes(),
        "requirements.lock": lean(lock, settings).encode(),
        published.NAME: edition.read_bytes(),
        **{
            f"{unpacked.FOLDER}/{name_of(document)}": as_text(each).encode()
            for document, each in made.items()
        },
    }
    package = descriptor.read(project.data)
    tables = [package.path(table) for table in package.tables]
    sources = [project.root / name for name in (*SOURCES, *_PAPERS) if name != "data"]
    own = Path(coalitions.__file__).parent
    # What chapters found, for those that list it, and the answers that exercises are checked with.
    sources.append(edition_files(project))
    for path in [*sources, project.data / descriptor.DESCRIPTOR, *tables]:
        found |= _below(path, project.root)
    return found | _below(own, own.parent, "src/")


def _check_current(project: Project, edition: Mapping[str, Any]) -> None:
    """See to it that the edition was made of the chapters and tables as they are."""
    tables = {name: table["csv"] for name, table in edition["tables"].items()}
    other = [
        f"data/{table.name}.csv"
        for table in descriptor.read(project.data).tables
        if tables.get(table.name) != (project.data / table.path).read_text("utf-8")
    ]
    for document, chapter in edition["chapters"].items():
        path = project.source(document)
        if not path.is_file() or code(read_chapter(document, path)) != chapter["inputs"]["code"]:
            other.append(f"{document}.md")
    if other:
        raise BookError(f"the built book is older than {', '.join(other)}: run `make book` first")


def _below(path: Path, root: Path, above: str = "") -> dict[str, bytes]:
    """Read a file, or all files of a folder, named from a root on."""
    paths = path.rglob("*") if path.is_dir() else [path]
    return {
        f"{above}{each.relative_to(root).as_posix()}": each.read_bytes()
        for each in paths
        if each.is_file() and not set(each.parts) & set(_MADE)
    }
