"""`make site`: the built book with the browser edition, in `_build/site`.

What was downloaded, repacked and compiled stays in `_build/lite`, so that only the first time
needs a network. The pages must have been built before: their stored runs hold the numbers.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import coalitions
from coalitions.book import checksums, extras
from coalitions.book.files import write_whole
from coalitions.book.lite import app, distribution, links, lockfile, notebooks, wheels
from coalitions.book.lite.precompiled import precompiled
from coalitions.book.lite.repack import repacked
from coalitions.book.lite.tools import Say
from coalitions.book.notebooks import name_of
from coalitions.book.project import BookError, Project

TITLE: Final = "Willing and Able?"


@dataclass(frozen=True)
class Places:
    """Where the parts lie.

    Attributes
    ----------
    work
        Everything that is kept from one time to the next.
    site
        The result.
    """

    work: Path
    site: Path

    @classmethod
    def of(cls, project: Project) -> Places:
        """Return the places of a project."""
        return cls(project.build / "lite", project.build / "site")

    @property
    def pyodide(self) -> Path:
        """The files that become `lite/static/pyodide`: Python, packages, the lock."""
        return self.work / "python"


def make(project: Project, say: Say) -> Path:
    """Put the site together and return its folder.

    Raises
    ------
    BookError
        If the book has not been built, a tool is missing, or a file is not what it must be.
    """
    if not (project.pages / "index.html").is_file():
        raise BookError("the book has not been built: `make book` does it")
    places = Places.of(project)
    packed = python_files(project, places, say)
    made = notebooks.for_browser(project)
    say("Building JupyterLite …")
    config = app.settings(TITLE, coalitions.__version__, app.options(packed))
    tools = app.environment(places.work / "tools", say)
    lite = places.work / "app"
    app.build(tools, places.pyodide, config, places.work / "scratch", lite)
    app.add_notebooks(lite, made)
    say("Copying the pages …")
    draft = places.work / "site"
    links.copy_pages(project.pages, draft)
    shutil.copytree(lite, draft / links.FOLDER, copy_function=os.link)
    links.add_style(draft)
    size = written_size(start_size(lite))
    for document in project.documents:
        if (name := name_of(document)) in made:
            links.add_link(draft, document, name, size)
    say("Packing the bundle …")
    extras.add(project, draft)
    checksums.write(draft)
    shutil.rmtree(places.site, ignore_errors=True)
    draft.rename(places.site)
    return places.site


def python_files(project: Project, places: Places, say: Say) -> list[Path]:
    """Fill the folder of Pyodide's files; return the wheels in it.

    Raises
    ------
    BookError
        If a file cannot be had or is not what it must be.
    """
    work = places.work
    official = work / "pyodide"
    lock = distribution.gather(official, say)
    extension = app.kernel_wheels(app.environment(work / "tools", say))
    found = [
        *(official / lock["packages"][name]["file_name"] for name in distribution.pins().packages),
        *wheels.from_pypi(work / "pypi"),
        *wheels.of_kernel(extension, work / "kernel"),
        *wheels.of_book(project, work / "book"),
    ]
    small = [repacked(wheel, work / "repacked") for wheel in found]
    quick = precompiled(small, official, work / "compiled", say)
    shutil.rmtree(places.pyodide, ignore_errors=True)
    places.pyodide.mkdir(parents=True)
    core = [official / name for name in distribution.pins().core if name != distribution.LOCK]
    for path in [*core, *quick]:
        os.link(path, places.pyodide / path.name)
    cut = lockfile.cut(lock, [places.pyodide / wheel.name for wheel in quick])
    write_whole(places.pyodide / distribution.LOCK, lockfile.as_text(cut))
    return quick


def start_size(lite: Path) -> int:
    """Return how many bytes of Python's files the first start transfers, uncompressed."""
    files = (lite / "static" / "pyodide").iterdir()
    return sum(f.stat().st_size for f in files if f.name.split("-")[0] not in app.LATE)


def written_size(size: int) -> str:
    """Write a number of bytes for a sentence."""
    return f"about {round(size / 1e6)} MB"
