"""Sphinx extension: every computed number of a page leads to its rows and their sources.

`{eval}` gives a quantity with the rows that it rests on. In the sentence it becomes a link to a
note; the notes stand at the end of the page, collapsed on a screen and open on paper. A script
shows a note as a card beside its number. Sources are looked up when the page is written, so they
are those of the tables as they stand.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, ClassVar, Final

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx

from coalitions.book import citations
from coalitions.book.evidence import Evidence
from coalitions.book.files import write_whole
from coalitions.book.notes import Addresses, Number, note, places
from coalitions.data.bibliography import anchor_of

QUANTITY_MIME: Final = "application/vnd.coalitions.quantity+json"
FINDING_MIME: Final = "application/vnd.coalitions.finding+json"
PLAIN_MIME: Final = "text/plain"

_NAME: Final = "coalitions.book.numbers"
_STATIC: Final = Path(__file__).parent / "static"
#: A page loads a file if this stands in it.
_ASSETS: Final = {
    "numbers.css": ('class="quantity"',),
    "numbers.js": ('class="quantity"', 'id="co-previews"'),
    "registers.css": ("co-register", "co-conclusions", "co-claim-list", "co-gap-list"),
    "filter.js": ("co-filter",),
}


class NumberNode(nodes.inline):  # type: ignore[misc, unused-ignore]
    """A number in a text: ``number`` is what is known of it, ``place`` the number of its note."""


class NotesNode(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]
    """The notes at the end of a page: ``numbers``, and how often each is used (``uses``)."""


class QuantityRenderer(MimeRenderPlugin):  # type: ignore[misc]
    """MyST-NB plugin for quantities, and for plain values in a sentence."""

    mime_priority_overrides: ClassVar = (("*", QUANTITY_MIME, 1),)

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Make the nodes of a number, or return None for what is none."""
        code = str(data.output_metadata.get("expression", ""))
        if data.mime_type == QUANTITY_MIME:
            number = Number.of_quantity(_content(data), code)
        elif data.mime_type == PLAIN_MIME and inline and _is_on(renderer.renderer.document):
            number = Number.of_text(data.string, code)
        else:
            return None
        node = NumberNode(number.text, number.text, number=number, in_sentence=inline)
        if not _is_on(renderer.renderer.document):
            node = nodes.inline(text=number.text, classes=["quantity"])
        return [node] if inline else [nodes.paragraph("", "", node)]


class FindingRenderer(MimeRenderPlugin):  # type: ignore[misc]
    """MyST-NB plugin for findings."""

    mime_priority_overrides: ClassVar = (("*", FINDING_MIME, 1),)

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Make the nodes of a finding, or return None for what is not one."""
        if data.mime_type != FINDING_MIME or inline:
            return None
        finding = _content(data)
        said: list[nodes.Node] = [
            nodes.Text(f"{'✓' if finding['holds'] else '✗ not so:'} {finding['sentence']}")
        ]
        if finding["tests"]:
            said += [nodes.Text(" "), nodes.literal(text="; ".join(finding["tests"]))]
        node = nodes.paragraph("", "", *said, classes=["finding"])
        env = getattr(renderer.renderer.document.settings, "env", None)
        if env is not None:
            count = env.temp_data["coalitions_findings"] = (
                env.temp_data.get("coalitions_findings", 0) + 1
            )
            node["ids"].append(f"finding-{count}")
        return [node]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_node(
        NumberNode,
        html=(_visit_number, _depart_number),
        latex=(_pass, _pass),
        text=(_pass, _pass),
    )
    app.add_node(NotesNode, html=(_visit_notes, _pass), latex=(_skip, _pass), text=(_skip, _pass))
    # Before the table of contents is taken from the titles.
    app.connect("doctree-read", _add_notes, priority=400)
    app.connect("builder-inited", _add_assets)
    # After `site` has made its choice of assets.
    app.connect("html-page-context", _choose_assets, priority=910)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _is_on(document: nodes.document) -> bool:
    env = getattr(document.settings, "env", None)
    return env is not None and _NAME in env.app.extensions


def _content(data: MimeData) -> dict[str, Any]:
    content = data.content
    parsed: dict[str, Any] = json.loads(content) if isinstance(content, str) else dict(content)
    return parsed


# -- reading -----------------------------------------------------------------------------------


def _add_notes(app: Sphinx, doctree: nodes.document) -> None:
    """Number what the page computes, in reading order, and add the notes at its end.

    The same number of the same code has one note, however often it stands on the page. Numbers in
    sentences come first, so that they can be numbered without the outputs of cells (`edition`).
    """
    for bundle in list(doctree.findall(_is_bundle)):
        _settle(bundle)
    found = sorted(doctree.findall(NumberNode), key=lambda node: not node["in_sentence"])
    numbers: dict[int, Number] = {}
    uses: Counter[int] = Counter()
    for place, node in zip(places(node["number"] for node in found), found, strict=True):
        numbers[place] = node["number"]
        if not _leads_elsewhere(node):
            uses[place] += 1
            node["place"], node["use"] = place, uses[place]
    if numbers:
        sections = [child for child in doctree.children if isinstance(child, nodes.section)]
        notes = NotesNode(numbers=list(numbers.values()), uses=[uses[n] for n in numbers])
        (sections[-1] if sections else doctree).append(notes)


def _is_bundle(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and node.get("nb_element") == "mime_bundle"


def _settle(bundle: nodes.container) -> None:
    """Put a number in the place of all the forms that MyST-NB would choose from later."""
    forms = {form["mime_type"]: form for form in bundle.children}
    chosen = forms.get(QUANTITY_MIME) or forms.get(PLAIN_MIME)
    if forms.keys() <= {QUANTITY_MIME, PLAIN_MIME} and chosen and any(chosen.findall(NumberNode)):
        bundle.replace_self(chosen.children)


def _leads_elsewhere(node: nodes.Node) -> bool:
    """Whether a number stands where a link to its note cannot: in a heading or in a link."""
    while (node := node.parent) is not None:
        if isinstance(node, nodes.reference):
            return True
        if isinstance(node, nodes.title):
            return isinstance(node.parent, nodes.section)
    return False


# -- writing -----------------------------------------------------------------------------------


def _visit_number(writer: Any, node: NumberNode) -> None:
    if "place" not in node:
        writer.body.append('<span class="quantity">')
        return
    place = f"{_prefix(writer)}{node['place']}"
    writer.body.append(
        f'<a class="quantity" id="number-{place}-{node["use"]}" href="#number-{place}" '
        f'data-note="{node["place"]}">'
    )


def _depart_number(writer: Any, node: NumberNode) -> None:
    writer.body.append("</a>" if "place" in node else "</span>")


def _visit_notes(writer: Any, node: NotesNode) -> None:
    builder, page = writer.builder, _page(writer)
    evidence = _evidence_of(builder)
    addresses = Addresses(
        work=_to(builder, page, citations.PAGE, anchor_of),
        table=lambda name: _codebook(builder, page, name),
    )
    prefix = _prefix(writer)
    items = "".join(
        f'<li id="number-{prefix}{place}">{note(number, evidence, addresses)}'
        f"{_back(f'{prefix}{place}', count, number.text)}</li>"
        for place, (number, count) in enumerate(
            zip(node["numbers"], node["uses"], strict=True), start=1
        )
    )
    count = len(node["numbers"])
    heading = f"numbers-on-this-page{'-' if prefix else ''}{prefix.rstrip('-')}"
    writer.body.append(
        f'<section class="qn" aria-labelledby="{heading}"><details><summary>'
        f'<h2 id="{heading}">Numbers on this page</h2> '
        f'<span class="qn-count">{count:,}</span></summary>'
        "<p>Each number that this page computes, in the order of the text: what it is, the rows "
        "of the data that it rests on, and the sources that these rows cite.</p>"
        f'<ol class="qn-notes">{items}</ol></details></section>\n'
    )
    raise nodes.SkipNode


def _back(place: str, uses: int, text: str) -> str:
    """Link a note to where its number stands; in a heading it has no address."""
    if not uses:
        return ""
    links = "".join(
        f' <a href="#number-{place}-{use}" aria-label="{escape(text)}, place {use} in the text">'
        f"{use}</a>"
        for use in range(1, uses + 1)
    )
    if uses == 1:
        return f'<p class="qn-back"><a href="#number-{place}-1">Back to the text</a></p>'
    return f'<p class="qn-back">Back to the text:{links}</p>'


def _page(writer: Any) -> str:
    return str(writer.docnames[-1])


def _prefix(writer: Any) -> str:
    """Tell the numbers of several chapters apart that stand on one page."""
    return f"{Path(_page(writer)).name}-" if writer.builder.name == "singlehtml" else ""


def _evidence_of(builder: Any) -> Evidence:
    """Return what this build has looked up so far."""
    if not isinstance(found := getattr(builder, "coalitions_evidence", None), Evidence):
        found = builder.coalitions_evidence = Evidence()
    return found


def _to(builder: Any, page: str, target: str, anchor: Callable[[str], str]) -> Callable[[str], str]:
    """Give the function from a key to an address on the page `target`, empty without that page."""
    if target not in builder.env.found_docs:
        return lambda key: ""
    if builder.name == "singlehtml":
        return lambda key: f"#{anchor(key)}"
    address = builder.get_relative_uri(page, target)
    return lambda key: f"{address}#{anchor(key)}"


def _codebook(builder: Any, page: str, table: str) -> str:
    from coalitions.data import subjects

    try:
        target = subjects.page_of(table)
    except LookupError:
        return ""
    return _to(builder, page, target, subjects.anchor_of)(table)


def _pass(writer: Any, node: nodes.Node) -> None:
    """Write what stands inside, and nothing else."""


def _skip(writer: Any, node: nodes.Node) -> None:
    raise nodes.SkipNode


# -- what pages load ---------------------------------------------------------------------------


def _add_assets(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    # Sphinx names an asset with its checksum if it is there when a page is written.
    for name in _ASSETS:
        text = (_STATIC / name).read_text("utf-8")
        path = Path(app.outdir, "_static", name)
        if not path.is_file() or path.read_text("utf-8") != text:
            write_whole(path, text)
        if path.suffix == ".css":
            app.add_css_file(name, priority=910)
        else:
            app.add_js_file(name, loading_method="defer")


def _choose_assets(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Take away what the page has no use for."""
    body = str(context.get("body", ""))
    for key in ("css_files", "script_files"):
        context[key] = [asset for asset in context.get(key, []) if _is_needed(asset, body)]


def _is_needed(asset: Any, body: str) -> bool:
    marks = _ASSETS.get(Path(str(getattr(asset, "filename", None) or "")).name)
    return marks is None or any(mark in body for mark in marks)
