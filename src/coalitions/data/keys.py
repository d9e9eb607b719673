"""Keys within a table and between tables, in little memory.

A table of a million rows has a million keys. For uniqueness eight bytes a row are kept; only if two
of them agree is the file read a second time to see whether the keys do. For references the keys of
the table referred to are kept, which is the small side.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coalitions.data.faults import quoted

Key = tuple[str, ...]
Rows = Iterable[tuple[int, Key]]
"""Line and the texts of the key columns, for every row of a table."""

#: From here on numpy's sort is worth its import.
_MANY = 100_000


@dataclass
class Uniqueness:
    """Finds keys that stand twice. Feed it each key, then ask for the repeated ones."""

    columns: tuple[str, ...]
    _hashes: array[int] = field(default_factory=lambda: array("q"))

    def add(self, key: Key) -> None:
        """Take the key of one row."""
        self._hashes.append(hash(key))

    def repeated(self) -> set[int]:
        """Return the hashes that occur more than once."""
        if len(self._hashes) > _MANY:
            import numpy as np

            ordered = np.sort(np.frombuffer(self._hashes, dtype=np.int64))
            return {int(value) for value in np.unique(ordered[1:][ordered[1:] == ordered[:-1]])}
        seen: set[int] = set()
        return {value for value in self._hashes if value in seen or seen.add(value)}  # type: ignore[func-returns-value]

    def duplicates(self, rows: Rows) -> Iterator[tuple[int, str]]:
        """Yield the line and a message for each row whose key an earlier row has.

        Parameters
        ----------
        rows
            The keys again, from the start of the table.
        """
        suspects = self.repeated()
        if not suspects:
            return
        first: dict[Key, int] = {}
        for line, key in rows:
            if hash(key) not in suspects:
                continue
            if key in first:
                yield line, f"{shown(key)} stands already in line {first[key]}"
            else:
                first[key] = line


def shown(key: Key) -> str:
    """Write a key as a fault shows it."""
    return ", ".join(quoted(part, 40) for part in key)


def is_empty(key: Key) -> bool:
    """Whether all parts of the key are empty: then it refers to nothing."""
    return not any(key)
