"""Pictures: the same for the same chart, for page and phone, and safe on a page with others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest

from coalitions.book import pictures, vector
from coalitions.figures import palette, theme


@pytest.fixture(autouse=True)
def house() -> None:
    theme.register()


def _spec(**properties: Any) -> dict[str, Any]:
    table = pd.DataFrame({"day": pd.date_range("1999-09-20", periods=4), "n": [1, 5, 3, 8]})
    chart = alt.Chart(table).mark_line(clip=True).encode(x="day", y="n")
    return dict(chart.properties(title="Headline", description="D", **properties).to_dict())


def test_a_chart_is_drawn_for_page_and_phone_without_its_title(tmp_path: Path) -> None:
    drawn = pictures.pictures(_spec(), tmp_path)
    assert drawn.wide.width == theme.WIDE
    assert drawn.narrow is not None
    assert drawn.narrow.width == theme.NARROW
    assert "Headline" not in drawn.wide.svg
    assert drawn.wide.elastic


def test_a_drawing_is_made_once_and_read_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pictures.pictures(_spec(), tmp_path)
    monkeypatch.setattr(pictures, "_convert", None)
    assert pictures.pictures(_spec(), tmp_path) == first


def test_equal_charts_are_equal_pictures_in_any_folder(tmp_path: Path) -> None:
    first = pictures.svg(_spec(), tmp_path / "a")
    pictures.svg(_spec(height=50), tmp_path / "a")  # a converter counts what it has drawn
    assert pictures.svg(_spec(), tmp_path / "b") == first


def test_identifiers_of_two_charts_do_not_meet(tmp_path: Path) -> None:
    one, other = (pictures.svg(_spec(height=height), tmp_path) for height in (200, 220))
    names = [set(re.findall(r'id="([^"]+)"', svg)) for svg in (one, other)]
    assert names[0]
    assert names[0].isdisjoint(names[1])
    for svg, known in zip((one, other), names, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= known


def test_a_picture_keeps_the_colours_that_dark_pages_exchange(tmp_path: Path) -> None:
    svg = pictures.svg(_spec(), tmp_path)
    assert f'stroke="{palette.BLUE}"' in svg
    assert f'fill="{palette.MUTED}"' in svg


def test_places_are_cut_short_and_what_is_written_is_not(tmp_path: Path) -> None:
    table = pd.DataFrame({"share": [0.31649], "said": ["0.31649 of 2.0875"]})
    chart = alt.Chart(table).mark_text().encode(x="share", text="said")
    drawn = pictures.svg(chart.properties(title="T", description="D").to_dict(), tmp_path)
    assert ">0.31649 of 2.0875<" in drawn
    assert re.search(r'="[^"]*\d\.\d{3}', drawn) is None


def test_a_fixed_small_chart_stays_as_it_is(tmp_path: Path) -> None:
    drawn = pictures.pictures(_spec(width=120), tmp_path)
    assert drawn.narrow is None
    assert drawn.wide.width < 200


def test_side_by_side_on_a_page_is_one_above_the_other_on_a_phone(tmp_path: Path) -> None:
    table = pd.DataFrame({"n": [1, 2], "m": [3, 4]})
    one = alt.Chart(table).mark_point().encode(x="n", y="m")
    spec = (one | one).properties(title="T", description="D").to_dict()
    drawn = pictures.pictures(spec, tmp_path)
    assert drawn.wide.width <= theme.WIDE + 2
    assert drawn.narrow is not None
    assert drawn.narrow.width <= theme.NARROW + 2
    assert drawn.narrow.height > drawn.wide.height


def test_an_author_s_wish_for_phones_is_followed(tmp_path: Path) -> None:
    plain = pictures.pictures(_spec(), tmp_path).narrow
    wished = pictures.pictures(_spec(usermeta={"narrow": {"height": 500}}), tmp_path).narrow
    assert plain is not None
    assert wished is not None
    assert wished.height > plain.height + 150


def test_a_wrong_specification_is_refused_with_vega_lite_s_reason(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        pictures.pictures({"mark": "no such mark", "data": {"values": []}}, tmp_path)


def test_a_file_of_its_own_carries_headline_and_sources(tmp_path: Path) -> None:
    view = pictures.pictures(_spec(), tmp_path).wide
    drawing = vector.Drawing(view.svg, view.width, view.height)
    text = vector.standalone(drawing, "A & B < C", "What is drawn", "Source: D.")
    root = ElementTree.fromstring(text)
    words = "".join(root.itertext())
    assert "A & B < C" in words
    assert "Source: D." in words
    assert float(root.attrib["height"]) > view.height
    png = pictures.png(text, tmp_path)
    assert png.startswith(b"\x89PNG")


def test_the_script_for_live_charts_is_made_once(tmp_path: Path) -> None:
    path = pictures.vega(tmp_path)
    assert path == pictures.vega(tmp_path)
    text = path.read_text("utf-8")
    assert "window.vegaEmbed" in text
    assert text.startswith("(() =>")


def test_a_legend_too_wide_for_a_phone_stands_in_fewer_columns(tmp_path: Path) -> None:
    kinds = ["Supported in full", "Supported in part", "Contradicted", "Not to be tested"]
    table = pd.DataFrame({"who": [f"a rather long label {n}" for n in range(4)], "kind": kinds})
    legend = alt.Legend(columns=4, labelLimit=240)
    chart = (
        alt.Chart(table)
        .mark_bar()
        .encode(y="who", x="count()", color=alt.Color("kind", legend=legend))
    )
    drawn = pictures.pictures(chart.properties(title="T", description="D").to_dict(), tmp_path)
    assert drawn.narrow is not None
    assert drawn.wide.legends > theme.NARROW
    assert 0 < drawn.narrow.legends <= theme.NARROW
    assert drawn.narrow.spec["encoding"]["color"]["legend"]["columns"] < 4
