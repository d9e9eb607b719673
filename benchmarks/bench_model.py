"""How long the model of the three tasks takes, and how much memory its draws need.

Run it from the checkout: ``python benchmarks/bench_model.py``. One run is 100,000 draws of all
scenarios: three backstops and every share of NATO commitments kept. It also says whether two runs
gave the same bits.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

from coalitions import dilemma  # noqa: E402

DRAWS = 100_000
BAR = 2.0


def timed(run: Callable[[], Any]) -> float:
    """Return the seconds that one call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def bits(runs: dilemma.Simulation) -> str:
    """Return a digest over every number of a simulation."""
    parts = (runs.forces[backstop].tobytes() for backstop in dilemma.BACKSTOPS)
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


def main() -> None:
    """Print seconds, memory and bits; say so if the bar is missed."""
    reading = timed(dilemma.read)
    model = dilemma.read()
    runs = [timed(lambda: dilemma.simulate(model, DRAWS)) for _ in range(5)]
    scenarios = len(dilemma.BACKSTOPS) * len(dilemma.THETAS)
    print(f"reading the parameters: {reading:.2f} s, {os.cpu_count()} cores")
    print(
        f"{DRAWS:,} draws of {scenarios} scenarios: best {min(runs):.2f} s, worst {max(runs):.2f} s"
        # The best run says what the code needs; the others, how busy the machine was.
        f" (bar {BAR:.0f} s{', missed' if min(runs) >= BAR else ''})"
    )
    tracemalloc.start()
    first = dilemma.simulate(model, DRAWS)
    kept, peak = (size / 2**20 for size in tracemalloc.get_traced_memory())
    tracemalloc.stop()
    print(f"memory: {kept:.0f} MB kept, {peak:.0f} MB at the peak")
    second = dilemma.simulate(model, DRAWS)
    same = "the same bits" if bits(first) == bits(second) else "DIFFERENT BITS"
    print(f"two runs gave {same}: {bits(first)}, {bits(second)}")
    for name, call in (
        ("frontier and probabilities", lambda: (dilemma.frontier(first), _chances(first))),
        ("break-even", lambda: dilemma.break_even(model)),
        ("binding", lambda: dilemma.binding(model, 0.5)),
        ("leave one out", lambda: dilemma.leave_one_out(model, "none", 0.5)),
        ("Sobol indices", lambda: dilemma.sobol(model, "none")),
        ("history", lambda: dilemma.simulate_effort(model)),
    ):
        print(f"{name}: {timed(call):.2f} s")


def _chances(runs: dilemma.Simulation) -> object:
    return dilemma.probabilities(runs)


if __name__ == "__main__":
    main()
