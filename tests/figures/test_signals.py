from __future__ import annotations

import coalitions as co
from coalitions.figures import renderer
from coalitions.figures.renderer import describe_figure
from coalitions.signals import EUROPE, SIGNALS, STEP, WASHINGTON, WORDS


def test_every_signal_is_told_in_words_and_keeps_its_row() -> None:
    renderer.enable()
    said = co.backstop_signals()
    spec = dict(co.signal_lanes(said, title="T", sides=[WASHINGTON, EUROPE]).to_dict())
    assert len(describe_figure(spec)["provenance"]["events"]) == said["source_id"].size - sum(
        signal.table != "events" for signal in SIGNALS
    )
    for words in said["words"]:
        assert words in spec["description"]


def test_steps_are_filled_and_words_are_hollow() -> None:
    said = co.backstop_signals()
    spec = dict(co.signal_lanes(said, title="T", sides=[WASHINGTON, EUROPE]).to_dict())
    filling = spec["encoding"]["fillOpacity"]
    assert dict(zip(filling["scale"]["domain"], filling["scale"]["range"], strict=True)) == {
        STEP: 1,
        WORDS: 0,
    }
    assert set(said["form"]) == {STEP, WORDS}
