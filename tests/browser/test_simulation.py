"""The simulation, played by eight teams from role cards to debriefing, as a class would."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from coalitions import simulation
from coalitions.book import pdf, rolecards
from coalitions.simulation import Pledge

from .conftest import ROOT, Watched

pytestmark = pytest.mark.browser
Open = Callable[..., Watched]

PAGE = "chapters/simulation.html"
TEAMS = simulation.MAIN_ROLES[:8]
#: What a student may take for a good joke, and a spreadsheet for a formula.
NAMES = {
    "GBR": "<img src=x onerror=\"document.title='broken'\">",
    "FRA": '=HYPERLINK("https://example.org","click")',
    "DEU": "Die „Zögerer“, 🕊 & Söhne; <script>alert(1)</script>",
}
CARDS = ("flank-alarm", "election")


def enter(page: Page, pledge: Pledge) -> None:
    """Fill in the form for one country and round, and put the pledge on the list."""
    held = page.locator('[data-part="form"]')
    held.get_by_label("Country").select_option(pledge.country)
    held.locator(f'input[name=round][value="{pledge.round}"]').check()
    held.get_by_label("Team", exact=True).fill(NAMES.get(pledge.country, pledge.team))
    held.get_by_label("Soldiers kept").fill(str(pledge.soldiers))
    held.get_by_label("Share of NATO").fill(f"{pledge.commitments_kept:g}")
    held.locator(f"input[name=needs_backstop][value={pledge.needs_backstop}]").check()
    for group, chosen in (("conditions", pledge.conditions), ("tasks", pledge.tasks)):
        for box in held.locator(f"input[name={group}]").all():
            box.set_checked(box.get_attribute("value") in chosen)
    held.get_by_label("Aid to Ukraine").fill(f"{pledge.aid_percent:g}")
    held.get_by_label("What you say").fill(pledge.statement)
    held.get_by_role("button", name="Put on the list").click()
    assert held.locator(".co-sim-summary").inner_text() == ""


def taken(page: Page, button: str, path: Path) -> Path:
    """Press a button that offers a file, and keep the file."""
    with page.expect_download() as offered:
        page.get_by_role("button", name=button).click()
    offered.value.save_as(path)
    return path


@pytest.fixture(scope="module")
def played(
    site: Path, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[str], str]:
    """Play the simulation; return the debriefing, the faults seen, and what the desk said."""
    folder = tmp_path_factory.mktemp("class")
    context = chromium.new_context(accept_downloads=True)
    visit = Watched(context.new_page())
    page, files = visit.page, []
    for code in TEAMS:
        page.goto(f"{site.as_uri()}/{rolecards.FOLDER}/{rolecards.name_of(code)}")
        assert page.locator("h1").inner_text() == simulation.role(code).name
        assert page.locator(".private ol > li").count() == len(simulation.role(code).objectives)
        page.goto(f"{site.as_uri()}/{PAGE}")
        for pledge in simulation.sample_pledges(len(TEAMS)):
            if pledge.country == code:
                enter(page, pledge)
        files.append(taken(page, "Download CSV", folder / f"{code}.csv"))
    desk = page.locator('[data-part="desk"]')
    desk.locator("input[type=file]").set_input_files(files)
    desk.locator("table").nth(len(TEAMS) - 1).wait_for()
    for title in (simulation.card(card).title for card in CARDS):
        desk.get_by_label(title, exact=True).check()
    desk.get_by_label("Country of the card").filter(visible=True).first.select_option("POL")
    taken(page, "Download all as one file", folder / "pledges.csv")
    said = "\n".join(desk.locator(".co-sim-news, table").all_inner_texts())
    command = shlex.split(desk.locator("pre code").inner_text())
    assert command[:4] == ["python", "-m", "coalitions", "simulate"]
    done = subprocess.run(
        [sys.executable, *command[1:]],
        cwd=folder,
        env={**os.environ, "COALITIONS_DATA": str(ROOT / "data")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    context.close()
    return folder / "debriefing.html", visit.faults, said


@pytest.fixture(scope="module")
def pledges(played: tuple[Path, list[str], str]) -> simulation.Reading:
    return simulation.read_pledges(played[0].with_name("pledges.csv"))


def test_no_page_of_a_whole_simulation_has_a_fault(played: tuple[Path, list[str], str]) -> None:
    assert played[1] == []


def test_what_teams_enter_arrives_whole(pledges: simulation.Reading) -> None:
    wanted = {(each.country, each.round): each for each in simulation.sample_pledges(len(TEAMS))}
    assert not pledges.rejected and not pledges.notices
    assert len(pledges.pledges) == len(wanted)
    for got in pledges.pledges:
        sent = wanted[got.country, got.round]
        assert got.team == NAMES.get(got.country, sent.team)
        for name in ("soldiers", "commitments_kept", "needs_backstop", "aid_percent", "statement"):
            assert getattr(got, name) == getattr(sent, name), name
        assert set(got.tasks) == set(sent.tasks) and set(got.conditions) == set(sent.conditions)


def test_the_desk_counts_files_rows_and_messages(played: tuple[Path, list[str], str]) -> None:
    rows = len(TEAMS) * len(simulation.ROUNDS)
    assert f"{len(TEAMS)} files, {rows} rows, {len(TEAMS)} countries" in played[2]
    assert "Rows with a message: 0" in played[2]
    assert NAMES["GBR"] in played[2]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_debriefing_shows_names_as_text_and_fits_its_screen(
    played: tuple[Path, list[str], str], width: int, scheme: str, open_page: Open
) -> None:
    visit = open_page(played[0].as_uri(), width=width, scheme=scheme)
    page = visit.page
    text = page.locator("body").inner_text()
    assert all(name in text for name in NAMES.values())
    assert "broken" not in page.title()
    assert page.locator("img[onerror], script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(page).response["violations"]] == []
    assert visit.faults == []


@pytest.mark.parametrize(("code", "scheme"), [("GBR", "light"), ("SVN", "dark")])
def test_a_role_card_can_be_read_by_everybody(
    code: str, scheme: str, site: Path, open_page: Open
) -> None:
    address = f"{site.as_uri()}/{rolecards.FOLDER}/{rolecards.name_of(code)}"
    visit = open_page(address, width=390, scheme=scheme)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert Axe().run(visit.page).response["violations"] == []
    assert visit.faults == []


def test_every_role_card_is_one_page_of_paper(site: Path, chromium: Browser) -> None:
    sheet = site / rolecards.FOLDER / rolecards.SHEET
    printed = PdfReader(io.BytesIO(pdf.printout(chromium, sheet)))
    names = [simulation.role(code).name for code in simulation.codes()]
    pages = [page.extract_text() for page in printed.pages]
    assert len(pages) == len(names)
    assert [name for name, page in zip(names, pages, strict=True) if name not in page] == []


#: Cells that people write, and whether the engine takes them for Estonia in round 1.
CELLS = (
    ("soldiers", ("1500", "1,500", "1 500", "1.500", "99999", "many", "-5", "1.5", "=1+1", "")),
    ("commitments_kept", ("0", "100", "50 %", "12.5", "0.5", "101", "half")),
    ("needs_backstop", ("none", "enablers", "full", "Full backstop", "perhaps")),
    ("conditions", ("ceasefire+mandate", "Ceasefire; mandate", "money")),
    ("tasks", ("demining", "Demining", "demining+training", "parades")),
    ("aid_percent", ("0.25", "0,25", "99", "lots")),
    ("team", ("x" * 60, "x" * 61, "'=1")),
    ("statement", ("y" * 500, "y" * 501)),
    ("country", ("EST", "estonia", "the UK", "Atlantis", "USA")),
    ("round", ("1", "Summit", "round 2", "4", "")),
)


def test_the_form_takes_and_refuses_what_the_engine_does(site: Path, open_page: Open) -> None:
    page = open_page(f"{site.as_uri()}/{PAGE}").page
    check = """row => Object.keys(coalitionsSimulation.check(
        JSON.parse(document.querySelector('[data-part="form"]').dataset.rules), row))"""
    for column, cells in CELLS:
        for cell in cells:
            row = {"country": "EST", "round": "1", column: cell}
            quoted = ",".join('"' + value.replace('"', '""') + '"' for value in row.values())
            reading = simulation.read_pledges(("a.csv", f"{','.join(row)}\n{quoted}\n"))
            refused = [fault.column for each in reading.rejected for fault in each.faults]
            assert page.evaluate(check, row) == refused, f"{column}: {cell!r}"


def test_a_fault_is_announced_and_leads_to_its_input(site: Path, open_page: Open) -> None:
    visit = open_page(f"{site.as_uri()}/{PAGE}", width=390, scheme="dark")
    page = visit.page
    held = page.locator('[data-part="form"]')
    held.get_by_label("Country").select_option("EST")
    held.get_by_label("Soldiers kept").fill("many")
    held.get_by_role("button", name="Put on the list").press("Enter")
    summary = held.get_by_role("alert")
    assert "many" in summary.inner_text()
    assert summary.evaluate("one => one === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "soldiers"
    assert held.get_by_label("Soldiers kept").get_attribute("aria-invalid") == "true"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert visit.faults == []


def test_files_of_any_kind_are_read_row_by_row_and_nothing_is_lost(
    site: Path, open_page: Open, tmp_path: Path
) -> None:
    ours = "Land;round;Country\nx;1;Germany\ny;9;France;too;many\n\nz;1;DEU\n"
    (tmp_path / "semicolons.csv").write_bytes(ours.encode("cp1252"))
    (tmp_path / "utf16.csv").write_text("country\tround\tteam\nTürkiye\t1\tÅ\n", "utf-16")
    (tmp_path / "open.csv").write_text('country,round,team\nFRA,1,"never closed\nPOL,1,ok\n')
    (tmp_path / "headless.csv").write_text("ITA,1,500\n")
    (tmp_path / "empty.csv").write_text("")
    page = open_page(f"{site.as_uri()}/{PAGE}").page
    desk = page.locator('[data-part="desk"]')
    desk.locator("input[type=file]").set_input_files(sorted(tmp_path.iterdir()))
    desk.locator("table").nth(2).wait_for()
    said = desk.inner_text()
    for words in ("Germany", "9” is no round", "row 2. The first counts", "Türkiye", "Å"):
        assert words in said
    assert "There is no column “country”" in said and "The file is empty" in said
    joined = taken(page, "Download all as one file", tmp_path / "joined.csv").read_text("utf-8")
    for cell in ("Germany", "too", "many", "DEU", "Türkiye", "never closed", "POL"):
        assert cell in joined


def test_pages_without_the_form_do_not_load_it(site: Path) -> None:
    assert "simulation-form.js" in (site / PAGE).read_text("utf-8")
    assert "simulation" not in (site / "chapters/iraq.html").read_text("utf-8").split("<body")[0]
