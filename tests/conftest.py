"""Fixtures that tests of every part share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests import small_package

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture
def small_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a sound small data package, which `coalitions` then uses."""
    folder = small_package.write(tmp_path / "data")
    monkeypatch.setenv("COALITIONS_DATA", str(folder))
    return folder
