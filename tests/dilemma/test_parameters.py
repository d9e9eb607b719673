"""Parameters: read from the rows, frozen, and honest about where they come from."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from coalitions import dilemma
from coalitions.data.load import load

ROOT = Path(__file__).parents[2]


def test_every_parameter_is_read_as_its_row_says(model: dilemma.Parameters) -> None:
    rows = load("model_parameters").set_index("parameter_id")
    assert set(model.spreads) == set(rows.index)
    for key, spread in model.spreads.items():
        assert (spread.low, spread.mode, spread.high) == tuple(
            rows.loc[key, ["low", "mode", "high"]]
        )


def test_a_parameter_rests_on_its_row_and_on_those_behind_it(model: dilemma.Parameters) -> None:
    slices = model["brigade-slice"].provenance
    line = load("model_parameters", parameter_id="brigade-slice").index[0]
    assert slices.rows["model_parameters"] == (line,)
    asked = load("force_requirements").loc[list(slices.rows["force_requirements"])]
    assert set(asked["estimate_id"]) == {"csis-tripwire", "iiss-small"}


def test_the_rows_linked_to_parameters_are_all_found(model: dilemma.Parameters) -> None:
    links = load("model_parameter_rows")
    for key, rows in links.groupby("parameter_id"):
        tables = set(model[key].provenance.tables) - {"model_parameters"}
        assert tables == set(rows["table"]) - {"model_parameters"}, key


def test_imputed_counts_follow_the_stated_rule(model: dilemma.Parameters) -> None:
    rule = model["personnel-per-brigade"]
    for state in model.states:
        if state.imputed:
            count = model[state.brigades]
            for here, there in (("low", "high"), ("mode", "mode"), ("high", "low")):
                assert count.at(here) == pytest.approx(state.active / rule.at(there), abs=0.006)


def test_without_imputation_the_states_without_a_count_send_nobody(
    model: dilemma.Parameters,
) -> None:
    found = dilemma.outcome(model.using({"imputed-brigades": 0}), "full", 0.0)
    whole = dilemma.outcome(model, "full", 0.0)
    for state in model.states:
        expected = 0 if state.imputed else whole.by_state[state.iso3]
        assert found.by_state[state.iso3] == expected


def test_parameters_cannot_be_changed_in_place(model: dilemma.Parameters) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        model["rotation-factor"].mode = 1  # type: ignore[misc]
    with pytest.raises(TypeError):
        model.spreads["rotation-factor"] = model["brigade-slice"]  # type: ignore[index]


def test_a_value_set_by_the_reader_is_an_assumption_and_keeps_the_others(
    model: dilemma.Parameters,
) -> None:
    changed = model.using({"rotation-factor": 5})
    assert changed["rotation-factor"].mode == 5
    assert changed["rotation-factor"].kind == "assumption"
    assert model["rotation-factor"].mode == 3.5
    with pytest.raises(LookupError, match="no row 'rotation'"):
        model.using({"rotation": 5})


def test_a_changed_row_changes_the_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dilemma.outcome(dilemma.read(), "none", 0.5).force
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    monkeypatch.setenv("COALITIONS_DATA", str(data))
    path = data / "model_parameters.csv"
    text = path.read_text("utf-8")
    row = "rotation-factor,r,Units held to keep one deployed,,,,,3,3.5,4,"
    assert row in text
    path.write_text(text.replace(row, row.replace("3,3.5,4", "3,4,4")), "utf-8")
    after = dilemma.outcome(dilemma.read(), "none", 0.5).force
    assert after == pytest.approx(before * 3.5 / 4)


def test_a_missing_row_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    monkeypatch.setenv("COALITIONS_DATA", str(data))
    path = data / "model_parameters.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if not x.startswith("need-isr,")), "utf-8")
    # The enabler itself is known by that row: without it there is one enabler less to ask for.
    assert "isr" not in {enabler.key for enabler in dilemma.read().enablers}
    path.write_text("".join(x for x in lines if not x.startswith("us-share-full,")), "utf-8")
    with pytest.raises(LookupError, match="no row 'us-share-full'"):
        dilemma.read()
