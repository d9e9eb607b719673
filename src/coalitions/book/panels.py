"""What stands below a chart: the plotted data as a table, its sources, and files to take away.

Everything is in the page before a script runs. The parts are shown one at a time by radio buttons,
which work by keyboard and without JavaScript; a script only adds sorting.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from coalitions.book.notes import NO_SOURCE
from coalitions.book.sheets import MOST_ROWS, Sheet
from coalitions.book.sources import Source, Sources

#: So many works are listed: under every figure of a page about all works, more weigh too much.
MOST_WORKS = 200


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
        ("Sources", sources_table(sources)),
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
    out.append(source_line(sources))
    return "".join(out)


def source_line(sources: Sources) -> str:
    """Write the line that names the sources below a figure or table."""
    if not sources.line:
        return ""
    named = "; ".join(_link(source, source.short) for source in sources.first)
    return f'<p class="co-source">Sources: {named}{sources.ending}</p>'


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


def sources_table(sources: Sources, what: str = "figure") -> str:
    """Write the works that a figure or table rests on, with the confidence of its rows."""
    rows = ", ".join(_rows_of(table, len(lines)) for table, lines in sources.rows.items())
    if not rows:
        return f"<p>The rows behind this {what} are not known to the book.</p>"
    if not sources.sources:
        return f"<p>This {what} rests on {escape(rows)}: {NO_SOURCE}.</p>"
    body = "".join(
        f'<tr><th scope="row">{_link(s, s.title)} <span>{escape(s.short)}</span></th>'
        f"<td>{escape(s.confidence)}</td>"
        f'<td class="co-number">{s.rows:,}</td></tr>'
        for s in sorted(sources.sources, key=lambda source: -source.rows)[:MOST_WORKS]
    )
    rest = len(sources.sources) - MOST_WORKS
    more = f"<p>The {MOST_WORKS} works with most rows; {rest:,} more carry the others.</p>"
    return (
        f"<p>This {what} rests on {escape(rows)}.</p>"
        '<div class="co-scroll" tabindex="0" role="group" aria-label="Sources">'
        '<table class="co-table"><caption>Sources of these rows</caption><thead><tr>'
        '<th scope="col">Source</th><th scope="col">Confidence</th>'
        f'<th scope="col" class="co-number">Rows</th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>{more if rest > 0 else ''}"
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
