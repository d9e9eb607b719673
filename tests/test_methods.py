"""What the pages on the method tell a reader to type works as it stands."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = ".venv/bin/python"


def commands() -> list[tuple[str, str]]:
    """Return the lines of all shell blocks of these chapters."""
    found = []
    for chapter in ("methods", "corrections"):
        text = (ROOT / f"chapters/{chapter}.md").read_text("utf-8")
        for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            found += [(chapter, line) for line in block.splitlines() if line]
    return found


def test_the_audit_shows_commands() -> None:
    assert len(commands()) >= 10


@pytest.mark.parametrize(("chapter", "line"), commands(), ids=lambda part: part[:60])
def test_a_command_shown_works(chapter: str, line: str, tmp_path: Path) -> None:
    first, *rest = shlex.split(line)
    assert first == PYTHON, f"{chapter}: {line}"
    # Where the audit works on a copy, the test works on one of its own.
    copy = Path(shutil.copytree(ROOT / "data", tmp_path / "audit"))
    rest = [part.replace("_build/audit", str(copy)) for part in rest]
    done = subprocess.run(
        [sys.executable, *rest], cwd=ROOT, env=dict(os.environ), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or "copytree" in line
