"""Which rows of which files this process has asked for.

A chapter that asks for the rows of one country need not run again when a row of another changes.
So the loader notes what was asked for, and the build takes fingerprints of just that. A selection
may cover more rows than were asked for, never fewer; what cannot be told exactly is the whole file.
The standard library is all this module needs: a build reads selections without pandas.
"""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

WHOLE: Final = "*"
"""The selection that holds every row."""

_asked: dict[str, set[str]] = {}
_lines: dict[str, set[int]] = {}
_reading = threading.local()


@contextmanager
def reading() -> Iterator[None]:
    """Mark the files opened meanwhile, in this thread, as opened by the loader."""
    _reading.depth = getattr(_reading, "depth", 0) + 1
    try:
        yield
    finally:
        _reading.depth -= 1


def is_reading() -> bool:
    """Whether the loader is at work in this thread."""
    return getattr(_reading, "depth", 0) > 0


def note(path: Path, selection: str) -> None:
    """Note that the rows of a selection were asked for."""
    _asked.setdefault(str(path), set()).add(selection)


def note_lines(path: Path, lines: Collection[int]) -> None:
    """Note that the rows on these lines were asked for."""
    _lines.setdefault(str(path), set()).update(int(line) for line in lines)


def clear() -> None:
    """Forget what was asked for so far."""
    _asked.clear()
    _lines.clear()


def asked() -> dict[str, list[str]]:
    """Return the selections asked for, by the path of the file."""
    found = {path: set(selections) for path, selections in _asked.items()}
    for path, lines in _lines.items():
        found.setdefault(path, set()).add(json.dumps({"lines": sorted(lines)}))
    return {
        path: [WHOLE] if WHOLE in selections else sorted(selections)
        for path, selections in found.items()
    }


def where(columns: Mapping[str, Collection[str]]) -> str:
    """Write the selection of the rows in which every column has one of its values.

    Parameters
    ----------
    columns
        Name of a column of text to the cells asked for, as they stand in the file; an empty text
        asks for empty cells. Without columns, the whole file.
    """
    if not columns:
        return WHOLE
    return json.dumps({"where": {name: sorted(set(v)) for name, v in sorted(columns.items())}})


def selected(content: bytes, selection: str) -> list[tuple[int, Sequence[str]]] | None:
    """Return the header and the rows of a selection, each with its line in the file.

    Returns
    -------
    list or None
        None where the selection cannot be applied, so that the whole file counts: the file is not
        a table of commas in UTF-8, or lacks a column that the selection names.
    """
    if selection == WHOLE:
        return None
    wanted = json.loads(selection)
    try:
        rows = _rows(content)
    except (UnicodeDecodeError, csv.Error):
        return None
    if not rows:
        return None
    head, body = rows[0], rows[1:]
    if "lines" in wanted:
        lines = frozenset(wanted["lines"])
        return [head, *(row for row in body if row[0] in lines)]
    if not set(wanted["where"]) <= set(head[1]) or len(set(head[1])) < len(head[1]):
        return None
    tests = [(head[1].index(name), frozenset(v)) for name, v in wanted["where"].items()]
    # A row of another width is a fault; it counts for everybody until it is mended.
    return [
        head,
        *(
            (line, cells)
            for line, cells in body
            if len(cells) != len(head[1]) or all(cells[place] in v for place, v in tests)
        ),
    ]


def _rows(content: bytes) -> list[tuple[int, Sequence[str]]]:
    """Read a table; the line of a row is the one on which it begins."""
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    rows: list[tuple[int, Sequence[str]]] = []
    begins = 1
    for cells in reader:
        rows.append((begins, cells))
        begins = reader.line_num + 1
    return rows
