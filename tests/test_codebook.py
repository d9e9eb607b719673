"""An entry of the codebook shows each column once, escapes cells, and links what exists."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import duckdb
import frictionless
import pytest
from bs4 import BeautifulSoup

import coalitions as co
from coalitions import codebook, entries
from coalitions.book.downloads import files
from coalitions.data import catalogue
from coalitions.data import package as descriptor
from coalitions.data.bundle import bundle
from coalitions.data.faults import DataError
from coalitions.data.subjects import SUBJECTS

ROOT = Path(__file__).parents[1]
NAMES = descriptor.read(ROOT / "data").names


def page(name: str) -> BeautifulSoup:
    """Return the markup of an entry."""
    package = descriptor.read()
    entry = catalogue.entry(package.table(name), co.load(name), co.load("sources"), package)
    return BeautifulSoup(entries.about(entry) + entries.details(entry), "html.parser")


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_one_row(name: str) -> None:
    columns = [code.text for code in page(name).select(".co-columns tbody th > code")]
    assert columns == list(descriptor.read().table(name).columns)


@pytest.mark.parametrize("name", NAMES)
def test_every_head_says_something(name: str) -> None:
    for table in page(name).select("table"):
        assert table.caption is not None
        assert table.caption.text
        assert all(head.text for head in table.select("th"))
        assert all(row.th for row in table.select("tbody tr"))


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_a_file_or_a_section(name: str) -> None:
    known = {
        f"{subject.docname.rpartition('/')[2]}.html#{catalogue.anchor_of(table)}"
        for subject in SUBJECTS
        for table in subject.tables
    }
    known |= {f"../data/{file}" for file in files(ROOT / "data")}
    chapters = ROOT / "chapters"
    known |= {
        f"{path.relative_to(chapters).with_suffix('.html')}" for path in chapters.rglob("*.md")
    }
    assert {link["href"] for link in page(name).select("a")} <= known


def test_warnings_gaps_and_codes_of_the_descriptor_are_shown() -> None:
    table, shown = descriptor.read().table("contributions"), page("contributions")
    assert len(shown.select(".co-warnings li")) == len(table.warnings)
    assert len(shown.select(".co-gaps li")) == len(table.gaps)
    codes = [code.text for code in shown.select("details tbody th > code")]
    coded = [field for field in table.fields if field.codes and field.name != "confidence"]
    assert codes == [code for field in coded for code in field.values]


def test_missing_cells_are_counted_beside_their_column(small_data: Path) -> None:
    rows = page("contributions").select(".co-columns tbody tr")
    missing = {
        row.th.code.text: row.select("td")[-1].text for row in rows if row.th and row.th.code
    }
    assert missing["personnel"] == "none"
    assert missing["share"] == "2 (40%)"


def test_preview_is_short_and_names_lines(small_data: Path) -> None:
    text = (small_data / "contributions.csv").read_text("utf-8")
    more = "".join(
        f"d{n},iraq-2003,FRA,peak,2003,,,{n},,,{'x' * 200},crs-2003,low\n" for n in range(40)
    )
    (small_data / "contributions.csv").write_text(text + more, "utf-8", newline="")
    rows = page("contributions").select("details")[-1].select("tbody tr")
    assert [row.th.text for row in rows if row.th] == ["2", "14", "25", "36", "47"]
    assert max(len(cell.text) for row in rows for cell in row.select("td")) == 60


def test_markup_in_a_cell_is_text(small_data: Path) -> None:
    path = small_data / "contributions.csv"
    path.write_text(path.read_text("utf-8").replace("Größe", "<b onclick=x>&</b>"), "utf-8")
    shown = page("contributions")
    assert "<b onclick=x>&</b>" in shown.text
    assert shown.find("b") is None


def test_markup_in_the_descriptor_is_text(small_data: Path) -> None:
    path = small_data / "datapackage.json"
    parsed = json.loads(path.read_text("utf-8"))
    parsed["resources"][0]["description"] = "<script>x</script> and `a<b` of `countries`"
    path.write_text(json.dumps(parsed), "utf-8")
    shown = page("sources")
    assert shown.find("script") is None
    assert "<script>x</script> and a<b of countries" in shown.text
    assert shown.select_one("p a[href='codebook-reference.html#table-countries']") is not None


def test_table_with_a_fault_is_not_shown(small_data: Path) -> None:
    path = small_data / "contributions.csv"
    path.write_text(path.read_text("utf-8").replace("5500", "many"), "utf-8")
    with pytest.raises(DataError, match=r"contributions\.csv:2"):
        codebook.codebook_entry("contributions")


def test_chapters_that_read_a_table_are_linked_by_title(small_data: Path) -> None:
    assert "not known" in page("sources").text
    record = {"chapters/one": {"title": "Who <came>", "tables": ["sources"]}}
    path = small_data.parent / "_build" / "execution" / "edition" / "chapters.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(record), "utf-8")
    link = page("sources").select_one("a[href='one.html']")
    assert link is not None
    assert link.text == "Who <came>"
    assert "no chapter" in page("countries").text


def test_old_anchor_with_underscores_leads_to_the_entry_too() -> None:
    assert page("force_levels").select_one("div#table-force_levels") is not None
    assert page("contributions").find(id="table-contributions") is None  # the heading has it


def test_list_of_tables_names_each_once() -> None:
    shown = BeautifulSoup(co.codebook_tables().html, "html.parser")
    assert sorted(code.text for code in shown.select("tbody th > code")) == sorted(NAMES)
    rows = {row.th.code.text: row for row in shown.select("tbody tr") if row.th and row.th.code}
    assert rows["contributions"].select("td")[1].text == str(len(co.load("contributions")))


def test_list_of_one_page_has_its_tables_only() -> None:
    shown = BeautifulSoup(co.codebook_tables("london").html, "html.parser")
    (subject,) = [s for s in SUBJECTS if s.docname.endswith("london")]
    assert [code.text for code in shown.select("tbody th > code")] == list(subject.tables)


def test_other_lists_count_the_whole_package() -> None:
    confidence = BeautifulSoup(co.codebook_confidence().html, "html.parser")
    counts = [int(cell.text.replace(",", "")) for cell in confidence.select("td.co-number")]
    tables = [t for t in descriptor.read().tables if "confidence" in t.columns]
    assert sum(counts) == sum(len(co.load(table.name)) for table in tables)
    natures = BeautifulSoup(co.codebook_natures().html, "html.parser")
    assert sum(int(cell.text) for cell in natures.select("td.co-number")) == sum(
        len(table.fields) for table in descriptor.read().tables
    )
    keys = BeautifulSoup(co.codebook_keys().html, "html.parser")
    assert keys.select("tbody th")[0].text == "sources"


def test_checksum_shown_is_that_of_the_file_offered() -> None:
    shown = co.codebook_download()
    content = files(ROOT / "data")["coalitions-of-the-willing.zip"]
    assert hashlib.sha256(content).hexdigest() in shown.html
    assert "CC" in str(descriptor.read().custom["licenses"])
    assert descriptor.read().title in co.codebook_citation().text


def test_list_says_in_words_what_it_is() -> None:
    bundle_ = co.codebook_tables("london")._repr_mimebundle_()
    assert bundle_["text/html"].startswith("<div")
    assert bundle_["text/plain"].startswith("Tables: participants (")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which a reader has unpacked the zip."""
    folder = tmp_path_factory.mktemp("reader")
    with zipfile.ZipFile(BytesIO(bundle(ROOT / "data"))) as archive:
        archive.extractall(folder)
    return folder


def snippet(language: str) -> str:
    """Return the lines that the chapter shows for a language."""
    text = (ROOT / "chapters" / "data-catalogue.md").read_text("utf-8")
    (code,) = re.findall(rf"^```{language}\n(.+?)^```", text, re.MULTILINE | re.DOTALL)
    return str(code)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_lines_for_python_load_the_table(unpacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(unpacked)
    names: dict[str, object] = {}
    with frictionless.system.use_context(trusted=True):
        exec(snippet("python"), names)
    assert len(names["contributions"]) == len(co.load("contributions"))  # type: ignore[arg-type]


def test_lines_for_duckdb_load_the_table(unpacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(unpacked)
    with duckdb.connect() as connection:
        found = connection.execute(snippet("sql")).fetchall()
    expected = co.load("contributions", coalition_id="interfet-1999")
    assert {row[0] for row in found} == set(expected["iso3"])
    assert found[0][0] == "AUS"


def test_lines_for_r_name_the_files_of_the_zip(unpacked: Path) -> None:
    path, table = re.findall(r'"(.+?)"', snippet("r"))
    assert (unpacked / path).is_file()
    assert table in NAMES
