"""The files of the site that are no chapter."""

from __future__ import annotations

from xml.etree import ElementTree

from coalitions.book import feed, outside

LOG = """# Changelog

Words above.

## Unreleased

- Not yet.

## 0.2.0 (2026-12-01)

Second, with `code` & more.

- One
  thing.
- [Another](https://example.org).

## 0.1.0 (2026-11-22)

First.
"""
ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_has_an_entry_for_each_edition_with_a_date() -> None:
    text = feed.atom(feed.editions(LOG), "A <book>", "Nobody", "https://example.org/b/")
    root = ElementTree.fromstring(text)
    entries = root.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}updated") for e in entries] == [
        "2026-12-01T00:00:00Z",
        "2026-11-22T00:00:00Z",
    ]
    assert root.findtext(f"{ATOM}updated") == "2026-12-01T00:00:00Z"
    assert entries[0].findtext(f"{ATOM}content") == (
        "<p>Second, with <code>code</code> &amp; more.</p>"
        "<ul><li>One thing.</li><li>Another.</li></ul>"
    )
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == "https://example.org/b/feed.xml"
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == 3


def test_without_an_address_the_feed_claims_none() -> None:
    text = feed.atom(feed.editions(LOG), "A book", "Nobody", "")
    assert 'rel="self"' not in text
    assert 'href="index.html"' in text


def test_the_sitemap_names_the_first_page_by_the_address_alone() -> None:
    text = outside.sitemap(("a/index", "a/b"), "https://example.org/b/", "a/index")
    found = [e.text for e in ElementTree.fromstring(text).iter() if e.tag.endswith("loc")]
    assert found == ["https://example.org/b/", "https://example.org/b/a/b.html"]


def test_a_page_that_moves_up_keeps_its_links() -> None:
    page = (
        '<html data-content_root="../"><a href="#here"> <a href="b.html#x"> <a href="../s.css?v=1">'
        ' <a href="https://x.org/"> <img src="data:x"> <form action="../search.html">'
        ' <div data-co-spec="../figures/a.js?v=2"> <a href="sub/c.html">'
    )
    assert outside.moved_up(page, "a/index") == (
        '<html data-content_root="./"><a href="#here"> <a href="a/b.html#x"> <a href="s.css?v=1">'
        ' <a href="https://x.org/"> <img src="data:x"> <form action="search.html">'
        ' <div data-co-spec="figures/a.js?v=2"> <a href="a/sub/c.html">'
    )
