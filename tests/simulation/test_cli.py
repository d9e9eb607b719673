"""The command: what it prints, what it writes, and its exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coalitions.__main__ import main

SAMPLE = Path(__file__).parent / "sample.csv"


def test_the_sample_here_is_the_sample_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--sample"]) == 0
    told = "python -m coalitions simulate --sample > tests/simulation/sample.csv"
    assert capsys.readouterr().out == SAMPLE.read_text(encoding="utf-8"), told


def test_a_class_is_judged_and_its_page_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, result = tmp_path / "debriefing.html", tmp_path / "result.json"
    events = ["--events", "backstop-offered@2", "election:POL", "--draw", "1", "--seed", "5"]
    assert main(["simulate", str(SAMPLE), *events, "--out", str(page), "--json", str(result)]) == 0
    out = capsys.readouterr().out
    assert "24 rows: 24 used, 0 not" in out
    assert "3 Crisis:" in out and "election:POL@3" in out
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    told = json.loads(result.read_text(encoding="utf-8"))
    assert told["seed"] == 5
    assert len(told["rounds"][2]["cards"]) == 2


def test_rows_that_cannot_be_used_are_told_and_the_rest_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "class.csv"
    path.write_text("country;round\nPOL;1\nMars;1\n", encoding="utf-8")
    assert main(["simulate", str(path)]) == 1
    told = capsys.readouterr()
    assert "class.csv, row 3: country: “Mars” is no country" in told.err
    assert "2 rows: 1 used, 1 not" in told.err
    assert "1. Poland:" in told.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "name a file of pledges"),
        (["nowhere.csv"], "nowhere.csv: No such file"),
        ([str(SAMPLE), "--events", "electon:POL"], "did you mean election?"),
        ([str(SAMPLE), "--draw", "99"], "draw 0 to 14 cards"),
        (["--role", "XXX"], "no role 'XXX'"),
        (["--teams", "3"], "3 players"),
    ],
)
def test_requests_that_make_no_sense_are_told_why(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_file_in_which_nothing_can_be_used_is_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    assert main(["simulate", str(path)]) == 2
    assert "the file is empty" in capsys.readouterr().err


def test_lists_for_the_instructor(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--cards"]) == 0
    assert "election:COUNTRY" in capsys.readouterr().out
    assert main(["simulate", "--teams", "12"]) == 0
    assert "UK: GBR; 2 players" in capsys.readouterr().out
    assert main(["simulate", "--role", "est"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "Estonia"
