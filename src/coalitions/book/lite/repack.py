"""Wheels without what no chapter uses: smaller to carry, quicker to unpack.

What goes: tests, headers, stubs for type checkers, other languages' calendars, sample tables,
compiled parts for another platform. Licences stay. The result is the same for the same wheel.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

from coalitions.book.files import sha256, write_whole
from coalitions.book.lite.wheels import packed

#: Counts as part of the content: what was repacked by other rules is repacked again.
_LEFT_OUT: Final = re.compile(
    r"""
      \.(pyi|pxd|pxi|pyx|h|hpp|c|cpp|a|map)$
    | (^|/)tests?/
    | ^babel/locale-data/(?!(root|en|en_US|en_GB|en_001|en_150)\.dat$)
    | ^great_tables/data/(?!x_).*\.csv$
    | ^scipy/.*/(data|datasets)/.*\.(npz|npy|txt|arff|mat|dat)$
    | \.dist-info/RECORD$
    """,
    re.VERBOSE,
)
_COMPILED: Final = re.compile(r"\.(so|pyd|dylib)$")


def repacked(wheel: Path, folder: Path) -> Path:
    """Write a wheel anew, without what is not needed; return its path in `folder`.

    A wheel for another platform loses its compiled parts and is called pure: only packages that
    do without them may be given (`wheels.lock` names two, MarkupSafe and PyYAML).
    """
    foreign = _is_foreign(wheel)
    name = pure_name(wheel.name) if foreign else wheel.name
    target = folder / name
    mark = target.with_suffix(".origin")
    origin = sha256(wheel.read_bytes() + _LEFT_OUT.pattern.encode())
    if target.is_file() and mark.is_file() and mark.read_text("utf-8") == origin:
        return target
    with zipfile.ZipFile(wheel) as archive:
        kept = {
            entry.filename: archive.read(entry)
            for entry in archive.infolist()
            if not entry.is_dir() and is_kept(entry.filename, foreign)
        }
    write_whole(target, packed(kept))
    write_whole(mark, origin)
    return target


def is_kept(path: str, foreign: bool = False) -> bool:
    """Say whether a file of a wheel is needed in the browser."""
    return not _LEFT_OUT.search(path) and not (foreign and _COMPILED.search(path))


def pure_name(name: str) -> str:
    """Name a wheel as one that runs on any platform."""
    distribution, version, *_ = name.split("-")
    return f"{distribution}-{version}-py3-none-any.whl"


def _is_foreign(wheel: Path) -> bool:
    platform = wheel.stem.split("-")[-1]
    return platform != "any" and "emscripten" not in platform
