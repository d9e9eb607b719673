from __future__ import annotations

import pytest

import coalitions as co
from coalitions.facts import Facts
from coalitions.provenance import of
from coalitions.recoding import CONCLUSIONS, HARD_CASES, Setting


@pytest.fixture(scope="module")
def now() -> Facts:
    return co.governments()


@pytest.fixture(scope="module")
def recoded() -> Facts:
    return co.recodings()


def test_the_host_and_the_union_are_no_governments_that_could_send(now: Facts) -> None:
    assert not {"UKR", "EU"} & set(now["participant"])
    assert now["participant"].is_unique


def test_neighbours_are_those_on_land_and_in_nato(now: Facts) -> None:
    neighbours = set(now.loc[now["neighbour"], "participant"])
    assert neighbours == {"EST", "FIN", "LTU", "LVA", "NOR", "POL"}


def test_every_government_stands_in_one_cell_of_a_cross(now: Facts) -> None:
    table = co.cross(now, "deploys", "asks")
    parts = [table.both, table.first, table.second, table.neither]
    members = [code for part in parts for code in part["participant"]]
    assert sorted(members) == sorted(now["participant"])
    assert int(table.holders) + int(table.others) == len(now)
    assert set(table.both["participant"]) <= set(now.loc[now["asks"], "participant"])
    assert of(table.p).rows["positions"] == of(now).rows["positions"]


def test_a_share_knows_its_counts_and_its_interval(now: Facts) -> None:
    support = co.share_of(now, "supports")
    assert int(support.of) - int(support.hits) == len(now[~now["supports"]])
    assert support.low < support.share
    assert support.share < support.high


def test_reasons_are_found_and_a_place_name_is_no_party(now: Facts) -> None:
    then = co.reasons(co.governments(co.lines_then()))
    kinds = then.groupby("participant")["reason"].apply(set)
    assert kinds["FIN"] == {"Own defence"}
    assert kinds["DEU"] == {"Own defence", "Small forces", "Politics at home"}
    assert kinds["ESP"] == {"Something else"}  # "Lebanon" holds no ANO
    assert set(co.reasons(now)["participant"]) == set(now["participant"])


def test_only_governments_with_a_line_in_both_periods_can_change() -> None:
    changes = co.changes({"vague": "Vague", "supports": "Supports"})
    vague = changes[changes["feature"] == "Vague"].iloc[0]
    assert vague["after"] - vague["before"] == -len(vague["lost"].split(", "))
    assert vague["gained"] == "nobody"
    assert "Portugal" not in " ".join([*changes["gained"], *changes["lost"]])


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


def test_the_charts_tell_who_stands_where(now: Facts) -> None:
    scale = {step: label for label, step in co.QUESTIONS[3].answers.values()}
    splits = {"Neighbours": ("neighbour", "neighbours", "others")}
    words = co.split_explorer(
        co.by_period(), splits, scale, title="t", show=("Neighbours", "latest line")
    ).description
    assert "neighbours: 2 will deploy, 2 open, 0 undecided, 2 no soldiers, 0 refuses" in words
    cases = co.hard_cases()
    today = cases[cases.index.isin(now.index)]
    latest = co.by_period().query("period == 'latest line'")
    assert (
        "Germany: open or no soldiers"
        in co.recode_explorer(latest, today, scale, title="t").description
    )
    assert "4,096 of 4,096" in co.standing(co.recodings(), title="t").description
