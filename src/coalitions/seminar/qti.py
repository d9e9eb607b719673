"""The quiz as a QTI 2.1 package: a zip of one XML file a question, a test, and a manifest.

QTI (Question and Test Interoperability) is read by Canvas, ILIAS, OpenOLAT, TAO and others. The
zip has the same bytes whenever the questions are the same.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.etree import ElementTree as ET

from coalitions.seminar.gift import rows_line
from coalitions.seminar.quiz import Item, Option, chapters
from coalitions.seminar.said import Said

NAME: Final = "quiz-qti.zip"
QTI: Final = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"
_RESPONSE: Final = "RESPONSE"
#: The earliest date that a zip can hold: a date of today would change the bytes.
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def package(items: tuple[Item, ...], said: Said, title: str) -> bytes:
    """Write questions as a QTI 2.1 package, a section for each chapter."""
    files = {f"items/{item.name}.xml": _document(_item(item)) for item in items}
    files["test.xml"] = _document(_test(items, said, title))
    files["imsmanifest.xml"] = _document(_manifest(items))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


def _item(item: Item) -> ET.Element:
    root = ET.Element(
        "assessmentItem",
        {
            "xmlns": QTI,
            "identifier": item.name,
            "title": item.name,
            "adaptive": "false",
            "timeDependent": "false",
        },
    )
    root.append(ET.Comment(f" rests on {rows_line(item)} "))
    write = {"numeric": _numeric, "matching": _matching}.get(item.kind, _choice)
    write(root, item)
    return root


def _choice(root: ET.Element, item: Item) -> None:
    names = [f"answer-{place}" for place, _ in enumerate(item.options, start=1)]
    right = next(n for n, option in zip(names, item.options, strict=True) if option.right)
    _declare(root, "single", "identifier", [right])
    _outcomes(root)
    interaction = _sub(
        _sub(root, "itemBody"),
        "choiceInteraction",
        responseIdentifier=_RESPONSE,
        shuffle="false",
        maxChoices="1",
    )
    _sub(interaction, "prompt").text = item.ask
    for name, option in zip(names, item.options, strict=True):
        _sub(interaction, "simpleChoice", identifier=name).text = option.text
    processing = _sub(root, "responseProcessing")
    _if_right(processing, _match())
    chosen = _sub(processing, "setOutcomeValue", identifier="FEEDBACK")
    _sub(chosen, "variable", identifier=_RESPONSE)
    for name, option in zip(names, item.options, strict=True):
        _feedback(root, name, option)


def _numeric(root: ET.Element, item: Item) -> None:
    _declare(root, "single", "float", [f"{item.value:.6g}"])
    _outcomes(root)
    body = _sub(root, "itemBody")
    paragraph = _sub(body, "p")
    paragraph.text = f"{item.ask} "
    _sub(paragraph, "textEntryInteraction", responseIdentifier=_RESPONSE, expectedLength="12")
    near = ET.Element(
        "equal",
        {
            "toleranceMode": "absolute",
            "tolerance": f"{item.tolerance:.6g} {item.tolerance:.6g}",
        },
    )
    _sub(near, "variable", identifier=_RESPONSE)
    _sub(near, "correct", identifier=_RESPONSE)
    _close(root, item, near)


def _matching(root: ET.Element, item: Item) -> None:
    lefts = [f"left-{place}" for place, _ in enumerate(item.pairs, start=1)]
    rights = [f"right-{place}" for place, _ in enumerate(item.pairs, start=1)]
    pairs = [f"{a} {b}" for a, b in zip(lefts, rights, strict=True)]
    _declare(root, "multiple", "directedPair", pairs)
    _outcomes(root)
    interaction = _sub(
        _sub(root, "itemBody"),
        "matchInteraction",
        responseIdentifier=_RESPONSE,
        shuffle="true",
        maxAssociations=str(len(pairs)),
    )
    _sub(interaction, "prompt").text = item.ask
    for names, place in ((lefts, 0), (rights, 1)):
        column = _sub(interaction, "simpleMatchSet")
        for name, pair in zip(names, item.pairs, strict=True):
            choice = _sub(column, "simpleAssociableChoice", identifier=name, matchMax="1")
            choice.text = pair[place]
    _close(root, item, _match())


def _close(root: ET.Element, item: Item, test: ET.Element) -> None:
    """Score by a test, and say the same to everybody afterwards."""
    processing = _sub(root, "responseProcessing")
    _if_right(processing, test)
    done = _sub(processing, "setOutcomeValue", identifier="FEEDBACK")
    _sub(done, "baseValue", baseType="identifier").text = "done"
    _feedback(root, "done", Option("", item.because, True))


def _match() -> ET.Element:
    test = ET.Element("match")
    _sub(test, "variable", identifier=_RESPONSE)
    _sub(test, "correct", identifier=_RESPONSE)
    return test


def _if_right(processing: ET.Element, test: ET.Element) -> None:
    branch = _sub(processing, "responseCondition")
    for tag, score in (("responseIf", "1"), ("responseElse", "0")):
        part = _sub(branch, tag)
        if tag == "responseIf":
            part.append(test)
        value = _sub(part, "setOutcomeValue", identifier="SCORE")
        _sub(value, "baseValue", baseType="float").text = score


def _feedback(root: ET.Element, name: str, option: Option) -> None:
    said = _sub(
        root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=name, showHide="show"
    )
    said.text = option.because


def _declare(root: ET.Element, cardinality: str, base: str, right: list[str]) -> None:
    declared = _sub(
        root,
        "responseDeclaration",
        identifier=_RESPONSE,
        cardinality=cardinality,
        baseType=base,
    )
    correct = _sub(declared, "correctResponse")
    for value in right:
        _sub(correct, "value").text = value


def _outcomes(root: ET.Element) -> None:
    score = _sub(
        root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float"
    )
    _sub(_sub(score, "defaultValue"), "value").text = "0"
    _sub(
        root,
        "outcomeDeclaration",
        identifier="FEEDBACK",
        cardinality="single",
        baseType="identifier",
    )


def _test(items: tuple[Item, ...], said: Said, title: str) -> ET.Element:
    root = ET.Element("assessmentTest", {"xmlns": QTI, "identifier": "quiz", "title": title})
    part = _sub(
        root,
        "testPart",
        identifier="all",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    for chapter, own in chapters(items):
        section = _sub(
            part,
            "assessmentSection",
            identifier=f"section-{chapter}",
            title=said.titles[chapter],
            visible="true",
        )
        for item in own:
            _sub(
                section,
                "assessmentItemRef",
                identifier=f"ref-{item.name}",
                href=f"items/{item.name}.xml",
            )
    return root


def _manifest(items: tuple[Item, ...]) -> ET.Element:
    root = ET.Element("manifest", {"xmlns": PACKAGE, "identifier": "manifest"})
    metadata = _sub(root, "metadata")
    _sub(metadata, "schema").text = "QTIv2.1 Package"
    _sub(metadata, "schemaversion").text = "1.0.0"
    _sub(root, "organizations")
    resources = _sub(root, "resources")
    test = _resource(resources, "test", "imsqti_test_xmlv2p1", "test.xml")
    for item in items:
        name = f"resource-{item.name}"
        _sub(test, "dependency", identifierref=name)
        _resource(resources, name, "imsqti_item_xmlv2p1", f"items/{item.name}.xml")
    return root


def _resource(resources: ET.Element, name: str, kind: str, href: str) -> ET.Element:
    resource = _sub(resources, "resource", identifier=name, type=kind, href=href)
    _sub(resource, "file", href=href)
    return resource


def _sub(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
