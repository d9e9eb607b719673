"""`python -m coalitions book prove`: show that two clean builds give the same bytes.

The sources are copied into two folders and built there from nothing, under conditions that ought
not to matter and differ in all that can be made to differ: the name and depth of the folder, the
dates and the order of the files, locale, time zone, hash seed, rights of new files, and the day,
which for the second build is one of another year. Then everything that readers get is compared
byte by byte. PDFs are compared by their text.
"""

from __future__ import annotations

import argparse
import locale
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coalitions.book import bytewise
from coalitions.book.build import SOURCES
from coalitions.book.project import BookError, Project

Say = Callable[[str], None]
#: What readers get of a build, below `_build`.
PRODUCTS: Final = ("html", "pdf", "bundle", "published.json")
#: A book that has one can be packed for others to rerun.
LOCK: Final = "requirements.lock"
#: Locales in which cases, commas or the order of letters are others; the first there is is taken.
LOCALES: Final = ("tr_TR.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "sv_SE.UTF-8", "C")
#: How many days later the second build takes place.
DAYS_AHEAD: Final = 400
_A_DAY: Final = 24 * 60 * 60
_CLOCK: Final = Path(__file__).with_name("clock.c")


@dataclass(frozen=True)
class Conditions:
    """Where and when a build takes place.

    Attributes
    ----------
    folder
        Below `_build/prove`.
    changed
        When its sources were last written, in seconds since 1970.
    backwards
        Whether they are copied in reverse, which some file systems list them by.
    umask
        Which rights new files do not get.
    environment
        Variables set for it.
    """

    folder: str
    changed: int
    backwards: bool
    umask: int
    environment: dict[str, str]

    def __str__(self) -> str:
        told = {name: self.environment[name] for name in ("LC_ALL", "TZ", "PYTHONHASHSEED")}
        ahead = int(self.environment.get("CLOCK_AHEAD", 0)) // _A_DAY
        day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + ahead * _A_DAY))
        return f"{', '.join(f'{k}={v}' for k, v in told.items())}, on {day}, in {self.folder}"


def main(project: Project, arguments: Sequence[str], say: Say) -> int:
    """Build twice and compare; the status is 0 if all is the same and 1 if anything differs.

    Raises
    ------
    BookError
        If a build fails.
    """
    parser = argparse.ArgumentParser(prog="python -m coalitions book prove", description=__doc__)
    parser.add_argument("--pdf", action="store_true", help="print both books too")
    options = parser.parse_args(arguments)
    found = prove(project, say, with_pdf=options.pdf)
    for difference in found:
        say(str(difference))
    if found:
        files = len({difference.file for difference in found})
        say(f"{files} {'file differs' if files == 1 else 'files differ'}; both builds stay in")
        say(f"  {project.build / 'prove'}")
    return 1 if found else 0


def prove(project: Project, say: Say, *, with_pdf: bool) -> list[bytewise.Difference]:
    """Build the book twice under different conditions and return what differs."""
    place = project.build / "prove"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    both = []
    # Not below the project: the loader takes a blank in this path for the end of it.
    with tempfile.TemporaryDirectory() as folder:
        for name, conditions in zip(("First", "Second"), _conditions(folder, say), strict=True):
            say(f"{name} build: {conditions}")
            root = copy(project, place / conditions.folder, conditions)
            _run(root, conditions, "build")
            if (root / LOCK).is_file():
                _run(root, conditions, "bundle")
            if with_pdf:
                _run(root, conditions, "pdf")
            both.append(root / "_build")
    one, other = both
    found = [d for product in PRODUCTS for d in bytewise.compare(one / product, other / product)]
    if not found:
        files = sum(path.is_file() for product in PRODUCTS for path in _below(one / product))
        say(f"{files} files of two clean builds are the same, byte by byte.")
        shutil.rmtree(place)
    return found


def copy(project: Project, root: Path, conditions: Conditions) -> Path:
    """Copy the sources of a book: what git tracks, or all that a book is made of."""
    for name in sorted(_sources(project.root), reverse=conditions.backwards):
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project.root / name, target)
        os.utime(target, (conditions.changed, conditions.changed))
    return root


def _sources(root: Path) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, encoding="utf-8"
    )
    names = set(listed.stdout.split("\0")) - {""}
    if listed.returncode or "_config.yml" not in names:
        parts = [root / name for name in SOURCES]
        names = {p.relative_to(root).as_posix() for part in parts for p in _below(part)}
    return {name for name in names if (root / name).is_file()}


def _below(path: Path) -> list[Path]:
    return [path, *path.rglob("*")]


def _conditions(folder: str, say: Say) -> tuple[Conditions, Conditions]:
    first = {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"}
    second = {"LC_ALL": _other_locale(), "TZ": "America/Anchorage", "PYTHONHASHSEED": "2718"}
    clock = _clock(Path(folder, "clock.so"))
    if not clock:
        say("Both builds take place on this day: another one needs Linux and a C compiler.")
    last_year = int(time.time()) - 365 * _A_DAY
    return (
        Conditions("a", last_year, False, 0o022, first),
        Conditions("b, deeper/another folder", 1_000_000_000, True, 0o077, second | clock),
    )


def _other_locale() -> str:
    """Return the first locale of the list that this machine has."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        for name in LOCALES:
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_ALL, before)
    raise BookError("this machine has not even the locale C")


def _clock(library: Path) -> dict[str, str]:
    """Return variables under which every program believes in a later day; none if it cannot be."""
    variables = {"LD_PRELOAD": str(library), "CLOCK_AHEAD": str(DAYS_AHEAD * _A_DAY)}
    tell = [sys.executable, "-c", "import time; print(time.time())"]
    try:
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-O1", "-o", library, _CLOCK, "-ldl"],
            check=True,
            capture_output=True,
        )
        told = subprocess.run(
            tell, check=True, capture_output=True, text=True, env=os.environ | variables
        )
    except (OSError, subprocess.CalledProcessError):
        return {}
    ahead = float(told.stdout) - time.time()
    return variables if abs(ahead - DAYS_AHEAD * _A_DAY) < _A_DAY else {}


def _run(root: Path, conditions: Conditions, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coalitions", "book", "--root", str(root), command],
        cwd=root,
        env=os.environ | conditions.environment,
        umask=conditions.umask if os.name == "posix" else -1,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise BookError(f"{said}\nThis came of `book {command}` under {conditions}.")
