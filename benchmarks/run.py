"""`make bench`: what this project's build costs beside plain Jupyter Book, in one run.

Both build the same chapters with the same pages, from copies in a temporary folder. Plain Jupyter
Book executes them itself, one after the other (`execute_notebooks: inline`, the only mode that can
put values into sentences). Runs alternate, so that a busy machine slows both; read the ratios, not
the seconds. Then come the benchmarks of the other parts, each a file of this folder.

    make bench                  everything, three rounds
    make bench ARGS="build 1"   building alone, one round
"""

from __future__ import annotations

import json
import platform
import runpy
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ["-m", "coalitions", "book", "build"]
STOCK = ["-c", "from jupyter_book.cli.main import main; main()", "build", "."]
RECORD = Path("_build/execution/edition")


def copy_of(folder: Path, stock: bool) -> Path:
    """Copy the sources; for plain Jupyter Book, without the book's own executor."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(lambda name: (ROOT / name).is_file(), names.splitlines()):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    if stock:
        config = folder / "_config.yml"
        text = config.read_text("utf-8")
        for old, new in (
            ('  execute_notebooks: "off"', "  execute_notebooks: inline\n  timeout: 300"),
            ("    - coalitions.book.stored\n", ""),
        ):
            assert old in text, f"_config.yml has no line {old.strip()!r} any more"
            text = text.replace(old, new)
        config.write_text(text, "utf-8")
    return folder


def timed(command: list[str], folder: Path) -> float:
    """Run a command and return the seconds it took; its failure ends the benchmark."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed in {folder}:\n{done.stdout}\n{done.stderr}")
    return seconds


def forget(folder: Path) -> None:
    """Remove what was built, but for the record that pages about the book read."""
    aside = folder / "record"
    shutil.copytree(folder / RECORD, aside)
    shutil.rmtree(folder / "_build")
    (folder / RECORD).parent.mkdir(parents=True)
    shutil.move(aside, folder / RECORD)


def edit_sentence(folder: Path) -> None:
    """Add a sentence to one chapter."""
    with (folder / "chapters/iraq.md").open("a", encoding="utf-8") as file:
        file.write("\nOne more sentence.\n")


def edit_table(folder: Path) -> None:
    """Change how sure one row of a table is, to and fro."""
    path = folder / "data/force_levels.csv"
    lines = path.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if ",high," in line or ",medium," in line)
    levels = (",high,", ",medium,") if ",high," in lines[at] else (",medium,", ",high,")
    lines[at] = lines[at].replace(*levels)
    path.write_text("\n".join(lines), "utf-8")


STEPS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("cold", forget),
    ("nothing changed", lambda folder: None),
    ("one sentence edited", edit_sentence),
    ("one table edited", edit_table),
)


def executed(folder: Path) -> int:
    """Count the chapters that our last build executed."""
    report = json.loads((folder / "_build/report.json").read_text("utf-8"))
    return sum(chapter["executed"] for chapter in report["chapters"].values())


def compare_builds(rounds: int) -> None:
    """Print medians and ratios, and how many chapters our builds executed."""
    seconds: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name, _ in STEPS}
    runs = {name: 0 for name, _ in STEPS}
    with tempfile.TemporaryDirectory() as place:
        ours = copy_of(Path(place, "ours"), stock=False)
        stock = copy_of(Path(place, "stock"), stock=True)
        timed(OURS, ours)  # writes the record that pages about the book read, in both
        shutil.copytree(ours / RECORD, stock / RECORD)
        for _ in range(rounds):
            for name, change in STEPS:
                for folder, command, which in ((ours, OURS, 0), (stock, STOCK, 1)):
                    change(folder)
                    seconds[name][which].append(timed(command, folder))
                runs[name] = 0 if name == "nothing changed" else executed(ours)
    print(f"{'':20}{'make book':>12}{'jupyter-book':>14}{'ratio':>7}   chapters we executed")
    for name, (mine, theirs) in seconds.items():
        a, b = statistics.median(mine), statistics.median(theirs)
        print(f"{name:20}{a:10.2f} s{b:12.2f} s{a / b:7.2f}   {runs[name]}")
    print("Plain Jupyter Book did not notice the edited table: its pages kept the old numbers.")


def main(arguments: list[str]) -> None:
    """Run the benchmarks that are asked for, or all."""
    which, rounds = (arguments or ["all"])[0], int((arguments[1:] or ["3"])[0])
    print(f"Python {platform.python_version()}, {platform.machine()}, median of {rounds} rounds")
    if which in ("all", "build"):
        print("\nbuild")
        compare_builds(rounds)
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        name = path.stem.removeprefix("bench_")
        if which in ("all", name):
            print(f"\n{name}")
            sys.argv = [str(path)]
            runpy.run_path(str(path), run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
