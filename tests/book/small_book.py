"""A book of three short chapters and two tables, to be built, broken and built again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONFIG = """\
title: A small book
author: Nobody
only_build_toc_files: true
exclude_patterns: ["**/*.csv"]
execute:
  execute_notebooks: inline
  stderr_output: error
  eval_regex: "^.*$"
sphinx:
  extra_extensions: [coalitions.book.stored]
"""

TOC = """\
format: jb-book
root: chapters/index
chapters:
- file: chapters/ships
- file: chapters/troops
- file: chapters/plain
"""

HEAD = """\
---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---
"""

CHAPTERS = {
    "index": "# A small book\n\nNothing runs on this page.\n",
    "ships": HEAD
    + """\
# Ships

```{code-cell} python3
import coalitions as co
ships = co.load("ships")
int(ships["number"].sum())
```

There are {eval}`int(ships["number"].sum())` ships.
""",
    "troops": HEAD
    + """\
# Troops

```{code-cell} python3
import coalitions as co
troops = co.load("troops")
```

There are {eval}`int(troops["number"].sum())` troops, see {doc}`ships`.
""",
    "plain": HEAD
    + """\
# Plain

```{code-cell} python3
answer = 6 * 7
```

It is {eval}`answer`.

```{code-cell} python3
answer = answer + 1
```

Then it is {eval}`answer`.
""",
}

ROWS = "name,number\nfirst,{first}\nsecond,{second}\n"


@dataclass(frozen=True)
class Result:
    """How one command ended and what it said."""

    status: int
    said: str


@dataclass(frozen=True)
class SmallBook:
    """A small book in a folder."""

    root: Path

    def build(self, **environment: str) -> Result:
        return self.run("-m", "coalitions", "book", "build", **environment)

    def run(self, *arguments: str, **environment: str) -> Result:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=os.environ | environment,
            capture_output=True,
            text=True,
        )
        return Result(done.returncode, done.stdout + done.stderr)

    def start(self) -> subprocess.Popen[bytes]:
        """Start a build and return at once."""
        return subprocess.Popen(
            [sys.executable, "-m", "coalitions", "book", "build"],
            cwd=self.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a piece of text in a file of the book."""
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text, f"{old!r} does not stand in {path}"
        file.write_text(text.replace(old, new), "utf-8")

    def page(self, name: str) -> str:
        return (self.root / f"_build/html/chapters/{name}.html").read_text("utf-8")

    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.root / "_build/report.json").read_text("utf-8"))
        return found

    def executed(self) -> set[str]:
        """Name the chapters that the last build executed."""
        chapters = self.report()["chapters"]
        return {name.removeprefix("chapters/") for name, c in chapters.items() if c["executed"]}

    def pages(self) -> dict[str, bytes]:
        """Return every published file, by its path."""
        folder = self.root / "_build/html"
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def write_small_book(root: Path) -> SmallBook:
    """Write the book into a folder, which is made."""
    (root / "chapters").mkdir(parents=True)
    (root / "data").mkdir()
    (root / "_config.yml").write_text(CONFIG, "utf-8")
    (root / "_toc.yml").write_text(TOC, "utf-8")
    for name, text in CHAPTERS.items():
        (root / f"chapters/{name}.md").write_text(text, "utf-8")
    (root / "data/ships.csv").write_text(ROWS.format(first=3, second=4), "utf-8")
    (root / "data/troops.csv").write_text(ROWS.format(first=500, second=250), "utf-8")
    package = {"name": "small", "resources": [_table("ships"), _table("troops")]}
    (root / "data/datapackage.json").write_text(json.dumps(package), "utf-8")
    return SmallBook(root)


def _table(name: str) -> dict[str, Any]:
    fields = [
        {"name": "name", "type": "string", "title": "Name", "description": "What it is called."},
        {
            "name": "number",
            "type": "integer",
            "title": "Number",
            "description": "How many.",
            "unit": "1",
            "constraints": {"minimum": 0},
        },
    ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": name.title(),
        "description": "A table for tests.",
        "row": "one thing",
        "schema": {"fields": fields, "primaryKey": ["name"]},
    }
