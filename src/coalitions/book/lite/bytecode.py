"""Compiling the modules of a wheel beforehand; runs in the Python that will import them.

`precompiled` starts that Python, which is Pyodide in Node.js; it reads this file as text and calls
`compile_wheel`, so nothing but the standard library may be imported here.
"""

from __future__ import annotations

import importlib.util
import marshal
import sys
import zipfile

#: In the header of a compiled module: do not look whether its source has changed.
_UNCHECKED = (1).to_bytes(4, "little")


def compile_wheel(source: str, target: str, keep_source: bool) -> int:
    """Write a wheel with its modules compiled; return how many there are.

    Parameters
    ----------
    source, target
        Paths of the wheels.
    keep_source
        Whether the modules stay readable too: readers look at the book's own functions.
    """
    count = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            compiled = _compiled(entry.filename, content)
            if compiled is None or keep_source:
                _write(new, entry.filename, content)
            if compiled is not None:
                _write(new, _name(entry.filename, keep_source), compiled)
                count += 1
    return count


def _compiled(path: str, content: bytes) -> bytes | None:
    if not path.endswith(".py"):
        return None
    try:
        code = compile(content, f"/lib/site-packages/{path}", "exec", dont_inherit=True)
    except SyntaxError:  # a template, or for another version: it stays as it is
        return None
    header = importlib.util.MAGIC_NUMBER + _UNCHECKED + importlib.util.source_hash(content)
    return header + marshal.dumps(code)


def _name(path: str, keep_source: bool) -> str:
    if not keep_source:
        return f"{path}c"
    folder, _, module = path.rpartition("/")
    tag = sys.implementation.cache_tag
    return f"{folder}/__pycache__/{module.removesuffix('.py')}.{tag}.pyc".lstrip("/")


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name)  # of 1980, whenever it is made
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)
