"""How long a chapter takes in the browser edition, and how large that edition is.

Run it after ``make site``: ``python benchmarks/bench_browser.py``. Each chapter opens in a browser
that has never been there, and again in the same browser; all other hosts are cut off. What was
measured is written to ``browser.md``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

ROOT = Path(__file__).parents[1]
SITE = ROOT / "_build" / "site"
REPORT = Path(__file__).with_name("browser.md")
sys.path[:0] = [str(ROOT / "src")]

from coalitions.book import browser as browsers  # noqa: E402
from coalitions.book.lite import app, drive  # noqa: E402

CHAPTERS = ("iraq", "positions", "three-tasks")
HEAD = """# The browser edition

`make site`, then `make bench ARGS=browser`, makes this file. Seconds from the click on *Run this
chapter* until the notebook, its first result and its last are there. They depend on the machine
and on what else it does: {busy:.0f} processes waited for {cores} cores when this was measured.

| chapter | visit | notebook | first result | all cells | requests | MB transferred |
|---|---|--:|--:|--:|--:|--:|
"""


class Transfer:
    """What a browser asks of the server, and how many bytes come back."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests, self.bytes = 0, 0
        context.on("response", self._count)

    def _count(self, response: object) -> None:
        self.requests += 1
        self.bytes += int(getattr(response, "headers", {}).get("content-length", 0))


def main() -> None:
    """Measure, print, and write the report."""
    if not (SITE / "lite").is_dir():
        print("there is no browser edition: `make site` builds it")
        return
    lines = []
    with sync_playwright() as playwright, drive.served(SITE) as address:
        browser = playwright.chromium.launch(
            executable_path=os.fspath(browsers.ensure()), args=list(browsers.ARGUMENTS)
        )
        for chapter in CHAPTERS:
            context = browser.new_context()
            others = drive.cut_off(context, address)
            for visit in ("first", "second"):
                transfer, page = Transfer(context), context.new_page()
                run = drive.run(page, address, f"chapters/{chapter}", patience=1200)
                page.close()
                seconds = f"{run.shown:.0f} s | {run.first:.0f} s | {run.all:.0f} s"
                size = f"{transfer.requests} | {transfer.bytes / 1e6:.0f}"
                lines.append(f"| {chapter} | {visit} | {seconds} | {size} |")
                print(lines[-1], flush=True)
                assert not run.errors and not others, (run.errors, others)
            context.close()
        browser.close()
    head = HEAD.format(busy=os.getloadavg()[0], cores=os.cpu_count())
    REPORT.write_text(head + "\n".join(lines) + "\n\n" + sizes() + "\n", "utf-8")


def sizes() -> str:
    """Say how large the edition is."""
    files = [path for path in (SITE / "lite").rglob("*") if path.is_file()]
    python = [path for path in files if "pyodide" in path.parent.name]
    late = [path for path in python if path.name.split("-")[0] in app.LATE]

    def megabytes(paths: list[Path]) -> str:
        return f"{sum(path.stat().st_size for path in paths) / 1e6:.0f} MB"

    return (
        f"On disk: {megabytes(files)} in {len(files)} files; of these {megabytes(python)} are "
        f"Python and its packages, and {megabytes(late)} ({', '.join(sorted(app.LATE))}) are "
        "fetched only by chapters that need them."
    )


if __name__ == "__main__":
    main()
