"""Countries as tiles, stacked over the class to which each belongs."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from coalitions.facts import Facts
from coalitions.figures import palette
from coalitions.figures.parts import finish, labels, layered, need, wrapped


def tiles(
    table: Facts,
    *,
    title: str,
    subtitle: str = "",
    column: str,
    columns: Sequence[str] | None = None,
    code: str = "iso3",
    name: str = "name",
    mark: Sequence[str] = (),
    marked: str = "Marked",
) -> alt.LayerChart:
    """Stack countries over their classes, as a histogram in which each can be found.

    Parameters
    ----------
    table
        One row for each country, from the bottom up.
    title, subtitle
        The finding; what is drawn.
    column, columns
        Column with the class, and the classes from left to right; as in the table if not given.
    code, name
        Columns with the code on the tile and the name in words.
    mark, marked
        Codes of the countries to be seen first, and what the mark means.
    """
    need(table, column, code, name)
    order = [str(label) for label in (columns or dict.fromkeys(table[column]))]
    shown = table[[code, name, column]].assign(
        place=table.groupby(column, observed=True).cumcount() + 1,
        shade=table[code].isin(list(mark)).map({True: "marked", False: "others"}),
        **{column: [wrapped(label, 9) for label in table[column]]},
    )
    base = alt.Chart(shown).encode(
        x=alt.X(
            f"{column}:N",
            sort=[wrapped(label, 9) for label in order],
            title=None,
            axis=labels(labelAngle=0, labelOverlap=False),
        ),
        y=alt.Y("place:O", sort="descending", title=None, axis=None),
        tooltip=[alt.Tooltip(f"{name}:N", title="Country"), alt.Tooltip(f"{column}:N", title=" ")],
    )
    squares = base.mark_rect(cornerRadius=2).encode(
        color=alt.Color(
            "shade:N",
            legend=None,
            scale=alt.Scale(domain=["marked", "others"], range=[palette.PLUM, palette.STEPS[1]]),
        )
    )
    codes = base.mark_text(fontSize=11).encode(
        text=f"{code}:N",
        color=alt.condition(
            "datum.shade == 'marked'", alt.value(palette.PAPER), alt.value(palette.INK)
        ),
    )
    told = []
    for label in order:
        names = [str(each) for each in table.loc[table[column] == label, name]]
        told.append(f"{label}, {len(names)}: {', '.join(names)}")
    words = f"{len(table)} countries stacked over {len(order)} classes. {'; '.join(told)}."
    picked = [str(each) for each in table.loc[table[code].isin(list(mark)), name]]
    words += f" {marked}: {', '.join(picked)}." if picked else ""
    return finish(layered(squares, codes), title, subtitle, words, height=alt.Step(18))
