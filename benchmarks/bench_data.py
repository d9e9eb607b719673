"""How long loading and checking the data take, and how much memory a large table needs.

Run it from the checkout: ``python benchmarks/bench_data.py [rows]``. It prints numbers and judges
nothing; the bars are in the documentation of the project.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import coalitions as co  # noqa: E402
from tests import small_package  # noqa: E402

#: A row of the small package's contributions, by its number and its count of persons.
ROW = 'k{:07},interfet-1999,AUS,peak,1999-11,1999-09-20,,{},50.5,true,"a, b",un-1264,high\n'


def timed(run: Callable[[], Any]) -> float:
    """Return the seconds that one call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def bench_loading() -> None:
    """Print the first and the best of five loads for each table, slowest first."""
    results = []
    for name in co.package().names:
        first = timed(lambda name=name: co.load(name))
        warm = min(timed(lambda name=name: co.load(name)) for _ in range(5))
        results.append((warm, first, name, len(co.load(name))))
    print("load: warm ms, first ms, rows, table")
    for warm, first, name, rows in sorted(results, reverse=True):
        print(f"{warm * 1e3:9.2f} {first * 1e3:9.2f} {rows:7,}  {name}")


def bench_command() -> None:
    """Print how long the check of the whole package takes as a command, start included."""
    command = [sys.executable, "-m", "coalitions", "data", "check"]
    run = subprocess.run(
        command, cwd=ROOT, env={"PYTHONPATH": "src", "PATH": ""}, capture_output=True, text=True
    )
    seconds = timed(
        lambda: subprocess.run(
            command, cwd=ROOT, env={"PYTHONPATH": "src", "PATH": ""}, capture_output=True
        )
    )
    print(
        f"check of the whole package: {seconds:.2f} s ({(run.stdout or run.stderr).strip()[-60:]})"
    )


def peak_memory() -> float:
    """Return the peak resident memory of this process in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Unlike the peak that getrusage gives, this one does not include the parent's.
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def check_large(folder: str) -> None:
    """Check one folder and print seconds and peak memory; run in a process of its own."""
    from coalitions.data.check import examine

    resting = peak_memory()
    start = time.perf_counter()
    outcome = examine(Path(folder))
    seconds = time.perf_counter() - start
    peak = peak_memory()
    print(
        f"{outcome.rows:10,} rows: {seconds:6.1f} s, peak {peak:5.0f} MB "
        f"({peak - resting:.0f} MB above the start), {len(outcome.faults):,} faults listed"
    )


def bench_large(rows: int) -> None:
    """Check tables of growing size, sound and faulty in every row, for time and memory."""
    for count in (rows // 10, rows):
        for kind, numbers in (("sound", "5500"), ("faulty", "5,500")):
            with tempfile.TemporaryDirectory() as scratch:
                folder = small_package.write(Path(scratch) / "data")
                path = folder / "contributions.csv"
                with path.open("w", encoding="utf-8") as stream:
                    header = small_package.TABLES["contributions"].split("\n", 1)[0]
                    stream.write(header + "\n")
                    cell = json.dumps(numbers) if "," in numbers else numbers
                    stream.writelines(ROW.format(number, cell) for number in range(count))
                print(f"{kind} table of {path.stat().st_size / 1e6:.0f} MB: ", end="", flush=True)
                subprocess.run([sys.executable, __file__, "--large", str(folder)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--large"]:
        check_large(sys.argv[2])
    else:
        bench_loading()
        bench_command()
        bench_large(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
