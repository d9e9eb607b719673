"""Sphinx extension: hand-outs, slides and the quiz, made of the seminar's plan and of the chapters.

The site gets a folder `seminar/`. Figures and exercises are taken from the chapters as Sphinx has
read them, numbers and findings from what the executor left; so a hand-out says what the book says.
A book without `seminar/plan.yml` or without the guide's page gets none.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx_exercise.nodes import (  # type: ignore[import-untyped, unused-ignore]
    exercise_enumerable_node,
    exercise_node,
)

from coalitions.book import pages, pictures
from coalitions.book.files import as_json, hash_file, sha256
from coalitions.book.sources import sources_of
from coalitions.figures import palette
from coalitions.seminar import gift, plan, planfile, qti, quiz
from coalitions.seminar.drawn import Drawn
from coalitions.seminar.handout import handout
from coalitions.seminar.said import FOLDER as CHAPTERS
from coalitions.seminar.said import Said, SeminarError
from coalitions.seminar.slides import slides

#: The folder of the site, and the page that leads to it.
FOLDER: Final = "seminar"
GUIDE: Final = f"{CHAPTERS}teaching-guide"
_STATIC: Final = Path(__file__).parent / "static"
#: Style sheets that draw figures, which need the book's colours.
_DRAWING: Final = ("handout.css", "slides.css")
_KINDS: Final = (exercise_enumerable_node, exercise_node)


def setup(app: Sphinx) -> None:
    """Register; called by `coalitions.book.site`."""
    app.connect("build-finished", _write, priority=960)


def _write(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.name != "html":
        return
    target, root = Path(app.outdir, FOLDER), Path(app.srcdir)
    if GUIDE not in app.env.found_docs or not (root / plan.PLAN).is_file():
        shutil.rmtree(target, ignore_errors=True)
        return
    try:
        _bring_up_to_date(app, root, target)
    except SeminarError as fault:
        raise ExtensionError(str(fault)) from fault


def _bring_up_to_date(app: Sphinx, root: Path, target: Path) -> None:
    seminar, said = planfile.read(root), Said(root)
    faults = plan.faults(seminar, said)
    if faults:
        raise SeminarError(f"{plan.PLAN}:\n" + "\n".join(faults))
    documents = _documents(app, seminar, said)
    # Reading what Sphinx keeps of the chapters takes longer than all the rest.
    stamp, now = Path(app.doctreedir, "seminar.stamp"), _fingerprint(app, root, documents)
    if stamp.is_file() and stamp.read_text() == now and target.is_dir():
        return
    offered = _files(app, seminar, said, documents)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, content in offered.items():
        (target / name).write_bytes(content)
    _write_static(Path(app.outdir, "_static"))
    stamp.write_text(now)


def _files(
    app: Sphinx, seminar: plan.Seminar, said: Said, documents: list[str]
) -> dict[str, bytes]:
    """Make everything that the folder offers: name to content."""
    figures: dict[str, Drawn] = {}
    exercises: dict[str, tuple[str, ...]] = {}
    for document in documents:
        doctree = app.env.get_doctree(document)
        figures |= {drawn.name: drawn for drawn in _drawn(app, document, doctree)}
        exercises |= _exercises(doctree, said)
    title = str(app.config.html_title)
    files = {} if said.is_for_students else _quiz(said, title)
    for each in seminar.plans:
        for session in each.sessions:
            shown = tuple(figures[name.name] for name in session.figures)
            for name, write in ((session.handout, handout), (session.slides, slides)):
                files[name] = write(session, each, said, shown, exercises, title).encode()
    return files


def _quiz(said: Said, title: str) -> dict[str, bytes]:
    questions = quiz.items(said.root, said)
    return {
        gift.NAME: gift.gift(questions, said, title).encode(),
        qti.NAME: qti.package(questions, said, title),
    }


def _documents(app: Sphinx, seminar: plan.Seminar, said: Said) -> list[str]:
    """List the chapters whose figures and exercises are shown."""
    home = {
        name: document
        for document, kept in app.env.metadata.items()
        for name in kept.get("figures", ())
    }
    wanted = [shown.name for session in seminar.sessions for shown in session.figures]
    missing = sorted(set(wanted) - set(home))
    if missing:
        raise SeminarError(f"{plan.PLAN}: no page has the figure {', '.join(missing)}")
    labels = {label for session in seminar.sessions for label in session.exercises.values()}
    return sorted(
        {home[name] for name in wanted} | {CHAPTERS + said.exercises[label][0] for label in labels}
    )


def _drawn(app: Sphinx, document: str, doctree: nodes.document) -> Iterator[Drawn]:
    numbers = app.env.toc_fignumbers.get(document, {}).get("figure", {})
    for chart in doctree.findall(pages.Chart):
        name, content = chart.parent["ids"][0], chart["figure"]
        number = ".".join(map(str, numbers.get(name, ())))
        drawn = pictures.pictures(content["spec"], pages.cache_of(app))
        yield Drawn(
            name=name,
            chapter=document.removeprefix(CHAPTERS),
            label=f"Figure {number}" if number else "Figure",
            title=content["title"],
            subtitle=content["subtitle"],
            words=content["description"],
            wide=drawn.wide.svg,
            narrow=drawn.narrow.svg if drawn.narrow else "",
            sources=sources_of(content, lambda key: "").line,
        )


def _exercises(doctree: nodes.document, said: Said) -> dict[str, tuple[str, ...]]:
    """Give the question of each exercise of a page, paragraph by paragraph."""
    return {
        exercise["label"]: tuple(
            filter(None, (_words(part, said) for part in exercise.children[1:]))
        )
        for kind in _KINDS
        for exercise in doctree.findall(kind)
    }


def _words(node: nodes.Node, said: Said) -> str:
    """Read a piece of an exercise aloud: links by their title, without citations."""
    if isinstance(node, pending_xref):
        if node.get("refdomain") == "cite":
            return ""
        if node.get("reftype") == "doc" and not node.get("refexplicit"):
            chapter = str(node["reftarget"]).rpartition("/")[2]
            return said.titles.get(chapter, chapter)
    if isinstance(node, nodes.Element) and not isinstance(node, nodes.Text):
        text = "".join(_words(child, said) for child in node.children)
        return (
            " ".join(text.split()).replace(" .", ".") if isinstance(node, nodes.paragraph) else text
        )
    return str(node.astext())


def _fingerprint(app: Sphinx, root: Path, documents: list[str]) -> str:
    """Say in a word what the files are made of; Sphinx starts anew when the package changes."""
    edition = root / "_build" / "execution" / "edition"
    paths = [root / plan.PLAN, root / quiz.QUIZ, *sorted(edition.glob("*.json"))]
    paths += [Path(app.doctreedir, f"{document}.doctree") for document in documents]
    numbers = {d: app.env.toc_fignumbers.get(d, {}) for d in documents}
    return sha256(as_json([[hash_file(path) for path in paths], str(numbers)]).encode())


def _write_static(static: Path) -> None:
    for folder in ("reveal", "seminar"):
        shutil.rmtree(static / folder, ignore_errors=True)
        ignore = shutil.ignore_patterns("README.md")
        shutil.copytree(_STATIC / folder, static / folder, ignore=ignore)
    for name in _DRAWING:
        path = static / "seminar" / name
        path.write_text(path.read_text("utf-8") + "\n" + palette.css(), "utf-8")
