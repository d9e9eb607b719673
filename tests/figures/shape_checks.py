"""What every shape has to do; a file of tests imports these and defines the fixture `shape`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from coalitions.book import pictures
from coalitions.figures import theme

__all__ = ["test_a_shape_fits_page_and_phone", "test_a_shape_has_headline_subtitle_and_words"]


def test_a_shape_has_headline_subtitle_and_words(shape: Callable[..., Any]) -> None:
    spec = shape(title="The finding", subtitle="What is drawn").to_dict()
    assert spec["title"] == {"text": "The finding", "subtitle": "What is drawn"}
    assert len(spec["description"].split()) > 8


def test_a_shape_fits_page_and_phone(shape: Callable[..., Any], tmp_path: Path) -> None:
    theme.register()
    drawn = pictures.pictures(shape(title="The finding").to_dict(), tmp_path)
    assert drawn.wide.width <= theme.WIDE + 2
    assert drawn.narrow is not None
    assert drawn.narrow.width <= theme.NARROW + 2
