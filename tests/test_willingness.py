from __future__ import annotations

from coalitions import willingness
from coalitions.data.load import load


def test_the_firmest_pledge_of_an_axis_is_kept() -> None:
    table = willingness.pledges_by_axis().set_index(["iso3", "axis"])
    assert table.loc[("GBR", "regeneration"), "status"] == "delivered"
    assert table.index.is_unique
    # A British pledge of forces is not hidden behind money to prepare them.
    assert table.loc[("GBR", "presence"), "status"] == "conditional"
    assert set(load("pledges")["status"].dropna()) <= set(willingness.FIRMEST)


def test_counts_of_the_willing_say_how_many_are_named() -> None:
    table = willingness.willing().set_index("count_id")
    assert table.loc["afp-2025-04-10", ["named", "unnamed"]].tolist() == [5, 1]
    assert table.loc["macron-2025-09-04", "named"] == 0
    assert table["count"].is_monotonic_increasing


def test_a_line_of_a_government_is_not_read_from_its_future() -> None:
    april = willingness.named_as_willing({"afp-2025-04-10": "2025-06"}).set_index("iso3")["line"]
    august = willingness.named_as_willing({"afp-2025-04-10": "2025-08"}).set_index("iso3")["line"]
    assert april.isna()["LVA"]
    assert august["LVA"] == "open_conditional"
