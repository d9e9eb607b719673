"""One figure is picked by a rule that does not depend on the order of rows; the others are told."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.data import package as descriptor
from coalitions.data.prefer import KINDS, entity_columns, preferred, spread, value_column

DATA = Path(__file__).parents[2] / "data"
HEADER = (
    "contribution_id,coalition_id,iso3,measure,as_of,deployed_from,withdrawn_on,personnel,share,"
    "landed,note,source_id,confidence\n"
)
SOURCES = (
    "source_id,title,publisher,kind,date,state_media,aggregator\n"
    "agency,Agency,,news,,true,false\n"
    "archive,Archive,,government,,false,false\n"
    "book,Book,,academic,,false,false\n"
    "collector,Collector,,government,,false,true\n"
    "paper,Paper,,news,,false,false\n"
)
THING = ["coalition_id", "iso3", "measure"]


def write(folder: Path, rows: list[str]) -> co.Facts:
    """Write contributions given as ``iso3,measure,as_of,personnel,source_id,confidence``."""
    lines = []
    for number, row in enumerate(rows):
        iso3, measure, as_of, personnel, source, confidence = row.split(",")
        lines.append(
            f"k{number},interfet-1999,{iso3},{measure},{as_of},,,{personnel},,,,{source},{confidence}\n"
        )
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    (folder / "contributions.csv").write_text(HEADER + "".join(lines), encoding="utf-8")
    return co.load("contributions")


@pytest.mark.parametrize(
    ("reason", "better", "worse"),
    [
        ("a figure", "AUS,peak,,5500,agency,low", "AUS,peak,2000,,archive,high"),
        ("confidence", "AUS,peak,,5500,agency,high", "AUS,peak,2000,5700,archive,medium"),
        ("no state media", "AUS,peak,,5500,paper,high", "AUS,peak,2000,5700,agency,high"),
        ("no aggregator", "AUS,peak,,5500,paper,high", "AUS,peak,2000,5700,collector,high"),
        ("kind of source", "AUS,peak,,5500,archive,high", "AUS,peak,2000,5700,book,high"),
        ("latest", "AUS,peak,2000-02,5500,book,high", "AUS,peak,2000-01-30,5700,book,high"),
        ("a date", "AUS,peak,1999,5500,book,high", "AUS,peak,,5700,book,high"),
    ],
)
def test_order_of_reasons(reason: str, better: str, worse: str, small_data: Path) -> None:
    for rows in ([better, worse], [worse, better]):
        picked = preferred(write(small_data, rows), by=THING)
        assert list(picked["personnel"]) == [5500]
        assert list(picked.index) == [2 + rows.index(better)]


def test_others_are_told(small_data: Path) -> None:
    rows = ["AUS,peak,,5500,book,high", "AUS,peak,,5700,paper,low", "AUS,peak,,,paper,low"]
    rows += ["AUS,on_date,,9,paper,low", "NZL,peak,,1200,paper,low", "FRA,peak,,,paper,low"]
    picked = preferred(write(small_data, rows), by=THING, measure="peak").set_index("iso3")
    told = picked[["personnel", "others", "lowest", "highest"]]
    assert told.loc["AUS"].tolist() == [5500, 1, 5500, 5700]
    assert told.loc["NZL"].tolist() == [1200, 0, 1200, 1200]
    assert told.loc["FRA", "others"] == 0
    assert pd.isna(told.loc["FRA", "personnel"])
    assert pd.isna(told.loc["FRA", "lowest"])


def test_asked_order_comes_before_confidence(small_data: Path) -> None:
    rows = [
        "AUS,on_date,,4500,archive,high",
        "AUS,peak,,5500,paper,low",
        "NZL,on_date,,800,book,low",
    ]
    facts = write(small_data, rows)
    picked = preferred(facts, by=["iso3"], measure=["peak", "on_date"])
    assert list(picked["personnel"]) == [5500, 800]
    assert list(picked["others"]) == [0, 0], "a figure on a date is no rival of a peak"
    assert list(preferred(facts, by=["iso3"], measure="on_date")["personnel"]) == [4500, 800]


def test_provenance_is_that_of_the_rows_picked_and_the_spread_rests_on_all(
    small_data: Path,
) -> None:
    rows = ["AUS,peak,,5500,book,high", "AUS,peak,,5700,paper,low", "NZL,peak,,1200,paper,low"]
    facts = write(small_data, rows)
    assert preferred(facts, by=THING).provenance.as_json() == {"contributions": [2, 4]}
    apart = spread(facts, by=["iso3"])
    assert apart.provenance.as_json() == {"contributions": [2, 3, 4]}
    assert apart.to_dict("records") == [
        {"iso3": "AUS", "figures": 2, "sources": 2, "lowest": 5500, "highest": 5700},
        {"iso3": "NZL", "figures": 1, "sources": 1, "lowest": 1200, "highest": 1200},
    ]


figures = st.tuples(
    st.sampled_from(["AUS", "NZL", "FRA"]),
    st.sampled_from(["peak", "on_date"]),
    st.sampled_from(["", "1999", "1999-11", "1999-11-20"]),
    st.sampled_from(["", "10", "20", "30"]),
    st.sampled_from(["agency", "archive", "book", "paper"]),
    st.sampled_from(["low", "medium", "high"]),
).map(",".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(figures, min_size=1, max_size=12, unique=True), st.randoms())
def test_choice_does_not_depend_on_the_order_of_the_file(
    small_data: Path, rows: list[str], random: object
) -> None:
    first = preferred(write(small_data, rows), by=THING)
    assert not first.duplicated(THING).any()
    assert set(first["iso3"]) == {row[:3] for row in rows}
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    second = preferred(write(small_data, shuffled), by=THING)
    compared = [*THING, "personnel", "source_id", "confidence", "others", "lowest", "highest"]
    one, two = (
        pd.DataFrame(each)[compared].sort_values(THING).reset_index(drop=True)
        for each in (first, second)
    )
    pd.testing.assert_frame_equal(one, two)


def test_unknown_code_is_refused(small_data: Path) -> None:
    with pytest.raises(ValueError, match="no code 'peek'"):
        preferred(co.load("contributions"), by=THING, measure="peek")


def test_grouped_facts_are_refused(small_data: Path) -> None:
    with pytest.raises(ValueError, match="no longer rows of one table"):
        preferred(co.load("contributions").reset_index(drop=True), by=THING)


def test_key_that_names_only_rows_needs_by() -> None:
    table = descriptor.read(DATA).table("sources")
    with pytest.raises(ValueError, match="give the columns"):
        entity_columns(table, "title", ["source_id"])


def test_defaults_for_the_tables_of_this_project() -> None:
    package = descriptor.read(DATA)
    contributions = package.table("contributions")
    assert value_column(contributions) == "personnel"
    assert entity_columns(contributions, "personnel", ()) == ("coalition_id", "iso3", "measure")
    assert entity_columns(contributions, "personnel", ["measure"]) == ("coalition_id", "iso3")
    assert entity_columns(package.table("fatalities"), "fatalities", ()) == ("coalition_id", "iso3")


def test_every_kind_of_source_is_ranked() -> None:
    kinds = descriptor.read(DATA).table("sources").field("kind").values
    assert sorted(kinds) == sorted(KINDS)
