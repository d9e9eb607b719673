from __future__ import annotations

import pandas as pd
import pytest

import coalitions as co
from coalitions.coding import REPORT_QUESTIONS
from coalitions.facts import Facts
from coalitions.provenance import of


@pytest.fixture(scope="module")
def said() -> Facts:
    return co.statements()


def test_a_statement_goes_with_the_line_nearest_in_time(said: Facts) -> None:
    germany = said[said["iso3"] == "DEU"].set_index("as_of")["line_month"]
    assert germany[pd.Timestamp("2025-02-17")].unique() == pd.Timestamp("2025-06-01")
    # Nearer to January 2026 than to mid-2025, although it was said before.
    assert germany[pd.Timestamp("2025-12-17")] == pd.Timestamp("2026-01-01")


def test_a_statement_known_to_the_year_has_no_line_of_its_time(said: Facts) -> None:
    rows = co.load("troop_positions").loc[list(said.index)]
    assert "year" not in set(rows["as_of_precision"].astype(str))
    everything = co.load("troop_positions")
    left_out = everything.loc[everything.index.difference(said.index)]
    coded = set(co.coded_lines()["iso3"])
    assert all(
        precision == "year" or iso3 not in coded
        for precision, iso3 in zip(left_out["as_of_precision"], left_out["iso3"], strict=True)
    )


def test_a_source_is_shared_only_if_the_line_cites_it_for_this_answer(said: Facts) -> None:
    evidence = co.load("position_evidence", field="presence_willingness")
    cited = set(evidence["source_id"])
    assert said.loc[said["shared"], "source_id"].isin(cited).all()
    assert not said.loc[~said["source_id"].isin(cited), "shared"].any()


def test_the_last_pair_of_each_state_agrees_with_codings(said: Facts) -> None:
    last = said[~said["iso3"].duplicated(keep="last")].set_index("iso3")["said"]
    codings = co.codings().set_index("iso3")["statement"]
    assert last[codings.index].to_dict() == codings.to_dict()


def test_every_question_and_participant_stands_once_gaps_included() -> None:
    answered = co.answered()
    assert not answered.duplicated(["participant", "question"]).any()
    assert len(answered) == answered["participant"].nunique() * len(co.QUESTIONS)
    assert (answered["answer"].eq("empty") == answered["step"].lt(0)).all()
    assert set(REPORT_QUESTIONS) == {asked.field for asked in co.QUESTIONS}


def test_agreement_and_kappa_rest_on_the_rows_of_both_codings() -> None:
    codings = co.codings()
    share = co.agreement_share(codings)
    assert int(float(share) * len(codings) + 0.5) == int((codings["apart"] == 0).sum())
    for number in (share, *co.kappa(codings)):
        assert set(of(number).rows) >= {"positions", "troop_positions"}


def test_the_charts_tell_their_story() -> None:
    scale = {step: label for label, step in co.QUESTIONS[3].answers.values()}
    square = co.confusion_chart(
        co.comparisons(), scale, title="t", show="last of each state"
    ).description
    assert "will deploy and open: 3" in square
    bars = co.answered_bars(co.answered(), title="t").description
    assert "US backstop: 8 required, 4 preferred, 20 empty" in bars
    lines = co.answers(co.coded_lines().assign(name=lambda table: co.names(table["iso3"])))
    track = co.statement_track(co.statements(), lines, scale, title="t", pick="Germany").description
    assert "17 December 2025: undecided" in track
