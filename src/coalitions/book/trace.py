"""What a running chapter depends on, seen from inside its kernel.

The executor calls `start` before the first cell and `finish` after the last. In between an audit
hook notes each file below the project that Python opens, and `finish` adds the modules of this
package that the chapter imported, and which rows it asked for of the tables that nothing but the
loader has opened (`coalitions.data.uses`). The standard library is all this module needs, because
it is loaded into every kernel before the chapter's own first line.
"""

from __future__ import annotations

import json
import os
import sys

#: Folders below the project in which files are made by installing or building, never written by
#: hand. What the executor itself passes to chapters lies in `_build/execution` and does count.
_NOT_SOURCES = (".venv", "_build", ".git", "src", "__pycache__")
_USES = "coalitions.data.uses"
_PASSED_ON = os.path.join("_build", "execution")

_root: str | None = None
_opened: set[str] = set()
_loaded: set[str] = set()


def start(root: str) -> None:
    """Begin to note which files below `root` are opened; the hook stays for the process's life."""
    global _root
    first = _root is None
    _root = os.path.join(os.path.realpath(root), "")
    _opened.clear()
    _loaded.clear()
    if uses := sys.modules.get(_USES):
        uses.clear()
    if first:
        sys.addaudithook(_note)


def finish() -> str:
    """Return what was used so far, as JSON.

    `files` below the root, `modules` of the package, and `rows`: the selections asked for of those
    files of which not everything counts.
    """
    assert _root is not None, "start() comes first"
    modules = sorted(
        name
        for name in sys.modules
        if (name == "coalitions" or name.startswith("coalitions.")) and name != __name__
    )
    files = _opened | _loaded
    return json.dumps(
        {"files": sorted(files), "modules": modules, "rows": _rows(_loaded - _opened)}
    )


def _rows(files: set[str]) -> dict[str, list[str]]:
    """Return what was asked for of files, without those of which the whole was."""
    uses = sys.modules.get(_USES)
    if uses is None:
        return {}
    asked = {_inside(path).replace(os.sep, "/"): what for path, what in uses.asked().items()}
    whole = [uses.WHOLE]
    return {name: asked[name] for name in sorted(files) if asked.get(name, whole) != whole}


def _note(event: str, args: tuple[object, ...]) -> None:
    if event != "open" or _root is None or not isinstance(args[0], (str, os.PathLike)):
        return
    flags = args[2]
    if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR):
        return
    inside = _inside(os.fspath(args[0]))
    if not inside:
        return
    if inside.split(os.sep, 1)[0] in _NOT_SOURCES and not inside.startswith(_PASSED_ON):
        return
    uses = sys.modules.get(_USES)
    by_loader = uses is not None and uses.is_reading()
    (_loaded if by_loader else _opened).add(inside.replace(os.sep, "/"))


def _inside(path: str | bytes) -> str:
    """Return a path as seen from the project's folder; empty if it is not below it."""
    real = os.path.realpath(os.fsdecode(path))
    return real[len(_root) :] if _root is not None and real.startswith(_root) else ""
