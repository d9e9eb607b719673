"""Faults to plant into a table, and what must be said about each."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from tests.small_package import TABLES

COLUMNS = TABLES["contributions"].split("\n", 1)[0].split(",")

#: A row without a fault, after its key.
SOUND = "interfet-1999,AUS,peak,1999-11,1999-09-20,2000-02,5500,50.5,true,,un-1264,high"

#: Lines of a table that all row faults fit into, one in a row.
ROWS = 60


def sound_rows() -> list[list[str]]:
    """Return rows without a fault, each with another key."""
    return [f"k{n:02},{SOUND}".split(",") for n in range(ROWS)]


def as_csv(rows: list[list[str]], header: list[str] = COLUMNS) -> str:
    """Write rows as the package has them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


@dataclass(frozen=True)
class CellSeed:
    """One cell of a sound row that holds something wrong."""

    name: str
    column: str
    text: str
    said: str
    frictionless: bool = True
    """Whether the public tool knows this kind of fault too."""

    def plant(self, rows: list[list[str]], place: int) -> None:
        rows[place][COLUMNS.index(self.column)] = self.text


@dataclass(frozen=True)
class FileSeed:
    """A change to the bytes of the file."""

    name: str
    change: Callable[[bytes], bytes]
    line: int
    column: str
    said: str
    frictionless: bool = True


CELLS = [
    CellSeed("text for a number", "personnel", "many", '"many" is not an integer'),
    CellSeed("comma in a number", "personnel", "5,500", '"5,500" is not an integer (write 5500)'),
    CellSeed("blank in a number", "personnel", "5 500", '"5 500" is not an integer (write 5500)'),
    CellSeed("point in a number", "personnel", "5.500", "is not an integer"),
    CellSeed("apostrophe in a number", "personnel", "5'500", "(write 5500)"),
    CellSeed("fraction for a whole", "personnel", "5500.0", "(write 5500)"),
    CellSeed("exponent for a whole", "personnel", "5e3", "is not an integer"),
    CellSeed("unit in the cell", "personnel", "5500 men", "(write 5500, if that is meant)"),
    CellSeed("tilde for about", "personnel", "~5500", '"~5500" is not an integer (write 5500)'),
    CellSeed("plus sign", "personnel", "+5500", "(write 5500)", frictionless=False),
    CellSeed("leading zeros", "personnel", "0055", "(write 55)", frictionless=False),
    CellSeed("arabic digits", "personnel", "٥٥٠٠", "is not an integer", frictionless=False),
    CellSeed("too many digits", "personnel", "9" * 30, "too large", frictionless=False),
    CellSeed("negative count", "personnel", "-1", '"-1" is negative'),
    CellSeed("share above 100", "share", "101", '"101" is above 100 %'),
    CellSeed("decimal comma", "share", "50,5", '"50,5" is not a number (write 50.5)'),
    CellSeed("not a number", "share", "NaN", "stands for unknown", frictionless=False),
    CellSeed("infinity", "share", "inf", "is not a number"),
    CellSeed("percent sign", "share", "50%", "(write 50)"),
    CellSeed("division by zero", "share", "#DIV/0!", "is not a number"),
    CellSeed("capital truth", "landed", "TRUE", "(write true)", frictionless=False),
    CellSeed("yes for true", "landed", "yes", "(write true)"),
    CellSeed("unknown code", "measure", "peek", '"peek" is not a code of this column'),
    CellSeed("code in capitals", "measure", "Peak", "(did you mean peak?)"),
    CellSeed("code out of order", "confidence", "sure", "codes are low, medium, high"),
    CellSeed("unknown source", "source_id", "un-1265", '"un-1265" is not in sources'),
    CellSeed("unknown country", "iso3", "AUX", '"AUX" is not in countries (did you mean AUS?)'),
    CellSeed("unknown coalition", "coalition_id", "interfet", "(did you mean interfet-1999?)"),
    CellSeed("missing value", "source_id", "", "is empty, but every row needs a value here"),
    CellSeed("duplicate key", "contribution_id", "k00", '"k00" stands already in line 2'),
    CellSeed("no such day", "deployed_from", "1999-02-30", "February 1999 has 28 days"),
    CellSeed("no such month", "as_of", "1999-13", "there is no month 13", frictionless=False),
    CellSeed("day in the wrong order", "deployed_from", "20.09.1999", "(write 1999-09-20"),
    CellSeed("slashes", "deployed_from", "1999/9/20", "(write 1999-09-20)"),
    CellSeed("time with the date", "deployed_from", "1999-09-20 00:00:00", "(write 1999-09-20)"),
    CellSeed("month where a day is due", "deployed_from", "1999-09", "is not a full date"),
    CellSeed("spelled month", "as_of", "Nov 1999", '"Nov 1999" is not a date'),
    CellSeed("date far ahead", "as_of", "2999-11", "is after 2100", frictionless=False),
    CellSeed("date long ago", "as_of", "0199-11", "is before 1900", frictionless=False),
    CellSeed("blank before", "note", " late", '(write "late")', frictionless=False),
    CellSeed("blank after", "iso3", "AUS ", '"AUS " has blanks around it (write "AUS")'),
    CellSeed("hard space", "note", "late\u00a0", "has blanks around it", frictionless=False),
    CellSeed("only blanks", "note", "  ", "holds only blanks", frictionless=False),
    CellSeed("control character", "note", "a\x07b", "U+0007", frictionless=False),
    CellSeed("invisible character", "note", "a\u200bb", "ZERO WIDTH SPACE", frictionless=False),
    CellSeed("loose accents", "note", "Gro\u0308ße", "normalise to NFC", frictionless=False),
    CellSeed("formula", "note", "=1+1", "starts like a formula", frictionless=False),
    CellSeed("command", "note", "@SUM(A1)", "starts like a formula", frictionless=False),
    CellSeed("n/a", "note", "n/a", "leave the cell empty", frictionless=False),
    CellSeed("null", "note", "NULL", "leave the cell empty", frictionless=False),
    CellSeed("end before start", "withdrawn_on", "1999-08", "is before deployed_from", False),
]


def _line(data: bytes, number: int) -> bytes:
    return data.split(b"\n")[number - 1]


def _with_line(number: int, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def apply(data: bytes) -> bytes:
        lines = data.split(b"\n")
        lines[number - 1] = change(lines[number - 1])
        return b"\n".join(lines)

    return apply


def _in_line(number: int, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return _with_line(number, lambda line: line.replace(old, new))


def _shorter(line: bytes) -> bytes:
    return line[: line.rindex(b",")]


def _swapped(line: bytes) -> bytes:
    first, second, *rest = line.split(b",")
    return b",".join([second, first, *rest])


def _without_column(data: bytes, place: int) -> bytes:
    rows = [line.split(b",") for line in data.split(b"\n")]
    return b"\n".join(b",".join(r[:place] + r[place + 1 :]) if r != [b""] else b"" for r in rows)


FILES = [
    FileSeed("empty file", lambda data: b"", 0, "", "is empty"),
    FileSeed("header only", lambda data: _line(data, 1) + b"\n", 0, "", "has no rows", False),
    FileSeed(
        "byte-order mark", lambda data: b"\xef\xbb\xbf" + data, 1, "", "byte-order mark", False
    ),
    FileSeed("windows line ends", lambda d: d.replace(b"\n", b"\r\n"), 1, "", "Windows", False),
    FileSeed(
        "old mac line ends", lambda d: d.replace(b"\n", b"\r"), 1, "", "carriage return", False
    ),
    FileSeed("semicolons", lambda data: data.replace(b",", b";"), 1, "", "by semicolons", False),
    FileSeed("tabs", lambda data: data.replace(b",", b"\t"), 1, "", "by tabs", False),
    FileSeed("utf-16", lambda data: data.decode().encode("utf-16"), 1, "", "UTF-16"),
    FileSeed(
        "windows-1252",
        _in_line(7, b"true,,", b"true,Gr\xf6\xdfe,"),
        7,
        "",
        "is not UTF-8: byte 0xF6",
    ),
    FileSeed("spreadsheet", lambda data: b"PK\x03\x04" + data, 1, "", "is a spreadsheet"),
    FileSeed("zero byte", _with_line(5, lambda line: line + b"\0"), 5, "", "zero bytes", False),
    FileSeed("open quote", _in_line(9, b"AUS", b'"AUS'), 9, "", "quote"),
    FileSeed("stray quote", _in_line(9, b"AUS", b'A"US'), 9, "", "quote"),
    FileSeed(
        "text after a quote",
        _in_line(9, b"AUS", b'"A"US'),
        9,
        "",
        "quote",
        False,
    ),
    FileSeed("cell too many", _with_line(4, lambda line: line + b",x"), 4, "", "has 14 cells"),
    FileSeed("cell too few", _with_line(4, _shorter), 4, "", "has 12 cells"),
    FileSeed("empty line", _with_line(3, lambda line: line + b"\n"), 4, "", "is an empty line"),
    FileSeed("unknown column", _in_line(1, b"note", b"remark"), 1, "remark", "is not a column"),
    FileSeed(
        "misspelt column", _in_line(1, b"share", b"shares"), 1, "shares", "did you mean share"
    ),
    FileSeed("missing column", lambda d: _without_column(d, 7), 1, "personnel", "is missing"),
    FileSeed("column twice", _in_line(1, b"note", b"share"), 1, "share", "twice"),
    FileSeed("blank in the header", _in_line(1, b"note", b" note"), 1, "note", "has blanks", False),
    FileSeed("other order", _with_line(1, _swapped), 1, "", "another order"),
    FileSeed(
        "no header", lambda d: d.split(b"\n", 1)[1], 1, "", "the first line is not the header"
    ),
    FileSeed("endless line", lambda d: d + b"x" * 1_100_000, 62, "", "longer than", False),
]
