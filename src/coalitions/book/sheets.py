"""The plotted data of a figure, as tables for a page and as CSV files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from coalitions.book.sources import Sources
from coalitions.figures.theme import BREAK

_DAY: Final = re.compile(r"^(\d{4}-\d\d-\d\d)T00:00:00(\.0+)?$")
MOST_ROWS: Final = 400
"""A longer table is in the CSV file only."""


@dataclass(frozen=True)
class Column:
    """One column of the plotted data."""

    name: str
    title: str
    numeric: bool


@dataclass(frozen=True)
class Sheet:
    """One table of plotted data; a chart may draw several."""

    columns: tuple[Column, ...]
    records: tuple[Mapping[str, Any], ...]
    rows: tuple[str, ...] = ()
    """For each record the row it is (``contributions:118``), where it is one."""

    def csv(self, sources: Sources) -> str:
        """Write the data as CSV, with the row and source of each record, or those of the figure."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        tail = ["row", "source_id"] if self.rows else ["source_ids"] if sources.ids else []
        writer.writerow([column.name for column in self.columns] + tail)
        for index, record in enumerate(self.records):
            cells = ["" if (v := record[c.name]) is None else v for c in self.columns]
            if self.rows:
                row = self.rows[index]
                cells += [row, ";".join(sources.of_row.get(row, ()))]
            elif sources.ids:
                cells.append(";".join(sources.ids))
            writer.writerow(cells)
        return out.getvalue()

    def html(self, caption: str) -> str:
        """Write the data as a table."""
        head = [f'<th scope="col"{_right(c)}>{escape(c.title)}</th>' for c in self.columns]
        if self.rows:
            head.append('<th scope="col">Row</th>')
        body = "".join(self._row(index) for index in range(min(MOST_ROWS, len(self.records))))
        return (
            f'<table class="co-table"><caption>{escape(caption)}</caption>'
            f"<thead><tr>{''.join(head)}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _row(self, index: int) -> str:
        record = self.records[index]
        cells = [
            f"<td{_right(c)}>{escape(_shown(record[c.name], c.name))}</td>" for c in self.columns
        ]
        if self.rows:
            cells.append(f"<td><code>{escape(self.rows[index])}</code></td>")
        return f"<tr>{''.join(cells)}</tr>"


def sheets_of(figure: Mapping[str, Any]) -> tuple[Sheet, ...]:
    """Take the plotted data out of the content of a figure, the largest table first."""
    spec = figure["spec"]
    titles: dict[str, str] = {}
    for field, title in _titles(spec):
        titles[field] = titles.get(field) or title
    named = figure.get("records") or {}
    sheets = [
        _sheet(records, titles, tuple(named.get(name, ())))
        for name, records in (spec.get("datasets") or {}).items()
        if isinstance(records, list) and records and _is_table(records[0])
    ]
    drawn = [sheet for sheet in sheets if sheet.columns]
    return tuple(sorted(drawn, key=lambda sheet: -len(sheet.records)))


def _is_table(record: Any) -> bool:
    return isinstance(record, Mapping) and record.get("type") != "Feature"


def _sheet(
    records: Sequence[Mapping[str, Any]], titles: Mapping[str, str], rows: tuple[str, ...]
) -> Sheet:
    names = dict.fromkeys(key for record in records for key in record)
    drawn = [name for name in titles if name in names]
    columns = tuple(
        Column(name, titles[name] or name.replace("_", " "), _numeric(records, name))
        for name in drawn
    )
    kept = [{name: _plain(record.get(name)) for name in drawn} for record in records]
    return Sheet(columns, tuple(kept), rows if len(rows) == len(kept) else ())


def _numeric(records: Sequence[Mapping[str, Any]], name: str) -> bool:
    values = [record.get(name) for record in records]
    known = [value for value in values if value is not None]
    return bool(known) and all(
        isinstance(value, (int, float)) and not isinstance(value, bool) for value in known
    )


def _titles(spec: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields that a chart draws, each with its title, in the order of the encodings."""
    for channel in (spec.get("encoding") or {}).values():
        for definition in channel if isinstance(channel, list) else [channel]:
            if not isinstance(definition, Mapping):
                continue
            condition = definition.get("condition")
            parts = [definition, *([condition] if isinstance(condition, Mapping) else [])]
            for part in parts:
                if isinstance(field := part.get("field"), str):
                    yield field.replace("\\", ""), _title_of(part)
    for key in ("layer", "hconcat", "vconcat", "concat"):
        for child in spec.get(key, ()):
            yield from _titles(child)
    if isinstance(spec.get("facet"), Mapping):
        yield from _titles({"encoding": {"facet": spec["facet"]}})
    if isinstance(spec.get("spec"), Mapping):
        yield from _titles(spec["spec"])


def _title_of(definition: Mapping[str, Any]) -> str:
    for holder in (
        definition,
        definition.get("axis") or {},
        definition.get("legend") or {},
        definition.get("header") or {},
    ):
        title = holder.get("title") if isinstance(holder, Mapping) else None
        if isinstance(title, str) and title.strip():
            return title
        if isinstance(title, list):
            return " ".join(map(str, title))
    return ""


def _plain(value: Any) -> Any:
    """Write a moment at midnight as the day it stands for, and a wrapped label in one line."""
    if isinstance(value, str):
        day = _DAY.match(value)
        return day[1] if day else value.replace(BREAK, " ")
    if isinstance(value, (list, dict)):
        return str(value)
    return value


def _shown(value: Any, name: str) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    if isinstance(value, (int, float)):
        return f"{value:.0f}" if name.endswith("year") else f"{value:,.0f}"
    return str(value)


def _right(column: Column) -> str:
    return ' class="co-number"' if column.numeric else ""
