"""What happens to an Altair chart when a cell shows it.

The author writes a chart and nothing else. The *data transformer* sees each table of the chart
before Altair forgets where it came from, and remembers the rows behind it. The *renderer* then puts
together what the page needs: the specification, the words, the rows. `coalitions.book.pages` turns
that into a numbered figure.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

FIGURE_MIME: Final = "application/vnd.coalitions.figure+json"
# JupyterLab knows the type of version 5 only, and draws version 6 under that name.
LAB_MIME: Final = "application/vnd.vegalite.v5+json"

# Altair names charts with parameters by itself; such a name is not the author's.
_ALTAIR_NAME: Final = re.compile(r"^(view|concat|layer)_[0-9a-f]*_?\d*$")

# Tables that give names to codes: joined to almost every figure, evidence for none.
_NAMES: Final = frozenset({"countries", "groups", "sources"})

_REMEMBERED: Final = 256


@dataclass(frozen=True)
class _Rows:
    """The rows behind a dataset, and for each of its records the one row it is, if it is one."""

    provenance: Mapping[str, Sequence[int]]
    records: tuple[str, ...] = ()


_rows: OrderedDict[str, _Rows] = OrderedDict()


def transform(data: Any, **options: Any) -> Any:
    """Turn a table into the values of a chart and remember the rows behind it.

    Parameters
    ----------
    data
        A DataFrame, or anything else that Altair accepts.
    options
        Passed to Altair's own transformer.
    """
    from altair.vegalite.data import default_data_transformer

    # A chart of this book shows what was counted, never a sample: no limit on rows.
    out = default_data_transformer(data, **{"max_rows": None, **options})
    values = out.get("values") if isinstance(out, Mapping) else None
    if isinstance(data, pd.DataFrame) and values is not None:
        rows = _provenance(data)
        if rows:
            _rows[_dataset_name(values)] = _Rows(rows, _records(data, rows))
            while len(_rows) > _REMEMBERED:
                _rows.popitem(last=False)
    return out


def render(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Make the mime bundle of a chart; the entry point of Altair's renderer ``coalitions``."""
    spec = _without_unused_columns(spec)
    figure = describe_figure(spec)
    return {
        FIGURE_MIME: figure,
        LAB_MIME: spec,
        "text/plain": figure["description"] or figure["title"] or "A chart without a description.",
    }


def describe_figure(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Collect what a page has to know about a chart.

    Returns
    -------
    dict
        ``spec``; ``name`` (the author's, or None); ``title``, ``subtitle`` and ``description`` as
        text; ``provenance`` (table to line numbers); ``sources`` of those rows, with lowest and
        highest confidence and number of rows; ``records`` (dataset to one ``table:line`` a record,
        where a record is one row); ``cited`` (the sources of each such row); and ``fault``, only
        if the chart lacks what the book requires of each figure.
    """
    title, subtitle = _title(spec)
    name = str(spec.get("name") or "")
    remembered = {key: _rows[key] for key in spec.get("datasets", {}) if key in _rows}
    provenance = _union(known.provenance for known in remembered.values())
    records = {key: known.records for key, known in remembered.items() if known.records}
    figure: dict[str, Any] = {
        "spec": dict(spec),
        "name": name if name and not _ALTAIR_NAME.match(name) else None,
        "title": title,
        "subtitle": subtitle,
        "description": " ".join(str(spec.get("description") or "").split()),
        "provenance": provenance,
        "sources": _sources(provenance),
        "records": records,
        "cited": _cited(provenance, {row for rows in records.values() for row in rows}),
    }
    missing = [key for key in ("title", "description") if not figure[key]]
    if missing:
        figure["fault"] = (
            f"the chart has no {' and no '.join(missing)}: add .properties("
            + ", ".join(f"{key}=…" for key in missing)
            + "); the title says the finding, the description says in words what the chart shows"
        )
    return figure


def rows_behind(data: pd.DataFrame) -> dict[str, Any]:
    """Tell which rows a table rests on, as `describe_figure` does for a figure.

    Returns
    -------
    dict
        ``provenance``, ``sources`` and ``cited`` as there; ``rows``, one ``table:line`` for each
        record where a record is one row.
    """
    rows = _provenance(data)
    records = _records(data, rows)
    return {
        "provenance": rows,
        "sources": _sources(rows),
        "cited": _cited(rows, set(records)),
        "rows": list(records),
    }


def enable() -> None:
    """Make the book's theme, transformer and renderer those of this session."""
    from coalitions.figures import theme

    alt.data_transformers.register("coalitions", transform)
    alt.data_transformers.enable("coalitions")
    # Registered by name too, so that a checkout on the path works without being installed.
    alt.renderers.register("coalitions", render)
    alt.renderers.enable("coalitions")
    theme.register()


def _title(spec: Mapping[str, Any]) -> tuple[str, str]:
    title = spec.get("title")
    if isinstance(title, Mapping):
        return _text(title.get("text")), _text(title.get("subtitle"))
    return _text(title), ""


def _text(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(str(line) for line in value)
    return str(value) if isinstance(value, str) else ""


def _dataset_name(values: Any) -> str:
    """Name a dataset as Altair will name it in the specification."""
    from altair.vegalite.v6.api import _dataset_name as altair_name

    return altair_name(values)


def _provenance(data: pd.DataFrame) -> dict[str, list[int]]:
    from coalitions import provenance

    rows = provenance.of(data).rows
    evidence = {table for table in rows if table not in _NAMES} or set(rows)
    return {table: sorted(rows[table]) for table in sorted(evidence)}


def _records(data: pd.DataFrame, rows: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    """Name the row of each record, if the index of the table still does."""
    if data.index.name != "row":
        return ()
    lines = [int(line) for line in data.index]
    tables = [table for table, known in rows.items() if set(lines) <= set(known)]
    return tuple(f"{tables[0]}:{line}" for line in lines) if len(tables) == 1 else ()


def _sources(rows: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    from coalitions.provenance import Provenance

    return [asdict(use) for use in Provenance.build(rows).sources] if rows else []


def _cited(rows: Mapping[str, Sequence[int]], wanted: Set[str]) -> dict[str, list[str]]:
    """Name the sources of each row wanted (``contributions:118``)."""
    from coalitions.data import load, package

    cited: dict[str, list[str]] = {}
    for name, lines in rows.items():
        columns = list(package.read().table(name).references_to("sources"))
        named = [line for line in lines if f"{name}:{line}" in wanted]
        if not (columns and named):
            continue
        values = load.rows_at(name, named)[columns].astype(object)
        for line, row in zip(named, values.itertuples(index=False), strict=True):
            known = dict.fromkeys(str(value) for value in row if isinstance(value, str))
            cited[f"{name}:{line}"] = list(known)
    return cited


def _union(parts: Any) -> dict[str, list[int]]:
    union: dict[str, set[int]] = {}
    for part in parts:
        for table, lines in part.items():
            union.setdefault(table, set()).update(lines)
    return {table: sorted(lines) for table, lines in sorted(union.items())}


def _without_unused_columns(spec: dict[str, Any]) -> dict[str, Any]:
    """Drop columns that the chart names nowhere: what is not drawn does not travel.

    A field may be named in an encoding, an expression or a template, so a column stays as soon as
    its name occurs anywhere in the text of the specification.
    """
    datasets = spec.get("datasets")
    if not datasets:
        return spec
    text = json.dumps({key: value for key, value in spec.items() if key != "datasets"})
    pruned = {
        name: [
            {key: value for key, value in record.items() if json.dumps(key)[1:-1] in text}
            if isinstance(record, Mapping) and record.get("type") != "Feature"
            else record
            for record in records
        ]
        if isinstance(records, list)
        else records
        for name, records in datasets.items()
    }
    return {**spec, "datasets": pruned}
