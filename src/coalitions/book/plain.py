"""A chapter's text as plain Markdown: what MyST adds is said in words that any notebook shows.

Roles become links or text, directives become block quotes, tables or headings, labels go. A number
that the chapter computes becomes a placeholder, ``⟨`expression`⟩``, which `filled` replaces by its
value.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Final

from coalitions.book.shelf import Shelf

#: Begins a solution in the text given by `plain`; `ENDS` ends it. No reader sees either.
BEGINS: Final = "\x00solution"
ENDS: Final = "\x00end"
#: Stands between the blocks that become cells of their own.
BREAK: Final = "\x00break"

_FENCE: Final = re.compile(r"^(\s*)(`{3,}|~{3,}|:{3,})(?:\{([\w:+-]+)\})?[ \t]*(.*)$")
_OPTION: Final = re.compile(r"^\s*:([\w-]+):\s*(.*)$")
_TARGET: Final = re.compile(r"^\([\w:. -]+\)=\s*$")
_COMMENT: Final = re.compile(r"^%( |$)")
#: A role with its content, or a piece of code, in which there are no roles.
_SPAN: Final = re.compile(
    r"(?:\{([A-Za-z][\w:+-]*)\})?(?<!`)(`+)(?!`)(.+?)(?<!`)\2(?!`)", re.DOTALL
)
_TITLED: Final = re.compile(r"^(.*?)\s*<([^<>]+)>$", re.DOTALL)
_PLACEHOLDER: Final = re.compile(r"⟨(`+) ?(.+?) ?\1⟩", re.DOTALL)
_MARKS: Final = re.compile(r"[\\`*_{}\[\]$|~]")
_CODE: Final = ("code", "code-block", "sourcecode")


def plain(text: str, document: str, shelf: Shelf) -> str:
    """Turn MyST into Markdown.

    Returns
    -------
    str
        Markdown with lines `BEGINS` and `ENDS` around solutions and `BREAK` where a cell ends.
    """
    return _Page(document, shelf).blocks(text.split("\n"))


def placeholder(expression: str) -> str:
    """Write the place of a number that is computed."""
    fence = "`" * (1 + max(map(len, re.findall("`+", expression)), default=0))
    blank = " " if "`" in (expression[0], expression[-1]) else ""
    return f"⟨{fence}{blank}{expression}{blank}{fence}⟩"


def filled(text: str, value: Callable[[str], str]) -> str:
    """Replace the placeholders in a piece of Markdown by values that still name their expression.

    Parameters
    ----------
    value
        Called with each expression, in the order of the text; returns how its value is written.
    """

    def one(found: re.Match[str]) -> str:
        expression = found[2].replace(r"\|", "|")
        named = escape(expression, quote=True).replace("|", "&#124;").replace("$", "&#36;")
        shown = _MARKS.sub(r"\\\g<0>", escape(value(expression), quote=False))
        return f'<span title="{named}">{shown}</span>'

    return _PLACEHOLDER.sub(one, text)


class _Page:
    """Where a piece of text stands, which its links depend on."""

    def __init__(self, document: str, shelf: Shelf) -> None:
        self.document, self.shelf = document, shelf

    def blocks(self, lines: Sequence[str]) -> str:
        """Turn a run of lines; directives may hold directives."""
        out: list[str] = []
        prose: list[str] = []

        def flush() -> None:
            if prose:
                out.append(self.spans("\n".join(prose)))
                prose.clear()

        rest = iter(lines)
        for line in rest:
            fence = _FENCE.match(line)
            if fence is None or (fence[2][0] == ":" and not fence[3]):
                if not (_TARGET.match(line) or _COMMENT.match(line)):
                    prose.append(line)
                continue
            flush()
            inside = list(_until(fence[2], rest))
            if fence[3]:
                out.append(self._directive(fence[3], fence[4].strip(), inside))
            else:
                out.append("\n".join([line, *inside, f"{fence[1]}{fence[2]}"]))
        flush()
        return "\n".join(out)

    def spans(self, text: str) -> str:
        """Turn the roles in a piece of text and leave code as it is."""
        return _SPAN.sub(lambda m: self._role(m[1], m[3]) if m[1] else m[0], text)

    def _role(self, name: str, content: str) -> str:
        content = " ".join(content.split())
        titled = _TITLED.match(content)
        text, target = (titled[1], titled[2]) if titled else ("", content)
        match name.split(":")[0]:
            case "eval":
                return placeholder(content)
            case "cite":
                return f"({', '.join(self._work(key.strip()) for key in content.split(','))})"
            case "doc":
                folder = posixpath.dirname(self.document)
                document = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
                title = text or self.shelf.titles.get(document, target)
                return self.shelf.link(document, title, self.document)
            case "ref" | "numref":
                document, title = self.shelf.labels.get(target, ("", target))
                return self.shelf.link(document, text or title, self.document)
            case "math":
                return f"${content}$"
            case _:
                return text or target

    def _work(self, key: str) -> str:
        work = self.shelf.works.get(key)
        if work is None:
            return key
        return f"[{work.label}](<{work.url}>)" if work.url else work.label

    def _directive(self, name: str, title: str, inside: list[str]) -> str:
        options, body = _options(inside)
        while body and not body[0].strip():
            body.pop(0)
        match name:
            case "exercise-start" | "exercise":
                return (
                    f"{BREAK}\n### Exercise: {self.spans(title or 'answer')}\n\n{self.blocks(body)}"
                )
            case "solution-start":
                return f"{BREAK}\n{BEGINS}\n{self.blocks(body)}"
            case "solution":
                return f"{BREAK}\n{BEGINS}\n{self.blocks(body)}\n{BREAK}\n{ENDS}\n{BREAK}"
            case "solution-end":
                return f"{BREAK}\n{ENDS}\n{BREAK}"
            case "exercise-end":
                return BREAK
            case "list-table":
                return self._table(title, body, int(options.get("header-rows", "0")))
            case "math":
                return "\n".join(["$$", *body, "$$"])
            case "dropdown":
                summary = f"<details><summary>{escape(title)}</summary>"
                return f"{summary}\n\n{self.blocks(body)}\n\n</details>"
            case _ if name in _CODE:
                return "\n".join([f"```{title}", *body, "```"])
            case "eval":
                return placeholder(title)
            case _:
                said = title if name in ("admonition", "glossary") else title or name.capitalize()
                return _quoted(self.spans(said), self.blocks(body).strip("\n"))

    def _table(self, title: str, lines: Sequence[str], heads: int) -> str:
        rows: list[list[str]] = []
        for line in lines:
            if row := re.match(r"^\s*\* - ?(.*)$", line):
                rows.append([row[1]])
            elif cell := re.match(r"^\s+- ?(.*)$", line):
                rows[-1].append(cell[1])
            elif line.strip():
                rows[-1][-1] += f" {line.strip()}"
        shown = [[re.sub(r"(?<!\\)\|", r"\|", self.spans(cell)) for cell in row] for row in rows]
        if not heads:  # a table in Markdown begins with its heads
            shown.insert(0, [""] * len(shown[0]))
        shown.insert(1, ["---"] * len(shown[0]))
        table = "\n".join(f"| {' | '.join(row)} |" for row in shown)
        return f"**{self.spans(title)}**\n\n{table}" if title else table


def _until(fence: str, rest: Iterator[str]) -> Iterator[str]:
    """Yield the lines up to the end of a block, which is taken as well."""
    for line in rest:
        found = line.strip()
        if found.startswith(fence) and not found.strip(fence[0]):
            return
        yield line


def _options(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Part the options of a directive from its content."""
    options: dict[str, str] = {}
    at = 0
    while at < len(lines) and (option := _OPTION.match(lines[at])):
        options[option[1]] = option[2]
        at += 1
    return options, lines[at:]


def _quoted(title: str, body: str) -> str:
    lines = [f"**{title}**", "", *body.split("\n")] if title else body.split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)
