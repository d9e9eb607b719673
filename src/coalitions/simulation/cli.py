"""``python -m coalitions simulate …``: judge files of pledges and write the debriefing."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from coalitions.dilemma.parameters import BACKSTOPS


def main(argv: Sequence[str]) -> int:
    """Run the simulation and return its exit status.

    The status is 0 if every row was used, 1 if some were not (the rest is judged all the same), and
    2 if there is nothing to judge or a request makes no sense.
    """
    arguments = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        # A team may be called by an emoji, and a terminal may not know it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return _run(arguments)
    except (LookupError, ValueError) as error:
        print(error.args[0] if error.args else error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m coalitions simulate",
        description="Judge what a class has pledged, and write the debriefing.",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="pledges.csv")
    parser.add_argument(
        "--events",
        nargs="+",
        action="extend",
        default=[],
        metavar="CARD[:COUNTRY][@ROUND]",
        help="cards that are played, such as flank-alarm or election:POL@3",
    )
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="draw N more cards")
    parser.add_argument("--seed", type=int, default=1, help="with which cards are drawn")
    parser.add_argument(
        "--backstop", choices=BACKSTOPS, default="none", help="at the start (default: none)"
    )
    parser.add_argument("--out", type=Path, metavar="debriefing.html", help="write the page here")
    parser.add_argument("--json", type=Path, metavar="result.json", help="write the result here")
    parser.add_argument("--sample", action="store_true", help="print a file that works")
    parser.add_argument("--cards", action="store_true", help="list the cards")
    parser.add_argument("--role", metavar="COUNTRY", help="print a role card as JSON")
    parser.add_argument("--teams", type=int, metavar="PLAYERS", help="propose teams for a class")
    return parser


def _run(arguments: argparse.Namespace) -> int:
    from coalitions import simulation

    if arguments.sample:
        print(simulation.sample(), end="")
    elif arguments.cards:
        for card in simulation.cards():
            one = ":COUNTRY" if card.needs_country else ""
            print(f"{card.card_id}{one}\n  {card.title}. {card.effect} ({card.precedent})")
    elif arguments.role:
        card_of = simulation.role(arguments.role.upper()).as_dict()
        print(json.dumps(card_of, ensure_ascii=False, indent=2))
    elif arguments.teams is not None:
        for team in simulation.teams(arguments.teams):
            print(f"{team.name}: {', '.join(team.countries)}; {team.players} players")
    elif not arguments.files:
        raise ValueError("name a file of pledges; --sample prints one that works")
    else:
        return _judge(arguments)
    return 0


def _judge(arguments: argparse.Namespace) -> int:
    from coalitions.simulation.debrief import debriefing
    from coalitions.simulation.play import Settings, judged
    from coalitions.simulation.pledges import read_pledges
    from coalitions.simulation.points import team_points

    reading = read_pledges(*arguments.files)
    for notice in reading.notices:
        print(f"notice: {notice}", file=sys.stderr)
    for row in reading.rejected:
        print(row, file=sys.stderr)
    settings = Settings(tuple(arguments.events), arguments.backstop, arguments.seed, arguments.draw)
    result = judged(reading, settings)
    used, lost = len(reading.pledges), len(reading.rejected)
    print(f"{reading.rows} rows: {used} used, {lost} not", file=sys.stderr if lost else sys.stdout)
    for judged_round in result.rounds:
        played = ", ".join(map(str, judged_round.events))
        force, covered = round(judged_round.after.force), judged_round.after.covered
        name = f"{judged_round.number} {judged_round.name}"
        print(f"{name}: {force:,} soldiers, {covered} tasks covered{'; ' * bool(played)}{played}")
    for place, team in enumerate(team_points(result.scores), start=1):
        print(f"{place:>3}. {team['team']}: {team['points']:.1f}")
    if arguments.out:
        arguments.out.write_text(debriefing(result), encoding="utf-8")
        print(f"debriefing: {arguments.out}")
    if arguments.json:
        text = json.dumps(result.as_dict(), ensure_ascii=False, indent=1)
        arguments.json.write_text(text, encoding="utf-8")
        print(f"result: {arguments.json}")
    return 1 if lost else 0
