"""Small things done with files everywhere in the build: hashing them, writing them whole."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

#: The fingerprint of a file that is not there: appearing is a change like any other.
ABSENT = "absent"


def sha256(raw: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, or `ABSENT` if there is none that can be read."""
    try:
        return sha256(path.read_bytes())
    except OSError:
        return ABSENT


def as_json(value: Any) -> str:
    """Write a value as JSON in the one form that equal values share."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that whoever reads it finds the old content or the new, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content.encode() if isinstance(content, str) else content)
    draft.replace(path)
