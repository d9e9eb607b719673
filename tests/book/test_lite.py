"""The parts of the browser edition: what is fetched, left out, compiled, listed and linked."""

from __future__ import annotations

import importlib
import json
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from coalitions.book.files import sha256
from coalitions.book.lite import app, bytecode, links, lockfile
from coalitions.book.lite.distribution import LOCK, Carrier, Pins, gather, npm_package, pins
from coalitions.book.lite.repack import repacked
from coalitions.book.lite.tools import run, tool
from coalitions.book.lite.wheels import packed
from coalitions.book.project import BookError

WHEEL = "numpy-1-cp314-cp314-pyemscripten_2026_0_wasm32.whl"


def release(wheel: bytes = b"numpy") -> tuple[Pins, dict[str, bytes]]:
    """A distribution of one package, and what a carrier of it holds."""
    entry = {"file_name": WHEEL, "sha256": sha256(b"numpy"), "depends": []}
    lock = json.dumps({"info": {}, "packages": {"numpy": entry}}).encode()
    core = {LOCK: sha256(lock)}
    return Pins("1", "", core, ("numpy",), "", {}), {LOCK: lock, WHEEL: wheel}


def carrier(files: dict[str, bytes], asked: list[str] | None = None) -> Carrier:
    def fetch(names: Iterable[str]) -> dict[str, bytes]:
        if asked is not None:
            asked.extend(names)
        return {name: files[name] for name in names if name in files}

    return Carrier("a shelf", fetch)


def quiet(line: str) -> None:
    pass


def test_each_carrier_is_asked_for_what_the_ones_before_do_not_have(tmp_path: Path) -> None:
    wanted, files = release()
    asked: list[str] = []
    lock_only = carrier({LOCK: files[LOCK]})
    lock = gather(tmp_path, quiet, wanted, [lock_only, carrier(files, asked)])
    assert asked == [WHEEL]
    assert (tmp_path / WHEEL).read_bytes() == b"numpy"
    assert list(lock["packages"]) == ["numpy"]


def test_what_is_there_already_is_not_fetched_again(tmp_path: Path) -> None:
    wanted, files = release()
    gather(tmp_path, quiet, wanted, [carrier(files)])
    asked: list[str] = []
    gather(tmp_path, quiet, wanted, [carrier(files, asked)])
    assert asked == []


def test_a_file_with_another_hash_is_named_and_not_kept(tmp_path: Path) -> None:
    wanted, files = release(wheel=b"something else")
    with pytest.raises(BookError, match=f"{WHEEL} from a shelf is not the file that was asked for"):
        gather(tmp_path, quiet, wanted, [carrier(files)])
    assert not (tmp_path / WHEEL).exists()


def test_a_wrong_file_of_one_carrier_is_had_from_another(tmp_path: Path) -> None:
    wanted, files = release()
    wrong = carrier({WHEEL: b"something else"})
    gather(tmp_path, quiet, wanted, [wrong, carrier(files)])
    assert (tmp_path / WHEEL).read_bytes() == b"numpy"


def test_a_damaged_file_is_fetched_again(tmp_path: Path) -> None:
    wanted, files = release()
    gather(tmp_path, quiet, wanted, [carrier(files)])
    (tmp_path / WHEEL).write_bytes(b"num")
    gather(tmp_path, quiet, wanted, [carrier(files)])
    assert (tmp_path / WHEEL).read_bytes() == b"numpy"


def test_a_file_that_nobody_carries_is_named(tmp_path: Path) -> None:
    wanted, files = release()
    with pytest.raises(BookError, match=WHEEL):
        gather(tmp_path, quiet, wanted, [carrier({LOCK: files[LOCK]})])


def test_the_pins_name_every_file_by_its_hash() -> None:
    wanted = pins()
    assert LOCK in wanted.core
    assert {len(sha) for sha in [*wanted.core.values(), wanted.wheel["sha256"]]} == {64}


def test_without_npm_the_error_says_what_it_is_needed_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BookError, match=r"npm is not installed.*official release"):
        npm_package("pyodide@0", frozenset({LOCK}), [LOCK])


def test_a_tool_that_fails_is_quoted() -> None:
    with pytest.raises(BookError, match="Could not count:\nno numbers here"):
        run([sys.executable, "-c", "import sys; sys.exit('no numbers here')"], "count")
    assert Path(tool(Path(sys.executable).name, "to run")).exists()


def wheel(folder: Path, name: str, files: dict[str, str]) -> Path:
    path = folder / name
    path.write_bytes(packed({key: text.encode() for key, text in files.items()}))
    return path


def names(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def test_tests_and_headers_go_and_licences_stay(tmp_path: Path) -> None:
    kept = {"p/a.py", "p/_fast.so", "p/page.tpl", "p-1.dist-info/licenses/LICENSE"}
    gone = {"p/tests/test_a.py", "p/a.pyi", "p/a.h", "p-1.dist-info/RECORD"}
    found = wheel(tmp_path, WHEEL, dict.fromkeys(kept | gone, ""))
    assert names(repacked(found, tmp_path / "small")) == kept


def test_a_wheel_for_another_platform_becomes_pure(tmp_path: Path) -> None:
    found = wheel(tmp_path, "m-1-cp314-cp314-manylinux2014_x86_64.whl", {"m.py": "", "n.so": ""})
    small = repacked(found, tmp_path / "small")
    assert small.name == "m-1-py3-none-any.whl"
    assert names(small) == {"m.py"}


def test_a_wheel_is_packed_again_when_it_changed(tmp_path: Path) -> None:
    small = tmp_path / "small"
    first = repacked(wheel(tmp_path, "m-1-py3-none-any.whl", {"m.py": "1"}), small).read_bytes()
    again = repacked(wheel(tmp_path, "m-1-py3-none-any.whl", {"m.py": "1"}), small).read_bytes()
    other = repacked(wheel(tmp_path, "m-1-py3-none-any.whl", {"m.py": "2"}), small).read_bytes()
    assert first == again != other


@pytest.mark.parametrize("keep_source", [True, False])
def test_compiled_modules_can_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep_source: bool
) -> None:
    name = f"lite_sample_{keep_source}".lower()
    source = wheel(tmp_path, "s.whl", {f"{name}/__init__.py": '"""Said."""\nvalue = 3\n'})
    target = tmp_path / "t.whl"
    assert bytecode.compile_wheel(str(source), str(target), keep_source) == 1
    with zipfile.ZipFile(target) as archive:
        archive.extractall(tmp_path / "site")
    assert (tmp_path / "site" / name / "__init__.py").exists() is keep_source
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    module = importlib.import_module(name)
    assert (module.value, module.__doc__) == (3, "Said.")
    compiled = module.__spec__.cached if keep_source else module.__file__
    assert compiled.endswith(".pyc")
    assert Path(compiled).read_bytes()[4:8] == b"\1\0\0\0"  # never compared with a source


def test_the_lock_lists_what_is_there_and_nothing_else(tmp_path: Path) -> None:
    theirs = {"pandas": {"depends": ["numpy", "pytz"]}, "scikit-learn": {"depends": []}}
    wheels = [
        wheel(
            tmp_path, "pandas-3-py3-none-any.whl", {"pandas/a.py": "", "pandas-3.dist-info/W": ""}
        ),
        wheel(tmp_path, "numpy-2-py3-none-any.whl", {"numpy/a.py": "", "six.pyc": ""}),
    ]
    lock = lockfile.cut({"info": {"python": "3.14"}, "packages": theirs}, wheels)
    assert list(lock["packages"]) == ["numpy", "pandas"]
    assert lock["packages"]["pandas"]["depends"] == ["numpy"]
    assert lock["packages"]["pandas"]["imports"] == ["pandas"]
    assert lock["packages"]["numpy"]["imports"] == ["numpy", "six"]
    assert lock["packages"]["numpy"]["sha256"] == sha256(wheels[1].read_bytes())


def test_a_late_package_is_not_loaded_at_the_start() -> None:
    wheels = [Path("scipy-1-x-y-z.whl"), Path("pyodide_kernel-1-py3-none-any.whl")]
    assert app.options(wheels)["packages"] == ["pyodide-kernel"]


def test_notebooks_are_listed_folder_by_folder(tmp_path: Path) -> None:
    (tmp_path / "jupyter-lite.json").write_text('{"jupyter-config-data": {}}')
    app.add_notebooks(tmp_path, {"iraq.ipynb": "{}", "countries/deu.ipynb": "{ }"})
    top, below = (
        json.loads((tmp_path / "api/contents" / folder / "all.json").read_text())
        for folder in ("", "countries")
    )
    assert [(e["path"], e["type"]) for e in top["content"]] == [
        ("countries", "directory"),
        ("iraq.ipynb", "notebook"),
    ]
    assert [(e["path"], e["size"]) for e in below["content"]] == [("countries/deu.ipynb", 3)]
    assert (tmp_path / "files/countries/deu.ipynb").read_text() == "{ }"


PAGE = (
    "<head></head><h1>Printed</h1><article><section><h1>Title</h1>\n<p>Text</p></section></article>"
)


def pages(folder: Path, text: str = PAGE) -> Path:
    page = folder / "html" / "chapters" / "countries" / "deu.html"
    page.parent.mkdir(parents=True)
    page.write_text(text)
    return page


def test_the_copy_of_a_page_gets_the_link_and_the_page_does_not(tmp_path: Path) -> None:
    page, site = pages(tmp_path), tmp_path / "site"
    links.copy_pages(tmp_path / "html", site)
    links.add_link(site, "chapters/countries/deu", "countries/deu.ipynb", "9 MB")
    assert page.read_text() == PAGE
    text = (site / "chapters/countries/deu.html").read_text()
    before, after = text.split('<p class="co-run" hidden>')
    assert before.endswith("<h1>Title</h1>\n")
    assert 'href="../../lite/notebooks/index.html?path=countries/deu.ipynb"' in after
    assert '<link rel="stylesheet" href="../../_static/run.css">' in before


def test_a_page_without_a_title_is_named(tmp_path: Path) -> None:
    pages(tmp_path, "<article><p>Text</p></article>")
    with pytest.raises(BookError, match=r"deu\.html has no title"):
        links.add_link(tmp_path / "html", "chapters/countries/deu", "deu.ipynb", "9 MB")


def test_pages_are_copied_anew(tmp_path: Path) -> None:
    pages(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.html").touch()
    links.copy_pages(tmp_path / "html", tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["chapters"]
