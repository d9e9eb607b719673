"""Two clean builds under other conditions give the same bytes, and what does not is found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from coalitions.book import prove
from coalitions.book.project import Project

from .small_book import SmallBook

PROVE = ("-m", "coalitions", "book", "prove")


def test_two_clean_builds_under_other_conditions_give_the_same_bytes(fresh: SmallBook) -> None:
    done = fresh.run(*PROVE)
    assert done.status == 0, done.said
    assert "files of two clean builds are the same, byte by byte." in done.said
    first, second = (line for line in done.said.splitlines() if " build: " in line)
    for one, other in zip(first.split(", ")[:4], second.split(", ")[:4], strict=True):
        if not one.startswith("on ") or sys.platform == "linux":
            assert one.removeprefix("First ") != other.removeprefix("Second ")
    assert not (fresh.root / "_build/prove").exists()
    assert not (fresh.root / "_build/html").exists(), "the book itself must not be touched"


def test_pages_that_depend_on_folder_or_day_are_found_and_no_others(fresh: SmallBook) -> None:
    fresh.edit("chapters/plain.md", "answer = 6 * 7", "import os\nanswer = len(os.getcwd())")
    today = "import datetime\nanswer = datetime.date.today().year"
    fresh.edit("chapters/troops.md", 'co.load("troops")', f'co.load("troops")\n{today}')
    fresh.edit("chapters/troops.md", "see {doc}", "in the year {eval}`answer`, see {doc}")
    done = fresh.run(*PROVE)
    assert done.status == 1
    differ = {line.split(" from byte")[0] for line in done.said.splitlines() if "from byte" in line}
    pages = {"chapters/plain.html"}
    if sys.platform == "linux":  # elsewhere no other clock can be put before a program
        pages.add("chapters/troops.html")
    assert differ == {*pages, "searchindex.js", "published.json"}
    assert (fresh.root / "_build/prove/a/_build/html/chapters/plain.html").is_file()


def test_a_book_that_cannot_be_built_proves_nothing(fresh: SmallBook) -> None:
    fresh.edit("data/ships.csv", "second,4", "second,-4")
    done = fresh.run(*PROVE)
    assert done.status == 2
    assert "ships.csv" in done.said
    assert "This came of `book build` under LC_ALL=C.UTF-8" in done.said


def test_what_git_does_not_track_is_not_copied(fresh: SmallBook, tmp_path: Path) -> None:
    conditions = prove.Conditions("copy", 1_000_000_000, True, 0o022, {})
    (fresh.root / "chapters/draft.md").write_text("# Not yet\n")
    copied = prove.copy(Project.at(fresh.root), tmp_path / "all", conditions)
    assert (copied / "chapters/draft.md").is_file(), "without git all that a book is made of counts"
    for command in (["init", "-q"], ["add", "."], ["rm", "-q", "--cached", "chapters/draft.md"]):
        subprocess.run(["git", *command], cwd=fresh.root, check=True)
    copied = prove.copy(Project.at(fresh.root), tmp_path / "tracked", conditions)
    assert not (copied / "chapters/draft.md").exists()
    assert (copied / "chapters/plain.md").stat().st_mtime == 1_000_000_000
