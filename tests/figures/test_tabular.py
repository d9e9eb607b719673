"""Tables on a page: headings with units, no index, and the rows they rest on."""

from __future__ import annotations

import pandas as pd
import pytest

import coalitions as co

FRAME = pd.DataFrame({"table": ["events", "<b>"], "rows": [222, None]})


def content(table: object) -> dict[str, object]:
    return table._repr_mimebundle_()["application/vnd.coalitions.table+json"]  # type: ignore[attr-defined]


def test_a_table_writes_units_once_and_values_as_sentences_do() -> None:
    frame = pd.DataFrame(
        {
            "who": ["A & B", "C"],
            "people": pd.array([11500, None], dtype="Int64"),
            "share": [0.25, 0.005],
            "when": pd.to_datetime(["2025-03-02", "2025-03-01"]),
            "when_precision": ["day", "month"],
            "ready": pd.array([True, None], dtype="boolean"),
        }
    )
    table = co.table(
        frame,
        "Few came",
        columns={"who": "Who", "people": "Force", "share": "Part", "when": "On", "ready": "Ready"},
        units={"people": "persons", "share": "share"},
    )
    html = str(content(table)["html"])
    assert '<th scope="row">A &amp; B</th>' in html
    assert ">Force (persons)</th>" in html
    written = (">11,500<", ">25%<", ">0.5%<", ">2 March 2025<")
    assert [cell for cell in written if cell not in html] == []
    assert ">March 2025<" in html, "a month must not be written as a day"
    assert ">yes<" in html
    assert html.count(">–<") == 2
    assert "style" not in html
    assert "gt_" not in html
    assert "A & B" in table.plain


def test_a_table_names_the_row_and_source_of_each_record() -> None:
    rows = co.load("contributions", coalition_id="interfet-1999", measure="peak").head(3)
    shown = content(co.table(rows, "Who sent", columns={"iso3": "Country", "personnel": "People"}))
    assert shown["rows"] == [f"contributions:{line}" for line in rows.index]
    assert shown["provenance"] == {"contributions": list(rows.index)}
    cited = shown["cited"]
    assert isinstance(cited, dict)
    assert [cited[row] for row in shown["rows"]] == [[s] for s in rows["source_id"]]  # type: ignore[attr-defined]


def test_a_table_of_nothing_or_of_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="“Nobody” has no rows"):
        co.table(FRAME.head(0), "Nobody")
    with pytest.raises(KeyError, match="no column tabel; there are table, rows"):
        co.table(FRAME, "Headline", units={"tabel": "persons"})
