"""An American backstop: what was said of it, whose offer hangs on it, and what doing without takes.

What was said is a choice of rows, each sorted by our judgement under one of the three backstops of
the model. The rest asks `coalitions.dilemma`, whose numbers rest on assumptions and say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from coalitions import dilemma
from coalitions.data.load import load
from coalitions.data.places import names
from coalitions.dilemma import Backstop, Parameters, Simulation
from coalitions.facts import Facts
from coalitions.provenance import of
from coalitions.quantities import Quantity, quantity

WASHINGTON: Final = "said or done in Washington"
EUROPE: Final = "asked for or planned in Europe"

_MOST_NAMED: Final = 6
_AS_IT_IS: Final = "as it is"
_TOO_LITTLE: Final = "too little"

_KEYS: Final = {
    "events": ("event_id",),
    "troop_positions": ("iso3", "as_of", "entry"),
    "position_evidence": ("participant", "as_of", "field", "entry"),
    "us_in_europe": ("figure_id",),
}
_WORDS: Final = {
    "events": ("title", "outcome"),
    "troop_positions": ("condition", "offered"),
    "position_evidence": ("evidence",),
    "us_in_europe": ("label", "note"),
}
_DATES: Final = {
    "events": "date",
    "troop_positions": "as_of",
    "position_evidence": "as_of",
    "us_in_europe": "as_of",
}


@dataclass(frozen=True)
class Signal:
    """One row that says something about an American backstop.

    Attributes
    ----------
    side
        `WASHINGTON` or `EUROPE`.
    backstop
        What it speaks of, by our judgement: ``none``, ``enablers`` or ``full``.
    table, key
        The row: values of its primary key, as the file writes them, joined by ``|``.
    """

    side: str
    backstop: Backstop
    table: str
    key: str


def _said(side: str, backstop: Backstop, table: str, *keys: str) -> tuple[Signal, ...]:
    return tuple(Signal(side, backstop, table, key) for key in keys)


SIGNALS: Final[tuple[Signal, ...]] = (
    *_said(WASHINGTON, "none", "events", "hegseth-2025-02-12", "washington-2025-02-27"),
    *_said(WASHINGTON, "none", "events", "us-aid-halt-2025-03-03"),
    *_said(WASHINGTON, "none", "troop_positions", "USA|2025-08-21|1"),
    *_said(WASHINGTON, "none", "position_evidence", "USA|2026-01|presence_willingness|1"),
    *_said(
        WASHINGTON, "none", "us_in_europe", "submarines-in-the-crisis-commitment-after-2026-06-03"
    ),
    *_said(WASHINGTON, "enablers", "events", "white-house-2025-08-18", "virtual-2025-11-25"),
    *_said(WASHINGTON, "enablers", "troop_positions", "USA|2025-08-19|1", "USA|2026-01-06|1"),
    *_said(EUROPE, "none", "position_evidence", "FRA|2025-06|us_backstop_required|1"),
    *_said(EUROPE, "none", "position_evidence", "LTU|2025-06|us_backstop_required|1"),
    *_said(EUROPE, "enablers", "troop_positions", "FIN|2025|1", "NLD|2025-02-17|1"),
    *_said(EUROPE, "enablers", "position_evidence", "EST|2025-06|us_backstop_required|1"),
    *_said(EUROPE, "full", "events", "berlin-2025-12-15"),
    *_said(EUROPE, "full", "troop_positions", "GBR|2025-03-02|1", "DEU|2026-01-06|1"),
    *_said(EUROPE, "full", "troop_positions", "BEL|2026-01-06|1"),
    *_said(EUROPE, "full", "position_evidence", "SWE|2026-01|us_backstop_required|1"),
    *_said(EUROPE, "full", "position_evidence", "UKR|2026-06|us_backstop_required|1"),
)
"""What was said, as far as the tables reach. A month without a day stands on its first day."""


def signals(chosen: Sequence[Signal] = SIGNALS) -> Facts:
    """Lay out what was said of a backstop, in the order of time.

    Returns
    -------
    Facts
        One row for each signal: ``date`` (with ``date_precision``), ``side``, ``backstop``, its
        ``label``, ``who`` (the state or the place), ``words`` of the table and ``source_id``.

    Raises
    ------
    LookupError
        If a signal names a row that its table does not have.
    """
    tables = {name: load(name) for name in dict.fromkeys(signal.table for signal in chosen)}
    parts: list[Facts] = []
    for signal in chosen:
        table = tables[signal.table]
        rows = table[_written(table, _KEYS[signal.table]) == signal.key]
        if rows.empty:
            raise LookupError(f"{signal.table} has no row {signal.key!r}")
        date = _DATES[signal.table]
        said = [rows[column].astype("string").fillna("") for column in _WORDS[signal.table]]
        words = said[0]
        for more in said[1:]:
            words = words.where(more.eq(""), words + ": " + more).str.removeprefix(": ")
        part = rows[[date, f"{date}_precision", "source_id"]].rename(
            columns={date: "date", f"{date}_precision": "date_precision"}
        )
        parts.append(
            part.assign(
                side=signal.side,
                backstop=signal.backstop,
                label=dilemma.BACKSTOP_LABELS[signal.backstop],
                who=_who(signal),
                words=words,
            )
        )
    together = pd.concat([part.astype({"date_precision": str}) for part in parts])
    assert isinstance(together, Facts)
    return together.sort_values("date", kind="stable")


def _written(table: Facts, columns: Sequence[str]) -> pd.Series:
    """Return the primary key of each row as the file writes it."""
    text = pd.Series("", index=table.index)
    for column in columns:
        if pd.api.types.is_datetime64_any_dtype(table[column]):
            lengths = {"day": 10, "month": 7, "year": 4}
            cells = [
                str(day.date())[: lengths[str(precision)]]
                for day, precision in zip(table[column], table[f"{column}_precision"], strict=True)
            ]
        else:
            cells = [str(cell) for cell in table[column]]
        text = text + "|" + pd.Series(cells, index=table.index)
    return text.str.removeprefix("|")


def _who(signal: Signal) -> str:
    if signal.table in ("troop_positions", "position_evidence"):
        return names([signal.key.partition("|")[0]])[0]
    return "US" if signal.side == WASHINGTON else "Europe"


def by_country(model: Parameters, thetas: Sequence[float] = (0.0, 0.5, 1.0)) -> Facts:
    """Return what each state can sustain under each backstop, at the modes.

    Returns
    -------
    Facts
        One row for each state, backstop and share of NATO commitments kept (`theta`): ``iso3``,
        ``name``, ``backstop``, ``label``, ``theta`` and ``persons``.
    """
    parts = [
        pd.DataFrame(dilemma.contributions(model, backstop, theta))[
            ["iso3", "name", "persons"]
        ].assign(backstop=backstop, label=dilemma.BACKSTOP_LABELS[backstop], theta=theta)
        for backstop in dilemma.BACKSTOPS
        for theta in thetas
    ]
    return Facts.resting_on(pd.concat(parts, ignore_index=True), model.provenance)


def exceedance(
    runs: Simulation, sizes: Sequence[float], thetas: Sequence[float] | None = None
) -> Facts:
    r"""Return :math:`P(F \ge x)` along a row of sizes, for every backstop and share kept.

    Returns
    -------
    Facts
        One row for each backstop, `theta` and `size` (persons): ``label`` and ``chance`` (0 to 1).
    """
    table = dilemma.probabilities(runs, sizes, runs.thetas if thetas is None else thetas)
    return table.rename(columns={"probability": "chance"})[
        ["backstop", "label", "theta", "size", "chance"]
    ]


def effects(model: Parameters, runs: Simulation, theta: float) -> Facts:
    """Tell the two effects of a full backstop apart: on what governments will, and on the means.

    Governments decide as under one backstop while enablers are counted by another.

    Parameters
    ----------
    model, runs
        The model, and its simulation with both effects.
    theta
        Share of NATO commitments kept.

    Returns
    -------
    Facts
        Four rows: ``case``, the ``median`` force in persons, and the ``low`` and ``high`` end of
        half of the draws.
    """
    kept = (float(theta),)
    willing = dilemma.simulate(model, runs.draws, thetas=kept, seed=runs.seed, supply="none")
    equipped = dilemma.simulate(model, runs.draws, thetas=kept, seed=runs.seed, supply="full")
    forces = {
        "no backstop": runs.force("none", theta),
        "the means only": equipped.force("none", theta),
        "the will only": willing.force("full", theta),
        "full backstop": runs.force("full", theta),
    }
    rows = [
        {
            "case": case,
            "median": float(np.median(force)),
            "low": float(np.quantile(force, 0.25)),
            "high": float(np.quantile(force, 0.75)),
        }
        for case, force in forces.items()
    ]
    return Facts.resting_on(pd.DataFrame(rows), runs.provenance)


def furthest(model: Parameters, theta: float, backstop: Backstop = "none") -> Facts:
    """Return the largest offer that each lever alone can bring, the others at their modes.

    Returns
    -------
    Facts
        One row for each lever of `coalitions.dilemma.LEVERS`: ``words``, ``today`` and ``extreme``
        (values of the lever), ``offered`` at the extreme and ``now`` (persons).
    """
    found = dilemma.break_even(model, (1.0,), theta=theta, backstops=(backstop,))
    now = dilemma.outcome(model, backstop, theta).offered
    columns = ["lever", "words", "today", "extreme", "offered"]
    return Facts.resting_on(pd.DataFrame(found)[columns].assign(now=now), of(found))


def price_list(
    model: Parameters, sizes: Mapping[str, float], theta: float, backstop: Backstop = "none"
) -> Facts:
    """Return what each size of force would take without more help, one lever at a time.

    Parameters
    ----------
    model
        The model.
    sizes
        Name of a size to its persons.
    theta
        Share of NATO commitments kept.
    backstop
        What the United States lend.

    Returns
    -------
    Facts
        One row for each size: ``name``, ``size``, ``readiness`` (times today's), ``rotation``
        (units held for one deployed), ``joining`` (states that would have to become wholly
        willing) and ``airlift`` (times today's European supply). "too little" where even the
        extreme of the lever is too little; "as it is" where nothing has to change.
    """
    found = dilemma.break_even(
        model, tuple(sizes.values()), theta=theta, backstops=(backstop,)
    ).set_index(["size", "lever"])["needed"]
    gaps = dilemma.enabler_gaps(model, tuple(sizes.values()))
    gaps = gaps[(gaps["backstop"] == backstop) & (gaps["enabler"] == "airlift")]
    lift = dict(zip(gaps["size"], gaps["times"], strict=True))
    offered = dilemma.outcome(model, backstop, theta).offered
    rows = []
    for name, size in sizes.items():
        enough = offered >= size
        rows.append(
            {
                "name": name,
                "size": size,
                "readiness": _needed(found[size, "readiness"], "{:.1f}", enough),
                "rotation": _needed(found[size, "rotation"], "{:.1f}", enough),
                "joining": _joining(dilemma.joiners(model, size, backstop, theta)),
                "airlift": _AS_IT_IS if lift[size] <= 1 else f"{lift[size]:.1f}",
            }
        )
    return Facts.resting_on(pd.DataFrame(rows), model.provenance)


def _needed(value: float, form: str, enough: bool) -> str:
    if enough:
        return _AS_IT_IS
    return _TOO_LITTLE if np.isnan(value) else form.format(value)


def _joining(states: tuple[str, ...] | None) -> str:
    if states is None:
        return "all are too few"
    if len(states) > _MOST_NAMED:
        return f"{len(states)} states"
    return ", ".join(names(states)) or "none"


def ratio_of_chances(
    runs: Simulation, size: float, theta: float, of_backstop: Backstop, to: Backstop
) -> Quantity:
    """Return how many times as likely a size is under one backstop as under another."""
    first = dilemma.probability(runs, size, of_backstop, theta)
    second = dilemma.probability(runs, size, to, theta)
    return quantity(
        first.value / second.value,  # type: ignore[operator]
        rows=[first, second],
        format=".1f",
        kind="assumption",
        expression=f"{first.name} ÷ {second.name}",
    )
