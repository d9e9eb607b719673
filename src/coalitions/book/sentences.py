"""The sentences of a chapter: what a reader reads, without code, options, roles and addresses.

What is no prose is blanked in place, so that every character keeps its line. A citation leaves a
mark, because a sentence that cites its source may say more than one that does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

#: Stands for a citation, and for any other role or code span, in the text of a sentence.
CITED = "\ue000"
MASKED = "\ue001"

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCE = re.compile(r"^\s*(?P<marker>`{3,}|~{3,}|:{3,})\s*(?P<kind>\{[^}]*\}|\S*)(?P<rest>.*)$")
_OPTION = re.compile(r"^\s*:[\w-]+:( |$)")
#: Directives whose argument is a headline; that of the others is a name or an address.
_HEADED = ("admonition", "dropdown", "tab-item", "card", "topic", "sidebar", "list-table", "note")
#: Directives whose content is read as text; that of all others is not.
_TEXT = (
    *("admonition", "attention", "caution", "danger", "dropdown", "error", "hint", "important"),
    *("note", "seealso", "tip", "warning", "card", "card-carousel", "grid", "grid-item"),
    *("grid-item-card", "tab-item", "tab-set", "topic", "sidebar", "margin", "list-table"),
    *("table", "figure", "glossary", "epigraph", "pull-quote", "container", "exercise", "solution"),
)
_LINE_IS_NO_PROSE = re.compile(r"^\s*(%|\+\+\+|\([\w:-]+\)=\s*$|\[[^\]]+\]:\s)")
_CITATION = re.compile(r"\{(?:foot)?cite(?::\w+)?\}(`+).+?\1", re.DOTALL)
#: Roles, code spans and maths.
_SPAN = re.compile(r"(?:\{[\w:.-]+\})?(`+)(?!`).+?(?<!`)\1(?!`)|\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
_BLANK = re.compile(
    r"<!--.*?-->|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s\"[^\"]*\")?\)|\[\^[^\]]+\]:?"
    r"|<https?:[^>\s]*>|https?://[^\s)>\]]+|</?[a-zA-Z][^<>]*>|&#?\w+;",
    re.DOTALL,
)
_LIST_ITEM = re.compile(r"^(\s*)(\d+[.)]|[-*+](?: \[[ x]\])?|\* -)(?=\s)")
_HEADING = re.compile(r"^\s*#{1,6}\s")
_END = re.compile(r"[.?!…][\"”’»)*_\ue000\ue001]*(?=\s|$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]|e\.g|i\.e|cf|vs|No|Nos|Art|St|Mr|Ms|Dr|Gen|p|pp|vol))\.$"
)


@dataclass(frozen=True)
class Sentence:
    """One sentence.

    Attributes
    ----------
    text
        The prose, with `CITED` and `MASKED` where something else stands.
    source
        The same piece of the file as it is, in one line.
    start
        Where it begins in the file, in characters.
    box
        The headline of the box it stands in, if it does.
    """

    text: str
    source: str
    start: int
    box: str = ""

    @property
    def cites(self) -> bool:
        """Whether it cites a source."""
        return CITED in self.text


def sentences(source: str) -> Iterator[Sentence]:
    """Yield the sentences of a chapter, headings and headlines of boxes included."""
    masked, boxes, breaks = _blocks(source)
    masked = _mask_inline(masked)
    lines = masked.splitlines(keepends=True)
    start = position = 0
    for number, line in enumerate(lines):
        if not line.strip() or number in breaks:
            yield from _split(source, masked, start, position, boxes, number - 1)
            start = position
        position += len(line)
    yield from _split(source, masked, start, position, boxes, len(lines) - 1)


def line_of(source: str, position: int) -> int:
    """Return the line, from 1, of a position in the file."""
    return source.count("\n", 0, position) + 1


def _blocks(source: str) -> tuple[str, list[str], set[int]]:
    """Blank what is no prose line by line.

    Returns the text, the headline of the box of each line, and the lines that begin something new.
    """
    front = _FRONT.match(source)
    skipped = source.count("\n", 0, front.end()) if front else 0
    kept: list[str] = []
    boxes: list[str] = []
    breaks: set[int] = set()
    fences: list[tuple[str, bool, str]] = []
    options = ""
    for number, line in enumerate(source.split("\n")):
        marker, verbatim, box = fences[-1] if fences else ("", False, "")
        fence = _FENCE.match(line)
        shown = line
        if number < skipped:
            shown = ""
        elif fence and marker and fence["marker"].startswith(marker) and not fence["kind"]:
            fences.pop()
            shown, options = "", ""
        elif fence and not verbatim:
            name = fence["kind"].strip("{}")
            headline = fence["rest"].strip() if name in _HEADED else ""
            is_text = fence["kind"].startswith("{") and name in _TEXT
            fences.append((fence["marker"], not is_text, headline))
            shown = " " * fence.start("rest") + fence["rest"] if headline else ""
            options = "options"
            breaks |= {number, number + 1}
        elif verbatim or _LINE_IS_NO_PROSE.match(line):
            shown = ""
        elif options and line.strip() == "---":
            shown, options = "", "" if options == "yaml" else "yaml"
        elif options == "yaml" or (options and _OPTION.match(line)):
            shown = ""
        else:
            options = ""
        if item := _LIST_ITEM.match(shown):
            shown = " " * item.end() + shown[item.end() :]
            breaks.add(number)
        if heading := _HEADING.match(shown):
            shown = " " * heading.end() + shown[heading.end() :]
            breaks |= {number, number + 1}
        if shown.lstrip().startswith("|"):
            breaks.add(number)
        # Every line keeps its length, so that positions in the file and here are the same.
        kept.append(shown.ljust(len(line)))
        boxes.append(box)
    return "\n".join(kept), boxes, breaks


def _mask_inline(text: str) -> str:
    text = _CITATION.sub(_masked_by(CITED), text)
    text = _SPAN.sub(_masked_by(MASKED), text)
    return _BLANK.sub(_masked_by(" "), text)


def _masked_by(mark: str) -> Callable[[re.Match[str]], str]:
    def mask(match: re.Match[str]) -> str:
        rest = re.sub(r"[^\n]", " ", match[0][1:])
        return mark + rest

    return mask


def _split(
    source: str, masked: str, start: int, end: int, boxes: list[str], line: int
) -> Iterator[Sentence]:
    """Split one block of text into sentences."""
    block = masked[start:end]
    box = boxes[line] if 0 <= line < len(boxes) else ""
    begin = 0
    for match in _END.finditer(block):
        if not _ABBREVIATED.search(block[begin : match.start() + 1]):
            yield from _one(source, masked, start + begin, start + match.end(), box)
            begin = match.end()
    yield from _one(source, masked, start + begin, end, box)


def _one(source: str, masked: str, start: int, end: int, box: str) -> Iterator[Sentence]:
    text = masked[start:end]
    if text.strip():
        indent = len(text) - len(text.lstrip())
        read = " ".join(source[start + indent : end].split())
        yield Sentence(text.strip(), read, start + indent, box)
