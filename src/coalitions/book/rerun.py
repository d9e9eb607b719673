"""`python -m coalitions rerun`: run the book again and say what differs from what was published.

The run happens in `_build/rerun`, on a copy of the sources, from nothing. Findings that no longer
hold are reported, not raised. With ``--quick`` only the chapters run that depend on something that
changed since `make book`; with ``--pages`` the pages are built too. With
``--set dilemma.rotation=4`` a parameter of the model takes another value there: the chapters that
depend on it run again, and the pages are built, each with a banner that says so.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from coalitions.book import published
from coalitions.book.differences import Comparison, compare
from coalitions.book.files import write_whole
from coalitions.book.project import BookError, Project
from coalitions.findings import LENIENT

PARAMETERS: Final = "model_parameters"
#: Columns that hold the value of a parameter; a value that is set takes the place of them all.
_VALUES: Final = ("low", "mode", "high")
Say = Callable[[str], None]


@dataclass(frozen=True)
class Setting:
    """A parameter and the value it is to take."""

    parameter: str
    value: float

    def __str__(self) -> str:
        return f"{self.parameter} = {self.value:g}"


@dataclass(frozen=True)
class Choices:
    """What a run does beside running chapters.

    Attributes
    ----------
    pages
        Whether it builds the pages.
    quick
        Whether it uses again what `make book` ran and nothing has changed for.
    """

    pages: bool = False
    quick: bool = False


def main(arguments: Sequence[str]) -> int:
    """Run the command; the status is 0 if nothing moved, 1 if something did, 2 for a mistake."""
    parser = argparse.ArgumentParser(prog="python -m coalitions rerun", description=__doc__)
    parser.add_argument("--root", default=".", type=Path, help="the folder of the book")
    parser.add_argument("--against", type=Path, help="another published.json to compare with")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="dilemma.NAME=VALUE",
        help="run with another value of a row of model_parameters",
    )
    parser.add_argument(
        "--quick", action="store_true", help="run only what depends on something that changed"
    )
    parser.add_argument("--pages", action="store_true", help="build the pages too")
    options = parser.parse_args(arguments)
    try:
        project = Project.at(options.root)
        against = published.read(options.against or project.build / published.NAME)
        settings = [setting(project, text) for text in options.set]
        choices = Choices(options.pages or bool(settings), options.quick or bool(settings))
        found = rerun(project, against, settings, _say, choices)
    except BookError as error:
        print(error, file=sys.stderr)
        return 2
    print(found)
    return 0 if found.same else 1


def setting(project: Project, text: str) -> Setting:
    """Read ``dilemma.rotation=4``; a parameter may be named by the beginning of its name.

    Raises
    ------
    BookError
        If the text has another form, or names no parameter, or more than one.
    """
    left, equals, right = text.partition("=")
    area, dot, name = left.strip().partition(".")
    if not (equals and dot and area == "dilemma" and name):
        raise BookError(f"--set {text}: write it as dilemma.NAME=VALUE")
    try:
        value = float(right)
    except ValueError:
        raise BookError(f"--set {text}: {right.strip() or 'nothing'} is not a number") from None
    known = [row["parameter_id"] for row in _rows(project.data / f"{PARAMETERS}.csv")]
    meant = [one for one in known if one == name] or [one for one in known if one.startswith(name)]
    if len(meant) != 1:
        some = ", ".join((meant or known)[:6])
        fault = "names several parameters" if meant else "names no parameter"
        raise BookError(f"--set {text}: {name} {fault}; for example {some}")
    return Setting(meant[0], value)


def _say(line: str) -> None:
    print(line, flush=True)


def rerun(
    project: Project,
    against: Mapping[str, Any],
    settings: Sequence[Setting],
    say: Say,
    choices: Choices,
) -> Comparison:
    """Run the chapters anew and compare them with an edition.

    Returns
    -------
    Comparison
        Also written to `_build/rerun.json`.

    Raises
    ------
    BookError
        If a chapter fails for another reason than a finding that does not hold.
    """
    copy = _copy(project, settings, choices)
    with _lenient():
        _run(copy, choices.pages, say)
    found = compare(against, published.snapshot(copy))
    text = json.dumps(found.as_json(), ensure_ascii=False, indent=1) + "\n"
    write_whole(project.build / "rerun.json", text)
    return found


def _run(copy: Project, with_pages: bool, say: Say) -> None:
    from coalitions.book import build, kernels, schedule

    if with_pages:
        built = build.build(copy.root, say)
        problems = list(built.problems)
        if not problems:
            say(built.message)
    else:
        with kernels.kernels(copy.data) as source:
            outcomes = schedule.bring_up_to_date(copy, say, source)
        problems = [problem for outcome in outcomes.values() for problem in outcome.problems]
    if problems:
        raise BookError("\n".join(map(str, problems)))


def _copy(project: Project, settings: Sequence[Setting], choices: Choices) -> Project:
    """Copy the sources into `_build/rerun`, with the parameters set."""
    from coalitions.book.build import SOURCES

    root = project.build / "rerun"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for name in SOURCES:
        source = project.root / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        elif source.is_file():
            shutil.copy2(source, root / name)
    # Pictures are kept by their content, so both may use the same.
    (root / "_build").mkdir()
    project.cache.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        (root / "_build" / "cache").symlink_to(project.cache, target_is_directory=True)
    if choices.quick and project.execution.is_dir():
        shutil.copytree(project.execution, root / "_build" / "execution")
    if settings:
        _set(root / "data" / f"{PARAMETERS}.csv", settings)
        _mark(root / "_config.yml", settings)
    return Project.at(root)


def _set(path: Path, settings: Sequence[Setting]) -> None:
    """Give parameters their values: fixed, so that no draw spreads around them."""
    rows = list(_rows(path))
    for wanted in settings:
        row = next(row for row in rows if row["parameter_id"] == wanted.parameter)
        row.update({column: f"{wanted.value:g}" for column in _VALUES if row[column] != ""})
        row["mode"] = f"{wanted.value:g}"
        row["distribution"] = "fixed"
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(path, out.getvalue())


def _mark(path: Path, settings: Sequence[Setting]) -> None:
    """Have each page say that it is not the published one."""
    config = yaml.safe_load(path.read_text("utf-8"))
    what = "; ".join(map(str, settings))
    banner = f"Not the published edition: run with {what}."
    config.setdefault("html", {})["announcement"] = banner
    write_whole(path, yaml.safe_dump(config, allow_unicode=True, sort_keys=False))


@contextlib.contextmanager
def _lenient() -> Iterator[None]:
    """Let findings that do not hold be shown rather than raised, in kernels started meanwhile."""
    before = os.environ.get(LENIENT)
    os.environ[LENIENT] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[LENIENT]
        else:
            os.environ[LENIENT] = before


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError:
        raise BookError(f"there is no table {path.name} to set a parameter in") from None
