"""One country among all on the three axes: rebuilding Ukraine's forces, industry, presence."""

from __future__ import annotations

from typing import Final

import altair as alt

from coalitions.figures import palette
from coalitions.figures.parts import finish, labels, layered, wrapped
from coalitions.figures.portrait_shared import hue, missing, name_of
from coalitions.markup import Shown
from coalitions.portraits.portrait import Portrait
from coalitions.stances import answers, latest_lines

AXES: Final = {
    "axis1_regeneration": "Ukrainian forces",
    "axis2_industry": "Arms industry",
    "axis3_presence": "Presence",
}
PARTS: Final = ("none", "unspecified", "limited", "contributes", "leads")


def portrait_axes(one: Portrait, *, title: str = "") -> alt.LayerChart | Shown:
    """Count all participants by their part on each axis, and ring the cell of this one.

    Parameters
    ----------
    one
        The country.
    title
        The finding; if not given, its part on each axis.
    """
    coded = answers(latest_lines())
    coded = coded[coded["field"].isin(list(AXES))]
    own = coded[coded["participant"].eq(one.code)]
    if own.empty:
        return missing("part on the three axes", "positions", one)
    counted = coded.groupby(["question", "answer"], sort=False).agg(
        participants=("participant", "nunique")
    )
    cells = counted.reset_index()
    mine = set(zip(own["question"], own["answer"], strict=True))
    keys = list(zip(cells["question"], cells["answer"], strict=True))
    cells = cells.assign(
        axis=[wrapped(question, 10) for question in cells["question"]],
        own=[key in mine for key in keys],
        said=[
            f"{one.code} +{n - 1}" if key in mine else f"{n}"
            for key, n in zip(keys, cells["participants"], strict=True)
        ],
    )
    x = alt.X(
        "answer:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=list(PARTS), paddingInner=0.06, paddingOuter=0),
        axis=alt.Axis(orient="top", labelOverlap=False, labelLimit=80),
    )
    y = alt.Y(
        "axis:N",
        title=None,
        sort=None,
        scale=alt.Scale(
            domain=[wrapped(words, 10) for words in AXES.values()],
            paddingInner=0.12,
            paddingOuter=0,
        ),
        axis=labels(),
    )
    base = alt.Chart(cells).encode(x=x, y=y)
    squares = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color(
            "participants:Q",
            legend=None,
            scale=alt.Scale(type="threshold", domain=[3, 6, 10, 15], range=list(palette.STEPS)),
        ),
        tooltip=[
            alt.Tooltip("axis:N", title="Axis"),
            alt.Tooltip("answer:N", title="Part, our coding"),
            alt.Tooltip("participants:Q", title="Participants"),
        ],
    )
    ring = base.transform_filter("datum.own").mark_rect(
        cornerRadius=3, filled=False, stroke=hue(one), strokeWidth=4
    )
    names = base.mark_text(fontSize=12).encode(
        text="said:N",
        color=alt.condition(
            "datum.participants >= 10", alt.value(palette.PAPER), alt.value(palette.INK)
        ),
    )
    parts = dict.fromkeys(AXES, "nothing found")
    parts.update(dict(zip(own["field"], own["answer"], strict=True)))
    fact = "; ".join(f"{AXES[field]}: {answer}" for field, answer in parts.items())
    told = "; ".join(
        f"{row['question']}, {row['answer']}: {row['participants']}" for _, row in cells.iterrows()
    )
    return finish(
        layered(squares, ring, names),
        title or f"{one.name} – {fact}",
        f"Participants by their part in the latest coded line; ringed: {one.name} (our coding)",
        f"A grid of three axes by part. {told}. {one.name}: {fact}.",
        name=name_of(one, "axes"),
        height=alt.Step(38),
    )
