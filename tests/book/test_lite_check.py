"""Comparing what a chapter gives in the browser's Python with what was published of it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from coalitions.book import published
from coalitions.book.edition import FINDING
from coalitions.book.execute import FIGURE
from coalitions.book.lite.check import judged
from coalitions.book.lite.notebooks import late_packages, preparation
from coalitions.book.store import Inputs, Record

FOUND: dict[str, Any] = {
    "outputs": [
        [
            {
                "output_type": "display_data",
                "data": {
                    FIGURE: {
                        "spec": {"datasets": {"d": [{"share": 0.1 + 0.2}]}},
                        "name": "a-figure",
                        "title": "A headline",
                        "subtitle": "",
                        "description": "",
                        "provenance": {},
                    },
                    FINDING: {
                        "sentence": "It held.",
                        "tests": ["3 < 4"],
                        "overturned_by": "",
                        "holds": True,
                        "provenance": {},
                    },
                },
            }
        ]
    ],
    "values": [["share", {"data": {"text/plain": "30%"}, "metadata": {}}]],
    "error": "",
    "stderr": [],
    "seconds": 1.0,
}


@pytest.fixture
def was() -> dict[str, Any]:
    record = Record(
        Inputs("code", ""), tuple(map(tuple, FOUND["outputs"])), tuple(FOUND["values"]), 1
    )
    return published.chapter(record)


def faults(found: dict[str, Any], was: dict[str, Any] | None) -> str:
    return "\n".join(judged("chapters/a", found, was).faults)


def test_the_same_run_has_no_faults(was: dict[str, Any]) -> None:
    assert faults(FOUND, was) == ""


def test_the_last_digits_of_a_figure_do_not_count(was: dict[str, Any]) -> None:
    found = copy.deepcopy(FOUND)
    datasets = found["outputs"][0][0]["data"][FIGURE]["spec"]["datasets"]
    datasets["d"] = [{"share": 0.3}]
    assert faults(found, was) == ""
    datasets["d"] = [{"share": 0.31}]
    assert "figure a-figure: share 0.3 → share 0.31" in faults(found, was)


def test_a_number_that_is_written_otherwise_is_named(was: dict[str, Any]) -> None:
    found = copy.deepcopy(FOUND)
    found["values"][0][1]["data"]["text/plain"] = "31%"
    assert "number share: 30% → 31%" in faults(found, was)


def test_a_finding_that_fails_is_named(was: dict[str, Any]) -> None:
    found = copy.deepcopy(FOUND)
    found["outputs"][0][0]["data"][FINDING]["holds"] = False
    assert "finding It held.: holds → does not hold" in faults(found, was)


def test_errors_and_warnings_are_faults(was: dict[str, Any]) -> None:
    assert "NameError" in faults({**FOUND, "error": "cell 2: NameError: x"}, was)
    assert "a warning" in faults({**FOUND, "stderr": ["a warning"]}, was)
    assert "not part of the published edition" in faults(FOUND, None)


def test_a_module_that_needs_scipy_makes_its_chapters_load_it() -> None:
    assert late_packages(["coalitions.exact"]) == ["scipy"]
    assert late_packages(["coalitions.quantities", "coalitions.not_there"]) == []
    assert preparation(["scipy"]).startswith("import scipy")
    assert preparation([]) == ""
