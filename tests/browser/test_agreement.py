"""What a figure draws, what its table and its CSV say, and the rows of the data are the same."""

from __future__ import annotations

import csv
import json
import math
import re
from bisect import bisect
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from coalitions.book.sheets import MOST_ROWS
from coalitions.data import package

from .conftest import PAGES

_FIGURE = re.compile(r'<figure class="[^"]*\bco-figure\b.*?</figure>', re.DOTALL)
_TABLE = re.compile(r'<table class="co-table"><caption>Plotted data.*?</table>', re.DOTALL)
_FILE = re.compile(r'href="(?:\.\./)*(figures/[^"]+\.csv)"')
#: A table shows four figures of a number below 1,000, and no places from there on.
_FIGURES, _WHOLE_FROM = 4, 1000


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
        numbers = sorted(n for n in map(_number, drawn) if n is not None)
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
                        if value and value not in drawn and not _is_among(value, numbers)
                    }
                    assert wrong == {}, f"{table.name}: {wrong} not in {path.name}"


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _is_among(value: str, numbers: list[float]) -> bool:
    """Say whether the nearest of some ordered numbers is this one."""
    number = _number(value)
    if number is None:
        return False
    at = bisect(numbers, number)
    return any(
        math.isclose(number, near, rel_tol=1e-5) for near in numbers[max(0, at - 1) : at + 1]
    )


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


def test_every_table_of_a_page_says_what_its_csv_says(site: Path) -> None:
    compared = 0
    for page in PAGES:
        for table, path in _tables(site, (site / page).read_text("utf-8")):
            with path.open(encoding="utf-8", newline="") as file:
                records = list(csv.reader(file))[1:]
            rows = [
                [_words(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
                for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]
            ]
            assert len(rows) == min(MOST_ROWS, len(records)), f"{page}: {path.name}"
            for row, record in zip(rows, records, strict=False):
                # The sources of a row stand in the file, and under their own tab on the page.
                apart = [
                    (shown, value)
                    for shown, value in zip(row, record, strict=False)
                    if not _says(shown, value)
                ]
                assert apart == [], f"{page}: {path.name}"
                compared += len(row)
    assert compared


def _tables(site: Path, page: str) -> Iterator[tuple[str, Path]]:
    """Give each table of plotted data on a page with its file."""
    for figure in _FIGURE.findall(page):
        tables, files = _TABLE.findall(figure), _FILE.findall(figure)
        assert tables, figure[:300]
        for table, file in zip(tables, files, strict=True):
            yield table, site / file


def _words(cell: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", cell))


def _says(shown: str, value: str) -> bool:
    if shown == value or (shown, value) in {("–", ""), ("yes", "True"), ("no", "False")}:
        return True
    try:
        number, said = float(value), float(shown.replace(",", ""))
    except ValueError:
        return False
    whole = abs(number) >= _WHOLE_FROM
    return math.isclose(
        said, number, rel_tol=0 if whole else 10 ** (1 - _FIGURES), abs_tol=0.5 if whole else 0
    )
