"""How new the data of a page are: the cut-off dates of the tables that it loads.

Each table's entry in the descriptor says up to which day it was collected. A page without tables
of its own, such as the glossary, has the date of the whole edition. Tables that only list things
(countries, works, groups) say nothing about the world and do not count, where others are there.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

from coalitions.book import store
from coalitions.book.project import Project
from coalitions.data import package as descriptor
from coalitions.data.subjects import page_of
from coalitions.entries import written_date

#: The page of the codebook whose tables only list things, and the page on all tables.
_LISTS: Final = "chapters/codebook-reference"
CATALOGUE: Final = "chapters/data-catalogue"


def as_of(project: Project) -> dict[str, str]:
    """Say for each document up to when its data go; empty for a book without such dates."""
    if not (project.data / descriptor.DESCRIPTOR).is_file():
        return dict.fromkeys(project.documents, "")
    dates = {table.name: table.cutoff for table in descriptor.read(project.data).tables}
    telling = {name for name in dates if dates[name] and not _only_lists(name)}
    whole = sorted(dates[name] for name in telling)
    found = {}
    for document in project.documents:
        record = store.read(project, document)
        loaded = {Path(path).stem for path in record.inputs.tables} if record else set()
        counted = loaded & telling or {name for name in loaded if dates.get(name)}
        found[document] = _said(sorted(dates[name] for name in counted), whole)
    return found


def line(said: str, address: str) -> str:
    """Write the line below the title of a page, with a link to what the dates mean."""
    if not said:
        return ""
    words = f'<a href="{escape(address)}">{escape(said)}</a>' if address else escape(said)
    return f'<p class="co-asof">{words}</p>'


def _only_lists(table: str) -> bool:
    try:
        return page_of(table) == _LISTS
    except LookupError:
        return False


def _said(own: list[str], whole: list[str]) -> str:
    """Write the newest date, and the oldest where a reader would not expect it."""
    dates = own or whole
    if not dates:
        return ""
    said = f"Data as of {written_date(dates[-1])}"
    if own and dates[0][:4] != dates[-1][:4]:
        said += f", oldest table {written_date(dates[0])}"
    return said
