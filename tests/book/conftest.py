from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.book.small_book import SmallBook, write_small_book


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    """A small book that has been built; not to be changed."""
    book = write_small_book(tmp_path_factory.mktemp("built") / "a book")
    result = book.build()
    assert result.status == 0, result.said
    return book


@pytest.fixture
def fresh(tmp_path: Path) -> SmallBook:
    """A small book that has never been built, in a folder with a blank in its name."""
    return write_small_book(tmp_path / "a book")


@pytest.fixture(scope="session")
def _as_built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A place for books, and a picture of one as a good build leaves it there."""
    place = tmp_path_factory.mktemp("place") / "a book"
    result = write_small_book(place).build()
    assert result.status == 0, result.said
    picture = place.with_name("as built")
    shutil.copytree(place, picture)
    return place, picture


@pytest.fixture
def built(_as_built: tuple[Path, Path]) -> SmallBook:
    """A book as a good build left it, to be changed: always in the same place, as new."""
    place, picture = _as_built
    shutil.rmtree(place)
    shutil.copytree(picture, place)
    return SmallBook(place)
