"""What polls in one country asked and found: for and against, question by question."""

from __future__ import annotations

import altair as alt
import pandas as pd

from coalitions.facts import Facts
from coalitions.figures import palette
from coalitions.figures.describe import number
from coalitions.figures.parts import finish, labels, layered, most_lines, wrapped
from coalitions.figures.portrait_shared import missing, name_of
from coalitions.markup import Shown
from coalitions.portraits.portrait import Portrait

FOR, AGAINST = "for", "against"


def portrait_polls(one: Portrait, *, title: str = "") -> alt.LayerChart | Shown:
    """Draw for and against for each question of each poll; wordings are never averaged.

    Parameters
    ----------
    one
        The country.
    title
        The finding; if not given, in how many polls more are for than against.
    """
    if one.polls.empty:
        return missing("poll on soldiers in Ukraine", "polls", one)
    rows = _long(one.polls)
    order = list(dict.fromkeys(rows["asked"]))
    base = alt.Chart(rows).encode(
        x=alt.X(
            "percent:Q",
            title="% of those asked",
            scale=alt.Scale(domain=[0, 100], nice=False),
        ),
        y=alt.Y(
            "asked:N",
            sort=order,
            title=None,
            axis=labels(grid=True, labelLineHeight=12, labelFontSize=11),
        ),
    )
    colour = alt.Color(
        "answer:N",
        title=None,
        scale=alt.Scale(domain=[FOR, AGAINST], range=[palette.BLUE, palette.ORANGE]),
    )
    shape = alt.Shape(
        "answer:N", title=None, scale=alt.Scale(domain=[FOR, AGAINST], range=["circle", "diamond"])
    )
    spans = base.mark_rule(color=palette.CONTEXT).encode(
        x="min(percent):Q", x2="max(percent):Q", y=alt.Y("asked:N", sort=order)
    )
    dots = base.mark_point(filled=True, size=90).encode(
        color=colour,
        shape=shape,
        tooltip=[
            alt.Tooltip("question:N", title="Asked"),
            alt.Tooltip("pollster:N", title="By"),
            alt.Tooltip("answer:N", title="Answer"),
            alt.Tooltip("percent:Q", title="%"),
        ],
    )
    told = "; ".join(_told(row) for _, row in one.polls.iterrows())
    return finish(
        layered(spans, dots),
        title or _fact(one),
        "Answers for and against by poll; questions differ, so compare with care",
        f"Pairs of dots for {len(one.polls)} poll answers, from 0 to 100%. {told}.",
        name=name_of(one, "polls"),
        height=alt.Step(12 * most_lines(order) + 10),
    )


def _fact(one: Portrait) -> str:
    both = one.polls.dropna(subset=["support_pct", "oppose_pct"])
    if both.empty:
        return f"{one.name}: no poll answer with both sides, {len(one.polls)} with one"
    more = int((both["support_pct"] > both["oppose_pct"]).sum())
    return f"{one.name}: more for than against in {more} of {len(both)} poll answers"


def _long(polls: Facts) -> Facts:
    dated = zip(polls["date"], polls["date_precision"], polls["question"], strict=True)
    whole = polls.assign(
        asked=[
            wrapped(f"{_short_date(day, str(precision))}: {_clause(question)}", 34)
            for day, precision, question in dated
        ],
        pollster=polls["pollster"].fillna("not named"),
    )
    parts = []
    for words, column in ((FOR, "support_pct"), (AGAINST, "oppose_pct")):
        known = whole.dropna(subset=[column])
        parts.append(known.assign(answer=words, percent=known[column].astype("float64")))
    together = pd.concat(parts).sort_values("date", kind="stable")
    assert isinstance(together, Facts)
    return together[["asked", "question", "pollster", "answer", "percent"]]


def _clause(question: object) -> str:
    """Return a question without remarks on its wording, which the tooltip and the table keep."""
    return str(question).split("; wording")[0]


def _short_date(day: pd.Timestamp, precision: str) -> str:
    return f"{day:%b %Y}" if precision != "year" else f"{day:%Y}"


def _told(row: pd.Series) -> str:
    halves = [
        f"{number(row[column])}% {words}"
        for words, column in ((FOR, "support_pct"), (AGAINST, "oppose_pct"))
        if pd.notna(row[column])
    ]
    day = _short_date(row["date"], str(row["date_precision"]))
    return f"{day}, {row['question']}: {', '.join(halves)}"
