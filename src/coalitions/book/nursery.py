"""A process that has the slow imports behind it and forks one kernel for each chapter.

Starting a kernel and importing pandas and Altair takes longer than running most chapters. This
process does it once; every chapter then gets a fresh fork, which has run nothing but imports of
third-party packages. Nothing of `coalitions` is imported here, so that a chapter's own imports
still show which modules it uses (see `trace`).

It is started by its path (`python -P nursery.py`), so that not even the package's own `__init__`
runs before a chapter does. The parent writes one JSON line a request to standard input and reads
one JSON line back: `{"arguments": […], "cwd": …, "log": …}` is answered by `{"pid": …}`, and
`{"poll": pid}` by `{"status": exit code or null}`. When standard input ends, the process ends, and
its kernels, which watch their parent, end with it.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from contextlib import suppress
from typing import NoReturn

#: Packages every chapter needs; imported here once and inherited by each fork.
WARM = ("pandas", "altair", "IPython", "ipykernel.kernelapp", "ipykernel.ipkernel", "vl_convert")
#: An import that takes seconds and that the others can do without; see `imports.py`.
SLOW = "rfc3987_syntax"


def main() -> None:
    """Serve requests until standard input closes."""
    sys.modules[SLOW] = None  # type: ignore[assignment]
    for name in WARM:
        with suppress(ImportError):
            importlib.import_module(name)
    del sys.modules[SLOW]  # for a chapter that wants it
    ended: dict[int, int] = {}
    for line in sys.stdin:
        request = json.loads(line)
        if "poll" in request:
            _reap(ended)
            answer: dict[str, int | None] = {"status": ended.get(request["poll"])}
        else:
            answer = {"pid": _fork(**request)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _reap(ended: dict[int, int]) -> None:
    with suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            ended[pid] = os.waitstatus_to_exitcode(status)


def _fork(arguments: list[str], cwd: str, log: str) -> int:
    pid = os.fork()
    if pid == 0:
        _become_kernel(arguments, cwd, log)
    return pid


def _become_kernel(arguments: list[str], cwd: str, log: str) -> NoReturn:
    """Turn this fork into an IPython kernel and never return."""
    # The kernel ends with its parent. An environment variable would say so too, but the class that
    # reads it has been imported already.
    arguments = [*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"]
    os.setsid()
    os.chdir(cwd)
    null = os.open(os.devnull, os.O_RDONLY)
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(null, 0)
    os.dup2(out, 1)
    os.dup2(out, 2)
    from ipykernel.kernelapp import IPKernelApp

    status = 1
    try:
        app = IPKernelApp.instance()
        app.initialize(arguments)
        app.start()
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
