"""The QTI package: complete, consistent in itself, and the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest

from coalitions.seminar import qti
from coalitions.seminar.quiz import Item
from coalitions.seminar.said import Said

Q, P = f"{{{qti.QTI}}}", f"{{{qti.PACKAGE}}}"
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
#: The children of an item in the order that the standard prescribes.
ORDER = [
    "responseDeclaration",
    "outcomeDeclaration",
    "itemBody",
    "responseProcessing",
    "modalFeedback",
]


@pytest.fixture(scope="module")
def archive(items: tuple[Item, ...], said: Said) -> dict[str, ET.Element]:
    raw = qti.package(items, said, "Willing and Able?")
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        assert packed.testzip() is None
        return {name: ET.fromstring(packed.read(name)) for name in packed.namelist()}


def test_the_manifest_lists_every_file_and_nothing_else(archive: dict[str, ET.Element]) -> None:
    resources = archive["imsmanifest.xml"].findall(f".//{P}resource")
    assert {r.get("href") for r in resources} == set(archive) - {"imsmanifest.xml"}
    names = {r.get("identifier") for r in resources}
    assert len(names) == len(resources)
    assert {
        d.get("identifierref") for d in archive["imsmanifest.xml"].iter(f"{P}dependency")
    } <= names
    assert [r.get("type") for r in resources].count("imsqti_test_xmlv2p1") == 1


def test_the_test_asks_every_question_once(
    archive: dict[str, ET.Element], items: tuple[Item, ...]
) -> None:
    asked = [ref.get("href") for ref in archive["test.xml"].iter(f"{Q}assessmentItemRef")]
    assert sorted(asked) == sorted(f"items/{item.name}.xml" for item in items)


def test_every_item_is_built_as_the_standard_says(
    archive: dict[str, ET.Element], items: tuple[Item, ...]
) -> None:
    for item in items:
        root = archive[f"items/{item.name}.xml"]
        assert root.tag == f"{Q}assessmentItem"
        assert {"identifier", "title", "adaptive", "timeDependent"} <= set(root.attrib)
        tags = [child.tag.removeprefix(Q) for child in root]
        assert tags == sorted(tags, key=ORDER.index), item.name
        identifiers = [e.get("identifier", "x") for e in root.iter() if "identifier" in e.attrib]
        assert all(_NAME.fullmatch(name) for name in identifiers), item.name
        (declared,) = root.findall(f"{Q}responseDeclaration")
        bound = [
            e.get("responseIdentifier") for e in root.iter() if "responseIdentifier" in e.attrib
        ]
        assert bound == [declared.get("identifier")], item.name
        outcomes = {o.get("identifier") for o in root.findall(f"{Q}outcomeDeclaration")}
        set_ = {e.get("identifier") for e in root.iter(f"{Q}setOutcomeValue")}
        assert set_ == outcomes == {"SCORE", "FEEDBACK"}, item.name


def test_right_answers_are_among_the_answers_and_are_those_of_the_question(
    archive: dict[str, ET.Element], items: tuple[Item, ...]
) -> None:
    for item in items:
        root = archive[f"items/{item.name}.xml"]
        right = [
            v.text or ""
            for v in root.findall(f"{Q}responseDeclaration/{Q}correctResponse/{Q}value")
        ]
        texts = {
            e.get("identifier"): e.text
            for tag in ("simpleChoice", "simpleAssociableChoice")
            for e in root.iter(f"{Q}{tag}")
        }
        said = {m.get("identifier"): m.text for m in root.findall(f"{Q}modalFeedback")}
        if item.options:
            assert [texts[name] for name in right] == [o.text for o in item.options if o.right]
            assert list(texts.values()) == [o.text for o in item.options]
            assert list(said.values()) == [o.because for o in item.options]
            assert set(said) == set(texts)
        elif item.pairs:
            pairs = [tuple(texts[name] for name in pair.split()) for pair in right]
            assert pairs == list(item.pairs)
        else:
            assert [float(value) for value in right] == [pytest.approx(item.value, rel=1e-5)]
            (near,) = root.iter(f"{Q}equal")
            assert near.get("toleranceMode") == "absolute"
            widths = [float(width) for width in near.get("tolerance", "").split()]
            assert widths == [pytest.approx(item.tolerance, rel=1e-5)] * 2


def test_the_same_questions_give_the_same_bytes(items: tuple[Item, ...], said: Said) -> None:
    assert qti.package(items, said, "A") == qti.package(items, said, "A")


def test_markup_in_a_question_stays_text(said: Said) -> None:
    item = Item(
        "odd",
        "matching",
        "iraq",
        "<b>&",
        "]]>",
        {"events": (2,)},
        pairs=(("<", ">"), ("&", '"'), ("a", "b")),
    )
    with zipfile.ZipFile(io.BytesIO(qti.package((item,), said, "A & B"))) as packed:
        root = ET.fromstring(packed.read("items/odd.xml"))
    assert [e.text for e in root.iter(f"{Q}simpleAssociableChoice")] == [
        "<",
        "&",
        "a",
        ">",
        '"',
        "b",
    ]
    assert [e.text for e in root.iter(f"{Q}prompt")] == ["<b>&"]
