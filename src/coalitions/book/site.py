"""Sphinx extension: what every page of the book carries, and what none does.

Pages ask no other host for anything, load what they use and nothing else, and come out the same
whenever and wherever they are built.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from coalitions.book import (
    assets,
    exercises,
    maths,
    outside,
    pages,
    pictures,
    previews,
    rolecards,
    seminar,
)
from coalitions.book.heads import Book
from coalitions.book.project import Project

HERE: Final = Path(__file__).parent

# Jupyter Book always loads these; the first asks other hosts, the second has nothing to do.
_UNWANTED: Final = ("sphinx_thebe", "sphinx_comments")

# Labels other than the words to be seen, and roles that are obsolete or wrong where they stand.
_MISLEADING: Final = (
    ' aria-label="Toggle hidden content"',
    ' role="doc-biblioentry"',
    ' role="list" class="citation-list"',
)
# The theme's files that no page loads: they only make the site heavier.
_LEFT_OVER: Final = (
    "*.map",
    "*webpack-macros.html",
    "fontawesome*",
    "bootstrap*",
    "exercise.css",
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("coalitions_cache", "", "", str)
    maths.setup(app)
    pages.setup(app)
    exercises.setup(app)
    seminar.setup(app)
    rolecards.setup(app)
    _silence(app)
    app.connect("config-inited", _add_templates)
    app.connect("builder-inited", _add_assets)
    app.connect("env-updated", _dated)
    # Before `numbers`, which looks at the finished body for what the page loads.
    app.connect("html-page-context", _page, priority=905)
    app.connect("html-collect-pages", outside.wrong_address)
    # When every extension has put its files there.
    app.connect("build-finished", _write_assets, priority=900)
    app.connect("build-finished", _write_outside, priority=950)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _silence(app: Sphinx) -> None:
    """Disconnect extensions that Jupyter Book loads and the book does not use."""
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            if listener.handler.__module__.split(".")[0] in _UNWANTED:
                app.disconnect(listener.id)


def _add_templates(app: Sphinx, config: Any) -> None:
    config.templates_path.insert(0, str(HERE / "templates"))
    # For a line below each result the theme would fetch every page found: megabytes on a host, and
    # forbidden from file://.
    config.html_show_search_summary = False


def _add_assets(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    # Sphinx names an asset with its checksum if it is there when a page is written.
    static = Path(app.outdir, "_static")
    vega = pictures.vega(pages.cache_of(app))
    _put(static / "vega" / vega.name, vega.read_bytes())
    script = (HERE / "static" / assets.SCRIPT).read_text("utf-8")
    _put(static / assets.SCRIPT, script.replace("vega/vega.js", f"vega/{vega.name}").encode())
    app.add_js_file(assets.SCRIPT, loading_method="defer")


def _page(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say in a page's head what it is about, and leave out scripts that it does not use."""
    body = str(context.get("body", ""))
    for markup in _MISLEADING:
        body = body.replace(markup, "")
    head = [f'<link rel="icon" type="image/svg+xml" href="{_to(context, "favicon.svg")}"/>']
    if doctree is not None:
        book = _book(app)
        said, date = book.describe(name, context, doctree)
        head += said
        body = body.replace("</h1>", f"</h1>\n{date}", 1) + book.previews.of(name, body)
    if "body" in context:
        context["body"] = body
    for key in ("css_files", "script_files"):
        context[key] = [asset for asset in context.get(key, []) if assets.wanted(asset, body)]
    if doctree is not None:  # the page of the search has scripts of its own, which want the others
        context["script_files"] = [assets.without_waiting(s) for s in context["script_files"]]
    context["default_mode"] = "light"  # as long as no script says otherwise: see `layout.html`
    context["coalitions_style"] = _to(context, assets.address())
    tags = re.sub(r'<meta name="viewport"[^>]*>\n?', "", str(context.get("metatags", "")))
    context["metatags"] = tags + "\n".join(head)


def _book(app: Sphinx) -> Book:
    """Return what is known of the pages of this build."""
    found = getattr(app.builder, "coalitions_book", None)
    if not isinstance(found, Book):
        found = app.builder.coalitions_book = Book(app)  # type: ignore[attr-defined]
    return found


def _dated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Have pages written again whose dates changed, or all if the glossary did."""
    dates = _book(app).dates
    words = previews.digest(app)
    said: tuple[dict[str, str], str] = getattr(env, "coalitions_said", ({}, ""))
    old_dates, old_words = said
    env.coalitions_said = dates, words  # type: ignore[attr-defined]
    if words != old_words:
        return list(env.found_docs)
    return [d for d in env.found_docs if dates.get(d) != old_dates.get(d)]


def _to(context: dict[str, Any], name: str) -> str:
    return escape(str(context["pathto"](f"_static/{name}", 1)))


def _write_assets(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    pages.sweep(app)
    static = Path(app.outdir, "_static")
    _put(static / assets.STYLE, assets.sheet(static).encode())
    _put(static / "favicon.svg", (HERE / "static" / "favicon.svg").read_bytes())
    for unused in ("vendor", "styles/pydata-sphinx-theme.css"):
        shutil.rmtree(static / unused, ignore_errors=True)
        (static / unused).unlink(missing_ok=True)
    for pattern in _LEFT_OVER:
        for path in sorted(static.rglob(pattern)):
            path.unlink()


def _write_outside(app: Sphinx, error: Exception | None) -> None:
    if not error and app.builder.name == "html":
        _book(app).sweep()
        outside.write(app, Project(Path(app.srcdir)).documents)


def _put(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
