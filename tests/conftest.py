"""Fixtures that tests of every part share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import small_package


@pytest.fixture
def small_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a sound small data package, which `coalitions` then uses."""
    folder = small_package.write(tmp_path / "data")
    monkeypatch.setenv("COALITIONS_DATA", str(folder))
    return folder
