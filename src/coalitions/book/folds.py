"""Sphinx extension: cells of folded code that follow one another share one fold.

A chapter's cells are short, so several of them may prepare one figure. Their code is folded away;
a reader then meets one line "Show the code" and not four.
"""

from __future__ import annotations

from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

_CELL: Final = "cell_code"
_SOURCE: Final = "cell_code_source"


class JoinFolds(SphinxPostTransform):
    """Move the code of a folded cell that shows nothing into the folded cell after it."""

    default_priority = 198  # MyST-NB folds at 199
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Join the folds of this page."""
        for cell in list(self.document.findall(_is_folded)):
            after = cell.next_node(descend=False, siblings=True)
            if len(cell) == 1 and after is not None and _is_folded(after):
                after[0][:0] = list(cell[0])
                cell.parent.remove(cell)


def _is_folded(node: nodes.Node) -> bool:
    """Whether a node is a code cell of which just the input is folded away."""
    return (
        isinstance(node, nodes.container)
        and node.get("nb_element") == _CELL
        and node.get("hide_mode") == "input"
        and len(node) > 0
        and node[0].get("nb_element") == _SOURCE
    )


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_post_transform(JoinFolds)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
