"""A finding that holds is shown with its rows; one that does not fails and names the sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

import coalitions as co
from coalitions.findings import MIME, checked
from coalitions.provenance import Provenance

SENTENCE = "Australia supplied less than half of the force"
ROWS = Provenance.build({"contributions": [2]})
MORE = Provenance.build({"coalitions": [2]})


def test_finding_that_holds_keeps_rows_and_tests() -> None:
    share = co.quantity(0.44, "share", rows=ROWS, expression="lead share")
    days = co.quantity(5, "days", rows=MORE)
    found = checked(SENTENCE, share < 0.5, days <= 7, overturned_by="A count above half")
    assert str(found) == f"✓ {SENTENCE}"
    assert found.as_json() == {
        "sentence": SENTENCE,
        "tests": ["lead share = 44% < 50%", "5 days ≤ 7 days"],
        "overturned_by": "A count above half",
        "holds": True,
        "provenance": {"coalitions": [2], "contributions": [2]},
    }
    assert set(found._repr_mimebundle_()) == {"text/plain", MIME}


def test_plain_condition_takes_its_rows_from_the_author(small_data: Path) -> None:
    facts = co.load("contributions").head(1)
    found = checked(SENTENCE, bool(facts["personnel"].max() > 5), rows=facts)
    assert found.provenance.as_json() == {"contributions": [2]}
    assert found.tests == ()


def test_false_finding_names_sentence_and_comparison() -> None:
    share = co.quantity(0.62, "share", expression="lead share")
    with pytest.raises(AssertionError) as error:
        co.finding(SENTENCE, share > 0.1, share < 0.5)
    assert SENTENCE in str(error.value)
    assert "lead share = 62% < 50%" in str(error.value)
    assert "> 10%" not in str(error.value)


def test_false_plain_condition_is_numbered() -> None:
    with pytest.raises(AssertionError, match="condition 2"):
        co.finding(SENTENCE, True, 1 > 2)


def test_finding_without_a_condition_is_refused() -> None:
    with pytest.raises(TypeError, match="needs a condition"):
        co.finding(SENTENCE)


def test_outside_a_notebook_the_finding_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert co.finding(SENTENCE, True) is None  # type: ignore[func-returns-value]
    assert capsys.readouterr().out == f"✓ {SENTENCE}\n"
