"""A displayed chart carries its words, its rows and its faults to the page."""

from __future__ import annotations

import altair as alt
import pandas as pd
import pytest

from coalitions import load
from coalitions.figures import renderer

FIGURE = renderer.FIGURE_MIME


@pytest.fixture(autouse=True)
def house() -> None:
    renderer.enable()


def _show(chart: alt.Chart | alt.LayerChart) -> dict[str, object]:
    bundle = chart._repr_mimebundle_()
    assert isinstance(bundle, dict)
    figure = bundle[FIGURE]
    assert isinstance(figure, dict)
    return figure


def _chart(**properties: object) -> alt.Chart:
    table = pd.DataFrame({"name": ["A", "B"], "n": [1, 2], "not_drawn": ["x", "y"]})
    chart: alt.Chart = alt.Chart(table).mark_bar().encode(x="n", y="name").properties(**properties)
    return chart


def test_headline_subtitle_and_description_reach_the_page() -> None:
    figure = _show(
        _chart(title=alt.Title("Finding", subtitle=["What", "is drawn"]), description="Bars\n A 1")
    )
    assert (figure["title"], figure["subtitle"]) == ("Finding", "What is drawn")
    assert figure["description"] == "Bars A 1"
    assert "fault" not in figure


def test_a_chart_without_description_or_title_is_a_fault_that_says_what_to_do() -> None:
    assert "no description" in str(_show(_chart(title="Finding"))["fault"])
    assert "no title and no description" in str(_show(_chart())["fault"])
    assert ".properties(" in str(_show(_chart())["fault"])


def test_columns_that_are_not_drawn_do_not_travel() -> None:
    spec = _show(_chart(title="F", description="D"))["spec"]
    assert isinstance(spec, dict)
    (values,) = spec["datasets"].values()
    assert values == [{"name": "A", "n": 1}, {"name": "B", "n": 2}]


def test_a_column_used_in_an_expression_only_travels() -> None:
    chart = _chart(title="F", description="D").transform_filter("datum['not_drawn'] == 'x'")
    spec = _show(chart)["spec"]
    assert isinstance(spec, dict)
    assert "not_drawn" in next(iter(spec["datasets"].values()))[0]


def test_the_author_s_name_is_kept_and_altair_s_own_is_not() -> None:
    assert _show(_chart(title="F", description="D", name="build-up"))["name"] == "build-up"
    zoomed = _chart(title="F", description="D").interactive()
    assert _show(zoomed)["name"] is None


def test_the_rows_behind_a_chart_are_those_of_its_table() -> None:
    levels = load("force_levels", coalition_id="interfet-1999")
    chart = alt.Chart(levels).mark_point().encode(x="as_of", y="total_personnel")
    figure = _show(chart.properties(title="F", description="D"))
    lines = [int(line) for line in levels.index]
    assert figure["provenance"] == {"force_levels": lines}
    (records,) = figure["records"].values()  # type: ignore[attr-defined]
    assert list(records) == [f"force_levels:{line}" for line in lines]


def test_a_grouped_table_still_names_the_rows_it_rests_on() -> None:
    given = load("contributions", coalition_id="interfet-1999", measure="peak")
    totals = given.groupby("iso3", as_index=False)["personnel"].sum()
    chart = alt.Chart(totals).mark_bar().encode(x="personnel", y="iso3")
    figure = _show(chart.properties(title="F", description="D"))
    assert figure["provenance"] == {"contributions": sorted(int(i) for i in given.index)}
    assert figure["records"] == {}


def test_a_table_of_names_is_no_evidence() -> None:
    names = load("countries").set_index("iso3")["short_name"]
    given = load("contributions", coalition_id="interfet-1999", measure="peak")
    given = given.assign(name=given["iso3"].map(names))
    chart = alt.Chart(given).mark_bar().encode(x="personnel", y="name")
    figure = _show(chart.properties(title="F", description="D"))
    assert list(figure["provenance"]) == ["contributions"]  # type: ignore[call-overload]


def test_no_chart_is_refused_for_its_number_of_rows() -> None:
    many = pd.DataFrame({"n": range(6000)})
    figure = _show(alt.Chart(many).mark_bar().encode(x="n").properties(title="F", description="D"))
    spec = figure["spec"]
    assert isinstance(spec, dict)
    assert len(next(iter(spec["datasets"].values()))) == 6000
