"""The site offers the data package, file by file and whole; only codebook pages get its style."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from coalitions.book.downloads import files
from tests import small_package

ENTRY = 'A page\n======\n\n.. raw:: html\n\n   <div class="co-wide-table"></div>\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a folder with two pages and a small data package."""
    root = tmp_path / "book"
    small_package.write(root / "data")
    (root / "conf.py").write_text('extensions = ["coalitions.book.downloads"]\n')
    (root / "index.rst").write_text("Start\n=====\n\n.. toctree::\n\n   entry\n")
    (root / "entry.rst").write_text(ENTRY)
    return root


def build(source: Path, target: Path, builder: str = "html") -> Path:
    with docutils_namespace():
        app = Sphinx(source, source, target, target / ".trees", builder, status=None)
        app.build()
    assert app.statuscode == 0
    return target


def test_every_file_is_offered_as_it_is(source: Path, tmp_path: Path) -> None:
    site = build(source, tmp_path / "site")
    offered = {path.name: path.read_bytes() for path in (site / "data").iterdir()}
    package = {path.name: path.read_bytes() for path in (source / "data").iterdir()}
    with zipfile.ZipFile(BytesIO(offered.pop("small.zip"))) as archive:
        inside = {Path(name).name: archive.read(name) for name in archive.namelist()}
    assert offered == package
    assert package.items() <= inside.items()


def test_same_data_same_files(source: Path) -> None:
    assert files(source / "data") == files(source / "data")


def test_file_of_a_table_that_is_gone_goes_too(source: Path, tmp_path: Path) -> None:
    old = tmp_path / "site" / "data" / "old.csv"
    old.parent.mkdir(parents=True)
    old.write_text("a\n1\n")
    build(source, tmp_path / "site")
    assert not old.exists()


def test_only_pages_with_its_tables_load_the_style(source: Path, tmp_path: Path) -> None:
    site = build(source, tmp_path / "site")
    assert "codebook.css?v=" in (site / "entry.html").read_text("utf-8")
    assert "codebook.css" not in (site / "index.html").read_text("utf-8")
    assert (site / "_static" / "codebook.css").is_file()


def test_other_formats_get_no_files(source: Path, tmp_path: Path) -> None:
    assert not (build(source, tmp_path / "text", "text") / "data").exists()
