"""Data, measures and figures of *Willing and Able? Coalitions of the willing*.

Chapters write ``import coalitions as co``. A public name is imported when it is first used, so that
importing the package stays cheap: ``python -m coalitions data check`` needs neither pandas nor
Altair. Inside a notebook the import also enables the house theme and the renderer of figures, so
a chapter needs no set-up; elsewhere the first use of a figure does.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coalitions.data import package as _package
    from coalitions.data.load import load as load
    from coalitions.data.load import tables_read as tables_read
    from coalitions.facts import Facts as Facts
    from coalitions.findings import finding as finding
    from coalitions.provenance import Provenance as Provenance
    from coalitions.quantities import Quantity as Quantity
    from coalitions.quantities import quantity as quantity

    package = _package.read

__version__ = "0.1.0"

#: Public name to the module and the name there.
_PUBLIC = {
    # data
    "load": "coalitions.data.load:load",
    "package": "coalitions.data.package:read",
    "tables_read": "coalitions.data.load:tables_read",
    # numbers and findings
    "Facts": "coalitions.facts:Facts",
    "Provenance": "coalitions.provenance:Provenance",
    "Quantity": "coalitions.quantities:Quantity",
    "quantity": "coalitions.quantities:quantity",
    "finding": "coalitions.findings:finding",
    # figures
}

__all__ = list(_PUBLIC)


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'coalitions' has no attribute {name!r}")
    module, _, attribute = _PUBLIC[name].partition(":")
    value = getattr(importlib.import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_PUBLIC])


def _in_notebook() -> bool:
    """Whether a kernel runs this, without importing IPython to find out."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


if _in_notebook() and importlib.util.find_spec("coalitions.figures"):
    importlib.import_module("coalitions.figures").enable()
