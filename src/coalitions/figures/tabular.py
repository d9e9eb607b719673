"""Tables of a chapter: laid out by great_tables, with units, and with the rows they rest on.

A table on a page is an object as a figure is: it has a headline, a number and an anchor, leads to
its sources, and can be taken away. `coalitions.book.tables` writes the page; here the content is
put together. The look comes from the book's own style, so that a table follows light and dark.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import numpy as np
import pandas as pd

from coalitions.figures.renderer import rows_behind
from coalitions.writing import PRECISIONS, Format, formatted, written

TABLE_MIME: Final = "application/vnd.coalitions.table+json"
#: What a cell says if nothing is known.
UNKNOWN: Final = "–"
# These are seen from the cells themselves, or are no units.
_UNNAMED: Final = frozenset({"", "1", "share", "%"})
_IN_CELLS: Final = frozenset({"share", "%", *PRECISIONS})
_STYLE: Final = re.compile(r"<style>.*?</style>", re.DOTALL)
_TABLE: Final = re.compile(r"<table.*</table>", re.DOTALL)


@dataclass(frozen=True)
class TextTable:
    """A table of a chapter, ready to be shown.

    Attributes
    ----------
    content
        What a page needs: ``title``, ``subtitle``, ``name``, ``html``, ``columns``, ``records``,
        ``rows`` and the keys that tell of sources, as a figure has them.
    plain
        The table for a terminal.
    """

    content: Mapping[str, Any]
    plain: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        page = f"<p><strong>{self.content['title']}</strong></p>{self.content['html']}"
        return {TABLE_MIME: dict(self.content), "text/html": page, "text/plain": self.plain}


def table(
    frame: pd.DataFrame,
    title: str,
    *,
    columns: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
    formats: Mapping[str, Format] | None = None,
    subtitle: str = "",
    name: str = "",
    of_book: bool = False,
) -> TextTable:
    """Show a table with its sources.

    Parameters
    ----------
    frame
        What is shown, row by row; its index is not.
    title, subtitle
        The finding; what the rows are.
    columns
        Columns to show, in this order, with their headings; the first one names the rows. All
        columns under their own names if left out.
    units
        Units of numeric columns. They stand in the heading, except shares, written as per cent.
    formats
        Other ways of writing a column: a format specification, a template or a function.
    name
        Anchor of the table, for links; made from the chapter's name if left out.

    of_book
        Say that the table describes the book itself and so rests on no rows of the data.

    Raises
    ------
    KeyError
        If a column is not there.
    ValueError
        If the table is empty: say in a sentence that nothing was found.
    """
    headings = dict(columns or {str(column): str(column) for column in frame.columns})
    units, formats = dict(units or {}), dict(formats or {})
    if missing := sorted({*headings, *units, *formats} - {str(c) for c in frame.columns}):
        raise KeyError(f"no column {', '.join(missing)}; there are {', '.join(frame.columns)}")
    if frame.empty:
        raise ValueError(f"the table “{title}” has no rows: say in a sentence what was not found")
    shown = pd.DataFrame(frame)[list(headings)]
    numeric = {c: pd.api.types.is_numeric_dtype(shown[c].dtype) for c in headings}
    numeric = {c: n and shown[c].dtype.name not in ("bool", "boolean") for c, n in numeric.items()}
    texts = pd.DataFrame({c: _cells(frame, c, units.get(c, ""), formats.get(c)) for c in headings})
    labels = {c: _heading(head, units.get(c, "")) for c, head in headings.items()}
    content = {
        "title": title,
        "subtitle": subtitle,
        "name": name or None,
        "of_book": of_book,
        "html": _laid_out(texts, labels, numeric),
        "columns": [[c, labels[c], bool(numeric[c])] for c in headings],
        "records": [dict(zip(headings, map(_bare, row), strict=True)) for row in _rows(shown)],
        **rows_behind(frame),
    }
    return TextTable(content, texts.rename(columns=labels).to_string(index=False))


def _laid_out(texts: pd.DataFrame, labels: Mapping[str, str], numeric: Mapping[str, bool]) -> str:
    """Let great_tables make the table; take its marks for style away, since pages bring theirs."""
    from great_tables import GT

    # great_tables takes any text for markup.
    texts = texts.map(escape)
    labels = {column: escape(label) for column, label in labels.items()}
    first = next(iter(labels))
    right = [column for column in labels if numeric[column] and column != first]
    left = [column for column in labels if column not in right]
    made = GT(texts, rowname_col=first, id="co").cols_label(_labels(labels, first))
    made = made.tab_stubhead(labels[first]).cols_align("left", columns=left)
    if right:
        made = made.cols_align("right", columns=right)
    found = _TABLE.search(_STYLE.sub("", made.as_raw_html()))
    assert found is not None
    return _clean(found.group())


def _labels(labels: Mapping[str, str], first: str) -> dict[str, Any]:
    return {column: label for column, label in labels.items() if column != first}


_CLEAN: Final[Sequence[tuple[str, str]]] = (
    (r'<table class="gt_table"[^>]*>', '<table class="co-table">'),
    (r' id="[^"]*"| rowspan="1"| colspan="1"', ""),
    (r'<th class="gt_row gt_left gt_stub">', '<th scope="row">'),
    (r'class="[^"]*gt_right[^"]*"', 'class="co-number"'),
    (r' class="gt_[^"]*"', ""),
    (r"\n\s*", ""),
)


def _clean(html: str) -> str:
    for pattern, instead in _CLEAN:
        html = re.sub(pattern, instead, html)
    return html


def _heading(heading: str, unit: str) -> str:
    return heading if unit in _UNNAMED else f"{heading} ({unit})"


def _cells(frame: pd.DataFrame, column: str, unit: str, format: Format | None) -> list[str]:
    """Write the cells of a column; dates as precisely as they are known."""
    precision = f"{column}_precision"
    known = list(frame[precision]) if precision in frame else [unit] * len(frame)
    return [_cell(v, str(u), format) for v, u in zip(frame[column], known, strict=True)]


def _cell(value: Any, unit: str, format: Format | None) -> str:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return UNKNOWN
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if format is not None:
        return formatted(_bare(value, keep_dates=True), "", format)
    return written(_bare(value, keep_dates=True), unit if unit in _IN_CELLS else "")


def _bare(value: Any, keep_dates: bool = False) -> Any:
    """Turn a value of pandas or NumPy into one of Python that JSON can hold."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, (pd.Timestamp, dt.date)):
        day = pd.Timestamp(value).date()
        return day if keep_dates else day.isoformat()
    if isinstance(value, (str, bool, int, float)):
        return value
    return value.item() if hasattr(value, "item") else str(value)


def _rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(frame.astype(object).itertuples(index=False, name=None))
