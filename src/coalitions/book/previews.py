"""What stands behind a term of the glossary or a citation, ready in each page that links to it.

A page carries the definitions and works that its own links lead to, in a `<template>` that no
browser draws; the script of the numbers' cards shows them. Without a script the links lead to the
glossary and to the bibliography.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from html import escape, unescape
from pathlib import Path
from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from coalitions.book import citations
from coalitions.book.evidence import Evidence
from coalitions.book.files import hash_file
from coalitions.data.bibliography import anchor_of

GLOSSARY: Final = "chapters/glossary"
#: Pages that have previews carry this.
MARK: Final = 'id="co-previews"'
_LINK: Final = re.compile(r'<a class="reference internal" href="([^"#]+)#([^"]+)"')


class Previews:
    """The previews of one build; each definition and work is looked up once."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._terms: dict[str, str] | None = None

    def of(self, page: str, body: str) -> str:
        """Write the previews that the links of a page need; empty if none does."""
        kinds: tuple[tuple[str, str, Callable[[str], str]], ...] = (
            (GLOSSARY, "Entry in the glossary", self._term),
            (citations.PAGE, "Entry in the bibliography", self._work),
        )
        parts = []
        for href, anchor in dict.fromkeys(_LINK.findall(body)):
            for target, more, look in kinds:
                if target in self._app.env.found_docs and href == self._address(page, target):
                    said = look(unescape(anchor))
                    parts.append(_preview(f"{href}#{anchor}", more, said) if said else "")
        inner = "".join(parts)
        return f"<template {MARK}>{inner}</template>\n" if inner else ""

    def _address(self, page: str, target: str) -> str:
        return self._app.builder.get_relative_uri(page, target)

    def _term(self, anchor: str) -> str:
        if self._terms is None:
            builder = self._app.builder
            tree = self._app.env.get_and_resolve_doctree(GLOSSARY, builder)
            self._terms = dict(_definitions(tree))
        return self._terms.get(anchor, "")

    @cached_property
    def _works(self) -> dict[str, tuple[str, str]]:
        return {anchor_of(key): said for key, said in Evidence().works.items()}

    def _work(self, anchor: str) -> str:
        work = self._works.get(anchor)
        if work is None:
            return ""
        title, short = work
        return f'<p class="qn-head"><strong>{escape(title)}</strong></p><p>{escape(short)}</p>'


def digest(app: Sphinx) -> str:
    """Fingerprint what previews show, beside the works, on which every page depends anyway."""
    if GLOSSARY not in app.env.found_docs:
        return ""
    return hash_file(Path(app.env.doc2path(GLOSSARY)))


def _definitions(tree: nodes.document) -> list[tuple[str, str]]:
    """Pair the anchor of each term with its entry as HTML."""
    found = []
    for glossary in tree.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            terms = [child for child in item.children if isinstance(child, nodes.term)]
            body = " ".join(
                " ".join(child.astext().split())
                for child in item.children
                if isinstance(child, nodes.definition)
            )
            for term in terms:
                said = (
                    f'<p class="qn-head"><strong>{escape(term.astext())}</strong></p>'
                    f"<p>{escape(body)}</p>"
                )
                found += [(anchor, said) for anchor in term["ids"]]
    return found


def _preview(address: str, more: str, said: str) -> str:
    return f'<div data-for="{address}" data-more="{escape(more)}">{said}</div>'
