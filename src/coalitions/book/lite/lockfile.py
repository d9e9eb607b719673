"""Pyodide's lock, cut to what this edition has: each file, its hash, what is imported of it.

Pyodide checks the hash of each file that it loads against this list.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from coalitions.book.files import hash_file


def cut(lock: Mapping[str, Any], wheels: Iterable[Path]) -> dict[str, Any]:
    """Return a lock that lists the given wheels and nothing else.

    Parameters
    ----------
    lock
        Pyodide's own; what it says of the interpreter is kept, and of each package what the
        package needs, as far as that is here.
    wheels
        All packages of the edition, Pyodide's among them.
    """
    entries = [_entry(wheel) for wheel in wheels]
    here = {entry["name"] for entry in entries}
    for entry in entries:
        needs = lock["packages"].get(entry["name"], {}).get("depends", ())
        entry["depends"] = sorted(set(needs) & here)
    return {
        "info": lock["info"],
        "packages": {entry["name"]: entry for entry in sorted(entries, key=lambda e: e["name"])},
    }


def as_text(lock: Mapping[str, Any]) -> str:
    """Write a lock as Pyodide reads it."""
    return json.dumps(lock, indent=1, sort_keys=True) + "\n"


def name_of(wheel: Path) -> str:
    """Return the normalised name of the package in a wheel."""
    return wheel.name.split("-")[0].lower().replace("_", "-")


def _entry(wheel: Path) -> dict[str, Any]:
    return {
        "name": name_of(wheel),
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hash_file(wheel),
        "package_type": "package",
        "imports": imports(wheel),
        "unvendored_tests": False,
    }


def imports(wheel: Path) -> list[str]:
    """List the top-level modules of a wheel: importing one in a cell loads the package."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    found = set()
    for name in names:
        top, slash, _ = name.partition("/")
        if slash and not top.endswith((".dist-info", ".data", ".libs")):
            found.add(top)
        elif not slash and top.endswith((".py", ".pyc")):
            found.add(top.rpartition(".")[0])
    return sorted(found)
