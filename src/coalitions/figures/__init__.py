"""Charts of the book: theme, colours, descriptions, and the shapes that chapters share.

Importing this package costs nothing: page building uses its measures without loading Altair.
"""

from __future__ import annotations


def enable() -> None:
    """Make the book's theme and renderer those of every chart of this session."""
    from coalitions.figures import renderer

    renderer.enable()
