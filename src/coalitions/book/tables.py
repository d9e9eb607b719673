"""How a table of a chapter becomes a numbered table of a page, with its sources.

The plugin turns the output of a cell into a docutils element with caption and anchor; numbering,
``{numref}`` and links work as for figures, which `coalitions.book.pages` makes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, ClassVar, Final

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx

from coalitions.book import pages, panels
from coalitions.book.sheets import Column, Sheet
from coalitions.book.sources import sources_of
from coalitions.figures.tabular import TABLE_MIME

FOLDER: Final = pages.FOLDER


class Tabulated(nodes.figure):  # type: ignore[misc, unused-ignore]
    """A table of the book, with its caption first."""


class Cells(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]
    """The inside of a table; the attribute ``table`` holds the content of its mime type."""


class TableRenderer(MimeRenderPlugin):  # type: ignore[misc]
    """MyST-NB plugin for what `co.table` shows."""

    mime_priority_overrides: ClassVar = (("*", TABLE_MIME, 1),)

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Make the nodes of a table, or return None for what is not one."""
        if data.mime_type != TABLE_MIME or inline:
            return None
        content: Any = data.content
        table: dict[str, Any] = json.loads(content) if isinstance(content, str) else dict(content)
        return [_node(renderer.renderer.document, table, data)]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the nodes and sweep away files of tables that are gone."""
    app.add_enumerable_node(
        Tabulated, "table", lambda node: str(node[0].astext()), html=(_visit, _depart)
    )
    app.add_node(Cells, html=(_visit_cells, _nothing), text=(_visit_plain, _nothing))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _node(document: nodes.document, table: dict[str, Any], data: MimeData) -> Tabulated:
    env = document.settings.env
    count = env.temp_data["coalitions_tables"] = env.temp_data.get("coalitions_tables", 0) + 1
    chapter = env.docname.rpartition("/")[2]
    name = table["name"] or data.cell_metadata.get("name") or f"{chapter}-table-{count}"
    caption = nodes.caption(table["title"], table["title"])
    node: Tabulated = Tabulated("", caption, classes=["co-tabulated"])
    if table["subtitle"]:
        node += nodes.paragraph("", table["subtitle"], classes=["co-subtitle"])
    node += Cells(table=table)
    node["names"].append(nodes.fully_normalize_name(str(name)))
    for part in node.findall(nodes.Element):
        part.source, part.line = document["source"], data.line
    document.note_explicit_target(node, node)
    env.metadata[env.docname].setdefault("figures", []).append(node["ids"][0])
    return node


def _visit(writer: Any, node: Tabulated) -> None:
    writer.body.append(writer.starttag(node, "figure"))


def _depart(writer: Any, node: Tabulated) -> None:
    writer.body.append("</figure>\n")


def _visit_cells(writer: Any, node: Cells) -> None:
    builder = writer.builder
    table: Mapping[str, Any] = node["table"]
    document = writer.docnames[0]
    anchor = node.parent["ids"][0]
    sources = sources_of(table, pages.bibliography(builder, document))
    columns = tuple(Column(*column) for column in table["columns"])
    sheet = Sheet(columns, tuple(table["records"]), tuple(table["rows"]))
    folder = Path(builder.outdir, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{anchor}.csv").write_text(sheet.csv(sources), encoding="utf-8", newline="")
    depth = 0 if builder.name == "singlehtml" else document.count("/")
    rests_on = (
        "<p>This table describes the book itself and rests on no rows of the data.</p>"
        if table["of_book"]
        else panels.sources_table(sources, "table")
    )
    writer.body.append("</figcaption>\n")  # opened by the caption
    writer.body.append(
        f'<div class="co-scroll" tabindex="0" role="group" aria-label="{escape(table["title"])}">'
        f"{table['html']}</div>"
        f"{panels.source_line(sources)}"
        '<details class="co-behind"><summary>Sources and data</summary>'
        f"{rests_on}"
        f'<p><a href="{"../" * depth}{FOLDER}/{escape(anchor)}.csv" download>Data (CSV)</a></p>'
        "</details>"
    )
    raise nodes.SkipNode


def _visit_plain(writer: Any, node: Cells) -> None:
    """For formats without tables of their own: records, one a line."""
    writer.body.append("\n".join(str(record) for record in node["table"]["records"]))
    raise nodes.SkipNode


def _nothing(writer: Any, node: Cells) -> None:
    """Nothing is left open."""
