"""BibTeX from the table `sources`, so that a citation in prose and a `source_id` are one key.

Every work becomes an entry of type ``misc``: the table records what a work is and who gave it out,
not the volume or the pages that the other types demand.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from pathlib import Path

from coalitions.data import package as descriptor
from coalitions.data.rows import Row, Tables

# The dollar sign stays as it is: pybtex, which prints the pages, would show its backslash.
_ESCAPED = {char: f"\\{char}" for char in "&%#_"}
# A brace would end the field too early however it is escaped, so a parenthesis takes its place.
_ESCAPED |= {"\\": "/", "{": "(", "}": ")", "~": "-", "^": "'", "\n": " "}


def anchor_of(source_id: str) -> str:
    """Name the place of a work on the page of the bibliography: no anchor begins with a digit."""
    return re.sub(r"^[-0-9]+", "", source_id)


def bibtex(only: Iterable[str] | None = None, folder: Path | None = None) -> str:
    """Return the bibliography as BibTeX.

    Parameters
    ----------
    only
        Keys of the works wanted; all by default.
    folder
        The folder of the data package; found as for `coalitions.load` if not given.

    Returns
    -------
    str
        Entries in the order of their keys. The same data give the same text.

    Raises
    ------
    LookupError
        If one of the keys is not in `sources`.
    """
    package = descriptor.read(folder)
    rows = {str(row["source_id"]): row for row in Tables(package)["sources"]}
    keys = sorted(rows if only is None else set(only))
    if missing := [key for key in keys if key not in rows]:
        raise LookupError(f"sources has no {', '.join(missing)}")
    return "\n".join(_entry(key, rows[key]) for key in keys)


def _entry(key: str, row: Row) -> str:
    year, month, day = _date(str(row["date_published"] or ""))
    author, publisher = row["authors"], row["publisher"]
    fields = {
        # Second braces keep names of institutions whole and capitals as they are.
        "author": f"{{{_escaped(author)}}}" if author else "",
        "title": f"{{{_escaped(row['title'])}}}",
        "howpublished": _escaped(publisher) if publisher != author else "",
        "month": f"{day} {month}".strip(),
        "year": year,
        "note": _escaped(_remarks(row)),
        "url": _address(row["url"]),
    }
    lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
    return f"@misc{{{key},\n{''.join(lines)}}}\n"


def _date(text: str) -> tuple[str, str, str]:
    year, month, day = [*text.split("-"), "", ""][:3]
    return year, calendar.month_name[int(month)] if month else "", day.lstrip("0")


def _remarks(row: Row) -> str:
    """What a reader should know before relying on the work."""
    remarks = {
        "read_as_copy": "read as a copy",
        "state_media": "state media",
        "aggregator": "aggregator",
    }
    said = [text for column, text in remarks.items() if row[column] is True]
    return f"{', '.join(said)}".capitalize()


def _escaped(value: object) -> str:
    return "".join(_ESCAPED.get(char, char) for char in str(value or ""))


def _address(value: object) -> str:
    """Addresses are printed raw; only what would break the entry is percent-encoded."""
    text = str(value or "")
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")
