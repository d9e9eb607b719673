"""`python -m coalitions book …`: build the book, clean up, prepare what building needs."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from coalitions.book.project import BookError, Project


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m coalitions book", description=__doc__)
    parser.add_argument("--root", default=".", type=Path, help="the folder of the book")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="check, execute and build what changed")
    commands.add_parser("run", help="execute the chapters that changed and build no pages")
    commands.add_parser("student", help="publish the built book again, without its solutions")
    commands.add_parser("clean", help="remove everything that was built")
    commands.add_parser("prepare", help="make once what every build needs")
    commands.add_parser("lab", help="open the chapters as notebooks in JupyterLab")
    commands.add_parser("tidy", help="write the chapters as JupyterLab would save them")
    commands.add_parser("pdf", help="print the built book, or the chapters named, as PDF")
    commands.add_parser("site", help="add the edition that runs in a browser; --check runs it")
    commands.add_parser("prove", help="build twice, as differently as can be, and compare bytes")
    commands.add_parser("notebooks", help="write the chapters as notebooks, into a folder if named")
    commands.add_parser("bundle", help="pack notebooks, data and package of the built book")
    commands.add_parser("checksums", help="compare the built pages with the edition's checksums")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command not in ("lab", "pdf", "prove", "notebooks", "site"):
        parser.error(f"unknown argument {rest[0]}")
    try:
        if options.command == "student":
            return _student(options.root)
        if options.command == "clean":
            shutil.rmtree(Project.at(options.root).build, ignore_errors=True)
            return 0
        if options.command == "run":
            return _run(options.root)
        if options.command == "prepare":
            return _prepare(options.root)
        if options.command == "lab":
            from coalitions.book import lab

            return lab.run(Project.at(options.root), rest)
        if options.command == "tidy":
            from coalitions.book import lab

            print("\n".join(lab.tidy(Project.at(options.root))) or "Nothing to tidy.")
            return 0
        if options.command == "pdf":
            from coalitions.book import pdf

            pdf.make(Project.at(options.root), rest, _say)
            return 0
        if options.command == "site":
            from coalitions.book import lite

            return lite.main(Project.at(options.root), rest, _say)
        if options.command == "prove":
            from coalitions.book import prove

            return prove.main(Project.at(options.root), rest, _say)
        if options.command == "notebooks":
            from coalitions.book import bundle

            print(bundle.write_notebooks(Project.at(options.root), *rest[:1]))
            return 0
        if options.command == "bundle":
            from coalitions.book import bundle

            print(bundle.write(Project.at(options.root)))
            return 0
        if options.command == "checksums":
            from coalitions.book import checksums

            return checksums.report(Project.at(options.root).pages, _say)
        return _build(options.root)
    except BookError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped; the next build goes on from here.", file=sys.stderr)
        return 130


def _say(line: str) -> None:
    print(line, flush=True)


def _prepare(root: Path) -> int:
    """Draw the script behind all live charts out of vl-convert, which takes seconds."""
    from coalitions.book import pictures

    pictures.vega(Project.at(root).cache)
    return 0


def _student(root: Path) -> int:
    """Publish the student's edition of the book as it was built last."""
    from coalitions.book import student

    problems = student.build(Project.at(root), lambda line: print(line, flush=True))
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"Open {student.folder_of(Project.at(root)) / 'index.html'}")
    return 1 if problems else 0


def _build(root: Path) -> int:
    from coalitions.book.build import build

    built = build(root, _say)
    for problem in built.problems:
        print(problem, file=sys.stderr)
    print(built.message, file=sys.stdout if built.good else sys.stderr)
    return 0 if built.good else 1


def _run(root: Path) -> int:
    from coalitions.book.kernels import kernels
    from coalitions.book.schedule import bring_up_to_date

    project = Project.at(root)
    with kernels(project.data) as source:
        outcomes = bring_up_to_date(project, _say, source, draw=False)
    problems = [problem for outcome in outcomes.values() for problem in outcome.problems]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0
