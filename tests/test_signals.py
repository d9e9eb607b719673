from __future__ import annotations

import pytest

import coalitions as co
from coalitions import signals
from coalitions.provenance import of


def test_each_signal_is_one_row_in_the_order_of_time() -> None:
    said = co.backstop_signals()
    assert len(said) == len(signals.SIGNALS)
    assert said["date"].is_monotonic_increasing
    assert said["words"].str.len().gt(10).all()
    assert set(of(said).rows) == {signal.table for signal in signals.SIGNALS}


def test_a_signal_without_its_row_is_named() -> None:
    lost = signals.Signal(signals.EUROPE, "full", "events", "atlantis-2025-01-01")
    with pytest.raises(LookupError, match="atlantis"):
        co.backstop_signals([lost])


def test_keys_of_several_columns_are_written_as_in_the_file() -> None:
    wanted = signals.Signal(signals.WASHINGTON, "enablers", "troop_positions", "USA|2025-08-19|1")
    (row,) = co.backstop_signals([wanted]).to_dict("records")
    assert row["who"] == "US"
    assert "air" in row["words"]


def test_evidence_stands_on_the_day_of_its_source_and_not_in_the_month_of_the_coding() -> None:
    wanted = signals.Signal(
        signals.EUROPE, "full", "position_evidence", "UKR|2026-06|us_backstop_required|1"
    )
    (row,) = co.backstop_signals([wanted]).to_dict("records")
    assert f"{row['date']:%Y-%m-%d}" == "2026-01-07"


def test_words_and_steps_are_told_apart_and_a_state_that_spoke_is_named() -> None:
    said = co.backstop_signals().set_index("words")["who"]
    assert said.filter(like="document on guarantees is ready").eq("Ukraine").all()
    forms = co.backstop_signals().groupby("side")["form"].agg(set)
    assert forms.eq({signals.WORDS, signals.STEP}).all()


def test_a_row_without_a_condition_is_told_without_empty_brackets() -> None:
    assert not co.backstop_signals()["words"].str.contains(r"\(\)|^ |: $").any()
