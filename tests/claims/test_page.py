"""The claims on a page: all of them, each with an address."""

from __future__ import annotations

import re
from html import unescape

import pytest

import coalitions as co
from coalitions.claims.record import judged


def test_every_claim_has_an_address_a_verdict_and_evidence() -> None:
    page = str(co.claim_explorer().html)
    rows = dict(re.findall(r'<tr [^>]*\bid="claim-([\w-]+)"(.*?)</tr>', page, re.DOTALL))
    found = judged()
    assert list(rows) == [each.claim_id for each in found]
    for each in found:
        assert each.claim in unescape(rows[each.claim_id])
        assert 'data-verdict="' in rows[each.claim_id]
        assert "codebook-reference.html#table-claims" in rows[each.claim_id]


def test_a_claim_that_code_reads_otherwise_shows_both_verdicts() -> None:
    shown = str(co.claim_list("gmf-091").html)
    assert "Supported in part" in shown
    assert "first read as: supported<" in shown
    assert "more than half" in shown


def test_a_list_refuses_a_claim_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="ex-99"):
        co.claim_list("ex-99")
