from __future__ import annotations

import pytest

import coalitions as co
from coalitions.facts import Facts
from coalitions.recoding import CONCLUSIONS, HARD_CASES, Setting


@pytest.fixture(scope="module")
def now() -> Facts:
    return co.governments()


@pytest.fixture(scope="module")
def recoded() -> Facts:
    return co.recodings()


def test_a_hard_case_has_another_code_than_the_line() -> None:
    cases = co.hard_cases()
    assert len(cases) == len(HARD_CASES)
    assert (cases["step"] != cases["other_step"]).all()
    differing = co.codings().query("apart > 0")["iso3"]
    assert set(differing) <= set(cases["participant"])


def test_every_combination_is_judged_and_the_first_is_as_coded(recoded: Facts) -> None:
    assert (recoded["codings"] == 2 ** len(HARD_CASES)).all()
    assert (recoded["stands"] <= recoded["codings"]).all()
    safe = recoded["stands"] == recoded["codings"]
    assert recoded.loc[safe, "fewest"].isna().all()
    assert recoded.loc[~safe, "fewest"].notna().all()
    assert recoded["as_coded"].all()


def test_conclusions_as_coded_agree_with_the_lines(now: Facts, recoded: Facts) -> None:
    soldiers = now["presence_willingness"].astype("string")
    none = soldiers.isin(["refuses", "support_without_troops"]).sum()
    held = recoded.set_index("conclusion")["as_coded"]
    assert held["Fewer would deploy than send no soldiers"] == (now["deploys"].sum() < none)
    assert held["More help the forces than would deploy"] == (
        now["helps"].sum() > now["deploys"].sum()
    )


def test_a_conclusion_falls_when_the_steps_say_otherwise() -> None:
    nobody: frozenset[str] = frozenset()
    all_go = Setting({"A": 4, "B": 4}, {"A": 4, "B": 3}, nobody, nobody, frozenset({"A"}))
    assert CONCLUSIONS["More than half are open or would deploy"](all_go)
    assert not CONCLUSIONS["Fewer would deploy than send no soldiers"](all_go)
    assert not CONCLUSIONS["Since mid-2025 more moved further than back"](all_go)


def test_an_unknown_conclusion_is_refused(recoded: Facts) -> None:
    with pytest.raises(LookupError, match="Fewer would deploy"):
        co.stands(recoded, "Everybody goes")
