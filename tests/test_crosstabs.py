from __future__ import annotations

import pytest

import coalitions as co
from coalitions.crosstabs import p_value
from coalitions.facts import Facts
from coalitions.provenance import of


@pytest.fixture(scope="module")
def now() -> Facts:
    return co.governments()


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


def test_those_who_ask_are_those_who_talk(now: Facts) -> None:
    asking, silent, p = co.talkers(now, "asks")
    assert silent < asking
    assert 0 < float(p) < 0.1
    assert set(of(p).rows) == {"positions", "troop_positions"}


def test_a_p_value_is_never_written_as_nothing() -> None:
    assert [p_value(value) for value in (0.00001, 0.0456, 0.5)] == ["below 0.001", "0.046", "0.50"]
