"""One build at a time: a second one waits until the first has finished or died."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def only_one(path: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock at `path`; the system releases it even if this process is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say("Another build of this book is running; waiting for it to finish …")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
