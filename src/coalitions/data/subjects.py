"""Which page of the codebook describes which table.

Every other page that names a table finds its entry here: `page_of` and `anchor_of` make its
address.
"""

from __future__ import annotations

from dataclasses import dataclass

from coalitions.data.faults import suggestion


@dataclass(frozen=True)
class Subject:
    """One page of the codebook and the tables it describes, in its order."""

    docname: str
    title: str
    tables: tuple[str, ...]


#: The pages of the codebook. Every table of the package stands on exactly one of them.
SUBJECTS = (
    Subject(
        "chapters/codebook-operations",
        "Operations and events",
        (
            "coalitions",
            "coalition_leads",
            "coalition_theatres",
            "coalition_figures",
            "coalition_sources",
            "mandates",
            "contributions",
            "contribution_lists",
            "force_levels",
            "force_density",
            "fatalities",
            "costs",
            "declared_members",
            "events",
            "event_sources",
        ),
    ),
    Subject(
        "chapters/codebook-london",
        "The coalition for Ukraine",
        (
            "participants",
            "participant_sources",
            "participant_counts",
            "summit_facts",
            "summit_follow_up",
            "truces",
            "members",
            "institutions",
            "pledges",
            "willing_counts",
            "willing_count_countries",
            "force_plans",
            "force_requirements",
            "ukrainian_army_ceiling",
        ),
    ),
    Subject(
        "chapters/codebook-positions",
        "Positions of states",
        (
            "troop_positions",
            "positions",
            "position_tasks",
            "position_evidence",
            "governments",
            "polls",
            "key_findings",
            "key_finding_countries",
            "gmf_reports",
        ),
    ),
    Subject(
        "chapters/codebook-forces",
        "Forces, aid and the ground",
        (
            "military_expenditure",
            "military_personnel",
            "equipment",
            "brigades",
            "readiness",
            "us_in_europe",
            "nato_commitments",
            "theatre",
            "cities",
            "weapon_reach",
            "contact_line",
            "battlefield",
            "training",
            "aid",
            "aid_monthly",
            "procurement_monthly",
            "weapons_donated",
            "weapons_donated_items",
        ),
    ),
    Subject(
        "chapters/codebook-reference",
        "Names, sources, claims and the model",
        (
            "sources",
            "countries",
            "memberships",
            "country_statistics",
            "groups",
            "claims",
            "claim_tables",
            "claim_countries",
            "claim_sources",
            "model_parameters",
            "model_parameter_rows",
            "corrections",
            "exceptions",
        ),
    ),
)


def subject_of(table: str) -> Subject:
    """Return the page that describes a table; a `LookupError` says what to do if none does."""
    for subject in SUBJECTS:
        if table in subject.tables:
            return subject
    known = [name for subject in SUBJECTS for name in subject.tables]
    raise LookupError(
        f"no page of the codebook describes {table!r}{suggestion(table, known)}; "
        "a new table needs a place in coalitions.data.subjects.SUBJECTS and a section in the "
        "chapter named there"
    )


def page_of(table: str) -> str:
    """Return the document that describes a table, for example ``chapters/codebook-forces``."""
    return subject_of(table).docname


def anchor_of(table: str) -> str:
    """Return the identifier of a table's section on its page: ``table-force-levels``.

    Identifiers have no underscores, because docutils knows none.
    """
    return f"table-{table.replace('_', '-')}"
