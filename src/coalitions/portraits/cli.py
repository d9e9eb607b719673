"""``python -m coalitions country …``: list the evidence on a country, and start its page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from coalitions.data import package
from coalitions.data.faults import DataError


def main(argv: Sequence[str]) -> int:
    """Run one subcommand and return its exit status: 0, or 1 if there is nothing to go on."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except (DataError, LookupError, FileExistsError) as error:
        print(error.args[0] if error.args else error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m coalitions country", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, words in (
        ("show", _show, "list the evidence on a country, and what is missing"),
        ("new", _new, "start the page of a country; a page that exists stays as it is"),
    ):
        command = commands.add_parser(name, help=words, description=run.__doc__)
        command.add_argument("code", metavar="ISO3", type=str.upper, help="FRA, or EU")
        command.set_defaults(run=run)
    return parser


def _show(arguments: argparse.Namespace) -> int:
    """Print how many rows each table holds on a country, and which hold none."""
    from coalitions.portraits.stock import stock
    from coalitions.portraits.subject import Subject

    found = stock(Subject.of(arguments.code))
    print(found.as_text())
    return 0 if found.statements else 1


def _new(arguments: argparse.Namespace) -> int:
    """Write the page of a country into `chapters/countries`, ready for sentences."""
    from coalitions.portraits.scaffold import page
    from coalitions.portraits.stock import stock
    from coalitions.portraits.subject import participant

    subject = participant(arguments.code)
    path = package.find_folder().resolve().parent / "chapters" / f"{subject.page}.md"
    shown = Path("chapters") / f"{subject.page}.md"
    if path.exists():
        raise FileExistsError(f"{shown} exists and was left as it is; edit it, or move it away")
    found = stock(subject)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(found), "utf-8")
    print(found.as_text())
    print(f"\nwritten: {shown}; add `- file: chapters/{subject.page}` to _toc.yml")
    return 0
