"""Who moved: answers then against answers now, and one coding against another."""

from __future__ import annotations

import pandas as pd

from coalitions.data.load import load
from coalitions.facts import Facts
from coalitions.provenance import Provenance
from coalitions.quantities import Quantity, quantity
from coalitions.stances import (
    PRESENCE,
    answers,
    in_text,
    latest_lines,
    lines_now,
    lines_then,
    question,
)


def moves(field: str | None = None) -> Facts:
    """Compare each country's answers of mid-2025 with those since December 2025.

    Parameters
    ----------
    field
        Only this question; all of them if not given.

    Returns
    -------
    Facts
        One row for each answer coded in both periods, naming the later row of `positions`: the
        columns of `answers`, ``before`` and ``step_before`` with the earlier answer,
        ``line_before`` with its row, and ``way``: ``up``, ``down`` or ``same`` on the scale of
        the question. An answer that is empty in either period is left out: nothing found is not
        a change of mind.
    """
    then, now = answers(lines_then()), answers(lines_now())
    columns = (then["participant"], then["field"], then.index, then["answer"], then["step"])
    known = {
        (who, field): (int(line), answer, step)
        for who, field, line, answer, step in zip(*columns, strict=True)
    }
    keys = list(zip(now["participant"], now["field"], strict=True))
    both = now[[key in known for key in keys]]
    earlier = [known[key] for key in keys if key in known]
    step = pd.Series([step for _, _, step in earlier], index=both.index)
    both = both.assign(
        before=pd.array([answer for _, answer, _ in earlier], dtype="string"),
        step_before=step,
        line_before=[line for line, _, _ in earlier],
        way=[
            "same" if change == 0 else "up" if change > 0 else "down"
            for change in both["step"].to_numpy() - step.to_numpy()
        ],
    )
    return both if field is None else both[both["field"] == question(field).field]


def movers(table: Facts, way: str | None = None) -> Quantity:
    """Name who moved, with the rows of both periods.

    Parameters
    ----------
    table
        Rows of `moves`.
    way
        ``"up"``, ``"down"`` or ``"same"``; all rows if not given.
    """
    kept = table if way is None else table[table["way"] == way]
    return Quantity(in_text(kept["participant"]), "", "", _both_lines(kept))


def moved(table: Facts, way: str | None = None) -> Quantity:
    """Count who moved, with the rows of both periods; arguments as for `movers`.

    That nobody moved rests on all rows of the table.
    """
    kept = table if way is None else table[table["way"] == way]
    count = kept["participant"].nunique()
    return quantity(
        count,
        rows=_both_lines(kept if count else table),
        expression=f"countries that moved {way or ''}",
    )


def _both_lines(table: Facts) -> Provenance:
    lines = {int(line) for line in table.index} | {int(line) for line in table["line_before"]}
    return Provenance.build({"positions": lines})


def codings() -> Facts:
    """Set the two codings of soldiers in Ukraine side by side.

    `positions` codes months, `troop_positions` single statements, each by its own rules.

    Returns
    -------
    Facts
        One row for each state in both tables: ``iso3``, ``name``, ``line`` and ``statement`` (the
        last code in each), ``line_step`` and ``statement_step``, ``line_date`` and
        ``statement_date``, ``apart`` (steps between them) and the ``condition`` of the statement.
    """
    said = load("troop_positions").sort_values(["as_of", "entry"], kind="stable")
    said = said[~said["iso3"].duplicated(keep="last")]
    lines = latest_lines().dropna(subset=["iso3", PRESENCE.field])
    both = lines[["iso3", "name", PRESENCE.field, "as_of"]].merge(
        said[["iso3", "position", "as_of", "condition"]], on="iso3", suffixes=("", "_said")
    )
    codes = [both[name].astype("string") for name in (PRESENCE.field, "position")]
    steps = [code.map(PRESENCE.step).astype("int64") for code in codes]
    columns = both[["iso3", "name", "condition"]].assign(
        line=codes[0].map(PRESENCE.label),
        statement=codes[1].map(PRESENCE.label),
        line_step=steps[0],
        statement_step=steps[1],
        line_date=both["as_of"],
        statement_date=both["as_of_said"],
        apart=(steps[0] - steps[1]).abs(),
    )
    assert isinstance(columns, Facts)
    return columns
