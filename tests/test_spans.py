"""Line numbers as spans, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions import spans


@pytest.mark.parametrize(
    ("lines", "text"),
    [([], ""), ([7], "7"), ([2, 3, 4, 5, 9], "2-5 9"), ([9, 2, 2, 3], "2-3 9")],
)
def test_lines_are_written_as_spans(lines: list[int], text: str) -> None:
    assert spans.written(lines) == text


@given(st.sets(st.integers(2, 5000)))
def test_what_is_written_is_read_again(lines: set[int]) -> None:
    assert spans.read(spans.written(lines)) == tuple(sorted(lines))


def test_other_text_is_refused() -> None:
    with pytest.raises(ValueError, match="two"):
        spans.read("two")
