"""What the repository promises about itself."""

from __future__ import annotations

import ast
import itertools
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


@pytest.mark.parametrize(
    "tool",
    [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)],
    ids=["lint", "format", "types"],
)
def test_the_code_passes(tool: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_lock_pins_every_dependency_with_a_hash_and_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.findall(
        r"^[a-z0-9][a-z0-9._-]*(?:\[[^\]]+\])?==\S+.*\\\n    --hash=sha256:", lock, re.M
    )
    names = re.findall(r"^[a-zA-Z0-9]\S*", lock, re.MULTILINE)
    assert len(entries) == len(names) > 100
    assert "://" not in lock
    assert "--index" not in re.sub(r"^#.*$", "", lock, flags=re.MULTILINE)


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = itertools.chain.from_iterable(project["optional-dependencies"].values())
    wanted = [*project["dependencies"], *extras]
    names = {re.split(r"[=<>~!\[ ]", each)[0].lower().replace("_", "-") for each in wanted}
    locked = set(
        re.findall(
            r"^([a-z0-9._-]+)(?:\[[^\]]+\])?==", (ROOT / "requirements.lock").read_text(), re.M
        )
    )
    assert names - locked == set()


def test_nothing_that_is_built_installed_or_cached_is_tracked() -> None:
    folders = {"_build", ".venv", "__pycache__", ".ipynb_checkpoints", "node_modules"}
    assert [path for path in tracked() if folders & set(path.parts)] == []
    assert [path for path in tracked() if path.suffix in {".ipynb", ".pyc"}] == []


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    pattern = re.compile(rb"(?<![a-z])/(?:root|home/[a-z]+|Users/[A-Za-z]+|work/(?:main|shared))/")
    found = [
        path.relative_to(ROOT).as_posix() for path in tracked() if pattern.search(path.read_bytes())
    ]
    assert [name for name in found if name != "tests/test_repository.py"] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_files_that_a_guide_names_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_make_and_its_twin_without_make_know_the_same_steps() -> None:
    steps = subprocess.run(
        [sys.executable, "make.py", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    named = set(re.findall(r"^make (\w+)", steps, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony is not None
    assert named == set(phony[1].split())


def test_an_unknown_step_is_named_with_those_there_are() -> None:
    done = subprocess.run(
        [sys.executable, "make.py", "bok"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "bok" in done.stderr
    assert "book" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_place_that_names_the_version_names_the_same() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    places = {
        "CHANGELOG.md": f"## {version} (",
        "CITATION.cff": f"version: {version}\n",
        "README.md": f"version {version} (",
        "chapters/index.md": f"version {version},",
        "src/coalitions/__init__.py": f'__version__ = "{version}"',
    }
    missing = {f: t for f, t in places.items() if t not in (ROOT / f).read_text("utf-8")}
    assert missing == {}


def test_what_is_alike_keeps_its_order_on_every_machine() -> None:
    """pandas' usual sort of one column gives ties in an order that depends on the processor."""
    unsure = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and _may_shuffle(call)
    ]
    assert unsure == [], 'sort_values by one column needs kind="stable"'


def _may_shuffle(call: ast.Call) -> bool:
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "sort_values"):
        return False
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    by = call.args[0] if call.args else named.get("by")
    several = isinstance(by, ast.List) and len(by.elts) > 1
    # Facts hand on with ** what they are given, and are stable unless told otherwise.
    return not (several or "kind" in named or None in named)
