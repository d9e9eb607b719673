"""HTML by construction: elements whose text is escaped, and the one table that pages show.

Whatever comes out of a cell, a descriptor or a title is text. It becomes part of a page through
`element` and `table` only, which escape it; so no cell can put markup on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any


class Markup(str):
    """Text that is HTML already, made by this module."""

    __slots__ = ()


@dataclass(frozen=True)
class Shown:
    """What a cell of a notebook shows: HTML for pages, and words for all else."""

    html: Markup
    text: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/html": str(self.html), "text/plain": self.text}


def element(tag: str, *inside: str | None, **attributes: str | None) -> Markup:
    """Write an element.

    Parameters
    ----------
    tag
        Its name.
    *inside
        What it holds: text, which is escaped, markup, or None for nothing.
    **attributes
        Its attributes; None leaves one out. ``class_`` is ``class``, ``aria_label`` is
        ``aria-label``.
    """
    named = (
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{''.join(named)}>{joined(*inside)}</{tag}>")


def joined(*parts: str | None) -> Markup:
    """Put text and markup together."""
    return Markup(
        "".join(part if isinstance(part, Markup) else escape(part or "") for part in parts)
    )


def table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Iterable[int] = (),
    class_: str = "co-listing",
    stacked: bool = False,
    about: Sequence[Mapping[str, str]] = (),
) -> Markup:
    """Write a table that scrolls by itself where the page is too narrow for it.

    Parameters
    ----------
    caption
        What it shows.
    head
        The heads of the columns, none empty.
    rows
        The cells; the first of each row is its head.
    numbers
        Columns, from 0, that hold numbers.
    class_
        Its class; ``co-table`` makes it sortable.
    stacked
        Whether its style sets cells below one another on a phone. Some browsers no longer tell a
        screen reader of a table then, so each part says what it is.
    about
        Attributes of each row, such as its ``id``: as many as there are rows, or none.
    """
    right, rows = frozenset(numbers), list(rows)

    def role(name: str) -> str | None:
        return name if stacked else None

    def cell(tag: str, place: int, inside: str, scope: str | None = None) -> Markup:
        return element(
            tag,
            inside,
            scope=scope,
            role=role({"col": "columnheader", "row": "rowheader", None: "cell"}[scope]),
            class_="co-number" if place in right else None,
        )

    heads = [cell("th", place, name, "col") for place, name in enumerate(head)]
    body = [
        element(
            "tr",
            *(
                cell("td", place, inside) if place else cell("th", place, inside, "row")
                for place, inside in enumerate(row)
            ),
            role=role("row"),
            **attributes,
        )
        for row, attributes in zip(rows, about or [{}] * len(rows), strict=True)
    ]
    inner = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *heads, role=role("row")), role=role("rowgroup")),
        element("tbody", *body, role=role("rowgroup")),
        role=role("table"),
        class_=class_,
    )
    # A region that scrolls must be reached by keyboard, and so needs a name.
    return element(
        "div", inner, class_="co-wide-table", tabindex="0", role="group", aria_label=caption
    )
