"""What a running chapter depends on, seen from inside its kernel.

The executor calls `start` before the first cell and `finish` after the last. In between an audit
hook notes each file below the project that Python opens, and `finish` adds the modules of this
package that the chapter imported. The standard library is all this module needs, because it is
loaded into every kernel before the chapter's own first line.
"""

from __future__ import annotations

import json
import os
import sys

#: Folders below the project in which files are made by installing or building, never written by
#: hand. What the executor itself passes to chapters lies in `_build/execution` and does count.
_NOT_SOURCES = (".venv", "_build", ".git", "src", "__pycache__")
_PASSED_ON = os.path.join("_build", "execution")

_root: str | None = None
_opened: set[str] = set()


def start(root: str) -> None:
    """Begin to note which files below `root` are opened; the hook stays for the process's life."""
    global _root
    first = _root is None
    _root = os.path.join(os.path.realpath(root), "")
    _opened.clear()
    if first:
        sys.addaudithook(_note)


def finish() -> str:
    """Return what was used so far, as JSON: `files` below the root, `modules` of the package."""
    assert _root is not None, "start() comes first"
    modules = sorted(
        name
        for name in sys.modules
        if (name == "coalitions" or name.startswith("coalitions.")) and name != __name__
    )
    return json.dumps({"files": sorted(_opened), "modules": modules})


def _note(event: str, args: tuple[object, ...]) -> None:
    if event != "open" or _root is None or not isinstance(args[0], (str, os.PathLike)):
        return
    flags = args[2]
    if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR):
        return
    path = os.path.realpath(os.fspath(args[0]))
    if not path.startswith(_root):
        return
    inside = path[len(_root) :]
    if inside.split(os.sep, 1)[0] in _NOT_SOURCES and not inside.startswith(_PASSED_ON):
        return
    _opened.add(inside.replace(os.sep, "/"))
