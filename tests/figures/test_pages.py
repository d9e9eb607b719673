"""A chart in a notebook becomes a numbered figure that prose can refer to."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path
from typing import Any

import altair as alt
import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from jupyter_book.sphinx import build_sphinx

from coalitions import load, table
from coalitions.figures import renderer

CONFIG = """
title: A small book
author: Nobody
execute: {execute_notebooks: "off"}
sphinx:
  recursive_update: true
  extra_extensions: [coalitions.book.site, coalitions.book.tables]
  config:
    html_math_renderer: mathml
    html_context: {default_mode: auto}
    nb_ipywidgets_js: {}
"""


def _output(chart: Any) -> Any:
    bundle = chart._repr_mimebundle_()
    return nbformat.v4.new_output("execute_result", data=bundle, execution_count=1)


def _notebook(*cells: tuple[dict[str, Any], Any]) -> str:
    prose = (
        "# A page\n\nIt begins with words that say what it is about. Formula: $a^2$.\n\n"
        "See {numref}`levels`, {numref}`second` and {numref}`who`."
    )
    code = [
        nbformat.v4.new_code_cell("chart", metadata=metadata, outputs=[_output(chart)])
        for metadata, chart in cells
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(prose), *code], metadata=kernel
    )
    return nbformat.writes(notebook)


def _build(folder: Path, notebook: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    (folder / "_config.yml").write_text(CONFIG)
    (folder / "_toc.yml").write_text("format: jb-book\nroot: page\n")
    (folder / "page.ipynb").write_text(notebook, "utf-8")
    monkeypatch.chdir(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Sphinx and its extensions, about one another
        status = build_sphinx(
            str(folder),
            str(folder / "_build" / "html"),
            path_config=str(folder / "_config.yml"),
            noconfig=True,
            confoverrides={
                "latex_individualpages": False,
                "external_toc_path": str(folder / "_toc.yml"),
            },
            doctreedir=str(folder / "_build" / "doctrees"),
        )
    assert status == 0
    return folder / "_build" / "html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    renderer.enable()
    folder = tmp_path_factory.mktemp("book")
    levels = load("force_levels", coalition_id="interfet-1999", status="strength")
    one = (
        alt.Chart(levels)
        .mark_point()
        .encode(x="as_of", y=alt.Y("total_personnel", title="Persons"))
        .properties(title=alt.Title("It <grew> & grew", subtitle="Strength"), description="Dots.")
    )
    numbers = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    least = alt.param(name="least", value=1, bind=alt.binding_range(min=0, max=3))
    two = (
        alt.Chart(numbers)
        .mark_bar()
        .encode(x="a", y="b")
        .transform_filter("datum.a >= least")
        .add_params(least)
        .properties(title="Second", description="Bars.", name="second")
    )
    with pytest.MonkeyPatch.context() as patch:
        cells = (({"name": "levels"}, one), ({}, two), ({}, _who()))
        return _build(folder, _notebook(*cells), patch)


def _who() -> Any:
    peak = load("contributions", coalition_id="interfet-1999", measure="peak").head(3)
    columns = {"iso3": "Country", "personnel": "Personnel"}
    return table(peak, "Who <came>", columns=columns, name="who")


@pytest.fixture(scope="module")
def page(site: Path) -> BeautifulSoup:
    return BeautifulSoup((site / "page.html").read_text("utf-8"), "html.parser")


def _figure(page: BeautifulSoup, name: str) -> Any:
    return page.select_one(f"figure#{name}")


def test_figures_are_numbered_and_prose_refers_to_them(page: BeautifulSoup) -> None:
    assert _figure(page, "levels").select_one(".caption-number").text.strip() == "Fig. 1"
    assert _figure(page, "second").select_one(".caption-number").text.strip() == "Fig. 2"
    assert [a["href"] for a in page.select("article p a.reference.internal")] == [
        "#levels",
        "#second",
        "#who",
    ]


def test_a_table_is_numbered_apart_and_leads_to_its_sources(page: BeautifulSoup) -> None:
    shown = _figure(page, "who")
    assert shown.select_one("figcaption").text.strip().startswith("Table 1 Who <came>")
    assert len(shown.select_one(".co-scroll").select("th[scope=row]")) == 3
    assert shown.select_one(".co-source").text.startswith("Sources: ")
    assert "3 rows of the table contributions" in shown.select_one("details").text


def test_a_table_can_be_taken_away_with_the_source_of_each_row(site: Path) -> None:
    head, *rows = (site / "figures" / "who.csv").read_text("utf-8").splitlines()
    assert head == "iso3,personnel,row,source_id"
    assert len(rows) == 3
    assert all("contributions:" in row and row.split(",")[3] for row in rows)


def test_headline_and_subtitle_are_words_of_the_page(page: BeautifulSoup) -> None:
    captions = _figure(page, "levels").select("figcaption")
    assert len(captions) == 1
    assert "It <grew> & grew" in captions[0].text
    assert captions[0].select_one(".co-subtitle").text == "Strength"


def test_the_picture_stands_in_the_page_with_its_words(page: BeautifulSoup) -> None:
    picture = _figure(page, "levels").select_one("[role=img]")
    assert len(picture.select("svg")) == 2
    assert picture["aria-label"] == "It <grew> & grew"
    assert page.find(id=picture["aria-describedby"]).text == "Dots."


def test_a_slider_stands_in_the_page_as_vega_will_draw_it(page: BeautifulSoup) -> None:
    assert not _figure(page, "levels").select("input:not([type=radio])")
    slider = _figure(page, "second").select_one(".co-inputs .vega-bind label input")
    assert {key: slider[key] for key in ("type", "name", "min", "max", "value")} == {
        "type": "range",
        "name": "least",
        "min": "0",
        "max": "3",
        "value": "1",
    }


def test_the_table_names_row_and_the_csv_its_source(page: BeautifulSoup, site: Path) -> None:
    cells = _figure(page, "levels").select_one(".co-table tbody tr").select("td")
    assert re.fullmatch(r"force_levels:\d+", cells[-1].text)
    head, first = (site / "figures" / "levels.csv").read_text("utf-8").splitlines()[:2]
    assert head == "as_of,total_personnel,row,source_id"
    assert re.search(r",force_levels:\d+,[\w-]+$", first)


def test_sources_are_those_of_the_rows(page: BeautifulSoup) -> None:
    levels = load("force_levels", coalition_id="interfet-1999", status="strength")
    titles = load("sources").set_index("source_id")["title"]
    wanted = {str(titles[source]) for source in levels["source_id"]}
    shown = {th.text for th in _figure(page, "levels").select("tbody th")}
    assert len(shown) == len(wanted)
    assert all(any(text.startswith(title) for text in shown) for title in wanted)


def test_a_figure_without_known_rows_says_so(page: BeautifulSoup) -> None:
    assert "not known to the book" in _figure(page, "second").text


def test_files_to_take_away_exist(page: BeautifulSoup, site: Path) -> None:
    links = [a["href"] for a in _figure(page, "levels").select(".co-files a")]
    assert [link.split(".")[-1] for link in links] == ["csv", "svg", "png", "json"]
    assert all((site / link).is_file() for link in links)
    spec = json.loads((site / "figures" / "levels.json").read_text("utf-8"))
    assert spec["title"]["text"] == "It <grew> & grew"


def test_no_page_names_another_host_or_a_script_it_does_not_use(site: Path) -> None:
    loaded = []
    for path in site.rglob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        tags = page.select("script[src], link[href], img[src]")
        loaded += [str(tag.get("src") or tag.get("href")) for tag in tags]
    assert not [url for url in loaded if re.match(r"(https?:)?//", url)]
    assert not [
        url for url in loaded if re.search("thebe|require|fontawesome|mathjax|bootstrap", url, re.I)
    ]


def test_formulas_need_no_script(page: BeautifulSoup) -> None:
    assert page.select_one("math msup") is not None


def test_a_page_says_what_it_is_about(page: BeautifulSoup) -> None:
    meta = page.select_one("meta[name=description]")
    assert meta is not None
    assert str(meta["content"]).startswith("It begins with words that say what it is about.")
    assert page.html is not None
    assert page.html["lang"] == "en"


def test_a_second_build_elsewhere_gives_the_same_bytes(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = _build(tmp_path, (site.parents[1] / "page.ipynb").read_text("utf-8"), monkeypatch)

    def files(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.name not in {".buildinfo", "environment.pickle"}
        }

    first, second = files(site), files(again)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_chart_without_description_is_a_warning_that_names_the_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    renderer.enable()
    table = pd.DataFrame({"a": [1, 2]})
    mute = alt.Chart(table).mark_bar().encode(x="a").properties(title="Levels")
    said = mute.properties(description="Bars.")
    _build(tmp_path, _notebook(({"name": "levels"}, mute), ({"name": "second"}, said)), monkeypatch)
    complaints = capfd.readouterr().err
    assert complaints.count("the chart has no description") == 1
    assert "page.ipynb" in complaints
    assert "cell 1" in complaints
