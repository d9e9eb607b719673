"""Sphinx extension: what every page of the book carries, and what none does.

Pages ask no other host for anything, load what they use and nothing else, and come out the same
whenever and wherever they are built.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

from coalitions.book import pages, pictures
from coalitions.figures import palette

STATIC: Final = Path(__file__).parent / "static"
_STYLE: Final = "coalitions.css"
_SCRIPT: Final = "coalitions.js"

# Jupyter Book loads these extensions always; both ask other hosts.
_UNWANTED: Final = ("sphinx_thebe", "sphinx_comments")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("coalitions_cache", "", "", str)
    pages.setup(app)
    _silence(app)
    app.connect("config-inited", _add_folders)
    app.connect("builder-inited", _add_assets)
    app.connect("html-page-context", _page, priority=900)
    app.connect("build-finished", _write_assets)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _silence(app: Sphinx) -> None:
    """Disconnect extensions that Jupyter Book loads and the book does not use."""
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            if listener.handler.__module__.split(".")[0] in _UNWANTED:
                app.disconnect(listener.id)


def _add_folders(app: Sphinx, config: Any) -> None:
    config.templates_path.insert(0, str(STATIC.parent / "templates"))


def _add_assets(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    app.add_css_file(_STYLE, digest=_digest(_style()), priority=900)
    app.add_js_file(
        _SCRIPT, digest=_digest((STATIC / _SCRIPT).read_text("utf-8")), loading_method="defer"
    )


def _page(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say in each page's head what it is about, and drop scripts that it does not use."""


def _write_assets(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    _put(static / _STYLE, _style().encode())
    _put(static / _SCRIPT, (STATIC / _SCRIPT).read_bytes())
    _put(static / "vega" / "vega.js", pictures.vega(pages.cache_of(app)).read_bytes())


def _style() -> str:
    return (STATIC / _STYLE).read_text("utf-8") + palette.css()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _put(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
