"""A funnel tells its stages in words, draws them in order, and rests on the rows of its numbers."""

from __future__ import annotations

import pytest

import coalitions as co
from coalitions.figures import renderer
from coalitions.provenance import Provenance
from coalitions.quantities import Quantity


def number(value: int, line: int) -> Quantity:
    return Quantity(value, "", "", Provenance.build({"members": [line]}))


def test_stages_stand_in_the_order_given_and_keep_their_rows() -> None:
    renderer.enable()
    chart = co.funnel(
        {"One": {"named": number(49, 2), "fought": number(5, 3)}, "Two": {"sent": number(7, 4)}},
        title="Fewer come than are named",
    )
    figure = renderer.describe_figure(chart.to_dict())
    assert figure["provenance"] == {"members": [2, 3, 4]}
    assert figure["description"] == (
        "Bars for 3 numbers of states. One: named 49, fought 5. Two: sent 7."
    )
    assert chart.to_dict()["layer"][0]["encoding"]["y"]["sort"] == ["named", "fought", "sent"]


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="no panel has a stage"):
        co.funnel({}, title="Nothing")
