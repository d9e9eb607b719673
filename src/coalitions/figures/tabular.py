"""Tables on a page: each column with its heading, no numbers of rows that mean nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class PlainTable:
    """A table as a page shows it.

    pandas shows the index too, with an empty heading that a screen reader cannot name.
    """

    frame: pd.DataFrame

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {
            "text/html": self.frame.to_html(index=False, border=0, na_rep="", justify="left"),
            "text/plain": self.frame.to_string(index=False, na_rep=""),
        }


def plain_table(frame: pd.DataFrame, **headings: str) -> PlainTable:
    """Show a table without its index.

    Parameters
    ----------
    frame
        What is shown, row by row.
    **headings
        New names for columns, as a reader should see them.

    Raises
    ------
    KeyError
        If a column to be renamed is not there.
    """
    missing = sorted(set(headings) - set(frame.columns))
    if missing:
        raise KeyError(f"no column {', '.join(missing)}; there are {', '.join(frame.columns)}")
    return PlainTable(frame.rename(columns=headings))
