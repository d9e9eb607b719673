"""The head of a page: what search engines, feeds and shared links are told of it."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx

from coalitions.book import asof, feed, outside, pages, social
from coalitions.book.about import About, about
from coalitions.book.previews import Previews
from coalitions.book.project import Project

#: The folder of the site that holds the pictures for shared links.
FOLDER: Final = "social"


class Book:
    """What the pages of one build say of themselves.

    Attributes
    ----------
    dates
        For each document, how new its data are.
    previews
        What stands behind the links of a page.
    """

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._project = Project(Path(app.srcdir))
        self.dates = asof.as_of(self._project)
        self._has_feed = (self._project.root / "CHANGELOG.md").is_file()
        self.previews = Previews(app)

    def describe(
        self, document: str, context: dict[str, Any], doctree: nodes.document
    ) -> tuple[list[str], str]:
        """Give the tags of a page's head, and the line below its title that dates its data."""
        title = str(nodes.Text(context["title"]).astext()) if context.get("title") else ""
        page = about(self._project, document, doctree, title, self._project.parts.get(document, ""))
        date = self.dates.get(document, "")
        tags = [_meta("name", "description", page.words)] if page.words else []
        tags += [_meta("property", f"og:{key}", text) for key, text in self._open_graph(page)]
        if self._app.builder.name == "html":
            tags += self._shared(document, page, date, context)
        catalogue = ""
        if asof.CATALOGUE in self._app.env.found_docs and document != asof.CATALOGUE:
            catalogue = self._app.builder.get_relative_uri(document, asof.CATALOGUE)
        return tags, asof.line(date, catalogue)

    def sweep(self) -> None:
        """Delete the pictures of pages that are gone."""
        kept = {self._name(document) for document in self._project.documents}
        for path in Path(self._app.outdir, FOLDER).glob("*.png"):
            if path.name not in kept:
                path.unlink()

    def _open_graph(self, page: About) -> list[tuple[str, str]]:
        said = [
            ("type", "article" if page.part else "website"),
            ("site_name", self._app.config.html_title),
            ("title", page.title),
            ("description", page.words),
        ]
        return [(key, text) for key, text in said if text]

    def _shared(self, document: str, page: About, date: str, context: dict[str, Any]) -> list[str]:
        """Draw the picture of a page and say where it lies; link the feed."""
        config, address = self._app.config, outside.address_of(self._app.config)
        home = document == config.root_doc
        name = self._name(document)
        target = Path(self._app.outdir, FOLDER, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(
            social.picture(page, config.html_title, date.split(", ")[0], pages.cache_of(self._app))
        )
        picture = f"{FOLDER}/{name}"
        there = f"{address}{picture}" if address else str(context["pathto"](picture, 1))
        tags = [
            _meta("property", "og:image", there),
            _meta("property", "og:image:width", str(social.WIDTH)),
            _meta("property", "og:image:height", str(social.HEIGHT)),
            _meta("property", "og:image:alt", page.finding or page.title),
            _meta("name", "twitter:card", "summary_large_image"),
        ]
        if address:
            url = address if home else f"{address}{document}.html"
            context["pageurl"] = url
            tags.append(_meta("property", "og:url", url))
        if self._has_feed:
            to = escape(str(context["pathto"](feed.NAME, 1)))
            tags.append(
                f'<link rel="alternate" type="application/atom+xml" title="Changes" href="{to}"/>'
            )
        return tags

    @staticmethod
    def _name(document: str) -> str:
        return f"{document.removeprefix('chapters/').replace('/', '-')}.png"


def _meta(kind: str, key: str, text: str) -> str:
    return f'<meta {kind}="{key}" content="{escape(text)}"/>'
