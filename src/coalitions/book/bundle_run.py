"""Rerun the notebooks of this bundle and compare them with the published edition.

    python run.py setup     once: install what the notebooks need, into .venv beside this file
    python run.py           run all notebooks and compare every number, figure and finding
    python run.py lab       open the notebooks in JupyterLab

On Windows write `py` for `python`. Python 3.11 or later is needed, and a network for `setup` alone.
Packages come in the versions that `requirements.lock` names, each checked against its hash.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed"
LOCK = ROOT / "requirements.lock"


def main(arguments: list[str]) -> int:
    """Run one step and return its exit status."""
    step = arguments[0] if arguments else "run"
    if step == "setup":
        return set_up()
    if step not in ("run", "lab"):
        print((__doc__ or "").strip())
        return 0 if step in ("help", "-h", "--help") else 2
    if not STAMP.is_file() or STAMP.read_text("utf-8") != fingerprint():
        print("Nothing is installed yet. Run first: python run.py setup", file=sys.stderr)
        return 2
    if step == "lab":
        return python("-m", "jupyterlab", "--notebook-dir", str(ROOT), *arguments[1:])
    return python("-m", "coalitions.book.unpacked", str(ROOT))


def set_up() -> int:
    """Make `.venv` and install the locked packages and the book's own."""
    if sys.version_info < (3, 11):  # noqa: UP036  (an older Python may have been asked to run it)
        print(f"This needs Python 3.11 or later, not {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    print("Installing what the notebooks need; this takes some minutes …", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)]).returncode:
        print(
            "Could not make .venv. On Debian or Ubuntu: apt install python3-venv", file=sys.stderr
        )
        return 1
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    own = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    failed = python(*install, "--require-hashes", "-r", str(LOCK)) or python(*install, *own)
    if not failed:
        STAMP.write_text(fingerprint(), "utf-8")
        print("Done. Now: python run.py")
    return failed


def fingerprint() -> str:
    """Return a hash of what decides what is installed, and of where it is."""
    return hashlib.sha256(LOCK.read_bytes() + str(ROOT).encode()).hexdigest()


def python(*arguments: str) -> int:
    """Run Python from `.venv` and return its exit status."""
    try:
        return subprocess.run([str(PYTHON), *arguments], cwd=ROOT).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
