"""Running chapters in the kernel of the browser edition; runs in Pyodide, not in the build.

`check` gives this file's text to Pyodide in Node.js. A chapter comes as a list of steps, a cell of
code or an expression of a sentence, and goes as what each of them gave, in the notebook format.
"""

from __future__ import annotations

import gc
import json
import time
from typing import Any

from pyodide_kernel import (  # type: ignore[import-not-found]  # it is in the browser only
    ipython_shell,
    kernel_instance,
    stderr_stream,
)

_outputs: list[dict[str, Any]] = []
_stderr: list[str] = []


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(dict(value or {})))


def _display(data: Any, metadata: Any, transient: Any = None) -> None:
    shown = {"data": _plain(data), "metadata": _plain(metadata)}
    _outputs.append({"output_type": "display_data", **shown})


def _result(count: int, data: Any, metadata: Any) -> None:
    shown = {"data": _plain(data), "metadata": _plain(metadata)}
    _outputs.append({"output_type": "execute_result", "execution_count": None, **shown})


ipython_shell.display_pub.display_data_callback = _display
ipython_shell.displayhook.publish_execution_result = _result
stderr_stream.publish_stream_callback = lambda name, text: _stderr.append(text)


async def run_chapter(steps: str) -> str:
    """Run the steps of one chapter from an empty namespace; stop at the first that fails.

    Parameters
    ----------
    steps
        JSON: a list of ``{"code": …}``, ``{"expression": …}`` and ``{"before": …}``, which is code
        that is no cell of the chapter.

    Returns
    -------
    str
        JSON: ``outputs`` (a list for each cell of code), ``values`` (expression and bundle),
        ``error`` (empty if all went well), ``stderr`` (what was written there) and ``seconds``.
    """
    ipython_shell.reset(new_session=True)
    gc.collect()
    _stderr.clear()
    began = time.perf_counter()
    outputs: list[list[dict[str, Any]]] = []
    values: list[tuple[str, dict[str, Any]]] = []
    error = ""
    for step in json.loads(steps):
        if code := step.get("code", step.get("before")):
            _outputs.clear()
            done = await kernel_instance.run(code)
            if "code" in step:
                outputs.append(list(_outputs))
            if done["status"] != "ok":
                error = f"cell {len(outputs)}: {done['ename']}: {done['evalue']}"
                break
        else:
            found = ipython_shell.user_expressions({"it": step["expression"]})["it"]
            if found["status"] != "ok":
                error = f"{step['expression']}: {found['ename']}: {found['evalue']}"
                break
            bundle = {"data": _plain(found["data"]), "metadata": _plain(found["metadata"])}
            values.append((step["expression"], bundle))
    seconds = time.perf_counter() - began
    said = "".join(_stderr).strip()
    return json.dumps(
        {
            "outputs": outputs,
            "values": values,
            "error": error,
            "stderr": [said] if said else [],
            "seconds": seconds,
        }
    )
