"""Leave out imports that cost seconds and that nothing here uses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: jsonschema imports it, if it can, to check addresses with characters beyond ASCII; it compiles
#: its grammar each time, which takes longer than all other imports of a build together.
SLOW = "rfc3987_syntax"


@contextmanager
def quick_imports() -> Iterator[None]:
    """Within the block, packages that can do without `SLOW` are imported without it."""
    if SLOW in sys.modules:
        yield
        return
    sys.modules[SLOW] = None  # type: ignore[assignment]  # the documented way to block an import
    try:
        yield
    finally:
        del sys.modules[SLOW]
