"""On which side of its dot a name stands, so that it runs into no other name and no dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

#: Where a name may stand, the most welcome first.
SIDES: Final = ("right", "left", "above", "below")
#: How text marks are set for each side: alignment, and pixels across and down from the dot.
SETTING: Final[dict[str, dict[str, Any]]] = {
    "right": {"align": "left", "dx": 8, "dy": 0},
    "left": {"align": "right", "dx": -8, "dy": 0},
    "above": {"align": "center", "dx": 0, "dy": -12},
    "below": {"align": "center", "dx": 0, "dy": 12},
}
FONT_SIZE: Final = 11

# The plot on a phone, in pixels: what stands apart there does so on any page.
_WIDTH, _HEIGHT = 290, 320
_LETTER, _LINE, _DOT = 5.8, 13, 5
_SWEEPS = 8


@dataclass(frozen=True)
class _Box:
    left: float
    right: float
    top: float
    bottom: float

    def shared(self, other: _Box) -> float:
        """Give the area that two boxes share, in square pixels."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    def outside(self) -> float:
        """Give the area that lies left or right of the plot or above it, in square pixels."""
        over = max(0.0, -self.left) + max(0.0, self.right - _WIDTH)
        return over * _LINE + max(0.0, -self.top) * (self.right - self.left)


def sides(
    names: Sequence[str], across: Sequence[float], up: Sequence[float], named: Sequence[str]
) -> list[str]:
    """Choose a side for the name of each dot.

    Each name in turn moves to the side where it covers least, until none moves any more.

    Parameters
    ----------
    names
        What the dots are called.
    across, up
        Where the dots lie on the axes, from 0 (start) to 1 (end).
    named
        The names that are written; the other dots only stand in the way.

    Returns
    -------
    list of str
        One of ``SIDES`` for each dot.
    """
    centres = [(x * _WIDTH, (1 - y) * _HEIGHT) for x, y in zip(across, up, strict=True)]
    dots = [_Box(x - _DOT, x + _DOT, y - _DOT, y + _DOT) for x, y in centres]
    written = [place for place, name in enumerate(names) if name in set(named)]
    boxes = {
        (place, side): _plate(names[place], centres[place], side)
        for place in written
        for side in SIDES
    }
    chosen = dict.fromkeys(range(len(names)), SIDES[0])
    for _ in range(_SWEEPS):
        before = dict(chosen)
        for place in written:
            others = [boxes[other, chosen[other]] for other in written if other != place]
            others += [dot for other, dot in enumerate(dots) if other != place]
            harm = {side: _harm(boxes[place, side], others) for side in SIDES}
            chosen[place] = min(SIDES, key=harm.__getitem__)
        if chosen == before:
            break
    return [chosen[place] for place in range(len(names))]


def _harm(box: _Box, others: Sequence[_Box]) -> float:
    """Give the area that a name covers of others, or that lies outside, in square pixels."""
    return box.outside() + sum(map(box.shared, others))


def _plate(name: str, centre: tuple[float, float], side: str) -> _Box:
    setting, long = SETTING[side], len(name) * _LETTER
    x, y = centre[0] + setting["dx"], centre[1] + setting["dy"]
    start = {"left": x, "right": x - long, "center": x - long / 2}[setting["align"]]
    return _Box(start, start + long, y - _LINE / 2, y + _LINE / 2)
