"""Published sizes: each statement once, and none of them in the model."""

from __future__ import annotations

import pytest

from coalitions import dilemma
from coalitions.data.load import load


def test_statements_are_counted_once() -> None:
    found = dilemma.published()
    asked, plans = load("force_requirements"), load("force_plans")
    lines = found.provenance.rows
    assert asked.loc[list(lines["force_requirements"]), "same_statement"].isna().all()
    assert plans.loc[list(lines["force_plans"]), "estimate_id"].isna().all()
    assert len(found) == sum(len(rows) for rows in lines.values())


def test_only_whole_forces_for_ukraine_in_persons_are_left() -> None:
    lines = dilemma.published().provenance.rows
    asked = load("force_requirements").loc[list(lines["force_requirements"])]
    assert set(asked["unit"]) == {"persons"}
    assert set(asked["scope"]) == {"whole_force"}
    assert not asked["mission"].eq("nato_defence").any()
    assert dilemma.published()[["low", "high"]].notna().any(axis=1).all()


def test_no_published_size_for_ukraine_feeds_the_model_but_the_formations_it_names() -> None:
    # Two statements say how large a brigade with its support is; their totals are not used.
    used = dilemma.read().provenance.rows["force_requirements"]
    keys = set(load("force_requirements").loc[list(used), "estimate_id"])
    assert keys == {"csis-tripwire", "iiss-small"}


def test_lines_to_compare_with_carry_their_date_and_their_row() -> None:
    lines = dilemma.requirement_lines({"zelensky-davos": "Zelenskyy", "starmer-macron-30k": "Plan"})
    assert list(lines["value"]) == [30_000, 200_000]
    assert lines["words"].iloc[1] == "Zelenskyy, January 2025"
    assert set(lines.provenance.rows) == {"force_requirements"}
    with pytest.raises(LookupError, match="no nobody"):
        dilemma.requirement_lines({"nobody": "Nobody"})
