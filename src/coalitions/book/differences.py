"""Two editions compared: which numbers, figures and findings moved, and which change moved them.

Pure: two snapshots (`coalitions.book.published`) go in, a comparison comes out. A thing that moved
is laid to the changed rows that it rests on. If it rests on none of them, the changed rows of the
tables that its chapter reads are named, then changed modules, packages and the chapter's own code.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from coalitions import spans

Snapshot = Mapping[str, Any]


@dataclass(frozen=True)
class RowChange:
    """A row that differs.

    Attributes
    ----------
    before, after
        Its line in the file then and now; None if it was not or is not there.
    cells
        Column, old text and new text of each cell that differs.
    """

    table: str
    before: int | None
    after: int | None
    cells: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.table}:{self.after} (new row)"
        if self.after is None:
            return f"{self.table}:{self.before} (row removed)"
        cells = "; ".join(
            f"{column} {old or '–'} → {new or '–'}" for column, old, new in self.cells
        )
        return f"{self.table}:{self.after} ({cells})"


@dataclass(frozen=True)
class Change:
    """A number, figure or finding that differs."""

    chapter: str
    kind: str
    what: str
    before: str
    after: str
    causes: tuple[str, ...]

    def __str__(self) -> str:
        because = "".join(f"\n      because of {cause}" for cause in self.causes)
        return f"  {self.kind} {self.what}: {self.before} → {self.after}{because}"


@dataclass(frozen=True)
class Comparison:
    """All that differs between two editions."""

    rows: tuple[RowChange, ...]
    packages: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def same(self) -> bool:
        """Whether every number, figure and finding is as it was."""
        return not self.changes

    def __str__(self) -> str:
        lines = []
        if self.rows:
            lines += ["Changed rows:", *(f"  {row}" for row in self.rows)]
        if self.packages:
            lines += ["Changed packages:", *(f"  {package}" for package in self.packages)]
        chapter = ""
        for change in self.changes:
            if change.chapter != chapter:
                chapter = change.chapter
                lines.append(f"{chapter}:")
            lines.append(str(change))
        count = Counter(change.kind for change in self.changes)
        moved = ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in sorted(count.items()))
        lines.append(
            f"Moved: {moved}." if moved else "Every number, figure and finding is the same."
        )
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as plain data."""
        return asdict(self)


def compare(published: Snapshot, now: Snapshot) -> Comparison:
    """Compare an edition with a later run."""
    rows = tuple(_row_changes(published["tables"], now["tables"]))
    packages = tuple(_package_changes(published["packages"], now["packages"]))
    changes: list[Change] = []
    for document in dict.fromkeys([*published["chapters"], *now["chapters"]]):
        was, then = published["chapters"].get(document), now["chapters"].get(document)
        if was is None or then is None:
            state = ("not there", "there") if was is None else ("there", "not there")
            changes.append(Change(document, "chapter", document, *state, ()))
            continue
        blame = _Blame(rows, packages, was, then)
        for kind, key, text in _KINDS:
            changes += _changes(document, kind, was[key], then[key], text, blame)
    return Comparison(rows, packages, tuple(changes))


@dataclass(frozen=True)
class _Blame:
    """Finds what made something of one chapter move."""

    rows: Sequence[RowChange]
    packages: Sequence[str]
    was: Mapping[str, Any]
    now: Mapping[str, Any]

    def of(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
        """Name the causes of a change, the nearest kind only."""
        old, new = _lines(before), _lines(after)
        direct = [
            str(row)
            for row in self.rows
            if row.before in old.get(row.table, ()) or row.after in new.get(row.table, ())
        ]
        read = set(self.was["inputs"]["tables"]) | set(self.now["inputs"]["tables"])
        kinds = (
            direct,
            [f"{row}, which the chapter reads" for row in self.rows if row.table in read],
            self._modules(),
            [f"package {package}" for package in self.packages],
            ["the chapter's own code"] if self._recoded() else [],
            ["rows that other chapters read"] if self.rows else [],
        )
        return tuple(next((kind for kind in kinds if kind), ["nothing that the book knows of"]))

    def _modules(self) -> list[str]:
        was, now = self.was["inputs"]["modules"], self.now["inputs"]["modules"]
        return [
            f"module {name}" for name in sorted({**was, **now}) if was.get(name) != now.get(name)
        ]

    def _recoded(self) -> bool:
        return bool(self.was["inputs"]["code"] != self.now["inputs"]["code"])


def _changes(
    chapter: str,
    kind: str,
    was: Sequence[Mapping[str, Any]],
    now: Sequence[Mapping[str, Any]],
    key: str,
    blame: _Blame,
) -> Iterator[Change]:
    """Compare the things of one kind, matched by their key and their place among equals."""
    old, new = _keyed(was, key), _keyed(now, key)
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        said = (_said(kind, before), _said(kind, after))
        if before is not None and after is not None:
            same = _content(kind, before) == _content(kind, after)
            if same:
                continue
            if said[0] == said[1]:
                said = _first_difference(before, after)
        yield Change(chapter, kind, name[0], *said, blame.of(before or {}, after or {}))


#: Kind of thing, where a chapter keeps it, and what tells one from another.
_KINDS = (
    ("number", "numbers", "code"),
    ("figure", "figures", "name"),
    ("finding", "findings", "sentence"),
)


def _keyed(
    things: Sequence[Mapping[str, Any]], key: str
) -> dict[tuple[str, int], Mapping[str, Any]]:
    seen: Counter[str] = Counter()
    found = {}
    for thing in things:
        name = str(thing.get(key) or thing.get("title") or "")
        found[name, seen[name]] = thing
        seen[name] += 1
    return found


def _content(kind: str, thing: Mapping[str, Any]) -> Any:
    if kind == "number":
        return thing["text"], thing["value"]
    if kind == "figure":
        return thing["title"], thing["data"]
    return thing["sentence"], thing["tests"], thing["holds"]


def _said(kind: str, thing: Mapping[str, Any] | None) -> str:
    if thing is None:
        return "not there"
    if kind == "number":
        return str(thing["text"])
    if kind == "figure":
        return f"“{thing['title']}”"
    return "holds" if thing["holds"] else "does not hold"


def _first_difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, str]:
    """Show where two things that are written alike differ."""
    if "data" not in before:
        return _tests(before), _tests(after)
    old = [record for table in before["data"] for record in table]
    new = [record for table in after["data"] for record in table]
    for one, other in zip(old, new, strict=False):
        if one != other and isinstance(one, Mapping) and isinstance(other, Mapping):
            columns = [column for column in one if one[column] != other.get(column)]
            return (
                ", ".join(f"{column} {one[column]}" for column in columns),
                ", ".join(f"{column} {other.get(column)}" for column in columns),
            )
    return f"{len(old)} records", f"{len(new)} records"


def _tests(thing: Mapping[str, Any]) -> str:
    return "; ".join(thing["tests"]) if "tests" in thing else str(thing.get("value"))


def _lines(thing: Mapping[str, Any]) -> dict[str, frozenset[int]]:
    return {table: frozenset(spans.read(text)) for table, text in thing.get("rows", {}).items()}


def _row_changes(
    was: Mapping[str, Mapping[str, Any]], now: Mapping[str, Mapping[str, Any]]
) -> Iterator[RowChange]:
    for table in dict.fromkeys([*was, *now]):
        old, new = was.get(table), now.get(table)
        if old is not None and new is not None and old["csv"] == new["csv"]:
            continue
        before, after = _keyed_rows(old), _keyed_rows(new)
        for key in dict.fromkeys([*before, *after]):
            line, row = before.get(key, (None, {}))
            line_now, row_now = after.get(key, (None, {}))
            if row != row_now:
                columns = dict.fromkeys([*row, *row_now])
                cells = tuple(
                    (c, row.get(c, ""), row_now.get(c, ""))
                    for c in columns
                    if row.get(c, "") != row_now.get(c, "")
                )
                yield RowChange(table, line, line_now, cells if line and line_now else ())


def _keyed_rows(
    table: Mapping[str, Any] | None,
) -> dict[tuple[object, ...], tuple[int | None, dict[str, str]]]:
    """Return each row with its line, by its primary key, or by all its cells without one."""
    if table is None:
        return {}
    found: dict[tuple[object, ...], tuple[int | None, dict[str, str]]] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for line, row in enumerate(csv.DictReader(io.StringIO(table["csv"])), start=2):
        key = tuple(row[column] for column in table["key"] or row)
        found[*key, seen[key]] = (line, row)
        seen[key] += 1
    return found


def _package_changes(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({**was, **now}):
        if was.get(name) != now.get(name):
            yield f"{name} {was.get(name, 'not there')} → {now.get(name, 'not there')}"
