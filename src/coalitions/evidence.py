"""What the coded positions rest on: evidence for each answer, and the tasks that were named."""

from __future__ import annotations

import pandas as pd

from coalitions.data.load import load
from coalitions.data.package import labels_of
from coalitions.facts import Facts, FactSeries
from coalitions.figures.describe import date
from coalitions.stances import PRESENCE, QUESTIONS, cells, stacked


def answer_evidence() -> Facts:
    """List the evidence of every coded answer.

    Returns
    -------
    Facts
        Rows of `position_evidence` with ``cell`` as in `answers`, and who ``published`` the source
        and when. A presence that is open but
        unspecified follows from what was said on soldiers, so those rows stand a second time,
        with the ``field`` of the presence.
    """
    rows = load("position_evidence")
    rows = rows[rows["field"].isin([asked.field for asked in QUESTIONS])]
    rows = rows.assign(field=rows["field"].astype("string"))
    unspecified = load("positions", axis3_presence="unspecified")
    open_lines = set(zip(unspecified["participant"], unspecified["as_of"], strict=True))
    lines = zip(rows["participant"], rows["as_of"], strict=True)
    follows = pd.Series([line in open_lines for line in lines], index=rows.index)
    borrowed = rows[follows & rows["field"].eq(PRESENCE.field)].assign(field="axis3_presence")
    together = stacked([rows, borrowed])
    return together.assign(
        cell=cells(together), published=together["source_id"].map(_publications())
    )


def _publications() -> dict[str, str]:
    """Return for each source who published it and when, at the precision known."""
    sources = load("sources")
    columns = (
        sources[name]
        for name in ("source_id", "publisher", "date_published", "date_published_precision")
    )
    return {
        key: ", ".join(
            part
            for part in (
                "" if pd.isna(publisher) else str(publisher),
                "" if pd.isna(day) else date(day, str(precision)),
            )
            if part
        )
        for key, publisher, day, precision in zip(*columns, strict=True)
    }


def tasks(lines: Facts) -> Facts:
    """List the tasks that some lines name for a coalition.

    Parameters
    ----------
    lines
        Rows of `positions` with ``name``, as in `answers`.

    Returns
    -------
    Facts
        The rows of `position_tasks` for these lines, with ``name``, the task in words and the
        first source ``cited`` for the tasks of the line; they rest on that evidence too.
    """
    wanted = set(zip(lines["participant"], lines["as_of"], strict=True))
    called = dict(zip(lines["participant"], lines["name"], strict=True))
    rows = load("position_tasks")
    keys = zip(rows["participant"], rows["as_of"], strict=True)
    rows = rows[[key in wanted for key in keys]]
    cited = load("position_evidence", field="tasks")
    cited = cited[[key in wanted for key in zip(cited["participant"], cited["as_of"], strict=True)]]
    cited = cited[~cited.duplicated(["participant", "as_of"])]
    sources = cited.set_index(_line(cited))["source_id"]
    return rows.assign(
        name=rows["participant"].map(called),
        task=rows["task"].astype("string").map(labels_of("position_tasks", "task")),
        cited=_line(rows).map(sources),
    )


def _line(rows: Facts) -> FactSeries:
    return FactSeries(rows["participant"] + " " + rows["as_of"].dt.strftime("%Y-%m"))
