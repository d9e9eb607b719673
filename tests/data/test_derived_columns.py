"""Columns and links that follow from other cells agree with them.

The schema cannot say these things: who attended first follows from ``participants``, a number
that was split from its parts is their sum, a model parameter names rows that exist.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
KEYS = {
    resource["name"]: resource["schema"]["primaryKey"]
    for resource in json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
}


def records(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_first_and_last_attendance_follow_from_participants() -> None:
    dates = {
        event["event_id"]: event["date"]
        for event in records("events")
        if event["series"] == "coalition"
    }
    attended: dict[str, list[str]] = defaultdict(list)
    for line in records("participants"):
        if line["iso3"] and line["confidence"] != "low" and line["event_id"] in dates:
            attended[line["iso3"]].append(dates[line["event_id"]])
    for member in records("members"):
        days = attended[member["iso3"]] or [""]
        assert (member["first_attended"], member["last_attended"]) == (min(days), max(days)), (
            f"members: {member['iso3']}"
        )


def test_middle_of_a_published_range_is_the_active_strength() -> None:
    for line in records("military_personnel"):
        if line["active_low"]:
            middle = (int(line["active_low"]) + int(line["active_high"])) / 2
            assert int(line["active_total"]) == middle, f"military_personnel: {line['entity']}"


def test_types_of_a_weapon_add_up_to_its_number() -> None:
    pieces: dict[tuple[str, str], int] = defaultdict(int)
    for item in records("weapons_donated_items"):
        pieces[item["iso3"], item["category"]] += int(item["quantity"])
    given = {
        (line["iso3"], line["category"]): int(line["quantity"])
        for line in records("weapons_donated")
    }
    assert pieces == given


def test_sources_named_in_evidence_are_the_sources_of_the_claim() -> None:
    linked = defaultdict(set)
    for link in records("claim_sources"):
        linked[link["claim_id"]].add(link["source_id"])
    for claim in records("claims"):
        bracketed = re.findall(r"\[([^]]*)]", claim["evidence"])
        named = {name.strip() for names in bracketed for name in names.split(";")}
        assert named == linked[claim["claim_id"]], f"claims: {claim['claim_id']}"


def test_model_parameters_rest_on_rows_that_exist() -> None:
    keys = {
        table: {"|".join(line[name] for name in KEYS[table]) for line in records(table)}
        for table in {link["table"] for link in records("model_parameter_rows")}
    }
    used = defaultdict(set)
    for link in records("model_parameter_rows"):
        assert link["key"] in keys[link["table"]], f"{link['parameter_id']}: {link['key']}"
        used[link["parameter_id"]].add(link["role"])
    for parameter in records("model_parameters"):
        if parameter["kind"] == "sourced":
            assert parameter["source_id"], parameter["parameter_id"]
            assert used[parameter["parameter_id"]], parameter["parameter_id"]
        assert float(parameter["low"]) <= float(parameter["mode"]) <= float(parameter["high"])


def test_stronger_backstop_never_lowers_a_parameter() -> None:
    by_position: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(dict)
    for line in records("model_parameters"):
        if line["backstop"]:
            values = [float(line[name]) for name in ("low", "mode", "high")]
            by_position[line["symbol"], line["position"]][line["backstop"]] = values
    assert by_position
    for subject, values in by_position.items():
        for weaker, stronger in (("none", "enablers"), ("enablers", "full")):
            assert all(
                less <= more for less, more in zip(values[weaker], values[stronger], strict=True)
            ), subject


def test_the_extent_that_the_descriptor_states_is_that_of_the_tables() -> None:
    """``coverage`` names numbers of rows by case; a row added later must not make them stale."""
    described = {
        resource["name"]: resource["coverage"]
        for resource in json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))[
            "resources"
        ]
    }
    prefixes = {"East Timor": ("interfet",), "Iraq": ("iraq", "mnf-i"), "Ukraine": ("mnf-ukraine",)}
    for table, unit in (("events", "events"), ("polls", "answers")):
        stated = re.findall(rf"([A-Z][A-Za-z ]+): (\d+) {unit}", described[table])
        assert len(stated) >= 2, table
        for case, number in stated:
            rows = [r for r in records(table) if r["coalition_id"].startswith(prefixes[case])]
            assert len(rows) == int(number), f"{table}: {case}"
    proposals = re.match(r"\d+", described["truces"])
    assert proposals and int(proposals[0]) == len(records("truces"))
