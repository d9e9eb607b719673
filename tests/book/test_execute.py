"""What a cell shows reaches its page, however late it arrives."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from coalitions.book.chapters import read_chapter
from coalitions.book.execute import execute
from coalitions.book.kernels import kernels
from coalitions.book.project import Project

from .small_book import SmallBook

#: As on a machine so busy that outputs come six seconds after the kernel has answered.
SLOW = """\
answer = 6 * 7
import sys, time
sys.stdout.flush_timeout = sys.stderr.flush_timeout = 0
get_ipython().kernel.iopub_thread.schedule(lambda: time.sleep(6))
"shown late"
"""


def test_an_output_that_arrives_after_the_answer_is_waited_for(fresh: SmallBook) -> None:
    fresh.edit("chapters/plain.md", "answer = 6 * 7\n", SLOW)
    project = Project.at(fresh.root)
    chapter = read_chapter("chapters/plain", project.source("chapters/plain"))
    # A thread of its own: a browser that other tests keep open has an event loop in this one.
    with kernels(project.data) as source, ThreadPoolExecutor(1) as thread:
        run = thread.submit(asyncio.run, execute(chapter, project.root, source)).result()
    (shown,) = run.outputs[0]
    assert shown["data"]["text/plain"] == "'shown late'"
