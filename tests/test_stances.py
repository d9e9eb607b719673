from __future__ import annotations

import pytest

import coalitions as co
from coalitions import stances
from coalitions.provenance import of


def test_questions_know_every_code_of_their_column_in_its_order() -> None:
    table = co.package().table("positions")
    for asked in stances.QUESTIONS:
        assert tuple(asked.answers) == table.field(asked.field).values
        steps = [asked.step(code) for code in asked.answers]
        assert steps == sorted(set(steps))


def test_an_unknown_question_is_named() -> None:
    with pytest.raises(LookupError, match="no question 'weather'; there are supports_idea"):
        stances.question("weather")


def test_each_country_has_at_most_one_line_in_each_period() -> None:
    for lines in (co.lines_then(), co.lines_now(), co.latest_lines()):
        assert lines["participant"].is_unique


def test_the_first_and_the_last_line_are_taken() -> None:
    germany = {
        name: lines.set_index("participant")["as_of"]["DEU"].strftime("%Y-%m")
        for name, lines in {"then": co.lines_then(), "now": co.lines_now()}.items()
    }
    assert germany == {"then": "2025-06", "now": "2026-01"}


def test_a_line_between_the_periods_counts_in_neither_comparison() -> None:
    assert "DNK" not in set(co.lines_now()["participant"])
    denmark = co.latest_lines().set_index("participant").loc["DNK"]
    assert f"{denmark['as_of']:%Y-%m}" == "2025-09"


def test_answers_are_the_coded_cells_and_still_name_their_rows() -> None:
    lines = co.latest_lines()
    answers = co.answers(lines)
    fields = [asked.field for asked in stances.QUESTIONS]
    assert len(answers) == int(lines[fields].notna().sum().sum())
    assert of(answers).rows == of(lines).rows
    assert answers["cell"].is_unique


def test_every_coded_answer_of_every_line_has_evidence() -> None:
    lines = co.load("positions").assign(name="any")
    assert set(co.answers(lines)["cell"]) <= set(co.answer_evidence()["cell"])


def test_an_unspecified_presence_borrows_the_evidence_on_soldiers() -> None:
    evidence = co.answer_evidence().set_index("cell")["evidence"]
    borrowed = evidence.loc[["IRL axis3_presence 2025-06"]]
    assert list(borrowed) == list(evidence.loc[["IRL presence_willingness 2025-06"]])


def test_evidence_says_who_published_it_and_when() -> None:
    evidence = co.answer_evidence().set_index("cell")
    germany = evidence.loc["DEU presence_willingness 2026-01"]
    assert str(germany["published"]).startswith("Stern, ")
    assert evidence["published"].str.len().gt(0).all()


def test_tasks_are_those_of_the_lines_asked_for_and_rest_on_evidence() -> None:
    lines = co.latest_lines()
    germany = lines[lines["participant"] == "DEU"]
    tasks = co.tasks(germany)
    assert set(tasks["task"]) == {"Training", "Air defence", "Finance", "Reassurance force"}
    assert set(of(tasks).rows) == {"position_tasks", "position_evidence"}
    assert tasks["cited"].notna().all()


def test_countries_are_listed_with_their_articles_and_the_union() -> None:
    lines = co.latest_lines()
    some = lines[lines["participant"].isin(["EU", "GBR", "NLD"])]
    assert str(co.who(some)) == "the European Union, the Netherlands and the United Kingdom"
    assert of(co.who(some)).rows == of(some).rows


def test_groups_tell_members_from_others() -> None:
    groups = co.groupings(["NOR", "IRL", "EU", "UKR"])
    assert list(groups["European Union"]) == ["not EU", "EU", "EU", "not EU"]
    assert list(groups["NATO"]) == ["NATO", "not NATO", "EU", "not NATO"]
