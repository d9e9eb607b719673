"""Where the parts of a book lie: one object that knows every folder, and the table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml


class BookError(Exception):
    """Something the person at the keyboard can put right; its text says what and how."""


@dataclass(frozen=True)
class Project:
    """A checkout of the book.

    Parameters
    ----------
    root
        The folder that holds `_config.yml`, `_toc.yml`, `chapters/` and `data/`.
    """

    root: Path

    @classmethod
    def at(cls, root: str | Path) -> Project:
        """Return the project in a folder, after a look at whether it is one."""
        folder = Path(root).resolve()
        missing = [name for name in ("_config.yml", "_toc.yml") if not (folder / name).is_file()]
        if missing:
            raise BookError(f"{folder} is not a book: {' and '.join(missing)} not found there")
        return cls(folder)

    @property
    def data(self) -> Path:
        """The data package: `datapackage.json` and its tables."""
        return self.root / "data"

    @property
    def build(self) -> Path:
        """Everything that is made; may be deleted at any time."""
        return self.root / "_build"

    @property
    def execution(self) -> Path:
        """What executed chapters left: one file each, and what later chapters read of earlier."""
        return self.build / "execution"

    @property
    def pages(self) -> Path:
        """The published pages: always the last complete, faultless build."""
        return self.build / "html"

    @property
    def cache(self) -> Path:
        """Things that depend on nothing but their name, such as pictures by content."""
        return self.build / "cache"

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """All documents of the book in reading order, as in `_toc.yml`: `chapters/interfet`."""
        return tuple(_documents(self._toc))

    @cached_property
    def parts(self) -> dict[str, str]:
        """The caption of the part that each document stands in; the first page stands in none."""
        return {
            document: str(part.get("caption", ""))
            for part in self._toc.get("parts", ())
            for document in _documents(part)
        }

    @cached_property
    def _toc(self) -> dict[str, Any]:
        path = self.root / "_toc.yml"
        try:
            toc = yaml.safe_load(path.read_text("utf-8"))
        except yaml.YAMLError as error:
            raise BookError(f"_toc.yml is not valid YAML: {error}") from None
        if not isinstance(toc, dict) or "root" not in toc:
            raise BookError("_toc.yml has no line `root:`, which names the first page")
        return toc

    def source(self, document: str) -> Path:
        """Return the Markdown file of a document."""
        return self.root / f"{document}.md"


def _documents(entry: dict[str, Any]) -> list[str]:
    """Walk one level of a table of contents and all below it."""
    here = [entry[key] for key in ("root", "file") if key in entry]
    below = [*entry.get("parts", []), *entry.get("chapters", []), *entry.get("sections", [])]
    return here + [document for child in below for document in _documents(child)]
