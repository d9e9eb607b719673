"""A descriptor with faults of shape or gaps in what it explains is refused with all of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coalitions.data.check import check
from coalitions.data.package import labels_of, read
from tests import small_package

Change = Callable[[dict[str, Any]], None]


def table(parsed: dict[str, Any], name: str = "contributions") -> dict[str, Any]:
    """Return one table of a parsed descriptor."""
    found: dict[str, Any] = next(r for r in parsed["resources"] if r["name"] == name)
    return found


def column(parsed: dict[str, Any], name: str) -> dict[str, Any]:
    """Return one column of `contributions`."""
    fields = table(parsed)["schema"]["fields"]
    found: dict[str, Any] = next(field for field in fields if field["name"] == name)
    return found


SHAPE: list[tuple[Change, str]] = [
    (lambda d: d.pop("resources"), "lists no tables"),
    (lambda d: d.update(resources={}), '"resources": must be a JSON list'),
    (lambda d: d["resources"].append(5), "table number 7: must be a JSON object"),
    (lambda d: table(d).pop("path"), 'table contributions: "path" is missing'),
    (lambda d: table(d).update(path="../x.csv"), "must lie inside the package"),
    (lambda d: table(d).update(path="/etc/passwd"), "must lie inside the package"),
    (lambda d: table(d).update(name="sources"), "table sources is described more than once"),
    (lambda d: table(d).update(title=5), '"title" must be text'),
    (lambda d: table(d)["schema"].update(fields=[]), "describes no columns"),
    (lambda d: table(d)["schema"].update(primaryKey="id"), "primaryKey names id"),
    (lambda d: column(d, "share").update(type="float"), 'type "float" is not one of'),
    (lambda d: column(d, "share").update(name="note"), "column note is described more than once"),
    (lambda d: column(d, "share").update(nature="guess"), 'nature "guess" is not one of'),
    (lambda d: column(d, "share").update(constraints=[]), "constraints: must be a JSON object"),
    (lambda d: column(d, "share")["constraints"].update(minimum=[]), "must be a number or a date"),
    (lambda d: column(d, "iso3").update(constraints={"pattern": "("}), "not a regular expression"),
    (lambda d: column(d, "measure")["codes"].pop(), '"enum" and "codes" differ in on_date'),
    (lambda d: column(d, "measure").update(ordered="yes"), '"ordered" must be true or false'),
    (
        lambda d: table(d)["schema"]["foreignKeys"][0].update(fields=["coalition"]),
        "coalition is not a column",
    ),
    (
        lambda d: table(d)["schema"]["foreignKeys"][0]["reference"].update(resource="coalition"),
        "there is no table coalition",
    ),
    (
        lambda d: table(d)["schema"]["foreignKeys"][0]["reference"].update(fields=["id"]),
        "coalitions has no column id",
    ),
    (
        lambda d: table(d)["schema"]["foreignKeys"][0].update(fields=["iso3", "coalition_id"]),
        "must name as many columns here as there",
    ),
]

GAPS: list[tuple[Change, str]] = [
    (lambda d: table(d).pop("row"), 'table contributions: "row" is missing'),
    (lambda d: table(d)["schema"].pop("primaryKey"), '"primaryKey" is missing'),
    (lambda d: table(d)["schema"].pop("foreignKeys"), "source_id needs a foreign key to sources"),
    (lambda d: column(d, "share").pop("description"), 'column share: "description" is missing'),
    (lambda d: column(d, "share").pop("unit"), 'a number needs a "unit"'),
    (lambda d: column(d, "share")["constraints"].pop("minimum"), 'the constraint "minimum"'),
    (lambda d: column(d, "share")["constraints"].pop("maximum"), 'the constraint "maximum"'),
    (lambda d: column(d, "note").update(ordered=True), "ranks a code list, but there is none"),
    (lambda d: column(d, "measure")["codes"][0].pop("label"), "code peak has no label"),
]


@pytest.mark.parametrize(("change", "said"), [*SHAPE, *GAPS], ids=[s for _, s in [*SHAPE, *GAPS]])
def test_fault_of_the_descriptor_is_named(change: Change, said: str, small_data: Path) -> None:
    parsed = small_package.descriptor()
    change(parsed)
    (small_data / "datapackage.json").write_text(json.dumps(parsed), encoding="utf-8")
    faults = check(small_data)
    assert any(said in fault.message for fault in faults), "\n".join(map(str, faults))
    assert {fault.file for fault in faults} == {"data/datapackage.json"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "data/datapackage.json:1: is not JSON"),
        (b'{\n"resources": [\n}', "data/datapackage.json:3: is not JSON"),
        (b"\xff\xfe{}", "is not UTF-8"),
        (b"[]", "must be a JSON object"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_broken_json_is_named(content: bytes, said: str, small_data: Path) -> None:
    (small_data / "datapackage.json").write_bytes(content)
    assert any(said in str(fault) for fault in check(small_data))


def test_descriptor_is_read_once(small_data: Path) -> None:
    assert read(small_data) is read(small_data)


def test_described_table(small_data: Path) -> None:
    package = read(small_data)
    described = package.table("contributions")
    assert described.references_to("sources") == ("source_id",)
    assert described.field("confidence").values == ("low", "medium", "high")
    assert described.field("as_of").is_date
    assert described.field("personnel").unit == "persons"
    with pytest.raises(LookupError, match=r"did you mean measure\?"):
        described.field("mesure")


def test_labels_of_a_column_follow_its_code_list() -> None:
    assert list(labels_of("coalitions", "mandate_basis").items())[:2] == [
        ("un_chapter_vii", "Chapter VII"),
        ("un_other", "Other UN basis"),
    ]
    assert not labels_of("coalitions", "name")
