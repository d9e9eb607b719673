"""A build killed at any moment costs time and nothing else."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from tests.book.small_book import SmallBook

ROUNDS = int(os.environ.get("COALITIONS_KILLS", "5"))


def test_after_any_kill_the_next_build_gives_the_same_pages(
    built_once: SmallBook, fresh: SmallBook
) -> None:
    expected = built_once.pages()
    chance = random.Random(1999)
    for _ in range(ROUNDS):
        process = fresh.start()
        time.sleep(chance.uniform(0.1, 4.0))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    result = fresh.build()
    assert result.status == 0, result.said
    assert fresh.pages() == expected


def test_a_kill_while_publishing_an_edit_leaves_no_mixture_behind(built: SmallBook) -> None:
    built.edit("data/ships.csv", "first,3", "first,30")
    chance = random.Random(2003)
    for _ in range(ROUNDS // 2):
        process = built.start()
        time.sleep(chance.uniform(0.5, 4.0))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert built.build().status == 0
    assert ">34</span> ships" in built.page("ships")


def test_kernels_end_with_the_build_that_started_them(fresh: SmallBook) -> None:
    fresh.edit("chapters/plain.md", "answer = 6 * 7", "import time\ntime.sleep(60)\nanswer = 42")
    process = fresh.start()
    deadline = time.monotonic() + 60
    while not _kernels(fresh) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _kernels(fresh), "the build started no kernel"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    while _kernels(fresh) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _kernels(fresh)


def _kernels(book: SmallBook) -> list[int]:
    """List processes that work in the book's chapters, which only kernels do."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == book.root / "chapters":
                found.append(int(process.name))
        except OSError:
            continue
    return found
