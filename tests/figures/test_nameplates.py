"""Names beside dots stand where they cover nothing."""

import re

import altair as alt
import pandas as pd
import pytest
import vl_convert

from coalitions.figures import scatter
from coalitions.figures.nameplates import sides


def test_a_name_stands_on_the_right_where_nothing_is_in_the_way() -> None:
    assert sides(["Alba", "IFOR"], [0.1, 0.5], [0.1, 0.9], ["Alba", "IFOR"]) == ["right", "right"]


def test_a_name_at_the_end_of_the_axis_stands_on_the_left() -> None:
    assert sides(["Haiti 2024"], [1.0], [0.5], ["Haiti 2024"]) == ["left"]


def test_a_name_moves_away_from_a_dot_that_has_none() -> None:
    assert sides(["Alba", "x"], [0.4, 0.46], [0.5, 0.5], ["Alba"])[0] == "left"


def test_names_in_a_row_do_not_run_into_one_another() -> None:
    names = ["Netherlands", "Norway", "Denmark"]
    chosen = sides(names, [0.5, 0.55, 0.6], [0.5, 0.5, 0.5], names)
    assert chosen[1] in ("above", "below")
    assert chosen[0] == "left" and chosen[2] == "right"


@pytest.mark.parametrize(
    ("highest", "end"), [(38, 40), (26, 26), (100, 100), (7, 7), (0.031, 0.035), (0, 0)]
)
def test_axes_from_zero_end_where_vega_ends_them(highest: float, end: float) -> None:
    assert scatter._round_end(highest) == pytest.approx(end)
    if highest:
        table = pd.DataFrame({"x": [0.0, highest]})
        chart = alt.Chart(table, width=1000).mark_point().encode(x="x:Q")
        drawn = vl_convert.vegalite_to_svg(chart.to_dict())
        places = re.findall(r'<path[^>]*role="graphics-symbol"[^>]*translate\(([\d.]+),', drawn)
        assert float(places[-1]) == pytest.approx(1000 * highest / end, abs=1)
