"""``python -m coalitions data …``: check, show and extend the tables, and pack them."""

from __future__ import annotations

import argparse
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
    return parser


def _folder(arguments: argparse.Namespace) -> Path:
    return (arguments.folder or descriptor.find_folder()).resolve()


def _check(arguments: argparse.Namespace) -> int:
    """Report every fault of every table, and fail if there is one. Nothing is changed."""
    from coalitions.data.check import examine

    outcome = examine(_folder(arguments))
    for fault in outcome.faults:
        print(fault)
    read = f"{outcome.tables} tables, {outcome.rows:,} rows"
    if outcome.faults:
        files = len({fault.file for fault in outcome.faults})
        print(f"{len(outcome.faults):,} faults in {files} files ({read})", file=sys.stderr)
        return 1
    print(f"no faults in {read}")
    return 0
