"""Tables come typed from the descriptor, filtered as asked, and named by their lines."""

from __future__ import annotations

import datetime as dt
import os
import pkgutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import coalitions as co
from coalitions.data.faults import DataError
from tests import small_package


def test_types_come_from_the_descriptor(small_data: Path) -> None:
    facts = co.load("contributions")
    assert {name: str(dtype) for name, dtype in facts.dtypes.items()} == {
        "contribution_id": "string",
        "coalition_id": "string",
        "iso3": "string",
        "measure": "category",
        "as_of": "datetime64[us]",
        "as_of_precision": "category",
        "deployed_from": "datetime64[us]",
        "withdrawn_on": "datetime64[us]",
        "withdrawn_on_precision": "category",
        "personnel": "Int64",
        "share": "Float64",
        "landed": "boolean",
        "note": "string",
        "source_id": "string",
        "confidence": "category",
    }


def test_index_is_the_line_in_the_file(small_data: Path) -> None:
    facts = co.load("contributions")
    assert facts.index.name == "row"
    lines = (small_data / "contributions.csv").read_text(encoding="utf-8").split("\n")
    for row, key in facts["contribution_id"].items():
        assert lines[int(str(row)) - 1].startswith(f"{key},")


def test_dates_know_their_precision(small_data: Path) -> None:
    facts = co.load("contributions").set_index("contribution_id")
    assert list(facts["as_of_precision"]) == ["month", "day", "day", "year", "month"]
    assert facts.loc["c1", "as_of"] == pd.Timestamp("1999-11-01")
    assert facts.loc["c4", "as_of"] == pd.Timestamp("1999-01-01")
    assert facts["as_of_precision"].max() == "year"


def test_ranked_codes_compare(small_data: Path) -> None:
    facts = co.load("contributions")
    assert list(facts["confidence"] >= "medium") == [True, True, False, True, False]
    assert not facts["measure"].cat.ordered


def test_empty_cells_are_missing_and_text_is_kept(small_data: Path) -> None:
    facts = co.load("contributions").set_index("contribution_id")
    assert pd.isna(facts.loc["c3", "share"])
    assert pd.isna(facts.loc["c3", "landed"])
    assert facts.loc["c3", "note"] == 'said "about"\n1,600'
    assert facts.loc["c5", "note"] == "Größe"


@pytest.mark.parametrize(
    ("where", "keys"),
    [
        ({"iso3": "AUS"}, ["c1", "c4", "c5"]),
        ({"iso3": ["NZL", "THA"]}, ["c2", "c3"]),
        ({"iso3": "AUS", "coalition_id": "iraq-2003"}, ["c5"]),
        ({"measure": "on_date"}, ["c3"]),
        ({"landed": False}, ["c5"]),
        ({"landed": None}, ["c3"]),
        ({"landed": [None, False]}, ["c3", "c5"]),
        ({"personnel": 1200}, ["c2"]),
        ({"as_of": "1999"}, ["c1", "c2", "c3", "c4"]),
        ({"as_of": "1999-11"}, ["c1", "c2"]),
        ({"as_of": ["1999-11-20", "2003"]}, ["c2", "c5"]),
        ({"as_of": dt.date(1999, 12, 1)}, ["c3"]),
        ({"iso3": "FRA"}, []),
    ],
)
def test_filters(where: dict[str, Any], keys: list[str], small_data: Path) -> None:
    facts = co.load("contributions", **where)
    assert list(facts["contribution_id"]) == keys
    assert len(facts.provenance) == len(keys)


@pytest.mark.parametrize(
    ("where", "error", "said"),
    [
        ({"measure": "peek"}, ValueError, "did you mean peak?"),
        ({"iso3": "AUX"}, ValueError, "did you mean AUS?"),
        ({"coalition_id": ["interfet-1999", "interfet"]}, ValueError, "'interfet'"),
        ({"isoo3": "AUS"}, LookupError, "did you mean iso3?"),
        ({"as_of": "November 1999"}, ValueError, "is not a date"),
    ],
)
def test_misspelt_filters_are_refused(
    where: dict[str, Any], error: type[Exception], said: str, small_data: Path
) -> None:
    with pytest.raises(error, match=said.replace("?", r"\?")):
        co.load("contributions", **where)


def test_unknown_table_is_refused(small_data: Path) -> None:
    with pytest.raises(LookupError, match=r"did you mean contributions\?"):
        co.load("contribution")


def test_changing_a_loaded_table_leaves_the_next_one_alone(small_data: Path) -> None:
    facts = co.load("contributions")
    facts["personnel"] = 0
    facts.loc[2, "iso3"] = "XXX"
    assert co.load("contributions").loc[2, "iso3"] == "AUS"
    assert co.load("contributions")["personnel"].sum() > 0


def test_edited_file_is_read_again(small_data: Path) -> None:
    assert len(co.load("countries")) == 6
    path = small_data / "countries.csv"
    stamp = path.stat()
    path.write_text(path.read_text().replace("Thailand", "Thayland"))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert "Kingdom of Thayland" in set(co.load("countries")["name"])


def test_faulty_table_does_not_load_and_says_why(small_data: Path) -> None:
    path = small_data / "contributions.csv"
    path.write_text(path.read_text().replace("5500", '"5,500"').replace("THA", " THA"))
    with pytest.raises(DataError) as error:
        co.load("contributions")
    assert [(fault.line, fault.column) for fault in error.value.faults] == [
        (2, "personnel"),
        (4, "iso3"),
    ]
    assert "data check" in str(error.value)


@pytest.mark.parametrize("change", [b"\r\n", b"\xef\xbb\xbf"])
def test_harmless_oddities_load_the_same(change: bytes, small_data: Path) -> None:
    before = co.load("countries")
    path = small_data / "countries.csv"
    data = path.read_bytes()
    path.write_bytes(data.replace(b"\n", change) if change == b"\r\n" else change + data)
    pd.testing.assert_frame_equal(pd.DataFrame(co.load("countries")), pd.DataFrame(before))


def test_missing_file_is_named(small_data: Path) -> None:
    (small_data / "countries.csv").unlink()
    with pytest.raises(DataError, match=r"data/countries\.csv"):
        co.load("countries")


def test_folder_is_found_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_package.write(tmp_path / "data")
    (tmp_path / "chapters" / "deep").mkdir(parents=True)
    monkeypatch.delenv("COALITIONS_DATA", raising=False)
    monkeypatch.chdir(tmp_path / "chapters" / "deep")
    assert co.package().folder == tmp_path / "data"


def test_folder_beside_the_source_is_the_last_resort(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COALITIONS_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    assert co.package().folder == Path(__file__).parents[2] / "data"


def test_tables_read_are_remembered(small_data: Path) -> None:
    co.load("countries")
    assert "countries" in co.tables_read()


def test_public_names_exist_and_the_import_stays_light() -> None:
    code = (
        "import sys, coalitions as co\n"
        "heavy = {'pandas', 'altair', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "import coalitions.data.check\n"
        "assert not {'pandas', 'altair'} & set(sys.modules)\n"
        "assert set(co.__all__) <= set(dir(co))\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(co.__file__).parents[1])


def test_no_public_name_is_that_of_a_module_of_the_package() -> None:
    # Importing the module would put it in the place of the name.
    modules = {module.name for module in pkgutil.iter_modules(co.__path__)}
    assert set(co.__all__) & modules == {"dilemma", "simulation"}  # these mean the packages


def test_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        co.lode  # noqa: B018
