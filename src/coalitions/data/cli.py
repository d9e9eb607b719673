"""``python -m coalitions data …``: check, show and extend the tables, and pack them."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from coalitions.data import package as descriptor
from coalitions.data.faults import DataError


def main(argv: Sequence[str]) -> int:
    """Run one subcommand and return its exit status: 0, or 1 if the data have faults."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except (DataError, LookupError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nstopped; nothing was written", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of the output, say `head`, has seen enough. Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m coalitions data", description=__doc__)
    parser.set_defaults(run=_check)
    folder = argparse.ArgumentParser(add_help=False)
    folder.add_argument(
        "--folder", type=Path, help="folder of datapackage.json (default: COALITIONS_DATA or data/)"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser(
        "check",
        parents=[folder],
        help="report every fault in every table",
        description=_check.__doc__,
    )
    check.set_defaults(run=_check)

    show = commands.add_parser(
        "show", parents=[folder], help="print rows of a table", description=_show.__doc__
    )
    show.add_argument("table")
    show.add_argument(
        "--where",
        nargs="+",
        action="extend",
        default=[],
        metavar="COLUMN=VALUE",
        help="only rows with these cells (an empty value: empty cells; a date: its period)",
    )
    show.set_defaults(run=_show)

    add = commands.add_parser(
        "add", parents=[folder], help="add a row to a table", description=_add.__doc__
    )
    add.add_argument("table")
    add.add_argument(
        "cells", nargs="*", metavar="COLUMN=VALUE", help="cells that need not be asked for"
    )
    add.set_defaults(run=_add)

    pack = commands.add_parser(
        "zip",
        parents=[folder],
        help="pack the tables, checksums and citation",
        description=_zip.__doc__,
    )
    pack.add_argument("output", type=Path)
    pack.set_defaults(run=_zip)

    bibliography = commands.add_parser(
        "bibtex", parents=[folder], help="print the sources as BibTeX", description=_bibtex.__doc__
    )
    bibliography.set_defaults(run=_bibtex)
    return parser


def _folder(arguments: argparse.Namespace) -> Path:
    return (arguments.folder or descriptor.find_folder()).resolve()


def _check(arguments: argparse.Namespace) -> int:
    """Report every fault of every table, and fail if there is one. Nothing is changed.

    A correction that should have been looked at again by today is a notice, and no failure.
    """
    from coalitions.data.check import examine
    from coalitions.data.overrides import reviews_due

    outcome = examine(_folder(arguments))
    for fault in outcome.faults:
        print(fault)
    if not outcome.faults:
        for notice in reviews_due(descriptor.read(_folder(arguments)), dt.date.today()):
            print(f"notice: {notice}")
    read = f"{outcome.tables} tables, {outcome.rows:,} rows"
    if outcome.faults:
        files = len({fault.file for fault in outcome.faults})
        print(f"{len(outcome.faults):,} faults in {files} files ({read})", file=sys.stderr)
        return 1
    print(f"no faults in {read}")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    """Print rows of a table, each under the name that faults and pages give it."""
    from coalitions.data.show import as_text, conditions, matching

    package = descriptor.read(_folder(arguments))
    table = package.table(arguments.table)
    count = 0
    for row in matching(package, table, conditions(table, arguments.where)):
        print(as_text(table, row), end="\n\n")
        count += 1
    print(f"{count:,} rows of {table.name}", file=sys.stderr)
    return 0 if count else 1


def _add(arguments: argparse.Namespace) -> int:
    """Ask for each column of a new row, check it, and write it into its place in the file."""
    from coalitions.data.edit import add_row, ask_row
    from coalitions.data.show import conditions

    package = descriptor.read(_folder(arguments))
    table = package.table(arguments.table)
    given = conditions(table, arguments.cells)
    print(f"A new row of {table.name}: {table.row}. An empty answer leaves the cell empty.")
    try:
        cells = ask_row(package, table, given, input, print)
    except EOFError:
        print(
            "\nthe answers ended before the row was complete; nothing was written", file=sys.stderr
        )
        return 1
    added = add_row(package, table, cells)
    print(f"\nwritten as {table.name}:{added.line}")
    if added.awaiting:
        print("still to be mended by a row of another table, or `data check` fails:")
        print("\n".join(f"  {fault}" for fault in added.awaiting))
    return 0


def _zip(arguments: argparse.Namespace) -> int:
    """Write the data package as a zip that can be used without this project."""
    from coalitions.data.bundle import bundle

    content = bundle(_folder(arguments))
    arguments.output.write_bytes(content)
    print(f"{arguments.output}: {len(content):,} bytes")
    return 0


def _bibtex(arguments: argparse.Namespace) -> int:
    """Print the table of sources as BibTeX."""
    from coalitions.data.bibliography import bibtex

    print(bibtex(folder=_folder(arguments)), end="")
    return 0
