"""Every computed number of a page leads to its rows, and these to their sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from coalitions.book.evidence import Evidence
from coalitions.book.notes import Addresses, Number, note, places
from coalitions.data import package
from coalitions.data.load import load
from coalitions.provenance import Provenance
from tests import small_package
from tests.book.pages import ShownNumber, numbers_of
from tests.book.small_book import CONFIG, HEAD, SmallBook

CHAPTER = (
    HEAD
    + """\
# Force

```{code-cell} python3
import coalitions as co
force = co.load("contributions", coalition_id="interfet-1999")
peak = co.quantity(force["personnel"].max(), "persons", rows=force, expression="the largest peak")
kiwis = co.quantity(1200, "persons", rows=force[force["iso3"].eq("NZL")])
guess = co.quantity(0.5, "share", kind="assumption")
```

The peak was {eval}`peak`, {eval}`kiwis` of them from New Zealand; again {eval}`peak`.
We assume {eval}`guess`. That makes {eval}`len(force)` rows, says {eval}`"nobody"`.

## In {eval}`kiwis`

{eval}`kiwis` once more.
"""
)
SECOND = (
    HEAD
    + """\
# Second

```{code-cell} python3
import coalitions as co
force = co.load("contributions")
whole = co.count(force)
thais = co.value(force[force["iso3"].eq("THA")], "personnel")
```

Of {eval}`whole` rows one has {eval}`thais`.
"""
)
ROOT = Path(__file__).parents[2]


def write_book(root: Path) -> SmallBook:
    (root / "chapters").mkdir(parents=True)
    config = CONFIG.replace(
        "[coalitions.book.stored]",
        "\n    - ".join(
            ["", "coalitions.book.stored", "coalitions.book.citations", "coalitions.book.numbers"]
        ),
    )
    (root / "_config.yml").write_text(config, "utf-8")
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: chapters/force\nchapters:\n"
        "- file: chapters/second\n- file: chapters/bibliography\n",
        "utf-8",
    )
    (root / "chapters/force.md").write_text(CHAPTER, "utf-8")
    (root / "chapters/second.md").write_text(SECOND, "utf-8")
    works = "# Bibliography\n\n```{bibliography}\n:all:\n```\n"
    (root / "chapters/bibliography.md").write_text(works, "utf-8")
    small_package.write(root / "data")
    return SmallBook(root)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    """A built book whose one chapter computes numbers; tests leave it as good as they found it."""
    made = write_book(tmp_path_factory.mktemp("numbers") / "a book")
    result = made.build()
    assert result.status == 0, result.said
    return made


def shown(book: SmallBook, page: str = "force") -> list[ShownNumber]:
    return numbers_of(book.root / f"_build/html/chapters/{page}.html")


def test_a_quantity_leads_to_a_note_with_its_rows_and_sources(book: SmallBook) -> None:
    kiwis = shown(book)[1]
    assert kiwis.text == "1,200"
    for said in ("1,200 persons", "kiwis", "contributions:3 (c2)", "confidence medium"):
        assert said in kiwis.note
    assert "bibliography.html#blaxland-2015" in kiwis.links


def test_of_many_rows_the_note_says_how_many_and_names_the_first(
    book: SmallBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COALITIONS_DATA", str(book.root / "data"))
    number = Number("9", "n", rows={"countries": [2, 3, 4, 5, 6]})
    nowhere = Addresses(work=lambda key: "", table=lambda name: "")
    said = note(number, Evidence(), nowhere)
    assert "5 rows of the table countries, the first countries:2" in said
    assert "These rows are definitions or assumptions of this book" in said


def test_a_number_that_stands_twice_has_one_note_with_two_ways_back(book: SmallBook) -> None:
    first, *_ = peaks = [number for number in shown(book) if number.text == "5,700"]
    assert len(peaks) == 2
    assert len({number.href for number in peaks}) == 1
    assert {"#number-1-1", "#number-1-2"} <= set(first.links)


def test_what_rests_on_no_rows_says_so(book: SmallBook) -> None:
    notes = {number.text: number.note for number in shown(book)}
    assert "An assumption of this book" in notes["50%"]
    assert "Not traced" in notes["4"]
    assert "len(force)" in notes["4"]
    assert "Not traced" in notes["nobody"]


def test_a_number_in_a_heading_is_plain_text_there(book: SmallBook) -> None:
    page = book.page("force")
    heading = page[page.index("<h2>In ") :].split("</h2>")[0]
    assert '<span class="quantity">1,200</span>' in heading
    assert "<a class=" not in heading.split("headerlink")[0].split("</span>")[0]


def test_every_link_to_a_work_leads_to_its_entry(book: SmallBook) -> None:
    works = book.page("bibliography")
    links = {link for number in shown(book) for link in number.links if ".html#" in link}
    assert links
    assert [link for link in links if f'id="{link.split("#")[1]}"' not in works] == []


def test_another_source_of_a_row_changes_every_note_that_rests_on_it_and_no_other(
    book: SmallBook,
) -> None:
    before = shown(book) + shown(book, "second")
    row = '"frigate, tanker",{}'
    book.edit("data/contributions.csv", row.format("blaxland-2015"), row.format("crs-2003"))
    assert book.build().status == 0
    after = shown(book) + shown(book, "second")
    assert [number.text for number in after] == [number.text for number in before]
    changed = {new.text for old, new in zip(before, after, strict=True) if old.note != new.note}
    assert changed == {"5,700", "1,200", "5"}
    assert {number.text for number in after} - changed == {"50%", "4", "nobody", "1,580"}
    assert "bibliography.html#crs-2003" in after[1].links
    book.edit("data/contributions.csv", row.format("crs-2003"), row.format("blaxland-2015"))
    assert book.build().status == 0
    assert shown(book) + shown(book, "second") == before


def test_another_title_of_a_source_changes_the_notes_and_runs_nothing(book: SmallBook) -> None:
    book.edit("data/sources.csv", "East Timor Intervention", "The Intervention")
    assert book.build().status == 0
    assert book.executed() == set()
    assert "The Intervention" in shown(book)[1].note
    book.edit("data/sources.csv", "The Intervention", "East Timor Intervention")
    assert book.build().status == 0


def test_equal_numbers_of_equal_code_share_a_place() -> None:
    one, other = Number("7", "ships"), Number("7", "boats")
    assert places([one, other, Number("7", "ships")]) == [1, 2, 1]


def test_a_row_of_a_link_table_cites_what_its_owner_cites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COALITIONS_DATA", str(ROOT / "data"))
    linked = load("willing_count_countries")
    owners = load("willing_counts", count_id=linked["count_id"].iloc[0])
    uses = Evidence().sources({"willing_count_countries": [int(linked.index[0])]})
    assert [use.id for use in uses] == list(owners["source_id"])


def test_the_sources_of_a_note_are_those_that_provenance_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two ways to the same: one for a kernel, one that reads each table once for a whole book."""
    monkeypatch.setenv("COALITIONS_DATA", str(ROOT / "data"))
    evidence = Evidence()
    for table in ("contributions", "events", "sources", "equipment"):
        lines = range(2, 60)
        uses = evidence.sources({table: list(lines)})
        expected = {
            (use.source_id, use.rows, " to ".join(dict.fromkeys((use.lowest, use.highest))))
            if use.lowest and use.highest
            else (use.source_id, use.rows, "")
            for use in Provenance.build({table: lines}).sources
        }
        assert {(use.id, use.rows, use.confidence) for use in uses} == expected
    assert package.read().folder == ROOT / "data"
