"""The seminar of the book in this checkout, which must have been built."""

from __future__ import annotations

from pathlib import Path

import pytest

from coalitions.seminar import planfile, quiz
from coalitions.seminar.plan import Seminar
from coalitions.seminar.quiz import Item
from coalitions.seminar.said import Said

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def said() -> Said:
    return Said(ROOT)


@pytest.fixture(scope="session")
def seminar() -> Seminar:
    return planfile.read(ROOT)


@pytest.fixture(scope="session")
def items(said: Said) -> tuple[Item, ...]:
    return quiz.items(ROOT, said)
