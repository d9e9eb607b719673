"""`_build/report.json`: what one build did, chapter by chapter."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coalitions.book.environment import packages
from coalitions.book.files import write_whole
from coalitions.book.problems import Problem
from coalitions.book.project import Project
from coalitions.book.schedule import Outcome


def write(
    project: Project,
    outcomes: Mapping[str, Outcome],
    problems: Sequence[Problem],
    seconds: float,
) -> None:
    """Write the report; times in seconds, hashes SHA-256."""
    report = {
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "good": not problems,
        "problems": [str(problem) for problem in problems],
        "commit": _commit(project.root),
        "python": platform.python_version(),
        "packages": packages(),
        "chapters": {name: _chapter(outcome) for name, outcome in outcomes.items()},
    }
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    write_whole(project.build / "report.json", text)


def _chapter(outcome: Outcome) -> dict[str, Any]:
    record = outcome.record
    return {
        "executed": outcome.executed,
        "why": outcome.why,
        "seconds": round(record.seconds if record else outcome.seconds, 3),
        "cells": len(outcome.chapter.code),
        "good": not outcome.problems,
        "tables": record.inputs.data if record else {},
        "modules": sorted(record.inputs.modules) if record else [],
    }


def _commit(root: Path) -> str | None:
    """Return the commit that is checked out, with `+` if files differ from it; None without git."""
    try:
        head = _git(root, "rev-parse", "HEAD")
        return head + ("+" if _git(root, "status", "--porcelain") else "")
    except (OSError, subprocess.CalledProcessError):
        return None


def _git(root: Path, *words: str) -> str:
    run = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)
    return run.stdout.strip()
