"""The bundle holds what rerunning needs, always the same bytes, and tells what differs."""

from __future__ import annotations

import ast
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from coalitions.book import bundle, bundle_run, checksums, extras
from coalitions.book.lean import lean, roots
from coalitions.book.notebooks import name_of
from coalitions.book.project import BookError, Project
from tests.book.small_book import SmallBook

ROOT = Path(__file__).parents[2]
PYPROJECT = """\
[build-system]
requires = ["hatchling==1.0"]
[project]
dependencies = ["Pandas>=3"]
[project.optional-dependencies]
book = ["book-maker[all]>=1"]
dev = ["checker"]
"""
LOCK = """\
# made by a tool
book-maker==1.2 \\
    --hash=sha256:01
    # via coalitions (pyproject.toml)
checker==9 \\
    --hash=sha256:02
    # via coalitions (pyproject.toml)
hatchling==1.0 \\
    --hash=sha256:03
    # via coalitions (pyproject.toml)
numpy==1 ; python_version < '3.12' \\
    --hash=sha256:04
    # via
    #   checker
    #   pandas
numpy==2 ; python_version >= '3.12' \\
    --hash=sha256:05
    # via
    #   checker
    #   pandas
only-checks==3 \\
    --hash=sha256:06
    # via checker
pandas==3.1 \\
    --hash=sha256:07
    # via
    #   coalitions (pyproject.toml)
    #   book-maker
"""


@pytest.fixture
def packable(built: SmallBook) -> Project:
    """A small built book with the papers that the real one has."""
    (built.root / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    (built.root / "requirements.lock").write_text(LOCK, "utf-8")
    (built.root / "LICENSE").write_text("Do as you like.\n", "utf-8")
    return Project.at(built.root)


def unpacked(project: Project, target: Path) -> Path:
    with zipfile.ZipFile(bundle.write(project)) as archive:
        archive.extractall(target)
    (folder,) = target.iterdir()
    return folder


def rerun(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "coalitions.book.unpacked", str(folder)]
    return subprocess.run(command, capture_output=True, text=True)


def test_lean_lock_keeps_what_is_needed_with_its_hashes() -> None:
    kept = lean(LOCK, PYPROJECT)
    assert [line.split("==")[0] for line in kept.splitlines() if "==" in line] == [
        "book-maker",
        "hatchling",
        "numpy",
        "numpy",
        "pandas",
    ]
    assert "--hash=sha256:04" in kept and "--hash=sha256:05" in kept


def test_lean_lock_of_the_book_has_every_root_and_no_checker() -> None:
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    kept = lean((ROOT / "requirements.lock").read_text("utf-8"), settings)
    names = {line.split("==")[0] for line in kept.splitlines() if "==" in line[:60]}
    assert roots(settings) <= names
    assert not names & {"playwright", "pytest", "mypy", "ruff"}


def test_package_that_is_not_locked_is_named() -> None:
    with pytest.raises(BookError, match=r"requirements\.lock has no pandas"):
        lean(LOCK.replace("pandas==3.1", "other==3.1"), PYPROJECT)


def test_bundle_holds_notebooks_data_package_lock_and_what_the_edition_says(
    packable: Project,
) -> None:
    found = bundle.files(packable)
    assert {
        "README.md",
        "run.py",
        "requirements.lock",
        "published.json",
        "LICENSE",
        "data/ships.csv",
        "data/datapackage.json",
        "chapters/ships.md",
        "notebooks/ships.ipynb",
        "src/coalitions/__init__.py",
        "src/coalitions/book/unpacked.py",
    } <= set(found)
    made = [name for name in found if "__pycache__" in name or name.startswith("_build")]
    assert all(name.startswith("_build/execution/edition/") for name in made)
    assert "_build/execution/edition/findings.json" in made
    assert "playwright" not in found["requirements.lock"].decode()


def test_same_book_same_bytes_and_a_list_that_checks_them(packable: Project) -> None:
    first = bundle.write(packable).read_bytes()
    assert bundle.write(packable).read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = archive.namelist()
        (top,) = {name.split("/")[0] for name in names}
        for line in archive.read(f"{top}/SHA256SUMS").decode().splitlines():
            checksum, name = line.split("  ", 1)
            assert hashlib.sha256(archive.read(f"{top}/{name}")).hexdigest() == checksum
    assert names == sorted(names)


def test_book_built_from_other_sources_is_not_packed(packable: Project) -> None:
    table = packable.data / "ships.csv"
    table.write_text(table.read_text("utf-8").replace("3", "5"), "utf-8")
    with pytest.raises(BookError, match=r"older than data/ships\.csv: run `make book` first"):
        bundle.write(packable)


def test_book_that_was_never_built_is_not_packed(packable: Project) -> None:
    shutil.rmtree(packable.build)
    with pytest.raises(BookError, match="`make book` writes it"):
        bundle.write(packable)


def test_unpacked_it_runs_to_the_same_numbers_and_names_what_moves_one(
    packable: Project, tmp_path: Path
) -> None:
    folder = unpacked(packable, tmp_path / "anywhere")
    same = rerun(folder)
    assert same.returncode == 0, same.stdout + same.stderr
    assert "Every number, figure and finding is the same." in same.stdout
    assert "3 notebooks with 4 numbers" in same.stdout
    executed = json.loads((folder / "executed/ships.ipynb").read_text("utf-8"))
    assert ">7</span> ships" in "".join(executed["cells"][-1]["source"])

    table = folder / "data/ships.csv"
    table.write_text(table.read_text("utf-8").replace("first,3", "first,30"), "utf-8")
    notebook = folder / "notebooks" / name_of("chapters/plain")
    notebook.write_text(notebook.read_text("utf-8").replace("6 * 7", "6 * 8"), "utf-8")
    moved = rerun(folder)
    assert moved.returncode == 1
    assert "7 → 34" in moved.stdout
    assert "number 3 → 30" in moved.stdout
    assert "42 → 48" in moved.stdout
    assert "750" not in moved.stdout, "what rests on another table must not be reported"


def test_program_of_the_bundle_needs_nothing_but_python() -> None:
    source = Path(bundle_run.__file__).read_text("utf-8")
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (
            [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module]
        )
        if name
    }
    assert imported <= set(sys.stdlib_module_names)


def test_program_says_what_to_do_first(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_bytes(Path(bundle_run.__file__).read_bytes())
    (tmp_path / "requirements.lock").write_text("", "utf-8")
    command = [sys.executable, "run.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert "Run first: python run.py setup" in done.stderr


def test_checksums_tell_a_changed_page_from_the_edition(tmp_path: Path) -> None:
    (tmp_path / "chapters").mkdir()
    page, script = tmp_path / "chapters/a.html", tmp_path / "_static/x.html"
    page.write_text("<p>1</p>")
    script.parent.mkdir()
    script.write_text("not listed")
    listed = checksums.write(tmp_path).read_text("utf-8")
    assert listed == f"{hashlib.sha256(b'<p>1</p>').hexdigest()}  chapters/a.html\n"
    assert checksums.differences(tmp_path) == []
    page.write_text("<p>2</p>")
    (tmp_path / "new.html").write_text("")
    assert checksums.differences(tmp_path) == ["chapters/a.html", "new.html"]


def test_checksums_of_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="holds no pages"):
        checksums.write(tmp_path)


def test_site_offers_the_bundle_and_the_printed_chapters_that_are_there(
    packable: Project, tmp_path: Path
) -> None:
    (packable.build / "pdf/chapters").mkdir(parents=True)
    (packable.build / "pdf/chapters/ships.pdf").write_bytes(b"%PDF")
    site = tmp_path / "site"
    (site / "chapters").mkdir(parents=True)
    before = '<details class="co-takeaway">\n<ul>\n</ul></details><ul></ul>'
    for name in ("ships", "troops"):
        (site / f"chapters/{name}.html").write_text(before, "utf-8")
    added = extras.add(packable, site)
    archive = f"downloads/{bundle.path_of(packable).name}"
    assert added == ["downloads/chapters/ships.pdf", archive]
    assert all((site / name).is_file() for name in added)
    ships, troops = ((site / f"chapters/{name}.html").read_text() for name in ("ships", "troops"))
    assert 'href="../downloads/chapters/ships.pdf" download' in ships.split("</ul>")[0]
    assert f'href="../{archive}" download' in troops.split("</ul>")[0]
    assert ".pdf" not in troops, "what was not printed is not offered"


def test_site_offers_no_print_older_than_its_page(packable: Project, tmp_path: Path) -> None:
    old = packable.build / "pdf/chapters/ships.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"%PDF")
    os.utime(old, (1, 1))
    assert extras.add(packable, tmp_path) == [f"downloads/{bundle.path_of(packable).name}"]
