"""Set up the project and run one of its steps, with nothing installed but Python.

`make` calls this file. Where there is no make, as on Windows, call it yourself:

    py make.py book
    py make.py test

It needs Python 3.11 or later and, the first time, a network. Everything is installed into the
folder `.venv` beside this file, in exactly the versions that `requirements.lock` names.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"

STEPS = {
    "book": "check the data, run the chapters that changed, build the pages",
    "test": "run all tests, in a real browser too",
    "site": "the book with everything: the edition that runs in a browser, PDF, bundle",
    "pdf": "print the book and each chapter as PDF",
    "bundle": "pack the notebooks, the data and the package as one zip",
    "student": "build the book, and once more without the solutions of its exercises",
    "lab": "open the chapters as notebooks in JupyterLab",
    "data": "check the data package",
    "prove": "build the book twice, as differently as can be, and compare the bytes",
    "versions": "run the book with the oldest or the newest packages that it allows",
    "bench": "measure building against plain Jupyter Book",
    "clean": "remove what was built",
    "setup": "install what the other steps need",
    "help": "show this list",
}

#: What `versions` tests beside the book itself: reading the data, the model, the figures, building.
QUICK = ("tests/data", "tests/dilemma", "tests/figures", "tests/claims", "tests/book/test_build.py")


def main(arguments):
    """Run one step; return its exit status."""
    step, *rest = arguments or ["help"]
    if step == "help":
        width = max(map(len, STEPS))
        print("\n".join(f"make {name:<{width}}  {what}" for name, what in STEPS.items()))
        return 0
    if step not in STEPS:
        print(f"There is no step {step!r}. There are: {', '.join(STEPS)}.", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    if step == "clean":
        return clean()
    set_up()
    if step == "test":
        run("-m", "coalitions.book.browser")
    return {
        "book": lambda: status("-m", "coalitions", "book", "build", *rest),
        "test": lambda: (
            status("-m", "coalitions", "book", "build")
            or status("-m", "pytest", "-n", "auto", "--dist", "worksteal", *rest)
        ),
        "pdf": lambda: (
            status("-m", "coalitions", "book", "build")
            or status("-m", "coalitions", "book", "pdf", *rest)
        ),
        "bundle": lambda: (
            status("-m", "coalitions", "book", "build")
            or status("-m", "coalitions", "book", "bundle")
        ),
        "site": lambda: (
            status("-m", "coalitions", "book", "build")
            or status("-m", "coalitions", "book", "pdf")
            or status("-m", "coalitions", "book", "site", *rest)
        ),
        "student": lambda: (
            status("-m", "coalitions", "book", "build")
            or status("-m", "coalitions", "book", "student", *rest)
        ),
        "lab": lambda: status("-m", "coalitions", "book", "lab", *rest),
        "data": lambda: status("-m", "coalitions", "data", "check", *rest),
        "prove": lambda: status("-m", "coalitions", "book", "prove", *rest),
        "versions": lambda: versions(*rest),
        "bench": lambda: status("benchmarks/run.py", *rest),
        "setup": lambda: 0,
    }[step]()


def set_up():
    """Create `.venv` and install the locked packages, unless that has been done already."""
    if sys.version_info < (3, 11):
        sys.exit(f"This needs Python 3.11 or later; {sys.executable} is {sys.version.split()[0]}.")
    stamp, wanted = VENV / "installed", fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted and PYTHON.exists():
        return
    print("Setting up (once; later only when requirements.lock changes) …", flush=True)
    if not PYTHON.exists() or not (VENV / "pyvenv.cfg").is_file():
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        if made.returncode:
            sys.exit("Could not create .venv. On Debian or Ubuntu: apt install python3-venv")
    stamp.unlink(missing_ok=True)
    install_uv()
    uv = ["-m", "uv", "pip", "install", "--python", str(PYTHON), "--compile-bytecode", "--quiet"]
    run(*uv, "--require-hashes", "-r", str(LOCK))
    run(*uv, "--no-deps", "--no-build-isolation", "-e", ".")
    run("-m", "coalitions", "book", "prepare")
    stamp.write_text(wanted)


def install_uv():
    """Install the locked version of uv, which then installs the rest much faster than pip."""
    entry = re.search(r"^uv==\S+.*\n(?:[ \t]+--hash.*\n?)+", LOCK.read_text("utf-8"), re.MULTILINE)
    if entry is None:
        sys.exit("requirements.lock names no uv; CONTRIBUTING.md says how it is made.")
    version = entry[0].split("==")[1].split()[0]
    have = subprocess.run([PYTHON, "-m", "uv", "--version"], capture_output=True, text=True)
    if have.returncode == 0 and version in have.stdout.split():
        return
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "uv.txt")
        wanted.write_text(entry[0], "utf-8")
        quiet = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
        run("-m", "pip", "install", *quiet, "-r", str(wanted))


def fingerprint():
    """Return a hash of everything that decides what is installed, and of where it is."""
    parts = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    parts += [sys.version.encode(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def versions(which="", *rest):
    """Run the book and the quick tests with other packages than the locked ones.

    A second environment, below `_build/versions`, gets what uv finds without the lock. The report
    says which numbers, figures and findings differ from the book that `make book` has built.
    """
    resolution = {"oldest": "lowest-direct", "newest": "highest"}.get(which)
    if resolution is None:
        print('Say which: make versions ARGS="oldest" or ARGS="newest".', file=sys.stderr)
        return 2
    folder = ROOT / "_build" / "versions" / which
    folder.mkdir(parents=True, exist_ok=True)
    found, venv = folder / "packages.txt", folder / "venv"
    there = venv / PYTHON.relative_to(VENV)
    project = ["--all-extras", "--python", str(PYTHON), "pyproject.toml", "-o", str(found)]
    run("-m", "uv", "pip", "compile", "--quiet", "--upgrade", "--resolution", resolution, *project)
    run("-m", "venv", "--clear", str(venv))
    install = ["-m", "uv", "pip", "install", "--python", str(there), "--quiet"]
    run(*install, "-r", str(found))
    run(*install, "--no-deps", "--no-build-isolation", "-e", ".")
    report = folder / "report.txt"
    rerun = [there, "-m", "coalitions", "rerun", "--pages", *rest]
    tests = [there, "-m", "pytest", "-q", "-n", "auto", *QUICK]
    failed = 0
    with report.open("w", encoding="utf-8") as file:
        for command in (rerun, tests):
            with subprocess.Popen(
                [str(part) for part in command],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
            ) as process:
                for line in process.stdout:
                    print(line, end="", flush=True)
                    file.write(line)
            failed = failed or process.returncode
    return failed


def clean():
    """Remove what was built; what was installed stays."""
    import shutil

    shutil.rmtree(ROOT / "_build", ignore_errors=True)
    for cache in (".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"):
        shutil.rmtree(ROOT / cache, ignore_errors=True)
    return 0


def run(*arguments):
    """Run Python from `.venv`; stop here if that fails, with what it said on the screen."""
    if failed := status(*arguments):
        sys.exit(failed)


def status(*arguments):
    """Run Python from `.venv` and return its exit status."""
    try:
        return subprocess.run([str(PYTHON), *arguments]).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
