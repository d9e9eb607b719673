"""The part of `requirements.lock` that rerunning the notebooks needs.

The lock says of each package what asked for it. Starting from what `pyproject.toml` wants for the
package, the book and JupyterLab, this keeps what these need, with the hashes as they stand, and
leaves out what only checks the work.
"""

from __future__ import annotations

import re
import tomllib
from typing import Final

from coalitions.book.project import BookError

#: The extras of `pyproject.toml` that rerunning needs.
EXTRAS: Final = ("book", "lab")
_NAME: Final = re.compile(r"^([A-Za-z0-9][\w.-]*)")
_HEAD: Final = "# The part of the book's lock that its notebooks need.\n"


def lean(lock: str, pyproject: str) -> str:
    """Return the entries of a lock that the package, the book and JupyterLab need.

    Parameters
    ----------
    lock
        The text of `requirements.lock`, as ``uv pip compile`` writes it.
    pyproject
        The text of `pyproject.toml`.

    Raises
    ------
    BookError
        If something that is needed is not in the lock.
    """
    entries: dict[str, str] = {}
    for entry in _entries(lock):  # a package may be locked twice, for different Pythons
        entries[_normal(entry)] = entries.get(_normal(entry), "") + entry
    parents = {name: _parents(entry) for name, entry in entries.items()}
    kept: set[str] = set()
    new = roots(pyproject)
    if missing := sorted(new - entries.keys()):
        raise BookError(f"requirements.lock has no {', '.join(missing)}: lock again")
    while new:
        kept |= new
        new = {name for name, above in parents.items() if above & kept} - kept
    return _HEAD + "".join(entries[name] for name in sorted(kept))


def roots(pyproject: str) -> set[str]:
    """Name what `pyproject.toml` wants for running, for the extras, and for its own building."""
    found = tomllib.loads(pyproject)
    project = found["project"]
    optional = project.get("optional-dependencies", {})
    wanted = [*project["dependencies"], *found["build-system"]["requires"]]
    wanted += [each for extra in EXTRAS for each in optional.get(extra, [])]
    return {_normal(each) for each in wanted}


def _entries(lock: str) -> list[str]:
    starts = [found.start() for found in re.finditer(r"^[A-Za-z0-9]", lock, re.MULTILINE)]
    return [lock[a:b] for a, b in zip(starts, [*starts[1:], len(lock)], strict=True)]


def _parents(entry: str) -> set[str]:
    """Name what asked for a package: `# via x`, or one name a line below `# via`."""
    notes = (line.strip() for line in entry.split("\n") if line.lstrip().startswith("#"))
    names = (note.lstrip("# ").removeprefix("via").strip() for note in notes)
    return {_normal(name) for name in names if name}


def _normal(requirement: str) -> str:
    found = _NAME.match(requirement)
    return re.sub(r"[-_.]+", "-", found[1]).lower() if found else ""
