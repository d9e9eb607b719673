"""How fast and how sound the pages are, by Lighthouse, on a desktop computer and on a phone.

The built book is served with gzip, as most hosts do, and each page is loaded in Chromium without
anything in its cache. What is found goes into `pages.json` and, to be read, into `pages.md`. The
status is 1 if a page misses a bar. A page that misses one is measured again, up to three times, and
the best counts: what else the machine does can only take from it. How many runs it took, and how
busy the machine was, is recorded with each page.

    make bench ARGS=pages                                          every page
    .venv/bin/python benchmarks/bench_pages.py interfet            some, replacing their lines
    .venv/bin/python benchmarks/bench_pages.py missing             those that are not in the record
    .venv/bin/python benchmarks/bench_pages.py below               those that miss a bar in it

It needs Node.js; Lighthouse is installed into `_build` the first time.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coalitions.book import browser
from coalitions.book.project import Project

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"
TOOLS = ROOT / "_build" / "lighthouse"
RECORD = Path(__file__).with_name("pages.json")
TABLE = Path(__file__).with_name("pages.md")
COMMAND = "make bench ARGS=pages"

VERSION = "12.8.2"
DEVICES = ("desktop", "mobile")
#: The least that a page must reach, out of 100 each.
LEAST = {
    "performance": {"desktop": 95, "mobile": 85},
    **{kind: dict.fromkeys(DEVICES, 100) for kind in ("accessibility", "best-practices", "seo")},
}
#: What a page may weigh before anybody touches it: kB as transferred.
MOST_KB = 300
MOST_RUNS = 3

Result = dict[str, Any]


class _Gzip(http.server.SimpleHTTPRequestHandler):
    """Serves files compressed, as a host does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        kind, content = self.guess_type(path), path.read_bytes()
        self.send_response(200)
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "svg+xml")):
            content, kind = gzip.compress(content), f"{kind}; charset=utf-8"
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder while the block runs; give its address."""
    handler = functools.partial(_Gzip, directory=os.fspath(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def lighthouse() -> Path:
    """Return Lighthouse in the pinned version, installing it if it is not there."""
    program = TOOLS / "node_modules" / ".bin" / "lighthouse"
    package = TOOLS / "node_modules" / "lighthouse" / "package.json"
    if package.is_file() and json.loads(package.read_text("utf-8"))["version"] == VERSION:
        return program
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm was not found: Lighthouse needs Node.js (Debian, Ubuntu: apt install npm)")
    TOOLS.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--no-audit", "--no-fund", "--silent", f"lighthouse@{VERSION}"]
    subprocess.run(command, cwd=TOOLS, check=True)
    return program


def measure(address: str, device: str, program: Path) -> Result | None:
    """Load a page once and return what Lighthouse says of it, or nothing if it could not tell."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [
            os.fspath(program),
            address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--chrome-flags=--headless=new {' '.join(browser.ARGUMENTS)}",
            *(["--preset=desktop"] if device == "desktop" else []),
        ]
        environment = {**os.environ, "CHROME_PATH": os.fspath(browser.ensure())}
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if not report.is_file():
            sys.exit(f"Lighthouse failed on {address}:\n{done.stderr}")
        found = json.loads(report.read_text("utf-8"))
    if any(found["categories"][kind]["score"] is None for kind in LEAST):
        return None  # the page took too long to draw, on a machine too busy to judge it
    scores = {kind: round(100 * found["categories"][kind]["score"]) for kind in LEAST}
    weight = found["audits"]["total-byte-weight"]["numericValue"]
    for kind in list(LEAST)[1:]:
        for audit in found["categories"][kind]["auditRefs"]:
            if audit["weight"] and found["audits"][audit["id"]]["score"] == 0:
                print(f"  {kind}: {found['audits'][audit['id']]['title']} ({audit['id']})")
    return {**scores, "kB": round(weight / 1000)}


def misses(result: Result, device: str) -> list[str]:
    """Name the bars that a page misses."""
    missed = [
        f"{kind} {result[kind]} < {least[device]}"
        for kind, least in LEAST.items()
        if result[kind] < least[device]
    ]
    return missed + ([f"{result['kB']} kB > {MOST_KB}"] if result["kB"] > MOST_KB else [])


def examine(address: str, device: str, program: Path) -> Result:
    """Measure a page, again if it misses a bar, and keep the best."""
    best: Result = {}
    for runs in range(1, MOST_RUNS + 1):
        found = measure(address, device, program)
        if found and found["performance"] > best.get("performance", -1):
            load = os.getloadavg()[0] / (os.cpu_count() or 1) if hasattr(os, "getloadavg") else 0
            best = {**found, "load": round(load, 1)}
        if best:
            best["runs"] = runs
            if not misses(best, device):
                break
    if not best:
        sys.exit(f"Lighthouse could not measure {address}: is the machine very busy?")
    return best


def table(record: Result) -> str:
    """Write the record as a table to be read."""
    lines = [
        "# Pages, by Lighthouse",
        "",
        f"`{COMMAND}` makes this file and `pages.json`. Lighthouse {record['lighthouse']}, "
        f"{record['chromium']}; the book served with gzip. Measured so far: "
        f"{len(record['pages'])} of {record['of']} pages. kB are what a page transfers before "
        f"anybody touches it (at most {MOST_KB}).",
        "",
        f"Performance is to reach {LEAST['performance']['desktop']} on a desktop computer and "
        f"{LEAST['performance']['mobile']} on a phone. It depends on the machine and on what else "
        "the machine does: the load is how many programs wanted each core while the page was "
        "measured, Lighthouse and its browser among them (above 1, they waited for each other). A "
        f"page is measured once on each device; if it misses a bar, up to {MOST_RUNS} times, and "
        "the best stands here.",
        "",
        "| page | performance: desktop | mobile | accessibility | best practices | SEO | kB "
        "| runs | load |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for page, found in sorted(record["pages"].items()):
        both = [found[device] for device in DEVICES]
        speed = [str(result["performance"]) for result in both]
        rest = [str(min(result[kind] for result in both)) for kind in list(LEAST)[1:]]
        weight = str(max(result["kB"] for result in both))
        runs = " + ".join(str(result["runs"]) for result in both)
        load = str(max((result.get("load") or 0 for result in both), default=0) or "–")
        cells = [page.removeprefix("chapters/"), *speed, *rest, weight, runs, load]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def write(found: dict[str, Result], of: int) -> None:
    """Write the record of the pages found, of so many, and the table."""
    version = subprocess.run([browser.ensure(), "--version"], capture_output=True, text=True)
    record = {
        "command": COMMAND,
        "lighthouse": VERSION,
        "chromium": version.stdout.strip(),
        "of": of,
        "pages": {page: found[page] for page in sorted(found)},
    }
    RECORD.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    TABLE.write_text(table(record), "utf-8")


def main(names: list[str]) -> int:
    """Measure the pages named, or all; return the exit status."""
    if not SITE.is_dir():
        sys.exit(f"there is no book in {SITE}: run `make book` first")
    pages = Project.at(ROOT).documents
    before = json.loads(RECORD.read_text("utf-8"))["pages"] if RECORD.is_file() and names else {}
    found = {page: before[page] for page in pages if page in before}
    if names == ["missing"]:
        wanted = [page for page in pages if page not in found]
    elif names == ["below"]:
        wanted = [page for page in found if any(misses(found[page][d], d) for d in DEVICES)]
    else:
        wanted = [f"chapters/{name}" for name in names] or list(pages)
    if unknown := [page for page in wanted if page not in pages]:
        sys.exit(f"no such page: {', '.join(unknown)}")
    program = lighthouse()
    failed = 0
    with served(SITE) as address:
        for page in wanted:
            found[page] = {}
            for device in DEVICES:
                result = examine(f"{address}/{page}.html", device, program)
                found[page][device] = result
                missed = misses(result, device)
                failed += bool(missed)
                said = " ".join(f"{key} {value}" for key, value in result.items())
                print(f"{page} {device}: {said} {'; '.join(['', *missed])}", flush=True)
            write(found, len(pages))  # page by page: the whole book takes long
    print(f"{failed} of {2 * len(wanted)} measurements miss a bar" if failed else "all bars met")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
