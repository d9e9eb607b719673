"""Formulas as MathML, which browsers draw themselves: no script, no fonts, no other host."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.util.math import get_node_equation_number


def setup(app: Sphinx) -> None:
    """Register the renderer under the name ``mathml``; called by `coalitions.book.site`."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))


def _inline(writer: Any, node: nodes.math) -> None:
    writer.body.append(_mathml(node, block=False))
    raise nodes.SkipNode


def _block(writer: Any, node: nodes.math_block) -> None:
    writer.body.append(writer.starttag(node, "div", CLASS="math"))
    if node["number"]:
        writer.body.append(f'<span class="eqno">({get_node_equation_number(writer, node)})')
        writer.add_permalink_ref(node, "Link to this equation")
        writer.body.append("</span>")
    writer.body.append(_mathml(node, block=True) + "</div>\n")
    raise nodes.SkipNode


def _mathml(node: Any, *, block: bool) -> str:
    # docutils raises MathError with the place of the fault; Sphinx names the page around it.
    return str(tex2mathml(node.astext(), as_block=block))
