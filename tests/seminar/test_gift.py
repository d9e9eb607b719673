"""What is written as GIFT is read back as it was, by a reader written from the format's rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions.seminar import gift
from coalitions.seminar.quiz import Item, Option
from coalitions.seminar.said import Said

_TEXT = r"(?:[^\\~=#{}:]|\\[\\~=#{}:])*"
_QUESTION = re.compile(rf"::({_TEXT})::\[plain\]({_TEXT})\{{((?:[^{{}}\\]|\\.)*)\}}", re.DOTALL)


@dataclass
class Read:
    """A question as a learning platform reads it."""

    name: str
    ask: str
    category: str
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    number: tuple[float, float] | None = None
    verdict: bool | None = None


def plain(text: str) -> str:
    return re.sub(r"\\([\\~=#{}:])", r"\1", text).strip()


def parts(text: str, mark: str) -> list[str]:
    """Split at a mark that no backslash stands before."""
    return re.split(rf"(?<!\\)(?:\\\\)*{mark}", text)


def parse(text: str) -> list[Read]:
    found = []
    for block in text.split("\n\n$CATEGORY: ")[1:]:
        category, _, rest = block.partition("\n")
        body = "\n".join(line for line in rest.splitlines() if not line.startswith("//"))
        left = _QUESTION.sub("", body)
        assert left.strip() == "", f"not read: {left.strip()[:200]}"
        found += [_one(match, category) for match in _QUESTION.finditer(body)]
    return found


def _one(match: re.Match[str], category: str) -> Read:
    read = Read(plain(match[1]), plain(match[2]), category)
    answers, *general = parts(match[3].strip(), "####")
    read.feedback += map(plain, general)
    if verdict := re.fullmatch(rf"(TRUE|FALSE)#({_TEXT})#({_TEXT})", answers):
        read.verdict = verdict[1] == "TRUE"
        read.feedback += [plain(verdict[2]), plain(verdict[3])]
    elif number := re.fullmatch(r"#(-?[\d.]+):([\d.]+)", answers):
        read.number = float(number[1]), float(number[2])
    else:
        for mark, answer in re.findall(rf"([=~])({_TEXT}(?:#{_TEXT})?)", answers):
            said, *feedback = parts(answer, "#")
            read.feedback += map(plain, feedback)
            if " -> " in said:
                left, right = said.split(" -> ")
                read.pairs.append((plain(left), plain(right)))
            else:
                (read.right if mark == "=" else read.wrong).append(plain(said))
    return read


def test_all_questions_come_back_as_they_were(items: tuple[Item, ...], said: Said) -> None:
    back = {read.name: read for read in parse(gift.gift(items, said, "Willing and Able?"))}
    assert list(back) == [item.name for item in items]
    for item in items:
        read = back[item.name]
        assert read.ask == item.ask
        assert read.category.endswith(said.titles[item.chapter].replace("/", "//"))
        if item.kind == "choice":
            assert read.right == [o.text for o in item.options if o.right]
            assert read.wrong == [o.text for o in item.options if not o.right]
            assert read.feedback == [o.because for o in item.options]
        elif item.kind == "truefalse":
            assert read.verdict is item.options[0].right
            assert set(read.feedback) == {o.because for o in item.options}
        elif item.kind == "matching":
            assert read.pairs == list(item.pairs)
            assert read.feedback == [item.because]
        else:
            assert read.number is not None
            assert read.number[0] == pytest.approx(item.value, rel=1e-5)
            assert read.number[1] == pytest.approx(item.tolerance, rel=1e-5)


@given(
    st.lists(
        st.text("ab ~=#{}:\\%->/*🙂\n", min_size=1).filter(str.strip),
        min_size=3,
        max_size=3,
        unique_by=lambda t: " ".join(t.split()),
    )
)
def test_characters_with_a_meaning_are_text(texts: list[str]) -> None:
    ask, right, wrong = texts
    options = (Option(right, right, True), Option(wrong, wrong, False))
    item = Item("odd", "choice", "iraq", ask, "So.", {"events": (2,)}, options)
    said = Said.__new__(Said)
    said.__dict__["titles"] = {"iraq": "Iraq"}
    written = gift.gift((item,), said, "All")
    answers = written[written.index("::[plain]") + 9 :]
    unescaped = re.sub(r"\\[\\~=#{}:]", "", answers)
    # What is left of the marks are those of the format: one right, one wrong, two comments, braces.
    assert {mark: unescaped.count(mark) for mark in "~=#{}:"} == {
        "~": 1,
        "=": 1,
        "#": 2,
        "{": 1,
        "}": 1,
        ":": 0,
    }
