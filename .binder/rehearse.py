"""Follow repo2docker's order without Docker: Python, packages, postBuild, then open a notebook.

    python .binder/rehearse.py FOLDER

clones this checkout into FOLDER, makes the environment that `.binder/` describes beside it, and
runs one of the notebooks that a reader on Binder finds. It needs the package index, and minutes.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(target):
    """Build what repo2docker would build, and say how long each step took."""
    target.mkdir(parents=True)
    copy, venv = target / "home", target / "venv"
    wanted = (ROOT / ".binder/runtime.txt").read_text("utf-8").strip().removeprefix("python-")
    have = ".".join(map(str, sys.version_info[:2]))
    if have != wanted:
        sys.exit(f".binder/runtime.txt wants Python {wanted}, this is {have}")
    environment = {
        **os.environ,
        "VIRTUAL_ENV": str(venv),
        "PATH": f"{venv / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    environment.pop("COALITIONS_DATA", None)
    notebook = "_build/notebooks/interfet.ipynb"
    run = ["jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", notebook]
    for what, command in (
        ("clone", ["git", "clone", "--quiet", "--depth", "1", ROOT.as_uri(), str(copy)]),
        ("runtime.txt", [sys.executable, "-m", "venv", str(venv)]),
        ("requirements.txt", ["pip", "install", "--quiet", "-r", ".binder/requirements.txt"]),
        ("postBuild", ["./.binder/postBuild"]),
        ("a notebook", run),
    ):
        began = time.perf_counter()
        where = copy if copy.is_dir() else target
        subprocess.run(command, check=True, cwd=where, env=environment)
        print(f"{what}: {time.perf_counter() - began:.0f} s", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve())
