"""What differs between two folders is found, with the place where it begins to."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfWriter

from coalitions.book.bytewise import Difference, compare, differences


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("one", "other"):
        (tmp_path / name / "below").mkdir(parents=True)
        (tmp_path / name / "below/page.html").write_text("<p>The same on both sides.</p>")
    return tmp_path / "one", tmp_path / "other"


def zipped(members: dict[str, str], year: int = 2000) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def printed(day: str, width: int = 100) -> bytes:
    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(width, 100)
    writer.add_metadata({"/CreationDate": day})
    writer.write(out)
    return out.getvalue()


def test_folders_with_the_same_bytes_do_not_differ(folders: tuple[Path, Path]) -> None:
    assert compare(*folders) == []


def test_the_first_byte_that_differs_is_shown_with_what_stands_around_it(
    folders: tuple[Path, Path],
) -> None:
    one, other = folders
    (one / "below/page.html").write_text("<p>Built on Monday.</p>")
    (other / "below/page.html").write_text("<p>Built on Tuesday.</p>")
    (found,) = compare(one, other)
    assert (found.file, found.place) == ("below/page.html", len("<p>Built on "))
    assert "Built on Monday" in found.one
    assert "Built on Tuesday" in found.other


def test_a_file_that_one_side_lacks_is_named(folders: tuple[Path, Path]) -> None:
    one, other = folders
    (other / "extra.csv").touch()
    assert compare(one, other) == [Difference("extra.csv", "", None, "not there", "there")]


def test_a_file_that_only_ends_earlier_differs_where_it_ends() -> None:
    (found,) = differences("a.txt", b"ab", b"abc")
    assert found.place == 2
    assert found.one.endswith("(ends here)")


def test_single_files_are_compared_too(folders: tuple[Path, Path]) -> None:
    one, other = (folder / "numbers.json" for folder in folders)
    one.write_text("[1]")
    other.write_text("[2]")
    assert [d.file for d in compare(one, other)] == ["numbers.json"]


def test_a_zip_is_opened_and_its_members_are_compared() -> None:
    one = zipped({"a.csv": "x", "b.csv": "y"})
    other = zipped({"a.csv": "x", "b.csv": "z"})
    assert [d.part for d in differences("data.zip", one, other)] == ["b.csv"]


def test_dates_in_a_zip_are_part_of_its_bytes() -> None:
    one, other = zipped({"a.csv": "x"}, 2000), zipped({"a.csv": "x"}, 2001)
    assert [d.part for d in differences("data.zip", one, other)] == ["list of members"]


def test_the_hour_of_printing_is_no_difference() -> None:
    one, other = printed("D:20240101000000"), printed("D:20250101000000")
    assert one != other
    assert list(differences("book.pdf", one, other)) == []
