"""What a cell shows reaches its page, however late it arrives."""

from __future__ import annotations

import json

from .small_book import SmallBook

SLOW = """\
answer = 6 * 7
import time
get_ipython().kernel.iopub_thread.schedule(lambda: time.sleep(6))
"shown late"
"""


def test_an_output_that_arrives_after_the_answer_is_waited_for(fresh: SmallBook) -> None:
    fresh.edit("chapters/plain.md", "answer = 6 * 7\n", SLOW)
    result = fresh.build()
    assert result.status == 0, result.said
    record = json.loads((fresh.root / "_build/execution/chapters/plain.json").read_text("utf-8"))
    (shown,) = record["outputs"][0]
    assert shown["data"]["text/plain"] == "'shown late'"
