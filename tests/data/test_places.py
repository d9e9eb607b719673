"""Names for sentences and charts, and memberships right for each day or refused."""

from __future__ import annotations

import datetime as dt

import pytest

import coalitions as co

pytestmark = pytest.mark.usefixtures("small_data")


def test_country() -> None:
    country = co.country("NLD")
    assert (country.name_in_text, country.short_name, country.iso_numeric, str(country)) == (
        "the Netherlands",
        "Netherlands",
        "528",
        "Netherlands",
    )


def test_unknown_country_is_refused() -> None:
    with pytest.raises(LookupError, match=r"did you mean AUS\?"):
        co.country("AUX")
    with pytest.raises(LookupError):
        co.names(["NLD", "XXX"])


def test_names_of_a_column_keep_its_rows_only() -> None:
    facts = co.load("contributions").head(2)
    names = co.names(facts["iso3"])
    assert list(names) == ["Australia", "New Zealand"]
    assert names.provenance.as_json() == {"contributions": [2, 3]}
    assert co.names(["NLD"], "name") == ["Kingdom of the Netherlands"]


def test_listing_reads_like_a_sentence() -> None:
    assert co.listing(["FRA", "NLD", "AUS", "FRA"]).text == "Australia, France and the Netherlands"
    assert co.listing(["FRA", "NLD"]).text == "France and the Netherlands"
    assert co.listing(["FRA"]).text == "France"
    assert co.listing([]).text == "none"
    listed = co.listing(co.load("contributions").head(2)["iso3"])
    assert listed.provenance.as_json() == {"contributions": [2, 3]}


@pytest.mark.parametrize(
    ("on", "members"),
    [
        ("2023-04-03", ["FRA", "NLD"]),
        ("2023-04-04", ["FIN", "FRA", "NLD"]),
        (dt.date(2025, 5, 31), ["FIN", "FRA", "NLD"]),
        ("2025-07-01", ["FIN", "FRA"]),
        ("1948", []),
    ],
)
def test_members_on_a_day(on: str | dt.date, members: list[str]) -> None:
    rows = co.members_on("NATO", on)
    assert sorted(rows["iso3"]) == members
    assert len(rows.provenance) == len(members)
    assert [code for code in ("FIN", "FRA", "NLD") if co.is_member(code, "NATO", on)] == members


def test_members_as_the_source_has_them() -> None:
    assert set(co.members_on("EU")["iso3"]) == {"FIN"}
    assert co.is_member("FIN", "EU")
    assert not co.is_member("AUS", "EU")


@pytest.mark.parametrize(
    ("organisation", "on", "iso3"),
    [
        ("NATO", "2023-04", "FIN"),
        ("NATO", "2023", "FIN"),
        ("NATO", "2025-06-02", "NLD"),
        ("EU", "2025-03-02", "FIN"),
    ],
    ids=["joined in that month", "joined in that year", "left in that month", "no accession known"],
)
def test_what_the_data_cannot_tell_is_refused(organisation: str, on: str, iso3: str) -> None:
    with pytest.raises(ValueError, match=f"cannot tell whether {iso3}"):
        co.members_on(organisation, on)
    with pytest.raises(ValueError, match=f"cannot tell whether {iso3}"):
        co.is_member(iso3, organisation, on)


def test_other_countries_are_known_all_the_same() -> None:
    assert co.is_member("FRA", "NATO", "2023")
    assert not co.is_member("AUS", "NATO", "2023")


def test_membership_after_the_source_goes_on() -> None:
    assert co.is_member("FIN", "EU", "2026-07-01")


def test_unknown_organisation_is_refused() -> None:
    with pytest.raises(ValueError, match="NATTO"):
        co.members_on("NATTO")
