"""Who belongs, in charts: meetings attended, joint attendance, and counts of the willing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import altair as alt
import pandas as pd

from coalitions.figures import describe, palette
from coalitions.figures.parts import finish, kinds, labels, layered, most_lines, need, wrapped

_RINGS: Final = {
    "Core": ("circle", palette.BLUE),
    "Regular": ("diamond", palette.GOLD),
    "Edge": ("square", palette.CONTEXT),
}


def ring_explorer(shares: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Rank states by the share of meetings attended, under a rule that the reader chooses.

    Parameters
    ----------
    shares
        Rows of `coalitions.membership.attendance_shares`; the first rule is shown at first.
    title, subtitle
        The finding; what is drawn.
    """
    need(shares, "participant", "name", "rule", "attended", "of", "share", "ring")
    rules = list(dict.fromkeys(shares["rule"]))
    menu = alt.param(
        name="ring_rule",
        value=rules[0],
        bind=alt.binding_select(options=rules, name="Meetings that count "),
    )
    # Equal shares stand in the order of the alphabet.
    place = shares["name"].rank(method="dense") / 1e6
    shown = shares[["name", "rule", "attended", "of", "share", "ring"]].assign(
        percent=shares["share"] * 100, tie=place
    )
    base = (
        alt.Chart(shown)
        .transform_calculate(
            chosen="datum.rule == ring_rule",
            key="datum.rule == ring_rule ? datum.share - datum.tie : -1",
            said="datum.attended + ' of ' + datum.of",
        )
        .encode(
            x=alt.X(
                "percent:Q",
                title="% of the meetings that count",
                scale=alt.Scale(domain=[0, 116], nice=False),
                axis=alt.Axis(values=[0, 25, 50, 75, 100], orient="top"),
            ),
            y=alt.Y(
                "name:N",
                title=None,
                sort=alt.EncodingSortField(field="key", op="max", order="descending"),
                axis=alt.Axis(grid=True),
            ),
        )
    )
    others = base.transform_filter("!datum.chosen").mark_tick(
        thickness=1.5, size=9, color=palette.CONTEXT
    )
    chosen = base.transform_filter("datum.chosen")
    dots = chosen.mark_point(filled=True, size=95).encode(
        **kinds("ring:N", _RINGS),
        tooltip=[
            alt.Tooltip("name:N", title="State"),
            alt.Tooltip("said:N", title="Meetings"),
            alt.Tooltip("ring:N", title="Ring under this rule"),
            alt.Tooltip("rule:N", title="Meetings that count"),
        ],
    )
    texts = chosen.mark_text(align="left", fontSize=10, color=palette.MUTED).encode(
        x=alt.datum(103), text="said:N"
    )
    first = shares[shares["rule"] == rules[0]]
    told = [
        f"{ring}, {int((first['ring'] == ring).sum())}: "
        + ", ".join(first.loc[first["ring"] == ring, "name"].astype(str))
        for ring in _RINGS
    ]
    words = (
        f"Dots for {len(first)} states under the rule “{rules[0]}” "
        f"({first['of'].iloc[0]} meetings), ticks for {len(rules) - 1} other rules. "
        f"{'; '.join(told)}. A menu chooses the rule and sorts the states by it."
    )
    drawn = layered(others, dots, texts).add_params(menu)
    narrow = {"config": {"axisY": {"labelFontSize": 11}}}
    return finish(drawn, title, subtitle, words, height=alt.Step(16), usermeta={"narrow": narrow})


def core_dots(scores: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.Chart:
    """Rank states by their score of joint attendance, with the ring of each as shape and colour.

    Parameters
    ----------
    scores
        Rows of `coalitions.membership.core_scores`.
    title, subtitle
        The finding; what is drawn.
    """
    need(scores, "participant", "name", "coreness", "share", "ring")
    order = [str(name) for name in scores["name"]]
    shown = scores[["name", "coreness", "ring"]].assign(percent=scores["share"] * 100)
    drawn: alt.Chart = (
        alt.Chart(shown)
        .mark_point(filled=True, size=90)
        .encode(
            x=alt.X("coreness:Q", title="Coreness", axis=alt.Axis(orient="top")),
            y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(grid=True)),
            **kinds("ring:N", _RINGS),
            tooltip=[
                alt.Tooltip("name:N", title="State"),
                alt.Tooltip("coreness:Q", title="Coreness", format=".2f"),
                alt.Tooltip("percent:Q", title="% of broad meetings", format=".0f"),
                alt.Tooltip("ring:N", title="Ring"),
            ],
        )
    )
    words = describe.ranking(scores, "name", "coreness", what="Dots, by coreness,")
    narrow = {"config": {"axisY": {"labelFontSize": 11}}}
    return finish(drawn, title, subtitle, words, height=alt.Step(14), usermeta={"narrow": narrow})


def pair_explorer(
    pairs: pd.DataFrame, *, picked: str, title: str, subtitle: str = ""
) -> alt.LayerChart:
    """Rank states by the meetings that name them with one chosen state, beside a prediction.

    Parameters
    ----------
    pairs
        Rows of `coalitions.membership.joint_meetings`; the menu offers each ``partner``.
    picked
        The state chosen at first.
    title, subtitle
        The finding; what is drawn.
    """
    need(pairs, "name", "partner", "together", "expected")
    partners = list(dict.fromkeys(pairs["partner"]))
    menu = alt.param(
        name="pair_of", value=picked, bind=alt.binding_select(options=partners, name="Named with ")
    )
    shown = pairs[["name", "partner", "together"]].assign(expected=pairs["expected"].round(1))
    base = (
        alt.Chart(shown)
        .transform_filter("datum.partner == pair_of")
        .encode(
            y=alt.Y(
                "name:N",
                title=None,
                sort=alt.EncodingSortField(field="together", op="max", order="descending"),
                axis=alt.Axis(grid=True),
            ),
            tooltip=[
                alt.Tooltip("name:N", title="State"),
                alt.Tooltip("together:Q", title="Meetings that name both"),
                alt.Tooltip("expected:Q", title="By their scores"),
            ],
        )
    )
    title_x, top = "Meetings that name both", alt.Axis(orient="top", tickMinStep=1)
    ticks = base.mark_tick(thickness=2, size=11, color=palette.ORANGE).encode(
        x=alt.X("expected:Q", title=title_x, axis=top)
    )
    dots = base.mark_point(filled=True, size=80, color=palette.BLUE).encode(
        x=alt.X("together:Q", title=title_x, axis=top)
    )
    first = pairs[pairs["partner"] == picked].sort_values(
        "together", ascending=False, kind="stable"
    )
    words = (
        f"Dots for the meetings that name a state with {picked}, ticks for what their scores make "
        f"of them. A menu chooses among {len(partners)} states. "
        + describe.ranking(first, "name", "together", what=f"Together with {picked}")
    )
    drawn = layered(ticks, dots).add_params(menu)
    narrow = {"config": {"axisY": {"labelFontSize": 11}}}
    return finish(drawn, title, subtitle, words, height=alt.Step(14), usermeta={"narrow": narrow})


def willing_bars(counts: pd.DataFrame, *, title: str, subtitle: str = "") -> alt.LayerChart:
    """Draw published counts as bars, with the part that is named apart from the part that is not.

    Parameters
    ----------
    counts
        Rows of `coalitions.willingness.willing`.
    title, subtitle
        The finding; what is drawn.
    """
    need(counts, "count", "what_is_counted", "who_said_it", "date", "named", "unnamed")
    lanes = [
        wrapped(f"{who}, {day:%b %Y}: {what}", 36)
        for who, day, what in zip(
            counts["who_said_it"], counts["date"], counts["what_is_counted"], strict=True
        )
    ]
    ways = {"named": "Named", "unnamed": "Not named"}
    parts = [
        counts[["count"]].assign(lane=lanes, states=counts[column], way=word, order=place)
        for place, (column, word) in enumerate(ways.items())
    ]
    shown = pd.concat(parts)
    shown = shown[shown["states"] > 0]
    room = alt.Scale(domain=[0, float(counts["count"].max()) * 1.12], nice=False)
    base = alt.Chart(shown).encode(
        y=alt.Y("lane:N", sort=lanes, title=None, axis=labels(labelLineHeight=13))
    )
    bars = base.mark_bar().encode(
        x=alt.X("states:Q", title="States", scale=room, axis=alt.Axis(tickMinStep=1)),
        color=alt.Color(
            "way:N",
            title=None,
            scale=alt.Scale(domain=list(ways.values()), range=[palette.BLUE, palette.STEPS[1]]),
        ),
        order=alt.Order("order:O"),
        tooltip=[
            alt.Tooltip("count:Q", title="Count"),
            alt.Tooltip("way:N", title="States"),
            alt.Tooltip("states:Q", title="How many"),
        ],
    )
    numbers = base.mark_text(align="left", dx=5, fontWeight="bold").encode(
        x=alt.X("count:Q", title="States", scale=room), text="count:Q"
    )
    told = "; ".join(
        f"{row['who_said_it']}: {row['count']} {row['what_is_counted']}, {row['named']} named"
        for _, row in counts.iterrows()
    )
    return finish(
        layered(bars, numbers),
        title,
        subtitle,
        f"Bars for {len(counts)} counts that count different things. {told}.",
        height=alt.Step(13 * most_lines(lanes) + 8),
        usermeta={"narrow": {"config": {"axisY": {"labelFontSize": 10}}}},
    )


def ring_order(shares: pd.DataFrame) -> Sequence[str]:
    """Name the states from the core to the edge by the first rule, for the rows of a matrix."""
    used = shares[shares["rule"] == shares["rule"].iloc[0]]
    ranked = used.sort_values(["share", "name"], ascending=[False, True], kind="stable")
    return [str(name) for name in ranked["name"]]
