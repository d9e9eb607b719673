"""Two editions compared: which numbers, figures and findings moved, and which change moved them.

Pure: two snapshots (`coalitions.book.published`) go in, a comparison comes out. A thing that moved
is laid to the changed rows that it rests on. If it rests on none of them, all is named that its
chapter depends on and that changed: rows of tables that it reads, modules, its own code, and the
packages that results rest on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from coalitions import spans
from coalitions.book.causes import RowChange, package_changes, row_changes
from coalitions.writing import steady

Snapshot = Mapping[str, Any]
#: Digits of a fraction that count: what lies beyond is how a machine adds.
DIGITS: Final = 9
#: Causes shown of each change; those that are left out stand at the top of the report.
_SHOWN: Final = 3


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
        because = ", ".join(self.causes[:_SHOWN])
        left = len(self.causes) - _SHOWN
        more = f" and {left} more" if left > 0 else ""
        moved = f"{self.kind} {self.what}: {self.before} → {self.after}"
        return f"  {moved}\n      because of {because}{more}"


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
    rows = tuple(row_changes(published["tables"], now["tables"]))
    packages = dict(package_changes(published["packages"], now["packages"]))
    computing = {*published.get("computing", ()), *now.get("computing", ())}
    counted = [text for name, text in packages.items() if name in computing]
    changes: list[Change] = []
    for document in dict.fromkeys([*published["chapters"], *now["chapters"]]):
        was, then = published["chapters"].get(document), now["chapters"].get(document)
        if was is None or then is None:
            state = ("not there", "there") if was is None else ("there", "not there")
            changes.append(Change(document, "chapter", document, *state, ()))
            continue
        blame = _Blame(rows, counted, was, then)
        for kind, key, text in _KINDS:
            changes += _changes(document, kind, was[key], then[key], text, blame)
    return Comparison(rows, tuple(packages.values()), tuple(changes))


@dataclass(frozen=True)
class _Blame:
    """Finds what made something of one chapter move."""

    rows: Sequence[RowChange]
    packages: Sequence[str]
    was: Mapping[str, Any]
    now: Mapping[str, Any]

    def of(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
        """Name the causes of a change: the rows that it rests on, or all that may be."""
        old, new = _lines(before), _lines(after)
        direct = [
            row.name
            for row in self.rows
            if row.before in old.get(row.table, ()) or row.after in new.get(row.table, ())
        ]
        read = set(self.was["inputs"]["tables"]) | set(self.now["inputs"]["tables"])
        indirect = [
            *(f"{row.name}, which the chapter reads" for row in self.rows if row.table in read),
            *self._modules(),
            *(["the chapter's own code"] if self._recoded() else []),
            *(f"package {package}" for package in self.packages),
        ]
        elsewhere = ["what other chapters gave"] if self.rows else []
        return tuple(direct or indirect or elsewhere or ["nothing that the book knows of"])

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
    for before, after in _pairs(_keyed(was, key), _keyed(now, key)):
        said = (_said(kind, before), _said(kind, after))
        if before is not None and after is not None:
            if _content(kind, before) == _content(kind, after):
                continue
            if said[0] == said[1]:
                said = _first_difference(before, after)
        name = _name(before or after or {}, key)
        yield Change(chapter, kind, name, *said, blame.of(before or {}, after or {}))


def _pairs(
    old: Mapping[tuple[str, int], Mapping[str, Any]],
    new: Mapping[tuple[str, int], Mapping[str, Any]],
) -> Iterator[tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    """Match things by their keys, and those left over by their order if there are as many.

    The headline of a chart without a name, or the sentence of a finding, may hold a number, which
    then makes it another.
    """
    gone = [name for name in old if name not in new]
    come = [name for name in new if name not in old]
    renamed = dict(zip(gone, come, strict=True)) if len(gone) == len(come) else {}
    for name, before in old.items():
        yield before, new.get(renamed.get(name, name))
    for name in come:
        if not renamed:
            yield None, new[name]


#: Kind of thing, where a chapter keeps it, and what tells one from another.
_KINDS = (
    ("number", "numbers", "code"),
    ("figure", "figures", "name"),
    ("finding", "findings", "sentence"),
    ("output", "outputs", "cell"),
)


def _keyed(
    things: Sequence[Mapping[str, Any]], key: str
) -> dict[tuple[str, int], Mapping[str, Any]]:
    seen: Counter[str] = Counter()
    found = {}
    for thing in things:
        name = _name(thing, key)
        found[name, seen[name]] = thing
        seen[name] += 1
    return found


def _name(thing: Mapping[str, Any], key: str) -> str:
    return str(thing.get(key) or thing.get("title") or "")


def _content(kind: str, thing: Mapping[str, Any]) -> Any:
    if kind == "number":
        return thing["text"], rounded(thing["value"])
    if kind == "figure":
        return thing["title"], thing["words"], rounded(thing["data"]), thing["drawn"]
    if kind == "output":
        return thing["sha256"]
    return thing["sentence"], thing["tests"], thing["holds"]


def _said(kind: str, thing: Mapping[str, Any] | None) -> str:
    if thing is None:
        return "not there"
    if kind == "number":
        return str(thing["text"])
    if kind == "figure":
        return f"“{thing['title']}”"
    if kind == "output":
        return str(thing["text"])
    return "holds" if thing["holds"] else "does not hold"


def rounded(value: Any) -> Any:
    """Write the fractions in a value, whatever holds them, to the digits that count."""
    if isinstance(value, float):
        return steady(value, DIGITS)
    if isinstance(value, Mapping):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(each) for each in value]
    return value


def _first_difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, str]:
    """Show where two things that are written alike differ."""
    before, after = rounded(before), rounded(after)
    if "sha256" in before:
        return "as published", "otherwise"
    if "value" in before:
        return _with_value(before), _with_value(after)
    if "data" not in before:
        return "; ".join(before["tests"]), "; ".join(after["tests"])
    old = [record for table in before["data"] for record in table]
    new = [record for table in after["data"] for record in table]
    for one, other in zip(old, new, strict=False):
        if one != other and isinstance(one, Mapping) and isinstance(other, Mapping):
            columns = [column for column in one if one[column] != other.get(column)]
            return (
                ", ".join(f"{column} {one[column]}" for column in columns),
                ", ".join(f"{column} {other.get(column)}" for column in columns),
            )
    if old != new:
        return f"{len(old)} records", f"{len(new)} records"
    for one, other in zip(before["words"], after["words"], strict=False):
        if one != other:
            return f"“{one}”", f"“{other}”"
    return "as published", "drawn otherwise"


def _with_value(number: Mapping[str, Any]) -> str:
    return f"{number['text']} ({number['value']})"


def _lines(thing: Mapping[str, Any]) -> dict[str, frozenset[int]]:
    return {table: frozenset(spans.read(text)) for table, text in thing.get("rows", {}).items()}
