"""The feed of changes: one entry an edition, from `CHANGELOG.md`, in the Atom format (RFC 4287)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

NAME: Final = "feed.xml"
_EDITION: Final = re.compile(r"^## +(\S+) +\((\d{4}-\d\d-\d\d)\) *$", re.MULTILINE)
#: Names this book's feed among all feeds, wherever the book is published.
_BOOK: Final = uuid.uuid5(uuid.NAMESPACE_DNS, "coalitions-of-the-willing")


@dataclass(frozen=True)
class Edition:
    """One edition: its version, its day (ISO) and what changed, as Markdown."""

    version: str
    day: str
    changes: str


def editions(changelog: str) -> list[Edition]:
    """Read the editions that have a date, the newest first as they stand there."""
    heads = list(_EDITION.finditer(changelog))
    ends = [head.start() for head in heads[1:]] + [len(changelog)]
    return [
        Edition(head[1], head[2], changelog[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    ]


def atom(found: list[Edition], title: str, author: str, address: str) -> str:
    """Write the feed.

    Parameters
    ----------
    found
        The editions, at least one.
    title, author
        Of the book.
    address
        Where the book is published, with a slash at its end; empty if that is not known: links are
        then relative to the feed.
    """
    home = f"{address}index.html"
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{escape(title)}: changes</title>",
        f"<id>urn:uuid:{_BOOK}</id>",
        f"<updated>{max(edition.day for edition in found)}T00:00:00Z</updated>",
        f"<author><name>{escape(author)}</name></author>",
        f'<link rel="alternate" type="text/html" href="{escape(home)}"/>',
    ]
    if address:
        parts.append(f'<link rel="self" href="{escape(address)}{NAME}"/>')
    parts += [_entry(edition, title, home) for edition in found]
    return "\n".join([*parts, "</feed>\n"])


def _entry(edition: Edition, title: str, home: str) -> str:
    content = escape("".join(_html(edition.changes)))
    return (
        f"<entry>\n<title>{escape(title)}, version {escape(edition.version)}</title>\n"
        f"<id>urn:uuid:{uuid.uuid5(_BOOK, edition.version)}</id>\n"
        f"<updated>{edition.day}T00:00:00Z</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escape(home)}"/>\n'
        f'<content type="html">{content}</content>\n</entry>'
    )


def _html(markdown: str) -> Iterator[str]:
    """Turn paragraphs, headings and lists into HTML; a change log has nothing else."""
    for block in re.split(r"\n\s*\n", markdown):
        if block.startswith("#"):
            yield f"<h3>{_words(block.lstrip('#'))}</h3>"
        elif block.startswith("- "):
            items = re.split(r"\n- ", block[2:])
            yield f"<ul>{''.join(f'<li>{_words(item)}</li>' for item in items)}</ul>"
        elif block.strip():
            yield f"<p>{_words(block)}</p>"


def _words(text: str) -> str:
    flowing = escape(" ".join(text.split()), quote=False)
    flowing = re.sub(r"`([^`]+)`", r"<code>\1</code>", flowing)
    return re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", flowing)
