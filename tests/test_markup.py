"""Text is escaped wherever it stands, and tables are those a screen reader can read."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from coalitions.markup import Markup, element, joined, table

texts = st.text(st.characters(exclude_categories=["C"]), max_size=30)


@given(texts, texts)
def test_text_comes_back_as_it_was(inside: str, attribute: str) -> None:
    markup = element("p", inside, title=attribute)
    (found,) = BeautifulSoup(markup, "html.parser").find_all(True)
    assert found.text == inside
    assert found["title"] == attribute


@given(st.lists(texts, min_size=1))
def test_no_cell_can_add_an_element(cells: list[str]) -> None:
    page = BeautifulSoup(table("All", ["Name"], [[cell] for cell in cells]), "html.parser")
    assert [cell.text for cell in page.select("tbody th")] == cells
    assert {tag.name for tag in page.find_all(True)} <= {
        *("div", "table", "caption", "thead", "tbody", "tr", "th"),
    }


def test_markup_is_kept_and_nothing_is_nothing() -> None:
    assert element("p", element("b", "a<b"), None, "&") == "<p><b>a&lt;b</b>&amp;</p>"
    assert isinstance(joined("a", Markup("<i>")), Markup)


def test_attributes_without_value_are_left_out() -> None:
    assert element("a", "x", class_=None, aria_label="y") == '<a aria-label="y">x</a>'


def test_table_names_its_rows_columns_and_itself() -> None:
    page = BeautifulSoup(table("Sizes", ["Name", "Size"], [["a", "1"]], numbers=[1]), "html.parser")
    assert page.caption is not None
    assert page.caption.text == "Sizes"
    assert [(th.text, th["scope"]) for th in page.select("th")] == [
        ("Name", "col"),
        ("Size", "col"),
        ("a", "row"),
    ]
    assert [cell.text for cell in page.select(".co-number")] == ["Size", "1"]
    (region,) = page.select("[tabindex='0'][role=group]")
    assert region["aria-label"] == "Sizes"


def test_parts_of_a_stacked_table_say_what_they_are() -> None:
    page = BeautifulSoup(
        table("Sizes", ["Name", "Size"], [["a", "1"]], stacked=True), "html.parser"
    )
    roles = {
        tag.name: tag["role"] for tag in page.find_all(["table", "thead", "tbody", "tr", "td"])
    }
    assert roles == {
        **{"table": "table", "thead": "rowgroup", "tbody": "rowgroup"},
        **{"tr": "row", "td": "cell"},
    }
    assert [th["role"] for th in page.find_all("th")] == [*["columnheader"] * 2, "rowheader"]
