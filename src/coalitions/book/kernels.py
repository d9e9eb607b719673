"""Kernels for the executor: forked from the nursery where the system can fork, else started afresh.

Both ways end in the same thing, an IPython kernel of this very Python in an environment that does
not depend on who builds the book or when: no user configuration, fixed hash seed, time zone and
locale. Chapters cannot tell which way was taken, only how long it took.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # takes most of a second, in which the nursery could be at work already
    from jupyter_client.manager import AsyncKernelManager

#: Forking a process that has imported the macOS frameworks behind NumPy is not safe.
CAN_FORK = sys.platform.startswith("linux")


def kernel_environment(scratch: Path, data: Path) -> dict[str, str]:
    """Return the environment variables of a chapter's kernel.

    Parameters
    ----------
    scratch
        An empty folder for whatever IPython and Jupyter want to write.
    data
        The folder of the data package that `co.load` reads.
    """
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "IPYTHON", "PYTHON"))
    }
    return kept | {
        "COALITIONS_DATA": str(data),
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_CONFIG_DIR": str(scratch / "config"),
        "JUPYTER_DATA_DIR": str(scratch / "data"),
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
    }


@dataclass(frozen=True)
class Kernels:
    """Where kernels come from during one build: an environment and, on Linux, a nursery."""

    environment: dict[str, str]
    scratch: Path
    nursery: Nursery | None

    def manager(self) -> AsyncKernelManager:
        """Return a manager for one more kernel, not yet started."""
        from coalitions.book.managers import Manager

        manager = Manager(connection_file=str(self._connection_file()))
        manager.nursery = self.nursery
        if CAN_FORK:  # sockets in the file system: no ports, and nothing for others to connect to
            manager.transport = "ipc"
            manager.ip = manager.connection_file.removesuffix(".json")
        return manager

    def _connection_file(self) -> Path:
        handle, name = tempfile.mkstemp(prefix="k", suffix=".json", dir=self.scratch)
        os.close(handle)
        Path(name).unlink()
        return Path(name)


@contextmanager
def kernels(data: Path) -> Iterator[Kernels]:
    """Open what kernels need, and close and remove it all at the end."""
    # A short path: sockets have to fit into 107 bytes.
    scratch = Path(tempfile.mkdtemp(prefix="co"))
    environment = kernel_environment(scratch, data)
    nursery = Nursery(environment) if CAN_FORK else None
    try:
        yield Kernels(environment, scratch, nursery)
    finally:
        if nursery:
            nursery.close()
        shutil.rmtree(scratch, ignore_errors=True)


class Nursery:
    """The parent's end of the process in `nursery.py`."""

    def __init__(self, environment: dict[str, str]) -> None:
        program = Path(__file__).with_name("nursery.py")
        self._one_at_a_time = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )

    def fork(self, arguments: list[str], cwd: str, log: str) -> int:
        """Fork one kernel and return its process id."""
        pid = self._ask({"arguments": arguments, "cwd": cwd, "log": log})["pid"]
        assert pid is not None
        return pid

    def poll(self, pid: int) -> int | None:
        """Return the exit code of a kernel, or None while it runs."""
        return self._ask({"poll": pid})["status"]

    def close(self) -> None:
        """End the nursery; kernels that still run notice and end too."""
        assert self._process.stdin and self._process.stdout
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()

    def _ask(self, request: dict[str, Any]) -> dict[str, int | None]:
        assert self._process.stdin and self._process.stdout
        with self._one_at_a_time:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the process that forks kernels has ended; run the build again")
        result: dict[str, int | None] = json.loads(answer)
        return result
