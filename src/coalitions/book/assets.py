"""Style sheets and scripts: one style sheet for all pages, and scripts that keep nobody waiting.

The theme and its extensions bring nine style sheets, of which most styles parts that this book does
not have. They are joined into one, less those parts. Scripts are loaded beside the page and run
when it stands.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from coalitions.figures import palette

HERE: Final = Path(__file__).parent / "static"
STYLE: Final = "book.css"
SCRIPT: Final = "coalitions.js"

#: The sheets that become one, in the order of their rank. The theme imports `basic.css`.
_SPHINX: Final = (
    "basic.css",
    "styles/pydata-sphinx-theme.css",
    "pygments.css",
    "styles/sphinx-book-theme.css",
    "copybutton.css",
    "mystnb.*.css",
)
_OWN: Final = (
    "page.css",
    "icons.css",
    "figures.css",
    "exercises.css",
    "numbers.css",
    "portraits.css",
    "takeaway.css",
)
#: What decides how the sheets of others look.
_MAKERS: Final = ("sphinx", "pydata-sphinx-theme", "sphinx-book-theme", "myst-nb", "pygments")

# A file is loaded by a page if this occurs in its body; all others by every page.
_NEEDED_BY: Final = {
    "clipboard.min.js": 'class="highlight',
    "copybutton.js": 'class="highlight',
    "togglebutton.js": "dropdown admonition",
    "togglebutton.css": "dropdown admonition",
    "design-tabs.js": "sd-tab-set",
    "sphinx-design.min.css": 'class="sd-',
    SCRIPT: "co-",
}
# Left by silenced extensions, styled otherwise, or settings of scripts that no page loads.
_NEVER: Final = (
    "sphinx-thebe",
    "THEBE_JS_URL",
    "exercise.css",
    "DOCUMENTATION_OPTIONS.pagename",
    "DOCUMENTATION_OPTIONS.search_as_you_type",
)

# Bootstrap's parts and small helpers, and icons of Font Awesome, of which the book uses few.
_UNUSED_PARTS: Final = (
    "ablog accordion alert bg border bottom breadcrumb btn carousel col collapsing collapse "
    "column dropdown dropend dropstart dropup end ethical fa fade fixed float focus form fs fst fw "
    "g gap gx gy h input invalid is justify leaflet lh link list m mb mb me mh min modal ms mt mx "
    "my object offcanvas offset opacity order overflow p pagination pb pe placeholder popover "
    "position progress ps pt px py ratio rounded row shadow spinner start sticky text toast "
    "tooltip top translate user valid vr visually w z"
)
_USED: Final = (
    "btn",
    "btn-sm",
    "form-control",
    "text_html",
    "text-left",
    "text-right",
    "text-center",
)
_UNUSED: Final = re.compile(
    rf"\.-Color|\.(?!(?:{'|'.join(_USED)})(?![\w-]))"  # the first: colours of a terminal
    rf"(?:{'|'.join(_UNUSED_PARTS.split())}"
    r"|(?:align|d|flex)-(?!items-center|none|flex|print-none|column)[a-z]+)(?:-[\w-]+)?(?![\w-])"
)
_RULE: Final = re.compile(r"([^{};]+)(\{[^{}]*\})")
_COMMA: Final = re.compile(r",(?![^(]*\))")


def address() -> str:
    """Name the style sheet with a mark that changes when it does."""
    made = Path(__file__).read_text("utf-8") + _own() + "".join(version(maker) for maker in _MAKERS)
    return f"{STYLE}?v={hashlib.sha256(made.encode()).hexdigest()[:12]}"


def wanted(asset: Any, body: str) -> bool:
    """Say whether a page with this body loads a style sheet or script."""
    filename = str(getattr(asset, "filename", None) or "")
    inline = str(getattr(asset, "attributes", {}).get("body") or "")
    if any(word in filename or word in inline for word in _NEVER):
        return False
    if "toggle" in inline.lower():
        return _NEEDED_BY["togglebutton.js"] in body
    name = Path(filename).name
    if any(Path(name).match(Path(joined).name) for joined in (*_SPHINX, *_OWN)):
        return False
    needed = _NEEDED_BY.get(name)
    return needed is None or needed in body


def without_waiting(asset: Any) -> Any:
    """Give a script that is loaded beside the page; the order in which scripts run stays."""
    if not getattr(asset, "filename", None):
        return asset
    return type(asset)(
        asset.filename, priority=asset.priority, **{**asset.attributes, "defer": "defer"}
    )


def sheet(static: Path) -> str:
    """Write the one style sheet from those that Sphinx put into a folder."""
    parts = [
        path.read_text("utf-8") for pattern in _SPHINX for path in sorted(static.glob(pattern))
    ]
    return "\n".join([*(pruned(part) for part in parts), _own()])


def pruned(css: str) -> str:
    """Take out comments, fonts that are not there, and rules for parts that the book lacks."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@import[^;]*;|@charset[^;]*;|@font-face\{[^{}]*\}", "", css)
    css = _RULE.sub(_used, css)
    return re.sub(r"@media[^{}]*\{\s*\}", "", css)


def _used(rule: re.Match[str]) -> str:
    head = rule[1].lstrip()
    if head.startswith("@") or not _UNUSED.search(head):
        return rule[0]
    kept = [part for part in _COMMA.split(rule[1]) if not _UNUSED.search(part)]
    return ",".join(kept) + rule[2] if kept else ""


@cache
def _own() -> str:
    parts = [(HERE / part).read_text("utf-8") for part in _OWN]
    return "\n".join([*parts, palette.css()])
