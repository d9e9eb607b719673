"""Tables remember their rows through what pandas does to them, and never invent any."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.provenance import Provenance, SourceUse, of

ALL = (2, 3, 4, 6, 7)  # the cell in line 4 has a line break


@pytest.fixture
def facts(small_data: Path) -> co.Facts:
    """The five contributions of the small package."""
    return co.load("contributions")


@pytest.fixture
def book_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """The data of the book."""
    monkeypatch.setenv("COALITIONS_DATA", str(Path(__file__).parents[1] / "data"))


def rows(obj: object) -> dict[str, list[int]]:
    """Return the provenance of `obj` as plain data."""
    return of(obj).as_json()


NARROWING: dict[str, tuple[Callable[[Any], Any], tuple[int, ...]]] = {
    "mask": (lambda f: f[f["personnel"] > 1500], (2, 4, 6, 7)),
    "query": (lambda f: f.query("personnel > 1500"), (2, 4, 6, 7)),
    "loc": (lambda f: f.loc[[2, 3]], (2, 3)),
    "iloc": (lambda f: f.iloc[-1:], (7,)),
    "one row": (lambda f: f.loc[3], (3,)),
    "row by row": (lambda f: next(f.iterrows())[1], (2,)),
    "column": (lambda f: f["personnel"], ALL),
    "columns": (lambda f: f[["iso3", "personnel"]], ALL),
    "head after sorting": (lambda f: f.sort_values("personnel").head(2), (3, 4)),
    "largest": (lambda f: f.nlargest(2, "personnel"), (2, 6)),
    "largest of a column": (lambda f: f["personnel"].nlargest(2), (2, 6)),
    "smallest": (lambda f: f.nsmallest(1, "personnel"), (3,)),
    "first of each": (lambda f: f.groupby("iso3").head(1), (2, 3, 4)),
    "without duplicates": (lambda f: f.drop_duplicates("iso3"), (2, 3, 4)),
    "without missing": (lambda f: f.dropna(subset="share"), (2, 3, 7)),
    "dropped": (lambda f: f.drop(index=[2]), (3, 4, 6, 7)),
    "assigned": (lambda f: f.head(2).assign(twice=lambda d: d["personnel"] * 2), (2, 3)),
    "renamed": (lambda f: f.head(2).rename(columns={"iso3": "country"}), (2, 3)),
    "group of a loop": (lambda f: dict(list(f.groupby("iso3")))["AUS"], (2, 6, 7)),
    "nothing": (lambda f: f[f["iso3"] == "FRA"], ()),
    "copied": (lambda f: copy.deepcopy(f.head(2)), (2, 3)),
    "pickled": (lambda f: pickle.loads(pickle.dumps(f.head(2))), (2, 3)),
}

FREEZING: dict[str, Callable[[Any], Any]] = {
    "reset": lambda f: f.reset_index(drop=True),
    "set": lambda f: f.set_index("iso3"),
    "set, then filtered": lambda f: f.set_index("iso3").loc[["AUS"]],
    "sum of groups": lambda f: f.groupby("iso3")["personnel"].sum(),
    "aggregates": lambda f: f.groupby("iso3").agg(most=("personnel", "max")),
    "sizes": lambda f: f.groupby("iso3").size(),
    "applied to groups": lambda f: f.groupby("iso3")["personnel"].apply(lambda s: s.max()),
    "counts of values": lambda f: f["iso3"].value_counts(),
    "counts of rows": lambda f: f.value_counts("iso3"),
    "pivot table": lambda f: f.pivot_table(index="iso3", values="personnel"),
    "long": lambda f: f[["iso3", "personnel"]].melt(),
    "stacked": lambda f: f[["personnel", "share"]].stack(),
    "unstacked": lambda f: f.set_index(["iso3", "as_of"])["personnel"].unstack(),
    "resampled": lambda f: f.set_index("as_of").resample("MS")["personnel"].sum(),
    "summed columns": lambda f: f[["personnel"]].sum(),
    "ignored index": lambda f: f.sort_values("personnel", ignore_index=True),
    "described": lambda f: f[["personnel"]].describe(),
    "described column": lambda f: f["personnel"].describe(),
    "years": lambda f: f["as_of"].dt.year,
    "written dates": lambda f: f["as_of"].dt.strftime("%Y"),
    "codes": lambda f: f["measure"].cat.codes,
    "classes": lambda f: pd.cut(f["personnel"], [0, 1500, 9000]),
    "other labels": lambda f: f.set_axis(range(len(f))),
}


@pytest.mark.parametrize("name", NARROWING)
def test_rows_narrow_with_the_table(name: str, facts: co.Facts) -> None:
    step, expected = NARROWING[name]
    assert of(step(facts)).rows.get("contributions", ()) == expected


@pytest.mark.parametrize("name", FREEZING)
def test_rows_are_frozen_when_the_index_is_lost(name: str, facts: co.Facts) -> None:
    peak = facts[facts["measure"] == "peak"]
    assert rows(FREEZING[name](peak)) == {"contributions": [2, 3, 6, 7]}


def test_chain_after_a_loss_keeps_what_was_frozen(facts: co.Facts) -> None:
    result = facts.head(3).reset_index(drop=True).rename_axis("row").head(1)
    assert rows(result) == {"contributions": [2, 3, 4]}


def test_merge_unites(facts: co.Facts) -> None:
    countries = co.load("countries")
    merged = facts.head(2).merge(countries[countries["region"] == "pacific"], on="iso3")
    assert rows(merged) == {"contributions": [2, 3], "countries": [2, 3]}


def test_join_unites(facts: co.Facts) -> None:
    joined = facts.head(2).join(co.load("countries").set_index("iso3"), on="iso3")
    assert rows(joined) == {"contributions": [2, 3], "countries": [2, 3, 4, 5, 6, 7]}


def test_concat_of_one_table_can_still_be_narrowed(facts: co.Facts) -> None:
    both = pd.concat([facts.head(2), facts.tail(1)])
    assert rows(both) == {"contributions": [2, 3, 7]}
    assert rows(both[both["iso3"] == "NZL"]) == {"contributions": [3]}


def test_concat_of_different_tables_unites(facts: co.Facts) -> None:
    both = pd.concat([facts.head(1), co.load("countries").head(1)])
    assert rows(both) == {"contributions": [2], "countries": [2]}
    assert rows(both.head(1)) == {"contributions": [2], "countries": [2]}


def test_arithmetic_between_tables_unites(facts: co.Facts) -> None:
    share = facts.groupby("iso3")["personnel"].sum() / co.load("countries").groupby("iso3").size()
    assert set(of(share).tables) == {"contributions", "countries"}


def test_column_from_another_table_brings_its_rows(facts: co.Facts) -> None:
    names = co.load("countries").set_index("iso3")["name"]
    named = facts.head(1).assign(name=lambda d: d["iso3"].map(names))
    assert rows(named) == {"contributions": [2], "countries": [2, 3, 4, 5, 6, 7]}


def test_column_from_the_own_table_adds_no_rows(facts: co.Facts) -> None:
    few = facts.head(1).copy()
    few["personnel"] = facts["personnel"]
    assert rows(few) == {"contributions": [2]}


def test_what_cannot_be_known_is_empty(facts: co.Facts) -> None:
    for unknown in (pd.DataFrame(facts), facts["personnel"].sum(), pd.Series([1]), "text", None):
        assert not of(unknown)


def test_years_of_dates_are_still_rows_of_the_table(facts: co.Facts) -> None:
    years = facts["as_of"].dt.year
    assert rows(years[years < 2003]) == {"contributions": [2, 3, 4, 6]}


def test_a_quantity_refuses_rows_that_are_lost(facts: co.Facts) -> None:
    plain = pd.DataFrame({"iso3": ["AUS"]})
    lost = [plain.merge(facts, on="iso3"), pd.crosstab(facts["iso3"], facts["measure"]), [plain]]
    for table in lost:
        with pytest.raises(TypeError, match="does not know its rows"):
            co.quantity(1, rows=table)
    assert rows(co.quantity(1, rows=facts.merge(plain, on="iso3"))) == {"contributions": list(ALL)}


def test_column_named_provenance_is_no_provenance() -> None:
    assert not of(pd.DataFrame({"provenance": [1]}))


def test_lists_unite(facts: co.Facts) -> None:
    assert rows([facts.head(1), co.load("countries").tail(1), 5]) == {
        "contributions": [2],
        "countries": [7],
    }


def test_sources_with_the_span_of_confidence(facts: co.Facts) -> None:
    assert of(facts).sources == (
        SourceUse("blaxland-2015", "medium", "high", 2),
        SourceUse("crs-2003", "low", "low", 1),
        SourceUse("un-1264", "low", "medium", 2),
    )


def test_sources_of_tables_without_sources(facts: co.Facts) -> None:
    assert of(co.load("countries")).sources == ()
    assert of(co.load("sources").head(1)).sources == (SourceUse("blaxland-2015", None, None, 1),)


@pytest.mark.parametrize(
    ("table", "link"),
    [
        ("events", "event_sources"),
        ("participants", "participant_sources"),
        ("coalitions", "coalition_sources"),
        ("claims", "claim_sources"),
    ],
)
def test_sources_of_a_row_stand_in_its_link_table_too(
    table: str, link: str, book_data: None
) -> None:
    linked = co.load(link)
    keys = [column for column in linked.columns if column in co.package().table(table).primary_key]
    owner = co.load(table).merge(linked.head(1)[keys], on=keys, how="inner").head(1)
    first = co.load(table)
    for key in keys:
        first = first[first[key].eq(owner[key].iloc[0])]
    cited = {use.source_id for use in of(first).sources}
    assert set(linked.head(1)["source_id"]) | set(first["source_id"]) <= cited


def test_rows_that_only_link_cite_what_their_owner_cites(book_data: None) -> None:
    named = co.load("willing_count_countries").head(1)
    owner = co.load("willing_counts", count_id=named["count_id"].iloc[0])
    assert of(named).sources == of(owner).sources != ()


lines = st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(2, 30)), max_size=3)


@given(lines, lines, lines)
def test_union_is_that_of_sets(first: Any, second: Any, third: Any) -> None:
    one, two, three = (Provenance.build(each) for each in (first, second, third))
    assert one.union(two) == two.union(one)
    assert one.union(two, three) == one.union(two).union(three)
    assert one.union(one) == one.union() == one
    assert Provenance.build(one.as_json()) == one == pickle.loads(pickle.dumps(one))
    assert len(one.union(two)) <= len(one) + len(two)


steps = st.lists(
    st.sampled_from(
        [
            lambda f: f[f.index % 2 == 0],
            lambda f: f.sort_values("personnel"),
            lambda f: f.iloc[1:],
            lambda f: f.assign(more=1),
            lambda f: f[f["personnel"] > 1300],
            lambda f: pd.concat([f, f.head(1)]),
            lambda f: f.drop_duplicates(),
            lambda f: f.copy(),
        ]
    ),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_rows_are_exactly_those_of_the_index_as_long_as_it_lasts(
    facts: co.Facts, steps: list[Callable[[Any], Any]]
) -> None:
    result: Any = facts
    for step in steps:
        result = step(result)
    expected = tuple(sorted(set(result.index)))
    assert of(result).rows.get("contributions", ()) == expected
    assert of(result.reset_index(drop=True)).rows.get("contributions", ()) == expected


def test_sorted_facts_keep_the_order_of_what_is_alike() -> None:
    """Long enough that pandas' usual sort would shuffle."""
    table = co.load("sources")
    table = table.assign(alike=1)
    assert list(table.sort_values("alike").index) == list(table.index)
    assert list(table["alike"].sort_values(ascending=False).index) == list(table.index)
