"""What a chapter runs in: this Python, its packages, and the modules that run it."""

from __future__ import annotations

import os
import platform
import sys
import sysconfig
from functools import cache
from importlib import metadata
from pathlib import Path

from coalitions.book.files import as_json, hash_file, sha256

_HERE = Path(__file__).parent
#: Modules that decide what a chapter gives without being imported by it.
_RUNNERS = ("chapters.py", "execute.py", "kernels.py", "managers.py", "nursery.py", "trace.py")


@cache
def environment() -> str:
    """Return the fingerprint of the Python that runs chapters: version, packages, executor."""
    return sha256(as_json([sys.version, platform.machine(), packages(), _runners()]).encode())


@cache
def packages() -> dict[str, str]:
    """Return the version of each installed package, by its name."""
    found = {}
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for entry in os.scandir(folder):
            name, dash, version = entry.name.removesuffix(".dist-info").partition("-")
            if entry.name.endswith(".dist-info") and dash and name != "coalitions":
                found[name.lower().replace("_", "-")] = version
    return dict(sorted(found.items()))


@cache
def computing() -> frozenset[str]:
    """Return the names of the packages that results rest on.

    These are the packages that `coalitions` itself needs, and all that these need; Python is one of
    them. What builds the pages and what tests them cannot move a number.
    """
    from packaging.requirements import Requirement

    found, waiting = {"python"}, ["coalitions"]
    while waiting:
        for text in _required(waiting.pop()):
            wanted = Requirement(text)
            name = wanted.name.lower().replace("_", "-")
            if name not in found and (not wanted.marker or wanted.marker.evaluate({"extra": ""})):
                found.add(name)
                waiting.append(name)
    return frozenset(found)


def _required(package: str) -> list[str]:
    try:
        return metadata.requires(package) or []
    except metadata.PackageNotFoundError:
        return []


def _runners() -> list[str]:
    return [hash_file(_HERE / name) for name in _RUNNERS]
