"""``python -m coalitions country``: what there is on a country, and the first form of its page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import jupytext
import pytest
from jupytext.config import load_jupytext_configuration_file

from coalitions.__main__ import main
from coalitions.book.chapters import read_chapter
from coalitions.portraits.scaffold import SECTIONS, page
from coalitions.portraits.stock import stock
from coalitions.portraits.subject import Subject

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with the book's data and no pages."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setenv("COALITIONS_DATA", str(tmp_path / "data"))
    return tmp_path


def test_show_lists_what_there_is_and_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["country", "show", "svn"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"^  troop_positions +2 rows, newest 2025-09-05$", said, re.MULTILINE)
    assert re.search(r"^  polls +missing$", said, re.MULTILINE)
    assert "no answer in 2025-09: national_consensus, us_backstop_required" in said


def test_show_of_a_country_without_evidence_fails_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["country", "show", "ISL"]) == 1
    assert "fewer than 5: a short page that says what is missing" in capsys.readouterr().out


def test_new_writes_a_page_with_every_section_and_lists_the_evidence(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["country", "new", "SVN"]) == 0
    text = (project / "chapters/countries/svn.md").read_text("utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == [heading for heading, _, _ in SECTIONS if heading] + ["Findings"]
    assert "% What polls asked; who decides, and until when. Nothing in polls." in text
    said = capsys.readouterr().out
    assert "polls                 missing" in said
    assert "written: chapters/countries/svn.md" in said


def test_new_leaves_a_page_that_exists_as_it_is(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "chapters/countries/svn.md"
    path.parent.mkdir(parents=True)
    path.write_text("# Mine\n", "utf-8")
    assert main(["country", "new", "SVN"]) == 1
    assert path.read_text("utf-8") == "# Mine\n"
    assert "chapters/countries/svn.md exists and was left as it is" in capsys.readouterr().err


def test_new_needs_something_to_go_on(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["country", "new", "ISL"]) == 1
    assert "no line of 'ISL' in positions or troop_positions" in capsys.readouterr().err
    assert not (project / "chapters").exists()


def test_a_new_page_is_as_jupyterlab_would_save_it_and_can_be_read(tmp_path: Path) -> None:
    text = page(stock(Subject.of("EU")))
    settings = load_jupytext_configuration_file(str(ROOT / "pyproject.toml"))
    notebook = jupytext.reads(text, fmt="md:myst", config=settings)
    assert jupytext.writes(notebook, fmt="md:myst", config=settings) == text
    path = tmp_path / "eu.md"
    path.write_text(text, "utf-8")
    chapter = read_chapter("chapters/countries/eu", path)
    code = {"__name__": "page"}
    for cell in chapter.code:
        exec(compile(cell.source, "eu", "exec"), code)


def test_evidence_that_is_missing_for_a_coded_answer_is_named(project: Path) -> None:
    path = project / "data/position_evidence.csv"
    kept = path.read_text("utf-8").splitlines(keepends=True)
    lost = [line for line in kept if not line.startswith("GBR,2025-06,supports_idea,")]
    assert len(lost) < len(kept)
    path.write_text("".join(lost), "utf-8")
    assert stock(Subject.of("GBR")).unproven == ("2025-06 supports_idea",)
