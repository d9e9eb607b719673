from __future__ import annotations

import pytest

import coalitions as co
from coalitions.facts import Facts


@pytest.fixture(scope="module")
def now() -> Facts:
    return co.governments()


def test_the_host_and_the_union_are_no_governments_that_could_send(now: Facts) -> None:
    assert not {"UKR", "EU"} & set(now["participant"])
    assert now["participant"].is_unique


def test_neighbours_are_those_on_land_and_in_nato(now: Facts) -> None:
    neighbours = set(now.loc[now["neighbour"], "participant"])
    assert neighbours == {"EST", "FIN", "LTU", "LVA", "NOR", "POL"}


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
