"""What is executed, what is reused, and that no page ever shows an old number."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.book.small_book import SmallBook, write_small_book

JUPYTER_BOOK = ("-c", "from jupyter_book.cli.main import main; main()", "build", ".")


def test_a_build_makes_pages_with_the_computed_numbers(built_once: SmallBook) -> None:
    assert "There are <span" in built_once.page("ships")
    assert ">7</span> ships" in built_once.page("ships")
    assert ">750</span> troops" in built_once.page("troops")


def test_an_expression_has_the_value_of_its_place(built_once: SmallBook) -> None:
    page = built_once.page("plain")
    assert page.index(">42</span>") < page.index(">43</span>")


def test_building_twice_does_nothing_and_says_so(built: SmallBook) -> None:
    before = built.report()
    result = built.build()
    assert result.status == 0
    assert "Nothing changed" in result.said
    assert "no chapter executed" in result.said
    assert built.report() == before


def test_an_edited_sentence_executes_nothing_and_appears(built: SmallBook) -> None:
    built.edit("chapters/plain.md", "Then it is", "Afterwards it is")
    assert built.build().status == 0
    assert built.executed() == set()
    assert "Afterwards it is" in built.page("plain")


def test_an_edited_cell_executes_its_chapter_alone(built: SmallBook) -> None:
    built.edit("chapters/plain.md", "6 * 7", "6 * 8")
    assert built.build().status == 0
    assert built.executed() == {"plain"}
    assert ">48</span>" in built.page("plain")


def test_an_edited_table_executes_exactly_the_chapters_that_load_it(built: SmallBook) -> None:
    built.edit("data/ships.csv", "first,3", "first,30")
    assert built.build().status == 0
    assert built.executed() == {"ships"}
    assert ">34</span> ships" in built.page("ships")
    assert ">34</span>" not in built.page("troops")


def test_an_edited_column_description_executes_the_chapters_that_load_the_table(
    built: SmallBook,
) -> None:
    path = built.root / "data/datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"][1]["schema"]["fields"][1]["description"] = "How many there are."
    path.write_text(json.dumps(package), "utf-8")
    assert built.build().status == 0
    assert built.executed() == {"troops"}


def test_a_table_read_without_the_loader_counts_as_well(fresh: SmallBook) -> None:
    fresh.edit(
        "chapters/plain.md", "answer = 6 * 7", 'answer = len(open("../data/ships.csv").read())'
    )
    assert fresh.build().status == 0
    fresh.edit("data/ships.csv", "second,4", "second,40")
    assert fresh.build().status == 0
    assert fresh.executed() == {"ships", "plain"}


def test_a_deleted_chapter_disappears_from_the_site(built: SmallBook) -> None:
    built.edit("_toc.yml", "- file: chapters/plain\n", "")
    assert built.build().status == 0
    assert not (built.root / "_build/html/chapters/plain.html").exists()
    assert "plain.html" not in built.page("ships")


def test_a_new_title_shows_in_the_navigation_of_every_page(built: SmallBook) -> None:
    built.edit("chapters/plain.md", "# Plain", "# Simple")
    assert built.build().status == 0
    assert "Simple" in built.page("ships")


def test_a_page_changed_by_hand_is_put_right(built: SmallBook) -> None:
    page = built.root / "_build/html/chapters/ships.html"
    page.write_text("defaced")
    assert built.build().status == 0
    assert "7</span> ships" in built.page("ships")


def test_no_page_names_a_path_of_this_machine(built_once: SmallBook) -> None:
    root = str(built_once.root).encode()
    assert [path for path, raw in built_once.pages().items() if root in raw] == []


def test_incremental_pages_are_those_of_a_clean_build(built: SmallBook, tmp_path: Path) -> None:
    clean = write_small_book(tmp_path / "clean")
    for book in (built, clean):
        book.edit("data/troops.csv", "first,500", "first,600")
        book.edit("chapters/index.md", "Nothing runs", "Not a thing runs")
        assert book.build().status == 0
    assert built.pages() == clean.pages()


def test_jupyter_book_itself_gives_the_same_pages(built_once: SmallBook, tmp_path: Path) -> None:
    stock = write_small_book(tmp_path / "stock")
    result = stock.run(*JUPYTER_BOOK)
    assert result.status == 0, result.said
    theirs = {p: raw for p, raw in stock.pages().items() if not p.startswith(".")}
    assert theirs == built_once.pages()


def test_jupyter_book_itself_shows_no_old_number_either(fresh: SmallBook) -> None:
    command = JUPYTER_BOOK
    assert fresh.run(*command).status == 0
    fresh.edit("data/ships.csv", "first,3", "first,30")
    assert fresh.run(*command).status == 0
    assert ">34</span> ships" in fresh.page("ships")


def test_the_report_says_what_each_chapter_used(built_once: SmallBook) -> None:
    report = built_once.report()
    ships = report["chapters"]["chapters/ships"]
    assert report["good"]
    assert ships["cells"] == 1
    assert set(ships["tables"]) == {"data/ships.csv"}
    assert "coalitions.data.load" in ships["modules"]
    assert report["packages"]["pandas"]
    assert report["python"] == sys.version.split()[0]


def test_a_folder_that_is_no_book_is_named(tmp_path: Path) -> None:
    book = SmallBook(tmp_path)
    result = book.build()
    assert result.status == 2
    assert "_toc.yml" in result.said
    assert "Traceback" not in result.said


def test_a_second_build_waits_for_the_first(fresh: SmallBook) -> None:
    first = fresh.start()
    second = fresh.build()
    assert first.wait() == 0
    assert second.status == 0, second.said
    assert (fresh.root / "_build/html/index.html").is_file()
