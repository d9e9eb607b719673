"""Wheels with their modules compiled beforehand, so that the browser need not do it at each start.

Only Pyodide itself can compile for Pyodide; Node.js runs it. Without Node.js the wheels stay as
they are and importing takes about twice as long.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from coalitions.book.files import hash_file, sha256, write_whole
from coalitions.book.lite.tools import Say, run

_HERE: Final = Path(__file__).parent
_SCRIPT: Final = _HERE / "static" / "compile.mjs"
_MODULE: Final = _HERE / "bytecode.py"


def precompiled(
    wheels: Iterable[Path], distribution: Path, folder: Path, say: Say, readable: str = "coalitions"
) -> list[Path]:
    """Compile wheels; return the paths of the compiled ones in `folder`, in the same order.

    Parameters
    ----------
    wheels
        What to compile. What was compiled before is not compiled again.
    distribution
        The folder with Pyodide's own files.
    readable
        The distribution whose modules also stay as source.
    """
    wheels = list(wheels)
    node = shutil.which("node")
    if node is None:
        say("node is not installed: modules are not compiled beforehand, and start more slowly")
        return wheels
    folder.mkdir(parents=True, exist_ok=True)
    jobs = []
    for wheel in wheels:
        origin = sha256(f"{hash_file(wheel)} {hash_file(_MODULE)}".encode())
        target = folder / wheel.name
        mark = target.with_suffix(".origin")
        if not (target.is_file() and mark.is_file() and mark.read_text("utf-8") == origin):
            jobs.append((wheel, target, mark, origin))
    if jobs:
        say(f"Compiling {len(jobs)} packages for Python in the browser …")
        _compile(node, distribution, [(wheel, target) for wheel, target, *_ in jobs], readable)
        for _, _, mark, origin in jobs:
            write_whole(mark, origin)
    return [folder / wheel.name for wheel in wheels]


def _compile(node: str, distribution: Path, pairs: list[tuple[Path, Path]], readable: str) -> None:
    jobs = [
        {
            "source": str(source.resolve()),
            "target": str(target.resolve()),
            "keep_source": source.name.startswith(f"{readable}-"),
        }
        for source, target in pairs
    ]
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch, "jobs.json")
        listed.write_text(json.dumps(jobs), "utf-8")
        run([node, _SCRIPT, distribution, _MODULE, listed], "compile packages for the browser")
