"""How a number in a sentence, and a finding, become part of a page.

`{eval}` gives a quantity with the rows it rests on; a finding comes with the comparisons that were
made. These plugins of MyST-NB write both for a reader.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar, Final

from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer

QUANTITY_MIME: Final = "application/vnd.coalitions.quantity+json"
FINDING_MIME: Final = "application/vnd.coalitions.finding+json"


class QuantityRenderer(MimeRenderPlugin):  # type: ignore[misc]
    """MyST-NB plugin for quantities."""

    mime_priority_overrides: ClassVar = (("*", QUANTITY_MIME, 1),)

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Make the nodes of a quantity, or return None for what is not one."""
        if data.mime_type != QUANTITY_MIME:
            return None
        text = nodes.inline(text=_content(data)["text"], classes=["quantity"])
        return [text] if inline else [nodes.paragraph("", "", text)]


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
        said: list[nodes.Node] = [nodes.Text(f"✓ {finding['sentence']}")]
        if finding["tests"]:
            said += [nodes.Text(" "), nodes.literal(text="; ".join(finding["tests"]))]
        return [nodes.paragraph("", "", *said, classes=["finding"])]


def _content(data: MimeData) -> dict[str, Any]:
    content = data.content
    parsed: dict[str, Any] = json.loads(content) if isinstance(content, str) else dict(content)
    return parsed
