"""What jupyter_client needs to treat a fork of the nursery as any other kernel."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from coalitions.book.kernels import Nursery

#: The entry point (group `jupyter_client.kernel_provisioners`) under which jupyter_client finds us.
PROVISIONER = "coalitions-nursery"


class _Forked:
    """What jupyter_client expects of a `subprocess.Popen`, for a kernel that the nursery forked."""

    stdin = stdout = stderr = None

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self.nursery, self.pid = nursery, pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = self.nursery.poll(self.pid)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        return self.poll()

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class Manager(AsyncKernelManager):
    """A kernel manager that needs no kernel specification on disk."""

    nursery: Nursery | None = None

    @property
    def kernel_spec(self) -> KernelSpec:
        """How a kernel is started where nothing can be forked."""
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": PROVISIONER}},
        )


class NurseryProvisioner(LocalProvisioner):
    """Launches a kernel through the nursery if there is one, else as any other kernel."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Launch the kernel that `cmd` describes and return how to connect to it."""
        nursery = getattr(self.parent, "nursery", None)
        if nursery is None:
            return await super().launch_kernel(cmd, **kwargs)
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        log = str(Path(arguments[arguments.index("-f") + 1]).with_suffix(".log"))
        # In a thread, because the first request waits until the nursery has imported everything.
        pid = await asyncio.to_thread(nursery.fork, arguments, str(kwargs["cwd"]), log)
        self.process = _Forked(nursery, pid)  # type: ignore[assignment]
        self.pid = self.pgid = pid
        return self.connection_info
