"""Every link of the built book leads somewhere: to a file of the site, and to a place in it."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

_ADDRESS = re.compile(r'<[a-z][^<>]*?\s(?:href|src)="([^"]*)"')
_PLACE = re.compile(r'<[a-z][^<>]*?\sid="([^"]*)"')


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path, page_name: str) -> None:
    page = site / page_name
    addresses = {unescape(found) for found in _ADDRESS.findall(page.read_text("utf-8"))}
    assert len(addresses) > 20
    inside = {address for address in addresses if not urlsplit(address).scheme}
    assert sorted(address for address in inside if not _leads(page, address)) == []


def _leads(page: Path, address: str) -> bool:
    file, place = urldefrag(address)
    target = (page.parent / unquote(urlsplit(file).path)).resolve() if file else page
    return target.is_file() and (not place or unquote(place) in _places(target))


@cache
def _places(page: Path) -> frozenset[str]:
    return frozenset(map(unescape, _PLACE.findall(page.read_text("utf-8"))))
