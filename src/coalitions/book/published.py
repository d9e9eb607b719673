"""`_build/published.json`: what an edition of the book says, and what it rests on.

Every number in a sentence, the data of every figure and table, every finding, each with its rows;
and the rows of all tables, the versions of all packages, and the fingerprints of the code. A later
run compares itself with this file: `coalitions.book.differences` says what moved and why.
"""

from __future__ import annotations

import json
import platform
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from coalitions.book import edition, store
from coalitions.book.differences import rounded
from coalitions.book.environment import computing, packages
from coalitions.book.execute import FIGURE
from coalitions.book.files import as_json, sha256, write_whole
from coalitions.book.project import BookError, Project

VERSION: Final = 2
NAME: Final = "published.json"
TABLE: Final = "application/vnd.coalitions.table+json"
#: A name that Altair gives to a part of a chart; it differs from version to version.
_GIVEN_NAME: Final = re.compile(r"\b(view|concat|layer|param)_[0-9a-f]+(?:_\d+)?\b")
#: Outputs with a form of their own; of all others it is known only whether they differ.
_KNOWN: Final = frozenset({FIGURE, TABLE, edition.FINDING, edition.QUANTITY})
#: Characters kept of each of these.
_FIRST_WORDS: Final = 80
#: Parts of a chart that no reader sees, or that are compared by themselves.
_UNSEEN: Final = frozenset({"$schema", "config", "datasets"})


def snapshot(project: Project) -> dict[str, Any]:
    """Collect what the chapters of a project say and rest on, from their records.

    Returns
    -------
    dict
        ``packages`` (name to version); ``computing`` (the names of those that results rest on);
        ``tables`` (name to ``key``, the columns of its primary key, and ``csv``, its text);
        ``chapters`` (document to ``inputs``, ``numbers``, ``figures``, ``findings`` and
        ``outputs``).
    """
    records = {document: store.read(project, document) for document in project.documents}
    return {
        "version": VERSION,
        "packages": {"python": platform.python_version(), **packages()},
        "computing": sorted(computing()),
        "tables": _tables(project),
        "chapters": {d: chapter(record) for d, record in records.items() if record is not None},
    }


def write(project: Project) -> None:
    """Write the snapshot of a build that has just been published."""
    text = json.dumps(snapshot(project), ensure_ascii=False, sort_keys=True) + "\n"
    write_whole(project.build / NAME, text)


def read(path: Path) -> dict[str, Any]:
    """Read a snapshot.

    Raises
    ------
    BookError
        If there is none, or it is of another form.
    """
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BookError(f"{path} is not there: `make book` writes it") from None
    except ValueError as error:
        raise BookError(f"{path} is not a published edition: {error}") from None
    if not isinstance(found, dict) or found.get("version") != VERSION:
        raise BookError(f"{path} is of another version of the book: run `make book` again")
    return found


def _tables(project: Project) -> dict[str, dict[str, Any]]:
    package = json.loads((project.root / store.DESCRIPTOR).read_text("utf-8"))
    found = {}
    for resource in package.get("resources", []):
        path = project.data / str(resource["path"])
        key = (resource.get("schema") or {}).get("primaryKey") or []
        columns = [key] if isinstance(key, str) else list(key)
        found[resource["name"]] = {"key": columns, "csv": path.read_text("utf-8")}
    return found


def chapter(record: store.Record) -> dict[str, Any]:
    """Return what a snapshot holds of one chapter, from the record of a run."""
    inputs = record.inputs
    bundles = [output.get("data", {}) for cell in record.outputs for output in cell]
    return {
        "inputs": {
            "code": inputs.code,
            "modules": dict(inputs.modules),
            "tables": [Path(path).stem for path in inputs.data],
        },
        "numbers": edition.numbers(record),
        "figures": [_figure(bundle[FIGURE]) for bundle in bundles if FIGURE in bundle]
        + [_table(bundle[TABLE]) for bundle in bundles if TABLE in bundle],
        "findings": edition.findings(record),
        "outputs": list(_outputs(record)),
    }


def _outputs(record: store.Record) -> Iterator[dict[str, Any]]:
    """Keep of what else the cells show (text, lists, cards) a fingerprint and its first words."""
    for place, cell in enumerate(record.outputs, start=1):
        rest = [each for each in cell if not _KNOWN & set(each.get("data", {}))]
        if rest:
            plain = (str(each.get("data", {}).get("text/plain", "")) for each in rest)
            text = textwrap.shorten(" ".join(plain), _FIRST_WORDS, placeholder=" …")
            digest = sha256(as_json(rest).encode())
            yield {"cell": f"cell {place}", "text": text, "sha256": digest}


def _figure(content: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of a figure its words, the data it draws, and a fingerprint of how it draws them."""
    datasets = content["spec"].get("datasets", {})
    seen = {key: part for key, part in content["spec"].items() if key not in _UNSEEN}
    drawn = _GIVEN_NAME.sub(r"\1", as_json(rounded(seen)))
    for place, name in enumerate(datasets):  # the names are fingerprints of the data
        drawn = drawn.replace(name, f"data-{place}")
    return {
        "name": content["name"] or "",
        "title": content["title"],
        "words": [content["subtitle"], content["description"]],
        "data": list(datasets.values()),
        "drawn": sha256(drawn.encode()),
        "rows": edition.spans_of(content["provenance"]),
    }


def _table(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": content["name"] or "",
        "title": content["title"],
        "words": [],
        "data": [content["records"]],
        "drawn": "",
        "rows": edition.spans_of(content["provenance"]),
    }
