"""Put finished pages where readers find them, file by file, changing only what differs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

#: Sphinx's note to itself, which differs from machine to machine.
_LEFT_OUT = {".buildinfo", ".buildinfo.bak"}

#: For each published file, by its path below the folder: size in bytes and time of change in ns.
Listing = dict[str, list[int]]


def publish(made: Path, published: Path) -> Listing:
    """Make `published` equal to `made` and return what lies there.

    Each file is replaced in one step and files that were not made are removed, so that a page
    deleted from the book is deleted from the site.
    """
    wanted = {p for p in _files(made) if p.rsplit("/", 1)[-1] not in _LEFT_OUT}
    for path in sorted(wanted):
        source, target = made / path, published / path
        if not _same(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(f".{target.name}.{os.getpid()}")
            shutil.copyfile(source, draft)
            draft.replace(target)
    for path in _files(published) - wanted:
        (published / path).unlink()
    for above, _, _ in sorted(os.walk(published), reverse=True):
        folder = Path(above)
        if not any(folder.iterdir()):
            folder.rmdir()
    return listing(published)


def listing(folder: Path) -> Listing:
    """Return size and time of change of each file below a folder."""
    found = {}
    for path in sorted(_files(folder)):
        stat = (folder / path).stat()
        found[path] = [stat.st_size, stat.st_mtime_ns]
    return found


def _files(folder: Path) -> set[str]:
    return {
        Path(above, name).relative_to(folder).as_posix()
        for above, _, names in os.walk(folder)
        for name in names
    }


def _same(one: Path, other: Path) -> bool:
    try:
        if one.stat().st_size != other.stat().st_size:
            return False
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False
