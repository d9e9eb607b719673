"""What a test wants to know of a built page: its numbers and their notes."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True)
class ShownNumber:
    """A number in a text, the note that it leads to, and the links in the note."""

    text: str
    href: str
    note: str
    links: tuple[str, ...]


class _Reader(HTMLParser):
    """Collects numbers, and what stands in each note."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.numbers: list[list[str]] = []
        self.notes: dict[str, list[str]] = {}
        self.links: dict[str, list[str]] = {}
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        have = dict(attrs)
        role = ""
        if tag == "a" and have.get("class") == "quantity":
            role = "number"
            self.numbers.append([have.get("href") or "", ""])
        elif tag == "li" and (have.get("id") or "").startswith("number-"):
            role = f"note {have['id']}"
        elif tag == "a" and (note := self._note()):
            self.links.setdefault(note, []).append(have.get("href") or "")
        self._open.append((tag, role))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            """Close what was left open."""

    def handle_data(self, data: str) -> None:
        if any(role == "number" for _, role in self._open):
            self.numbers[-1][1] += data
        elif note := self._note():
            self.notes.setdefault(note, []).append(data)

    def _note(self) -> str:
        return next((role[5:] for _, role in self._open if role.startswith("note ")), "")


def numbers_of(path: Path) -> list[ShownNumber]:
    """Return the numbers of a page in reading order; one without a note has an empty note."""
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    return [
        ShownNumber(
            text=text,
            href=href,
            note="".join(reader.notes.get(href.removeprefix("#"), [])),
            links=tuple(reader.links.get(href.removeprefix("#"), ())),
        )
        for href, text in reader.numbers
    ]
