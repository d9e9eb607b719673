"""What stands below a chart: the plotted data as a table, its sources, and files to take away.

Everything is in the page before a script runs. The parts are shown one at a time by radio buttons,
which work by keyboard and without JavaScript; a script only adds sorting.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

from coalitions.data import package
from coalitions.figures.theme import BREAK

_DAY: Final = re.compile(r"^(\d{4}-\d\d-\d\d)T00:00:00(\.0+)?$")
_NAMED: Final = 4
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


@dataclass(frozen=True)
class Source:
    """One source behind a figure.

    Attributes
    ----------
    id, title
        Its key and its title.
    short
        Who published it and when, for a line of many.
    address
        Its entry in the bibliography, from the page of the figure; empty without a bibliography.
    confidence
        How far the rows trust it, ``"low to high"``.
    rows
        How many rows of the figure rest on it.
    """

    id: str
    title: str
    short: str
    address: str
    confidence: str
    rows: int


@dataclass(frozen=True)
class Sources:
    """All sources behind a figure, its rows, and the sources of single rows."""

    sources: tuple[Source, ...]
    rows: Mapping[str, Sequence[int]]
    of_row: Mapping[str, Sequence[str]]

    @property
    def ids(self) -> tuple[str, ...]:
        """The keys of the sources."""
        return tuple(source.id for source in self.sources)

    @property
    def first(self) -> tuple[Source, ...]:
        """The sources that a line has room for, the most used first, one of each publisher."""
        ranked = sorted(self.sources, key=lambda source: -source.rows)
        return tuple({source.short: source for source in reversed(ranked)}.values())[::-1][:_NAMED]

    @property
    def line(self) -> str:
        """The sources in one line of plain text."""
        named = "; ".join(source.short for source in self.first)
        return f"Sources: {named}{self.more}." if named else ""

    @property
    def more(self) -> str:
        """What a line says about the sources that it has no room for."""
        rest = len(self.sources) - len(self.first)
        return f"; and {rest} more" if rest else ""


def sources_of(figure: Mapping[str, Any], address: Callable[[str], str]) -> Sources:
    """Describe the sources of the rows that a figure rests on.

    Parameters
    ----------
    figure
        The content of its mime type.
    address
        Gives the address of a source's entry in the bibliography.
    """
    uses: Sequence[Mapping[str, Any]] = figure.get("sources") or ()
    if not uses:
        return Sources((), figure.get("provenance") or {}, {})
    works = _works()
    found = []
    for use in uses:
        key = str(use["source_id"])
        work = works[key]
        who = work.get("publisher") or work.get("authors") or work["title"]
        levels = dict.fromkeys(level for level in (use["lowest"], use["highest"]) if level)
        found.append(
            Source(
                id=key,
                title=work["title"],
                short=f"{who}, {work.get('date_published', 'n.d.')[:4]}",
                address=address(key),
                confidence=" to ".join(levels),
                rows=int(use["rows"]),
            )
        )
    return Sources(tuple(found), figure["provenance"], figure.get("cited") or {})


def _works() -> dict[str, dict[str, str]]:
    """Return what is known of each source, by its key."""
    path = package.read().folder / "sources.csv"
    return _read_works(path, path.stat().st_mtime_ns)


@functools.lru_cache(1)
def _read_works(path: Path, changed: int) -> dict[str, dict[str, str]]:
    # Plain dictionaries: a build looks sources up thousands of times, and a row of `Facts`
    # accounts for its provenance each time.
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["source_id"]: {name: cell for name, cell in row.items() if cell} for row in rows}


def citation(config: Any, docname: str, anchor: str, number: str, title: str) -> str:
    """Write the line by which a figure is cited."""
    place = (
        f"{config.html_baseurl.rstrip('/')}/{docname}.html#{anchor}" if config.html_baseurl else ""
    )
    label = f"Figure {number}" if number else "Figure"
    end = f" {place}" if place else ""
    return f"{config.author}: {config.html_title} {label}, “{title}”.{end}"


def render(
    *,
    anchor: str,
    base: str,
    chart: str,
    words: str,
    sheets: Sequence[Sheet],
    sources: Sources,
    citation: str,
) -> str:
    """Write the inside of a figure.

    Parameters
    ----------
    anchor
        The figure's identifier on the page.
    base
        Address of the figure's files from the page, without the suffix.
    chart, words
        The chart as HTML, and in words.
    sheets, sources, citation
        What the panels show.
    """
    panels = [
        (
            "Chart",
            f'{chart}<p class="co-words" id="{escape(anchor)}-words" hidden>{escape(words)}</p>',
        ),
        ("Table", f'<p class="co-said">{escape(words)}</p>{_tables(sheets)}'),
        ("Sources", _sources(sources)),
        ("Take away", _files(base, len(sheets), citation)),
    ]
    out = ['<fieldset class="co-tabs"><legend class="co-hidden">Show figure as</legend>']
    for index, (label, _) in enumerate(panels):
        checked = " checked" if index == 0 else ""
        out.append(
            f'<input type="radio" class="co-hidden" name="{escape(anchor)}-tab" '
            f'id="{escape(anchor)}-tab-{index}"{checked} autocomplete="off">'
            f'<label for="{escape(anchor)}-tab-{index}">{label}</label>'
        )
    for _, inner in panels:
        out.append(f'<div class="co-panel">{inner}</div>')
    out.append("</fieldset>")
    if sources.line:
        named = "; ".join(_link(source, source.short) for source in sources.first)
        out.append(f'<p class="co-source">Sources: {named}{sources.more}.</p>')
    return "".join(out)


def _rows_of(table: str, rows: int) -> str:
    return f"{rows:,} row{'s' if rows > 1 else ''} of the table {table}"


def _link(source: Source, words: str) -> str:
    if not source.address:
        return escape(words)
    return f'<a href="{escape(source.address)}">{escape(words)}</a>'


def _tables(sheets: Sequence[Sheet]) -> str:
    out = []
    for number, sheet in enumerate(sheets, start=1):
        name = "Plotted data" if len(sheets) == 1 else f"Plotted data, table {number}"
        out.append(
            f'<div class="co-scroll" tabindex="0" role="group" aria-label="{name}">'
            f"{sheet.html(name)}</div>"
        )
        if len(sheet.records) > MOST_ROWS:
            out.append(f"<p>The first {MOST_ROWS} of {len(sheet.records):,} rows.</p>")
    return "".join(out)


def _sources(sources: Sources) -> str:
    if not sources.sources:
        return "<p>The rows behind this figure are not known to the book.</p>"
    rows = ", ".join(_rows_of(table, len(lines)) for table, lines in sources.rows.items())
    body = "".join(
        f'<tr><th scope="row">{_link(s, s.title)} <span>{escape(s.short)}</span></th>'
        f"<td>{escape(s.confidence)}</td>"
        f'<td class="co-number">{s.rows:,}</td></tr>'
        for s in sources.sources
    )
    return (
        f"<p>This figure rests on {escape(rows)}.</p>"
        '<div class="co-scroll" tabindex="0" role="group" aria-label="Sources">'
        '<table class="co-table"><caption>Sources of these rows</caption><thead><tr>'
        '<th scope="col">Source</th><th scope="col">Confidence</th>'
        f'<th scope="col" class="co-number">Rows</th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _files(base: str, tables: int, citation: str) -> str:
    kinds = [("csv", "Data (CSV)")]
    kinds += [(f"{number}.csv", f"Data, table {number} (CSV)") for number in range(2, tables + 1)]
    kinds += [
        ("svg", "Picture (SVG)"),
        ("png", "Picture (PNG)"),
        ("json", "Specification (Vega-Lite JSON)"),
    ]
    links = "".join(
        f'<li><a href="{escape(base)}.{suffix}" download>{label}</a></li>'
        for suffix, label in kinds
    )
    return f'<ul class="co-files">{links}</ul><p>Cite as: {escape(citation)}</p>'


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
