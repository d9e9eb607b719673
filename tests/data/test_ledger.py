"""Nothing that was collected has been lost on the way into the package.

The ledger was written when the collected rows became this package. For each collected table and
each table of the package that took rows from it, it says how many rows there were, how many rows
of the package come from them, how many were left out and why, and a digest over the keys of the
whole table. Rows that are added later get a line "(added later)" of their own.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
LEDGER = Path(__file__).with_name("facts_ledger.csv")


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LINES = records(LEDGER)
RESOURCES = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
PRIMARY_KEYS = {resource["name"]: resource["schema"]["primaryKey"] for resource in RESOURCES}


def keys(table: str) -> list[str]:
    return [
        "|".join(row[name] for name in PRIMARY_KEYS[table])
        for row in records(DATA / f"{table}.csv")
    ]


def digest(table: str) -> str:
    return hashlib.sha256("\n".join(sorted(keys(table))).encode()).hexdigest()


def test_ledger_names_every_table_of_the_package_and_no_other() -> None:
    assert {line["table"] for line in LINES if line["table"]} == set(PRIMARY_KEYS)


@pytest.mark.parametrize("table", sorted(PRIMARY_KEYS))
def test_each_row_comes_from_one_collected_table(table: str) -> None:
    accounted = sum(int(line["package_rows"]) for line in LINES if line["table"] == table)
    assert len(keys(table)) == accounted, (
        f"{table}.csv has {len(keys(table))} rows, the ledger accounts for {accounted}: "
        "if the difference is meant, correct package_rows or add a line “(added later)”"
    )


@pytest.mark.parametrize("table", sorted(PRIMARY_KEYS))
def test_the_keys_are_those_that_were_collected(table: str) -> None:
    recorded = {line["keys_sha256"] for line in LINES if line["table"] == table}
    assert recorded == {digest(table)}, (
        f"a key in {table}.csv differs from the ledger: "
        f"if that is meant, set keys_sha256 of {table} to {digest(table)}"
    )


def test_every_collected_row_is_used_or_left_out_for_a_reason() -> None:
    by_source: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in LINES:
        if line["collected_rows"]:
            by_source[line["collected_in"]].append(line)
    for source, lines in by_source.items():
        collected, left_out = int(lines[0]["collected_rows"]), int(lines[0]["left_out"])
        most_used = max(int(line["rows_used"]) for line in lines)
        all_used = sum(int(line["rows_used"]) for line in lines)
        assert most_used <= collected - left_out <= all_used, source
        assert all(line["reason"] for line in lines) or not left_out, source
