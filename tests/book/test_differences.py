"""Of two editions each thing that moved is named once, from what to what, and why."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from coalitions.book.differences import Change, compare, rounded
from coalitions.book.environment import computing, packages

Snapshot = dict[str, Any]


@pytest.fixture
def edition() -> Snapshot:
    chapter = {
        "inputs": {"code": "c1", "modules": {"coalitions.measures": "m1"}, "tables": ["ships"]},
        "numbers": [{"code": "total", "text": "7", "value": 7, "rows": {"ships": "2-3"}}],
        "figures": [figure("", "7 ships", [{"name": "first", "number": 3}])],
        "findings": [
            {"sentence": "7 ships are few", "tests": ["7 < 10"], "holds": True, "rows": {}}
        ],
        "outputs": [{"cell": "cell 2", "text": "a list", "sha256": "o1"}],
    }
    return {
        "packages": {"pandas": "3.0.0", "sphinx": "7.4.7"},
        "computing": ["pandas"],
        "tables": {"ships": {"key": ["name"], "csv": "name,number\nfirst,3\nsecond,4\n"}},
        "chapters": {"chapters/ships": chapter},
    }


def figure(name: str, title: str, records: list[dict[str, Any]]) -> dict[str, Any]:
    rows = {"ships": "2"}
    words = ["Ships by name", "A bar for each ship"]
    return {
        "name": name,
        "title": title,
        "words": words,
        "data": [records],
        "drawn": "d1",
        "rows": rows,
    }


def only_change(edition: Snapshot, now: Snapshot) -> Change:
    (change,) = compare(edition, now).changes
    return change


def moved(edition: Snapshot) -> tuple[Snapshot, dict[str, Any]]:
    now = copy.deepcopy(edition)
    return now, now["chapters"]["chapters/ships"]


def test_a_headline_that_holds_a_number_moves_from_one_to_the_other(edition: Snapshot) -> None:
    now, chapter = moved(edition)
    chapter["figures"][0]["title"] = "8 ships"
    change = only_change(edition, now)
    assert (change.kind, change.before, change.after) == ("figure", "“7 ships”", "“8 ships”")


def test_so_does_the_sentence_of_a_finding(edition: Snapshot) -> None:
    now, chapter = moved(edition)
    chapter["findings"][0] |= {"sentence": "12 ships are few", "holds": False}
    change = only_change(edition, now)
    assert change.what == "7 ships are few"
    assert (change.before, change.after) == ("holds", "does not hold")


def test_a_finding_that_is_new_is_not_taken_for_an_old_one(edition: Snapshot) -> None:
    now, chapter = moved(edition)
    chapter["findings"].append({"sentence": "New", "tests": [], "holds": True, "rows": {}})
    change = only_change(edition, now)
    assert (change.what, change.before, change.after) == ("New", "not there", "holds")


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ({"data": [[{"name": "first", "number": 5}]]}, "number 3", "number 5"),
        ({"words": ["Boats by name", ""]}, "“Ships by name”", "“Boats by name”"),
        ({"drawn": "d2"}, "as published", "drawn otherwise"),
    ],
    ids=["data", "words", "drawing"],
)
def test_of_a_figure_data_words_and_drawing_count(
    edition: Snapshot, part: dict[str, Any], before: str, after: str
) -> None:
    now, chapter = moved(edition)
    chapter["figures"][0] |= part
    change = only_change(edition, now)
    assert (change.before, change.after) == (before, after)


def test_a_row_whose_key_was_corrected_is_still_one_row(edition: Snapshot) -> None:
    now, _ = moved(edition)
    now["tables"]["ships"]["csv"] = "name,number\nfirst,3\nthird,4\n"
    assert [str(row) for row in compare(edition, now).rows] == ["ships:3 (name second → third)"]


def test_rows_that_came_and_went_are_told_apart(edition: Snapshot) -> None:
    now, _ = moved(edition)
    now["tables"]["ships"]["csv"] = "name,number\nsecond,4\n"
    assert [str(row) for row in compare(edition, now).rows] == ["ships:2 (row removed)"]


def test_the_last_digits_of_a_fraction_do_not_count(edition: Snapshot) -> None:
    edition["chapters"]["chapters/ships"]["numbers"][0] |= {
        "text": "56%",
        "value": 0.5603919845380068,
    }
    now, chapter = moved(edition)
    chapter["numbers"][0]["value"] = 0.5603919845380069
    assert compare(edition, now).same
    chapter["numbers"][0]["value"] = 0.5604
    change = only_change(edition, now)
    assert (change.before, change.after) == ("56% (0.560391985)", "56% (0.5604)")


def test_of_many_causes_a_few_are_shown_and_all_are_written_down(edition: Snapshot) -> None:
    now, chapter = moved(edition)
    names = [f"coalitions.m{n}" for n in range(5)]
    chapter["inputs"]["modules"] |= dict.fromkeys(names, "new")
    chapter["outputs"][0]["sha256"] = "o2"
    change = only_change(edition, now)
    assert change.causes == tuple(f"module {name}" for name in names)
    assert "module coalitions.m2 and 2 more" in str(change)


def test_what_a_cell_shows_besides_is_known_to_differ(edition: Snapshot) -> None:
    now, chapter = moved(edition)
    chapter["outputs"][0]["sha256"] = "o2"
    change = only_change(edition, now)
    assert str(change).startswith("  output cell 2: as published → otherwise")


def test_a_changed_package_is_the_cause_if_results_rest_on_it(edition: Snapshot) -> None:
    now, chapter = moved(edition)
    now["packages"] = {"pandas": "3.1.0", "sphinx": "8.0.0"}
    chapter["numbers"][0] |= {"text": "8", "value": 8}
    found = compare(edition, now)
    assert found.packages == ("pandas 3.0.0 → 3.1.0", "sphinx 7.4.7 → 8.0.0")
    assert found.changes[0].causes == ("package pandas 3.0.0 → 3.1.0",)


def test_the_row_that_a_number_rests_on_comes_before_all_other_causes(edition: Snapshot) -> None:
    now, chapter = moved(edition)
    now["packages"]["pandas"] = "3.1.0"
    now["tables"]["ships"]["csv"] = "name,number\nfirst,3\nsecond,5\n"
    chapter["numbers"][0] |= {"text": "8", "value": 8}
    assert only_change(edition, now).causes == ("ships:3",)


def test_without_such_a_row_everything_is_named_that_may_be_the_cause(edition: Snapshot) -> None:
    now, chapter = moved(edition)
    now["tables"]["ships"]["csv"] += "third,1\n"
    chapter["inputs"]["modules"] = {"coalitions.measures": "m2"}
    chapter["outputs"][0]["sha256"] = "o2"
    assert only_change(edition, now).causes == (
        "ships:4, which the chapter reads",
        "module coalitions.measures",
    )


def test_results_rest_on_what_computes_and_not_on_what_builds_pages() -> None:
    assert {"python", "pandas", "numpy", "scipy", "altair"} <= computing()
    assert not {"sphinx", "jupyter-book", "pytest", "ruff"} & computing()
    assert computing() - {"python"} <= set(packages())


def test_fractions_are_rounded_and_nothing_else() -> None:
    assert rounded({"a": (0.1 + 0.2, 12345678901), "b": "0.1"}) == {
        "a": [0.3, 12345678901],
        "b": "0.1",
    }
