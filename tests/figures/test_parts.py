from __future__ import annotations

import altair as alt
import pandas as pd

from coalitions.figures.parts import kinds


def test_shape_and_colour_tell_the_same_kinds_in_the_same_order() -> None:
    looks = {"late": ("cross", "#111111"), "early": ("circle", "#222222")}
    table = pd.DataFrame({"when": ["early", "late"]})
    spec = alt.Chart(table).mark_point().encode(**kinds("when:N", looks)).to_dict()
    shape, colour = (spec["encoding"][channel]["scale"] for channel in ("shape", "color"))
    assert shape == {"domain": ["late", "early"], "range": ["cross", "circle"]}
    assert colour == {"domain": ["late", "early"], "range": ["#111111", "#222222"]}
