"""The public tool and ours agree on what is valid."""

from __future__ import annotations

from pathlib import Path

import pytest
from frictionless import Package, system

from coalitions.data.check import check
from tests.data.seeds import CELLS, FILES, CellSeed, FileSeed, as_csv, sound_rows
from tests.data.test_faults import content, write_tables

DATA = Path(__file__).parents[2] / "data"
KNOWN = [seed for seed in [*CELLS, *FILES] if seed.frictionless]

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def public_tool_accepts(folder: Path) -> bool:
    """Whether `frictionless validate datapackage.json` finds the package valid."""
    with system.use_context(trusted=True):
        return bool(Package(str(folder / "datapackage.json")).validate().valid)


def test_both_accept_the_package_of_this_project() -> None:
    assert [str(fault) for fault in check(DATA)] == []
    assert public_tool_accepts(DATA)


def test_both_accept_a_sound_table(small_data: Path) -> None:
    write_tables(small_data, {"table": as_csv(sound_rows()).encode()})
    assert check(small_data) == []
    assert public_tool_accepts(small_data)


@pytest.mark.parametrize("seed", KNOWN, ids=lambda seed: seed.name)
def test_both_refuse(seed: CellSeed | FileSeed, small_data: Path) -> None:
    data, _, _ = content(seed)
    write_tables(small_data, {"table": data})
    assert check(small_data)
    assert not public_tool_accepts(small_data)
