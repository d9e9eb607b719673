"""The bibliography is valid BibTeX, has every source once, and prints what the table says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docutils import nodes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pybtex.backends.plaintext import Backend
from pybtex.database import parse_string
from pybtex.style.formatting.unsrt import Style

from coalitions.data import package as descriptor
from coalitions.data.bibliography import anchor_of, bibtex
from coalitions.data.rows import Tables
from tests import small_package

DATA = Path(__file__).parents[2] / "data"
HEADER = (
    "source_id,authors,title,publisher,date_published,url,read_as_copy,state_media,aggregator\n"
)


def printed(text: str) -> dict[str, str]:
    """Format BibTeX as Sphinx would, as plain text by key."""
    style = Style()
    entries = style.format_bibliography(parse_string(text, "bibtex"))
    return {entry.key: entry.text.render(Backend()) for entry in entries}


def with_sources(folder: Path, rows: str) -> Path:
    """Replace the sources of the small package."""
    parsed = small_package.descriptor()
    schema = parsed["resources"][0]["schema"]
    columns = HEADER.strip().split(",")
    kinds = dict.fromkeys(columns[-3:], "boolean")
    schema["fields"] = [small_package.field(name, kinds.get(name, "string")) for name in columns]
    schema["fields"][4] = small_package.date("date_published")
    (folder / "datapackage.json").write_text(json.dumps(parsed), encoding="utf-8")
    (folder / "sources.csv").write_text(HEADER + rows, encoding="utf-8")
    return folder


def test_every_source_stands_once_and_prints_its_title() -> None:
    text = bibtex(folder=DATA)
    entries = printed(text)
    sources = {str(row["source_id"]): row for row in Tables(descriptor.read(DATA))["sources"]}
    assert list(entries) == sorted(sources)
    for key, row in sources.items():
        assert str(row["title"])[:60] in entries[key], key
    assert bibtex(folder=DATA) == text


def test_the_place_of_a_work_is_the_one_that_sphinx_gives_it_and_its_own() -> None:
    keys = [str(row["source_id"]) for row in Tables(descriptor.read(DATA))["sources"]]
    assert [anchor_of(key) for key in keys] == [nodes.make_id(key) for key in keys]
    assert len({anchor_of(key) for key in keys}) == len(keys)


def test_entry(small_data: Path) -> None:
    row = 'a-1,"Sharp, J. & Co",Costs: 5% of $1_bn #1,CRS,1999-09-05,https://a.org/x_y%20z,true,true,\n'
    with_sources(small_data, row)
    assert bibtex(folder=small_data) == (
        "@misc{a-1,\n"
        "  author = {{Sharp, J. \\& Co}},\n"
        "  title = {{Costs: 5\\% of $1\\_bn \\#1}},\n"
        "  howpublished = {CRS},\n"
        "  month = {5 September},\n"
        "  year = {1999},\n"
        "  note = {Read as a copy, state media},\n"
        "  url = {https://a.org/x_y%20z},\n"
        "}\n"
    )
    assert printed(bibtex(folder=small_data))["a-1"] == (
        "Sharp, J. & Co. Costs: 5% of $1_bn #1. CRS, 5 September 1999. "
        "Read as a copy, state media. URL: https://a.org/x_y%20z."
    )


def test_only_the_keys_asked_for(small_data: Path) -> None:
    with_sources(small_data, "a,,A,,,,,,\nb,,B,,2003,,,,\nc,,C,,2003-06,,,,\n")
    assert list(printed(bibtex(["c", "a"], small_data))) == ["a", "c"]
    with pytest.raises(LookupError, match="no d"):
        bibtex(["d"], small_data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1))
def test_any_characters_make_a_valid_entry(small_data: Path, title: str) -> None:
    quoted = title.replace('"', '""')
    with_sources(small_data, f'a,,"{quoted}",,,,,,\nb,,Next,,,,,,\n')
    assert list(printed(bibtex(folder=small_data))) == ["a", "b"]
