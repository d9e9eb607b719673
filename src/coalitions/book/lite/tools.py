"""Running the tools that the browser edition needs, with errors that say what is missing."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from coalitions.book.files import sha256
from coalitions.book.project import BookError

Say = Callable[[str], None]


def tool(name: str, purpose: str) -> str:
    """Return the path of a program.

    Raises
    ------
    BookError
        If it is not installed; the text says what it is for.
    """
    found = shutil.which(name)
    if found is None:
        raise BookError(f"{name} is not installed; it is needed {purpose} (it comes with Node.js)")
    return found


def run(command: Sequence[str | Path], purpose: str, cwd: Path | None = None) -> str:
    """Run a command quietly and return what it wrote.

    Raises
    ------
    BookError
        If it fails: what was being done, and the last lines of what it said.
    """
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
    )
    if done.returncode:
        said = "\n".join((done.stderr or done.stdout).strip().splitlines()[-12:])
        raise BookError(f"Could not {purpose}:\n{said}")
    return done.stdout


def checked(content: bytes, wanted: str, name: str, origin: str) -> bytes:
    """Return the content of a file that has the hash it must have.

    Raises
    ------
    BookError
        If it has another one; the text names the file and where it came from.
    """
    found = sha256(content)
    if found != wanted:
        raise BookError(
            f"{name} from {origin} is not the file that was asked for: "
            f"its sha256 is {found}, it must be {wanted}. Nothing of it was kept."
        )
    return content
