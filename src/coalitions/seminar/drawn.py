"""A figure of the book, as hand-outs and slides show it."""

from __future__ import annotations

from dataclasses import dataclass

from coalitions.markup import Markup, element, joined

#: From a page of the seminar to the folder of the chapters.
CHAPTERS = "../chapters/"


@dataclass(frozen=True)
class Drawn:
    """A drawn figure.

    Attributes
    ----------
    name
        Its anchor on the page of its chapter.
    chapter, label
        Where it stands, and as what: ``Figure 11``.
    title, subtitle, words
        The finding, what is drawn, and the chart in words.
    wide, narrow
        The drawing as SVG, for wide and for narrow screens; `narrow` may be empty.
    sources
        The line that names its sources.
    """

    name: str
    chapter: str
    label: str
    title: str
    subtitle: str
    words: str
    wide: str
    narrow: str
    sources: str

    @property
    def address(self) -> str:
        """Where it stands in the book."""
        return f"{CHAPTERS}{self.chapter}.html#{self.name}"

    def picture(self, *, phone: bool = True) -> Markup:
        """Write the drawing with its text alternative.

        Parameters
        ----------
        phone
            Whether the drawing for narrow screens comes along.
        """
        views = [element("div", Markup(self.wide), class_="view wide")]
        if phone and self.narrow:
            views.append(element("div", Markup(self.narrow), class_="view narrow"))
        else:
            views = [element("div", Markup(self.wide), class_="view")]
        said = f"{self.name}-words"
        return joined(
            element(
                "div",
                *views,
                class_="co-chart",
                role="img",
                aria_label=self.title,
                aria_describedby=said,
            ),
            Markup(f'<p id="{said}" hidden>{joined(self.words)}</p>'),
        )

    def foot(self, title: str) -> Markup:
        """Write the line below it: sources, and its place in the book.

        Parameters
        ----------
        title
            The title of its chapter.
        """
        place = element("a", f"{self.label}, {title}", href=self.address)
        return element("p", f"{self.sources} ", place, ".", class_="foot")
