"""The packages that Python in the browser needs besides Pyodide's: from PyPI, and the book's own.

Those from PyPI are pinned with their hashes in `wheels.lock`. They are downloaded once.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from coalitions.book.files import hash_file, write_whole
from coalitions.book.lite.tools import run
from coalitions.book.project import BookError, Project

_LOCK: Final = Path(__file__).with_name("wheels.lock")
#: Pure wheels fit any platform. MarkupSafe and PyYAML have none; `repack` leaves their compiled
#: parts out.
_PLATFORM: Final = ("--platform", "manylinux2014_x86_64", "--python-version", "3.14")
_ABI: Final = ("--implementation", "cp", "--abi", "cp314", "--abi", "none")

#: The package that carries data and record of the edition, and the place it is unpacked to.
DATA: Final = "coalitions_book"
SITE_PACKAGES: Final = "/lib/python3.14/site-packages"
#: A package of no content: the kernel asks for jedi, which the book does without.
JEDI: Final = "jedi"
_KERNEL: Final = ("ipykernel", "piplite", "pyodide_kernel")


def from_pypi(folder: Path, lock: Path = _LOCK) -> list[Path]:
    """Download the wheels of a lock file, unless that was done already; return their paths.

    Raises
    ------
    BookError
        If one cannot be had or has another hash than the lock file says; pip's text names it.
    """
    stamp, wanted = folder / "complete", hash_file(lock)
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        pip += ["--disable-pip-version-check", "--only-binary", ":all:", *_PLATFORM, *_ABI]
        run([*pip, "-d", str(folder), "-r", str(lock)], f"get the wheels of {lock.name} from PyPI")
        write_whole(stamp, wanted)
    return sorted(folder.glob("*.whl"))


def of_kernel(extension: Path, folder: Path) -> list[Path]:
    """Return the wheels that the kernel's extension of JupyterLite brings, and one for jedi."""
    brought = [next(extension.glob(f"{name}-*.whl"), None) for name in _KERNEL]
    if None in brought:
        missing = ", ".join(n for n, path in zip(_KERNEL, brought, strict=True) if path is None)
        raise BookError(f"jupyterlite-pyodide-kernel does not bring {missing} in {extension}")
    stub = folder / f"{JEDI}-0-py3-none-any.whl"
    module = {f"{JEDI}.py": b'raise ImportError("not part of this edition")\n'}
    write_whole(stub, packed(module | _named(JEDI)))
    return [path for path in brought if path is not None] + [stub]


def of_book(project: Project, folder: Path) -> list[Path]:
    """Build the wheel of the package `coalitions` from the checkout, and one of its data."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as build:
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", build]
        run(command, "build the wheel of coalitions", project.root)
        (built,) = Path(build).glob("*.whl")
        own = folder / built.name
        write_whole(own, built.read_bytes())
    data = folder / f"{DATA}-0-py3-none-any.whl"
    write_whole(data, packed(dict(_data(project)) | _named(DATA)))
    return [own, data]


def _data(project: Project) -> Iterable[tuple[str, bytes]]:
    """Yield the data package, the seminar, and the record that the chapters about others read."""
    for folder in (project.data, project.root / "seminar", project.execution / "edition"):
        for path in sorted(folder.glob("*")):
            if path.is_file():
                yield f"{DATA}/{path.relative_to(project.root).as_posix()}", path.read_bytes()


def _named(name: str) -> dict[str, bytes]:
    """Return the files that make a folder of modules a wheel."""
    about = f"{name}-0.dist-info"
    return {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }


def packed(files: Mapping[str, bytes]) -> bytes:
    """Pack files into the bytes of a zip, the same for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(_entry(name), files[name])
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # of 1980, whenever it is made
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
