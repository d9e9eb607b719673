"""The table of contents of the first page: each chapter with its question and what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from coalitions.edition import edition_contents
from coalitions.markup import Markup, Shown, element, joined

#: Pages below another are named after it, in a line.
_BELOW = {"chapters/countries/": "Countries", "chapters/codebook-": "The codebook"}


def contents() -> Shown:
    """Show the parts of the book, and of each chapter its question and its first finding."""
    pages: list[Mapping[str, Any]] = edition_contents().to_dict("records")  # type: ignore[assignment]
    parts = [
        element("section", element("h3", caption or "Pages"), *_part(list(members)))
        for caption, members in groupby(pages, key=lambda page: page["part"])
    ]
    plain = "\n".join(f"{p['part']}: {p['title']}. {p['question']}".strip() for p in pages)
    return Shown(element("div", *parts, class_="co-contents"), plain)


def _part(pages: list[Mapping[str, Any]]) -> list[Markup]:
    below: dict[str, list[Markup]] = {}
    items = []
    for page in pages:
        link = element(
            "a", page["title"], href=f"{page['document'].removeprefix('chapters/')}.html"
        )
        start = next((s for s in _BELOW if page["document"].startswith(s)), None)
        if start:
            below.setdefault(_BELOW[start], []).append(link)
            continue
        said = [element("p", link)]
        if page["question"]:
            said.append(element("p", page["question"], class_="co-question"))
        if page["finding"]:
            said.append(element("p", page["finding"].replace("'", "’"), class_="co-found"))
        items.append(element("li", *said))
    lines = [
        element("p", f"{name}: ", *_between(links), class_="co-below")
        for name, links in below.items()
    ]
    return [element("ul", *items), *lines]


def _between(links: list[Markup]) -> list[Markup]:
    return [joined(link, ", " if place < len(links) else "") for place, link in enumerate(links, 1)]
