"""Line numbers as people write them: ``2-5 9`` for 2, 3, 4, 5 and 9."""

from __future__ import annotations

from collections.abc import Iterable


def written(lines: Iterable[int]) -> str:
    """Write line numbers as spans, sorted, each number once."""
    spans: list[list[int]] = []
    for line in sorted(set(lines)):
        if spans and spans[-1][1] == line - 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return " ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in spans)


def read(text: str) -> tuple[int, ...]:
    """Read line numbers from spans; the inverse of `written`.

    Raises
    ------
    ValueError
        If the text is something else.
    """
    lines: list[int] = []
    for span in text.split():
        first, _, last = span.partition("-")
        lines.extend(range(int(first), int(last or first) + 1))
    return tuple(lines)
