"""From executed chapters to HTML: one run of Jupyter Book's own Sphinx, with every warning caught.

Sphinx works in `_build/work` and keeps what it read of each page from build to build. That memory
is thrown away whenever it could be wrong: after a build that did not end well (Sphinx warns about
a page only when it reads it), and after a change of something all pages show, such as a title or
the table of contents.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from coalitions.book.environment import environment
from coalitions.book.files import as_json, hash_file, sha256
from coalitions.book.problems import Problem
from coalitions.book.project import Project

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(
    r"^(?:(?P<file>.*?)(?::(?P<line>\d+))?: )?(?:WARNING|ERROR|CRITICAL): (?P<text>.*)$"
)
_TITLE = re.compile(r"^# .*$", re.MULTILINE)


def work(project: Project) -> Path:
    """Return the folder in which Sphinx works."""
    return project.build / "work"


def build_pages(project: Project, builder: str = "html") -> tuple[Path, list[Problem]]:
    """Build all pages that changed; return their folder and what Sphinx complained about."""
    from jupyter_book.sphinx import build_sphinx

    folder = work(project)
    unfinished, frame = folder / "unfinished", folder / "frame"
    now = _frame(project)
    if unfinished.exists() or not frame.is_file() or frame.read_text() != now:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished.touch()
    # MyST-NB copies its style sheet when all pages are written. Pages name a style sheet with its
    # hash if it is there, so it must not be: pages written later would differ from the first.
    for style in (folder / builder / "_static").glob("mystnb.*.css"):
        style.unlink()
    said, complaints = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complaints), _path_kept():
        result = build_sphinx(
            str(project.root),
            str(folder / builder),
            noconfig=True,
            path_config=str(project.root / "_config.yml"),
            confoverrides={
                "coalitions_run": False,
                "external_toc_path": (project.root / "_toc.yml").as_posix(),
                "latex_individualpages": False,
            },
            doctreedir=str(folder / "doctrees"),
            builder=builder,
        )
    (folder / "sphinx.log").write_text(said.getvalue() + complaints.getvalue(), "utf-8")
    problems = _problems(complaints.getvalue(), project)
    if result != 0 and not problems:
        problems = [Problem("_config.yml", 0, f"Sphinx ended with an error: {result}")]
    if not problems:
        _forget_gone_words(folder / builder / "searchindex.js")
        frame.write_text(now)
        unfinished.unlink()
    return folder / builder, problems


@contextlib.contextmanager
def _path_kept() -> Iterator[None]:
    """Undo what Jupyter Book appends to the import path."""
    before = list(sys.path)
    try:
        yield
    finally:
        sys.path[:] = before


def _frame(project: Project) -> str:
    """Return a fingerprint of what every page shows or is made with."""
    root = project.root
    shared = [root / "_config.yml", root / "_toc.yml", root / "data" / "sources.csv"]
    shared += [
        p for p in Path(__file__).parents[1].rglob("*") if p.is_file() and p.suffix != ".pyc"
    ]
    titles = []
    for document in project.documents:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            title = _TITLE.search(project.source(document).read_text("utf-8"))
            titles.append([document, title.group() if title else ""])
    hashes = [hash_file(path) for path in sorted(shared)]
    return sha256(as_json([environment(), hashes, titles]).encode())


def _forget_gone_words(index: Path) -> None:
    """Take words out of the search index that stand on no page any more; Sphinx keeps them."""
    if not index.is_file():
        return
    start, text, end = "Search.setIndex(", index.read_text("utf-8"), ")"
    terms = json.loads(text.removeprefix(start).removesuffix(end))
    for kind in ("terms", "titleterms"):
        terms[kind] = {word: pages for word, pages in terms[kind].items() if pages != []}
    # As Sphinx writes it, so that an index from which nothing went stays the same to the byte.
    tidy = json.dumps(terms, ensure_ascii=True, separators=(", ", ": "), sort_keys=True)
    index.write_text(f"{start}{tidy}{end}", "utf-8")


def _problems(complaints: str, project: Project) -> list[Problem]:
    """Turn what Sphinx wrote to standard error into problems, one a warning."""
    problems: list[Problem] = []
    for raw in complaints.splitlines():
        line = _ANSI.sub("", raw).rstrip()
        match = _WARNING.match(line)
        if match:
            file = (match["file"] or "_config.yml").replace(f"{project.root}/", "")
            problems.append(Problem(file, int(match["line"] or 0), match["text"]))
        elif line and problems:
            last = problems.pop()
            problems.append(Problem(last.file, last.line, f"{last.reason}\n{line}"))
        elif line:
            problems.append(Problem("_config.yml", 0, line))
    return problems
