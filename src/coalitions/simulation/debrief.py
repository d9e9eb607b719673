"""The debriefing: one page, whole in itself, that a class looks at together.

Whatever a student has typed is text on this page, never markup: all of it goes through
`coalitions.markup`, which escapes it. The page asks for nothing from the network and runs no
script. Charts are drawn where vl-convert is installed; their tables are there in any case.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coalitions.dilemma.parameters import BACKSTOP_LABELS
from coalitions.dilemma.wording import chance, rounded
from coalitions.figures import palette
from coalitions.figures.describe import number
from coalitions.figures.theme import config
from coalitions.markup import Markup, element, joined, table
from coalitions.simulation.adjudicate import Judged, Result
from coalitions.simulation.judge import sizes
from coalitions.simulation.points import Score, team_points
from coalitions.simulation.roles import role
from coalitions.simulation.terms import FREE_RIDER

if TYPE_CHECKING:
    from coalitions.book.pictures import Pictures

_TITLE = "London, again: the debriefing"


def debriefing(result: Result) -> str:
    """Write the page of a simulation that has been judged.

    Parameters
    ----------
    result
        As `coalitions.simulation.adjudicate` returns it.

    Returns
    -------
    str
        An HTML document without scripts, styles and pictures within.
    """
    pictures = _drawn(result)
    body = joined(
        element("h1", _TITLE),
        *_opening(result),
        *_section("The last round", *pictures[:1], *_round(result.last)),
        *_section("How likely is it?", *pictures[1:2], _chances(result)),
        *_section("If the backstop falls", _backstops(result)),
        *_section("Who rides free, whose red line was crossed", *_conduct(result)),
        *_section("Beside the record", *pictures[2:3], _record(result)),
        *(
            part
            for judged in result.rounds[:-1]
            for part in _section(f"Round {judged.number}: {judged.name.lower()}", *_round(judged))
        ),
        *_section("Points", _standings(result)),
        *_section("Points, line by line", *(_account(score) for score in result.scores)),
        *_section("What teams said", _statements(result)),
        *_section("Rows that were not used", *_rejected(result)),
        *_section("How this is counted", *_method(result)),
    )
    head = joined(
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", _TITLE),
        element("style", Markup(_style())),
    )
    page = element("html", element("head", head), element("body", element("main", body)), lang="en")
    return f"<!DOCTYPE html>\n{page}\n"


def _section(title: str, *inside: Markup | None) -> Iterator[Markup]:
    kept = [part for part in inside if part]
    if kept:
        yield element("section", element("h2", title), *kept)


def _opening(result: Result) -> Iterator[Markup]:
    after, likely = result.last.after, result.last.chances
    reassuring, deterring = sizes()
    size = _whole(after.force)
    if after.force >= deterring:
        verdict = "large enough to deter"
    elif after.force >= reassuring:
        verdict = "large enough to reassure, too small to deter"
    else:
        verdict = "too small to reassure"
    yield element(
        "p",
        element("strong", f"The coalition keeps {size} soldiers in Ukraine: {verdict}."),
        f" A force that reassures has {number(reassuring)} at least, one that deters "
        f"{number(deterring)}. {number(likely.promised)} are promised and not held back; the "
        f"chance that all of them can be kept up is {chance(likely.kept)}. "
        f"{after.covered} of {len(after.tasks)} tasks are covered.",
        class_="lead",
    )
    binding = (
        f"Enablers set the limit: {after.scarcest} for {_whole(after.limit)} soldiers."
        if after.offered > after.limit
        else f"Soldiers set the limit, not enablers: {after.scarcest}, the scarcest enabler, "
        f"would do for {_whole(after.limit)}."
    )
    yield element("p", binding)


def _standings(result: Result) -> Markup:
    rows = [
        [_typed(team["team"]), _names(team["countries"]), f"{team['points']:.1f}"]
        for team in team_points(result.scores)
    ]
    return table("Points of each team, of 100", ["Team", "Countries", "Points"], rows, numbers=[2])


def _typed(text: str) -> Markup:
    """Show what somebody has typed: it may be one word of any length."""
    return element("span", text, class_="typed")


def _names(codes: Iterable[str]) -> str:
    return ", ".join(role(code).name for code in codes)


def _round(judged: Judged) -> Iterator[Markup]:
    world = judged.after.world
    holds = [
        BACKSTOP_LABELS[world.backstop],
        "a ceasefire holds" if world.ceasefire else "no ceasefire",
        "a mandate" if world.mandate else "no mandate",
    ]
    yield element("p", f"What holds: {', '.join(holds)}.")
    for event in judged.events:
        yield element(
            "div",
            element("h3", event.title),
            element("p", event.card.text),
            element("p", element("strong", "In the model: "), event.card.effect),
            element("p", f"Taken from: {event.card.precedent}. Rows: {_rows(event.card.rows)}."),
            class_="card",
        )
    if judged.events:
        was, now = _whole(judged.before.force), _whole(judged.after.force)
        yield element("p", f"The cards change the force from {was} to {now} soldiers.")
    yield table(
        f"Soldiers, round {judged.number}",
        ["Country", "Team", "Pledged", "Can keep up", "Kept up", "NATO kept, %", "Why not all"],
        [
            [
                each.name,
                _typed(each.team),
                number(each.pledged),
                number(round(each.capacity)),
                number(round(each.sustained)),
                number(each.commitments_kept),
                _why(each.pledged, each.sustained, each.held_back),
            ]
            for each in judged.after.countries
        ],
        numbers=[2, 3, 4, 5],
    )
    yield table(
        f"Tasks, round {judged.number}",
        ["Task", "Covered", "Credit", "By"],
        [
            [task.label, "yes" if task.covered else "no", f"{task.credit:.2g}", _names(task.by)]
            for task in judged.after.tasks
        ],
        numbers=[2],
    )


def _why(pledged: int, sustained: float, held_back: str) -> str:
    if held_back or sustained >= pledged:
        return held_back
    return "no brigade is free" if sustained == 0 else "too few brigades are free"


def _chances(result: Result) -> Markup:
    head = ["Soldiers, at least", *(f"Round {judged.number}" for judged in result.rounds)]
    by_round = [dict(judged.chances.sizes) for judged in result.rounds]
    rows = [[number(size), *(chance(known[size]) for known in by_round)] for size in by_round[0]]
    rows.append(["All that is promised", *(chance(j.chances.kept) for j in result.rounds)])
    return table("Probability of a force", head, rows, numbers=range(1, len(head)))


def _backstops(result: Result) -> Markup:
    head = ["Round", *(label[:1].upper() + label[1:] for label in BACKSTOP_LABELS.values())]
    rows = [
        [
            f"{judged.number} {judged.name}",
            *(_whole(judged.after.backstops[key]) for key in BACKSTOP_LABELS),
        ]
        for judged in result.rounds
    ]
    return table("Force under each backstop, all else equal", head, rows, numbers=[1, 2, 3])


def _conduct(result: Result) -> Iterator[Markup]:
    after = result.last.after
    ordered = sorted(after.countries, key=lambda each: (each.effort, each.name))
    riders = [each.name for each in ordered if each.free_rider]
    told = f"{', '.join(riders)}: less than half the effort of all." if riders else "Nobody."
    yield element("p", element("strong", "Free riders: "), told)
    yield table(
        "Effort in soldiers and money; 1 is the effort of all",
        ["Country", "Effort", "Soldiers per 1,000 active", "Aid, % of GDP a year", "Red lines"],
        [
            [
                each.name,
                f"{each.effort:.2f}",
                f"{each.soldiers_effort:.2f}",
                number(each.aid_percent),
                _crossed(each.iso3, each.red_lines),
            ]
            for each in ordered
        ],
        numbers=[1, 2, 3],
    )


def _crossed(iso3: str, keys: Sequence[str]) -> str:
    lines = [line.text for line in role(iso3).red_lines if line.key in keys]
    return f"crossed: {' '.join(lines)}" if lines else "kept"


def _record(result: Result) -> Markup:
    return table(
        "What teams pledged and what governments have said (our coding)",
        ["Country", "Pledged", "Kept up", "Named", "Model", "Coded answer", "The team is"],
        [
            [
                each.name,
                number(each.pledged),
                number(round(each.sustained)),
                _span(each.named_low, each.named_high),
                rounded(each.model),
                f"{each.position} ({each.as_of})",
                each.verdict,
            ]
            for each in result.comparison
        ],
        numbers=[1, 2, 4],
    )


def _whole(soldiers: float) -> str:
    return number(round(soldiers))


def _span(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return "no number"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def _account(score: Score) -> Markup:
    rows = [
        [line.label, f"{line.points:+.1f}".replace("-", "−"), str(line.most or ""), line.how]
        for line in score.lines
    ]
    title = f"{score.name}: {score.total:.1f} points"
    inside = table(title, ["Line", "Points", "At most", "How"], rows, numbers=[1, 2])
    return element("details", element("summary", title), inside)


def _statements(result: Result) -> Markup | None:
    rows = [
        [_typed(each.team or role(each.country).name), f"{each.round}", _typed(each.statement)]
        for each in sorted(result.reading.pledges, key=lambda each: (each.round, each.team))
        if each.statement
    ]
    return table("Statements", ["Team", "Round", "Statement"], rows) if rows else None


def _rejected(result: Result) -> Iterator[Markup]:
    for notice in result.reading.notices:
        yield element("p", notice)
    if result.rejected:
        yield table(
            "Rows in full, each with all that is wrong",
            ["File and row", "What to do", "What stands there"],
            [
                [
                    _typed(f"{row.file}, row {row.row}"),
                    element("ul", *(element("li", _typed(str(fault))) for fault in row.faults)),
                    _typed(
                        "; ".join(f"{name}: {cell}" for name, cell in row.cells.items() if cell)
                    ),
                ]
                for row in result.rejected
            ],
        )


def _method(result: Result) -> Iterator[Markup]:
    yield element(
        "p",
        "A country keeps up as many soldiers as it has pledged, and no more than s/r × "
        "max(0, d × B − θ × n): of its combat brigades B a share d is ready, the part θ of the n "
        "brigades tied to NATO stays, a brigade with its support has s soldiers, and r are held to "
        "keep one deployed; all at the middle values of the table model_parameters. Soldiers "
        "whose conditions are not met stay at home. The scarcest enabler limits the whole. For "
        "probabilities the same is computed in 20,000 draws of the parameters.",
    )
    yield element(
        "p",
        "Effort is the mean of two ratios to the effort of all: soldiers for active personnel, "
        f"and aid for GDP. Less than {FREE_RIDER:g} is a free ride. Positions, red lines and aims "
        "follow from our coding of what governments have said; they are not their words.",
    )
    seed = f" Cards drawn with seed {result.seed}." if result.seed is not None else ""
    start = BACKSTOP_LABELS[result.backstop]
    yield element("p", f"At the start: {start}.{seed} Rows: {_rows(result.provenance.as_json())}.")


def _rows(rows: dict[str, list[int]]) -> str:
    """Name rows as faults and pages do; many rows of one table by their number."""
    return "; ".join(
        f"{name}:{','.join(map(str, lines))}" if len(lines) <= 6 else f"{len(lines)} of {name}"
        for name, lines in rows.items()
    )


def _drawn(result: Result) -> list[Markup]:
    """Draw charts as SVG; without vl-convert there are none, and the tables tell the same."""
    try:
        import vl_convert  # noqa: F401
    except ImportError:
        return []
    from coalitions.book.pictures import pictures
    from coalitions.simulation.charts import charts

    found = []
    with tempfile.TemporaryDirectory() as folder:
        for chart in charts(result):
            spec: dict[str, Any] = chart.to_dict()
            spec["config"] = {**spec.get("config", {}), **config()}
            title = spec["title"]
            found.append(
                element(
                    "figure",
                    element(
                        "figcaption",
                        element("strong", str(title["text"])),
                        element("span", str(title.get("subtitle", ""))),
                    ),
                    *_picture(pictures(spec, Path(folder)), str(spec.get("description", ""))),
                )
            )
    return found


def _picture(drawn: Pictures, words: str) -> Iterator[Markup]:
    narrow = drawn.narrow or drawn.wide
    for size, picture in (("wide", drawn.wide), ("narrow", narrow)):
        svg = Markup(picture.svg)
        yield element("div", svg, class_=f"co-chart {size}", role="img", aria_label=words)


def _style() -> str:
    dark = "".join(
        f'.co-chart [{paint}="{light}"]{{{paint}:{deep}}}'
        for light, deep in palette.DARK.items()
        for paint in ("fill", "stroke")
    )
    ink, muted, grid, paper = palette.INK, palette.MUTED, palette.GRID, palette.PAPER
    night = palette.DARK
    return (
        f":root{{--ink:{ink};--soft:{muted};--line:{grid};--paper:{paper};--hue:{palette.TEAL};"
        "color-scheme:light dark}"
        f"@media(prefers-color-scheme:dark){{:root{{--ink:{night[ink]};--soft:{night[muted]};"
        f"--line:{night[grid]};--paper:{night[paper]};--hue:{night[palette.TEAL]}}}{dark}}}"
        + _RULES
    )


_RULES = """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.55 "Liberation Sans",Arial,Helvetica,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem;overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.2}h2{font-size:1.35rem;margin:2.5rem 0 .6rem;
border-top:2px solid var(--ink);padding-top:.5rem}h3{margin:.2rem 0;font-size:1.05rem}
.lead{font-size:1.1rem}.card{border-left:4px solid var(--hue);padding:.1rem 1rem;margin:1rem 0}
.card p{margin:.3rem 0}.co-wide-table{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums;
overflow-wrap:normal}
caption{text-align:left;color:var(--soft);padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .7rem .3rem 0;
border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid var(--ink)}tbody th{font-weight:normal}
.co-number{text-align:right}.typed{display:inline-block;min-width:7rem;max-width:26rem;
overflow-wrap:anywhere}td ul{margin:0;padding-left:1.1rem}li .typed{display:block}
figure{margin:1rem 0}figcaption strong{display:block;font-size:1.05rem}
figcaption span{color:var(--soft);font-size:.9rem}.co-chart svg{max-width:100%;height:auto}
.narrow{display:none}@media(max-width:44rem){.narrow{display:block}.wide{display:none}}
summary{cursor:pointer;padding:.35rem 0;font-weight:bold}
a:focus-visible,summary:focus-visible,div:focus-visible{outline:2px solid var(--hue)}
@media print{details{display:block}section{break-inside:auto}}
"""
