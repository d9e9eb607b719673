"""One style sheet for all pages, without rules for parts that the book lacks."""

from __future__ import annotations

from coalitions.book import assets


def test_rules_for_unused_parts_go_and_the_others_stay() -> None:
    css = (
        "/* c */@media print{.modal{color:red}}.btn-primary,.btn:hover{top:0}"
        ".admonition>.fa-bell{left:0}.d-none{display:none}.d-grid,.mt-3{margin:1px}"
        "a:is(.note,.carousel-item){x:y}.text-right,.text-muted{text-align:right}"
    )
    assert assets.pruned(css) == (
        ".btn:hover{top:0}.d-none{display:none}.text-right{text-align:right}"
    )


def test_the_sheet_has_another_address_when_its_content_changes() -> None:
    before = assets.address()
    assets._own.cache_clear()
    assert assets.address() == before
    assert before.startswith("book.css?v=")
