from __future__ import annotations

import pytest

import coalitions as co
from coalitions.facts import Facts
from coalitions.provenance import of


@pytest.fixture(scope="module")
def moves() -> Facts:
    return co.moves()


def test_only_answers_coded_in_both_periods_are_compared(moves: Facts) -> None:
    then, now = co.lines_then(), co.lines_now()
    backstop = moves[moves["field"] == "us_backstop_required"]
    both = {
        code
        for code in set(then["participant"]) & set(now["participant"])
        if then.set_index("participant")["us_backstop_required"].notna()[code]
        and now.set_index("participant")["us_backstop_required"].notna()[code]
    }
    assert set(backstop["participant"]) == both
    # Germany named its condition in 2026 only: that is a finding, not a change of mind.
    assert "DEU" not in both


def test_the_way_is_that_of_the_steps(moves: Facts) -> None:
    change = moves["step"] - moves["step_before"]
    assert list(moves["way"] == "up") == list(change > 0)
    assert list(moves["way"] == "down") == list(change < 0)


def test_czechia_moved_back_on_soldiers_and_germany_opened(moves: Facts) -> None:
    soldiers = moves[moves["field"] == "presence_willingness"].set_index("participant")
    assert tuple(soldiers.loc["CZE", ["before", "answer", "way"]]) == (
        "undecided",
        "no soldiers",
        "down",
    )
    assert tuple(soldiers.loc["DEU", ["before", "answer", "way"]]) == ("undecided", "open", "up")


def test_movers_rest_on_the_lines_of_both_periods() -> None:
    soldiers = co.moves("presence_willingness")
    back = co.movers(soldiers, "down")
    assert str(back) == "Czechia"
    lines = co.load("positions").loc[list(of(back).rows["positions"])]
    assert list(lines["participant"]) == ["CZE", "CZE"]
    assert lines["as_of"].nunique() == 2


def test_counts_and_names_agree() -> None:
    soldiers = co.moves("presence_willingness")
    parts = [int(co.moved(soldiers, way)) for way in ("up", "down", "same")]
    assert sum(parts) == int(co.moved(soldiers)) == soldiers["participant"].nunique()


def test_codings_compare_each_state_once_and_measure_the_distance() -> None:
    codings = co.codings()
    assert codings["iso3"].is_unique
    assert (codings["apart"] == (codings["line_step"] - codings["statement_step"]).abs()).all()
    belgium = codings.set_index("iso3").loc["BEL"]
    assert (belgium["line"], belgium["statement"], belgium["apart"]) == ("will deploy", "open", 1)
    assert set(of(codings).rows) >= {"positions", "troop_positions"}


def test_a_chart_of_moves_tells_where_each_country_went() -> None:
    moves = co.moves()
    scales = {q.words: {step: label for label, step in q.answers.values()} for q in co.QUESTIONS}
    chart = co.then_and_now(moves, scales, title="t", ask="Soldiers in Ukraine")
    assert "Czechia undecided to no soldiers" in chart.description
    assert "Poland no soldiers;" in chart.description
    bars = co.move_bars(moves, title="t")
    assert "Soldiers in Ukraine: 8 further" in bars.description
