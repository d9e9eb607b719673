"""Each rule finds the row that breaks it, and only that; exceptions are listed, used and expire."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from coalitions.data import package as descriptor
from coalitions.data.check import check
from coalitions.data.overrides import reviews_due
from coalitions.data.package import Field, Package, Table
from coalitions.data.rows import Tables
from coalitions.data.rulebook import before
from coalitions.data.rules import RULES
from tests import small_package

DATA = Path(__file__).parents[2] / "data"

NUMBERS = {
    *("personnel", "active_total", "active_high", "partner_contingents", "low", "high"),
    *("lead_personnel", "partner_personnel", "total_personnel", "support_pct", "oppose_pct"),
    *("votes_for", "votes_against", "abstentions"),
    *("military_eur_bn", "financial_eur_bn", "humanitarian_eur_bn", "total_eur_bn"),
}
DATES = {"as_of", "start_date", "end_date", "records_from", "records_to", "date"}

COALITION = "coalition_id,start_date,end_date,records_from,records_to\na,1999-09-20,2000-02-23,,\n"
EVIDENCE = (
    "supports_idea,national_consensus,us_backstop_required,presence_willingness,"
    "axis1_regeneration,axis2_industry,axis3_presence"
)

#: Of a row with the cells ``p`` and ``72 hours``.
DIGEST = hashlib.sha256(b"p\x1f72 hours").hexdigest()[:8]

#: Rule, tables, and the rows that must be found as table:line:column.
CASES: list[tuple[str, dict[str, str], list[str]]] = [
    (
        "order-of-pairs",
        {"force_plans": "low,high\n100,200\n300,200\n,200\n200,200\n"},
        ["force_plans:3:high"],
    ),
    (
        "order-of-pairs",
        {"coalitions": "start_date,end_date\n1999-09-20,1999\n1999-09-20,1999-08\n2003,\n"},
        ["coalitions:3:end_date"],
    ),
    (
        "shares-of-answers",
        {"polls": "support_pct,oppose_pct\n40,60\n41,60\n41,\n"},
        ["polls:3:oppose_pct"],
    ),
    (
        "votes",
        {
            "mandates": "votes_for,votes_against,abstentions,date\n"
            "15,0,0,1999\n14,1,1,1999\n,,,1999\n"
        },
        ["mandates:3:votes_for"],
    ),
    (
        "parts-of-totals",
        {
            "aid": "military_eur_bn,financial_eur_bn,humanitarian_eur_bn,total_eur_bn\n"
            "1,2,3,6.05\n1,2,3,6.5\n1,,3,9\n",
            "force_levels": "lead_personnel,partner_personnel,total_personnel\n5,6,11\n5,6,12\n",
        },
        ["aid:3:total_eur_bn", "force_levels:3:total_personnel"],
    ),
    (
        "participant-names-one",
        {"aid": "donor,iso3,group\nGBR,GBR,\nEU,,EU\nGBR,,\nGBR,GBR,EU\nEU,GBR,\n"},
        ["aid:4:iso3", "aid:5:iso3", "aid:6:donor"],
    ),
    (
        "contribution-dates",
        {
            "coalitions": COALITION,
            "contributions": "coalition_id,measure,as_of\na,peak,1999\na,peak,1999-08\n"
            "a,pledged,1999-08\na,peak,2000-03\na,total_served,2001\na,peak,\nb,peak,1900\n",
        },
        ["contributions:3:as_of", "contributions:5:as_of"],
    ),
    (
        "contribution-dates",
        {
            "coalitions": COALITION.replace(",,\n", ",1999-06,2000-06\n"),
            "contributions": "coalition_id,measure,as_of\na,peak,1999-06-10\na,peak,2000-07\n",
        },
        ["contributions:3:as_of"],
    ),
    (
        "force-level-dates",
        {
            "coalitions": COALITION,
            "force_levels": "coalition_id,status,as_of\n"
            "a,strength,1999-09-20\na,strength,1999-09-19\na,planned,1999-09-19\na,fiscal_year_average,2000\na,fiscal_year_average,2001\n",
        },
        ["force_levels:3:as_of", "force_levels:6:as_of"],
    ),
    (
        "contingent-below-armed-forces",
        {
            "military_personnel": "iso3,active_total,active_high\nEST,4000,\nEST,7000,7500\n,9,\n",
            "contributions": "iso3,personnel,measure\nEST,7499,peak\nEST,7500,peak\n"
            "EST,9000,total_served\nTON,50,peak\n",
        },
        ["contributions:3:personnel"],
    ),
    (
        "lists-add-up",
        {
            "coalition_leads": "coalition_id,iso3\na,AUS\n",
            "contribution_lists": "list_id,coalition_id,partner_contingents,partner_personnel\n"
            "l,a,2,30\nm,a,2,30\n",
            "contributions": "list_id,coalition_id,iso3,personnel\n"
            "l,a,AUS,500\nl,a,NZL,30\nl,a,FJI,\nm,a,NZL,20\n",
        },
        ["contribution_lists:3:partner_contingents", "contribution_lists:3:partner_personnel"],
    ),
    (
        "positions-with-evidence",
        {
            "positions": f"participant,as_of,{EVIDENCE}\nGBR,2025-03,yes,,,will,,,leading\n"
            "FRA,2025-03,yes,,,,,,\n",
            "position_tasks": "participant,as_of,task\nGBR,2025-03,training\n"
            "FRA,2025-03,training\n",
            "position_evidence": "participant,as_of,field\nGBR,2025-03,supports_idea\n"
            "GBR,2025-03,presence_willingness\nGBR,2025-03,tasks\nFRA,2025-04,supports_idea\n",
        },
        ["positions:3:supports_idea", "position_tasks:3:task"],
    ),
    (
        "cells-with-sources",
        {
            "coalitions": "coalition_id,peak_personnel,outcome\na,,won\n",
            "coalition_sources": "coalition_id,field\na,outcome\na,peak_personnel\n",
        },
        ["coalition_sources:3:field"],
    ),
    (
        "sources-are-used",
        {
            "sources": "source_id\none\ntwo\nthree\n",
            "claim_sources": "source_id\ntwo\n",
            "polls": "source_id\none\n",
        },
        ["sources:4:source_id"],
    ),
    (
        "claims-name-tables",
        {"claim_tables": "claim_id,table\na,claim_tables\nb,claim_table\n"},
        ["claim_tables:3:table"],
    ),
    (
        "corrections-hold",
        {
            "polls": "poll_id,note\np,72 hours\n",
            "corrections": "table,key,column,value_used\npolls,p,note,72 hours\n"
            "polls,p,note,30 hours\npolls,q,note,\npolls,p,notes,72 hours\npoll,p,note,72 hours\n",
        },
        [
            "corrections:3:value_used",
            "corrections:4:key",
            "corrections:5:column",
            "corrections:6:table",
        ],
    ),
    (
        "corrections-of-unchanged-rows",
        {
            "polls": "poll_id,note\np,72 hours\nq,30 hours\n",
            "corrections": f"table,key,row_digest\npolls,p,{DIGEST}\npolls,q,{DIGEST}\n",
        },
        ["corrections:3:row_digest"],
    ),
]


def package_of(folder: Path, texts: dict[str, str]) -> Package:
    """Write tables and describe them just well enough for a rule."""
    tables = []
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        columns = text.split("\n", 1)[0].split(",")
        fields = tuple(
            Field(
                column,
                "number" if column in NUMBERS else "string",
                partial_date=column in DATES,
            )
            for column in columns
        )
        sourced = "source_id" in columns and name != "sources"
        key = descriptor.ForeignKey(("source_id",), "sources", ("source_id",))
        tables.append(
            Table(
                name,
                f"{name}.csv",
                fields,
                primary_key=(columns[0],),
                foreign_keys=(key,) if sourced else (),
            )
        )
    return Package(folder, "some", "Some", tuple(tables))


@pytest.mark.parametrize(("name", "texts", "expected"), CASES, ids=[case[0] for case in CASES])
def test_rule_finds_the_row_that_breaks_it(
    name: str, texts: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    package = package_of(tmp_path, texts)
    rule = next(rule for rule in RULES if rule.name == name)
    found = [f"{b.table}:{b.row.line}:{b.column}" for b in rule.find(Tables(package))]
    assert found == expected


def test_a_correction_is_due_for_review_after_its_day(tmp_path: Path) -> None:
    package = package_of(
        tmp_path,
        {"corrections": "correction_id,source_id,value_at_source,review_by\na,s,687,2027-11-22\n"},
    )
    assert reviews_due(package, dt.date(2027, 11, 22)) == []
    [notice] = reviews_due(package, dt.date(2027, 11, 23))
    assert str(notice).endswith(
        "corrections.csv:2: column review_by: review was due on 2027-11-22: see whether s still "
        'says "687"; then drop the line or set a new day'
    )


def test_every_rule_is_tested_here() -> None:
    assert {rule.name for rule in RULES} <= {case[0] for case in CASES}


def test_every_rule_applies_to_the_package_of_this_project() -> None:
    """A renamed column must not silence a rule."""
    package = descriptor.read(DATA)
    assert [rule.name for rule in RULES if not rule.applies(package)] == []


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("2003-04", "2003-05", True),
        ("2003", "2003-05", False),
        ("2003-05", "2003", False),
        ("2002-12-31", "2003", True),
        ("2003-05-01", "2003-05-01", False),
    ],
)
def test_a_date_is_before_another_only_if_surely_so(first: str, second: str, answer: bool) -> None:
    assert before(first, second) is answer


def with_exceptions(folder: Path, rows: str) -> None:
    """Give the small package a coalition that ends before it starts, and exceptions."""
    table = folder / "coalitions.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2000-02-28", "1998-02-28"))
    parsed: dict[str, Any] = small_package.descriptor()
    fields = [small_package.key(name) for name in ("rule", "table", "key", "reason")]
    schema = {"fields": fields, "primaryKey": ["rule", "table", "key"]}
    parsed["resources"].append(
        {
            "name": "exceptions",
            "path": "exceptions.csv",
            "title": "Exceptions",
            "description": "Rows that break a rule for a reason.",
            "row": "one exception",
            "schema": schema,
        }
    )
    (folder / "datapackage.json").write_text(json.dumps(parsed), encoding="utf-8")
    (folder / "exceptions.csv").write_text("rule,table,key,reason\n" + rows, encoding="utf-8")


def test_a_listed_exception_is_no_fault(small_data: Path) -> None:
    rows = "order-of-pairs,coalitions,interfet-1999,The source says so.\n"
    with_exceptions(small_data, rows)
    assert check(small_data) == []


def test_an_exception_that_excuses_nothing_is_a_fault(small_data: Path) -> None:
    rows = (
        "order-of-pairs,coalitions,interfet-1999,The source says so.\n"
        "order-of-pairs,coalitions,iraq-2003,It was once wrong.\n"
        "order-of-pears,coalitions,iraq-2003,A slip.\n"
    )
    with_exceptions(small_data, rows)
    assert [str(fault) for fault in check(small_data)] == [
        "data/exceptions.csv:3: column key: coalitions iraq-2003 no longer breaks the rule "
        "order-of-pairs: delete this line",
        "data/exceptions.csv:4: column rule: there is no rule order-of-pears "
        "(did you mean order-of-pairs?)",
    ]


def test_a_broken_rule_says_how_it_could_be_excused(small_data: Path) -> None:
    with_exceptions(small_data, "")
    assert (
        'data/coalitions.csv:2: column end_date: "1998-02-28" is before start_date "1999-09-20" '
        "(rule order-of-pairs, key interfet-1999)"
    ) in [str(fault) for fault in check(small_data)]
