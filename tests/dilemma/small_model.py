"""Small models with numbers that a pencil can follow, and generated ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from coalitions.dilemma.parameters import BACKSTOPS, Enabler, Parameters, State
from coalitions.dilemma.spreads import Spread
from coalitions.provenance import Provenance

CODES = ("will_deploy", "open_conditional")
ASKS = ("yes", "preferred", "not-stated")


def spread(key: str, low: float, mode: float | None = None, high: float | None = None) -> Spread:
    """A parameter; with one value only, it is fixed."""
    mode, high = low if mode is None else mode, low if high is None else high
    kind: Any = "fixed" if low == high else "triangular"
    return Spread(key, "x", key, "1", low, mode, high, kind, "assumption", key, Provenance())


def state(iso3: str, presence: str = "will_deploy", backstop: str = "not-stated") -> State:
    return State(iso3, iso3.title(), 1e6, presence, backstop, False, False, Provenance())


def small(
    states: dict[str, tuple[float, float]],
    *,
    codes: dict[str, tuple[str, str]] | None = None,
    supply: float = 1e9,
    **values: float,
) -> Parameters:
    """A model of `states` with their brigades and committed brigades, all values fixed.

    `values` set single parameters, with underscores for hyphens.
    """
    chosen: dict[str, float] = {
        "brigade-slice": 5000,
        "rotation-factor": 4,
        "deployable-share": 0.5,
        "imputed-brigades": 1,
        "enabler-availability": 1,
        "european-airlift": supply,
        "american-airlift": 0,
        "need-airlift": 1,
        **{f"us-share-{b}": share for b, share in zip(BACKSTOPS, (0, 0.1, 0.2), strict=True)},
        **{f"willingness-{code.replace('_', '-')}": 1.0 for code in CODES},
        **{f"backstop-{ask}-{b}": 1.0 for ask in ASKS for b in BACKSTOPS},
    }
    for iso3, (brigades, committed) in states.items():
        chosen[f"brigades-{iso3.lower()}"] = brigades
        chosen[f"committed-brigades-{iso3.lower()}"] = committed
    chosen |= {key.replace("_", "-"): value for key, value in values.items()}
    return Parameters(
        {key: spread(key, value) for key, value in chosen.items()},
        tuple(state(iso3, *(codes or {}).get(iso3, ())) for iso3 in states),
        (Enabler("airlift", "airlift", False),),
    )


shares = st.floats(0, 1)
counts = st.floats(0, 50)


@st.composite
def models(draw: st.DrawFn) -> Parameters:
    """Any model of one to four states that obeys the ranges of the table."""
    names = ["AAA", "BBB", "CCC", "DDD"][: draw(st.integers(1, 4))]
    weaker = {ask: sorted(draw(st.tuples(shares, shares))) for ask in ASKS}
    american = sorted(draw(st.tuples(shares, shares)))
    values = {
        "brigade-slice": draw(st.floats(100, 20_000)),
        "rotation-factor": draw(st.floats(1, 8)),
        "deployable-share": draw(shares),
        "enabler-availability": draw(shares),
        "american-airlift": draw(counts),
        "need-airlift": draw(st.floats(0.1, 5)),
        "us-share-none": 0.0,
        "us-share-enablers": american[0],
        "us-share-full": american[1],
        "willingness-will-deploy": draw(shares),
        "willingness-open-conditional": draw(shares),
    }
    for ask, (none, enablers) in weaker.items():
        values |= {f"backstop-{ask}-none": none, f"backstop-{ask}-enablers": enablers}
    return small(
        {name: (draw(counts), draw(counts)) for name in names},
        codes={n: (draw(st.sampled_from(CODES)), draw(st.sampled_from(ASKS))) for n in names},
        supply=draw(counts),
        **values,
    )
