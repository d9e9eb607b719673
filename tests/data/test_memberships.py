"""The table of memberships answers for every day, and names the work behind every date."""

from __future__ import annotations

import pytest

import coalitions as co

LONDON, EAST_TIMOR = "2025-03-02", "1999-09-20"


@pytest.mark.parametrize(
    ("iso3", "organisation", "last_without", "first_with"),
    [
        ("FIN", "NATO", "2023-04-03", "2023-04-04"),
        ("SWE", "NATO", "2024-03-06", "2024-03-07"),
        ("HRV", "EU", "2013-06-30", "2013-07-01"),
    ],
)
def test_a_state_belongs_from_the_day_on_which_it_joined(
    iso3: str, organisation: str, last_without: str, first_with: str
) -> None:
    assert not co.is_member(iso3, organisation, last_without)
    assert co.is_member(iso3, organisation, first_with)


def test_the_united_kingdom_belonged_until_it_left() -> None:
    assert not co.is_member("GBR", "EU")
    assert not co.is_member("GBR", "EU", "1972-12-31")
    assert co.is_member("GBR", "EU", "2020-01-31")
    assert not co.is_member("GBR", "EU", "2020-02-01")


@pytest.mark.parametrize(
    ("organisation", "on", "number"),
    [
        ("NATO", "1950", 12),
        ("NATO", EAST_TIMOR, 19),
        ("NATO", "2023-04-10", 31),
        ("NATO", LONDON, 32),
        ("EU", EAST_TIMOR, 15),
        ("EU", "2020-01-31", 28),
        ("EU", LONDON, 27),
    ],
)
def test_the_number_of_members_is_that_of_the_day(organisation: str, on: str, number: int) -> None:
    assert len(co.members_on(organisation, on)) == number


def test_without_a_date_only_members_of_today_are_listed() -> None:
    assert (len(co.members_on("NATO")), len(co.members_on("EU"))) == (32, 27)


def test_every_membership_has_a_full_date_with_its_source() -> None:
    rows = co.load("memberships")
    ever = rows[rows["member"] | rows["joined"].notna()]
    assert ever["joined_precision"].eq("day").all()
    assert ever["dates_source_id"].notna().all()
    assert rows.drop(ever.index)[["joined", "left", "dates_source_id"]].isna().all(axis=None)
