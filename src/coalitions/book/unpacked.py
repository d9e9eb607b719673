"""`python run.py` in an unpacked bundle: run its notebooks, compare them with the edition.

The notebooks themselves run, with the executor of the book, so that what a reader changes in one
counts. What they say is compared with `published.json`: every number in a sentence, the data of
every figure and table, every finding. The notebooks with their outputs are left in `executed/`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coalitions.book import published, schedule, store
from coalitions.book.chapters import Cell, Chapter, Expression, read_chapter
from coalitions.book.differences import Comparison, compare
from coalitions.book.files import write_whole
from coalitions.book.kernels import kernels
from coalitions.book.notebooks import Notebook, as_text, name_of, with_outputs
from coalitions.book.project import BookError, Project
from coalitions.book.shelf import shelf_of
from coalitions.findings import LENIENT

#: Where a bundle keeps its notebooks, and where it puts them when they have run.
FOLDER: Final = "notebooks"
EXECUTED: Final = "executed"


def main(arguments: Sequence[str]) -> int:
    """Run; the status is 0 if nothing moved, 1 if something did, 2 for a mistake."""
    began = time.perf_counter()
    try:
        project = Project.at(arguments[0] if arguments else ".")
        edition = published.read(project.root / published.NAME)
        now = run(project, lambda line: print(line, flush=True))
        found = compared(edition, now)
    except BookError as error:
        print(error, file=sys.stderr)
        return 2
    print(found)
    print(f"{summary(now)}, run in {time.perf_counter() - began:.0f} s; see {EXECUTED}/.")
    return 0 if found.same else 1


def run(project: Project, say: Callable[[str], None]) -> dict[str, Any]:
    """Run the notebooks of a bundle that have to run; return what they say.

    Raises
    ------
    BookError
        If a notebook fails for another reason than a finding that does not hold.
    """
    os.environ[LENIENT] = "1"  # a finding that does not hold is to be reported, not raised
    with kernels(project.data) as source:
        outcomes = schedule.bring_up_to_date(project, say, source, _reader(project), draw=False)
    problems = [problem for outcome in outcomes.values() for problem in outcome.problems]
    if problems:
        raise BookError("\n".join(map(str, problems)))
    _keep_outputs(project)
    return published.snapshot(project)


def compared(edition: Mapping[str, Any], now: Mapping[str, Any]) -> Comparison:
    """Compare a run with the edition, of packages only those that both have."""
    both = edition["packages"].keys() & now["packages"].keys()
    pair = [
        {**each, "packages": {name: each["packages"][name] for name in sorted(both)}}
        for each in (edition, now)
    ]
    return compare(*pair)


def summary(snapshot: Mapping[str, Any]) -> str:
    """Count what was compared."""
    chapters = snapshot["chapters"].values()
    counts = [
        f"{sum(len(chapter[kind]) for chapter in chapters):,} {kind}"
        for kind in ("numbers", "figures", "findings")
    ]
    return f"{len(snapshot['chapters'])} notebooks with {counts[0]}, {counts[1]} and {counts[2]}"


def chapter_of(made: Notebook, document: str, path: Path) -> Chapter:
    """Return a notebook as the executor sees it: its code, and the expressions of its sentences.

    Cells of text that follow one another count as one, as in the source of the chapter.
    """
    cells: list[Cell] = []
    number = 0
    for cell in made["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            number += 1
            cells.append(Cell(source, 1, number))
            continue
        own = cell["metadata"].get("coalitions", {}).get("expressions", [])
        found = tuple(Expression(text, 1) for text in own)
        if cells and not cells[-1].is_code:
            found = (*cells.pop().expressions, *found)
        cells.append(Cell("", 1, expressions=found))
    return Chapter(document, path, tuple(cells), dict(made["metadata"]))


def _reader(project: Project) -> Callable[[str, Path], Chapter]:
    def read(document: str, source: Path) -> Chapter:
        path = project.root / FOLDER / name_of(document)
        if not path.is_file():  # a page without code
            return read_chapter(document, source)
        return chapter_of(json.loads(path.read_text("utf-8")), document, path)

    return read


def _keep_outputs(project: Project) -> None:
    shelf = shelf_of(project)
    for document in project.documents:
        path = project.root / FOLDER / name_of(document)
        record = store.read(project, document)
        if not path.is_file() or record is None:
            continue
        made = json.loads(path.read_text("utf-8"))
        for cell in made["cells"]:
            cell["source"] = "".join(cell["source"])
        done = with_outputs(made, record, document, shelf)
        write_whole(project.root / EXECUTED / name_of(document), as_text(done))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
