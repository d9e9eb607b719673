"""The codebook describes every table and column once, and its numbers are those of the files."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

import coalitions as co
from coalitions.data import catalogue
from coalitions.data import package as descriptor
from coalitions.data.catalogue import Entry
from coalitions.data.subjects import SUBJECTS, Subject

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
NAMES = descriptor.read(DATA).names


@lru_cache
def rows(name: str) -> list[dict[str, str]]:
    """Read a table as its CSV file has it, without any of our code."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache
def entry(name: str) -> Entry:
    """Return the entry of a table."""
    package = descriptor.read(DATA)
    return catalogue.entry(package.table(name), co.load(name), co.load("sources"), package)


def test_every_table_stands_on_exactly_one_page() -> None:
    described = [name for subject in SUBJECTS for name in subject.tables]
    assert sorted(described) == sorted(NAMES)


def test_every_table_knows_its_page() -> None:
    pages = {name: catalogue.page_of(name) for name in NAMES}
    assert set(pages.values()) == {subject.docname for subject in SUBJECTS}
    assert all((ROOT / f"{page}.md").is_file() for page in pages.values())


def test_unknown_table_is_refused_with_advice() -> None:
    with pytest.raises(LookupError, match=r"contributions.*subjects\.SUBJECTS"):
        catalogue.page_of("contribution")


def test_anchors_are_unique() -> None:
    anchors = [catalogue.anchor_of(name) for name in NAMES]
    assert len(set(anchors)) == len(NAMES)
    assert all(re.fullmatch(r"table-[a-z-]+", anchor) for anchor in anchors)


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda s: s.docname.rpartition("/")[2])
def test_chapter_has_a_section_for_each_of_its_tables(subject: Subject) -> None:
    text = (ROOT / f"{subject.docname}.md").read_text("utf-8")
    sections = re.findall(
        r"^\((table-.+)\)=\n## (.+) \(`(\w+)`\)\n\n```\{code-cell\} python3\n"
        r':tags: \[remove-input\]\n\nco\.codebook_entry\("(\w+)"\)\n```$',
        text,
        re.MULTILINE,
    )
    table = descriptor.read(DATA).table
    expected = [(catalogue.anchor_of(n), table(n).title, n, n) for n in subject.tables]
    assert sections == expected
    assert text.count("\n## ") == len(expected)
    assert f"\n# Codebook: {subject.title}\n" in text


@pytest.mark.parametrize("name", NAMES)
def test_rows_and_missing_cells_are_those_of_the_file(name: str) -> None:
    found = {column.field.name: column.missing for column in entry(name).columns}
    raw = rows(name)
    assert entry(name).rows == len(raw)
    assert found == {column: sum(row[column] == "" for row in raw) for column in raw[0]}


@pytest.mark.parametrize("name", NAMES)
def test_codes_are_counted(name: str) -> None:
    shown = entry(name)
    lists = {each.field.name: each.codes for each in shown.code_lists}
    if shown.confidence:
        lists["confidence"] = shown.confidence
    coded = {field.name for field in shown.table.fields if field.codes}
    assert set(lists) == coded
    for column, codes in lists.items():
        counts = Counter(row[column] for row in rows(name) if row[column])
        assert {code.value: n for code, n in codes if n} == counts


@pytest.mark.parametrize("name", NAMES)
def test_sources_are_counted_by_kind(name: str) -> None:
    kind_of = {row["source_id"]: row["kind"] for row in rows("sources")}
    columns = [column for column in rows(name)[0] if column.endswith("source_id")]
    uses = {(row[c], n) for n, row in enumerate(rows(name)) for c in columns if row[c]}
    found = entry(name).sources
    if not columns:
        assert found is None
        return
    assert found is not None
    assert found.works == len({work for work, _ in uses})
    expected = Counter(kind for kind, _ in {(kind_of[work], row) for work, row in uses})
    assert {each.kind.value: each.rows for each in found.kinds} == expected
    doubtful = {row["source_id"] for row in rows("sources") if row["state_media"] == "true"}
    assert found.state_media == len({row for work, row in uses if work in doubtful})


def test_extent_is_that_of_the_file() -> None:
    years = {int(row["as_of"][:4]) for row in rows("contributions") if row["as_of"]}
    assert entry("contributions").period == (min(years), max(years))
    assert entry("contributions").countries == len({row["iso3"] for row in rows("contributions")})
    assert entry("military_expenditure").period == (2014, 2026)
    assert entry("exceptions").period is None
    assert entry("exceptions").countries is None


def test_date_of_the_next_election_is_no_date_of_the_row() -> None:
    assert catalogue.time_column(entry("governments").table) is None


def test_tables_that_refer_to_a_table_are_named() -> None:
    assert set(entry("positions").used_by) == {"position_tasks", "position_evidence"}
    hubs = {table.name: users for table, users in catalogue.hubs(descriptor.read(DATA))}
    assert hubs["positions"] == entry("positions").used_by
    assert "claim_tables" not in hubs


def test_every_column_has_a_nature() -> None:
    counts = catalogue.natures(descriptor.read(DATA))
    assert set(counts) == {"key", "observed", "computed", "coded", "note"}
    assert sum(counts.values()) == sum(len(rows(name)[0]) for name in NAMES)


def test_previewed_rows_reach_from_the_first_to_the_last() -> None:
    assert catalogue.spread_out(3) == (0, 1, 2)
    assert catalogue.spread_out(0) == ()
    assert catalogue.spread_out(101) == (0, 25, 50, 75, 100)
    assert len(set(catalogue.spread_out(6))) == 5
