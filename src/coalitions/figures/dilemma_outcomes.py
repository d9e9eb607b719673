"""Results of the model of the three tasks: chances, and its range beside what others say."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from coalitions.dilemma.wording import chance
from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, labels, layered, need, wrapped
from coalitions.figures.theme import BREAK

#: The colour of each backstop in every chart of the model.
BACKSTOP_COLOURS: Mapping[str, str] = {
    "no backstop": palette.ORANGE,
    "American enablers": palette.TEAL,
    "full backstop": palette.INDIGO,
}


def chance_grid(
    table: pd.DataFrame, *, title: str, subtitle: str = "", kept: Mapping[float, str]
) -> alt.LayerChart:
    """Write the chance of each size of force in each scenario into a grid.

    Parameters
    ----------
    table
        As `coalitions.dilemma.probabilities` returns it.
    title, subtitle
        The finding; what is drawn.
    kept
        Share of NATO commitments kept to the words for it, in the order of the rows.
    """
    need(table, "label", "theta", "size", "probability", "error")
    known = table[table["theta"].isin(kept)]
    sizes = [f"{size / 1000:,.0f}k" for size in sorted(known["size"].unique())]
    shown = known[["label", "probability", "error"]].assign(
        size=[f"{size / 1000:,.0f}k" for size in known["size"]],
        scenario=[
            wrapped(f"{label}, {kept[theta]}", 26)
            for label, theta in zip(known["label"], known["theta"], strict=True)
        ],
        said=[_cell(share) for share in known["probability"]],
        written=[chance(share) for share in known["probability"]],
    )
    rows = [
        wrapped(f"{label}, {words}", 26)
        for words in kept.values()
        for label in dict.fromkeys(known["label"])
    ]
    base = alt.Chart(shown).encode(
        x=alt.X(
            "size:O",
            sort=sizes,
            title=None,
            axis=labels(orient="top", labelAngle=0),
            scale=alt.Scale(paddingInner=0, paddingOuter=0),
        ),
        y=alt.Y("scenario:N", sort=rows, title=None, axis=labels()),
        tooltip=[
            alt.Tooltip("scenario:N", title="Scenario"),
            alt.Tooltip("size:O", title="At least"),
            alt.Tooltip("written:N", title="Chance"),
            alt.Tooltip("error:Q", title="Error of the draws", format=".2%"),
        ],
    )
    cells = base.mark_rect(stroke=palette.PAPER, strokeWidth=2).encode(
        color=alt.Color(
            "probability:Q",
            scale=alt.Scale(
                type="threshold", domain=[0.05, 0.25, 0.5, 0.75], range=[*palette.STEPS]
            ),
            legend=None,
        )
    )
    dark = alt.condition(
        "datum.probability >= 0.5", alt.value(palette.PAPER), alt.value(palette.INK)
    )
    text = base.mark_text(fontSize=12).encode(text="said:N", color=dark)
    told = "; ".join(
        f"{str(scenario).replace(BREAK, ' ')}: "
        + ", ".join(f"{s} {w}" for s, w in zip(part["size"], part["written"], strict=True))
        for scenario, part in shown.groupby("scenario", sort=False)
    )
    words = f"A grid of chances, scenarios down and sizes of force across. {told}."
    return finish(layered(cells, text), title, subtitle, words, height=alt.Step(36))


def _cell(share: float) -> str:
    return {"less than 1%": "<1%", "more than 99%": ">99%"}.get(chance(share), chance(share))


def published_chart(
    statements: pd.DataFrame,
    ranges: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    missions: Mapping[str, str],
) -> alt.LayerChart:
    """Set what others have said beside what the model gives, on one axis.

    Parameters
    ----------
    statements
        As `coalitions.dilemma.published` returns it.
    ranges
        Ranges of the model: ``label``, ``lowest``, ``median`` and ``highest`` in persons.
    title, subtitle
        The finding; what is drawn.
    missions
        Code of the mission to the words for it, in the order of the legend; the empty code is for
        statements that name none.
    """
    need(statements, "who", "date", "date_precision", "mission", "low", "high")
    need(ranges, "label", "lowest", "median", "highest")
    hues = dict(
        zip(
            missions.values(),
            (palette.GOLD, palette.BLUE, palette.PLUM, palette.CONTEXT),
            strict=False,
        )
    )
    known = statements.assign(
        low=statements["low"].fillna(statements["high"]).astype(float),
        high=statements["high"].fillna(statements["low"]).astype(float),
        bound=[
            "up to" if pd.isna(low) else "at least" if pd.isna(high) else "about"
            for low, high in zip(statements["low"], statements["high"], strict=True)
        ],
        what=statements["mission"].astype(str).map(missions),
        year=[
            f"{moment:%Y}" if known == "year" else f"{moment:%b %Y}"
            for moment, known in zip(statements["date"], statements["date_precision"], strict=True)
        ],
    )
    known = known.sort_values(["high", "low", "date"], kind="stable")
    known["name"] = [
        f"{who}, {when}" for who, when in zip(known["who"], known["year"], strict=True)
    ]
    twice = known["name"].duplicated(keep=False)
    known["name"] = known["name"].mask(twice, known["name"] + " (" + known["what"] + ")")
    known["name"] = known["name"] + [
        "" if not again else f" {number + 1}"
        for again, number in zip(
            known["name"].duplicated(keep=False), known.groupby("name").cumcount(), strict=True
        )
    ]
    order = [*ranges["label"], *known["name"]]
    shown = known[["name", "low", "high", "what", "bound", "source_id"]]
    scale = alt.Scale(type="log", domain=[300, 250_000], nice=False, clamp=True)
    axis = alt.Axis(
        values=[1000, 3000, 10_000, 30_000, 100_000, 200_000],
        labelExpr="datum.value / 1000 + 'k'",
    )
    y = alt.Y(
        "name:N",
        sort=order,
        title=None,
        axis=alt.Axis(labelFontSize=10, labelOverlap=False),
    )

    def x(column: str) -> alt.X:
        return alt.X(f"{column}:Q", title="Persons", scale=scale, axis=axis)

    hue = alt.Color(
        "what:N",
        title=None,
        scale=alt.Scale(domain=[*hues], range=[*hues.values()]),
    )
    tips = [
        alt.Tooltip("name:N", title="Who"),
        alt.Tooltip("what:N", title="Mission"),
        alt.Tooltip("bound:N", title="Read as"),
        alt.Tooltip("low:Q", title="Lower end", format=","),
        alt.Tooltip("high:Q", title="Upper end", format=","),
        alt.Tooltip("source_id:N", title="Source"),
    ]
    said = alt.Chart(shown).encode(y=y, color=hue, tooltip=tips)
    spans = said.mark_rule(strokeWidth=2).encode(x=x("low"), x2="high:Q")
    ends = [
        said.mark_point(filled=True, size=48)
        .transform_filter(f"datum.bound != '{other}'")
        .encode(x=x(column), shape=_read_as())
        for column, other in (("low", "up to"), ("high", "at least"))
    ]
    model = ranges[["label", "lowest", "median", "highest"]].rename(columns={"label": "name"})
    own = alt.Chart(model).encode(
        y=y,
        tooltip=[
            alt.Tooltip("name:N", title="Model"),
            alt.Tooltip("lowest:Q", title="1 in 20 is below", format=",.2r"),
            alt.Tooltip("median:Q", title="Median", format=",.2r"),
            alt.Tooltip("highest:Q", title="1 in 20 is above", format=",.2r"),
        ],
    )
    bars = own.mark_bar(height=9, color=palette.INK, opacity=0.35).encode(
        x=x("lowest"), x2="highest:Q"
    )
    medians = own.mark_tick(thickness=3, size=13, color=palette.INK).encode(x=x("median"))
    told = "; ".join(
        f"{row['label']}: median {describe.number(round(row['median'], -2))}, nine in ten draws "
        f"{describe.number(round(row['lowest'], -2))} to "
        f"{describe.number(round(row['highest'], -2))}"
        for _, row in ranges.iterrows()
    )
    low, high = describe.number(known["low"].min()), describe.number(known["high"].max())
    words = (
        f"Ranges of the model: {told}. Below them {len(known)} published sizes, from {low} to "
        f"{high}, half of them at or above {describe.number(known['high'].median())}."
    )
    drawn = layered(bars, medians, spans, *ends).configure_axisY(labelLimit=310)
    drawn = drawn.configure_legend(columns=2)
    narrow = {"config": {"axisY": {"labelLimit": 150}, "legend": {"columns": 1}}}
    chart: alt.LayerChart = finish(
        drawn, title, subtitle, words, height=alt.Step(15), usermeta={"narrow": narrow}
    )
    return chart


def _read_as() -> alt.Shape:
    """Point to where a bound leaves the number open."""
    return alt.Shape(
        "bound:N",
        legend=None,
        scale=alt.Scale(
            domain=["at least", "about", "up to"],
            range=["triangle-right", "circle", "triangle-left"],
        ),
    )
