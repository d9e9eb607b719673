"""The browser edition: the book with a self-hosted JupyterLite that runs its chapters.

`site` puts it together: `distribution` gets Pyodide's files, `wheels` the packages from PyPI and
the book's own, `repack` leaves out what no chapter uses, `precompiled` compiles the rest,
`lockfile` says to Pyodide what is there, `app` builds JupyterLite, `notebooks` makes its files of
the chapters, `links` leads to them from the pages. `check` runs all chapters there and compares
them with the edition.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from coalitions.book.project import Project


def main(project: Project, arguments: Sequence[str], say: Callable[[str], None]) -> int:
    """Make the site, or check it; the status is 1 if a chapter differs from the book."""
    parser = argparse.ArgumentParser(prog="python -m coalitions book site")
    parser.add_argument(
        "--check",
        nargs="*",
        metavar="CHAPTER",
        help="run the chapters named, or all, in the browser's Python and compare with the book",
    )
    options = parser.parse_args(arguments)
    if options.check is None:
        from coalitions.book.lite import site

        say(f"The site with the browser edition lies in {site.make(project, say)}.")
        return 0
    from coalitions.book.lite import check

    verdicts = check.check(project, options.check, say)
    good = sum(not verdict.faults for verdict in verdicts)
    say(f"{good} of {len(verdicts)} chapters give in the browser what the book says.")
    return 0 if good == len(verdicts) else 1
