"""The whole data package as one zip: tables, descriptor, citation, and checksums.

The same data give the same bytes: entries stand in order, with a fixed date and one method.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coalitions.data import package as descriptor
from coalitions.data.faults import DataError, Fault
from coalitions.data.package import DESCRIPTOR, Package

#: The earliest date that a zip can hold; a real one would change the bytes from day to day.
_DATE = (1980, 1, 1, 0, 0, 0)


def bundle(folder: Path | None = None, extra: Mapping[str, bytes] | None = None) -> bytes:
    """Return the zip of the data package.

    Parameters
    ----------
    folder
        The folder of the data package; found as for `coalitions.load` if not given.
    extra
        Further files by name, for example the licence.

    Returns
    -------
    bytes
        A zip with one folder, named after the package: the descriptor, the tables, `CITATION.txt`,
        and `SHA256SUMS`, which ``sha256sum --check`` reads.
    """
    package = descriptor.read(folder)
    files = {DESCRIPTOR: (package.folder / DESCRIPTOR).read_bytes()}
    for table in package.tables:
        try:
            files[table.path] = package.path(table).read_bytes()
        except OSError:
            fault = Fault(package.shown(table.path), 0, "", "cannot be read")
            raise DataError([fault]) from None
    files["CITATION.txt"] = citation(package).encode("utf-8")
    return archive(package.name, {**files, **(extra or {})})


def archive(folder: str, files: Mapping[str, bytes]) -> bytes:
    """Return a zip of one folder with some files and `SHA256SUMS`; the same files, the same bytes.

    Parameters
    ----------
    folder
        The folder that unpacking makes.
    files
        Path below it to content.
    """
    sums = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    packed = {**files, "SHA256SUMS": "".join(sums).encode("utf-8")}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
        for name in sorted(packed):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            # The byte that names the system would differ between Windows and the rest.
            entry.create_system = 3
            zipped.writestr(entry, packed[name], compresslevel=9)
    return out.getvalue()


def citation(package: Package) -> str:
    """Return how the package is cited and licensed, from its descriptor."""
    top = package.custom
    version = f", version {top['version']}" if top.get("version") else ""
    year = f" ({str(top['created'])[:4]})" if top.get("created") else ""
    names = [str(each.get("title", "")) for each in _objects(top, "contributors")]
    authors = f"{', '.join(filter(None, names))}{year}: " if any(names) else ""
    lines = [f"{authors}{package.title}{version}. Data package."]
    if top.get("homepage"):
        lines.append(str(top["homepage"]))
    for licence in _objects(top, "licenses"):
        lines.append(
            f"Licence: {licence.get('title') or licence.get('name')}, {licence.get('path')}"
        )
    lines.append("Every row names its source: cite the source as well when you use its figure.")
    return "\n".join(lines) + "\n"


def _objects(top: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = top.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
