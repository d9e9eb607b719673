"""What the model of the three tasks is fed with, read from the tables of the package.

`read` turns the rows of `model_parameters` into `Parameters`: frozen, typed, each value with the
rows it rests on. How willing a state is comes from its latest line in `positions`, translated by
the rows for its two codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final, Literal, cast, get_args

import pandas as pd

from coalitions.data import package as descriptor
from coalitions.data.load import load
from coalitions.dilemma.spreads import Distribution, Spread
from coalitions.facts import Facts
from coalitions.provenance import Provenance, of
from coalitions.stances import latest_lines

Backstop = Literal["none", "enablers", "full"]

#: What the United States might lend: nothing, enablers without a guarantee, both. From weak to
#: strong.
BACKSTOPS: Final[tuple[Backstop, ...]] = get_args(Backstop)

BACKSTOP_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {"none": "no backstop", "enablers": "American enablers", "full": "full backstop"}
)

#: The stream in which all imputed brigade counts are drawn: one unknown rule, one draw.
IMPUTATION: Final = "imputation"

#: Enablers that are used up rather than rotated: their European supply takes no availability.
_CONSUMED: Final = frozenset({"deep_precision_strike"})

_ENABLER_LABELS: Final = {
    "air_and_missile_defence": "air and missile defence",
    "isr": "reconnaissance",
    "deep_precision_strike": "deep precision strike",
    "airlift": "airlift",
}


@dataclass(frozen=True, slots=True)
class State:
    """A state that could send a force.

    Attributes
    ----------
    iso3, name
        Code and name.
    active
        Active military personnel of 2025 by the World Factbook, persons.
    presence
        Its latest code of willingness to be present.
    backstop
        ``"yes"``, ``"preferred"`` or ``"not-stated"``: whether it asks for an American backstop.
    imputed
        Whether no count of its brigades was found.
    provenance
        Its rows in `positions` and `military_personnel`.
    """

    iso3: str
    name: str
    active: float
    presence: str
    backstop: str
    imputed: bool
    own_readiness: bool
    provenance: Provenance

    @property
    def brigades(self) -> str:
        """Key of the parameter :math:`B_i`."""
        return f"brigades-{self.iso3.lower()}"

    @property
    def committed(self) -> str:
        """Key of the parameter :math:`n_i`."""
        return f"committed-brigades-{self.iso3.lower()}"

    @property
    def readiness(self) -> str:
        """Key of the parameter :math:`d_i`: its own where there is one, else the common one."""
        return f"deployable-share-{self.iso3.lower()}" if self.own_readiness else "deployable-share"

    @property
    def willingness(self) -> str:
        """Key of the parameter that translates its code of presence."""
        return f"willingness-{self.presence.replace('_', '-')}"

    def factor(self, backstop: Backstop) -> str:
        """Key of the factor on its willingness under a backstop."""
        return f"backstop-{self.backstop}-{backstop}"


@dataclass(frozen=True, slots=True)
class Enabler:
    """Something that a force needs and that Europe has little of.

    Attributes
    ----------
    key, label
        Code, and the words for a label.
    consumed
        Missiles are used up: their European supply is not divided by rotation.
    """

    key: str
    label: str
    consumed: bool

    @property
    def european(self) -> str:
        """Key of what Europeans have."""
        return f"european-{self.key.replace('_', '-')}"

    @property
    def american(self) -> str:
        """Key of what the United States have."""
        return f"american-{self.key.replace('_', '-')}"

    @property
    def need(self) -> str:
        """Key of the parameter :math:`e_c`."""
        return f"need-{self.key.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Parameters:
    """All inputs of the model.

    Attributes
    ----------
    spreads
        Key in `model_parameters` to the parameter.
    states, enablers
        What they are used for; both sorted by their code.
    absent
        States that stay out whatever their position.
    """

    spreads: Mapping[str, Spread]
    states: tuple[State, ...]
    enablers: tuple[Enabler, ...]
    absent: frozenset[str] = frozenset()

    def __getitem__(self, parameter_id: str) -> Spread:
        """Return one parameter; a `LookupError` names the table if there is none."""
        try:
            return self.spreads[parameter_id]
        except KeyError:
            raise LookupError(
                f"model_parameters has no row {parameter_id!r}, which the model needs; add it"
            ) from None

    @property
    def provenance(self) -> Provenance:
        """All rows that the model rests on."""
        return Provenance().union(
            *(spread.provenance for spread in self.spreads.values()),
            *(state.provenance for state in self.states),
        )

    @property
    def present(self) -> tuple[State, ...]:
        """The states that do not stay out."""
        return tuple(state for state in self.states if state.iso3 not in self.absent)

    def without(self, *iso3: str) -> Parameters:
        """Return the parameters of a coalition in which these states stay out.

        Nothing else changes, and every other parameter keeps its draws.

        Raises
        ------
        LookupError
            If the model does not have the state.
        """
        unknown = set(iso3) - {state.iso3 for state in self.states}
        if unknown:
            raise LookupError(f"the model has no state {', '.join(sorted(unknown))}")
        return replace(self, absent=self.absent | set(iso3))

    def only(self, *iso3: str) -> Parameters:
        """Return the parameters of a coalition of these states alone."""
        return self.without(*({state.iso3 for state in self.states} - set(iso3)))

    def using(self, values: Mapping[str, float]) -> Parameters:
        """Return the parameters with some of them set to one value each.

        Raises
        ------
        LookupError
            If there is no such parameter.
        """
        chosen = {key: self[key].fixed(float(value)) for key, value in values.items()}
        return replace(self, spreads=MappingProxyType({**self.spreads, **chosen}))


def read() -> Parameters:
    """Read the parameters from the data package.

    Raises
    ------
    LookupError
        If a row that the model needs is missing.
    """
    rows = load("model_parameters")
    links = _linked_rows()
    counted = rows[rows["symbol"].eq("B") & rows["iso3"].notna()].sort_values("iso3", kind="stable")
    guessed = set(counted.loc[counted["kind"].eq("assumption"), "parameter_id"])
    spreads = {
        str(row["parameter_id"]): _spread(rows, line, row, links, guessed)
        for line, row in zip(rows.index, _records(rows), strict=True)
    }
    known = Parameters(
        MappingProxyType(spreads), tuple(_states(counted, spreads)), tuple(_enablers(rows))
    )
    _need_all(known)
    return known


def _records(rows: Facts) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _spread(
    rows: Facts,
    line: int,
    row: Mapping[str, Any],
    links: Mapping[str, Provenance],
    guessed: Iterable[str],
) -> Spread:
    key = str(row["parameter_id"])
    own = Provenance.build({"model_parameters": [line]})
    return Spread(
        key,
        str(row["symbol"]),
        str(row["title"]),
        str(row["unit"]),
        float(row["low"]),
        float(row["mode"]),
        float(row["high"]),
        cast(Distribution, row["distribution"]),
        str(row["kind"]),
        IMPUTATION if key in guessed else key,
        own.union(links.get(key, Provenance())),
    )


def _linked_rows() -> dict[str, Provenance]:
    """Return the rows behind each parameter, as `model_parameter_rows` names them by key."""
    links = load("model_parameter_rows")
    lines = {table: _lines_by_key(table) for table in links["table"].unique()}
    found: dict[str, dict[str, list[int]]] = {}
    for parameter, table, key in zip(
        links["parameter_id"], links["table"], links["key"], strict=True
    ):
        found.setdefault(parameter, {}).setdefault(table, []).append(lines[table][key])
    return {parameter: Provenance.build(rows) for parameter, rows in found.items()}


def _lines_by_key(table: str) -> dict[str, int]:
    """Map the primary key of each row, its values joined by a bar, to its line."""
    rows = load(table)
    columns = []
    for name in descriptor.read().table(table).primary_key:
        values = rows[name]
        if pd.api.types.is_datetime64_any_dtype(values):
            widths = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
            texts = [
                moment.strftime(widths[str(known)])
                for moment, known in zip(values, rows[f"{name}_precision"], strict=True)
            ]
        else:
            texts = [str(value) for value in values]
        columns.append(texts)
    keys = ("|".join(parts) for parts in zip(*columns, strict=True))
    return dict(zip(keys, (int(line) for line in rows.index), strict=True))


def _states(counted: Facts, spreads: Mapping[str, Spread]) -> Iterable[State]:
    lines = latest_lines().reset_index().set_index("iso3")
    places = load("military_personnel", definition="factbook", year=2025)
    strength = places.reset_index().set_index("iso3")
    for iso3, kind in zip(counted["iso3"], counted["kind"], strict=True):
        if iso3 not in lines.index or iso3 not in strength.index:
            raise LookupError(
                f"{iso3} has brigades in model_parameters but no line in positions or no strength "
                "of 2025 in military_personnel (factbook); add the row or take the brigades out"
            )
        line, people = lines.loc[iso3], strength.loc[iso3]
        asked = line["us_backstop_required"]
        yield State(
            iso3,
            str(line["name"]),
            float(people["active_total"]),
            str(line["presence_willingness"]),
            "not-stated" if pd.isna(asked) else str(asked),
            kind == "assumption",
            f"deployable-share-{iso3.lower()}" in spreads,
            Provenance.build({"positions": [line["row"]], "military_personnel": [people["row"]]}),
        )


def _enablers(rows: Facts) -> Iterable[Enabler]:
    for key in sorted(rows.loc[rows["symbol"].eq("e"), "enabler"].astype(str)):
        yield Enabler(key, _ENABLER_LABELS.get(key, key), key in _CONSUMED)


def _need_all(parameters: Parameters) -> None:
    """Look every parameter up that the model will ask for."""
    for key in ("brigade-slice", "rotation-factor", "imputed-brigades", "enabler-availability"):
        parameters[key]
    for state in parameters.states:
        for key in (state.brigades, state.committed, state.readiness, state.willingness):
            parameters[key]
        for backstop in BACKSTOPS:
            parameters[state.factor(backstop)]
    for enabler in parameters.enablers:
        for key in (enabler.european, enabler.american, enabler.need):
            parameters[key]
    for backstop in BACKSTOPS:
        parameters[f"us-share-{backstop}"]


def rows_of(parameters: Parameters, *keys: str) -> Provenance:
    """Return the rows behind some of the parameters."""
    return of([parameters[key].provenance for key in keys])
