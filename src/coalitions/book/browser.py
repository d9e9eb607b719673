"""Find or get a Chromium for the tests of the built book and for printing it.

In this order: the one that `COALITIONS_BROWSER` names, one that is installed on the machine,
Playwright's own, and on Debian, as root, the package `chromium`.
`python -m coalitions.book.browser` does so and prints the path.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
    "msedge",
)
ARGUMENTS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
"""Flags for a browser that draws local pages on a machine without a screen."""

HELP: Final = """no Chromium was found and none could be installed. One of these helps:
  - install Chromium, Chrome or Edge (Debian, Ubuntu: sudo apt-get install chromium)
  - .venv/bin/python -m playwright install --with-deps chromium
  - set COALITIONS_BROWSER to the path of a Chromium that you have"""


class NoBrowserError(RuntimeError):
    """There is no browser, and the text says how to get one."""


def find() -> Path | None:
    """Return a Chromium of this machine, or None.

    Raises
    ------
    NoBrowserError
        If `COALITIONS_BROWSER` names a file that is not there.
    """
    if named := os.environ.get("COALITIONS_BROWSER"):
        path = Path(named)
        if not path.is_file():
            raise NoBrowserError(f"COALITIONS_BROWSER names {named}, which is not a file")
        return path
    for candidate in _candidates():
        if candidate.is_file() and os.access(candidate, os.X_OK):
            return candidate
    return None


def ensure() -> Path:
    """Return a Chromium, installing one if there is none.

    Raises
    ------
    NoBrowserError
        If none is there and none can be installed.
    """
    found = find()
    if found:
        return found
    for command in _installers():
        print(f"no browser found; trying: {' '.join(command)}", file=sys.stderr, flush=True)
        try:
            done = subprocess.run(command, check=False, stdout=sys.stderr).returncode == 0
        except OSError:
            done = False
        if done and (found := find()):
            return found
    raise NoBrowserError(HELP)


def _candidates() -> Iterator[Path]:
    for name in NAMES:
        if on_path := shutil.which(name):
            yield Path(on_path)
    home = Path.home()
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), home / "Applications"):
            for app in ("Google Chrome", "Chromium", "Microsoft Edge"):
                yield folder / f"{app}.app" / "Contents" / "MacOS" / app
    elif sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if root := os.environ.get(variable):
                yield Path(root, "Google", "Chrome", "Application", "chrome.exe")
                yield Path(root, "Chromium", "Application", "chrome.exe")
                yield Path(root, "Microsoft", "Edge", "Application", "msedge.exe")
    else:
        yield Path("/snap/bin/chromium")
    if own := _playwright():
        yield own


def _playwright() -> Path | None:
    """Return where Playwright keeps its own Chromium, whether it is there or not."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _installers() -> Iterator[list[str]]:
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    debian = platform.system() == "Linux" and shutil.which("apt-get")
    if debian and hasattr(os, "geteuid") and os.geteuid() == 0:
        yield ["apt-get", "update", "-q"]
        yield ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]


def main() -> int:
    """Print the path of a Chromium; the exit status is 1 if there is none."""
    try:
        print(ensure())
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
