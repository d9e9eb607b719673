"""What pages load: the one style sheet lacks nothing that a page uses, and nothing waits."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup

from coalitions.book import assets

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def _classes(css: str) -> set[str]:
    return set(_CLASS.findall(re.sub(r"\{[^{}]*\}", "{}", re.sub(r"/\*.*?\*/", "", css))))


def test_the_style_sheet_keeps_every_class_of_the_theme_that_a_page_uses(site: Path) -> None:
    import pydata_sphinx_theme

    theme = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static/styles"
    whole = (theme / "pydata-sphinx-theme.css").read_text("utf-8")
    gone = _classes(whole) - _classes(assets.pruned(whole))
    # Icons are drawn by `icons.css`; MyST-NB has a class of the name that an accordion has, and
    # Pygments one for numbers, which the theme uses for signatures in C.
    others = {name for name in gone if name.startswith("fa")} | {"collapsed", "m"}
    used: set[str] = set()
    for page in site.rglob("*.html"):
        for names in re.findall(r'class="([^"]*)"', page.read_text("utf-8")):
            used.update(names.split())
    assert len(gone) > 1000
    assert sorted(used & (gone - others)) == []


def test_nothing_keeps_a_page_from_being_drawn_but_its_style(page_name: str, site: Path) -> None:
    page = BeautifulSoup((site / page_name).read_text("utf-8"), "html.parser")
    waiting = [tag["src"] for tag in page.select("script[src]") if not tag.has_attr("defer")]
    assert waiting == []
    assert len(page.select("link[rel=stylesheet]")) <= 3
