"""Run one chapter in a kernel of its own and keep what it said.

The cells run from top to bottom with nbclient; expressions in sentences are evaluated at their
place between the cells. Anything a reader should not see is a problem: an error, a warning, any
output on standard error, a figure without a description.
"""

from __future__ import annotations

import ast
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from coalitions.book.chapters import Cell, Chapter, Expression
from coalitions.book.kernels import Kernels
from coalitions.book.problems import Problem

FIGURE = "application/vnd.coalitions.figure+json"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_FRAME = r"Cell In\[{}\], line (\d+)"
_WARNING_LINE = re.compile(r"^\S*?(?:ipykernel_\d+[/\\]\d+\.py|<ipython-input-\d+\S*>):(\d+): ")

Output = dict[str, Any]


@dataclass(frozen=True)
class Execution:
    """What running a chapter gave.

    Parameters
    ----------
    outputs
        The outputs of each code cell, in the notebook format.
    values
        For each expression, in the order of the page, its MIME bundle.
    files, modules
        What the chapter opened below the project, and imported of this package.
    rows
        For tables of which not everything counts, the selections that it asked for.
    """

    outputs: tuple[tuple[Output, ...], ...] = ()
    values: tuple[tuple[str, Output], ...] = ()
    files: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    seconds: float = 0.0
    problems: tuple[Problem, ...] = field(default=())


async def execute(
    chapter: Chapter, root: Path, kernels: Kernels, timeout: float = 300
) -> Execution:
    """Run a chapter and return what it gave; a fault in it is a problem, never an exception.

    Parameters
    ----------
    root
        The project's folder; files opened below it are noted as what the chapter depends on.
    timeout
        Seconds that one cell may take.
    """
    began = time.perf_counter()
    run = _Run(chapter, chapter.path.relative_to(root).as_posix(), timeout)
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell.source) for cell in chapter.code]
    )
    manager = kernels.manager()
    client = NotebookClient(
        notebook,
        km=manager,
        timeout=timeout,
        # Outputs may arrive after the answer. By default a busy machine has four seconds for that;
        # then the cell would be taken to have shown nothing, and nobody would be told.
        iopub_timeout=int(timeout),
        raise_on_iopub_timeout=True,
        record_timing=False,
        resources={"metadata": {"path": str(chapter.path.parent)}},
    )
    used: dict[str, Any] = {"files": [], "modules": [], "rows": {}}
    try:
        async with client.async_setup_kernel(env=kernels.environment, cleanup_kc=True):
            trace = "__import__('coalitions.book.trace', fromlist=['_'])"
            await run.evaluate(client, [f"{trace}.start({str(root)!r})"])
            await run.cells(client, notebook)
            said, _ = await run.evaluate(client, [f"{trace}.finish()"])
            used = json.loads(ast.literal_eval(said[0]["data"]["text/plain"]))
    except DeadKernelError:
        run.problem(run.current, "the kernel died; memory, or a crash in compiled code")
    except (TimeoutError, Empty):
        run.problem(run.current, f"no answer from the kernel within {timeout:.0f} seconds")
    except RuntimeError as error:  # jupyter_client's way to say that no kernel came up
        run.problem(run.current, f"the kernel did not start: {error}")
    return Execution(
        outputs=tuple(tuple(dict(o) for o in cell.outputs) for cell in notebook.cells),
        values=tuple(run.values),
        files=tuple(used["files"]),
        modules=tuple(used["modules"]),
        rows=used["rows"],
        seconds=time.perf_counter() - began,
        problems=tuple(run.problems),
    )


class _Run:
    """The state of one run: where it is, what it found."""

    def __init__(self, chapter: Chapter, file: str, timeout: float) -> None:
        self.chapter, self.file, self.timeout = chapter, file, timeout
        self.problems: list[Problem] = []
        self.values: list[tuple[str, Output]] = []
        self.current: Cell | None = None

    def problem(self, cell: Cell | None, reason: str, line: int | None = None) -> None:
        at = line if line is not None else cell.line if cell else 0
        self.problems.append(Problem(self.file, at, reason, cell.number if cell else 0))

    async def cells(self, client: NotebookClient, notebook: Any) -> None:
        """Run all cells and expressions in order, up to the first cell that fails."""
        for cell in self.chapter.cells:
            self.current = cell
            if cell.is_code:
                if not await self._code(client, notebook.cells[cell.number - 1], cell):
                    return
            elif cell.expressions:
                await self._expressions(client, cell.expressions)

    async def _code(self, client: NotebookClient, notebook_cell: Any, cell: Cell) -> bool:
        try:
            await client.async_execute_cell(notebook_cell, cell.number - 1)
        except CellTimeoutError:
            self.problem(cell, f"did not finish within {self.timeout:.0f} seconds")
            return False
        except CellExecutionError:
            pass  # the error stands in the outputs, with its traceback
        found = list(_faults(notebook_cell.outputs, cell))
        self.problems += [Problem(self.file, line, reason, cell.number) for line, reason in found]
        return not any(output.output_type == "error" for output in notebook_cell.outputs)

    async def _expressions(
        self, client: NotebookClient, expressions: tuple[Expression, ...]
    ) -> None:
        results, stderr = await self.evaluate(client, [e.text for e in expressions])
        for expression, result in zip(expressions, results, strict=True):
            if result["status"] == "ok":
                bundle = {"data": result["data"], "metadata": result.get("metadata", {})}
                self.values.append((expression.text, bundle))
            else:
                reason = f"{{eval}}`{expression.text}`: {result['ename']}: {result['evalue']}"
                self.problem(None, reason, expression.line)
        if stderr:
            self.problem(
                None, f"an {{eval}} wrote to standard error: {stderr}", expressions[0].line
            )

    async def evaluate(
        self, client: NotebookClient, expressions: list[str]
    ) -> tuple[list[dict[str, Any]], str]:
        """Evaluate expressions without leaving a trace; return results and standard error."""
        names = [str(index) for index in range(len(expressions))]
        wanted = dict(zip(names, expressions, strict=True))
        channels: Any = client.kc
        message = channels.execute("", silent=True, user_expressions=wanted)
        while True:
            reply = await channels.get_shell_msg(timeout=self.timeout)
            if reply["parent_header"].get("msg_id") == message:
                break
        stderr = ""
        while True:
            said = await channels.get_iopub_msg(timeout=self.timeout)
            if said["parent_header"].get("msg_id") != message:
                continue
            if said["msg_type"] == "stream" and said["content"]["name"] == "stderr":
                stderr += said["content"]["text"]
            if said["msg_type"] == "status" and said["content"]["execution_state"] == "idle":
                break
        answers = reply["content"].get("user_expressions", {})
        return [answers[name] for name in names], stderr.strip()


# IPython drops the blank lines at the top of a cell before it counts; hence `blank` below.
def _faults(outputs: list[Any], cell: Cell) -> Iterator[tuple[int, str]]:
    """Yield line and reason of whatever in a cell's outputs must not reach a page."""
    stderr = "".join(o.text for o in outputs if o.output_type == "stream" and o.name == "stderr")
    if stderr.strip():
        yield cell.line + _warned_line(stderr) - 1, f"wrote to standard error: {_tidy(stderr)}"
    for output in outputs:
        if output.output_type == "error":
            traceback = _ANSI.sub("", "\n".join(output.traceback))
            lines = cell.source.splitlines()
            blank = next((n for n, line in enumerate(lines) if line.strip()), 0)
            at = int((re.findall(_FRAME.format(cell.number), traceback) or [1])[0]) + blank
            shown = f"\n{lines[at - 1].strip()}" if 0 < at <= len(lines) else ""
            yield cell.line + at - 1, f"{output.ename}: {output.evalue}{shown}"
        elif fault := (output.get("data", {}).get(FIGURE) or {}).get("fault"):
            yield cell.line, str(fault)


def _warned_line(stderr: str) -> int:
    """Return the line of the cell that a Python warning names, else 1."""
    for line in stderr.splitlines():
        if match := _WARNING_LINE.match(line):
            return int(match[1])
    return 1


def _tidy(stderr: str) -> str:
    """Take the kernel's temporary file names out of what was written to standard error."""
    lines = _ANSI.sub("", stderr).strip().splitlines()
    return "\n".join(_WARNING_LINE.sub("", line) for line in lines)
