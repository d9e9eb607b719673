"""Every chapter can be taken away as a notebook, without a script, and the edition be verified."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from coalitions.book import checksums

from .conftest import ROOT, Watched

pytestmark = pytest.mark.browser
Open = Callable[..., Watched]


def test_page_offers_its_notebooks_and_its_source(page_name: str, site: Path) -> None:
    page = site / page_name
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    links = soup.select(".co-takeaway a[download]")
    offered = {link.text: (page.parent / str(link["href"])).resolve() for link in links}
    assert all(path.is_file() for path in offered.values()), offered
    source = (ROOT / page_name).with_suffix(".md").read_text("utf-8")
    has_code = "{code-cell}" in source
    assert ("Notebook with outputs" in offered) == has_code
    assert ("Notebook without outputs" in offered) == has_code
    if has_code:
        full = json.loads(offered["Notebook with outputs"].read_text("utf-8"))
        bare = json.loads(offered["Notebook without outputs"].read_text("utf-8"))
        assert [cell["id"] for cell in full["cells"]] == [cell["id"] for cell in bare["cells"]]
        assert not any(cell.get("outputs") for cell in bare["cells"])
        assert any(cell.get("outputs") for cell in full["cells"])


@pytest.mark.parametrize("width", [390, 1280])
def test_list_unfolds_without_a_script_and_stays_on_the_screen(
    width: int, site: Path, open_page: Open
) -> None:
    page = open_page(f"{site.as_uri()}/chapters/interfet.html", width=width, script=False).page
    links = page.locator(".co-takeaway a")
    expect(links.first).to_be_hidden()
    page.locator(".co-takeaway > summary").press("Enter")
    for link in links.all():
        expect(link).to_be_visible()
        box = link.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width


def test_checksums_of_the_edition_hold(site: Path) -> None:
    listed = (site / checksums.NAME).read_text("utf-8")
    assert checksums.differences(site) == []
    for part in ("chapters/interfet.html", "notebooks/interfet.ipynb", "data/events.csv"):
        assert f"  {part}\n" in listed
