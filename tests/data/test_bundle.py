"""A person who has only the zip can use it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from frictionless import Package, system

from coalitions.data import package as descriptor
from coalitions.data.bundle import bundle
from coalitions.data.faults import DataError
from tests import small_package

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the package of this project, unpacked far from the project."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with zipfile.ZipFile(BytesIO(bundle(DATA))) as archive:
        assert archive.testzip() is None
        archive.extractall(elsewhere)
    (folder,) = elsewhere.iterdir()
    return folder


def test_one_folder_holds_tables_descriptor_citation_and_checksums(unpacked: Path) -> None:
    package = descriptor.read(DATA)
    names = {path.name for path in unpacked.iterdir()}
    extra = {"datapackage.json", "CITATION.txt", "SHA256SUMS"}
    assert names == {table.path for table in package.tables} | extra
    assert unpacked.name == package.name


def test_checksums_are_those_of_the_files(unpacked: Path) -> None:
    for line in (unpacked / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((unpacked / name).read_bytes()).hexdigest() == digest
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=unpacked, check=True)


def test_citation_names_title_licence_and_sources(unpacked: Path) -> None:
    text = (unpacked / "CITATION.txt").read_text(encoding="utf-8")
    assert descriptor.read(DATA).title in text
    assert "Licence:" in text
    assert "cite the source" in text


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_public_tool_validates_it(unpacked: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(unpacked / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:5]


def test_pandas_alone_reads_every_table(unpacked: Path) -> None:
    for table in descriptor.read(unpacked).tables:
        frame = pd.read_csv(unpacked / table.path, dtype="string", keep_default_na=False)
        assert tuple(frame.columns) == table.columns
        assert len(frame) == len(pd.read_csv(DATA / table.path))


def test_duckdb_alone_reads_every_table(unpacked: Path) -> None:
    with duckdb.connect() as connection:
        for table in descriptor.read(unpacked).tables:
            query = "select * from read_csv(?, header = true, all_varchar = true, delim = ',')"
            relation = connection.execute(query, [str(unpacked / table.path)])
            assert tuple(column[0] for column in relation.description) == table.columns
            expected = len(pd.read_csv(DATA / table.path))
            assert len(relation.fetchall()) == expected, table.name


def test_this_package_reads_it_too(unpacked: Path) -> None:
    code = "import coalitions as co; assert len(co.load('contributions')) > 100"
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=Path(descriptor.__file__).parents[2],
        env={"COALITIONS_DATA": str(unpacked), "PATH": ""},
    )


def test_same_data_same_bytes(small_data: Path, tmp_path: Path) -> None:
    again = small_package.write(tmp_path / "elsewhere" / "data")
    assert bundle(small_data) == bundle(again)


def test_further_files_go_in_with_their_checksums(small_data: Path) -> None:
    with zipfile.ZipFile(BytesIO(bundle(small_data, {"LICENSE.txt": b"free"}))) as archive:
        assert archive.read("small/LICENSE.txt") == b"free"
        assert b"  LICENSE.txt\n" in archive.read("small/SHA256SUMS")


def test_missing_table_is_named(small_data: Path) -> None:
    (small_data / "countries.csv").unlink()
    with pytest.raises(DataError, match=r"data/countries\.csv"):
        bundle(small_data)


def test_descriptor_without_licence_or_people_can_be_cited(small_data: Path) -> None:
    parsed = small_package.descriptor() | {"contributors": [{"title": "A. Author"}]}
    parsed |= {"created": "2026-11-22", "version": "1.2", "licenses": None}
    (small_data / "datapackage.json").write_text(json.dumps(parsed), encoding="utf-8")
    with zipfile.ZipFile(BytesIO(bundle(small_data))) as archive:
        text = archive.read("small/CITATION.txt").decode()
    assert text.startswith("A. Author (2026): A small package, version 1.2. Data package.\n")
