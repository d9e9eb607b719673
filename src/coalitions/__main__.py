"""``python -m coalitions``: check and edit the data, start pages, run and build the book."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

#: Subcommand to the module whose ``main(argv)`` runs it. Imported only when asked for: checking
#: the data must not wait for what builds pages.
_COMMANDS = {
    "data": ("coalitions.data.cli", "check, show and extend the tables"),
    "country": ("coalitions.portraits.cli", "list the evidence on a country, start its page"),
    "simulate": ("coalitions.simulation.cli", "judge the pledges of a class, write the debriefing"),
    "rerun": ("coalitions.book.rerun", "run the book again and say what differs"),
    "book": ("coalitions.book.cli", "run the chapters and build the pages"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the subcommand that `argv` names and return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] not in _COMMANDS:
        asked_for_help = bool(arguments) and arguments[0] in ("-h", "--help")
        width = max(len(name) for name in _COMMANDS)
        lines = [f"  {name.ljust(width)}  {what}" for name, (_, what) in _COMMANDS.items()]
        usage = "\n".join(["usage: python -m coalitions COMMAND …", "", *lines])
        print(usage, file=sys.stdout if asked_for_help else sys.stderr)
        return 0 if asked_for_help else 2
    command, *rest = arguments
    status = importlib.import_module(_COMMANDS[command][0]).main(rest)
    return int(status or 0)


if __name__ == "__main__":
    raise SystemExit(main())
