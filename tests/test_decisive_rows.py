"""A correction in the data makes exactly the finding that rests on it fail, by its sentence."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from coalitions import checks
from coalitions.book.chapters import read_chapter

ROOT = Path(__file__).parents[1]


def fallen(chapter: str) -> list[str]:
    """Run a chapter in this process and return the messages of the findings that fail."""
    names: dict[str, Any] = {}
    failed = []
    for cell in read_chapter(chapter, ROOT / "chapters" / f"{chapter}.md").code:
        code = compile(cell.source, f"{chapter}.md, line {cell.line}", "exec")
        try:
            exec(code, names)
        except AssertionError as error:
            # A corrected row may turn a wrong answer of an exercise into the right one.
            if checks.COINCIDENCE not in str(error):
                failed.append(str(error))
    return failed


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the data that `coalitions` uses in place of the book's."""
    copy = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    monkeypatch.setenv("COALITIONS_DATA", str(copy))
    return copy


def correct(data: Path, table: str, row: str, now: str) -> None:
    """Change one row of a table, which must be there once."""
    path = data / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(row) == 1, f"{table}.csv has this row {text.count(row)} times: {row}"
    path.write_text(text.replace(row, now), encoding="utf-8")


DECISIVE = ROOT / "tests" / "decisive_rows"
#: What every chapter's file there lists: one row corrected, one finding overturned.
CASES = {
    (path.relative_to(DECISIVE).with_suffix("").as_posix(), case["case"]): case
    for path in sorted(DECISIVE.rglob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize(("chapter", "case"), CASES, ids=lambda part: part)
def test_only_the_finding_that_rests_on_a_row_fails_with_it(
    data: Path, chapter: str, case: str
) -> None:
    correction = CASES[chapter, case]
    correct(data, correction["table"], correction["row"], correction["now"])
    failed = fallen(chapter)
    assert len(failed) == 1, failed
    assert failed[0].startswith(f"The data no longer bear out: {correction['finding']}")


@pytest.mark.parametrize("chapter", sorted({chapter for chapter, _ in CASES}))
def test_every_finding_holds_on_the_data_as_they_are(data: Path, chapter: str) -> None:
    assert fallen(chapter) == []
