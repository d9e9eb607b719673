"""The London summit in charts: what money was meant, and what came of it."""

from __future__ import annotations

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, kinds, labels, layered, most_lines, need, wrapped

_WAYS = {"towards": "a step towards it", "short": "a step short of it or against it"}


def money_chart(money: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Draw sums of money as bars, coloured by what kind of money they are.

    Parameters
    ----------
    money
        One row for each sum, with ``name``, ``kind`` and ``gbp_bn``.
    title, subtitle
        The finding; what is drawn.
    """
    need(money, "name", "kind", "gbp_bn")
    sums = money.sort_values("gbp_bn", ascending=False, kind="stable")
    sums = sums.drop_duplicates("name")[["name", "kind", "gbp_bn"]]
    names = [wrapped(name, 24) for name in sums["name"]]
    hues = {
        "credit": palette.RED,
        "contract": palette.GOLD,
        "loan": palette.BLUE,
        "aid": palette.TEAL,
        "frame": palette.CONTEXT,
    }
    bars = alt.Chart(sums.assign(name=names)).encode(
        x=alt.X("gbp_bn:Q", title="GBP billion"),
        y=alt.Y("name:N", sort=names, title=None, axis=labels(labelLineHeight=13)),
    )
    drawn = bars.mark_bar().encode(
        color=alt.Color(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=list(hues), range=list(hues.values())),
        ),
        tooltip=[
            alt.Tooltip("name:N", title="Sum"),
            alt.Tooltip("kind:N", title="Kind of money"),
            alt.Tooltip("gbp_bn:Q", title="GBP billion", format=".3~f"),
        ],
    )
    figures = bars.mark_text(align="left", dx=4).encode(text=alt.Text("gbp_bn:Q", format=".2~f"))
    words = describe.ranking(sums, "name", "gbp_bn", unit="GBP billion")
    return finish(
        layered(drawn, figures),
        title,
        subtitle,
        f"{words} The sums overlap and must not be added up.",
        height=alt.Step(13 * most_lines(names) + 12),
        usermeta={"narrow": {"config": {"legend": {"columns": 3}}}},
    )


def follow_up_chart(steps: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.Chart:
    """Draw what came of each commitment, one lane each, on a true time axis.

    Parameters
    ----------
    steps
        Rows of `coalitions.summit_aftermath.follow_up`; the lanes stand in the order of the
        categories of ``promise``.
    title, subtitle
        The finding; what is drawn.
    """
    need(steps, "date", "promise", "way", "what", "reason")
    ranked = steps["promise"].astype("category").cat
    order = [wrapped(lane, 19) for lane in ranked.categories]
    lanes = [wrapped(lane, 19) for lane in steps["promise"]]
    step = steps["way"].astype("string").map(_WAYS)
    shown = steps[["date", "what", "reason"]].assign(lane=lanes, step=step)
    ways = list(_WAYS.values())
    looks = [("circle", palette.BLUE), ("cross", palette.ORANGE)]
    drawn: alt.Chart = (
        alt.Chart(shown)
        .mark_point(filled=True, size=110)
        .encode(
            x=alt.X(
                "date:T",
                title=None,
                scale=alt.Scale(padding=12),
                axis=alt.Axis(orient="top", grid=True),
            ),
            y=alt.Y("lane:N", sort=order, title=None, axis=labels(grid=True, labelLineHeight=13)),
            **kinds("step:N", dict(zip(ways, looks, strict=True))),
            tooltip=[
                alt.Tooltip("date:T", title="Date", format="%-d %B %Y"),
                alt.Tooltip("what:N", title="What happened"),
                alt.Tooltip("lane:N", title="Commitment"),
                alt.Tooltip("step:N", title="In our judgement"),
                alt.Tooltip("reason:N", title="Why"),
            ],
        )
    )
    told = [
        f"{lane}: {int((part['way'] == 'towards').sum())} towards, "
        f"{int((part['way'] == 'short').sum())} short or against, "
        f"last {describe.date(part['date'].max())}"
        for lane, part in steps.groupby("promise", observed=True)
    ]
    words = f"{len(steps)} steps in {len(told)} lanes. {'; '.join(told)}."
    return finish(
        drawn,
        title,
        subtitle,
        words,
        height=alt.Step(13 * most_lines(order) + 12),
        usermeta={"narrow": {"config": {"axisY": {"labelFontSize": 11}, "legend": {"columns": 1}}}},
    )


def aid_chart(
    quarters: pd.DataFrame, *, title: str, subtitle: str = "", on: str = "2025-03-02"
) -> alt.FacetChart:
    """Draw quarterly military aid of Europe above that of the United States, with a day marked.

    Parameters
    ----------
    quarters
        Rows of `coalitions.summit_aftermath.quarterly_military_aid`.
    title, subtitle
        The finding; what is drawn.
    on
        The day to mark.
    """
    need(quarters, "donor_group", "quarter", "eur_bn")
    donors = {"europe": "Europe", "usa": "United States"}
    shown = quarters.assign(donor=quarters["donor_group"].astype(str).map(donors))
    # A bar stands for its quarter from the first day to the last.
    shown = shown.assign(end=shown["quarter"] + pd.offsets.QuarterEnd(0) + pd.offsets.Day(1))
    shown = shown[["donor", "quarter", "end", "eur_bn"]]
    hues = alt.Scale(
        domain=list(donors.values()), range=[palette.colour("EU"), palette.colour("USA")]
    )
    base = alt.Chart(shown)
    bars = base.mark_bar(stroke=palette.PAPER, strokeWidth=1).encode(
        x=alt.X("quarter:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=4)),
        x2="end:T",
        y=alt.Y("eur_bn:Q", title=None),
        y2=alt.datum(0),
        color=alt.Color("donor:N", legend=None, scale=hues),
        tooltip=[
            alt.Tooltip("donor:N", title="Donor"),
            alt.Tooltip("quarter:T", title="Quarter from", format="%B %Y"),
            alt.Tooltip("eur_bn:Q", title="EUR billion", format=".2f"),
        ],
    )
    day = pd.Timestamp(on)
    mark = alt.DateTime(year=day.year, month=day.month, date=day.day)
    rule = base.mark_rule(strokeDash=[3, 3], color=palette.MUTED).encode(x=alt.datum(mark))
    facets = (
        layered(bars, rule)
        .properties(height=110)
        .facet(
            row=alt.Row(
                "donor:N",
                title=None,
                sort=list(donors.values()),
                header=alt.Header(labelAngle=0, labelOrient="top"),
            )
        )
    )
    told = " ".join(
        describe.series(part, "quarter", "eur_bn", unit="EUR billion", what=f"{donor}: bars")
        for donor, part in shown.groupby("donor", sort=False)
    )
    words = f"{told} A line marks {describe.date(day)}."
    return finish(facets, title, subtitle, words)
