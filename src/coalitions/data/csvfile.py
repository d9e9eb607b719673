"""A CSV file as records with line numbers, and the faults of its form.

Bytes come in, pairs of line number and cells come out. The file is read line by line, so its size
does not matter. What is wrong with the form (encoding, separators, quotes, line ends, ragged rows)
is reported once each and reading goes on, so that the faults behind it are found as well.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from coalitions.data.faults import quoted, suggestion

#: No line of a table is longer; a longer one is a file of another kind.
LONGEST_LINE = 1_000_000
#: A record with line breaks inside quotes may span so many lines, not more.
LONGEST_RECORD = 200


class Report(Protocol):
    """Takes a fault: its line, its column ("" for the line as a whole) and what is wrong.

    A fault is `harmless` if the cells were read for what they mean all the same.
    """

    def __call__(self, line: int, column: str, message: str, harmless: bool = False) -> None:
        """Take the fault."""


@dataclass
class Records:
    """An open table: its header, then its records in order.

    Attributes
    ----------
    path
        The CSV file.
    columns
        The columns that the descriptor expects, in order.
    report
        Takes each fault of form.
    present
        The expected columns that the file has; filled when iteration starts.
    """

    path: Path
    columns: Sequence[str]
    report: Report
    present: tuple[str, ...] = field(default=(), init=False)
    _delimiter: str = field(default=",", init=False)
    _said: set[str] = field(default_factory=set, init=False)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Yield ``(line, cells)`` with the cells in the order of `present`."""
        try:
            yield from self._records()
        except FileNotFoundError:
            self.report(0, "", "there is no such file, but the descriptor lists it")
        except OSError as error:
            self.report(0, "", f"cannot be read: {error.strerror or error}")

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        lines = self._lines()
        first = next(lines, None)
        if first is None:
            self.report(0, "", f"is empty; expected the header {','.join(self.columns)}")
            return
        header = self._header(first[1])
        if header is None:
            return
        places = [header.index(name) for name in self.present]
        in_order = places == list(range(len(header)))
        for line, cells in self._split(lines, len(header)):
            if len(cells) != len(header):
                self._ragged(line, cells, header)
            else:
                yield line, cells if in_order else [cells[place] for place in places]

    # -- lines ---------------------------------------------------------------------------------

    def _lines(self) -> Iterator[tuple[int, str]]:
        with self.path.open("rb") as stream:
            number = 0
            while raw := stream.readline(LONGEST_LINE + 1):
                number += 1
                if number == 1:
                    if self._is_other_kind(raw):
                        return
                    raw = raw.removeprefix(codecs.BOM_UTF8)
                if len(raw) > LONGEST_LINE:
                    self.report(number, "", f"is longer than {LONGEST_LINE:,} bytes; not a table")
                    return
                text = self._text(number, raw)
                if number > 1 or text:
                    yield number, text

    def _is_other_kind(self, start: bytes) -> bool:
        """Name a byte-order mark, and files that are no CSV at all."""
        if start.startswith(codecs.BOM_UTF8):
            self.report(1, "", "starts with a byte-order mark (save as UTF-8 without BOM)", True)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self.report(1, "", "is UTF-16 text (save the file as UTF-8)")
            return True
        if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            self.report(1, "", "is a spreadsheet or an archive (export it as CSV)")
            return True
        return False

    def _text(self, number: int, raw: bytes) -> str:
        raw = raw.removesuffix(b"\n")
        if raw.endswith(b"\r"):
            raw = raw[:-1]
            self._once("crlf", number, "has Windows line ends (save with line ends LF)", True)
        if b"\r" in raw:
            self._once("cr", number, "has a carriage return inside the line (use line ends LF)")
            raw = raw.replace(b"\r", b" ")
        if b"\0" in raw:
            self._once("nul", number, "holds zero bytes (save the file as UTF-8 text)")
            raw = raw.replace(b"\0", b"")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            # Windows-1252 is what a spreadsheet writes; its reading shows the editor the place.
            text = raw.decode("cp1252", errors="replace")
            around = raw[max(0, error.start - 12) : error.start + 12]
            shown = quoted(around.decode("cp1252", errors="replace"))
            self._once(
                "utf8",
                number,
                f"is not UTF-8: byte 0x{raw[error.start]:02X} in {shown} (save as UTF-8)",
            )
            return text

    def _once(self, kind: str, line: int, message: str, harmless: bool = False) -> None:
        """Report a fault that a whole file shares at its first line only."""
        if kind not in self._said:
            self._said.add(kind)
            self.report(line, "", message, harmless)

    # -- header --------------------------------------------------------------------------------

    def _header(self, text: str) -> list[str] | None:
        header = self._cells(text)
        for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            known = set(text.replace('"', "").split(mark)) & set(self.columns)
            if mark in text and len(known) > len(set(header or ()) & set(self.columns)):
                self.report(1, "", f"separates its columns by {name}; write commas", True)
                self._delimiter = mark
                header = self._cells(text)
        if header is None:
            self.report(1, "", "has an unbalanced quote in the header")
            return None
        names = [name.strip() for name in header]
        if not set(names) & set(self.columns):
            expected = ",".join(self.columns)
            self.report(1, "", f"the first line is not the header; expected {expected}")
            return None
        self._check_names(header, names)
        self.present = tuple(name for name in self.columns if name in names)
        return names

    def _check_names(self, header: list[str], names: list[str]) -> None:
        missing = [name for name in self.columns if name not in names]
        for written, name in zip(header, names, strict=True):
            if written != name:
                self.report(1, name, f"its name has blanks around it: {quoted(written)}")
            if not name:
                self.report(1, "", "the header has a column without a name")
            elif name not in self.columns:
                hint = suggestion(name, missing)
                self.report(1, name[:60], f"is not a column of this table{hint}")
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            self.report(1, name[:60], "stands twice in the header")
        for name in missing:
            self.report(1, name, "is missing from the header")
        shared = [name for name in names if name in self.columns]
        ordered = [name for name in self.columns if name in names]
        if shared != ordered and len(shared) == len(ordered):
            self.report(
                1, "", f"the columns are in another order; expected {','.join(ordered)}", True
            )

    # -- records -------------------------------------------------------------------------------

    def _split(
        self, lines: Iterator[tuple[int, str]], width: int
    ) -> Iterator[tuple[int, list[str]]]:
        waiting: deque[tuple[int, str]] = deque()
        while True:
            line, text = waiting.popleft() if waiting else next(lines, (0, ""))
            if not line:
                return
            if '"' not in text:
                if text:
                    yield line, text.split(self._delimiter)
                else:
                    self.report(line, "", "is an empty line")
                continue
            cells = self._cells(text)
            if cells is None and text.count('"') % 2:
                cells = self._continued(text, lines, waiting, width)
            if cells is None:
                self.report(line, "", f"has an unbalanced or stray quote: {quoted(text)}")
            else:
                yield line, cells

    def _continued(
        self,
        text: str,
        lines: Iterator[tuple[int, str]],
        waiting: deque[tuple[int, str]],
        width: int,
    ) -> list[str] | None:
        """Try to complete a record whose quote is open with the lines that follow."""
        taken: list[tuple[int, str]] = []
        parts, size = [text], len(text)
        while len(parts) < LONGEST_RECORD and size < LONGEST_LINE:
            following = waiting.popleft() if waiting else next(lines, None)
            if following is None:
                break
            taken.append(following)
            parts.append(following[1])
            size += len(following[1])
            if following[1].count('"') % 2:
                cells = self._cells("\n".join(parts))
                if cells is not None and len(cells) == width:
                    return cells
                break
        # The quote was a slip: give the lines back, so that their own faults are found.
        waiting.extendleft(reversed(taken))
        return None

    def _cells(self, text: str) -> list[str] | None:
        """Split one record; ``None`` if its quotes are not those of a CSV record."""
        if '"' not in text:
            return text.split(self._delimiter)
        if not _FORM[self._delimiter].fullmatch(text):
            return None
        try:
            return next(csv.reader([text], delimiter=self._delimiter, strict=True))
        except csv.Error:
            # The standard library has a limit on the length of a cell, the package has its own.
            bare = _CELL[self._delimiter].findall(text + self._delimiter)
            return [c[1:-1].replace('""', '"') if c.startswith('"') else c for c in bare]

    def _ragged(self, line: int, cells: list[str], header: list[str]) -> None:
        count = f"has {len(cells)} cells, the header has {len(header)}"
        if len(cells) > len(header):
            extra = quoted(cells[len(header)])
            self.report(
                line, "", f"{count} (first one too many: {extra}; quote a cell with commas)"
            )
        else:
            self.report(line, "", f"{count} (missing: {', '.join(header[len(cells) :])})")


_MARKS = (",", ";", "\t", "|")
_QUOTED = r'"[^"]*(?:""[^"]*)*"'
#: A record whose quotes stand where they may, by its delimiter.
_FORM = {
    mark: re.compile(rf'(?:{_QUOTED}|[^"{mark}]*)(?:[{mark}](?:{_QUOTED}|[^"{mark}]*))*')
    for mark in _MARKS
}
#: One cell of such a record, followed by the delimiter.
_CELL = {mark: re.compile(rf'({_QUOTED}|[^"{mark}]*)[{mark}]') for mark in _MARKS}
