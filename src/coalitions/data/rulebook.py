"""What must hold between cells and tables, and what a descriptor cannot say.

Each rule is one function: it reads rows and yields the ones that break it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coalitions.data.cells import Value
from coalitions.data.faults import suggestion
from coalitions.data.rows import Row, Tables
from coalitions.data.rules import Breach, rule


def before(first: object, second: object) -> bool:
    """Whether the date `first` is surely before `second`: ``2003`` is not before ``2003-05``."""
    one, other = str(first), str(second)
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


# -- rules within one row ------------------------------------------------------------------------

#: Columns that, where a table has both, stand in this order: dates or numbers.
PAIRS = (
    ("start_date", "end_date"),
    ("deployed_from", "withdrawn_on"),
    ("first_attended", "last_attended"),
    ("joined", "left"),
    ("figures_as_of", "figures_until"),
    ("records_from", "records_to"),
    ("start", "end"),
    ("low", "high"),
    ("value_low", "value_high"),
    ("personnel_low", "personnel_high"),
    ("amount_low", "amount_high"),
    ("active_low", "active_high"),
    ("lead_personnel", "total_personnel"),
    ("partner_personnel", "total_personnel"),
    ("lead_personnel", "peak_personnel"),
    ("deployable_brigades", "combat_brigades"),
)


@rule("order-of-pairs")
def order_of_pairs(tables: Tables) -> Iterator[Breach]:
    """An end is not before its start, a high value not below its low one, a part not above all."""
    for table in tables.package.tables:
        for low, high in PAIRS:
            if low not in table.columns or high not in table.columns:
                continue
            dates = table.field(low).is_date
            if not dates and not table.field(low).is_number:
                continue
            for row in tables[table.name]:
                first, last = row[low], row[high]
                if first is None or last is None:
                    continue
                if before(last, first) if dates else float(last) < float(first):
                    what = "is before" if dates else "is below"
                    yield Breach(table.name, row, high, f'"{last}" {what} {low} "{first}"')


@rule("shares-of-answers", polls="support_pct oppose_pct")
def shares_of_answers(tables: Tables) -> Iterator[Breach]:
    """Support and opposition in a poll are shares of the same answers."""
    for row in tables["polls"]:
        total = _sum(row, ("support_pct", "oppose_pct"))
        if total is not None and total > 100:
            yield Breach("polls", row, "oppose_pct", f"support and opposition add up to {total:g}%")


@rule("votes", mandates="votes_for votes_against abstentions date")
def votes(tables: Tables) -> Iterator[Breach]:
    """The Security Council has fifteen members; some may not vote."""
    for row in tables["mandates"]:
        total = _sum(row, ("votes_for", "votes_against", "abstentions"))
        if total is not None and total > 15:
            yield Breach("mandates", row, "votes_for", f"{total:g} votes in a council of 15")


#: Table, parts and total; how far rounding may move the sum.
TOTALS = (
    ("aid", ("military_eur_bn", "financial_eur_bn", "humanitarian_eur_bn"), "total_eur_bn", 0.1),
    ("force_levels", ("lead_personnel", "partner_personnel"), "total_personnel", 0),
)


@rule(
    "parts-of-totals",
    aid="military_eur_bn financial_eur_bn humanitarian_eur_bn total_eur_bn",
    force_levels="lead_personnel partner_personnel total_personnel",
)
def parts_of_totals(tables: Tables) -> Iterator[Breach]:
    """Parts that are all known add up to their total."""
    for table, parts, total, slack in TOTALS:
        for row in tables[table]:
            whole, added = row[total], _sum(row, parts)
            if whole is not None and added is not None and abs(float(whole) - added) > slack + 1e-9:
                message = f'"{whole}" is not the sum of {", ".join(parts)}, {added:g}'
                yield Breach(table, row, total, message)


@rule("participant-names-one")
def participant_names_one(tables: Tables) -> Iterator[Breach]:
    """A row about a state or a group names exactly one, and its general column agrees."""
    for table in tables.package.tables:
        general = next((c for c in ("participant", "entity", "donor") if c in table.columns), "")
        if not {"iso3", "group"} <= set(table.columns):
            continue
        for row in tables[table.name]:
            if (row["iso3"] is None) == (row["group"] is None) and (general or row["iso3"]):
                message = "a row names a country (iso3) or a group: one of the two, not both"
                yield Breach(table.name, row, "iso3", message)
            elif general and row[general] != (row["iso3"] or row["group"]):
                named = row["iso3"] or row["group"]
                yield Breach(table.name, row, general, f'"{row[general]}" is not "{named}"')


# -- rules between tables ------------------------------------------------------------------------


@rule(
    "contribution-dates",
    contributions="coalition_id measure as_of",
    coalitions="coalition_id start_date end_date records_from records_to",
)
def contribution_dates(tables: Tables) -> Iterator[Breach]:
    """A contingent lies inside the dates of its coalition; a pledge may come before."""
    yield from _inside_coalition(tables, "contributions", "measure")


@rule(
    "force-level-dates",
    force_levels="coalition_id status as_of",
    coalitions="coalition_id start_date end_date records_from records_to",
)
def force_level_dates(tables: Tables) -> Iterator[Breach]:
    """A strength lies inside the dates of its coalition; a plan may come before."""
    yield from _inside_coalition(tables, "force_levels", "status")


def _inside_coalition(tables: Tables, name: str, kind: str) -> Iterator[Breach]:
    spans = {row["coalition_id"]: row for row in tables["coalitions"]}
    early, late = {"pledged", "planned"}, {"total_served"}
    for row in tables[name]:
        span, date = spans.get(row["coalition_id"]), row["as_of"]
        if span is None or date is None:
            continue
        if row[kind] == "fiscal_year_average":
            # The fiscal year of the United States begins in October of the year before.
            date = f"{int(str(date)[:4]) - 1}-10"
        start = span["records_from"] or span["start_date"]
        end = span["records_to"] or span["end_date"]
        if start is not None and before(date, start) and row[kind] not in early:
            message = f'"{date}" is before {span["coalition_id"]} began, {start}'
            yield Breach(name, row, "as_of", message)
        if end is not None and before(end, date) and row[kind] not in late:
            message = f'"{date}" is after {span["coalition_id"]} ended, {end}'
            yield Breach(name, row, "as_of", message)


@rule(
    "contingent-below-armed-forces",
    contributions="iso3 personnel measure",
    military_personnel="iso3 active_total active_high",
)
def contingent_below_armed_forces(tables: Tables) -> Iterator[Breach]:
    """A state cannot have more soldiers abroad at once than it ever had in these years."""
    forces: dict[Value, float] = defaultdict(float)
    for row in tables["military_personnel"]:
        if row["iso3"] is not None:
            known = [float(v) for v in (row["active_total"], row["active_high"]) if v is not None]
            forces[row["iso3"]] = max([forces[row["iso3"]], *known])
    for row in tables["contributions"]:
        most = forces.get(row["iso3"] or "", 0)
        # All who served over the years may exceed the forces of any one year.
        sent = None if row["measure"] == "total_served" else row["personnel"]
        if most and sent is not None and float(sent) >= most:
            message = f'"{sent}" is no less than the armed forces, {most:,.0f}'
            yield Breach("contributions", row, "personnel", message)


@rule(
    "lists-add-up",
    contribution_lists="list_id partner_contingents partner_personnel coalition_id",
    contributions="list_id personnel iso3",
    coalition_leads="coalition_id iso3",
)
def lists_add_up(tables: Tables) -> Iterator[Breach]:
    """A list of contingents says how many partners and persons its rows have."""
    leads = {(row["coalition_id"], row["iso3"]) for row in tables["coalition_leads"]}
    partners: dict[Value | None, list[Row]] = defaultdict(list)
    for row in tables["contributions"]:
        if (row["coalition_id"], row["iso3"]) not in leads:
            partners[row["list_id"]].append(row)
    for row in tables["contribution_lists"]:
        rows = partners[row["list_id"]]
        persons = sum(int(part["personnel"]) for part in rows if part["personnel"] is not None)
        for column, found in (("partner_contingents", len(rows)), ("partner_personnel", persons)):
            if row[column] is not None and row[column] != found:
                message = f'"{row[column]}" is not what its rows in contributions give, {found}'
                yield Breach("contribution_lists", row, column, message)


#: Coded fields of a position, and the field whose evidence decides them. The main constraint is
#: left out: it sums up the rationale of the row, which names its own source.
CODED = {
    "supports_idea": "supports_idea",
    "national_consensus": "national_consensus",
    "us_backstop_required": "us_backstop_required",
    "presence_willingness": "presence_willingness",
    "axis1_regeneration": "axis1_regeneration",
    "axis2_industry": "axis2_industry",
    "axis3_presence": "presence_willingness",
}


@rule(
    "positions-with-evidence",
    positions="participant as_of " + " ".join(CODED),
    position_tasks="participant as_of task",
    position_evidence="participant as_of field",
)
def positions_with_evidence(tables: Tables) -> Iterator[Breach]:
    """Each coded field of a position has at least one piece of evidence."""
    given = {
        (row["participant"], row["as_of"], row["field"]) for row in tables["position_evidence"]
    }
    for row in tables["positions"]:
        for column, decided_by in CODED.items():
            coded = row[column]
            possible = {(row["participant"], row["as_of"], name) for name in (column, decided_by)}
            if coded is not None and not possible & given:
                message = f'"{coded}" has no row in position_evidence'
                yield Breach("positions", row, column, message, awaits=True)
    for row in tables["position_tasks"]:
        if (row["participant"], row["as_of"], "tasks") not in given:
            message = f'"{row["task"]}" has no row in position_evidence'
            yield Breach("position_tasks", row, "task", message, awaits=True)


@rule("cells-with-sources", coalitions="coalition_id", coalition_sources="coalition_id field")
def cells_with_sources(tables: Tables) -> Iterator[Breach]:
    """A source is given for a cell of `coalitions` that is filled."""
    filled = {row["coalition_id"]: row for row in tables["coalitions"]}
    for row in tables["coalition_sources"]:
        operation = filled.get(row["coalition_id"])
        if operation is not None and operation[str(row["field"])] is None:
            message = f'"{row["field"]}" is empty for {row["coalition_id"]} in coalitions'
            yield Breach("coalition_sources", row, "field", message)


@rule("sources-are-used", sources="source_id", claim_sources="source_id")
def sources_are_used(tables: Tables) -> Iterator[Breach]:
    """A work is listed because something rests on it."""
    used: set[str] = set()
    for table in tables.package.tables:
        for column in table.references_to("sources"):
            used.update(str(row[column]) for row in tables[table.name])
    for row in tables["sources"]:
        if row["source_id"] not in used:
            message = f'nothing rests on "{row["source_id"]}"'
            yield Breach("sources", row, "source_id", message, awaits=True)


@rule("claims-name-tables", claim_tables="table")
def claims_name_tables(tables: Tables) -> Iterator[Breach]:
    """The tables that can test a claim are tables of this package."""
    for row in tables["claim_tables"]:
        if row["table"] not in tables.package.names:
            hint = suggestion(str(row["table"]), tables.package.names)
            yield Breach("claim_tables", row, "table", f'there is no table "{row["table"]}"{hint}')


def _sum(row: Row, columns: tuple[str, ...]) -> float | None:
    """Add the columns up; ``None`` if one of them is unknown."""
    values = [row[column] for column in columns]
    if any(value is None for value in values):
        return None
    return sum(float(value) for value in values if value is not None)
