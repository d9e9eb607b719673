"""What a figure draws, what its table and its CSV say, and the rows of the data are the same."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import pytest

from coalitions.data import package


def _figures(site: Path) -> list[Path]:
    return sorted((site / "figures").glob("*.json"))


def _drawn(spec: dict[str, Any]) -> set[str]:
    """All values that a specification draws, as text."""
    datasets = spec.get("datasets", {}).values()
    return {_text(v) for rows in datasets for row in rows for v in row.values()}


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.replace("⏎", " ").removesuffix("T00:00:00")
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def test_the_book_has_figures(site: Path) -> None:
    assert _figures(site)


def test_every_number_of_a_csv_is_drawn(site: Path) -> None:
    for path in _figures(site):
        drawn = _drawn(json.loads(path.read_text("utf-8")))
        for table in sorted(path.parent.glob(f"{path.stem}*.csv")):
            if table.stem.split(".")[0] != path.stem:
                continue
            with table.open(encoding="utf-8", newline="") as file:
                for record in csv.DictReader(file):
                    for name in {"row", "source_id", "source_ids"} & record.keys():
                        del record[name]
                    wrong = {
                        name: value
                        for name, value in record.items()
                        if value and value not in drawn and not _same_number(value, drawn)
                    }
                    assert wrong == {}, f"{table.name}: {wrong} not in {path.name}"


def _same_number(value: str, drawn: set[str]) -> bool:
    try:
        number = float(value)
    except ValueError:
        return False
    return any(_close(number, other) for other in drawn)


def _close(number: float, other: str) -> bool:
    try:
        return math.isclose(number, float(other), rel_tol=1e-5)
    except ValueError:
        return False


def test_a_record_that_is_a_row_has_the_row_s_numbers_and_source(site: Path) -> None:
    data = package.read()
    lines: dict[str, list[str]] = {}
    for path in sorted((site / "figures").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for record in csv.DictReader(file):
                if "row" not in record:
                    break
                table, line = record["row"].split(":")
                rows = lines.setdefault(
                    table, data.path(data.table(table)).read_text("utf-8").splitlines()
                )
                cells = next(csv.reader([rows[int(line) - 1]]))
                raw = dict(zip(data.table(table).columns, cells, strict=True))
                if "source_id" in raw:
                    assert raw["source_id"] in record["source_id"].split(";"), (
                        f"{path.name}: {record}"
                    )
                for field in data.table(table).fields:
                    if field.is_number and record.get(field.name):
                        assert float(raw[field.name]) == pytest.approx(float(record[field.name])), (
                            f"{path.name}: {record['row']} {field.name}"
                        )
