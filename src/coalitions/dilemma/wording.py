"""How results of the model are written: no more digits than such a model can know."""

from __future__ import annotations

import math


def chance(share: float) -> str:
    """Write a probability in whole per cent; more digits would claim what a model cannot know."""
    if share < 0.005:
        return "less than 1%"
    if share >= 0.995:
        return "more than 99%"
    return f"{share:.0%}"


def rounded(persons: float) -> str:
    """Write a force to two digits: ``13,000``, ``2,300``, ``640``."""
    if persons == 0:
        return "0"
    step = 10 ** max(0, math.floor(math.log10(abs(persons))) - 1)
    return f"{round(persons / step) * step:,.0f}"
