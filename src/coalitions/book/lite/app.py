"""JupyterLite itself, with the chapters as notebooks and Python's files beside it.

It is built by its own tools, in an environment of its own (`requirements.lock`), so that building
the book needs none of them. What a reader changes stays in the reader's browser.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from coalitions.book.files import hash_file, write_whole
from coalitions.book.lite.lockfile import name_of
from coalitions.book.lite.tools import Say, run
from coalitions.book.lite.wheels import DATA, SITE_PACKAGES

_LOCK: Final = Path(__file__).with_name("requirements.lock")
_EXTENSION: Final = Path("share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension")
KERNEL: Final = "@jupyterlite/pyodide-kernel-extension:kernel"
#: What gives Python the files of the file browser; the book's own come with its packages.
_FILES_FOR_PYTHON: Final = "@jupyterlite/application-extension:service-worker-manager"
#: Loaded when a cell imports it, not at each start: it is as large as all others together.
LATE: Final = frozenset({"scipy"})
#: The start of JupyterLite's calendar: files and listings bear this date, whenever they are made.
_EPOCH: Final = 315532800
_DATE: Final = "1980-01-01T00:00:00Z"
#: Of JupyterLite's own files, those that no page asks for.
_TAB_ICONS: Final = ("favicon-notebook.ico", "favicon-busy-1.ico")
_UNUSED: Final = ("doc", "package.json", "jupyterlite.schema.v0.json")


def environment(folder: Path, say: Say) -> Path:
    """Make the environment with JupyterLite's tools, unless it is there; return its Python."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp, wanted = folder / "installed", hash_file(_LOCK)
    if stamp.is_file() and stamp.read_text("utf-8") == wanted and python.exists():
        return python
    say("Installing JupyterLite's tools (once) …")
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "venv", folder], "make an environment for JupyterLite")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", str(_LOCK)], "install JupyterLite")
    write_whole(stamp, wanted)
    return python


def kernel_wheels(python: Path) -> Path:
    """Return the folder with the wheels that the kernel's extension brings."""
    return python.parents[1] / _EXTENSION / "static" / "pypi"


def options(wheels: Iterable[Path]) -> dict[str, Any]:
    """Return how Pyodide starts: with all packages but the late ones, and where the data lie."""
    packages = sorted({name_of(wheel) for wheel in wheels} - LATE)
    data = f"{SITE_PACKAGES}/{DATA}/data"
    home = "/home/pyodide"
    return {"packages": packages, "env": {"HOME": home, "COALITIONS_DATA": data}}


def settings(title: str, version: str, starting: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of `jupyter-lite.json`."""
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": title,
            # So that a test can ask the kernel.
            "exposeAppInBrowser": True,
            # It would put the reader's files where Python looks for modules, at every import.
            "disabledExtensions": [_FILES_FOR_PYTHON],
            # Changed notebooks are kept in the browser: those of another edition apart.
            "contentsStorageName": f"{title} {version}",
            "litePluginSettings": {
                KERNEL: {"disablePyPIFallback": True, "loadPyodideOptions": dict(starting)}
            },
        },
    }


def build(
    python: Path, distribution: Path, config: Mapping[str, Any], scratch: Path, target: Path
) -> None:
    """Build JupyterLite into a folder, with Pyodide's files in `static/pyodide`.

    Parameters
    ----------
    python
        The Python of `environment`.
    distribution
        The folder that becomes `static/pyodide`.
    config
        The content of `jupyter-lite.json`.
    scratch
        A folder for what is of no use afterwards.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.rmtree(target, ignore_errors=True)
    place = scratch / "static" / "pyodide"
    place.mkdir(parents=True)
    for path in distribution.iterdir():
        os.link(path, place / path.name)
    write_whole(scratch / "jupyter-lite.json", json.dumps(config, indent=1) + "\n")
    command = [str(python), "-m", "jupyterlite_core", "build", "--lite-dir", str(scratch)]
    command += [
        "--output-dir",
        str(target),
        "--apps",
        "lab",
        "--apps",
        "notebooks",
        "--no-sourcemaps",
    ]
    command += ["--no-unused-shared-packages", "--no-libarchive"]
    run([*command, "--source-date-epoch", str(_EPOCH)], "build JupyterLite", scratch)
    for name in _UNUSED:
        path = target / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for left in target.glob("rspack.*"):
        left.unlink()
    for name in _TAB_ICONS:  # JupyterLite asks for them and does not have them
        write_whole(
            target / "static" / "favicons" / name, (target / "lab/favicon.ico").read_bytes()
        )


def add_notebooks(target: Path, notebooks: Mapping[str, str]) -> None:
    """Put notebooks where JupyterLite looks for files, and list them as it wants them listed.

    Parameters
    ----------
    notebooks
        Path below the file browser's root to content.
    """
    listed: dict[str, list[dict[str, Any]]] = {"": []}
    for path, content in sorted(notebooks.items()):
        write_whole(target / "files" / path, content)
        folder, _, name = path.rpartition("/")
        if folder not in listed:
            listed[folder] = []
            listed[""].append(_entry(folder, folder, "directory", None))
        listed[folder].append(_entry(name, path, "notebook", len(content.encode())))
    for folder, entries in listed.items():
        listing = _entry(folder.rpartition("/")[2], folder, "directory", None)
        listing |= {"content": entries, "format": "json"}
        write_whole(target / "api" / "contents" / folder / "all.json", json.dumps(listing))
    settings = target / "jupyter-lite.json"
    config = json.loads(settings.read_text("utf-8"))
    config["jupyter-config-data"]["contentsAllJsonFile"] = "all.json"
    write_whole(settings, json.dumps(config, indent=1, sort_keys=True) + "\n")


def _entry(name: str, path: str, kind: str, size: int | None) -> dict[str, Any]:
    return {
        "name": name,
        "path": path,
        "type": kind,
        "size": size,
        "created": _DATE,
        "last_modified": _DATE,
        "content": None,
        "format": None,
        "mimetype": None,
        "writable": True,
    }
