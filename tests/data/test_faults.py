"""Every planted fault is named with its file, line and column, alone and among all the others."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from coalitions.data.check import check
from coalitions.data.faults import Fault
from tests import small_package
from tests.data.seeds import CELLS, FILES, CellSeed, FileSeed, as_csv, sound_rows


def write_tables(folder: Path, tables: dict[str, bytes | None]) -> None:
    """Replace `contributions` by tables of its form with these contents; ``None``: no file."""
    descriptor = small_package.descriptor()
    model = descriptor["resources"].pop()
    (folder / "contributions.csv").unlink()
    for name, content in tables.items():
        resource = copy.deepcopy(model) | {"name": name, "path": f"{name}.csv"}
        descriptor["resources"].append(resource)
        if content is not None:
            (folder / f"{name}.csv").write_bytes(content)
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def named(faults: list[Fault], file: str, line: int, column: str, said: str) -> bool:
    """Whether one of the faults stands there and says that."""
    return any(
        (f.file, f.line, f.column) == (f"data/{file}.csv", line, column) and said in f.message
        for f in faults
    )


def content(seed: CellSeed | FileSeed) -> tuple[bytes, int, str]:
    """Plant one fault; return the file, and the line and column where it is."""
    rows = sound_rows()
    if isinstance(seed, FileSeed):
        return seed.change(as_csv(rows).encode()), seed.line, seed.column
    seed.plant(rows, 20)
    return as_csv(rows).encode(), 22, seed.column


def test_sound_tables_have_no_faults(small_data: Path) -> None:
    write_tables(small_data, {"table": as_csv(sound_rows()).encode()})
    assert check(small_data) == []


def test_there_are_more_than_fifty_kinds() -> None:
    assert len({seed.name for seed in [*CELLS, *FILES]}) == len(CELLS) + len(FILES) >= 70


@pytest.mark.parametrize("seed", [*CELLS, *FILES], ids=lambda seed: seed.name)
def test_fault_alone(seed: CellSeed | FileSeed, small_data: Path) -> None:
    data, line, column = content(seed)
    write_tables(small_data, {"table": data})
    faults = check(small_data)
    assert named(faults, "table", line, column, seed.said), "\n".join(map(str, faults))
    if isinstance(seed, CellSeed):
        assert len(faults) == 1, "one slip is one fault: " + "\n".join(map(str, faults))


def test_all_faults_together(small_data: Path) -> None:
    seeds = [*CELLS, *FILES]
    planted = {f"table{n:02}": content(seed) for n, seed in enumerate(seeds)}
    write_tables(small_data, {name: data for name, (data, _, _) in planted.items()})
    faults = check(small_data)
    for (name, (_, line, column)), seed in zip(planted.items(), seeds, strict=True):
        assert named(faults, name, line, column, seed.said), seed.name


def test_all_cell_faults_in_one_table(small_data: Path) -> None:
    rows = sound_rows()
    for place, seed in enumerate(CELLS, start=1):
        seed.plant(rows, place)
    write_tables(small_data, {"table": as_csv(rows).encode()})
    faults = check(small_data)
    for place, seed in enumerate(CELLS, start=1):
        assert named(faults, "table", place + 2, seed.column, seed.said), seed.name
    assert len(faults) == len(CELLS)


def test_fault_reads_as_one_line_with_place_and_advice(small_data: Path) -> None:
    rows = sound_rows()
    CELLS[1].plant(rows, 20)
    write_tables(small_data, {"table": as_csv(rows).encode()})
    said = [str(fault) for fault in check(small_data)]
    assert said == ['data/table.csv:22: column personnel: "5,500" is not an integer (write 5500)']


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_exports_of_spreadsheets_are_read_for_what_they_mean(
    separator: str, mark: bytes, break_: str, small_data: Path
) -> None:
    """Other line ends and separators are named; the faults in the cells are found all the same."""
    rows = sound_rows()
    CELLS[0].plant(rows, 20)
    text = as_csv(rows).replace(",", separator).replace("\n", break_)
    write_tables(small_data, {"table": mark + text.encode()})
    faults = check(small_data)
    assert named(faults, "table", 22, "personnel", CELLS[0].said)
    odd = (separator != ",") + (mark != b"") + (break_ != "\n")
    assert len(faults) == 1 + odd


def test_quote_that_never_closes_does_not_hide_the_faults_behind_it(small_data: Path) -> None:
    rows = sound_rows()
    CELLS[0].plant(rows, 30)
    lines = as_csv(rows).split("\n")
    lines[9] = lines[9].replace("AUS", '"AUS')
    write_tables(small_data, {"table": "\n".join(lines).encode()})
    faults = check(small_data)
    assert [(fault.line, fault.column) for fault in faults] == [(10, ""), (32, "personnel")]


def test_two_stray_quotes_are_two_faults(small_data: Path) -> None:
    lines = as_csv(sound_rows()).split("\n")
    for place in (9, 40):
        lines[place] = lines[place].replace("AUS", '"AUS')
    write_tables(small_data, {"table": "\n".join(lines).encode()})
    assert [fault.line for fault in check(small_data)] == [10, 41]


def test_html_is_text(small_data: Path) -> None:
    rows = sound_rows()
    rows[3][10] = "<script>alert(1)</script>"
    write_tables(small_data, {"table": as_csv(rows).encode()})
    assert check(small_data) == []


def test_line_breaks_inside_quotes_keep_the_line_numbers_right(small_data: Path) -> None:
    rows = sound_rows()
    rows[3][10] = "two\nlines"
    CELLS[0].plant(rows, 20)
    write_tables(small_data, {"table": as_csv(rows).encode()})
    assert [fault.line for fault in check(small_data)] == [23]


def test_missing_file_is_named(small_data: Path) -> None:
    write_tables(small_data, {"table": None})
    assert [str(f) for f in check(small_data)] == [
        "data/table.csv: there is no such file, but the descriptor lists it"
    ]


def test_file_that_nobody_described_is_named(small_data: Path) -> None:
    (small_data / "extra.csv").write_text("a,b\n1,2\n")
    assert [str(f) for f in check(small_data)] == [
        "data/extra.csv: is not described in datapackage.json"
    ]


def test_folder_in_place_of_a_file_is_named(small_data: Path) -> None:
    (small_data / "countries.csv").unlink()
    (small_data / "countries.csv").mkdir()
    assert any(
        fault.file == "data/countries.csv" and "cannot be read" in fault.message
        for fault in check(small_data)
    )


def test_thousands_of_faults_are_counted_not_listed(small_data: Path) -> None:
    row = sound_rows()[0]
    rows = [[f"k{n}", *row[1:]] for n in range(3000)]
    for each in rows:
        each[7] = "many"
    write_tables(small_data, {"table": as_csv(rows).encode()})
    faults = check(small_data)
    assert len(faults) == 1001
    assert faults[0].message == "has 3,000 faults, of which 1,000 are listed"


def test_key_of_several_columns_may_stand_once(small_data: Path) -> None:
    descriptor = small_package.descriptor()
    schema = descriptor["resources"][-1]["schema"]
    schema["primaryKey"] = ["coalition_id", "iso3"]
    (small_data / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert [str(fault) for fault in check(small_data)] == [
        'data/contributions.csv:6: column coalition_id, iso3: "interfet-1999", "AUS" '
        "stands already in line 2"
    ]


def test_references_within_a_table_and_in_a_circle_are_checked(small_data: Path) -> None:
    descriptor = small_package.descriptor()
    for resource in descriptor["resources"]:
        if resource["name"] == "sources":
            resource["schema"]["foreignKeys"] = [
                small_package.reference("publisher", "coalitions") | {"fields": ["publisher"]}
            ]
            key = resource["schema"]["foreignKeys"][0]
            key["reference"]["fields"] = ["name"]
        if resource["name"] == "countries":
            resource["schema"]["foreignKeys"] = [
                {"fields": ["name"], "reference": {"resource": "", "fields": ["name"]}}
            ]
    (small_data / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    faults = check(small_data)
    assert [(f.file, f.line, f.column) for f in faults] == [
        ("data/sources.csv", line, "publisher") for line in (2, 3, 4)
    ]
