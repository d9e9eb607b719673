"""The questions of the quiz, with answers computed from the book.

`seminar/quiz.yml` holds the questions. Where an answer is a number it says how the number comes
about, right and wrong: ``part / whole`` and ``part / (whole - part)`` with names of numbers of the
book. So a question stays right when a row is corrected, and its wrong answers stay those that
somebody gets who divides by the wrong thing.
"""

from __future__ import annotations

import ast
import hashlib
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from coalitions.provenance import Provenance
from coalitions.seminar.said import Said, SeminarError
from coalitions.seminar.wording import plain
from coalitions.spans import read as read_spans

QUIZ: Final = "seminar/quiz.yml"
KINDS: Final = ("choice", "truefalse", "numeric", "matching")
_OPERATORS: Final[Mapping[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
#: How a number is written in an answer.
_FORMATS: Final[Mapping[str, Callable[[float], str]]] = {
    "percent": lambda value: f"{100 * value:.0f}%",
    "fine percent": lambda value: f"{100 * value:.1f}%",
    "number": lambda value: f"{value:,.0f}",
    "decimal": lambda value: f"{value:,.1f}",
}
#: What a number typed as an answer is multiplied by.
_SCALE: Final[Mapping[str, float]] = {"percent": 100, "fine percent": 100}


@dataclass(frozen=True)
class Option:
    """An answer to choose, and why it is right or wrong."""

    text: str
    because: str
    right: bool


@dataclass(frozen=True)
class Item:
    """A question with its answer.

    Attributes
    ----------
    kind
        One of `KINDS`.
    chapter
        The chapter that answers it.
    options
        For a choice: the answers in the order in which they are shown. For a statement that is
        true or false: both, the true one first.
    value, tolerance
        For a number: the answer and how far from it an answer may lie, in what `ask` asks for.
    pairs
        For matching: what belongs together.
    because
        Shown to everybody afterwards.
    rows
        Table to the lines that the answer rests on.
    """

    name: str
    kind: str
    chapter: str
    ask: str
    because: str
    rows: Mapping[str, tuple[int, ...]]
    options: tuple[Option, ...] = ()
    value: float = 0.0
    tolerance: float = 0.0
    pairs: tuple[tuple[str, str], ...] = ()


def read(root: Path) -> tuple[dict[str, Any], ...]:
    """Read the questions of the book in a folder, without their numbers."""
    return tuple(yaml.safe_load((root / QUIZ).read_text("utf-8")))


def counted(root: Path) -> str:
    """Write the questions without what they ask and answer: for a page that counts them."""
    kept = ("name", "chapter", "kind")
    return str(yaml.safe_dump([{key: item[key] for key in kept} for item in read(root)]))


def items(root: Path, said: Said) -> tuple[Item, ...]:
    """Read the questions and compute their answers.

    Raises
    ------
    SeminarError
        If a question cannot be answered from the book, has two answers that read alike, rests on
        no row, or has the name of another. All faults at once, each with the question's name.
    """
    made: dict[str, Item] = {}
    wrong = []
    for content in read(root):
        name = str(content.get("name", ""))
        try:
            if name in made:
                raise SeminarError("another question has the same name")
            made[name] = _item(content, said)
        except (SeminarError, KeyError, TypeError, ValueError) as error:
            wrong.append(f"{name or content}: {error}")
    if wrong:
        raise SeminarError(f"{QUIZ}:\n" + "\n".join(wrong))
    return tuple(made.values())


def computed(expression: str, numbers: Mapping[str, float]) -> float:
    """Compute an expression of names, numbers, brackets and the four operations.

    Raises
    ------
    SeminarError
        If there is anything else in it.
    """

    def value(node: ast.expr) -> float:
        match node:
            case ast.Name(id=name) if name in numbers:
                return numbers[name]
            case ast.Constant(value=int() | float() as number):
                return float(number)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
                return _OPERATORS[type(op)](value(left), value(right))
        raise SeminarError(f"“{ast.unparse(node)}” in “{expression}” cannot be computed")

    return value(ast.parse(expression, mode="eval").body)


def _item(content: Mapping[str, Any], said: Said) -> Item:
    values: Mapping[str, str] = content.get("values", {})
    numbers = {name: said.number(key) for name, key in values.items()}
    known = {name: n.value for name, n in numbers.items() if n.value is not None}
    claims = [said.claim(name) for name in content.get("rests", ())]
    behind = [each.rows for each in numbers.values()] + [claim.rows for claim in claims]
    rows = Provenance().union(
        *(
            Provenance.build({table: read_spans(text) for table, text in spans.items()})
            for spans in behind
        )
    )
    if not rows.rows:
        raise SeminarError("it rests on no row: give it values, or findings under `rests`")
    if content["chapter"] not in said.titles:
        raise SeminarError(f"there is no chapter {content['chapter']}")

    def words(text: str) -> str:
        return plain(text, values, said)

    kind = content["kind"]
    made: dict[str, Any] = {}
    if kind == "choice":
        made["options"] = _options(content, words, known)
    elif kind == "truefalse":
        made["options"] = _verdicts(content, words)
    elif kind == "numeric":
        scale = _SCALE.get(content.get("as", ""), 1)
        value = scale * computed(content["answer"], known)
        made |= {"value": value, "tolerance": abs(value) * content["within"]}
    elif kind == "matching":
        made["pairs"] = tuple((words(left), words(right)) for left, right in content["pairs"])
        if len(made["pairs"]) < 3 or any(
            len(set(side)) < len(side) for side in zip(*made["pairs"], strict=True)
        ):
            raise SeminarError("matching needs three pairs or more, no two sides alike")
    else:
        raise SeminarError(f"{kind} is no kind of question; there are {', '.join(KINDS)}")
    return Item(
        name=content["name"],
        kind=kind,
        chapter=content["chapter"],
        ask=words(content["ask"]),
        because=words(content["because"]),
        rows={table: tuple(lines) for table, lines in rows.rows.items()},
        **made,
    )


def _options(
    content: Mapping[str, Any], words: Callable[[str], str], known: Mapping[str, float]
) -> tuple[Option, ...]:
    """Write the answers of a choice, in an order that says nothing and is always the same."""
    form = _FORMATS[content.get("as", "number")]

    def text(answer: str) -> str:
        if answer.startswith("="):
            return form(computed(answer[1:].strip(), known))
        return words(answer)

    def place(option: Option) -> str:
        return hashlib.sha256(f"{content['name']} {option.text}".encode()).hexdigest()

    options = [Option(text(content["answer"]), words(content["because"]), True)]
    options += [
        Option(text(wrong["text"]), words(wrong["because"]), False) for wrong in content["wrong"]
    ]
    texts = [option.text for option in options]
    if len(set(texts)) < len(texts):
        raise SeminarError(f"two answers read alike: {'; '.join(sorted(texts))}")
    if len(texts) < 3:
        raise SeminarError("a choice needs at least two wrong answers")
    return tuple(sorted(options, key=place))


def _verdicts(content: Mapping[str, Any], words: Callable[[str], str]) -> tuple[Option, ...]:
    answer = content["answer"]
    if not isinstance(answer, bool):
        raise SeminarError("the answer must be true or false")
    wrong = words(content["if_wrong"])
    return tuple(
        Option(text, words(content["because"]) if right else wrong, right)
        for text, right in (("True", answer), ("False", not answer))
    )


def chapters(found: tuple[Item, ...]) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """Yield each chapter with its questions, in the order of the file."""
    for chapter in dict.fromkeys(item.chapter for item in found):
        yield chapter, tuple(item for item in found if item.chapter == chapter)
