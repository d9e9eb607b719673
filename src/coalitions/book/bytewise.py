"""Two folders compared byte by byte: which files differ, and where each of them begins to.

A zip that differs is opened and its members are compared. Two PDFs are the same if their pages hold
the same text: a browser writes the hour of printing into the file.
"""

from __future__ import annotations

import filecmp
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: How many characters are shown before and after the first that differs.
AROUND: Final = 40
_ABSENT: Final = "not there"


@dataclass(frozen=True)
class Difference:
    """Where two versions of a file begin to differ.

    Attributes
    ----------
    file
        Its path below both folders.
    part
        The member of a zip, the page of a PDF, or empty for the file itself.
    place
        The first character that differs, counted from 0; None if one version is not there.
    one, other
        What stands around that place in each.
    """

    file: str
    part: str
    place: int | None
    one: str
    other: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.part}" if self.part else self.file
        at = "" if self.place is None else f" from byte {self.place}"
        return f"{where}{at}\n    first:  {self.one}\n    second: {self.other}"


def compare(one: Path, other: Path) -> list[Difference]:
    """Compare two folders, or two files, and all that lies below them."""
    found: list[Difference] = []
    for name in sorted(_files(one) | _files(other)):
        first, second = one / name, other / name
        if first.is_file() and second.is_file():
            if not filecmp.cmp(first, second, shallow=False):
                label = name or one.name
                found += differences(label, first.read_bytes(), second.read_bytes())
        else:
            there = ("there", _ABSENT) if first.is_file() else (_ABSENT, "there")
            found.append(Difference(name or one.name, "", None, *there))
    return found


def differences(file: str, one: bytes, other: bytes) -> Iterator[Difference]:
    """Find where two versions of one file begin to differ, part by part."""
    first, second = _parts(file, one), _parts(file, other)
    for part in dict.fromkeys([*first, *second]):
        if first.get(part) != second.get(part):
            yield _difference(file, part, first.get(part), second.get(part))


def _difference(file: str, part: str, one: bytes | None, other: bytes | None) -> Difference:
    if one is None or other is None:
        there = (_ABSENT, "there") if one is None else ("there", _ABSENT)
        return Difference(file, part, None, *there)
    pairs = enumerate(zip(one, other, strict=False))
    place = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    return Difference(file, part, place, _around(one, place), _around(other, place))


def _around(raw: bytes, place: int) -> str:
    shown = raw[max(0, place - AROUND) : place + AROUND].decode("utf-8", "backslashreplace")
    ended = " (ends here)" if place >= len(raw) else ""
    return f"…{shown!r}…{ended}"


def _parts(file: str, raw: bytes) -> Mapping[str, bytes]:
    if file.endswith(".pdf"):
        return _pages(raw)
    if file.endswith(".zip"):
        return _members(raw)
    return {"": raw}


def _pages(raw: bytes) -> dict[str, bytes]:
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(raw)).pages
    return {f"page {n}": page.extract_text().encode() for n, page in enumerate(pages, start=1)}


def _members(raw: bytes) -> dict[str, bytes]:
    """Return the members of a zip, and, as they are part of its bytes, their order and dates."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        listed = [
            f"{m.filename} {m.date_time} {m.external_attr:o} {m.compress_type} {m.compress_size}"
            for m in archive.infolist()
        ]
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    return members | {"list of members": "\n".join(listed).encode()}


def _files(folder: Path) -> set[str]:
    if folder.is_file():
        return {""}
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
