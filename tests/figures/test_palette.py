"""Colours can be told apart and seen by every reader, on light and on dark pages."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from coalitions.figures import palette

Colour = NDArray[np.float64]


def _matrix(*numbers: float) -> Colour:
    return np.array(numbers).reshape(3, 3)


# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIGHT = {
    "all cones": np.eye(3),
    "protanopia": _matrix(
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998
    ),
    "deuteranopia": _matrix(
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881
    ),
    "tritanopia": _matrix(
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900
    ),
}
# Ottosson (2020): from linear RGB to the responses of the cones, and from those to OKLab.
LMS = _matrix(
    0.4122214708, 0.5363325363, 0.0514459929,
    0.2119034982, 0.6806995451, 0.1073969566,
    0.0883024619, 0.2817188376, 0.6299787005,
)  # fmt: skip
LAB = _matrix(
    0.2104542553, 0.7936177850, -0.0040720468,
    1.9779984951, -2.4285922050, 0.4505937099,
    0.0259040371, 0.7827717662, -0.8086757660,
)  # fmt: skip

# In OKLab a step of 2 (per cent) is just seen; 8 is told apart in two small marks.
TOLD_APART = 8.0


def _linear(code: str) -> Colour:
    channel = np.array([int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)


def _seen(code: str, sight: str) -> Colour:
    linear = np.clip(SIGHT[sight] @ _linear(code), 0, 1)
    return np.asarray(100 * LAB @ np.cbrt(LMS @ linear))


def _contrast(one: str, other: str) -> float:
    low, high = sorted(float(np.dot([0.2126, 0.7152, 0.0722], _linear(c))) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def _in(mode: str, colour: str) -> str:
    return palette.DARK[colour] if mode == "dark" else colour


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_hues_are_told_apart_by_every_eye(mode: str, sight: str) -> None:
    marks = [*palette.HUES, palette.INK, palette.CONTEXT]
    near = {
        (one, other): distance
        for one, other in combinations([_in(mode, hue) for hue in marks], 2)
        if (distance := float(np.linalg.norm(_seen(one, sight) - _seen(other, sight)))) < TOLD_APART
    }
    assert near == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_marks_stand_out_from_the_page_and_words_are_readable(mode: str) -> None:
    page = _in(mode, palette.PAPER)
    for hue in (*palette.HUES, palette.CONTEXT):
        assert _contrast(_in(mode, hue), page) >= 3, hue
    for word in (palette.INK, palette.MUTED):
        assert _contrast(_in(mode, word), page) >= 4.5, word


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_steps_run_in_one_direction(mode: str) -> None:
    page = _in(mode, palette.PAPER)
    contrasts = [_contrast(_in(mode, step), page) for step in palette.STEPS]
    assert contrasts == sorted(contrasts)


def test_every_colour_of_a_chart_has_a_partner_on_dark_pages() -> None:
    used = {*palette.HUES, *palette.STEPS, palette.INK, palette.MUTED, palette.CONTEXT}
    assert used | {palette.GRID, palette.PAPER} == set(palette.DARK)
    css = palette.css()
    for light, dark in palette.DARK.items():
        assert f'[fill="{light}"]{{fill:{dark}}}' in css
        assert f'[stroke="{light}"]{{stroke:{dark}}}' in css


def test_countries_of_one_figure_never_share_a_colour_of_their_own() -> None:
    named = ["AUS", "DEU", "EU", "FRA", "GBR", "ITA", "POL", "RUS", "UKR", "USA"]
    assert len({palette.colour(code) for code in named}) == len(named)
    assert palette.colour("LUX") == palette.CONTEXT


def test_a_scale_keeps_the_colour_of_a_country_whatever_else_is_drawn() -> None:
    few = palette.colours(["GBR", "FRA"]).to_dict()
    many = palette.colours(["USA", "FRA", "FRA", "GBR"]).to_dict()
    assert (
        dict(zip(few["domain"], few["range"], strict=True)).items()
        <= dict(zip(many["domain"], many["range"], strict=True)).items()
    )


def test_highlight_greys_the_rest() -> None:
    scale = palette.highlight(["b"], of=["a", "b", "c"]).to_dict()
    assert scale["range"] == [palette.CONTEXT, palette.BLUE, palette.CONTEXT]
