"""The parts of the simulation's page: role cards, the form for pledges, the instructor's desk.

Each function is one cell of the chapter. What the form and the desk know of the rules comes from
the engine and stands in the page as data; scripts of the page make them work. Without scripts, and
in a notebook, the same cell says what to do instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

import pandas as pd

from coalitions import simulation
from coalitions.dilemma import BACKSTOP_LABELS
from coalitions.facts import Facts
from coalitions.markup import Markup, Shown, element, joined
from coalitions.provenance import Provenance
from coalitions.simulation import points
from coalitions.simulation.cells import country_names
from coalitions.simulation.judge import sizes
from coalitions.simulation.pledges import ALIASES
from coalitions.simulation.role import MOST
from coalitions.simulation.teams import FEWEST, MOST_PLAYERS, ONE_EACH
from coalitions.simulation.terms import STATEMENT_LENGTH, TEAM_LENGTH

#: What the force is measured against.
REASSURING: Final = "the smallest force that reassures"
#: The folder of the site in which role cards and empty tables lie, as seen from a chapter.
FOLDER: Final = "../simulation"


def rules() -> dict[str, Any]:
    """Return all that a form must know to check a pledge as the engine does."""
    return {
        "columns": list(simulation.COLUMNS),
        "columnNames": dict(ALIASES),
        "names": {
            name: code for name, code in country_names().items() if code in simulation.codes()
        },
        "rounds": [[str(number), name] for number, name in simulation.ROUNDS.items()],
        "backstops": _pairs(BACKSTOP_LABELS),
        "conditions": _pairs(simulation.CONDITIONS),
        "tasks": _pairs(simulation.TASKS),
        "longest": {"team": TEAM_LENGTH, "statement": STATEMENT_LENGTH},
        "roles": {role.iso3: _role(role) for role in _by_name()},
        "cards": [
            {"card_id": c.card_id, "title": c.title, "needs_country": c.needs_country}
            for c in simulation.cards()
        ],
    }


def simulation_form() -> Shown:
    """Show the form in which a team enters its pledges and takes them away as CSV."""
    words = joined(
        "This form works on the page of the book, in a browser that runs scripts. Without it, fill "
        "in the ",
        _table("empty"),
        " in any spreadsheet; the ",
        _table("sample"),
        " shows eight teams in all rounds.",
    )
    given = json.dumps(rules(), ensure_ascii=False, separators=(",", ":"))
    return _part("form", words, data_rules=given)


def simulation_desk() -> Shown:
    """Show the desk at which the instructor loads the files of all teams."""
    words = joined(
        "The desk works on the page of the book, in a browser that runs scripts. Without it, put "
        "the files of all teams into one folder and run ",
        element("code", "python -m coalitions simulate team-1.csv team-2.csv"),
        " there.",
    )
    return _part("desk", words)


def simulation_roles() -> Shown:
    """List the role cards, those of the main roles first."""
    main = list(simulation.MAIN_ROLES)
    rest = [role.iso3 for role in _by_name() if role.iso3 not in main]
    lists = [
        element("ul", *(_link(code) for code in codes), class_="co-sim-roles")
        for codes in (main, rest)
    ]
    sheet = element("a", "all cards on one sheet for the printer", href=f"{FOLDER}/roles.html")
    inside = joined(
        element("p", "In the order in which they are handed out:"),
        lists[0],
        element("p", "The others, for larger classes:"),
        lists[1],
        element("p", "Or take ", sheet, ": one page of A4 for each country."),
        element("p", "Tables for pledges, as CSV: ", _table("empty"), ", ", _table("sample"), "."),
    )
    plain = ", ".join(simulation.role(code).name for code in (*main, *rest))
    return Shown(element("div", inside, class_="co-sim-cards"), f"Role cards: {plain}.")


def simulation_limits() -> Facts:
    """Return what each country can pledge and keep up, in the order in which roles are handed out.

    Returns
    -------
    Facts
        One row for each country: `iso3`, `name`, the fields of `simulation.Limits` (persons, % of
        GDP a year), and how many `red_lines` its card has.
    """
    cards = simulation.roles()
    table = pd.DataFrame(
        [
            {
                "iso3": card.iso3,
                "name": card.name,
                **asdict(card.limits),
                "red_lines": len(card.red_lines),
            }
            for card in cards
        ]
    )
    return Facts.resting_on(table, Provenance().union(*(card.provenance for card in cards)))


def simulation_cards() -> Facts:
    """Return the event cards: `card_id`, `title`, `text`, `effect` and `precedent`."""
    deck = simulation.cards()
    table = pd.DataFrame([card.as_dict() for card in deck]).drop(columns="rows")
    return Facts.resting_on(table, Provenance().union(*(card.provenance for card in deck)))


def simulation_account(result: simulation.Result, iso3: str) -> Facts:
    """Return the points of one country line by line: `label`, `how`, `points` and `most`."""
    lines = [asdict(line) for line in result.score(iso3).lines]
    return Facts.resting_on(pd.DataFrame(lines), result.provenance)


def simulation_points() -> pd.DataFrame:
    """Return the rules by which points are counted: `line`, `points` and `how`."""
    size = f"{REASSURING} ({sizes()[0]:,.0f})"
    told = (
        ("The force", f"{points.FORCE}", f"times the force ÷ {size}, at most 1"),
        ("The tasks", f"{points.COVERED}", "times the part of all tasks that is covered"),
        ("The share", f"{points.SHARE}", "times the effort of the country, at most 1"),
        ("Each private aim", f"{MOST}", "times the part reached; the role card says how"),
        ("Each red line", _written(points.RED_LINE), "if it is crossed"),
        (
            "A hollow pledge",
            _written(points.HOLLOW),
            "if more is pledged than can be kept up, by a tenth",
        ),
        (
            "A broken word",
            _written(points.BROKEN),
            "if less is pledged at last than at first, by a tenth",
        ),
    )
    return pd.DataFrame(told, columns=["line", "points", "how"])


def _written(deduction: int) -> str:
    return f"−{abs(deduction)}"


def simulation_class_sizes() -> tuple[int, int, int]:
    """Return the fewest and the most players, and the most of which each team plays one country."""
    return FEWEST, MOST_PLAYERS, ONE_EACH


def simulation_classes(players: Iterable[int]) -> pd.DataFrame:
    """Return for classes of some sizes how many `teams` play and how many `countries` they have."""
    return pd.DataFrame(
        [
            {
                "players": str(size),
                "teams": len(proposed),
                "countries": sum(len(team.countries) for team in proposed),
                "names": ", ".join(team.name for team in proposed),
            }
            for size in players
            for proposed in [simulation.teams(size)]
        ]
    )


def _part(name: str, words: Markup, **attributes: str) -> Shown:
    inside = element("p", words)
    markup = element("div", inside, class_="co-sim", data_part=name, **attributes)
    return Shown(markup, f"The {name} of the simulation stands on the page of the book.")


def _by_name() -> list[simulation.Role]:
    return sorted(simulation.roles(), key=lambda role: role.name)


def _role(role: simulation.Role) -> dict[str, Any]:
    most = role.limits
    return {
        "name": role.name,
        "card": f"{FOLDER}/role-{role.iso3.lower()}.html",
        "soldiers": most.soldiers,
        "kept": [most.keeping_all, most.keeping_half, most.keeping_none],
        "aid": most.aid_percent,
        "aidSoFar": f"{most.aid_so_far:g} %",
        "tasks": most.tasks,
    }


def _link(code: str) -> Markup:
    address = f"{FOLDER}/role-{code.lower()}.html"
    return element("li", element("a", simulation.role(code).name, href=address))


def _table(name: str) -> Markup:
    words = {"empty": "empty table", "sample": "sample"}[name]
    return element("a", words, href=f"{FOLDER}/pledges-{name}.csv", download="")


def _pairs(labels: Mapping[Any, str]) -> list[list[str]]:
    return [[str(code), label] for code, label in labels.items()]
