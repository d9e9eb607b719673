"""The checksums of an edition: what `sha256sum --check` needs to tell a copy from the original.

The list names the pages, the notebooks, the data and whatever archive lies beside them. Files that
only help to show a page, such as style sheets and drawings, are left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from coalitions.book.files import write_whole
from coalitions.book.project import BookError

NAME: Final = "edition.sha256"
_KINDS: Final = (".html", ".ipynb", ".csv", ".json", ".zip", ".pdf")
#: Folders with files of those kinds that are no part of what the edition says.
_LEFT_OUT: Final = ("_static", "_sources", "figures", "lite")


def listing(folder: Path) -> str:
    """List the parts of an edition in a folder, in the form that ``sha256sum --check`` reads."""
    lines = []
    for path in folder.rglob("*"):
        below = path.relative_to(folder)
        if path.suffix in _KINDS and below.parts[0] not in _LEFT_OUT and path.is_file():
            lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {below.as_posix()}\n")
    return "".join(sorted(lines, key=lambda line: line.split("  ", 1)[1]))


def write(folder: Path) -> Path:
    """Write the list into the folder that it describes, and return where.

    Raises
    ------
    BookError
        If the folder holds nothing to list.
    """
    lines = listing(folder)
    if not lines:
        raise BookError(f"{folder} holds no pages: `make book` makes them")
    write_whole(folder / NAME, lines)
    return folder / NAME


def differences(folder: Path) -> list[str]:
    """Name the parts that are not as the list in their folder says: changed, missing or new.

    Raises
    ------
    BookError
        If there is no list.
    """
    path = folder / NAME
    if not path.is_file():
        raise BookError(f"{path} is not there: `make book` writes it")
    wanted, found = _sums(path.read_text("utf-8")), _sums(listing(folder))
    names = sorted(wanted.keys() | found.keys())
    return [name for name in names if wanted.get(name) != found.get(name)]


def report(folder: Path, say: Callable[[str], None]) -> int:
    """Say whether a folder is the edition that its list describes; return an exit status."""
    other = differences(folder)
    for name in other:
        say(f"{name} differs from the edition")
    if not other:
        say(f"All {len(listing(folder).splitlines())} parts are as {folder / NAME} says.")
    return 1 if other else 0


def _sums(text: str) -> dict[str, str]:
    parts = (line.partition("  ") for line in text.splitlines())
    return {name: checksum for checksum, _, name in parts}
