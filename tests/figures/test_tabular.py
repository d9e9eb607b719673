"""Tables on a page have a heading for each column and no index."""

from __future__ import annotations

import pandas as pd
import pytest

import coalitions as co

FRAME = pd.DataFrame({"table": ["events", "<b>"], "rows": [222, None]})


def test_every_column_has_a_heading_and_the_index_is_gone() -> None:
    shown = co.plain_table(FRAME, table="Table")._repr_mimebundle_()
    assert shown["text/html"].count("<th>") == 2
    assert "<th></th>" not in shown["text/html"]
    assert "<th>Table</th>" in shown["text/html"]
    assert "&lt;b&gt;" in shown["text/html"]
    assert "nan" not in shown["text/html"].lower()
    assert shown["text/plain"].split()[:2] == ["Table", "rows"]


def test_a_heading_for_no_column_is_refused() -> None:
    with pytest.raises(KeyError, match="no column tabel; there are table, rows"):
        co.plain_table(FRAME, tabel="Table")
