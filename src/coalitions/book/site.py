"""Sphinx extension: what every page of the book carries, and what none does.

Pages ask no other host for anything, load what they use and nothing else, and come out the same
whenever and wherever they are built.
"""

from __future__ import annotations

import functools
import hashlib
import re
import shutil
from html import escape
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

from coalitions.book import exercises, maths, pages, pictures
from coalitions.figures import palette

HERE: Final = Path(__file__).parent
_PARTS: Final = ("page.css", "icons.css", "figures.css", "exercises.css", "portraits.css")
_STYLE: Final = "coalitions.css"
_SCRIPT: Final = "coalitions.js"
_THEME: Final = "theme.css"

# Jupyter Book always loads these; the first asks other hosts, the second has nothing to do.
_UNWANTED: Final = ("sphinx_thebe", "sphinx_comments")

# A file is loaded by a page if this occurs in its body; all others by every page.
_NEEDED_BY: Final = {
    "clipboard.min.js": 'class="highlight',
    "copybutton.js": 'class="highlight',
    "copybutton.css": 'class="highlight',
    "togglebutton.js": "dropdown admonition",
    "togglebutton.css": "dropdown admonition",
    "design-tabs.js": "sd-tab-set",
    "sphinx-design.min.css": 'class="sd-',
    _SCRIPT: "co-",
}
# Left by silenced extensions, or settings of scripts that the page does not load.
_NEVER: Final = ("sphinx-thebe", "THEBE_JS_URL", "exercise.css")
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
_DESCRIPTION_LENGTH: Final = 160


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("coalitions_cache", "", "", str)
    maths.setup(app)
    pages.setup(app)
    exercises.setup(app)
    _silence(app)
    app.connect("config-inited", _add_templates)
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


def _add_templates(app: Sphinx, config: Any) -> None:
    config.templates_path.insert(0, str(HERE / "templates"))


def _add_assets(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    # Sphinx names an asset with its checksum if it is there when a page is written.
    static = Path(app.outdir, "_static")
    vega = pictures.vega(pages.cache_of(app))
    _put(static / "vega" / vega.name, vega.read_bytes())
    _put(static / _STYLE, _style().encode())
    script = (HERE / "static" / _SCRIPT).read_text("utf-8")
    _put(static / _SCRIPT, script.replace("vega/vega.js", f"vega/{vega.name}").encode())
    app.add_css_file(_STYLE, priority=900)
    app.add_js_file(_SCRIPT, loading_method="defer")


def _page(
    app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say in a page's head what it is about, and leave out scripts that it does not use."""
    body = str(context.get("body", ""))
    for markup in _MISLEADING:
        body = body.replace(markup, "")
    if "body" in context:
        context["body"] = body
    for key in ("css_files", "script_files"):
        context[key] = [asset for asset in context.get(key, []) if _wanted(asset, body)]
    head = [f'<link rel="icon" type="image/svg+xml" href="{_to(context, "favicon.svg")}"/>']
    if doctree is not None and (words := _description(doctree)):
        head.append(f'<meta name="description" content="{escape(words)}"/>')
        head.append(f'<meta property="og:description" content="{escape(words)}"/>')
        head.append(f'<meta property="og:title" content="{escape(context["title"])}"/>')
    context["coalitions_theme"] = f"{_to(context, _THEME)}?v={_digest(_theme())}"
    context["metatags"] = str(context.get("metatags", "")) + "\n".join(head)


def _wanted(asset: Any, body: str) -> bool:
    filename = str(getattr(asset, "filename", None) or "")
    inline = str(getattr(asset, "attributes", {}).get("body") or "")
    if any(word in filename or word in inline for word in _NEVER):
        return False
    if "toggle" in inline.lower():
        return _NEEDED_BY["togglebutton.js"] in body
    needed = _NEEDED_BY.get(Path(filename).name)
    return needed is None or needed in body


def _to(context: dict[str, Any], name: str) -> str:
    return escape(str(context["pathto"](f"_static/{name}", 1)))


def _description(doctree: nodes.document) -> str:
    """Take the first words of a page, up to the end of a sentence or word."""
    words = ""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, (nodes.section, nodes.Admonition)):
            words = " ".join(f"{words} {paragraph.astext()}".split())
        if len(words) >= _DESCRIPTION_LENGTH:
            break
    if len(words) <= _DESCRIPTION_LENGTH:
        return words
    cut = words[: _DESCRIPTION_LENGTH - 1]
    sentence = re.match(r"(.{60,}[.?!])\s", cut)
    return sentence[1] if sentence else cut.rsplit(" ", 1)[0].rstrip(",;:–") + "…"


def _write_assets(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    pages.sweep(app)
    static = Path(app.outdir, "_static")
    # The theme imports Sphinx's style sheet: in one file, a page waits once and not twice.
    _put(static / _THEME, ((static / "basic.css").read_text("utf-8") + _theme()).encode())
    _put(static / "favicon.svg", (HERE / "static" / "favicon.svg").read_bytes())
    for unused in ("vendor", "styles/pydata-sphinx-theme.css"):
        shutil.rmtree(static / unused, ignore_errors=True)
        (static / unused).unlink(missing_ok=True)
    for pattern in _LEFT_OVER:
        for path in sorted(static.rglob(pattern)):
            path.unlink()


@functools.cache
def _theme() -> str:
    """Give the theme's style sheet without Font Awesome: a third of it names two thousand icons."""
    import pydata_sphinx_theme

    folder = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static/styles"
    text = (folder / "pydata-sphinx-theme.css").read_text("utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"@font-face\{[^{}]*\}", "", text)
    return re.sub(r"(?<=[};])(?:\.fa-[^{},]*,)*\.fa-[^{},]*\{[^{}]*\}", "", text)


def _style() -> str:
    parts = [(HERE / "static" / part).read_text("utf-8") for part in _PARTS]
    return "\n".join([*parts, palette.css()])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _put(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
