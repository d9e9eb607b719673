from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
import vl_convert

import coalitions as co
from coalitions.figures.assistance import _lanes

MEASURES = {"share": "gdp", "billions": "total"}


def spec(chart: Any) -> dict[str, Any]:
    return dict(chart.to_dict())


def test_menus_choose_kind_and_sum() -> None:
    chart = spec(co.aid_explorer(co.aid_by_month(), title="T"))
    named = {param["name"]: param.get("bind", {}) for param in chart["params"]}
    assert named["aid_kind"]["options"] == ["all kinds", "military", "financial", "humanitarian"]
    assert len(named["aid_way"]["options"]) == 2


def test_the_line_of_europe_ends_at_its_total() -> None:
    svg = vl_convert.vegalite_to_svg(spec(co.aid_explorer(co.aid_by_month(), title="T")))
    total = co.aid_given("europe", "2022-01", "2026-04")
    assert f"Europe {float(total):.1f}" in svg


def test_single_months_end_at_the_last_month() -> None:
    months = co.aid_by_month()
    svg = vl_convert.vegalite_to_svg(spec(co.aid_explorer(months, title="T", summed=False)))
    last = months[months["month"] == months["month"].max()]
    europe = last.loc[last["donor"] == "Europe", "eur_bn"].sum()
    assert f"Europe {europe:.1f}" in svg


@pytest.mark.parametrize(("first", "column"), MEASURES.items())
def test_donors_are_ranked_by_the_measure_shown(first: str, column: str) -> None:
    donors = co.donors()
    drawn = co.donor_explorer(donors, MEASURES, title="T", first=first)
    svg = vl_convert.vegalite_to_svg(spec(drawn))
    order = list(donors.dropna(subset=[column]).nlargest(5, column)["name"])
    places = [svg.index(f">{name}<") for name in order]
    assert places == sorted(places)


def test_a_pledge_board_has_a_tile_for_each_pledge_in_its_column() -> None:
    pledges = co.load("pledges").assign(code="X")
    columns = ["draft", "possible", "conditional", "announced", "signed", "delivered"]
    rows = ["regeneration", "industry", "presence", "other"]
    chart = spec(co.pledge_board(pledges, title="T", rows=rows, columns=columns))
    sets = chart["datasets"].values()
    tiles = next(pd.DataFrame(rows) for rows in sets if len(rows) == len(pledges))
    assert not tiles.duplicated(["x", "y"]).any()
    furthest = tiles.groupby("status")["x"].agg(["min", "max"]).loc[columns]
    assert (furthest["max"].to_numpy()[:-1] < furthest["min"].to_numpy()[1:]).all()


def test_names_in_one_lane_never_meet() -> None:
    amounts = pd.Series([0.0, 0.1, 0.15, 0.3, 0.31])
    assert _lanes(amounts, 0.2) == [0, 1, 2, 0, 1]
