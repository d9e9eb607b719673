"""How an Altair chart of a chapter becomes a figure of a page.

The plugin turns the output of a cell into a docutils figure with caption and anchor, so that
numbering, `{numref}` and links work as for any picture. What stands inside is written when the
page is: the chart as SVG, the live chart's specification in a file of its own, the plotted data as
a table, the sources of its rows, and files to take away.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, ClassVar, Final

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util import logging

from coalitions.book import citations, inputs, panels, pictures, vector
from coalitions.book.sheets import Sheet, sheets_of
from coalitions.book.sources import Sources, sources_of
from coalitions.data.bibliography import anchor_of

FIGURE_MIME: Final = "application/vnd.coalitions.figure+json"
# What the same cell says for JupyterLab; a page has no use for it.
LAB_MIME: Final = "application/vnd.vegalite.v5+json"
FOLDER: Final = "figures"
_NOT_IN_A_NAME: Final = re.compile(r"[^a-z0-9]+")

log = logging.getLogger(__name__)


class Figure(nodes.figure):  # type: ignore[misc, unused-ignore]
    """A figure whose caption stands first; docutils expects it last and would put all inside."""


class Chart(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]
    """A chart inside a figure; the attribute ``figure`` holds the content of its mime type."""


class FigureRenderer(MimeRenderPlugin):  # type: ignore[misc]
    """MyST-NB plugin for the outputs of the book's Altair renderer."""

    mime_priority_overrides: ClassVar = (("*", FIGURE_MIME, 1),)

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Make the nodes of a figure, or return None for what is not a figure."""
        if data.mime_type == LAB_MIME:
            return []
        if data.mime_type != FIGURE_MIME or inline:
            return None
        content: Any = data.content
        figure: dict[str, Any] = json.loads(content) if isinstance(content, str) else dict(content)
        document = renderer.renderer.document
        if fault := figure.get("fault"):
            renderer.logger.warning(f"cell {data.cell_index}: {fault}", line=data.line)
        return [_figure(document, figure, str(data.cell_metadata.get("name") or ""), data.line)]


def setup(app: Sphinx) -> None:
    """Register the node; called by `coalitions.book.site`."""
    app.add_enumerable_node(Figure, "figure", _headline, html=(_visit_figure, _depart_figure))
    app.add_node(
        Chart,
        html=(_visit_html, _depart),
        latex=(_visit_plain, _depart),
        text=(_visit_plain, _depart),
    )


def sweep(app: Sphinx) -> None:
    """Delete the files of figures that no page shows any more."""
    folder = Path(app.outdir, FOLDER)
    shown = {name for meta in app.env.metadata.values() for name in meta.get("figures", ())}
    for path in folder.glob("*"):
        if path.name.split(".")[0] not in shown:
            path.unlink()


def cache_of(app: Sphinx) -> Path:
    """Return the folder that keeps drawings between builds."""
    return Path(app.config.coalitions_cache or Path(app.srcdir, "_build", "cache"))


def _figure(
    document: nodes.document, figure: dict[str, Any], cell_name: str, line: int | None
) -> Figure:
    env = document.settings.env
    count = env.temp_data["coalitions_figures"] = env.temp_data.get("coalitions_figures", 0) + 1
    name = figure.get("name") or cell_name
    if name and nodes.fully_normalize_name(name) in document.nameids and not figure.get("name"):
        name = f"{name}-{count}"
    if not name:
        name = _NOT_IN_A_NAME.sub("-", f"{Path(env.docname).name}-figure-{count}".lower())
    caption = nodes.caption(figure["title"], figure["title"])
    subtitle = nodes.paragraph("", figure["subtitle"], classes=["co-subtitle"])
    node: Figure = Figure("", caption, classes=["co-figure"])
    if figure["subtitle"]:
        node += subtitle
    node += Chart(figure=figure, name=name)
    node["names"].append(nodes.fully_normalize_name(name))
    for part in (node, caption, subtitle):
        part.source, part.line = document["source"], line
    document.note_explicit_target(node, node)
    env.metadata[env.docname].setdefault("figures", []).append(node["ids"][0])
    return node


def _headline(node: Figure) -> str:
    return str(node[0].astext())


def _visit_figure(writer: Any, node: Figure) -> None:
    writer.body.append(writer.starttag(node, "figure"))


def _depart_figure(writer: Any, node: Figure) -> None:
    writer.body.append("</figure>\n")


def _visit_html(writer: Any, node: Chart) -> None:
    builder = writer.builder
    figure: Mapping[str, Any] = node["figure"]
    anchor = node.parent["ids"][0] if node.parent.get("ids") else node["name"]
    try:
        drawn = pictures.pictures(figure["spec"], cache_of(builder.app))
    except ValueError as error:
        raise ExtensionError(f"{writer.docnames[0]}: figure {anchor}: {error}") from error
    number = _number(writer, anchor)
    sheets = sheets_of(figure)
    sources = sources_of(figure, bibliography(builder, writer.docnames[0]))
    folder = Path(builder.outdir, FOLDER)
    citation = panels.citation(builder.config, writer.docnames[0], anchor, number, figure["title"])
    live = _live(anchor, figure, drawn).encode()
    files = _files(figure, drawn, sheets, sources, cache_of(builder.app))
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, content in {**files, "js": live}.items():
        (folder / f"{anchor}.{suffix}").write_bytes(content)
    depth = 0 if builder.name == "singlehtml" else writer.docnames[0].count("/")
    base = f"{'../' * depth}{FOLDER}/{anchor}"
    script = f"{base}.js?v={hashlib.sha256(live).hexdigest()[:8]}"
    writer.body.append("</figcaption>\n")  # opened by the caption
    writer.body.append(
        panels.render(
            anchor=anchor,
            base=base,
            chart=_chart(anchor, script, figure, drawn),
            words=figure["description"],
            sheets=sheets,
            sources=sources,
            citation=citation,
        )
    )
    raise nodes.SkipNode


def bibliography(builder: Any, docname: str) -> Callable[[str], str]:
    """Give the function from a source's key to its entry's address, as seen from a page."""
    if citations.PAGE not in builder.env.found_docs:
        return lambda key: ""
    page = builder.get_relative_uri(docname, citations.PAGE)
    return lambda key: f"{page}#{anchor_of(key)}"


def _visit_plain(writer: Any, node: Chart) -> None:
    """For formats without pictures of their own: the text alternative."""
    writer.body.append(node["figure"]["description"])
    raise nodes.SkipNode


def _depart(writer: Any, node: Chart) -> None:
    """Nothing is left open."""


def _chart(anchor: str, script: str, figure: Mapping[str, Any], drawn: pictures.Pictures) -> str:
    """Write the picture or pictures, and where the live chart's specification lies."""
    views = [("wide" if drawn.narrow else "any", drawn.wide)]
    if drawn.narrow:
        views.append(("narrow", drawn.narrow))
    inner = "".join(
        f'<div class="co-view co-{kind}" style="--co-width:{view.width};--co-height:{view.height}">'
        f"{view.svg}</div>"
        for kind, view in views
    )
    controls = inputs.render(figure["spec"])
    return (
        f'<div class="co-chart" data-co-figure="{escape(anchor)}" data-co-spec="{escape(script)}">'
        f'<div class="co-inputs pst-js-only">{controls}</div>'
        f'<div class="co-picture" role="img" aria-label="{escape(figure["title"])}" '
        f'aria-describedby="{escape(anchor)}-words">{inner}</div></div>'
    )


def _number(writer: Any, anchor: str) -> str:
    builder = writer.builder
    key = f"{writer.docnames[0]}/figure" if builder.name == "singlehtml" else "figure"
    return ".".join(map(str, builder.fignumbers.get(key, {}).get(anchor, ())))


def _live(anchor: str, figure: Mapping[str, Any], drawn: pictures.Pictures) -> str:
    """Write the script that hands the specifications of a figure to the page."""
    views = {
        kind: {"spec": view.spec, "elastic": view.elastic}
        for kind, view in (("wide", drawn.wide), ("narrow", drawn.narrow))
        if view is not None
    }
    content = {"datasets": figure["spec"].get("datasets", {}), "views": views}
    return f"coalitions.figure({json.dumps(anchor)},{json.dumps(content, sort_keys=True)});\n"


def _files(
    figure: Mapping[str, Any],
    drawn: pictures.Pictures,
    sheets: Sequence[Sheet],
    sources: Sources,
    cache: Path,
) -> dict[str, bytes]:
    """Make what a reader may take away: suffix to content."""
    drawing = vector.Drawing(drawn.wide.svg, drawn.wide.width, drawn.wide.height)
    picture = vector.standalone(drawing, figure["title"], figure["subtitle"], sources.line)
    files = {
        "json": (json.dumps(figure["spec"], indent=1, sort_keys=True) + "\n").encode(),
        "svg": picture.encode(),
        "png": pictures.png(picture, cache),
    }
    for number, sheet in enumerate(sheets, start=1):
        files["csv" if number == 1 else f"{number}.csv"] = sheet.csv(sources).encode()
    return files
