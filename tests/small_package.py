"""A data package of a few rows, with every kind of column, for tests that need to break one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CODES = {
    "confidence": ["low", "medium", "high"],
    "measure": ["peak", "on_date"],
    "organisation": ["NATO", "EU"],
}

TABLES: dict[str, str] = {
    "sources": """\
source_id,title,publisher,kind,date,state_media,aggregator
blaxland-2015,East Timor Intervention,Melbourne University Press,academic,2015,false,false
crs-2003,"Iraq: Forces, Costs",Congressional Research Service,report,2003-06,false,false
un-1264,Resolution 1264,United Nations,government,1999-09-15,false,false
""",
    "countries": """\
iso3,name,short_name,name_in_text,iso_numeric,region
AUS,Commonwealth of Australia,Australia,Australia,036,pacific
NZL,New Zealand,New Zealand,New Zealand,554,pacific
THA,Kingdom of Thailand,Thailand,Thailand,764,asia
FRA,French Republic,France,France,250,europe
NLD,Kingdom of the Netherlands,Netherlands,the Netherlands,528,europe
FIN,Republic of Finland,Finland,Finland,246,europe
""",
    "memberships": """\
iso3,organisation,member,joined,left,as_of,source_id,confidence
AUS,NATO,false,,,2025-12,un-1264,high
FIN,EU,true,,,2026-04,un-1264,high
FIN,NATO,true,2023-04-04,,2025-12,un-1264,high
FRA,NATO,true,1949,,2025-12,un-1264,high
NLD,NATO,true,1949,2025-06,2025-12,un-1264,high
""",
    "coalition_leads": """\
coalition_id,iso3,source_id,confidence
interfet-1999,AUS,un-1264,high
""",
    "coalitions": """\
coalition_id,name,start_date,end_date,source_id,confidence
interfet-1999,INTERFET,1999-09-20,2000-02-28,un-1264,high
iraq-2003,Multi-National Force,2003-03,2011,crs-2003,medium
""",
    "contributions": """\
contribution_id,coalition_id,iso3,measure,as_of,deployed_from,withdrawn_on,personnel,share,landed,\
note,source_id,confidence
c1,interfet-1999,AUS,peak,1999-11,1999-09-20,2000-02,5500,50.5,true,,blaxland-2015,high
c2,interfet-1999,NZL,peak,1999-11-20,,,1200,10.9,true,"frigate, tanker",blaxland-2015,medium
c3,interfet-1999,THA,on_date,1999-12-01,,,1580,,,"said ""about""
1,600",un-1264,low
c4,interfet-1999,AUS,peak,1999,,,5700,,true,,un-1264,medium
c5,iraq-2003,AUS,peak,2003-04,2003-03-19,2009-07-31,2000,1.2,false,Größe,crs-2003,low
""",
}


def field(name: str, kind: str = "string", **custom: Any) -> dict[str, Any]:
    """Return a column of the descriptor; `custom` may hold ``constraints``."""
    return {"name": name, "type": kind, "title": name, "description": f"The {name}.", **custom}


def date(name: str) -> dict[str, Any]:
    """Return a column of dates at the precision known."""
    pattern = {"pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
    return field(name, partialDate=True, constraints=pattern)


def coded(name: str, ordered: bool = False) -> dict[str, Any]:
    """Return a column with a code list."""
    codes = [{"value": v, "label": v, "description": f"It is {v}."} for v in CODES[name]]
    constraints = {"required": True, "enum": list(CODES[name])}
    return field(name, codes=codes, ordered=ordered, constraints=constraints)


def key(name: str) -> dict[str, Any]:
    """Return a required text column."""
    return field(name, nature="key", constraints={"required": True})


def reference(column: str, table: str) -> dict[str, Any]:
    """Return a foreign key from `column` to the column of that name in `table`."""
    return {"fields": [column], "reference": {"resource": table, "fields": [column]}}


def descriptor() -> dict[str, Any]:
    """Return the descriptor of the small package, as parsed JSON."""
    facts = [key("source_id"), coded("confidence", ordered=True)]
    sourced = reference("source_id", "sources")
    schemas: dict[str, dict[str, Any]] = {
        "sources": {
            "fields": [
                key("source_id"),
                key("title"),
                field("publisher"),
                field("kind"),
                date("date"),
                field("state_media", "boolean"),
                field("aggregator", "boolean"),
            ],
            "primaryKey": ["source_id"],
        },
        "countries": {
            "fields": [
                field("iso3", constraints={"required": True, "pattern": "[A-Z]{3}"}),
                field("name", constraints={"required": True, "unique": True}),
                field("short_name"),
                field("name_in_text"),
                field("iso_numeric"),
                field("region"),
            ],
            "primaryKey": ["iso3"],
        },
        "memberships": {
            "fields": [
                key("iso3"),
                coded("organisation"),
                field("member", "boolean"),
                date("joined"),
                date("left"),
                date("as_of"),
                *facts,
            ],
            "primaryKey": ["iso3", "organisation"],
            "foreignKeys": [reference("iso3", "countries"), sourced],
        },
        "coalition_leads": {
            "fields": [key("coalition_id"), key("iso3"), *facts],
            "primaryKey": ["coalition_id", "iso3"],
            "foreignKeys": [
                reference("coalition_id", "coalitions"),
                reference("iso3", "countries"),
                sourced,
            ],
        },
        "coalitions": {
            "fields": [
                key("coalition_id"),
                key("name"),
                date("start_date"),
                date("end_date"),
                *facts,
            ],
            "primaryKey": ["coalition_id"],
            "foreignKeys": [sourced],
        },
        "contributions": {
            "fields": [
                key("contribution_id"),
                key("coalition_id"),
                field("iso3"),
                coded("measure"),
                date("as_of"),
                field("deployed_from", "date"),
                date("withdrawn_on"),
                field(
                    "personnel",
                    "integer",
                    unit="persons",
                    nature="observed",
                    constraints={"minimum": 0},
                ),
                field("share", "number", unit="%", constraints={"minimum": 0, "maximum": 100}),
                field("landed", "boolean"),
                field("note"),
                *facts,
            ],
            "primaryKey": ["contribution_id"],
            "foreignKeys": [
                reference("coalition_id", "coalitions"),
                reference("iso3", "countries"),
                sourced,
            ],
        },
    }
    resources = [
        {
            "name": name,
            "type": "table",
            "path": f"{name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "title": name.capitalize(),
            "description": f"Some {name}.",
            "row": "one thing",
            "schema": schema,
        }
        for name, schema in schemas.items()
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "small",
        "title": "A small package",
        "resources": resources,
    }


def write(folder: Path) -> Path:
    """Write the package into `folder` (made if needed) and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    (folder / "datapackage.json").write_text(json.dumps(descriptor(), indent=1), encoding="utf-8")
    return folder
