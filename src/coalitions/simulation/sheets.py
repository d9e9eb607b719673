"""Tables as people hand them in: any encoding, any delimiter, broken quotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

# The limit of the csv module on the length of a cell is an error; ours cannot be reached.
_LONGEST: Final = 2**30


def decoded(content: str | bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or, failing these, Windows-1252."""
    if isinstance(content, str):
        # Half of a pair, which browsers let through, cannot be written to any file.
        return content.encode("utf-8", "replace").decode("utf-8")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if content[:1] != b"\0" and content[1:2] == b"\0":
        return content.decode("utf-16-le", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def records(lines: str) -> list[tuple[int, list[str]]]:
    """Split a file into records with their number; empty ones are left out but counted."""
    head = next((line for line in lines.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=head.count)
    if head.casefold().startswith("sep=") and head[4:5] in tuple(",;\t|"):
        delimiter = head[4]
    csv.field_size_limit(_LONGEST)
    found = _split(io.StringIO(lines, newline=""), delimiter)
    if lines.count('"') % 2 and found and any("\n" in cell for cell in found[-1][1]):
        # A quote that is never closed would swallow all rows below it.
        return _split(lines.splitlines(), delimiter)
    return found


def _split(lines: Iterable[str], delimiter: str) -> list[tuple[int, list[str]]]:
    """Split lines into records; where every line stands for itself, no quote reaches further."""
    parts = [lines] if isinstance(lines, io.StringIO) else ([line] for line in lines)
    found: list[tuple[int, list[str]]] = []
    number = 0
    for part in parts:
        reader = csv.reader(part, delimiter=delimiter)
        while True:
            try:
                record = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                record = [f"({error})"]
            number += 1
            if any(cell.strip() for cell in record):
                found.append((number, record))
    return found
