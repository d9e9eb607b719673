"""The editors' command: what it prints, and with which status it ends."""

from __future__ import annotations

import io
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from coalitions.__main__ import main


def test_check_of_sound_data(small_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "check"]) == 0
    assert capsys.readouterr().out == "no faults in 6 tables, 22 rows\n"


def test_check_prints_every_fault_and_fails(
    small_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = small_data / "contributions.csv"
    path.write_text(path.read_text().replace("5500", '"5,500"').replace("un-1264,low", "un-1,low"))
    assert main(["data", "check"]) == 1
    output = capsys.readouterr()
    assert output.out.splitlines() == [
        'data/contributions.csv:2: column personnel: "5,500" is not an integer (write 5500)',
        'data/contributions.csv:4: column source_id: "un-1" is not in sources '
        "(did you mean un-1264?)",
    ]
    assert output.err == "2 faults in 1 files (6 tables, 22 rows)\n"


def test_check_of_another_folder(
    tmp_path: Path, small_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", "check", "--folder", str(tmp_path)]) == 1
    assert "there is no such file" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("where", "keys"),
    [
        ([], ["c1", "c2", "c3", "c4", "c5"]),
        (["iso3=AUS", "measure=peak", "as_of=1999"], ["c1", "c4"]),
        (["as_of=1999-11"], ["c1", "c2"]),
        (["landed="], ["c3"]),
        (["share=50.5"], ["c1"]),
        (["landed=false"], ["c5"]),
    ],
)
def test_show(
    where: list[str], keys: list[str], small_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", "show", "contributions", *(["--where", *where] if where else [])]) == 0
    output = capsys.readouterr()
    shown = [line.split()[1] for line in output.out.splitlines() if "contribution_id" in line]
    assert shown == keys
    assert output.err == f"{len(keys)} rows of contributions\n"


def test_show_names_the_row_as_faults_do(
    small_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["data", "show", "contributions", "--where", "contribution_id=c4"])
    assert capsys.readouterr().out.startswith("contributions:6\n  contribution_id  c4\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "contribution"], "did you mean contributions?"),
        (["show", "contributions", "--where", "iso=AUS"], "did you mean iso3?"),
        (["show", "contributions", "--where", "measure=peek"], "did you mean peak?"),
        (["show", "contributions", "--where", "peak"], "write COLUMN=VALUE"),
        (["add", "contribution"], "did you mean contributions?"),
        (["add", "contributions", "iso3=XXX"], "is not in the table"),
    ],
)
def test_slips_on_the_command_line_are_explained(
    arguments: list[str],
    said: str,
    small_data: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("c6\ninterfet-1999\n"))
    assert main(["data", *arguments]) == 1
    assert said in capsys.readouterr().err


def test_add_asks_and_writes(
    small_data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["c6", "interfet-1999", "FRA", "peak", *[""] * 6, "un-1264", "high"]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(answers) + "\n"))
    assert main(["data", "add", "contributions", "personnel=600"]) == 0
    assert capsys.readouterr().out.endswith("written as contributions:8\n")
    last = (small_data / "contributions.csv").read_text(encoding="utf-8").splitlines()[-1]
    assert last == "c6,interfet-1999,FRA,peak,,,,600,,,,un-1264,high"


def test_add_that_ends_early_writes_nothing(
    small_data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (small_data / "contributions.csv").read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO("c6\n"))
    assert main(["data", "add", "contributions"]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert (small_data / "contributions.csv").read_bytes() == before


def test_zip_is_written(small_data: Path, tmp_path: Path) -> None:
    assert main(["data", "zip", str(tmp_path / "small.zip")]) == 0
    assert (tmp_path / "small.zip").read_bytes().startswith(b"PK")


def test_help_and_unknown_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert main([]) == 2
    assert main(["date"]) == 2
    assert "check, show and extend the tables" in capsys.readouterr().out


def test_reader_that_stops_early_sees_no_traceback(small_data: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m coalitions data show contributions | head -1"
    source = Path(main.__code__.co_filename).parents[1]
    run = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=True, cwd=source
    )
    assert run.stdout == "contributions:2\n"
    assert "Traceback" not in run.stderr
