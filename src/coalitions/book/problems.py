"""What is wrong, where, and how it is said: the one form in which the build reports a fault."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault that keeps the book from being built.

    Parameters
    ----------
    file
        The file, relative to the project.
    line
        The line in it, from 1; 0 if no line is to blame.
    reason
        What is wrong, in one sentence or a few lines.
    cell
        The number of the code cell, from 1; 0 outside cells.
    """

    file: str
    line: int
    reason: str
    cell: int = 0

    def __str__(self) -> str:
        """Write `file:line: cell n: reason`, leaving out what is not known."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        cell = f" cell {self.cell}:" if self.cell else ""
        first, *more = self.reason.strip().splitlines() or ["no reason given"]
        return "\n".join([f"{where}:{cell} {first}", *(f"    {line}" for line in more)])
