"""Claims on what was agreed and announced in London: four points, missiles, a plan."""

from __future__ import annotations

from coalitions.claims.rows import as_claimed, claimed, event, points, says, summit
from coalitions.claims.verdict import Part, claim, part
from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.measures import value


def point(number: int) -> Facts:
    """Return one of the four points, as the agency reports it."""
    rows = points()
    return rows[rows["fact"].eq(f"point_{number}")]


def _same_number(claim_id: str, fact: str, what: str) -> list[Part]:
    rows = summit(fact)
    same = rows[rows["value_number"].eq(claimed(claim_id))]
    number = f"{claimed(claim_id):,.0f}"
    return [
        part(
            f"others give {number} {what}",
            len(same) == len(rows) > 0,
            f"{len(same)} of {len(rows)} sources",
            rows=rows,
        )
    ]


@claim("ex-02")
def _task_of_the_coalition() -> list[Part]:
    fourth = point(4)
    return [
        part("Starmer announced a coalition", says(fourth, "coalition"), rows=fourth),
        part(
            "its task was to write the plan",
            says(fourth, "(draft|write|work).* plan"),
            found=fourth["value_text"].iloc[0],
            rows=fourth,
        ),
    ]


@claim("ex-07")
def _support_goes_on() -> list[Part]:
    return [part("the points promise further aid", says(point(1), "aid keeps"), rows=point(1))]


@claim("ex-20")
def _objectives_of_the_coalition() -> list[Part]:
    listed = points()
    number = value(summit("number_of_points"), "value_number")
    return [
        part("there were four points", as_claimed("ex-20", number), number),
        part(
            "they are the aims of the coalition, so that it is none of them itself",
            not says(listed, "coalition"),
            "it is the fourth point",
            rows=listed,
        ),
    ]


@claim("ex-21")
def _sovereignty_and_a_seat() -> list[Part]:
    second = point(2)
    return [
        part("a point names sovereignty", says(second, "sovereignty"), rows=second),
        part("it names a seat at the table", says(second, "at the table"), rows=second),
    ]


@claim("ex-22")
def _territory() -> list[Part]:
    rows = points()
    return [part("a point names territory", says(rows, "territor"), "none does", rows=rows)]


@claim("ex-23")
def _aid_continues() -> list[Part]:
    return [
        part(
            "a point says that military aid continues",
            says(point(1), "military aid keeps"),
            rows=point(1),
        )
    ]


@claim("ex-24")
def _defences_after_a_deal() -> list[Part]:
    third = point(3)
    return [
        part(
            "a point builds up Ukraine’s defences after a deal",
            says(third, "after a deal.*def"),
            rows=third,
        ),
        part("it is to deter another invasion", says(third, "deter"), rows=third),
    ]


@claim("ex-25")
def _missiles_as_a_point() -> list[Part]:
    fourth = point(4)
    return [
        part(
            "the fourth point is about money or missiles",
            says(fourth, "missile|econom|money"),
            "it is the coalition",
            rows=fourth,
        ),
        part(
            "the missile deal stands anywhere in the list", says(points(), "missile"), rows=points()
        ),
    ]


@claim("ex-26")
def _in_pounds() -> list[Part]:
    return _same_number("ex-26", "export_finance", "pounds")


@claim("ex-27")
def _in_dollars() -> list[Part]:
    return _same_number("ex-27", "export_finance_in_dollars", "dollars")


@claim("ex-28")
def _missiles() -> list[Part]:
    return _same_number("ex-28", "missiles", "missiles, or more than that number")


@claim("ex-29")
def _economic_support() -> list[Part]:
    row = load("pledges", pledge_id="gbr-2025-03-02")
    return [
        part("the money buys missiles", says(row, "missiles"), rows=row),
        part(
            "it is support rather than credit",
            not row["form"].eq("export_credit").all(),
            "an export credit",
            rows=row,
        ),
    ]


@claim("ex-33")
def _a_peace_plan_for_both() -> list[Part]:
    route, plan = summit("plan_route"), event("us-28-points-2025-11-19")
    return [
        part(
            "a plan was to be drafted with Ukraine and taken to Washington",
            says(route, "draft a plan with Ukraine"),
            rows=route,
        ),
        part(
            "the peace plan on the table came from the coalition",
            not plan["organiser"].eq("United States").any(),
            "the plan of November 2025 was American",
            rows=plan,
        ),
    ]


@claim("ex-34")
def _content_unclear() -> list[Part]:
    members, route = summit("members_named_at_press_conference"), summit("plan_route")
    return [
        part("no members were named", says(members, "^none"), rows=members),
        part("the plan was still to be drafted", says(route, "draft a plan"), rows=route),
    ]
